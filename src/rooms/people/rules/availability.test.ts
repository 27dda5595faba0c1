import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarDate, Instant, instant, ms } from '../../../kernel/time.ts';
import { daysSpan, deputiesOf, deputyCycles, holds, onDuty, rotaFaults } from './availability.ts';

const day = (on: string): CalendarDate => CalendarDate.parse(on);
const shift = (id: number, from: string, to: string) => ({
  id,
  fromAt: Instant.parse(`2026-11-${from}:00.000Z`),
  toAt: Instant.parse(`2026-11-${to}:00.000Z`),
});

describe('whole days at a site', () => {
  it.each([
    ['in winter', '2026-11-23', 'America/Chicago', '2026-11-23T06:00:00.000Z', 24],
    ['in summer', '2026-07-01', 'America/Chicago', '2026-07-01T05:00:00.000Z', 24],
    ['when the clocks go back', '2026-11-01', 'America/Chicago', '2026-11-01T05:00:00.000Z', 25],
    ['when the clocks go forward', '2026-03-08', 'America/Chicago', '2026-03-08T06:00:00.000Z', 23],
    ['east of Greenwich', '2026-11-23', 'Asia/Kolkata', '2026-11-22T18:30:00.000Z', 24],
    ['in UTC', '2026-11-23', 'UTC', '2026-11-23T00:00:00.000Z', 24],
    ['in a zone nobody knows, read as UTC', '2026-11-23', 'Mars/Olympus', '2026-11-23T00:00:00.000Z', 24],
  ])('%s one day starts at midnight there and is as long as it is', (_, on, zone, start, hours) => {
    const span = daysSpan(day(on), day(on), zone);
    expect([instant(span.fromMs), (span.untilMs - span.fromMs) / 3_600_000]).toEqual([start, hours]);
  });
  it('an open end has no end', () => {
    expect(holds(daysSpan(null, null, 'UTC'), 0)).toBe(true);
    expect(holds(daysSpan(day('2026-01-01'), null, 'UTC'), Date.UTC(2099, 0))).toBe(true);
  });
});

describe('deputies', () => {
  const named: Record<number, number[]> = { 1: [2, 3], 2: [4], 3: [1], 4: [2], 5: [5] };
  const of = (id: number): number[] => named[id] ?? [];
  it('are asked nearest first, each once, and a circle ends', () => {
    expect(deputiesOf(1, of)).toEqual([2, 3, 4]);
    expect(deputiesOf(5, of)).toEqual([]);
  });
  it('in a circle are found, also the one who names themself', () => {
    expect(deputyCycles([1, 2, 3, 4, 5], of)).toEqual([1, 2, 3, 4, 5]);
    expect(deputyCycles([1, 2], (id) => (id === 1 ? [2] : []))).toEqual([]);
  });
  it('whoever names whom, the line ends, names nobody twice and never the person themself', () => {
    const people = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.array(fc.array(people, { maxLength: 4 }), { minLength: 10, maxLength: 10 }),
        people,
        (graph, start) => {
          const line = deputiesOf(start, (id) => graph[id] ?? []);
          expect(new Set(line).size).toBe(line.length);
          expect(line).not.toContain(start);
        },
      ),
    );
  });
});

describe('rotas', () => {
  const shifts = [
    shift(1, '23T00:00', '23T12:00'),
    shift(2, '23T10:00', '24T00:00'),
    shift(3, '24T06:00', '25T00:00'),
  ];
  const at = (text: string): number => ms(Instant.parse(`2026-11-${text}:00.000Z`));
  it.each([
    ['23T09:00', 1],
    ['23T10:00', 2],
    ['24T00:00', null],
    ['24T06:00', 3],
  ])('at %s shift %s is on duty', (time, id) => {
    expect(onDuty(shifts, at(time))?.id ?? null).toBe(id);
  });
  it('of two that start together the lower id is on duty', () => {
    expect(
      onDuty([shift(8, '23T00:00', '23T12:00'), shift(7, '23T00:00', '23T11:00')], at('23T01:00'))?.id,
    ).toBe(7);
  });
  it('tell their holes and overlaps', () => {
    const { holes, overlaps } = rotaFaults(shifts, { fromMs: at('23T00:00'), untilMs: at('26T00:00') });
    expect(holes.map((hole) => [instant(hole.fromMs), instant(hole.untilMs)])).toEqual([
      ['2026-11-24T00:00:00.000Z', '2026-11-24T06:00:00.000Z'],
      ['2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z'],
    ]);
    expect(overlaps.map((pair) => pair.map(({ id }) => id))).toEqual([[1, 2]]);
  });
  it('without shifts are one hole', () => {
    expect(rotaFaults([], { fromMs: 0, untilMs: 5 })).toEqual({
      holes: [{ fromMs: 0, untilMs: 5 }],
      overlaps: [],
    });
  });
});
