// From what the server says to what a person sees: pure, so that it can be checked sentence by sentence.
import type { Tone } from '../../../ui/Shape.tsx';
import { type Clock, daysAway, howLong, standing } from '../../../ui/when.ts';
import type { WorkItem } from '../contract.ts';
import { words } from './words.ts';

type Outcome = WorkItem['outcome'];
const HOUR = 3_600_000;

/** How bad a decision is, for its shape and colour. */
export const toneOf = (outcome: Outcome): Tone =>
  (({ immediate: 'worst', out_of_cycle: 'high', scheduled: 'middle' }) as const)[outcome];

/** Words for a due time that a plain date says worse: `4 h left` for questions within two days, `next week`. Null: say the date. */
export function dueWords(at: string, group: WorkItem['group'], clock: Clock): string | null {
  const left = Date.parse(at) - clock.now.getTime();
  if (standing(at, clock) === 'late') return null;
  if (group === 'answer' && left < 48 * HOUR) return words.my.left(howLong(left));
  const away = daysAway(at, clock);
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: clock.zone }).format(
    clock.now,
  );
  const toMonday = 7 - ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday);
  return away >= 7 && away < toMonday + 7 ? words.my.nextWeek : null;
}
