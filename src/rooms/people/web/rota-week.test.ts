import { describe, expect, it } from 'vitest';
import { dayAfter, daysOf, wallOf } from './rota-week.ts';

const span = (fromAt: string, toAt: string) => ({ fromAt, toAt });
const berlin = { from: '2026-03-28', days: 3, timezone: 'Europe/Berlin' };

describe('a week of a rota', () => {
  it('a night is on both its days, by the wall clock across the change to summer time', () => {
    const night = span('2026-03-28T19:00:00.000Z', '2026-03-29T06:00:00.000Z');
    expect(daysOf([night], berlin).map((day) => [day.on, day.stretches.map((s) => [s.from, s.to])])).toEqual([
      ['2026-03-28', [['20:00', null]]],
      ['2026-03-29', [[null, '08:00']]],
      ['2026-03-30', []],
    ]);
  });
  it('what ends at midnight is not on the next day; what lasts all day has neither end', () => {
    const long = span('2026-03-27T11:00:00.000Z', '2026-03-29T22:00:00.000Z');
    expect(daysOf([long], berlin).map((day) => day.stretches.map((s) => [s.from, s.to]))).toEqual([
      [[null, null]],
      [[null, null]],
      [],
    ]);
  });
  it('days follow each other over the end of a month', () => {
    expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01');
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(wallOf('2026-12-31T23:30:00.000Z', 'Europe/Berlin')).toEqual({ on: '2027-01-01', at: '00:30' });
  });
});
