// Answering a question, in My work and on the case: four buttons, then the words that belong to the answer.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import type { GateId } from '../../../../kernel/ids.ts';
import { PersonId } from '../../../../kernel/ids.ts';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import { answerGate, colleagues, passOnGate } from '../../contract.ts';
import { useAct } from '../act.ts';
import { words } from '../words.ts';
import '../../../../ui/flow.css';

export type Answering = 'yes' | 'yes_with_conditions' | 'no' | 'pass';
const choices: readonly Answering[] = ['yes', 'yes_with_conditions', 'no', 'pass'];
const keys: Readonly<Record<Answering, string>> = { yes: 'y', yes_with_conditions: 'c', no: 'n', pass: 'p' };

type Props = {
  readonly gateId: GateId;
  /** What is asked, for the ear. */
  readonly about: string;
  readonly chosen: Answering | null;
  readonly choose: (answer: Answering | null) => void;
  readonly reload: () => void;
  /** The keys work here now: their names stand in the tips. */
  readonly keyed?: boolean;
};

/** The four answers to a question, and the form of the one chosen. Nothing is sent before the second press. */
export function Answer({ gateId, about, chosen, choose, reload, keyed = false }: Props) {
  return (
    <div className="wk-answer wl-no-print">
      <fieldset className="wk-answer__choices">
        <legend className="wl-hidden">{about}</legend>
        {choices.map((one) => (
          <button
            key={one}
            type="button"
            className="wl-big wk-answer__choice"
            aria-pressed={chosen === one}
            title={keyed ? `${words.answer.choices[one]} (${keys[one]})` : undefined}
            onClick={() => choose(chosen === one ? null : one)}
          >
            {words.answer.choices[one]}
          </button>
        ))}
      </fieldset>
      {chosen && <Form key={chosen} gateId={gateId} chosen={chosen} choose={choose} reload={reload} />}
    </div>
  );
}

type FormProps = Pick<Props, 'gateId' | 'choose' | 'reload'> & { readonly chosen: Answering };

function Form({ gateId, chosen, choose, reload }: FormProps) {
  const [text, setText] = useState('');
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const form = useRef<HTMLFormElement>(null);
  const toasts = useToasts();
  const answering = useAct(answerGate, reload);
  const passing = useAct(passOnGate, reload);
  const pass = chosen === 'pass';
  const people = useEndpoint(colleagues, { gateId }, { enabled: pass });
  const short = chosen !== 'yes' && text.trim().length < 3;
  useEffect(() => {
    const first = chosen === 'yes' ? 'button[type="submit"]' : 'select, textarea';
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, [chosen]);

  const send = async (event?: SyntheticEvent) => {
    event?.preventDefault();
    setTried(true);
    if (short || (pass && !to) || answering.busy || passing.busy) return;
    setRefusal(null);
    try {
      const kept = text.trim();
      const done = pass
        ? await passing.run({ gateId, personId: PersonId.parse(to), reason: kept })
        : await answering.run({ gateId, answer: chosen, ...(kept ? { text: kept } : {}) });
      if (done) toasts.done(words.answer.sent[chosen]);
      choose(null);
    } catch (error) {
      setRefusal(error);
    }
  };
  const nobody = pass && people.data?.length === 0;
  return (
    <form ref={form} className="wk-answer__form" onSubmit={(event) => void send(event)}>
      {pass && people.error && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {nobody && <p className="wl-muted">{words.answer.nobody}</p>}
      {pass && !nobody && (
        <NativeSelect
          label={words.answer.to}
          value={to}
          required
          error={tried && !to ? words.answer.missingPerson : null}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[
            { value: '', label: words.answer.choose },
            ...(people.data ?? []).map(({ id, name, title }) => ({
              value: String(id),
              label: title ? `${name}, ${title}` : name,
            })),
          ]}
        />
      )}
      {!nobody && (
        <Textarea
          label={words.answer.labels[chosen]}
          description={words.answer.hint}
          rows={2}
          maxLength={2000}
          required={chosen !== 'yes'}
          value={text}
          error={tried && short ? words.answer.missing[chosen] : null}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
          }}
        />
      )}
      {refusal !== null && <ErrorState error={refusal} />}
      <div className="wl-line">
        {!nobody && (
          <Button type="submit" loading={answering.busy || passing.busy}>
            {words.answer.send[chosen]}
          </Button>
        )}
        <Button variant="default" onClick={() => choose(null)}>
          {words.answer.back}
        </Button>
      </div>
    </form>
  );
}
