import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../model.ts';
import { day, person } from '../testing.ts';
import { hoursInWeek, loadOf, spread, timeToDo, weeksFrom } from './load.ts';

const held = (letter: Letter, effortHours: number, id = 1) => ({ personId: person(id), letter, effortHours });
const monday = Date.parse('2026-11-23');

describe('load', () => {
  it.each<[string, ReturnType<typeof held>[], number, number | null, string]>([
    ['R counts in full', [held('R', 8)], 16, 0.5, 'fine'],
    ['A counts a quarter', [held('A', 8)], 16, 0.125, 'fine'],
    ['C counts a tenth', [held('C', 8)], 16, 0.05, 'fine'],
    ['I counts nothing', [held('I', 8)], 16, 0, 'fine'],
    ['letters add up', [held('R', 8), held('A', 8), held('C', 10)], 16, 11 / 16, 'fine'],
    ['85 of 100 is still fine', [held('R', 8.5)], 10, 0.85, 'fine'],
    ['more is warned of', [held('R', 8.6)], 10, 0.86, 'warning'],
    ['all of the hours is still a warning', [held('R', 10)], 10, 1, 'warning'],
    ['more than there is is an error', [held('R', 10.1)], 10, 1.01, 'error'],
    ['work and no hours is an error, and not a number', [held('R', 1)], 0, null, 'error'],
    ['being told and no hours is fine', [held('I', 1)], 0, null, 'fine'],
  ])('%s', (_, work, hours, load, level) => {
    expect(loadOf(work, () => hours)).toMatchObject([{ load, level }]);
  });

  it('is empty without work, and the heaviest comes first, who is away before all', () => {
    expect(loadOf([], () => 16)).toEqual([]);
    const all = loadOf([held('R', 1, 1), held('R', 9, 2), held('R', 1, 3)], (id) => (id === 3 ? 0 : 10));
    expect(all.map((one) => one.personId)).toEqual([3, 2, 1]);
  });

  it.each([
    ['a whole week', [], 16],
    ['two days away', [{ fromOn: day('2026-11-24'), toOn: day('2026-11-25') }], 9.6],
    ['the weekend away', [{ fromOn: day('2026-11-28'), toOn: day('2026-11-29') }], 16],
    ['away beyond the week', [{ fromOn: day('2026-11-01'), toOn: day('2026-12-30') }], 0],
    [
      'two absences on one day count once',
      [
        { fromOn: day('2026-11-24'), toOn: day('2026-11-24') },
        { fromOn: day('2026-11-24'), toOn: day('2026-11-24') },
      ],
      12.8,
    ],
    ['an absence that ends before it starts', [{ fromOn: day('2026-11-26'), toOn: day('2026-11-24') }], 16],
  ])('hours of %s', (_, absences, hours) => {
    expect(hoursInWeek(absences, monday, 16)).toBeCloseTo(hours);
  });

  it('spreads effort up to the week it is due in, and puts what is late into the first', () => {
    const weeks = weeksFrom(day('2026-11-23'), 4);
    expect(spread(12, Date.parse('2026-12-08'), weeks)).toEqual([4, 4, 4, 0]);
    expect(spread(12, Date.parse('2026-11-01'), weeks)).toEqual([12, 0, 0, 0]);
    expect(spread(12, Date.parse('2027-01-10'), weeks)).toEqual(Array(4).fill(12 / 7));
  });

  it('never makes effort out of nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 400 }), fc.integer({ min: 1, max: 26 }), (dueIn, weeks) => {
        const parts = spread(10, monday + dueIn * 86_400_000, weeksFrom(day('2026-11-23'), weeks));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(10 + 1e-9);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the hours left for doing', () => {
  it.each([
    ['nothing else to do', [], 16],
    ['only doing', [held('R', 10)], 16],
    ['answering for some', [held('R', 10), held('A', 16)], 12],
    ['being asked', [held('R', 10), held('C', 40)], 12],
    // 30 of 40 hours are answers: doing keeps its quarter of the 16 there are.
    ['more answers than hours', [held('R', 10), held('A', 120)], 4],
    ['answers alone', [held('A', 120)], 16],
  ])('with %s', (_, work, hours) => {
    expect(timeToDo([work], () => 16)(person(1), 0)).toBe(hours);
  });

  it('of a week in which nothing is asked are all, and of one away none', () => {
    const hours = timeToDo([[held('R', 10), held('A', 32)], []], (_, week) => (week === 0 ? 0 : 16));
    expect([hours(person(1), 0), hours(person(1), 1)]).toEqual([0, 16]);
  });
});
