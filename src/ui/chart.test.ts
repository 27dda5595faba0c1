import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePath, numberWords, shareWords, ticksUpTo } from './chart.ts';

describe('the ticks of a chart', () => {
  it.each([
    { highest: 0, ticks: [0, 1] },
    { highest: 4, ticks: [0, 1, 2, 3, 4] },
    { highest: 5, ticks: [0, 1, 2, 3, 4, 5] },
    { highest: 7, ticks: [0, 2, 4, 6, 8] },
    { highest: 1284, ticks: [0, 500, 1000, 1500] },
    { highest: 0.3, ticks: [0, 0.1, 0.2, 0.3] },
  ])('up to $highest are $ticks', ({ highest, ticks }) => {
    expect(ticksUpTo(highest)).toEqual(ticks);
  });
  it('always reach the highest value, with two to seven ticks in rising order', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (highest) => {
        const ticks = ticksUpTo(highest);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
      }),
    );
  });
});

it('a missing value breaks the line and is not drawn as zero', () => {
  const points = [1, null, 2, 4].map((value, i) => ({ on: `2026-01-0${i + 1}`, value }));
  expect(linePath(points, { width: 30, height: 40, top: 4 })).toBe('M0.0 30.0M20.0 20.0L30.0 0.0');
});

it.each([
  [0, 10, '0%'],
  [1, 1000, '<1%'],
  [41, 100, '41%'],
  [999, 1000, '>99%'],
  [5, 5, '100%'],
  [0, 0, '–'],
])('%d of %d is %s', (part, all, words) => {
  expect(shareWords(part, all)).toBe(words);
});

it('says what was not evaluated', () => {
  expect([numberWords(null), numberWords(0), numberWords(1284)]).toEqual(['not evaluated', '0', '1,284']);
});
