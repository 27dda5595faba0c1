// Handing work to somebody who may do it, and giving back what was handed to me.
import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ObligationId, PersonId } from '../../../../kernel/ids.ts';
import { When } from '../../../../ui/Due.tsx';
import { Loaded } from '../../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { useToasts } from '../../../../ui/toasts.tsx';
import { type CaseStep, handBack, handOn, hands } from '../../contract.ts';
import { useAct } from '../act.ts';
import { words } from '../hand-words.ts';
import { AskDialog } from './AskDialog.tsx';
import type { OfStep } from './WaitDialogs.tsx';

/** To whom: everybody who may do the step, with what each has in hand; who is away cannot be chosen. */
export function Hands({
  obligationId,
  chosen,
  choose,
  missing,
}: {
  readonly obligationId: ObligationId;
  readonly chosen: PersonId | null;
  readonly choose: (id: PersonId) => void;
  readonly missing: boolean;
}) {
  const query = useEndpoint(hands, { obligationId });
  return (
    <Loaded query={query} what={words.loading}>
      {({ people }) =>
        people.length === 0 ? (
          <p>{words.nobody}</p>
        ) : (
          <Radio.Group
            label={words.toWhom}
            required
            value={chosen === null ? '' : `${chosen}`}
            error={missing && chosen === null ? words.missingWho : null}
            onChange={(value) => {
              const one = people.find((person) => `${person.id}` === value);
              if (one) choose(one.id);
            }}
          >
            <div className="wk-radios">
              {people.map((person) => (
                <Radio
                  key={person.id}
                  value={`${person.id}`}
                  disabled={person.awayUntil !== null}
                  label={`${person.name}${person.title ? `, ${person.title}` : ''}`}
                  description={
                    person.awayUntil === null ? words.inHand(person.inHand) : words.away(person.awayUntil)
                  }
                />
              ))}
            </div>
          </Radio.Group>
        )
      }
    </Loaded>
  );
}

/** Hands one step on, with what was done and what is needed. */
export function HandOn({ step, close, reload }: OfStep) {
  const [to, setTo] = useState<PersonId | null>(null);
  const [needed, setNeeded] = useState('');
  const [done, setDone] = useState('');
  const act = useAct(handOn, reload);
  const toasts = useToasts();
  const short = needed.trim().length < 3;
  return (
    <AskDialog
      title={`${words.title}: ${step.title}`}
      confirm={words.say}
      close={close}
      ready={to !== null && !short}
      send={async () => {
        if (to === null) return;
        const told = done.trim() ? { done: done.trim() } : {};
        const asked = { obligationId: step.id, version: step.version, personId: to, needed: needed.trim() };
        if (await act.run({ ...asked, ...told })) toasts.done(words.handed);
      }}
    >
      {(tried) => (
        <>
          <p className="wl-muted">{words.hint}</p>
          <Hands obligationId={step.id} chosen={to} choose={setTo} missing={tried} />
          <Textarea
            label={words.done}
            rows={2}
            maxLength={2000}
            value={done}
            onChange={(event) => setDone(event.currentTarget.value)}
          />
          <Textarea
            label={words.needed}
            rows={2}
            required
            maxLength={2000}
            value={needed}
            error={tried && short ? words.missingNeeded : null}
            onChange={(event) => setNeeded(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

/** Gives back what was handed to me. */
export function HandBack({ step, close, reload }: OfStep) {
  const [reason, setReason] = useState('');
  const act = useAct(handBack, reload);
  const toasts = useToasts();
  const short = reason.trim().length < 3;
  return (
    <AskDialog
      title={`${words.backTitle}: ${step.title}`}
      confirm={words.backSay}
      close={close}
      ready={!short}
      send={async () => {
        const asked = { obligationId: step.id, version: step.version, reason: reason.trim() };
        if (await act.run(asked)) toasts.done(words.gaveBack);
      }}
    >
      {(tried) => (
        <>
          <p>{words.backHint(step.handed?.by ?? '')}</p>
          <Textarea
            label={words.why}
            rows={2}
            required
            maxLength={2000}
            value={reason}
            error={tried && short ? words.missingWhy : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

/** Says that the step was handed on and is not taken yet: by whom, to whom, what was done and what is needed. */
export function Handed({ handed }: { readonly handed: NonNullable<CaseStep['handed']> }) {
  return (
    <div className="wk-handed">
      <p>
        <strong>{handed.isMine ? words.toYou(handed.by) : words.toOther(handed.by, handed.to)}</strong>{' '}
        <span className="wl-muted">
          <When at={handed.at} />
        </span>
      </p>
      <p>
        <span className="wl-muted">{words.neededShort}</span> {handed.needed}
      </p>
      {handed.done && (
        <p>
          <span className="wl-muted">{words.doneShort}</span> {handed.done}
        </p>
      )}
    </div>
  );
}
