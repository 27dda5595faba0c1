import { describe, expect, it } from 'vitest';
import { howLong, lateBy, standing, whenWords, wholeWhen } from './when.ts';

const clock = { now: new Date('2026-11-24T09:00:00Z'), zone: 'Europe/Vienna' }; // a Tuesday, 10:00 there

describe('a time seen from Tuesday 24 November 2026, 10:00 in Vienna', () => {
  it.each([
    { at: '2026-11-24T14:00:00Z', words: 'today 15:00' },
    { at: '2026-11-24T22:59:00Z', words: 'today 23:59' },
    { at: '2026-11-24T23:00:00Z', words: 'tomorrow 00:00' },
    { at: '2026-11-23T09:42:00Z', words: 'yesterday 10:42' },
    { at: '2026-11-26T14:00:00Z', words: 'Thu 15:00' },
    { at: '2026-11-30T14:00:00Z', words: 'Mon 15:00' },
    { at: '2026-12-01T14:00:00Z', words: '1 Dec' },
    { at: '2027-01-12T14:00:00Z', words: '12 Jan 2027' },
    { at: '2026-11-26', words: 'Thu' },
    { at: '2026-11-24', words: 'today' },
    { at: 'nonsense', words: 'unknown time' },
  ])('$at reads "$words"', ({ at, words }) => {
    expect(whenWords(at, clock)).toBe(words);
  });
  it('says day, date, time and zone on hover', () => {
    expect(wholeWhen('2026-11-26T14:00:00Z', 'Europe/Vienna')).toBe(
      'Thursday 26 November 2026, 15:00 CET (Europe/Vienna)',
    );
    expect(wholeWhen('2026-11-26', 'Europe/Vienna')).toBe('Thursday 26 November 2026');
  });
});

it.each([
  { at: '2026-11-24T08:59:59Z', is: 'late' },
  { at: '2026-11-24T09:00:00Z', is: 'soon' },
  { at: '2026-11-25T08:00:00Z', is: 'soon' },
  { at: '2026-11-26T08:00:00Z', is: 'later' },
  { at: '2026-11-24', is: 'soon' },
  { at: '2026-11-23', is: 'late' },
])('work due $at is $is', ({ at, is }) => {
  expect(standing(at, clock)).toBe(is);
});

it.each([
  [59_000, 'less than a minute'],
  [12 * 60_000, '12 min'],
  [47 * 3_600_000, '47 h'],
  [72 * 3_600_000, '3 d'],
  [30 * 86_400_000, '4 weeks'],
  [200 * 86_400_000, '6 months'],
])('%d ms is %s', (length, words) => {
  expect(howLong(length)).toBe(words);
});

it('counts lateness in days for a date and in hours for an instant', () => {
  expect(lateBy('2026-11-20', clock)).toBe('4 d');
  expect(lateBy('2026-11-24T04:00:00Z', clock)).toBe('5 h');
});
