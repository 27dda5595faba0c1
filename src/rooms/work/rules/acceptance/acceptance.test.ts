// The rules of accepting a risk: who may say what, for how long, how often, and what makes it another risk.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersonId } from '../../../../kernel/ids.ts';
import { CalendarDate, daysBetween } from '../../../../kernel/time.ts';
import { partsOf, usualSides } from './asked.ts';
import {
  daysAfter,
  levelOf,
  MOST_RENEWALS,
  mostDays,
  nextReview,
  renewalAfter,
  untilRefusal,
} from './limits.ts';
import {
  type AcceptanceEvent,
  type AcceptanceFacts,
  askedState,
  bothSides,
  nextAcceptance,
  type Question,
} from './machine.ts';
import { type AcceptanceState, acceptanceStates, acceptanceTransitions } from './states.ts';
import { type RiskFacts, worse } from './worse.ts';

const on = (date: string) => CalendarDate.parse(date);
const person = (id: number) => PersonId.parse(id);
const [AUTHOR, CHIEF, ANALYST, ENGINEER, NURSE] = [person(1), person(2), person(3), person(4), person(5)];
const today = on('2026-11-23');

const question = (id: number, more: Partial<Question> = {}): Question => ({
  id,
  part: 'assess',
  people: [ANALYST],
  department: 'is',
  silence: 'proceed',
  answer: null,
  by: null,
  ...more,
});
const answered = [
  question(1, { answer: 'yes', by: ANALYST }),
  question(2, { people: [ENGINEER], department: 'htm', answer: 'yes', by: ENGINEER }),
];
const facts = (more: Partial<AcceptanceFacts> = {}): AcceptanceFacts => ({
  author: AUTHOR,
  accountable: CHIEF,
  owner: AUTHOR,
  questions: answered,
  two: usualSides,
  level: 'medium',
  renewal: 0,
  wishedUntilOn: on('2027-06-01'),
  untilOn: null,
  controls: [],
  worse: [],
  today,
  ...more,
});
const approve = (more: Partial<AcceptanceFacts> = {}, by = CHIEF, untilOn = '2027-02-01') =>
  nextAcceptance('consulted', { type: 'approved', by, untilOn: on(untilOn) }, facts(more));
const saying = (step: ReturnType<typeof nextAcceptance>) => (step.ok ? step.state : step.sentence);

