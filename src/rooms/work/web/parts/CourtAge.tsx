import { useClock } from '../../../../ui/clock.tsx';
import { howLong, wholeWhen } from '../../../../ui/when.ts';
import type { CaseDetail } from '../../contract.ts';
import { words } from '../words.ts';

/** Who has the ball and for how long, in one line. */
export function CourtAge({ court }: { readonly court: CaseDetail['court'] }) {
  const clock = useClock();
  if (!court) return <span className="wl-muted">–</span>;
  const label = court.kind === 'nobody' ? words.cases.nobody : court.label;
  return (
    <span className="wl-words" title={`${label}, ${words.cases.since} ${wholeWhen(court.since, clock.zone)}`}>
      {label} <span className="wl-muted">{howLong(clock.now.getTime() - Date.parse(court.since))}</span>
    </span>
  );
}
