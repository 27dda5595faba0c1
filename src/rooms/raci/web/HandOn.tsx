import { Button, Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '../../../kernel/ids.ts';
import { CalendarDate } from '../../../kernel/time.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { FindPerson } from '../../people/web/index.ts';
import { makeDelegation } from '../contract.ts';
import { RiskLevel } from '../model.ts';
import { words } from './standing-words.ts';

type Props = {
  readonly personId: PersonId;
  readonly name: string;
  readonly activities: readonly { readonly id: string; readonly plain: string }[];
  readonly onClose: () => void;
};
const number = (text: string): number | null => (text.trim() === '' ? null : Math.round(Number(text)));

/** Hands activities on: to whom, which, until when, and how far. */
export function HandOn({ personId, name, activities, onClose }: Props) {
  const [to, setTo] = useState<{ id: PersonId; name: string } | null>(null);
  const [isAll, setAll] = useState(true);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [said, setSaid] = useState({ from: '', until: '', money: '', downtime: '', risk: '', reason: '' });
  const set = (part: Partial<typeof said>) => setSaid({ ...said, ...part });
  const action = useAction(makeDelegation);
  const toasts = useToasts();
  const [fromOn, untilOn] = [CalendarDate.safeParse(said.from), CalendarDate.safeParse(said.until)];
  const risk = RiskLevel.safeParse(said.risk);
  const money = number(said.money);
  const limits = {
    costCents: money === null ? null : money * 100,
    downtimeMinutes: number(said.downtime),
    risk: risk.success ? risk.data : null,
  };
  const ready = to !== null && fromOn.success && untilOn.success && (isAll || chosen.length > 0);
  const send = () =>
    to &&
    fromOn.success &&
    untilOn.success &&
    action.mutate(
      {
        fromPersonId: personId,
        toPersonId: to.id,
        activityIds: isAll ? null : [...chosen],
        fromOn: fromOn.data,
        untilOn: untilOn.data,
        reason: said.reason.trim() || null,
        limits: Object.values(limits).every((limit) => limit === null) ? null : limits,
      },
      {
        onSuccess: () => {
          toasts.done(words.made);
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      as="wide"
      title={words.makeTitle(name)}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button loading={action.isPending} disabled={!ready} onClick={send}>
            {words.go}
          </Button>
        </>
      }
    >
      {to ? (
        <p>
          <strong>{to.name}</strong>{' '}
          <button type="button" className="wl-quiet" onClick={() => setTo(null)}>
            {words.change}
          </button>
        </p>
      ) : (
        <FindPerson label={words.to} choose={(id, called) => setTo({ id, name: called })} />
      )}
      <Radio.Group
        label={words.what}
        value={isAll ? 'all' : 'some'}
        onChange={(value) => setAll(value === 'all')}
      >
        <Radio value="all" label={words.all} />
        <Radio value="some" label={words.some} />
      </Radio.Group>
      {!isAll && (
        <div className="wl-columns">
          {activities.map(({ id, plain }) => (
            <Checkbox
              key={id}
              label={`${id} ${plain}`}
              checked={chosen.includes(id)}
              onChange={(event) =>
                setChosen(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          ))}
        </div>
      )}
      <div className="wl-columns">
        <TextInput
          type="date"
          label={words.from}
          value={said.from}
          onChange={(e) => set({ from: e.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.until}
          value={said.until}
          onChange={(e) => set({ until: e.currentTarget.value })}
        />
        <TextInput
          type="number"
          min={0}
          label={words.money}
          description={words.moneyHint}
          value={said.money}
          onChange={(e) => set({ money: e.currentTarget.value })}
        />
        <TextInput
          type="number"
          min={0}
          label={words.downtime}
          description={words.moneyHint}
          value={said.downtime}
          onChange={(e) => set({ downtime: e.currentTarget.value })}
        />
        <NativeSelect
          label={words.risk}
          value={said.risk}
          data={[
            { value: '', label: words.noLimit },
            ...RiskLevel.options.map((value) => ({ value, label: words.risks[value] })),
          ]}
          onChange={(e) => set({ risk: e.currentTarget.value })}
        />
        <TextInput
          label={words.reason}
          maxLength={500}
          value={said.reason}
          onChange={(e) => set({ reason: e.currentTarget.value })}
        />
      </div>
      {action.error && <ErrorState error={action.error} />}
    </Dialog>
  );
}
