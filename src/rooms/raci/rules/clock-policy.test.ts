import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, instant, ms } from '../../../kernel/time.ts';
import { addWorkingDays, type Calendar, nextOpen } from './calendar.ts';
import { clockTerms, dueUnder, parseClocks, remindAt, waitDueAt } from './clock-policy.ts';

const office: Calendar = {
  name: 'office',
  days: [1, 2, 3, 4, 5],
  from: '08:00',
  until: '17:00',
  holidays: ['2026-12-25'] as never,
};
const t = (text: string): Instant => instant(new Date(text));

describe('working time', () => {
  it.each([
    ['stands within the hours', '2026-11-25T10:00:00Z', 'UTC', '2026-11-25T10:00:00.000Z'],
    ['waits for the morning', '2026-11-25T03:00:00Z', 'UTC', '2026-11-25T08:00:00.000Z'],
    ['is over at closing time', '2026-11-25T17:00:00Z', 'UTC', '2026-11-26T08:00:00.000Z'],
    ['waits over the weekend', '2026-11-27T18:00:00Z', 'UTC', '2026-11-30T08:00:00.000Z'],
    [
      'waits over a holiday and the weekend after it',
      '2026-12-24T20:00:00Z',
      'UTC',
      '2026-12-28T08:00:00.000Z',
    ],
    ['is local: evening in Chicago', '2026-11-25T23:30:00Z', 'America/Chicago', '2026-11-26T14:00:00.000Z'],
    [
      'keeps summer time: Berlin before the clocks go forward',
      '2026-03-27T20:00:00Z',
      'Europe/Berlin',
      '2026-03-30T06:00:00.000Z',
    ],
    [
      'keeps winter time: Berlin after the clocks go back',
      '2026-10-23T20:00:00Z',
      'Europe/Berlin',
      '2026-10-26T07:00:00.000Z',
    ],
  ])('%s', (_, at, zone, expected) => {
    expect(nextOpen(t(at), office, zone)).toBe(expected);
  });
  it('is never before what was asked, always open, and keeps the order', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/Chicago',
      'Asia/Kathmandu',
      'Pacific/Apia',
    );
    const at = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) });
    fc.assert(
      fc.property(zones, at, at, (zone, x, y) => {
        const [a, b] = [nextOpen(instant(x), office, zone), nextOpen(instant(y), office, zone)];
        expect(ms(a)).toBeGreaterThanOrEqual(x);
        expect(nextOpen(a, office, zone)).toBe(a);
        if (x <= y) expect(ms(a)).toBeLessThanOrEqual(ms(b));
      }),
    );
  });
  it('counts working days to the end of the last one', () => {
    expect(addWorkingDays(t('2026-12-23T12:00:00Z'), 2, office, 'UTC')).toBe('2026-12-28T17:00:00.000Z');
    expect(addWorkingDays(t('2026-11-27T12:00:00Z'), 1, office, 'UTC')).toBe('2026-11-30T17:00:00.000Z');
  });
});

const rules = `rules:
  - { decision: immediate, days: 3 }
  - { decision: out_of_cycle, days: 14 }
  - { decision: scheduled, days: 90, remind: office }
`;
const head = `title: Ours
calendars:
  - { name: office, days: [1, 2, 3, 4, 5], from: '08:00', until: '17:00', holidays: [] }
`;
const tail = `shares: { VUL-5: 20 }
waits: { maker: 60, parts: 30, window: 30, care: 14 }
`;
const more = (line: string) => `${head}${rules}  - ${line}\n${tail}`;

describe('a policy of clocks', () => {
  const policyOf = (text: string) => {
    const parsed = parseClocks(text, ['STA']);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.policy;
  };
  const of = { outcome: 'scheduled', site: 'STA', deviceClass: 'ventilator', timezone: 'UTC' } as const;
  it('gives a case the rule that says most about it', () => {
    const text = `${head}${rules}  - { decision: scheduled, deviceClass: ventilator, days: 60 }
  - { decision: scheduled, site: STA, days: 45 }
  - { decision: scheduled, site: STA, deviceClass: ventilator, days: 30 }
${tail}`;
    const policy = policyOf(text);
    const days = (changes: object) => clockTerms(policy, 7, { ...of, ...changes }).days;
    expect([
      days({}),
      days({ deviceClass: 'other' }),
      days({ site: 'X' }),
      days({ site: 'X', deviceClass: 'other' }),
    ]).toEqual([30, 45, 60, 90]);
    expect(clockTerms(policy, 7, of).says).toBe('Decided scheduled, for ventilator at STA: 30 days.');
  });
  it('counts days, reminds in its hours, and gives others their time', () => {
    const terms = clockTerms(policyOf(`${head}${rules}${tail}`), 1, of);
    const friday = t('2026-11-27T20:00:00Z');
    expect(dueUnder(terms, friday)).toBe('2027-02-25T20:00:00.000Z');
    expect(remindAt(terms, friday)).toBe('2026-11-30T08:00:00.000Z');
    expect(waitDueAt(terms, 'maker', friday)).toBe('2027-01-26T20:00:00.000Z');
    expect(
      remindAt(clockTerms(policyOf(`${head}${rules}${tail}`), 1, { ...of, outcome: 'immediate' }), friday),
    ).toBe(friday);
  });
  it('counts working days where it says so', () => {
    const policy = policyOf(more('{ decision: immediate, site: STA, days: 2, count: office }'));
    const terms = clockTerms(policy, 1, { ...of, outcome: 'immediate' });
    expect(dueUnder(terms, t('2026-11-27T20:00:00Z'))).toBe('2026-12-01T17:00:00.000Z');
  });
  it.each([
    ['two rules for the same cases', more('{ decision: scheduled, days: 80 }'), 8, 'tie'],
    [
      'a calendar that is not there',
      more('{ decision: scheduled, site: STA, days: 80, remind: nights }'),
      8,
      'calendar_unknown',
    ],
    ['a site that is not there', more('{ decision: scheduled, site: NOWHERE, days: 80 }'), 8, 'site_unknown'],
    ['no time at all', more('{ decision: scheduled, site: STA, days: 0 }'), 8, 'form'],
    ['a word nobody knows', more('{ decision: scheduled, site: STA, dais: 8 }'), 8, 'form'],
    [
      'a decision without a rule',
      `${head}${rules.replace('immediate, days', 'scheduled, site: STA, days')}${tail}`,
      5,
      'no_rule',
    ],
    [
      'hours that end before they begin',
      `${head.replace("until: '17:00'", "until: '07:00'")}${rules}${tail}`,
      3,
      'form',
    ],
    ['text that is not YAML', 'title: [', 1, 'yaml'],
    ['a list without end', 'a: &a [*a]\n', 0, 'yaml'],
    ['nesting without end', '['.repeat(90_000), 0, 'yaml'],
  ])('is refused with %s', (_, text, line, rule) => {
    const parsed = parseClocks(text, ['STA']);
    expect(parsed.ok ? [] : parsed.problems.map((p) => p.rule)).toContain(rule);
    if (!parsed.ok && line > 0) expect(parsed.problems.map((p) => p.line)).toContain(line);
  });
});
