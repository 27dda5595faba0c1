import { CalendarDate } from '../../../../kernel/time.ts';

const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A day as `1 Dec`, in sentences and heads of columns where "today" would not read well. */
export const dayWords = (on: string): string => format.format(new Date(on));

/** So many days after a day. */
export const daysAfter = (on: string, days: number): CalendarDate =>
  CalendarDate.parse(new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10));

/** The calendar day of an instant where the hospital is. */
export const dayIn = (now: Date, zone: string): CalendarDate =>
  CalendarDate.parse(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).format(now),
  );
