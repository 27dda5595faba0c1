import { When } from '../../../../ui/Due.tsx';
import { Go } from '../../../../ui/Go.tsx';
import type { DriftAct, DriftFinding, DriftLine } from '../../contract.ts';
import { words } from './drift-words.ts';

/** The newest acts that a finding counts. */
export function actsOfFinding(finding: DriftFinding, lines: readonly DriftLine[]): readonly DriftAct[] {
  const kinds: readonly string[] = finding.kind === 'stand_in' ? ['stand_in', 'delegated'] : [finding.kind];
  const line = lines.find(
    (one) =>
      one.activityId === finding.activityId &&
      one.siteId === finding.siteId &&
      one.letter === finding.letter &&
      one.role === finding.role,
  );
  return line?.acts.filter((act) => kinds.includes(act.kind)) ?? [];
}

function whatOf(act: DriftAct): string {
  if (act.kind === 'silent' || act.kind === 'overridden') return words.act[act.kind](act.actor);
  return `${act.actor}, ${words.act.named(act.named)}`;
}

/** Acts with their cases, the newest first. */
export const Acts = ({ acts }: { readonly acts: readonly DriftAct[] }) => (
  <ul className="wk-drift__acts wl-small">
    {acts.map((act) => (
      <li key={act.id}>
        <Go to={`/cases/${act.chainId}`}>{act.caseNo}</Go> {whatOf(act)} · {words.sums[act.kind]} ·{' '}
        <When at={act.at} />
      </li>
    ))}
  </ul>
);
