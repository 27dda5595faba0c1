// Where the time of cases went: rules of the accounting of hand-offs. A case's stays in court add up to its life; the time
// beside the line runs at the same time and is never added to it.
import { type Instant, instant, ms } from '../../../kernel/time.ts';

/** One stay of the ball. `untilAt` null: it is there still. */
export type Stay = {
  readonly party: string;
  readonly isBeside: boolean;
  readonly isPaused: boolean;
  readonly fromAt: Instant;
  readonly untilAt: Instant | null;
};
/** Milliseconds by kind. `worked` and `off` are in and out of working hours; `unsplit` where no calendar is known; `paused`
 *  while the clock of the case stood still; `beside` at the same time as the line. */
export type Times = {
  worked: number;
  off: number;
  unsplit: number;
  paused: number;
  beside: number;
};
export const noTimes = (): Times => ({ worked: 0, off: 0, unsplit: 0, paused: 0, beside: 0 });

/** What counts towards the life of a case: everything but the time beside the line. */
export const inLine = (t: Times): number => t.worked + t.off + t.unsplit + t.paused;

type Life = { readonly openedAt: Instant; readonly closedAt: Instant | null };
/** Milliseconds from one instant to another in which people work. */
export type Worked = (from: Instant, until: Instant) => number;

/** The time of one case by party, and how long nobody had it. A stay that is not over counts to `now`, none longer than the
 *  case lived; `workedIn` null: it is not known when people work. @source KPI 6, domain.md section 7 */
export function courtTimes(
  life: Life,
  stays: readonly Stay[],
  workedIn: Worked | null,
  now: Instant,
): { readonly byParty: ReadonlyMap<string, Times>; readonly unheld: number; readonly life: number } {
  const end = Math.min(ms(life.closedAt ?? now), ms(now));
  const byParty = new Map<string, Times>();
  for (const stay of stays) {
    const from = Math.max(ms(stay.fromAt), ms(life.openedAt));
    const until = Math.min(ms(stay.untilAt ?? now), end);
    if (until <= from) continue;
    const times = byParty.get(stay.party) ?? noTimes();
    byParty.set(stay.party, times);
    const took = until - from;
    if (stay.isBeside) times.beside += took;
    else if (stay.isPaused) times.paused += took;
    else if (workedIn === null) times.unsplit += took;
    else {
      const worked = workedIn(instant(from), instant(until));
      times.worked += worked;
      times.off += took - worked;
    }
  }
  const lived = Math.max(0, end - ms(life.openedAt));
  const held = [...byParty.values()].reduce((sum, times) => sum + inLine(times), 0);
  return { byParty, unheld: Math.max(0, lived - held), life: lived };
}

/** So many cases are needed before a middle, and before a slowest tenth, says anything. [rule] */
export const FEWEST = { median: 3, p90: 10 } as const;

export type Spread = { readonly n: number; readonly median: number | null; readonly p90: number | null };
/** The middle and the slowest tenth of `n` values, where there are enough of them to say so. */
export const spreadOf = (n: number, median: number | null, p90: number | null): Spread => ({
  n,
  median: n >= FEWEST.median ? median : null,
  p90: n >= FEWEST.p90 ? p90 : null,
});
