import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, Instant, instant } from '../../../kernel/time.ts';
import { wallClockMs } from './availability.ts';
import { compileRota, dutyAt, turnsWithin } from './rota.ts';
import { readRule, startsOf } from './rota-rule.ts';

const at = (text: string): number => Date.parse(text);
const layer = (rest: object = {}) => ({
  id: 1,
  firstAt: '2026-01-05T08:00',
  rule: 'FREQ=WEEKLY',
  shiftMinutes: 7 * 24 * 60,
  memberIds: [1, 2, 3],
  untilAt: null,
  ...rest,
});
const rotaOf = (layers: object[], rest: object = {}, shifts: object[] = []) =>
  compileRota(
    {
      name: 'Nights',
      timezone: 'Europe/Berlin',
      layers: layers.map((one, i) => ({ ...layer({ id: i + 1 }), ...one })),
      swaps: [],
      ...rest,
    },
    shifts.map((one, i) => ({
      id: i + 1,
      personId: 9,
      fromAt: instant(0),
      toAt: instant(0),
      ...one,
    })),
  );
const onCall = (rota: ReturnType<typeof rotaOf>, text: string) =>
  dutyAt(rota, at(text)).turn?.personId ?? null;

describe('who is on call', () => {
  it('the members follow one another, week by week, at eight on the wall clock', () => {
    const rota = rotaOf([{}]);
    // Berlin: 08:00 is 07:00 UTC in winter.
    expect(onCall(rota, '2026-01-05T06:59:59Z')).toBeNull();
    expect(onCall(rota, '2026-01-05T07:00:00Z')).toBe(1);
    expect(onCall(rota, '2026-01-12T06:59:59Z')).toBe(1);
    expect(onCall(rota, '2026-01-12T07:00:00Z')).toBe(2);
    expect(onCall(rota, '2026-01-19T07:00:00Z')).toBe(3);
    expect(onCall(rota, '2026-01-26T07:00:00Z')).toBe(1);
  });
  it('the change stays at eight when the clocks change in the week', () => {
    const rota = rotaOf([{}]);
    // The 13th week begins on 30 March, the day after summer time began: 08:00 is 06:00 UTC.
    expect(onCall(rota, '2026-03-30T05:59:59Z')).toBe(3);
    expect(onCall(rota, '2026-03-30T06:00:00Z')).toBe(1);
  });
  it('a night of twelve hours ends at eight, though the night of the change has eleven or thirteen', () => {
    const nights = rotaOf([{ firstAt: '2026-01-01T20:00', rule: 'FREQ=DAILY', shiftMinutes: 12 * 60 }]);
    const night = (from: string, to: string) => turnsWithin(nights, { fromMs: at(from), untilMs: at(to) })[0];
    const spring = night('2026-03-28T22:00:00Z', '2026-03-28T23:00:00Z');
    expect([spring?.fromMs, spring?.untilMs]).toEqual([
      at('2026-03-28T19:00:00Z'),
      at('2026-03-29T06:00:00Z'),
    ]);
    const autumn = night('2026-10-24T22:00:00Z', '2026-10-24T23:00:00Z');
    expect([autumn?.fromMs, autumn?.untilMs]).toEqual([
      at('2026-10-24T18:00:00Z'),
      at('2026-10-25T07:00:00Z'),
    ]);
  });
  it('says from when to when its answer stands, in a hole too', () => {
    const nights = rotaOf([{ firstAt: '2026-01-01T20:00', rule: 'FREQ=DAILY', shiftMinutes: 12 * 60 }]);
    expect(dutyAt(nights, at('2026-01-10T12:00:00Z'))).toEqual({
      fromMs: at('2026-01-10T07:00:00Z'),
      untilMs: at('2026-01-10T19:00:00Z'),
      turn: null,
    });
  });
  it('weekdays and weekends may have different people', () => {
    const rota = rotaOf([
      {
        firstAt: '2026-01-05T08:00',
        rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
        shiftMinutes: 1440,
        memberIds: [1],
      },
      { firstAt: '2026-01-10T08:00', rule: 'FREQ=WEEKLY;BYDAY=SA,SU', shiftMinutes: 1440, memberIds: [2] },
    ]);
    expect(onCall(rota, '2026-01-09T12:00:00Z')).toBe(1);
    expect(onCall(rota, '2026-01-10T12:00:00Z')).toBe(2);
  });
  it('an agreed swap gives the turn away, and on again, for that turn only', () => {
    const swap = (id: number, fromPersonId: number, toPersonId: number) => ({
      id,
      turnAt: Instant.parse('2026-01-05T07:00:00.000Z'),
      fromPersonId,
      toPersonId,
    });
    expect(onCall(rotaOf([{}], { swaps: [swap(1, 1, 2)] }), '2026-01-06T00:00:00Z')).toBe(2);
    expect(onCall(rotaOf([{}], { swaps: [swap(1, 1, 2), swap(2, 2, 3)] }), '2026-01-06T00:00:00Z')).toBe(3);
    expect(onCall(rotaOf([{}], { swaps: [swap(1, 1, 2)] }), '2026-01-27T00:00:00Z')).toBe(1);
  });
  it('a swap of a turn that somebody else has does nothing', () => {
    const swaps = [
      { id: 1, turnAt: Instant.parse('2026-01-05T07:00:00.000Z'), fromPersonId: 3, toPersonId: 2 },
    ];
    expect(onCall(rotaOf([{}], { swaps }), '2026-01-06T00:00:00Z')).toBe(1);
  });
  it('a turn from a file goes before one by a rule', () => {
    const shifts = [{ fromAt: '2026-01-06T00:00:00.000Z', toAt: '2026-01-07T00:00:00.000Z' }];
    const rota = rotaOf([{}], {}, shifts);
    expect(onCall(rota, '2026-01-06T12:00:00Z')).toBe(9);
    expect(onCall(rota, '2026-01-07T00:00:00Z')).toBe(1);
  });
  it('a layer that ended cuts its last turn off', () => {
    const rota = rotaOf([{ untilAt: '2026-01-14T12:00:00.000Z' }]);
    expect(onCall(rota, '2026-01-14T11:59:00Z')).toBe(2);
    expect(onCall(rota, '2026-01-14T12:00:00Z')).toBeNull();
  });
  it('a rule that cannot be read gives nobody, and does not throw', () => {
    expect(onCall(rotaOf([{ rule: 'FREQ=NEVER' }]), '2026-01-06T00:00:00Z')).toBeNull();
  });
});

