import { describe, expect, it } from 'vitest';
import { CalendarDate, instant } from '../../../kernel/time.ts';
import { workingMs } from './calendar.ts';

describe('working time', () => {
  const berlin = 'Europe/Berlin';
  const office = { name: 'office', days: [1, 2, 3, 4, 5], from: '07:00', until: '18:00', holidays: [] };
  const closed = { ...office, holidays: [CalendarDate.parse('2026-11-25')] };
  const always = { ...office, days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '24:00' };
  const at = (text: string) => instant(new Date(text));
  it.each([
    ['a whole day', '2026-11-23T00:00Z', '2026-11-24T00:00Z', office, 'UTC', 11],
    ['an hour of the morning', '2026-11-23T06:30Z', '2026-11-23T08:00Z', office, 'UTC', 1],
    ['an evening and a morning', '2026-11-23T17:00Z', '2026-11-24T08:00Z', office, 'UTC', 2],
    ['a weekend', '2026-11-21T00:00Z', '2026-11-23T00:00Z', office, 'UTC', 0],
    ['a week', '2026-11-23T00:00Z', '2026-11-30T00:00Z', office, 'UTC', 55],
    ['a week with a holiday', '2026-11-23T00:00Z', '2026-11-30T00:00Z', closed, 'UTC', 44],
    ['the hours of the site', '2026-11-23T05:00Z', '2026-11-23T07:00Z', office, berlin, 1],
    ['the day on which the clocks go back', '2026-10-24T22:00Z', '2026-10-25T23:00Z', always, berlin, 25],
    ['nothing', '2026-11-23T10:00Z', '2026-11-23T10:00Z', office, 'UTC', 0],
    ['time that runs backwards', '2026-11-24T10:00Z', '2026-11-23T10:00Z', office, 'UTC', 0],
  ])('of %s', (_, from, until, calendar, timezone, hours) => {
    expect(workingMs(at(from), at(until), calendar, timezone) / 3_600_000).toBe(hours);
  });
});
