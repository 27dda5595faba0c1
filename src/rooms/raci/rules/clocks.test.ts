import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addHours, type Instant, ms } from '../../../kernel/time.ts';
import { dataFilesDir } from '../../../platform/root.ts';
import { chainFor, type RemedyKind } from '../engine/chain.ts';
import { at, fullMatrix, monday, person } from '../testing.ts';
import { clockTerms, dueUnder, parseClocks } from './clock-policy.ts';
import { escalationPath, selectDue } from './escalation.ts';
import { gateDueAt, stepDues } from './sla.ts';

const parsedStandard = parseClocks(readFileSync(join(dataFilesDir, 'clocks', 'standard.yaml'), 'utf8'), []);
if (!parsedStandard.ok) throw new Error(parsedStandard.problems[0]?.sentence);
const standard = parsedStandard.policy;

const rows = (kind: RemedyKind, runsOn: 'device' | 'server' = 'device', makerHasFix = true) =>
  chainFor({ kind, runsOn, makerHasFix })
    .map((step) => (step.isBeside ? `(${step.activityId})` : step.activityId))
    .join(' ');

describe('the rows a remedy needs', () => {
  it.each([
    ['an update on the device', rows('apply'), 'VUL-5 VUL-6 VUL-7 VUL-8 VUL-10'],
    ['an update on a server', rows('apply', 'server'), 'VUL-5 VUL-6 VUL-7 VUL-9 VUL-10'],
    [
      'protection where the maker has no fix',
      rows('mitigate', 'device', false),
      'VUL-5 VUL-6 VUL-7 VUL-8 VUL-10 (VUL-12)',
    ],
    ['a replacement', rows('replace'), 'VUL-5 VUL-6 VUL-7 VUL-8 VUL-10'],
    ['finding out what a device is', rows('identify', 'device', false), 'INV-3'],
  ])('%s', (_, chain, expected) => {
    expect(chain).toBe(expected);
  });
  it('are all rows of the full matrix and have a share of the time', () => {
    const ids = fullMatrix().activities.map((activity) => activity.id);
    for (const id of Object.keys(standard.shares)) expect(ids).toContain(id);
    for (const step of chainFor({ kind: 'apply', runsOn: 'server', makerHasFix: false }))
      expect(ids).toContain(step.activityId);
  });
});

describe('due times', () => {
  it.each([
    ['immediate', 3],
    ['out_of_cycle', 14],
    ['scheduled', 90],
  ] as const)('%s gives %d days', (outcome, days) => {
    const terms = clockTerms(standard, 1, { outcome, site: 'X', deviceClass: 'other', timezone: 'UTC' });
    expect([terms.days, dueUnder(terms, monday)]).toEqual([days, addDays(monday, days)]);
  });
  it('are divided over the rows, and the last row is due at the end', () => {
    const steps = chainFor({ kind: 'mitigate', runsOn: 'device', makerHasFix: false });
    const dues = stepDues(steps, monday, addDays(monday, 100), standard.shares);
    expect(
      dues.map(({ activityId, dueAt }) => `${activityId} ${(ms(dueAt) - ms(monday)) / 86_400_000}`),
    ).toEqual(['VUL-5 20', 'VUL-6 35', 'VUL-7 50', 'VUL-8 85', 'VUL-10 100', 'VUL-12 60']);
  });
  it('of any chain follow one another without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('VUL-5', 'VUL-6', 'VUL-8', 'VUL-10', 'XX-1'), { minLength: 1 }),
        fc.integer({ min: 0, max: 10_000 }),
        (ids, hours) => {
          const end = addHours(monday, hours);
          const dues = stepDues(
            ids.map((activityId) => ({ activityId, isBeside: false })),
            monday,
            end,
            standard.shares,
          );
          expect(dues.map((due) => due.startAt)).toEqual([
            monday,
            ...dues.slice(0, -1).map((due) => due.dueAt),
          ]);
          expect(dues.at(-1)?.dueAt).toBe(end);
        },
      ),
    );
  });
  it.each([
    ['the hours of the rule where there is time', 48, 200, 48],
    ['half of the time where there is less', 72, 14, 7],
    ['an hour where there is none', 72, 0, 1],
    ['an hour where it is late already', 72, -50, 1],
  ])('a question has %s', (_, hours, left, expected) => {
    expect(gateDueAt(monday, hours, addHours(monday, left))).toBe(addHours(monday, expected));
  });
});

describe('up the line', () => {
  const people = {
    responsible: [person(2), person(1)],
    accountable: person(3),
    deputy: person(4),
    executive: person(5),
  };
  const path = (changes: Partial<Parameters<typeof escalationPath>[0]> = {}) =>
    escalationPath({ startAt: monday, dueAt: addDays(monday, 10), ...people, ...changes });
  it('a reminder, then who answers for it, their deputy, and the executive', () => {
    expect(path().map(({ step, dueAt, to }) => [step, (ms(dueAt) - ms(monday)) / 86_400_000, to])).toEqual([
      ['reminder', 5, [1, 2]],
      ['accountable', 8, [3]],
      ['deputy', 10, [4]],
      ['executive', 12.5, [5]],
    ]);
  });
  it('leaves out steps that reach nobody, or the same person again', () => {
    expect(path({ deputy: null, executive: person(3) }).map(({ step }) => step)).toEqual([
      'reminder',
      'accountable',
    ]);
    expect(path({ responsible: [], accountable: null, deputy: null, executive: null })).toEqual([]);
  });
  it('still takes its time for work that is late when it opens', () => {
    expect(
      path({ dueAt: addDays(monday, -3) }).map(({ dueAt }) => (ms(dueAt) - ms(monday)) / 3_600_000),
    ).toEqual([2, 3.2, 4, 5]);
  });
  it.each<[string, string[], Instant, string[]]>([
    ['nothing before its time', [], addDays(monday, 4), []],
    ['a step at its very moment', [], addDays(monday, 5), ['reminder']],
    [
      'everything missed, in order',
      [],
      addDays(monday, 30),
      ['reminder', 'accountable', 'deputy', 'executive'],
    ],
    ['nothing twice', ['reminder', 'deputy'], addDays(monday, 30), ['accountable', 'executive']],
  ])('sends %s', (_, sent, now, expected) => {
    expect(selectDue(path(), sent, now).map(({ step }) => step)).toEqual(expected);
  });
  it('sends each step exactly once, however often and whenever the job runs, also when the due time is moved', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 })), {
          maxLength: 12,
        }),
        (runs) => {
          const sent: string[] = [];
          for (const [now, due] of runs)
            sent.push(
              ...selectDue(path({ dueAt: addDays(monday, due) }), sent, addDays(monday, now)).map(
                ({ step }) => step,
              ),
            );
          sent.push(...selectDue(path(), sent, at('2099-01-01T00:00:00.000Z')).map(({ step }) => step));
          expect([...sent].sort()).toEqual(['accountable', 'deputy', 'executive', 'reminder']);
        },
      ),
    );
  });
});
