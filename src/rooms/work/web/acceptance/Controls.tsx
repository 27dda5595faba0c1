// What protects patients while a risk is accepted, and whether somebody has looked.
import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CalendarDate } from '../../../../kernel/time.ts';
import { Due, When } from '../../../../ui/Due.tsx';
import { useToasts } from '../../../../ui/toasts.tsx';
import { type AcceptanceDetail, checkControl } from '../../contract.ts';
import { useAct } from '../act.ts';
import { AskDialog } from '../parts/AskDialog.tsx';
import { words } from './words.ts';

const { controls: say } = words;
type Control = AcceptanceDetail['controls'][number];
type Props = { readonly it: AcceptanceDetail; readonly reload: () => void };

/** The controls, each with its owner and when it is looked at. */
export function Controls({ it, reload }: Props) {
  const [checking, setChecking] = useState<Control | null>(null);
  const isOver = it.endedAt !== null;
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-controls">
      <h2 id="wk-controls">{say.title}</h2>
      <ul className="wk-gatelist">
        {it.controls.map((control) => (
          <li key={control.id} className={`wk-gate${control.isMine ? ' wk-gate--mine' : ''}`}>
            <div className="wk-gate__who">
              <strong>{control.what}</strong>{' '}
              <span className="wl-muted wl-small">
                {say.owner} {control.owner}
              </span>
            </div>
            <div className="wk-gate__came">
              {say.until} <Due at={control.checkOn} closed={isOver} />
            </div>
            <p className="wk-gate__more wl-muted wl-small">
              {control.checkedAt ? (
                <>
                  {say.last} <When at={control.checkedAt} />, {control.checkedBy}: {control.note}
                </>
              ) : (
                say.never
              )}
            </p>
            {control.isMine && (
              <div className="wk-gate__more wl-no-print">
                <Button variant="default" size="xs" onClick={() => setChecking(control)}>
                  {say.check}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {checking && <Check control={checking} reload={reload} close={() => setChecking(null)} />}
    </section>
  );
}

function Check({
  control,
  reload,
  close,
}: {
  readonly control: Control;
  readonly reload: () => void;
  readonly close: () => void;
}) {
  const [there, setThere] = useState<'yes' | 'no' | null>(null);
  const [note, setNote] = useState('');
  const [nextOn, setNextOn] = useState('');
  const act = useAct(checkControl, reload);
  const toasts = useToasts();
  const day = CalendarDate.safeParse(nextOn);
  const short = note.trim().length < 3;
  return (
    <AskDialog
      title={`${say.checkTitle} ${control.what}`}
      confirm={say.say}
      close={close}
      ready={there !== null && !short && (there === 'no' || day.success)}
      send={async () => {
        const next = there === 'yes' && day.success ? { nextOn: day.data } : {};
        if (await act.run({ controlId: control.id, isThere: there === 'yes', note: note.trim(), ...next }))
          toasts.done(say.done);
      }}
    >
      {(tried) => (
        <>
          <Radio.Group
            label={say.checkTitle}
            required
            value={there ?? ''}
            error={tried && !there ? words.asked.choose : null}
            onChange={(value) => setThere(value === 'yes' ? 'yes' : 'no')}
          >
            <div className="wk-radios">
              <Radio value="yes" label={say.there} />
              <Radio value="no" label={say.gone} />
            </div>
          </Radio.Group>
          <Textarea
            label={say.note}
            rows={2}
            required
            maxLength={2000}
            value={note}
            error={tried && short ? words.acts.missing : null}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {there === 'yes' && (
            <TextInput
              type="date"
              label={say.next}
              description={words.ask.checkHint}
              required
              value={nextOn}
              error={tried && !day.success ? words.acts.missingDay : null}
              onChange={(event) => setNextOn(event.currentTarget.value)}
            />
          )}
        </>
      )}
    </AskDialog>
  );
}
