import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../kernel/time.ts';
import type { Choice } from '../model.ts';
import { isQuiet, knownZone, laneOf, leaveAt, nextHour, standardOf } from './post.ts';

const at = (text: string): Instant => instant(new Date(text));
const choice = (c: Partial<Choice> = {}): Choice => ({ ...standardOf('analyst'), ...c });

describe('by which lane', () => {
  it.each([
    { what: 'a question', kind: 'asked', outcome: 'scheduled', of: {}, lane: 'at_once' },
    { what: 'work', kind: 'do', outcome: 'out_of_cycle', of: {}, lane: 'at_once' },
    {
      what: 'a decision of somebody who reads a digest',
      kind: 'decide',
      outcome: 'scheduled',
      of: { asks: 'digest' },
      lane: 'digest',
    },
    {
      what: 'a decision at once of somebody who reads a digest',
      kind: 'decide',
      outcome: 'immediate',
      of: { asks: 'digest' },
      lane: 'at_once',
    },
    {
      what: 'a reminder of somebody who reads a digest',
      kind: 'reminder',
      outcome: 'scheduled',
      of: { asks: 'digest' },
      lane: 'digest',
    },
    { what: 'something to know', kind: 'informed', outcome: 'scheduled', of: {}, lane: 'digest' },
    {
      what: 'something to know about a case at once',
      kind: 'informed',
      outcome: 'immediate',
      of: {},
      lane: 'digest',
    },
    {
      what: 'something to know that was switched off',
      kind: 'informed',
      outcome: 'scheduled',
      of: { reads: 'off' },
      lane: 'off',
    },
    {
      what: 'a kind that a later room brought',
      kind: 'exception_expired',
      outcome: 'scheduled',
      of: { reads: 'at_once' },
      lane: 'at_once',
    },
  ] as const)('$what goes by $lane', ({ kind, outcome, of, lane }) => {
    expect(laneOf(kind, outcome, choice(of))).toBe(lane);
  });

  it('what waits for a person cannot be switched off', () => {
    for (const kind of ['asked', 'do', 'decide', 'reminder', 'escalation', 'returned'])
      for (const asks of ['at_once', 'digest'] as const)
        expect(laneOf(kind, 'scheduled', choice({ asks, reads: 'off' }))).not.toBe('off');
  });
});

describe('quiet hours are those of the wall clock at the person’s site', () => {
  it.each([
    { when: '19:59 in Chicago', utc: '2026-11-24T01:59:00Z', zone: 'America/Chicago', quiet: false },
    { when: '20:00 in Chicago', utc: '2026-11-24T02:00:00Z', zone: 'America/Chicago', quiet: true },
    { when: '05:59 in Chicago', utc: '2026-11-24T11:59:00Z', zone: 'America/Chicago', quiet: true },
    { when: '06:00 in Chicago', utc: '2026-11-24T12:00:00Z', zone: 'America/Chicago', quiet: false },
    { when: '20:00 in Berlin', utc: '2026-11-23T19:00:00Z', zone: 'Europe/Berlin', quiet: true },
    {
      when: '20:00 in Kathmandu, which is 5:45 ahead',
      utc: '2026-11-23T14:15:00Z',
      zone: 'Asia/Kathmandu',
      quiet: true,
    },
  ])('at $when it is quiet: $quiet', ({ utc, zone, quiet }) => {
    expect(isQuiet(at(utc), zone, choice())).toBe(quiet);
  });

  it.each([
    { from: null, until: null, utc: '2026-11-23T23:00:00Z', quiet: false },
    { from: 9, until: 9, utc: '2026-11-23T09:30:00Z', quiet: false },
    { from: 12, until: 14, utc: '2026-11-23T13:59:00Z', quiet: true },
    { from: 12, until: 14, utc: '2026-11-23T14:00:00Z', quiet: false },
  ])('from $from until $until it is quiet at $utc: $quiet', ({ from, until, utc, quiet }) => {
    expect(isQuiet(at(utc), 'UTC', choice({ quietFrom: from, quietUntil: until }))).toBe(quiet);
  });
});

it('a time zone that nobody knows is UTC', () => {
  expect(knownZone('Nowhere/Land')).toBe('UTC');
  expect(knownZone('America/Chicago')).toBe('America/Chicago');
});

describe('when it leaves', () => {
  const of = {
    lane: 'at_once',
    now: at('2026-11-23T10:00:00Z'),
    zone: 'UTC',
    choice: choice(),
    outcome: 'scheduled',
    lastAt: null,
  } as const;
  it.each([
    { what: 'the first message at once gathers for two minutes', with: {}, leaves: '10:02' },
    {
      what: 'the next leaves half an hour after the last',
      with: { lastAt: at('2026-11-23T09:50:00Z') },
      leaves: '10:20',
    },
    {
      what: 'the next gathers, when the last was long ago',
      with: { lastAt: at('2026-11-23T08:00:00Z') },
      leaves: '10:02',
    },
    {
      what: 'a case decided at once does not wait for the last',
      with: { outcome: 'immediate', lastAt: at('2026-11-23T09:59:00Z') },
      leaves: '10:02',
    },
    { what: 'a digest leaves at its hour tomorrow', with: { lane: 'digest' }, leaves: '08:00 next day' },
    {
      what: 'a digest whose hour is to come leaves today',
      with: { lane: 'digest', choice: choice({ digestHour: 17 }) },
      leaves: '17:00',
    },
    {
      what: 'in the quiet hours a message waits for their end',
      with: { now: at('2026-11-23T22:00:00Z') },
      leaves: '06:00 next day',
    },
    {
      what: 'a message that would be ready in the quiet hours waits too',
      with: { now: at('2026-11-23T19:59:00Z') },
      leaves: '06:00 next day',
    },
    {
      what: 'a case decided at once wakes whoever allows it',
      with: { now: at('2026-11-23T22:00:00Z'), outcome: 'immediate' },
      leaves: '22:02',
    },
    {
      what: 'and nobody else',
      with: {
        now: at('2026-11-23T22:00:00Z'),
        outcome: 'immediate',
        choice: choice({ wakes: false }),
      },
      leaves: '06:00 next day',
    },
  ] as const)('$what: $leaves', ({ with: more, leaves }) => {
    const [time = '', next] = leaves.split(' ');
    expect(leaveAt({ ...of, ...more })).toBe(`2026-11-${next ? '24' : '23'}T${time}:00.000Z`);
  });

  it('six in the morning is six in the morning on the day summer time ends, too', () => {
    // Chicago, 1 November 2026, 02:00: back to 01:00.
    expect(nextHour(at('2026-10-31T20:00:00Z'), 'America/Chicago', 6)).toBe('2026-11-01T12:00:00.000Z');
    expect(nextHour(at('2026-10-31T08:00:00Z'), 'America/Chicago', 6)).toBe('2026-10-31T11:00:00.000Z');
  });
});
