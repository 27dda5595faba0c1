import type { Reason } from '../kernel/reason.ts';
import { Go } from './Go.tsx';
import { Pop } from './Pop.tsx';

type Props = {
  readonly reasons: readonly Reason[];
  /** What is explained, e.g. `Decided out-of-cycle`. */
  readonly title?: string;
  readonly button?: string;
};

/** The reasons themselves: what is so, and who says so. */
export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  if (!reasons.length) return <p className="wl-muted">No reason was recorded. That is a fault of ours.</p>;
  return (
    <ul className="wl-reasons">
      {reasons.map((reason) => (
        <li key={`${reason.what}|${reason.source}`}>
          {reason.what}
          <span className="wl-reasons__source">
            {reason.ref ? <Go to={reason.ref}>{reason.source}</Go> : reason.source}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "why?": one click from a number, owner or date to what it was made of. */
export function Reasons({ reasons, title = 'Why', button = 'why?' }: Props) {
  return (
    <Pop
      button={button}
      label={`${button} ${title === 'Why' ? '' : title}`.trim()}
      className="wl-quiet wl-why"
    >
      <p className="wl-reasons__title">{title}</p>
      <ReasonList reasons={reasons} />
    </Pop>
  );
}
