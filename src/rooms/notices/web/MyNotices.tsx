import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { When } from '../../../ui/Due.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { chooseNotices, type MyNotices as Mine, myNotices } from '../contract.ts';
import type { Choice } from '../model.ts';
import { ChoiceForm } from './ChoiceForm.tsx';
import { MyCalendar } from './MyCalendar.tsx';
import { toneOf } from './state.ts';
import { words } from './words.ts';
import './notices.css';

const say = words.mine;

/** What I am told by message and when; my calendar; the last messages to me. */
export function MyNotices() {
  const query = useEndpoint(myNotices, {});
  return (
    <div className="wl-page wl-narrow">
      <div className="wl-page__head">
        <h1>{say.title}</h1>
      </div>
      <p className="wl-muted">
        {say.lead} <Go to="/">My work</Go>
      </p>
      <Loaded query={query} what={say.loading}>
        {(mine) => (
          <>
            <Reach mine={mine} />
            <Choose mine={mine} />
            <MyCalendar calendar={mine.calendar} />
            <Last mine={mine} />
          </>
        )}
      </Loaded>
    </div>
  );
}

/** Whether anything can reach me at all. */
function Reach({ mine }: { readonly mine: Mine }) {
  const trouble = mine.email === null ? say.noEmail : say.mail[mine.mail];
  if (trouble === '') return <p>{say.to(mine.email ?? '')}</p>;
  return (
    <div className="wl-partial" role="status">
      <IconInfoCircle size={18} stroke={1.75} aria-hidden="true" />
      <span>
        {trouble}{' '}
        {mine.failingSince && mine.mail === 'failing' && (
          <>
            ({say.since} <When at={mine.failingSince} />)
          </>
        )}
      </span>
    </div>
  );
}

const isSame = (a: Choice, b: Choice): boolean =>
  a.asks === b.asks &&
  a.reads === b.reads &&
  a.digestHour === b.digestHour &&
  a.quietFrom === b.quietFrom &&
  a.quietUntil === b.quietUntil &&
  a.wakes === b.wakes;

function Choose({ mine }: { readonly mine: Mine }) {
  const [choice, setChoice] = useState<Choice>(mine.choice);
  const action = useAction(chooseNotices);
  const toasts = useToasts();
  const keep = (next: Choice | null) =>
    action.mutate(
      { choice: next, version: mine.version },
      {
        onSuccess: (now) => {
          setChoice(now.choice);
          toasts.done(say.saved);
        },
      },
    );
  return (
    <section className="wl-card wl-stack">
      <ChoiceForm choice={choice} onChange={setChoice} />
      <p className="wl-muted wl-small">
        {say.zone(mine.zone)} {!mine.isOwn && say.isStandard}
      </p>
      {action.error && <ErrorState error={action.error} />}
      <div className="wl-line">
        <Button
          loading={action.isPending}
          disabled={isSame(choice, mine.choice)}
          onClick={() => keep(choice)}
        >
          {say.save}
        </Button>
        {mine.isOwn && (
          <Button variant="default" disabled={action.isPending} onClick={() => keep(null)}>
            {say.standard}
          </Button>
        )}
      </div>
    </section>
  );
}

function Last({ mine }: { readonly mine: Mine }) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.last.title}</h2>
      {mine.messages.length === 0 && <p className="wl-muted">{say.last.none}</p>}
      <ul className="wl-stack wl-last">
        {mine.messages.map((one) => (
          <li key={`${one.at}|${one.lane}|${one.state}`}>
            <Severity tone={toneOf(one.state)} word={say.last.state[one.state]} quiet />{' '}
            <span className="wl-muted">
              <When at={one.state === 'gathering' ? one.leaveAt : one.at} />
              {one.inIt > 0 && `, ${say.last.things(one.state === 'sent' ? one.told : one.inIt)}`}
              {one.state === 'dead' && one.says && ` · ${one.says}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