describe('an acceptance', () => {
  it.each([
    { when: 'all is in order', step: approve(), says: 'active' },
    { when: 'its author approves it', step: approve({ accountable: AUTHOR }, AUTHOR), says: 'own request' },
    { when: 'somebody else approves it', step: approve({}, NURSE), says: 'Only the person who answers' },
    {
      when: 'nobody answers for it',
      step: approve({ accountable: null }),
      says: 'Only the person who answers',
    },
    {
      when: 'only one side of the house is in favour',
      step: approve({ questions: answered.slice(0, 1) }),
      says: 'two people',
    },
    {
      when: 'clinical engineering is against',
      step: approve({
        questions: [
          question(1, { answer: 'yes', by: ANALYST }),
          question(2, { department: 'htm', answer: 'no', by: ENGINEER }),
        ],
      }),
      says: 'two people',
    },
    {
      when: 'a consulted nurse speaks for the other side instead',
      step: approve({
        questions: [
          ...answered.slice(0, 1),
          question(2, { department: 'htm', answer: 'no', by: ENGINEER }),
          question(3, { part: 'consult', department: 'clinical', answer: 'yes_with_conditions', by: NURSE }),
        ],
      }),
      says: 'active',
    },
    {
      when: 'the same person speaks for both sides',
      step: approve({ questions: answered.map((q) => ({ ...q, by: ANALYST })) }),
      says: 'two people',
    },
    {
      when: 'the author speaks for one side',
      step: approve({ questions: answered.map((q, i) => ({ ...q, by: i === 0 ? AUTHOR : q.by })) }),
      says: 'two people',
    },
    {
      when: 'it would hold for 365 days',
      step: approve({ wishedUntilOn: on('2028-01-01') }, CHIEF, '2027-11-23'),
      says: 'active',
    },
    {
      when: 'it would hold for 366 days',
      step: approve({ wishedUntilOn: on('2028-01-01') }, CHIEF, '2027-11-24'),
      says: '365 days',
    },
    {
      when: 'a high risk would hold for 90 days',
      step: approve({ level: 'high' }, CHIEF, '2027-02-21'),
      says: 'active',
    },
    {
      when: 'a high risk would hold for 91 days',
      step: approve({ level: 'high' }, CHIEF, '2027-02-22'),
      says: '90 days',
    },
    { when: 'it would end today', step: approve({}, CHIEF, '2026-11-23'), says: 'after today' },
    {
      when: 'it would hold for longer than asked',
      step: approve({ wishedUntilOn: on('2027-01-01') }),
      says: 'longer than was asked',
    },
    {
      when: 'the risk became worse meanwhile',
      step: approve({ worse: ['It is exploited now.'] }),
      says: 'asked for anew',
    },
    { when: 'it is the third renewal', step: approve({ renewal: 3 }), says: '2 times' },
    {
      when: 'a control should have been looked at yesterday',
      step: approve({ controls: [{ id: 1, owner: NURSE, checkOn: on('2026-11-22') }] }),
      says: 'looked at before',
    },
  ])('when $when: $says', ({ step, says }) => {
    expect(saying(step)).toContain(says);
  });

  it.each([
    { on: 'the last day', today: '2027-02-01', says: 'has not expired' },
    { on: 'the day after', today: '2027-02-02', says: 'expired' },
  ])('on $on: $says', ({ today, says }) => {
    expect(
      saying(
        nextAcceptance('active', { type: 'expired' }, facts({ untilOn: on('2027-02-01'), today: on(today) })),
      ),
    ).toContain(says);
  });

  it('asks assessors first, then those consulted, then the accountable', () => {
    const asks = [question(1), question(2, { part: 'consult', people: [NURSE], department: 'clinical' })];
    const early = nextAcceptance(
      'requested',
      { type: 'answered', questionId: 2, by: NURSE, answer: 'yes', text: '' },
      facts({ questions: asks }),
    );
    expect(saying(early)).toContain('assessed');
    const first = nextAcceptance(
      'requested',
      { type: 'answered', questionId: 1, by: ANALYST, answer: 'yes', text: '' },
      facts({ questions: asks }),
    );
    expect(first).toMatchObject({ ok: true, state: 'assessed' });
    const second = nextAcceptance(
      'assessed',
      { type: 'lapsed', questionId: 2 },
      facts({ questions: first.ok ? first.questions : [] }),
    );
    expect(second).toMatchObject({ ok: true, state: 'consulted' });
  });

  it('an assessment never lapses, and a no needs its reason', () => {
    expect(
      nextAcceptance('assessed', { type: 'lapsed', questionId: 1 }, facts({ questions: [question(1)] })).ok,
    ).toBe(false);
    const no: AcceptanceEvent = { type: 'answered', questionId: 1, by: ANALYST, answer: 'no', text: ' ' };
    expect(saying(nextAcceptance('requested', no, facts({ questions: [question(1)] })))).toBe('Say why not.');
  });
});

