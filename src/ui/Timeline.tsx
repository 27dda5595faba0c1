import type { ReactNode } from 'react';
import { When } from './Due.tsx';
import './flow.css';

export type Moment = {
  readonly key: string;
  readonly at: string;
  readonly who: string;
  /** What they did, in the past tense: `asked the maker for a statement`. */
  readonly what: ReactNode;
  readonly more?: ReactNode;
};

/** What happened, newest first unless the caller says otherwise: when, who, what. */
export function Timeline({
  moments,
  label,
}: {
  readonly moments: readonly Moment[];
  readonly label: string;
}) {
  return (
    <ol className="wl-timeline" aria-label={label}>
      {moments.map((moment) => (
        <li key={moment.key}>
          <span className="wl-timeline__at">
            <When at={moment.at} />
          </span>
          <span>
            <span className="wl-timeline__who">{moment.who}</span> {moment.what}
            {moment.more && <div className="wl-timeline__more">{moment.more}</div>}
          </span>
        </li>
      ))}
    </ol>
  );
}
