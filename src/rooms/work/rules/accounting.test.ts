import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHours, HOUR_MS, type Instant, instant } from '../../../kernel/time.ts';
import { type Calendar, workingMs } from '../../raci/index.ts';
import { courtTimes, inLine, type Stay, spreadOf, type Worked } from './accounting.ts';
import { casesHref, scopeOfRow } from './counted.ts';

const monday = instant(new Date('2026-11-02T00:00:00Z'));
const at = (hours: number): Instant => addHours(monday, hours);
const office: Calendar = {
  name: 'office',
  days: [1, 2, 3, 4, 5],
  from: '07:00',
  until: '18:00',
  holidays: [],
};
const clock: Worked = (from, until) => workingMs(from, until, office, 'UTC');
const stay = (party: string, from: number, until: number | null, so: Partial<Stay> = {}): Stay => ({
  party,
  isBeside: false,
  isPaused: false,
  fromAt: at(from),
  untilAt: until === null ? null : at(until),
  ...so,
});
const inHours = (times: object | undefined) =>
  Object.fromEntries(Object.entries(times ?? {}).flatMap(([k, v]) => (v ? [[k, v / HOUR_MS]] : [])));

describe('the time of a case', () => {
  it.each([
    {
      what: 'a Monday with biomed is eleven hours of work and thirteen of night',
      stays: [stay('BM', 0, 24)],
      closed: 24,
      times: { BM: { worked: 11, off: 13 } },
      unheld: 0,
    },
    {
      what: 'a weekend is no working time',
      stays: [stay('BM', 120, 168)],
      closed: 168,
      times: { BM: { off: 48 } },
      unheld: 120,
    },
    {
      what: 'a clock that stood still is apart, whatever the hour',
      stays: [stay('MD', 0, 24, { isPaused: true })],
      closed: 24,
      times: { MD: { paused: 24 } },
      unheld: 0,
    },
    {
      what: 'time beside the line is in no sum',
      stays: [stay('BM', 0, 24), stay('VM', 0, 20, { isBeside: true })],
      closed: 24,
      times: { BM: { worked: 11, off: 13 }, VM: { beside: 20 } },
      unheld: 0,
    },
    {
      what: 'a stay that is not over counts to now',
      stays: [stay('BM', 0, 7), stay('SE', 7, null)],
      closed: null,
      times: { BM: { off: 7 }, SE: { worked: 3 } },
      unheld: 0,
    },
    {
      what: 'nothing counts after the case was closed',
      stays: [stay('BM', 0, 8), stay('VM', 0, null, { isBeside: true })],
      closed: 8,
      times: { BM: { worked: 1, off: 7 }, VM: { beside: 8 } },
      unheld: 0,
    },
    {
      what: 'a hole between two stays was with nobody',
      stays: [stay('BM', 0, 2), stay('SE', 5, 6)],
      closed: 6,
      times: { BM: { off: 2 }, SE: { off: 1 } },
      unheld: 3,
    },
    { what: 'a case that nobody ever had', stays: [], closed: 5, times: {}, unheld: 5 },
  ])('$what', ({ stays, closed, times, unheld }) => {
    const life = { openedAt: monday, closedAt: closed === null ? null : at(closed) };
    const found = courtTimes(life, stays, clock, at(10));
    const now = closed === null ? found : courtTimes(life, stays, clock, at(1000));
    expect(Object.fromEntries([...now.byParty].map(([party, t]) => [party, inHours(t)]))).toEqual(times);
    expect(now.unheld / HOUR_MS).toBe(unheld);
  });

  it('is not split where no calendar is known', () => {
    const { byParty } = courtTimes({ openedAt: monday, closedAt: at(24) }, [stay('BM', 0, 24)], null, at(24));
    expect(inHours(byParty.get('BM'))).toEqual({ unsplit: 24 });
  });

  const parties = fc.constantFrom('BM', 'SE', 'CI', 'MD', 'care');
  const hand = fc.record({
    party: parties,
    hours: fc.nat(200),
    isPaused: fc.boolean(),
    beside: fc.option(fc.nat(300)),
  });
  it('adds up to its whole life and is never negative, however the ball went', () => {
    fc.assert(
      fc.property(
        fc.array(hand, { maxLength: 30 }),
        fc.boolean(),
        fc.nat(5000),
        (hands, isClosed, nowHours) => {
          let from = 0;
          const stays = hands.flatMap(({ party, hours, isPaused, beside }): Stay[] => {
            const one = stay(party, from, from + hours, { isPaused });
            const other =
              beside === null ? [] : [stay(party, from, from + hours + beside, { isBeside: true })];
            from += hours;
            return [one, ...other];
          });
          const life = { openedAt: monday, closedAt: isClosed ? at(from) : null };
          const now = at(Math.max(isClosed ? from : 0, nowHours));
          const found = courtTimes(life, stays, clock, now);
          const held = [...found.byParty.values()];
          for (const times of held)
            for (const ms of Object.values(times)) expect(ms).toBeGreaterThanOrEqual(0);
          expect(held.reduce((sum, t) => sum + inLine(t), 0) + found.unheld).toBe(found.life);
          if (isClosed) expect(found.unheld).toBe(0);
        },
      ),
    );
  });
});

describe('few cases', () => {
  it.each([
    { n: 0, says: { n: 0, median: null, p90: null } },
    { n: 2, says: { n: 2, median: null, p90: null } },
    { n: 3, says: { n: 3, median: 5, p90: null } },
    { n: 9, says: { n: 9, median: 5, p90: null } },
    { n: 10, says: { n: 10, median: 5, p90: 8 } },
  ])('$n of them say no more than they can', ({ n, says }) => {
    expect(spreadOf(n, 5, 8)).toEqual(says);
  });
});

describe('the list behind a number', () => {
  it.each([
    ['all', casesHref('held', {}), '/cases?counted=held'],
    [
      'a party in a month at a site',
      casesHref('answered', scopeOfRow('party', 'BM', { month: '2026-10', siteId: 2 })),
      '/cases?counted=answered&countedParty=BM&countedMonth=2026-10&site=2',
    ],
    [
      'an activity of a party',
      casesHref('still', scopeOfRow('activity', 'VUL-8', { party: 'BM' })),
      '/cases?counted=still&countedParty=BM&countedActivity=VUL-8',
    ],
    ['a site', casesHref('handed_back', scopeOfRow('site', '3', {})), '/cases?counted=handed_back&site=3'],
  ])('%s', (_, href, expected) => {
    expect(href).toBe(expected);
  });
});
