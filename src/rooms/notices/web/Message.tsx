import { Button } from '@mantine/core';
import { MessageId } from '../../../kernel/ids.ts';
import { When } from '../../../ui/Due.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { usePart } from '../../../ui/url.ts';
import { type MessageDetail, oneMessage, replayMessage } from '../contract.ts';
import { kindsOfThings } from '../model.ts';
import { toneOf } from './state.ts';
import { words } from './words.ts';
import './notices.css';

const say = words.admin.one;

/** One message: what is in it by case, every attempt, and sending it again. */
export function Message() {
  const id = MessageId.safeParse(usePart('id'));
  const query = useEndpoint(
    oneMessage,
    { messageId: id.success ? id.data : 0 },
    { enabled: id.success, everySeconds: 30 },
  );
  return (
    <div className="wl-page wl-narrow">
      <Loaded query={query} what={say.loading}>
        {(one) => (
          <>
            <div className="wl-page__head">
              <h1>{say.title(one.id)}</h1>
              <Severity tone={toneOf(one.state)} word={words.admin.log.states[one.state]} />
              <Go to="/messages?view=log" className="wl-quiet">
                {say.all}
              </Go>
            </div>
            <Facts one={one} />
            <Attempts one={one} />
            <Items one={one} />
          </>
        )}
      </Loaded>
    </div>
  );
}

type Of = { readonly one: MessageDetail };

function Facts({ one }: Of) {
  const replay = useAction(replayMessage);
  const toasts = useToasts();
  return (
    <section className="wl-card wl-stack">
      <dl className="wl-facts">
        <dt>{words.admin.log.way}</dt>
        <dd>
          {one.channel} ({words.admin.kinds[one.kind]})
        </dd>
        <dt>{words.admin.log.to}</dt>
        <dd>{one.person ?? words.admin.log.noOne}</dd>
        <dt>{words.admin.log.filters.lane}</dt>
        <dd>{say.lanes[one.lane]}</dd>
        <dt>{say.leaves}</dt>
        <dd>
          <When at={one.leaveAt} />
        </dd>
        <dt>{say.giveUp}</dt>
        <dd>
          <When at={one.giveUpAt} />
        </dd>
        {one.says && (
          <>
            <dt>{words.admin.log.says}</dt>
            <dd>{one.says}</dd>
          </>
        )}
        <dt title={say.idHint}>{say.id}</dt>
        <dd className="wl-mono">{one.key}</dd>
      </dl>
      {one.mayReplay && (
        <div>
          <Button
            loading={replay.isPending}
            onClick={() =>
              replay.mutate(
                { messageId: one.id },
                { onSuccess: () => toasts.done(say.replayed), onError: toasts.refused },
              )
            }
          >
            {say.replay}
          </Button>
        </div>
      )}
    </section>
  );
}

function Attempts({ one }: Of) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.attempts}</h2>
      {one.attemptList.length === 0 && <p className="wl-muted">{say.noAttempts}</p>}
      <ul className="wl-stack">
        {one.attemptList.map((a) => (
          <li key={a.at}>
            <Severity tone={a.isOk ? 'good' : 'high'} word={a.isOk ? say.ok : say.failed} quiet />{' '}
            <span className="wl-muted">
              <When at={a.at} />, {say.took(a.tookMs)}
            </span>
            <div className="wl-mono wl-small">{a.says}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Items({ one }: Of) {
  const kindWords = (kind: string) => {
    const known = kindsOfThings.find((k) => k === kind);
    return known ? words.admin.dialog.things[known] : kind;
  };
  return (
    <section className="wl-card wl-stack">
      <h2>
        {say.items} ({one.inIt.toLocaleString('en')})
      </h2>
      {one.items.length === 0 && <p className="wl-muted">{say.noItems}</p>}
      <ul className="wl-stack">
        {one.items.map((item) => (
          <li key={item.thing}>
            <Go to={`/cases/${item.chainId}`}>W-{item.chainId}</Go> {kindWords(item.kind)}
            {item.leftOut && <span className="wl-muted"> · {say.leftOut[item.leftOut]}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
