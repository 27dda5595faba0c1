import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PersonId } from '../../../kernel/ids.ts';
import { CalendarDate } from '../../../kernel/time.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { usePart } from '../../../ui/url.ts';
import { dropSkill, noteSkill, skills } from '../../people/contract.ts';
import { type DelegationView, delegations, endDelegation } from '../contract.ts';
import { HandOn } from './HandOn.tsx';
import { words } from './standing-words.ts';
import './raci.css';

/** What a person has handed on, what was handed to them, and what they are trained in. */
export function Standing() {
  const id = PersonId.safeParse(usePart('id'));
  return (
    <div className="wl-page">
      {id.success ? <Whole personId={id.data} /> : <EmptyState page title={words.missing} />}
    </div>
  );
}

function Whole({ personId }: { readonly personId: PersonId }) {
  const query = useEndpoint(delegations, { personId });
  const [makes, setMakes] = useState(false);
  return (
    <Loaded query={query} what={words.delegations}>
      {(found) => (
        <>
          <div className="wl-page__head">
            <h1>{words.title(found.name)}</h1>
            <Go to="/people" className="wl-quiet">
              {words.back}
            </Go>
          </div>
          <section className="wl-card wl-stack">
            <div className="wl-line">
              <h2>{words.delegations}</h2>
              {found.mayMake && (
                <Button size="xs" onClick={() => setMakes(true)}>
                  {words.make}
                </Button>
              )}
            </div>
            <p className="wl-muted wl-small">{words.delegationsHint}</p>
            {found.delegations.length === 0 && <p className="wl-muted">{words.noDelegations}</p>}
            <ul className="wl-stack">
              {found.delegations.map((one) => (
                <Delegation key={one.id} one={one} />
              ))}
            </ul>
          </section>
          <Training personId={personId} />
          {makes && (
            <HandOn
              personId={personId}
              name={found.name}
              activities={found.activities}
              onClose={() => setMakes(false)}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

function Delegation({ one }: { readonly one: DelegationView }) {
  const action = useAction(endDelegation);
  const toasts = useToasts();
  return (
    <li className={one.state === 'over' ? 'wl-muted' : undefined}>
      <div>
        <strong>{words.line(one.from.name, one.to.name)}</strong>:{' '}
        {one.activityIds?.join(', ') ?? words.everything}, {words.reach(one.reach)}
      </div>
      <div className="wl-muted wl-small">
        {words.states[one.state]}, {words.days(one.fromOn, one.untilOn)}
        {one.reason && `: ${one.reason}`}{' '}
        {one.mayEnd && (
          <button
            type="button"
            className="wl-quiet"
            disabled={action.isPending}
            onClick={() =>
              action.mutate({ delegationId: one.id }, { onSuccess: () => toasts.done(words.ended) })
            }
          >
            {words.end}
          </button>
        )}
      </div>
      {action.error && <ErrorState error={action.error} />}
    </li>
  );
}

function Training({ personId }: { readonly personId: PersonId }) {
  const query = useEndpoint(skills, { personId });
  const drop = useAction(dropSkill);
  const toasts = useToasts();
  return (
    <section className="wl-card wl-stack">
      <h2>{words.training}</h2>
      <p className="wl-muted wl-small">{words.trainingHint}</p>
      <Loaded query={query} what={words.what2}>
        {(found) => (
          <>
            {found.skills.length === 0 && <p className="wl-muted">{words.noTraining}</p>}
            <ul className="wl-stack">
              {found.skills.map((one) => (
                <li key={one.skill} className="wl-line">
                  <strong>{one.skill}</strong>
                  {one.isCurrent || !one.expiresOn ? (
                    <span className="wl-muted">
                      {words.since(one.gainedOn)}, {words.counts(one.expiresOn)}
                    </span>
                  ) : (
                    <Severity tone="high" word={words.ranOut(one.expiresOn)} quiet />
                  )}
                  {one.proof && <span className="wl-small">{one.proof}</span>}
                  {found.mayEdit && (
                    <button
                      type="button"
                      className="wl-quiet"
                      onClick={() =>
                        drop.mutate(
                          { personId, skill: one.skill },
                          { onSuccess: () => toasts.done(words.dropped) },
                        )
                      }
                    >
                      {words.drop}
                      <span className="wl-hidden">: {one.skill}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {drop.error && <ErrorState error={drop.error} />}
            {found.mayEdit && <Note personId={personId} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Note({ personId }: { readonly personId: PersonId }) {
  const [skill, setSkill] = useState('');
  const [gained, setGained] = useState('');
  const [expires, setExpires] = useState('');
  const [proof, setProof] = useState('');
  const action = useAction(noteSkill);
  const toasts = useToasts();
  const gainedOn = CalendarDate.safeParse(gained);
  const expiresOn = CalendarDate.safeParse(expires);
  const ready = skill.trim() !== '' && gainedOn.success && (expires === '' || expiresOn.success);
  const send = () =>
    gainedOn.success &&
    action.mutate(
      {
        personId,
        skill: skill.trim(),
        gainedOn: gainedOn.data,
        expiresOn: expiresOn.success ? expiresOn.data : null,
        proof: proof.trim() || null,
      },
      {
        onSuccess: () => {
          toasts.done(words.noted);
          setSkill('');
          setProof('');
        },
      },
    );
  return (
    <div className="wl-columns">
      <TextInput
        label={words.skill}
        value={skill}
        maxLength={120}
        onChange={(e) => setSkill(e.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={words.gained}
        value={gained}
        onChange={(e) => setGained(e.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={words.expires}
        value={expires}
        onChange={(e) => setExpires(e.currentTarget.value)}
      />
      <TextInput
        label={words.proof}
        value={proof}
        maxLength={500}
        onChange={(e) => setProof(e.currentTarget.value)}
      />
      <div>
        <Button variant="default" loading={action.isPending} disabled={!ready} onClick={send}>
          {words.note}
        </Button>
      </div>
      {action.error && <ErrorState error={action.error} />}
    </div>
  );
}
