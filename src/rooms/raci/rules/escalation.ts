// Up the line when nothing moves: idle R, reminder, A, A's deputy, executive.
import type { PersonId } from '../../../kernel/ids.ts';
import { HOUR_MS, type Instant, instant, ms } from '../../../kernel/time.ts';

const escalationOrder = ['reminder', 'accountable', 'deputy', 'executive'] as const;
type EscalationName = (typeof escalationOrder)[number];

/** When each step falls due, as a part of the time from start to due; above 1 is after the due time. [rule] */
const escalationAfter: Readonly<Record<EscalationName, number>> = {
  reminder: 0.5,
  accountable: 0.8,
  deputy: 1,
  executive: 1.25,
};
/** Work that is late when it opens, or due at once, still gets this long before the path has run. [rule] */
const SHORTEST_MS = 4 * HOUR_MS;

/** One step: to whom, and from when. */
export type EscalationStep = {
  readonly step: EscalationName;
  readonly afterFraction: number;
  readonly dueAt: Instant;
  readonly to: readonly PersonId[];
};

/** The path for an obligation, earliest first. Steps that would reach nobody, or only the people of the step before,
 *  are left out; an empty path means that nobody can be reached, which the proof counts as a violation. */
export function escalationPath(of: {
  readonly startAt: Instant;
  readonly dueAt: Instant;
  readonly responsible: readonly PersonId[];
  readonly accountable: PersonId | null;
  readonly deputy: PersonId | null;
  readonly executive: PersonId | null;
}): EscalationStep[] {
  const one = (id: PersonId | null): PersonId[] => (id === null ? [] : [id]);
  const people: Record<EscalationName, readonly PersonId[]> = {
    reminder: [...new Set(of.responsible)].sort((a, b) => a - b),
    accountable: one(of.accountable),
    deputy: one(of.deputy),
    executive: one(of.executive),
  };
  const start = ms(of.startAt);
  const span = Math.max(SHORTEST_MS, ms(of.dueAt) - start);
  let before = '';
  return escalationOrder.flatMap((step) => {
    const to = people[step];
    if (to.length === 0 || to.join() === before) return [];
    before = to.join();
    const afterFraction = escalationAfter[step];
    return [{ step, afterFraction, dueAt: instant(start + Math.round(span * afterFraction)), to }];
  });
}

/** The steps to send now: due at or before now and not yet sent, earliest first. Known by name, so a moved due time
 *  sends nothing twice; never by equality of dates, so a missed run skips nothing. */
export function selectDue<Step extends { readonly step: string; readonly dueAt: Instant }>(
  steps: readonly Step[],
  sent: readonly string[],
  now: Instant,
): Step[] {
  return steps
    .filter((step) => ms(step.dueAt) <= ms(now) && !sent.includes(step.step))
    .sort((a, b) => ms(a.dueAt) - ms(b.dueAt));
}