const anyPerson = fc.integer({ min: 1, max: 6 }).map(person);
const anyDate = fc.integer({ min: -30, max: 500 }).map((days) => daysAfter(today, days));
const anyText = fc.constantFrom('', 'a good reason');
const anyAnswer = fc.constantFrom('yes', 'yes_with_conditions', 'no');
const anyQuestion = fc.record({
  id: fc.integer({ min: 1, max: 4 }),
  part: fc.constantFrom('assess' as const, 'consult' as const),
  people: fc.array(anyPerson, { maxLength: 3 }),
  department: fc.constantFrom('is' as const, 'htm' as const, 'clinical' as const, 'privacy' as const),
  silence: fc.constantFrom('proceed' as const, 'escalate' as const, 'block' as const),
  answer: fc.constantFrom('yes' as const, 'no' as const, 'lapsed' as const, null),
  by: fc.option(anyPerson),
});
const anyFacts = fc.record({
  author: anyPerson,
  accountable: fc.option(anyPerson),
  owner: anyPerson,
  questions: fc.array(anyQuestion, { maxLength: 5 }),
  two: fc.constant(usualSides),
  level: fc.constantFrom('medium' as const, 'high' as const),
  renewal: fc.integer({ min: 0, max: 4 }),
  wishedUntilOn: anyDate,
  untilOn: fc.option(anyDate),
  controls: fc.array(fc.record({ id: fc.integer({ min: 1, max: 3 }), owner: anyPerson, checkOn: anyDate }), {
    maxLength: 2,
  }),
  worse: fc.constantFrom<string[]>([], ['It is exploited now.']),
  today: fc.constant(today),
});
const anyEvent: fc.Arbitrary<AcceptanceEvent> = fc.oneof(
  fc.record({
    type: fc.constant('answered' as const),
    questionId: fc.integer({ min: 1, max: 5 }),
    by: anyPerson,
    answer: anyAnswer,
    text: anyText,
  }),
  fc.record({ type: fc.constant('lapsed' as const), questionId: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ type: fc.constant('approved' as const), by: anyPerson, untilOn: anyDate }),
  fc.record({
    type: fc.constantFrom('refused' as const, 'withdrawn' as const, 'reviewed' as const, 'closed' as const),
    by: anyPerson,
    reason: anyText,
  }),
  fc.record({
    type: fc.constant('checked' as const),
    by: anyPerson,
    controlId: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ type: fc.constantFrom('expired' as const, 'renewed' as const) }),
  fc.record({ type: fc.constant('revoked' as const), why: fc.array(anyText, { maxLength: 2 }) }),
);
const anyState = fc.constantFrom(...acceptanceStates);

describe('whatever happens, in any state, on any facts', () => {
  it('an accepted step is one of the table, and what has ended stays ended', () => {
    fc.assert(
      fc.property(anyState, anyEvent, anyFacts, (state, event, of) => {
        const step = nextAcceptance(state, event, of);
        if (!step.ok) return step.sentence.length > 3;
        return acceptanceTransitions[state][event.type]?.includes(step.state) === true;
      }),
    );
  });

  it('the author never assesses, answers or approves, and two others of two sides always have', () => {
    fc.assert(
      fc.property(anyState, anyEvent, anyFacts, (state, event, of) => {
        const step = nextAcceptance(state, event, of);
        if (!step.ok) return true;
        if (event.type === 'answered' || event.type === 'approved' || event.type === 'refused')
          expect(event.by).not.toBe(of.author);
        if (event.type === 'approved') {
          expect(event.by).toBe(of.accountable);
          expect(bothSides(of)).toBe(true);
        }
        return true;
      }),
    );
  });

  it('nothing is accepted beyond its limits, nor renewed a third time', () => {
    fc.assert(
      fc.property(anyEvent, anyFacts, (event, of) => {
        const step = nextAcceptance('consulted', event, of);
        if (!step.ok || event.type !== 'approved') return true;
        const days = daysBetween(today, event.untilOn);
        return (
          days >= 1 &&
          days <= mostDays[of.level] &&
          of.renewal <= MOST_RENEWALS &&
          event.untilOn <= of.wishedUntilOn
        );
      }),
    );
  });

  it('asking again and again after every end but a revocation comes to an end after two renewals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<AcceptanceState>('expired', 'closed', 'renewed', 'active'), {
          minLength: 3,
          maxLength: 6,
        }),
        (ends) => {
          let last: { state: string; renewal: number } | null = null;
          for (const state of ends) last = { state, renewal: renewalAfter(last) };
          return renewalAfter(last) > MOST_RENEWALS;
        },
      ),
    );
    expect(renewalAfter({ state: 'revoked', renewal: 2 })).toBe(0);
  });

  it('a review comes before the end, within 90 days, or not at all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 }), (days) => {
        const untilOn = daysAfter(today, days);
        const next = nextReview(today, untilOn);
        if (next === null) return days <= 14;
        return next > today && next < untilOn && daysBetween(today, next) <= 90;
      }),
    );
  });
});

