// Which open steps would be done too late: a plain week-by-week run of the work through the hours people have.
import type { PersonId } from '../../../kernel/ids.ts';
import { DAY_MS } from '../../../kernel/time.ts';

const WEEK_MS = 7 * DAY_MS;

/** Work to be done: by whom in each week (empty: nobody can), and for how many hours. `id` null: new work, not followed. */
export type Task = {
  readonly id: string | null;
  readonly effortHours: number;
  readonly fromWeek: number;
  readonly dueMs: number;
  readonly doersByWeek: readonly (readonly PersonId[])[];
};
/** When a task is done: the week, or null where not within the weeks looked at. `stood`: weeks nobody could do it in. */
export type Done = { readonly week: number | null; readonly stood: number };

/** The week each followed task is done in. Each week everybody works off what is due first (then by id) with the hours
 *  they have left for doing; those who hold a task together share it. Work nobody can do stands.  [rule] */
export function forecast(
  tasks: readonly Task[],
  weekStarts: readonly number[],
  hoursToDo: (personId: PersonId, week: number) => number,
): Map<string, Done> {
  const done = new Map<string, Done>();
  const byDue = tasks
    .map((task, order) => ({ task, order, left: task.effortHours, stood: 0 }))
    .sort((a, b) => a.task.dueMs - b.task.dueMs || a.order - b.order);
  for (const week of weekStarts.keys()) {
    const free = new Map<PersonId, number>();
    const freeOf = (id: PersonId): number => free.get(id) ?? Math.max(0, hoursToDo(id, week));
    for (const one of byDue) {
      const { id } = one.task;
      if (one.task.fromWeek > week || one.left < 0) continue;
      const doers = one.task.doersByWeek[week] ?? [];
      if (doers.length === 0) one.stood += 1;
      // Whoever has most time left takes most of it, so that nobody waits while a colleague is free.
      for (const doer of [...doers].sort((a, b) => freeOf(b) - freeOf(a) || a - b)) {
        const takes = Math.min(one.left, freeOf(doer));
        one.left -= takes;
        free.set(doer, freeOf(doer) - takes);
      }
      if (one.left > 1e-9 || doers.length === 0) continue;
      one.left = -1;
      if (id !== null) done.set(id, { week, stood: one.stood });
    }
  }
  for (const { task, left, stood } of byDue)
    if (task.id !== null && left >= 0) done.set(task.id, { week: null, stood });
  return done;
}

/** The number of the week an instant lies in, counted from the first; negative before it. */
export const weekOf = (atMs: number, weekStarts: readonly number[]): number =>
  Math.floor((atMs - (weekStarts[0] ?? 0)) / WEEK_MS);
