// The six months of risk as a line: one point a day, holes kept as holes, and what it says in a sentence. Pure.
import { CalendarDate, DAY_MS, daysBetween } from '../../../kernel/time.ts';
import type { Point } from '../../../ui/chart.ts';
import type { FrontPage } from '../contract.ts';

type Counted = FrontPage['burnDown']['points'];
/** A count older than this many days says nothing of a day any more. */
const STALE_DAYS = 10;
const SAME_SHARE = 0.02;

/** A point for every day from the first count to the last; a day without one keeps the last count for at most ten days. */
export function daily(counted: Counted): Point[] {
  const sorted = counted.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const first = sorted[0];
  const last = sorted.at(-1);
  if (!first || !last) return [];
  let at = 0;
  return Array.from({ length: daysBetween(first.on, last.on) + 1 }, (_, i) => {
    const on = CalendarDate.parse(new Date(Date.parse(first.on) + i * DAY_MS).toISOString().slice(0, 10));
    while ((sorted[at + 1]?.on ?? '9999-12-31') <= on) at += 1;
    const known = sorted[at];
    const value = known && daysBetween(known.on, on) <= STALE_DAYS ? known.risk : null;
    return { on, value };
  });
}

export type Trend = {
  readonly way: 'down' | 'up' | 'same';
  readonly share01: number;
  readonly since: string;
};
/** Which way risk went over the last `days` days, from the count that stood then; from the first that found any where the
 *  line is younger. Null with fewer than two such days: a house that reads its first lists has not become riskier. */
export function trendOf(counted: Counted, days: number): Trend | null {
  const sorted = counted.toSorted((a, b) => (a.on < b.on ? -1 : 1)).filter((one) => one.risk > 0);
  const last = sorted.at(-1);
  if (!last) return null;
  const first = sorted.findLast((one) => daysBetween(one.on, last.on) >= days) ?? sorted[0];
  if (!first || first.on === last.on) return null;
  const change = (last.risk - first.risk) / first.risk;
  const way = Math.abs(change) < SAME_SHARE ? 'same' : change < 0 ? 'down' : 'up';
  return { way, share01: Math.abs(change), since: first.on };
}
