import { describe, expect, it } from 'vitest';
import { CalendarDate } from '../../../kernel/time.ts';
import { daily, trendOf } from './burn-down.ts';

const count = (on: string, risk: number) => ({ on: CalendarDate.parse(on), risk, openFindings: 1 });

describe('the line of risk', () => {
  it('has no point where nothing was counted', () => expect(daily([])).toEqual([]));
  it('keeps the last count over a few days without one, in the order of days', () =>
    expect(daily([count('2026-11-04', 80), count('2026-11-01', 100)])).toEqual([
      { on: '2026-11-01', value: 100 },
      { on: '2026-11-02', value: 100 },
      { on: '2026-11-03', value: 100 },
      { on: '2026-11-04', value: 80 },
    ]));
  it('is broken where nothing was counted for longer than ten days', () => {
    const points = daily([count('2026-10-01', 100), count('2026-10-20', 50)]);
    expect(points.filter((point) => point.value === null).map((point) => point.on)).toEqual([
      '2026-10-12',
      '2026-10-13',
      '2026-10-14',
      '2026-10-15',
      '2026-10-16',
      '2026-10-17',
      '2026-10-18',
      '2026-10-19',
    ]);
    expect(points.at(-1)).toEqual({ on: '2026-10-20', value: 50 });
  });
});

describe('what the line says of the last 90 days', () => {
  it.each([
    [
      'goes from the count that stood then, not from the day the first lists were read',
      [count('2026-05-01', 1), count('2026-08-03', 100), count('2026-11-01', 75)],
      { way: 'down', share01: 0.25, since: '2026-08-03' },
    ],
    [
      'went up by half since its beginning, where the line is younger',
      [count('2026-11-01', 150), count('2026-10-01', 100)],
      { way: 'up', share01: 0.5, since: '2026-10-01' },
    ],
    [
      'is the same within two in a hundred',
      [count('2026-08-01', 100), count('2026-11-01', 101)],
      { way: 'same', share01: 0.01, since: '2026-08-01' },
    ],
    ['says nothing of one day', [count('2026-11-01', 100)], null],
    ['says nothing of one day with risk', [count('2026-05-01', 0), count('2026-11-01', 5)], null],
  ])('%s', (_, counted, trend) => expect(trendOf(counted, 90)).toEqual(trend));
});
