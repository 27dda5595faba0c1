import { IconClock, IconClockExclamation } from '@tabler/icons-react';
import { useClock } from './clock.tsx';
import { lateBy, standing, whenWords, wholeWhen } from './when.ts';
import './marks.css';

/** A moment in words people use; all of it with its zone on hover. */
export function When({ at }: { readonly at: string }) {
  const clock = useClock();
  return (
    <time dateTime={at} title={wholeWhen(at, clock.zone)}>
      {whenWords(at, clock)}
    </time>
  );
}

type Props = {
  /** An instant, or a bare date (due at the end of that day). `null`: nobody has set one. */
  readonly at: string | null;
  /** The work is finished: lateness is no longer anybody's news. */
  readonly closed?: boolean;
  /** For narrow columns: what is late says only by how much. */
  readonly brief?: boolean;
};

/** When something is due. Late is said in words, with by how much, and without alarm. */
export function Due({ at, closed = false, brief = false }: Props) {
  const clock = useClock();
  if (!at) return <span className="wl-muted">no date yet</span>;
  const how = closed ? 'later' : standing(at, clock);
  return (
    <span className={`wl-due wl-due--${how}`} title={wholeWhen(at, clock.zone)}>
      {how === 'late' && <IconClockExclamation size={16} stroke={1.75} aria-hidden="true" />}
      {how === 'soon' && <IconClock size={16} stroke={1.75} aria-hidden="true" />}
      <time dateTime={at} className={how === 'late' && brief ? 'wl-hidden' : undefined}>
        {whenWords(at, clock)}
      </time>
      {how === 'late' && (
        <span>
          {!brief && '· '}
          {lateBy(at, clock)} late
        </span>
      )}
    </span>
  );
}
