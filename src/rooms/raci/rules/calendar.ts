// Working time at a site: when somebody can be expected to read a reminder, and how many working days lie ahead.
import { z } from 'zod';
import { CalendarDate, DAY_MS, type Instant, instant, ms } from '../../../kernel/time.ts';
import { wallClockMs, wallToMs } from '../../people/model.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time like 07:00');

/** Days of the week (1 is Monday) with their hours, in the local time of a site, and the dates that are left out. */
export const Calendar = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    from: clock,
    until: clock,
    holidays: z.array(CalendarDate).max(500),
  })
  .refine((c) => c.from < c.until, 'must begin before it ends');
export type Calendar = z.infer<typeof Calendar>;

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
/** Midnight of the local date of an instant, as UTC writes it. */
const localDay = (at: Instant, timezone: string): number =>
  Math.floor(wallClockMs(ms(at), timezone) / DAY_MS) * DAY_MS;
const isOpenDay = (calendar: Calendar, day: number): boolean => {
  const date = new Date(day);
  return (
    calendar.days.includes(date.getUTCDay() || 7) &&
    !calendar.holidays.some((holiday) => holiday === date.toISOString().slice(0, 10))
  );
};
const hoursOf = (calendar: Calendar, day: number, timezone: string) => ({
  from: wallToMs(day + minutes(calendar.from) * 60_000, timezone),
  until: wallToMs(day + minutes(calendar.until) * 60_000, timezone),
});
/** A calendar of holidays only is nobody's: after so many days without one, the instant stands as it is. */
const MOST_DAYS = 800;

/** The instant itself when people work then, else when they next begin. */
export function nextOpen(at: Instant, calendar: Calendar, timezone: string): Instant {
  let day = localDay(at, timezone);
  for (let n = 0; n < MOST_DAYS; n += 1, day += DAY_MS) {
    if (!isOpenDay(calendar, day)) continue;
    const { from, until } = hoursOf(calendar, day, timezone);
    if (ms(at) < until) return instant(Math.max(from, ms(at)));
  }
  return at;
}

/** The end of the working day that is `days` working days after an instant's own. */
export function addWorkingDays(at: Instant, days: number, calendar: Calendar, timezone: string): Instant {
  let day = localDay(at, timezone);
  for (let n = 0, left = days; n < MOST_DAYS + days * 7; n += 1) {
    day += DAY_MS;
    if (!isOpenDay(calendar, day)) continue;
    left -= 1;
    if (left <= 0) return instant(hoursOf(calendar, day, timezone).until);
  }
  return instant(ms(at) + days * DAY_MS);
}

/** Milliseconds between two instants in which people work; 0 when `until` is not after `from`. Looks at no more days than
 *  `MOST_DAYS`: what is longer ago counts nothing. */
export function workingMs(from: Instant, until: Instant, calendar: Calendar, timezone: string): number {
  const [first, last] = [localDay(from, timezone), localDay(until, timezone)];
  let sum = 0;
  for (let day = Math.max(first, last - MOST_DAYS * DAY_MS); day <= last; day += DAY_MS) {
    if (!isOpenDay(calendar, day)) continue;
    const hours = hoursOf(calendar, day, timezone);
    sum += Math.max(0, Math.min(hours.until, ms(until)) - Math.max(hours.from, ms(from)));
  }
  return sum;
}
