import type { ReactNode } from 'react';
import './marks.css';

type Props = {
  readonly children: ReactNode;
  /** `title` is the one sentence of a page and its h1; `row` is an ask in a list. */
  readonly as?: 'title' | 'row';
  /** A line in smaller type below: places, window, who is next. */
  readonly below?: ReactNode;
};

/** An ask in one plain sentence. */
export function Sentence({ children, as = 'row', below }: Props) {
  return (
    <span className={`wl-sentence wl-sentence--${as}`}>
      {as === 'title' ? <h1>{children}</h1> : <span className="wl-sentence__ask">{children}</span>}
      {below && <span className="wl-sentence__below">{below}</span>}
    </span>
  );
}
