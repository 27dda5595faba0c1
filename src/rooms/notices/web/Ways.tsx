import { IconInfoCircle } from '@tabler/icons-react';
import { Go } from '../../../ui/Go.tsx';
import type { Channels } from '../contract.ts';
import { Way } from './Way.tsx';
import { words } from './words.ts';

const say = words.admin;

/** The ways out, each with how it does; and whom none of them reaches. */
export function Ways({ found }: { readonly found: Channels }) {
  const hasEmail = found.channels.some((one) => one.kind === 'email');
  return (
    <>
      <p className="wl-muted">{say.lead}</p>
      {found.smtp && found.baseUrl === null && (
        <div className="wl-partial" role="status">
          <IconInfoCircle size={18} stroke={1.75} aria-hidden="true" />
          <span>{say.noUrl}</span>
        </div>
      )}
      <div className="wl-ways">
        {!hasEmail && (
          <section className="wl-card wl-stack">
            <h2>{say.kinds.email}</h2>
            <p>{say.noServer}</p>
            <p className="wl-muted">{say.noServerWhy}</p>
          </section>
        )}
        {found.channels.map((channel) => (
          <Way key={channel.id} channel={channel} found={found} />
        ))}
      </div>
      {found.unreached.length > 0 && <Unreached found={found} />}
    </>
  );
}

function Unreached({ found }: { readonly found: Channels }) {
  return (
    <section className="wl-card wl-stack">
      <h2>{say.unreached.title}</h2>
      <p className="wl-muted wl-small">{say.unreached.lead}</p>
      <ul className="wl-stack">
        {found.unreached.map((one) => (
          <li key={`${one.personId}|${one.why}`}>
            <Go to={`/people?q=${encodeURIComponent(one.name)}`}>{one.name}</Go>{' '}
            <span className="wl-muted">
              {say.unreached.why[one.why]} · {say.unreached.things(one.things)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
