// How much of a person's time the open work takes, person by person and week by week.
import type { PersonId } from '../../../kernel/ids.ts';
import { type CalendarDate, DAY_MS } from '../../../kernel/time.ts';
import type { Absence } from '../../people/model.ts';
import { type Letter, LOAD_ERROR, LOAD_WARN } from '../model.ts';

/** What holding a letter costs of a row's effort. @source domain.md 1.3 [rule] */
export const letterWeight: Readonly<Record<Letter, number>> = { R: 1, A: 0.25, C: 0.1, I: 0 };
/** Hours a person has for work on risk in a week of five days, where a hospital says nothing else. [rule] */
export const HOURS_PER_WEEK = 16;

/** A letter held on open work in one week: `effortHours` is the part of the row's effort that falls on this person. */
export type HeldWork = {
  readonly personId: PersonId;
  readonly letter: Letter;
  readonly effortHours: number;
};

/** `load` is work over hours; null where there are no hours at all, which is "away" and never 0. */
export type Load = {
  readonly personId: PersonId;
  readonly workHours: number;
  readonly hours: number;
  readonly load: number | null;
  readonly level: 'fine' | 'warning' | 'error';
};

/** The load of everybody who holds open work: the sum of weight x effort over the hours they have. Highest first, then
 *  by id; who has work and no hours is an error and comes before all others.  @source domain.md 1.3 */
export function loadOf(held: readonly HeldWork[], hoursOf: (personId: PersonId) => number): Load[] {
  const work = new Map<PersonId, number>();
  for (const { personId, letter, effortHours } of held)
    work.set(personId, (work.get(personId) ?? 0) + letterWeight[letter] * effortHours);
  return [...work]
    .map(([personId, workHours]): Load => {
      const hours = hoursOf(personId);
      const load = hours > 0 ? workHours / hours : null;
      const full = load ?? (workHours > 0 ? Number.POSITIVE_INFINITY : 0);
      const level = full > LOAD_ERROR ? 'error' : full > LOAD_WARN ? 'warning' : 'fine';
      return { personId, workHours, hours, load, level };
    })
    .sort((a, b) => rank(b) - rank(a) || a.personId - b.personId);
}
const rank = ({ load, workHours }: Load): number => load ?? (workHours > 0 ? Number.MAX_VALUE : 0);

/** The hours a person has for doing: those there are less what answering and being asked takes. Where that is more than
 *  there are, doing keeps the share that it has of all their work, so that who answers for much still does something.  [rule] */
export function timeToDo(
  held: readonly (readonly HeldWork[])[],
  hours: (personId: PersonId, week: number) => number,
): (personId: PersonId, week: number) => number {
  const all = new Map<PersonId, { doing: number; talking: number; byWeek: number[] }>();
  for (const [week, work] of held.entries())
    for (const { personId, letter, effortHours } of work) {
      const one = all.get(personId) ?? { doing: 0, talking: 0, byWeek: held.map(() => 0) };
      all.set(personId, one);
      if (letter === 'R') one.doing += effortHours;
      else {
        one.talking += letterWeight[letter] * effortHours;
        one.byWeek[week] = (one.byWeek[week] ?? 0) + letterWeight[letter] * effortHours;
      }
    }
  return (id, week) => {
    const there = hours(id, week);
    const one = all.get(id);
    if (!one || one.doing === 0) return there;
    return Math.max(there - (one.byWeek[week] ?? 0), (there * one.doing) / (one.doing + one.talking));
  };
}

/** The first days of so many weeks, seven days apart. */
export const weeksFrom = (fromOn: CalendarDate, weeks: number): number[] =>
  Array.from({ length: weeks }, (_, week) => Date.parse(fromOn) + week * 7 * DAY_MS);

/** Hours somebody has in the seven days from `weekMs`: a fifth of the week for each day from Monday to Friday on which
 *  no absence holds. Overlapping absences count once; one that ends before it starts counts for no day. */
export function hoursInWeek(
  absences: readonly Pick<Absence, 'fromOn' | 'toOn'>[],
  weekMs: number,
  hoursPerWeek: number,
): number {
  let days = 0;
  for (let day = 0; day < 7; day += 1) {
    const at = new Date(weekMs + day * DAY_MS);
    const isWorkday = at.getUTCDay() !== 0 && at.getUTCDay() !== 6;
    const on = at.toISOString().slice(0, 10);
    if (isWorkday && !absences.some((one) => one.fromOn <= on && on <= one.toOn)) days += 1;
  }
  return (hoursPerWeek * days) / 5;
}

/** How an effort falls on weeks: evenly from the first up to the one the due time lies in; all in the first where that
 *  is over already. Weeks after the last one looked at keep their part. */
export function spread(effortHours: number, dueMs: number, weekStarts: readonly number[]): number[] {
  const first = weekStarts[0] ?? 0;
  const last = Math.max(0, Math.floor((dueMs - first) / (7 * DAY_MS)));
  return weekStarts.map((_, week) => (week <= last ? effortHours / (last + 1) : 0));
}
