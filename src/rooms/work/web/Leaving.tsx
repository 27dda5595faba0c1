import { Button } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { PersonId } from '../../../kernel/ids.ts';
import { ConfirmWithReason } from '../../../ui/ConfirmWithReason.tsx';
import { useClock } from '../../../ui/clock.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { usePart } from '../../../ui/url.ts';
import { comeBack, type LeavingView, leave, leaving, type Moved } from '../contract.ts';
import { words } from './leaving-words.ts';
import { dayIn, daysAfter } from './what-if/dates.ts';
import './work.css';

/** What a person holds and where each of it goes if they leave; and taking them out, or back in. */
export function Leaving() {
  const id = PersonId.safeParse(usePart('id'));
  return (
    <div className="wl-page">
      {id.success ? <Find personId={id.data} /> : <EmptyState page title={words.none} />}
    </div>
  );
}

function Find({ personId }: { readonly personId: PersonId }) {
  const query = useEndpoint(leaving, { personId });
  return (
    <Loaded query={query} what={words.loading}>
      {(found) => <Whole it={found} reload={() => void query.refetch()} />}
    </Loaded>
  );
}

function Whole({ it, reload }: { readonly it: LeavingView; readonly reload: () => void }) {
  const { person } = it;
  return (
    <>
      <Go to="/people" className="wk-back">
        <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
        <span>{words.back}</span>
      </Go>
      <div className="wl-page__head">
        <h1>{person.isActive ? words.of(person.name) : words.has(person.name)}</h1>
        {person.title && <span className="wl-muted">{person.title}</span>}
        {person.isActive && <IfAway personId={person.id} />}
        <Go to={`/people/${person.id}/standing`} className="wl-quiet">
          {words.standing}
        </Go>
        <Act it={it} reload={reload} />
      </div>
      <p className="wl-muted">{person.isActive ? words.lead : words.hasLead}</p>
      {it.work.length + it.acceptances.length === 0 ? (
        <EmptyState title={words.none}>{words.noneHint}</EmptyState>
      ) : it.work.length === 0 ? null : (
        <section className="wl-card wl-stack">
          <h2>{words.work(it.caseCount)}</h2>
          <ul className="wk-moves">
            {it.work.map((move) => (
              <Move key={`${move.what}|${move.activityId}|${move.goesTo.join()}`} move={move} />
            ))}
          </ul>
        </section>
      )}
      {it.acceptances.length > 0 && <Acceptances list={it.acceptances} />}
      <Roles roles={it.roles} />
      {it.delegations.length > 0 && (
        <section className="wl-card wl-stack">
          <h2>{words.delegations}</h2>
          <ul>
            {it.delegations.map((d) => (
              <li key={`${d.from}|${d.to}|${d.untilOn}`}>
                {words.delegation(d.from, d.to, d.untilOn)} {d.activities.join(', ')}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Accepted risks they have a part in, and who has it afterwards. */
function Acceptances({ list }: { readonly list: LeavingView['acceptances'] }) {
  return (
    <section className="wl-card wl-stack">
      <h2>{words.acceptances}</h2>
      <ul className="wk-moves">
        {list.map((one) => (
          <li key={one.acceptanceId}>
            <div>
              <Go to={`/acceptances/${one.acceptanceId}`}>{one.no}</Go> {one.sentence}{' '}
              <span className="wl-muted">({one.parts.map((part) => words.part[part]).join(', ')})</span>
            </div>
            <div>
              {one.ends ? (
                <Severity tone="high" word={words.ends} quiet />
              ) : one.goesTo.length > 0 ? (
                <>
                  <span className="wl-muted">{words.goesTo}</span> {one.goesTo.join(', ')}
                </>
              ) : (
                <span className="wl-muted">{words.noOne}</span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Away for two weeks from today, as a beginning. */
function IfAway({ personId }: { readonly personId: PersonId }) {
  const { now, zone } = useClock();
  const today = dayIn(now, zone);
  return <Go to={`/raci/what-if?away=${personId}:${today}:${daysAfter(today, 13)}`}>{words.ifAway}</Go>;
}

/** One kind of work, where it goes, and the first of its cases. */
function Move({ move }: { readonly move: Moved }) {
  const to = move.goesTo.join(', ');
  return (
    <li>
      <div>
        <strong>{words.what[move.what]}</strong>: {move.activity}{' '}
        <span className="wl-muted">({words.count(move.count)})</span>
      </div>
      <div>
        {move.isGap ? (
          <Severity tone="high" word={`${words.gap} ${to}`} quiet />
        ) : to ? (
          <>
            <span className="wl-muted">{words.goesTo}</span> {to}
          </>
        ) : (
          <span className="wl-muted">{words.noOne}</span>
        )}
      </div>
      <div className="wl-small">
        {move.cases.map((one, at) => (
          <span key={one.chainId}>
            {at > 0 && ', '}
            <Go to={`/cases/${one.chainId}`} aria-label={`${one.caseNo}: ${one.sentence}`}>
              {one.caseNo}
            </Go>
          </span>
        ))}
        {move.count > move.cases.length && ' …'}
      </div>
    </li>
  );
}

function Roles({ roles }: Pick<LeavingView, 'roles'>) {
  return (
    <section className="wl-card wl-stack">
      <h2>{words.roles}</h2>
      {roles.length === 0 ? (
        <p className="wl-muted">{words.noRoles}</p>
      ) : (
        <ul className="wk-moves">
          {roles.map((role) => (
            <li key={`${role.role}|${role.where}|${role.as}`}>
              <div>
                <strong>{role.roleName}</strong>, {role.where}
              </div>
              <div className="wl-muted">{words.as[role.as]}</div>
              <div>
                {role.goesTo.length > 0 ? (
                  <>
                    <span className="wl-muted">{words.goesTo}</span> {role.goesTo.join(', ')}
                  </>
                ) : role.as === 'deputy' ? (
                  <span className="wl-muted">{words.noStandIn}</span>
                ) : (
                  <Severity tone="high" word={words.nobody} quiet />
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Taking the person out, or back in; both ask why. */
function Act({ it, reload }: { readonly it: LeavingView; readonly reload: () => void }) {
  const [asks, setAsks] = useState(false);
  const { person } = it;
  const action = useAction(person.isActive ? leave : comeBack);
  const toasts = useToasts();
  const say = person.isActive
    ? { button: words.go, title: words.ask(person.name), text: words.askText, confirm: words.confirm }
    : {
        button: words.back2,
        title: words.askBack(person.name),
        text: words.askBackText,
        confirm: words.confirmBack,
      };
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)}>
        {say.button}
      </Button>
      <ConfirmWithReason
        open={asks}
        title={say.title}
        confirm={say.confirm}
        onClose={() => setAsks(false)}
        onConfirm={async (reason) => {
          const { casesChanged } = await action.mutateAsync({ personId: person.id, reason });
          toasts.done(words.done(casesChanged));
          setAsks(false);
          reload();
        }}
      >
        <p>{say.text}</p>
      </ConfirmWithReason>
    </>
  );
}
