import { describe, expect, it } from 'vitest';
import { CaseStep } from '../contract.ts';
import { ballWords, stopOf } from './case-say.ts';
import { versionOf } from './parts/VersionRead.tsx';
import { dueWords } from './say.ts';

// A Monday.
const clock = { now: new Date('2026-11-23T09:00:00Z'), zone: 'UTC' };

describe('due words in My work', () => {
  it.each([
    ['a question due in hours says how many are left', '2026-11-23T13:30:00Z', 'answer', '4 h left'],
    ['a question due tomorrow still counts hours', '2026-11-24T20:00:00Z', 'answer', '35 h left'],
    ['a question due later this week says its day', '2026-11-26T13:00:00Z', 'answer', null],
    ['work due today says its time', '2026-11-23T13:00:00Z', 'do', null],
    ['work due on this Sunday is not next week', '2026-11-29T13:00:00Z', 'do', null],
    ['work due seven days on, a Monday, is next week', '2026-11-30T09:00:00Z', 'do', 'next week'],
    ['work due on the Sunday after is next week', '2026-12-06T09:00:00Z', 'do', 'next week'],
    ['work due on the Monday after that is a date', '2026-12-07T09:00:00Z', 'do', null],
    ['what is late says so by its date', '2026-11-23T08:00:00Z', 'answer', null],
  ] as const)('%s', (_name, at, group, words) => {
    expect(dueWords(at, group, clock)).toBe(words);
  });
});

const step = (over: Record<string, unknown>) =>
  CaseStep.parse({
    id: 4,
    activityId: 'VUL-8',
    paused: null,
    title: 'Update the devices',
    ask: 'Update.',
    state: 'do',
    isBeside: false,
    dueAt: '2026-11-25T09:00:00Z',
    closedAt: null,
    court: { kind: 'team', label: 'Biomed', since: '2026-11-23T04:00:00Z' },
    handed: null,
    claimedBy: null,
    attention: [],
    gates: [],
    allowed: [],
    signatures: [],
    evidence: [],
    notices: [],
    version: 1,
    parties: [
      {
        letter: 'R',
        role: 'BM',
        roleName: 'Biomed technician',
        name: 'Biomed',
        personId: null,
        teamId: 2,
        contract: false,
        reasons: [],
        state: null,
      },
    ],
    ...over,
  });

describe('a step as a stop on the way', () => {
  it('says with whom the ball is and for how long', () => {
    expect(stopOf(step({}), clock)).toMatchObject({ state: 'now', holder: 'ball with Biomed, 5 h' });
  });
  it.each([
    ['past its time', { dueAt: '2026-11-23T08:59:00Z' }],
    ['waiting for a decision', { state: 'decide' }],
    ['with nobody', { court: { kind: 'nobody', label: '', since: '2026-11-23T04:00:00Z' } }],
  ])('is stuck when it is %s', (_name, over) => {
    expect(stopOf(step(over), clock).state).toBe('stuck');
  });
  it('names who did it when it is over, not who has the ball', () => {
    const over = { state: 'closed', closedAt: '2026-11-23T08:00:00Z', claimedBy: 'Maria' };
    expect(stopOf(step(over), clock)).toEqual({
      key: '4',
      name: 'Update the devices',
      state: 'done',
      note: 'Maria',
    });
  });
  it('is left out when it was withdrawn', () => {
    expect(stopOf(step({ state: 'withdrawn' }), clock).state).toBe('skipped');
  });
  it('waits for care without blaming a person', () => {
    const court = { kind: 'care', label: 'the window with 4 West', since: '2026-11-21T09:00:00Z' };
    expect(ballWords(step({ court }), clock)).toBe('the window with 4 West, 2 d');
  });
});

describe('the version read on a device', () => {
  it.each([
    [
      'is never taken silently from what was wanted',
      { how: null, text: '' },
      '12.3.1',
      false,
      { ok: false, version: null },
    ],
    [
      'may be confirmed as wanted',
      { how: 'target', text: '' },
      '12.3.1',
      false,
      { ok: true, version: '12.3.1' },
    ],
    [
      'may be another, once typed',
      { how: 'other', text: ' 12.1.2 ' },
      '12.3.1',
      false,
      { ok: true, version: '12.1.2' },
    ],
    [
      'is not another while nothing is typed',
      { how: 'other', text: ' ' },
      '12.3.1',
      false,
      { ok: false, version: null },
    ],
    [
      'may be left unread when the fix is what counts',
      { how: 'unread', text: '9' },
      '12.3.1',
      false,
      { ok: true, version: null },
    ],
    [
      'must be typed where finding out is the work',
      { how: 'target', text: '' },
      '12.3.1',
      true,
      { ok: false, version: null },
    ],
    [
      'is optional where no version is wanted',
      { how: null, text: '' },
      null,
      false,
      { ok: true, version: null },
    ],
  ] as const)('%s', (_name, said, target, wanted, answer) => {
    expect(versionOf(said, target, wanted)).toEqual(answer);
  });
});