const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
);
const twoYears = fc
  .integer({ min: 0, max: 730 * 24 * 60 })
  .map((minutes) => at('2026-01-12T00:00:00Z') + minutes * 60_000);
/** Turns that by the wall clock follow each other without a hole. */
const whole = fc.record({
  timezone: zones,
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.constantFrom(0, 30),
  of: fc.constantFrom(
    { rule: 'FREQ=DAILY', days: 1 },
    { rule: 'FREQ=WEEKLY', days: 7 },
    { rule: 'FREQ=DAILY;INTERVAL=3', days: 3 },
    { rule: 'FREQ=WEEKLY;INTERVAL=2', days: 14 },
  ),
  members: fc.integer({ min: 1, max: 5 }),
});
const compiledOf = ({
  timezone,
  hour,
  minute,
  of,
  members,
}: typeof whole extends fc.Arbitrary<infer T> ? T : never) =>
  rotaOf(
    [
      {
        firstAt: `2026-01-05T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
        rule: of.rule,
        shiftMinutes: of.days * 1440,
        memberIds: Array.from({ length: members }, (_, i) => i + 1),
      },
    ],
    { timezone },
  );

describe('for every rota without a hole on the wall clock', () => {
  it('at every instant across the changes of summer time exactly one person is on call, and stays so for the span said', () => {
    fc.assert(
      fc.property(whole, twoYears, (facts, atMs) => {
        const rota = compiledOf(facts);
        const duty = dutyAt(rota, atMs);
        expect(duty.turn).not.toBeNull();
        expect(turnsWithin(rota, { fromMs: atMs, untilMs: atMs + 1 })).toHaveLength(1);
        expect(duty.fromMs <= atMs && atMs < duty.untilMs).toBe(true);
        for (const same of [duty.fromMs, duty.untilMs - 1])
          expect(dutyAt(rota, same).turn).toEqual(duty.turn);
      }),
      { numRuns: 300 },
    );
  });
  it('turns begin at the hour said, unless the clocks skip it, and pass to the next member', () => {
    fc.assert(
      fc.property(whole, twoYears, (facts, atMs) => {
        const rota = compiledOf(facts);
        const { turn } = dutyAt(rota, atMs);
        const wall = new Date(wallClockMs(turn?.fromMs ?? 0, facts.timezone));
        const minutes = wall.getUTCHours() * 60 + wall.getUTCMinutes() - facts.hour * 60 - facts.minute;
        expect([0, 30, 60]).toContain(minutes);
        const next = dutyAt(rota, turn?.untilMs ?? 0).turn;
        expect(next?.personId).toBe(((turn?.personId ?? 0) % facts.members) + 1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('for any layers at all', () => {
  it('the answer is the same wherever in its span one asks, and asks for nobody outside the rota', () => {
    const layers = fc.array(
      fc.record({
        firstAt: fc.constantFrom(
          '2026-01-05T08:00',
          '2026-02-28T23:30',
          '2026-03-29T02:30',
          '2026-10-25T02:30',
        ),
        rule: fc.constantFrom(
          'FREQ=DAILY',
          'FREQ=WEEKLY;BYDAY=SA,SU',
          'FREQ=MONTHLY;BYDAY=1MO',
          'FREQ=DAILY;BYHOUR=0,8,16',
        ),
        shiftMinutes: fc.integer({ min: 15, max: 3000 }),
        memberIds: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(
        zones,
        layers,
        twoYears,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (timezone, some, atMs, part) => {
          const rota = rotaOf(some, { timezone });
          const duty = dutyAt(rota, atMs);
          const other = Math.floor(duty.fromMs + part * (duty.untilMs - 1 - duty.fromMs));
          expect(dutyAt(rota, other).turn).toEqual(duty.turn);
          if (duty.turn) expect(some.flatMap((one) => one.memberIds)).toContain(duty.turn.personId);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the rule of a rota', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO'],
    ['rrule:freq=daily', 'FREQ=DAILY'],
    ['FREQ=MONTHLY;BYDAY=1MO', 'FREQ=MONTHLY;BYDAY=1MO'],
  ])('%s is read', (text, rule) => expect(readRule(text)).toEqual({ ok: true, rule }));
  it.each([
    [''],
    ['every monday'],
    ['FREQ=SECONDLY'],
    ['FREQ=HOURLY'],
    ['FREQ=DAILY;FREQ=DAILY'],
    ['FREQ=DAILY;UNTIL=20300101'],
    ['FREQ=DAILY;INTERVAL=0'],
    ['FREQ=WEEKLY;BYDAY=XX'],
    ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31'],
    [`FREQ=DAILY;BYHOUR=${Array.from({ length: 24 }, (_, i) => i).join(',')};BYMINUTE=0,15,30,45`],
    ['FREQ=DAILY;X=1'],
    ['A'.repeat(300)],
  ])('%s is refused in a sentence', (text) => {
    const read = readRule(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.sentence).toMatch(/^[^a-z].*\.$/);
  });
  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => void readRule(`FREQ=DAILY;${text}`)),
      { numRuns: 200 },
    );
  });
  it('never gives more turns than are looked at', () => {
    expect(startsOf('FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11', 0, 40 * 366 * DAY_MS, 500)).toHaveLength(
      500,
    );
    expect(startsOf('FREQ=DAILY', 8 * HOUR_MS, 3 * DAY_MS)).toEqual([8, 32, 56].map((h) => h * HOUR_MS));
  });
});