describe('whom to ask', () => {
  const held = (
    letter: 'R' | 'A' | 'C',
    role: string,
    department: 'is' | 'htm' | 'clinical' | 'privacy' | 'leadership',
    ...people: PersonId[]
  ) => ({ letter, role, department, people });
  const cast = [
    held('A', 'EX', 'leadership', CHIEF),
    held('R', 'CI', 'is', AUTHOR),
    held('C', 'SE', 'is', ANALYST),
    held('C', 'CE', 'htm', ENGINEER),
    held('C', 'CL', 'clinical', NURSE),
    held('C', 'PV', 'privacy', person(6)),
  ];
  const roles = (of: { role: string }[]) => of.map((h) => h.role);

  it('security and clinical engineering assess, the others are consulted', () => {
    const { assess, consult } = partsOf(cast, AUTHOR, usualSides);
    expect(roles(assess)).toEqual(['SE', 'CE']);
    expect(roles(consult)).toEqual(['CL', 'PV']);
  });
  it('where the only analyst asks, the IS leader assesses; where the only engineer asks, the ward does', () => {
    expect(roles(partsOf(cast, ANALYST, usualSides).assess)).toEqual(['CE', 'CI']);
    expect(roles(partsOf(cast, ENGINEER, usualSides).assess)).toEqual(['SE', 'CL']);
  });
});

describe('what makes it another risk', () => {
  const kept: RiskFacts = {
    outcome: 'scheduled',
    exploitation: 'none',
    exposure: 'controlled',
    cves: ['CVE-2020-1', 'CVE-2020-2'],
    kev: [],
    epss01: 0.02,
    isAffected: true,
    devices: 10,
    findings: 20,
  };
  it.each([
    { what: 'nothing', now: {}, says: [] },
    {
      what: 'all became milder and fewer',
      now: { exposure: 'small' as const, epss01: null, cves: ['CVE-2020-1'], devices: 2 },
      says: [],
    },
    { what: 'more devices', now: { devices: 12 }, says: [] },
    { what: 'a KEV entry', now: { kev: ['CVE-2020-2'] }, says: ['CVE-2020-2 is now on the list'] },
    {
      what: 'a public exploit',
      now: { exploitation: 'public_poc' as const },
      says: ['now there is a public exploit'],
    },
    { what: 'a flatter network', now: { exposure: 'open' as const }, says: ['on an open network'] },
    { what: 'a graver decision', now: { outcome: 'immediate' as const }, says: ['decided immediate'] },
    { what: 'likelier exploitation', now: { epss01: 0.12 }, says: ['now 12 % likely; it was 2 %'] },
    { what: 'hardly likelier exploitation', now: { epss01: 0.11 }, says: [] },
    {
      what: 'another vulnerability',
      now: { cves: [...kept.cves, 'CVE-2021-9'] },
      says: ['CVE-2021-9 came to it'],
    },
  ])('$what', ({ now, says }) => {
    const why = worse(kept, { ...kept, ...now });
    expect(why).toHaveLength(says.length);
    says.forEach((one, i) => {
      expect(why[i]).toContain(one);
    });
  });
  it('possible that is now certain', () => {
    expect(worse({ ...kept, isAffected: false }, kept)).toEqual([
      expect.stringContaining('known to be affected'),
    ]);
  });
});

it.each([
  { of: { outcome: 'scheduled', exploitation: 'none', isLifeSupport: false }, level: 'medium' },
  { of: { outcome: 'scheduled', exploitation: 'none', isLifeSupport: true }, level: 'high' },
  { of: { outcome: 'scheduled', exploitation: 'active', isLifeSupport: false }, level: 'high' },
  { of: { outcome: 'out_of_cycle', exploitation: 'none', isLifeSupport: false }, level: 'high' },
])('$of is a $level risk', ({ of, level }) => {
  expect(levelOf(of)).toBe(level);
});

it('says until when at most', () => {
  expect(untilRefusal(today, on('2027-12-01'), 'medium')).toContain('2027-11-23');
  expect(askedState([])).toBe('consulted');
});
