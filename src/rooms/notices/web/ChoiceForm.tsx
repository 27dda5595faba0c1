import { Checkbox, NativeSelect, Radio } from '@mantine/core';
import type { Choice } from '../model.ts';
import { words } from './words.ts';

const say = words.mine;
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: words.clock(hour) }));
const usualQuiet = { quietFrom: 20, quietUntil: 6 };

type Props = { readonly choice: Choice; readonly onChange: (choice: Choice) => void };

/** What comes at once and what in the summary, at which hour, and when it is quiet. */
export function ChoiceForm({ choice, onChange }: Props) {
  const put = (change: Partial<Choice>) => onChange({ ...choice, ...change });
  const asks = ['at_once', 'digest'] as const;
  const reads = ['at_once', 'digest', 'off'] as const;
  return (
    <div className="wl-stack wl-choice">
      <Radio.Group
        label={say.asks}
        description={say.asksHint}
        value={choice.asks}
        onChange={(value) => put({ asks: asks.find((one) => one === value) ?? 'at_once' })}
      >
        <div className="wl-choice__lanes">
          {asks.map((lane) => (
            <Radio key={lane} value={lane} label={say.lanes[lane]} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group
        label={say.reads}
        value={choice.reads}
        onChange={(value) => put({ reads: reads.find((one) => one === value) ?? 'digest' })}
      >
        <div className="wl-choice__lanes">
          {reads.map((lane) => (
            <Radio key={lane} value={lane} label={say.lanes[lane]} />
          ))}
        </div>
      </Radio.Group>
      <NativeSelect
        label={say.digest}
        className="wl-choice__hour"
        data={hours}
        value={String(choice.digestHour)}
        onChange={(event) => put({ digestHour: Number(event.currentTarget.value) })}
      />
      <fieldset className="wl-choice__quiet">
        <legend>{say.quiet}</legend>
        <Checkbox
          label={say.quietOn}
          checked={choice.quietFrom !== null}
          onChange={(event) =>
            put(event.currentTarget.checked ? usualQuiet : { quietFrom: null, quietUntil: null })
          }
        />
        {choice.quietFrom !== null && choice.quietUntil !== null && (
          <>
            <div className="wl-line">
              <NativeSelect
                label={say.from}
                className="wl-choice__hour"
                data={hours}
                value={String(choice.quietFrom)}
                onChange={(event) => put({ quietFrom: Number(event.currentTarget.value) })}
              />
              <NativeSelect
                label={say.until}
                className="wl-choice__hour"
                data={hours}
                value={String(choice.quietUntil)}
                onChange={(event) => put({ quietUntil: Number(event.currentTarget.value) })}
              />
              <span className="wl-muted wl-small">{say.quietOver(choice.quietFrom, choice.quietUntil)}</span>
            </div>
            <Checkbox
              label={say.wakes}
              checked={choice.wakes}
              onChange={(event) => put({ wakes: event.currentTarget.checked })}
            />
          </>
        )}
      </fieldset>
    </div>
  );
}
