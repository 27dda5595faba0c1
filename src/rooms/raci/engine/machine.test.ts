import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Flow, Silence } from '../model.ts';
import { at, fullMatrix, person, team } from '../testing.ts';
import { courtOf, peopleOf } from './court.ts';
import { hasTwo, next } from './machine.ts';
import {
  type DeviceOutcome,
  deviceOutcomes,
  type Facts,
  type GateFacts,
  type ObligationEvent,
  type ObligationState,
  obligationStates,
  type Party,
} from './obligation.ts';
import { transitions } from './transitions.ts';

const P = (id: number): Party => ({ kind: 'person', personId: person(id) });
const biomed: Party = { kind: 'team', teamId: team(1), memberIds: [person(1), person(2)] };
const gate = (changes: Partial<GateFacts> = {}): GateFacts => ({
  id: 1,
  party: P(4),
  mandatory: true,
  silence: 'escalate',
  dueAt: at('2026-11-24T12:00:00.000Z'),
  answer: null,
  ...changes,
});
const devices = (changes: Partial<Record<DeviceOutcome, number>> = {}): Record<DeviceOutcome, number> => ({
  to_do: 0,
  done: 0,
  could_not_locate: 0,
  in_use: 0,
  deferred: 0,
  replaced: 0,
  retired: 0,
  ...changes,
});
const flow: Facts['flow'] = { signOff: 'always', verifyBy: null, signerApart: false, twoPersons: null };
const facts = (changes: Partial<Facts> = {}): Facts => ({
  flow,
  so: [],
  gates: [],
  devices: devices(),
  attention: [],
  responsible: [biomed],
  claimedBy: null,
  offer: null,
  accountable: person(3),
  verifiers: [P(5)],
  keeper: person(6),
  doers: [],
  apart: [],
  signatures: [],
  waitingOn: null,
  isWorkDone: false,
  isVerified: false,
  bounces: 0,
  ...changes,
});
/** Runs events from a state; the last step. Throws on a refusal before the last. */
function run(state: ObligationState, given: Facts, ...events: ObligationEvent[]) {
  let step = { ok: true as const, state, facts: given, effects: [] as readonly unknown[] };
  for (const [index, event] of events.entries()) {
    const after = next(step.state, event, step.facts);
    if (!after.ok) {
      if (index < events.length - 1) throw new Error(after.sentence);
      return { state: step.state, facts: step.facts, effects: [], refused: after.sentence };
    }
    step = after;
  }
  return { state: step.state, facts: step.facts, effects: step.effects, refused: null };
}
const reason = 'because';
const opened: ObligationEvent = { type: 'opened' };
const answered = (
  answer: 'yes' | 'yes_with_conditions' | 'no',
  by = person(4),
  gateId = 1,
): ObligationEvent => ({ type: 'gate_answered', gateId, by, answer, text: 'not on Monday' });
const lapsed: ObligationEvent = { type: 'gate_lapsed', gateId: 1 };
const proceed: ObligationEvent = { type: 'decided_proceed', by: person(3), reason };
const stop: ObligationEvent = { type: 'decided_stop', by: person(3), reason };
const done = (problem: string | null = null): ObligationEvent => ({
  type: 'work_done',
  by: person(1),
  problem,
});
const outcome = (
  before: DeviceOutcome,
  after: DeviceOutcome,
  nextOwner: string | null = null,
): ObligationEvent => ({ type: 'device_outcome', by: person(1), before, after, nextOwner });
const signed: ObligationEvent = { type: 'signed', by: person(3), department: 'is' };

describe('consulting', () => {
  it.each<[string, GateFacts, ObligationEvent[], ObligationState]>([
    ['waits until the question is answered', gate(), [opened], 'consult'],
    ['goes on at a yes', gate(), [opened, answered('yes')], 'do'],
    ['goes on at a yes with conditions', gate(), [opened, answered('yes_with_conditions')], 'do'],
    ['puts a no before the accountable', gate(), [opened, answered('no')], 'decide'],
    [
      'goes on in silence where the rule says so',
      gate({ mandatory: false, silence: 'proceed' }),
      [opened, lapsed],
      'do',
    ],
    ['puts silence before the accountable where the rule says so', gate(), [opened, lapsed], 'decide'],
    ['stays where it is in silence that blocks', gate({ silence: 'block' }), [opened, lapsed], 'consult'],
    ['goes on when the accountable decides so after silence', gate(), [opened, lapsed, proceed], 'do'],
    ['ends when the accountable decides so', gate(), [opened, answered('no'), stop], 'withdrawn'],
  ])('%s', (_, one, events, state) => {
    expect(run('upcoming', facts({ gates: [one] }), ...events).state).toBe(state);
  });
  it('without questions begins with the work', () => {
    expect(run('upcoming', facts(), opened)).toMatchObject({
      state: 'do',
      effects: [{ kind: 'ask', letter: 'R' }],
    });
  });
  it('waits for every question, and then decides once', () => {
    const two = facts({ gates: [gate(), gate({ id: 2, party: P(5) })] });
    expect(run('upcoming', two, opened, answered('no')).state).toBe('consult');
    expect(run('upcoming', two, opened, answered('no'), answered('yes', person(5), 2)).state).toBe('decide');
  });
  it.each<[string, GateFacts, ObligationEvent, string]>([
    ['by somebody else', gate(), answered('yes', person(9)), 'This question is put to somebody else.'],
    ['twice', gate({ answer: 'yes' }), answered('no'), 'This question is answered already.'],
    ['that is not there', gate(), answered('yes', person(4), 7), 'There is no such question here.'],
  ])('takes no answer %s', (_, one, event, sentence) => {
    expect(run('consult', facts({ gates: [one] }), event).refused).toBe(sentence);
  });
  it('drops the question to a role that the matrix asks no more, and waits for the others', () => {
    const dropped = (gateId: number): ObligationEvent => ({ type: 'gate_dropped', gateId });
    const two = facts({ gates: [gate(), gate({ id: 2, party: P(5) })] });
    expect(run('consult', two, dropped(1)).state).toBe('consult');
    expect(run('consult', two, dropped(1), dropped(2)).state).toBe('do');
    expect(run('consult', two, answered('no'), dropped(2)).state).toBe('decide');
    expect(run('consult', two, dropped(1)).facts.gates[0]?.answer).toBe('dropped');
  });
  it('may be overridden where an answer is not a must, and those asked are told why', () => {
    const step = run('consult', facts({ gates: [gate({ mandatory: false, silence: 'proceed' })] }), proceed);
    expect([step.state, step.facts.gates[0]?.answer]).toEqual(['do', 'overridden']);
    expect(step.effects).toContainEqual({ kind: 'tell_consulted', what: reason });
  });
  it('may not be overridden where an answer is a must and time is left (V9)', () => {
    expect(run('consult', facts({ gates: [gate()] }), proceed).refused).toContain('must');
  });
  it('lets nobody start the work meanwhile (V9)', () => {
    expect(run('consult', facts({ gates: [gate()] }), { type: 'work_started', by: person(1) }).refused).toBe(
      'This cannot be done now: it still waits for answers.',
    );
  });
  it('passes a question on to whom it concerns', () => {
    const step = run(
      'consult',
      facts({ gates: [gate()] }),
      { type: 'gate_passed_on', gateId: 1, by: person(4), to: P(8) },
      answered('yes', person(8)),
    );
    expect(step.state).toBe('do');
  });
});

describe('asking again', () => {
  const refusedOnce = facts({
    gates: [gate({ answer: 'no' })],
    attention: [{ kind: 'objection', what: 'x' }],
  });
  const again = (by: PersonId, gates = [gate({ id: 2 })], why = reason): ObligationEvent => ({
    type: 'asked_again',
    by,
    reason: why,
    gates,
  });
  it('puts the question once more; a yes then lets the work begin, and the no stays on record', () => {
    const asked = run('decide', refusedOnce, again(person(3)));
    expect(asked).toMatchObject({ state: 'consult', facts: { attention: [], bounces: 1 } });
    const done = run('consult', asked.facts, answered('yes', person(4), 2));
    expect([done.state, done.facts.gates.map((one) => one.answer)]).toEqual(['do', ['no', 'yes']]);
    expect(run('consult', asked.facts, answered('no', person(4), 2)).state).toBe('decide');
  });
  it.each<[string, ObligationEvent, string]>([
    ['by anybody else', again(person(1)), 'Only the person who answers for it can decide this.'],
    [
      'without a reason',
      again(person(3), [gate({ id: 2 })], ' '),
      'Say why: those who are asked will read it.',
    ],
    ['of nobody', again(person(3), []), 'Nobody said no or kept silent: there is nobody to ask again.'],
  ])('is refused %s', (_, event, sentence) => {
    expect(run('decide', refusedOnce, event).refused).toBe(sentence);
  });
});

describe('doing', () => {
  it.each<[string, Partial<Flow>, ObligationEvent[], ObligationState]>([
    ['ends in a signature where one is always asked', {}, [done()], 'sign_off'],
    [
      'ends at once where a signature is asked by exception and all went well',
      { signOff: 'by_exception' },
      [done()],
      'closed',
    ],
    [
      'ends in a signature where the doer reports a problem',
      { signOff: 'by_exception' },
      [done('the screen stays dark')],
      'sign_off',
    ],
    ['ends at once where no signature is asked', { signOff: 'none' }, [done()], 'closed'],
    ['is checked where the row says so', { verifyBy: 'CE' }, [done()], 'verify'],
    [
      'is checked and then signed',
      { verifyBy: 'CE' },
      [done(), { type: 'verified', by: person(5) }],
      'sign_off',
    ],
    [
      'comes back from the check',
      { verifyBy: 'CE' },
      [done(), { type: 'returned', by: person(5), reason }],
      'do',
    ],
    ['goes back to the accountable as not mine', {}, [{ type: 'returned', by: person(1), reason }], 'decide'],
    [
      'stops for an objection',
      {},
      [{ type: 'objection', by: person(4), text: 'alarms are silent' }],
      'decide',
    ],
    [
      'goes on after an objection if the accountable says so',
      {},
      [{ type: 'objection', by: person(4), text: 'x' }, proceed],
      'do',
    ],
  ])('%s', (_, changes, events, state) => {
    expect(run('do', facts({ flow: { ...flow, ...changes } }), ...events).state).toBe(state);
  });
  it('counts outcomes, and every unfinished one names who is next', () => {
    const begun = facts({ devices: devices({ to_do: 2 }), flow: { ...flow, signOff: 'by_exception' } });
    expect(run('do', begun, done()).refused).toBe('2 devices have no outcome yet.');
    expect(run('do', begun, outcome('to_do', 'could_not_locate')).refused).toBe(
      'Say who looks after this device next.',
    );
    const step = run(
      'do',
      begun,
      outcome('to_do', 'done'),
      outcome('to_do', 'could_not_locate', 'ward clerk'),
      done(),
    );
    expect([step.state, step.facts.attention]).toEqual([
      'sign_off',
      [{ kind: 'unfinished', what: '1 device is not finished.' }],
    ]);
    expect(run('do', begun, outcome('done', 'to_do')).refused).toContain('look again');
  });
  it('waits again for the step before it, when that was not finished after all, and then begins anew', () => {
    const back: ObligationEvent = { type: 'stepped_back', by: person(1), reason };
    expect(run('do', facts({ claimedBy: person(1), gates: [gate({ answer: 'yes' })] }), back)).toMatchObject({
      state: 'upcoming',
      facts: { claimedBy: null, isWorkDone: false, bounces: 0 },
    });
    expect(run('do', facts({ gates: [gate({ answer: 'yes' })] }), back, opened).state).toBe('do');
  });
  it('is refused to who does not hold it, and to who did what is checked here', () => {
    expect(run('do', facts(), { type: 'work_started', by: person(9) }).refused).toBe(
      'This work is with somebody else.',
    );
    expect(run('do', facts({ apart: [person(1)] }), done()).refused).toBe(
      'Whoever did the work does not check it.',
    );
  });
  it('waiting for the maker stops our clock and starts theirs', () => {
    const step = run('do', facts(), { type: 'waiting', by: person(1), on: 'maker' });
    expect(step.effects).toEqual([{ kind: 'clock', pause: true, makerRuns: true }]);
    expect(courtOf('do', step.facts)).toEqual({ kind: 'outside', role: 'MD', personIds: [] });
    expect(run('do', step.facts, { type: 'resumed' }).effects).toEqual([
      { kind: 'clock', pause: false, makerRuns: false },
    ]);
  });
});

describe('handing on', () => {
  const [one, two, chief] = [person(1), person(2), person(3)];
  const hand = (by: PersonId, to: PersonId, needed = 'the pumps on 4 West'): ObligationEvent => ({
    type: 'handed_on',
    by,
    to,
    needed,
  });
  const back = (by: PersonId, why = 'I am on leave'): ObligationEvent => ({
    type: 'handed_back',
    by,
    reason: why,
  });
  const start = (by: PersonId): ObligationEvent => ({ type: 'work_started', by });
  const begun = facts({ claimedBy: one });

  it('puts the ball with whom it is handed to, who has it when they take it', () => {
    const handed = run('do', begun, hand(one, two));
    expect(handed).toMatchObject({
      state: 'do',
      facts: { claimedBy: null, offer: { to: two, by: one, wasTheirs: true }, bounces: 0 },
      effects: [{ kind: 'offered', to: two, what: 'the pumps on 4 West' }],
    });
    expect(courtOf('do', handed.facts)).toEqual(P(2));
    expect(run('do', handed.facts, start(two)).facts).toMatchObject({ claimedBy: two, offer: null });
  });
  it('comes back to who had it, with the reason, and is counted', () => {
    const came = run('do', begun, hand(one, two), back(two));
    expect(came).toMatchObject({
      facts: { claimedBy: one, offer: null, bounces: 1 },
      effects: [{ kind: 'handed_back', to: one, why: 'I am on leave' }],
    });
    expect(courtOf('do', came.facts)).toEqual(P(1));
  });
  it('comes back to all when it was nobody’s before, or the accountable had said who', () => {
    for (const by of [one, chief]) {
      const came = run('do', facts(), hand(by, two), back(two));
      expect(came.facts).toMatchObject({ claimedBy: null, offer: null, bounces: 1 });
      expect(courtOf('do', came.facts)).toEqual(biomed);
    }
  });
  it.each<[string, Facts, ObligationEvent, string]>([
    ['by who has no part in it', begun, hand(person(9), two), 'This work is with somebody else.'],
    ['by a colleague of who has it', begun, hand(two, two), 'This work is with somebody else.'],
    [
      'to who may not do it',
      begun,
      hand(one, person(9)),
      'The matrix does not let this person do this work.',
    ],
    ['to who has it already', begun, hand(chief, one), 'The work is with this person already.'],
    ['without a word', begun, hand(one, two, ' '), 'Say what is to be done.'],
    [
      'to who did what is checked here',
      facts({ claimedBy: one, apart: [two] }),
      hand(one, two),
      'Whoever did the work does not check it.',
    ],
    ['back by who was handed nothing', begun, back(two), 'Nothing was handed to you here.'],
    [
      'back without a reason',
      facts({ offer: { to: two, by: one, wasTheirs: true } }),
      back(two, ''),
      'Say why it goes back.',
    ],
  ])('is refused %s', (_, given, event, sentence) => {
    expect(run('do', given, event).refused).toBe(sentence);
  });
  it('is over when somebody who may do it does it, or it goes back to be planned', () => {
    const handed = facts({ offer: { to: two, by: one, wasTheirs: true } });
    expect(run('do', handed, start(one)).facts).toMatchObject({ claimedBy: one, offer: null });
    expect(run('do', handed, done()).facts.offer).toBeNull();
    expect(run('do', handed, { type: 'returned', by: two, reason }).facts.offer).toBeNull();
    expect(run('do', handed, hand(two, one)).facts).toMatchObject({ offer: { to: one, by: two } });
  });
});

describe('checking and signing', () => {
  const checked = facts({
    isWorkDone: true,
    doers: [person(1)],
    flow: { ...flow, verifyBy: 'BM' },
    verifiers: [biomed],
  });
  it('is refused to the doer, and open to a colleague', () => {
    expect(run('verify', checked, { type: 'verified', by: person(1) }).refused).toBe(
      'Whoever did the work does not check it.',
    );
    expect(run('verify', checked, { type: 'verified', by: person(2) }).state).toBe('sign_off');
  });
  it('is for the accountable only, once', () => {
    const ready = facts({ isWorkDone: true });
    expect(run('sign_off', ready, { type: 'signed', by: person(1), department: 'htm' }).refused).toBe(
      'This signature is asked of somebody else.',
    );
    expect(run('sign_off', ready, signed)).toMatchObject({
      state: 'closed',
      effects: [{ kind: 'inform' }, { kind: 'next_step' }],
    });
  });
  it('falls to the owner of the gap where nobody answers for it', () => {
    expect(
      run('sign_off', facts({ isWorkDone: true, accountable: null }), {
        type: 'signed',
        by: person(6),
        department: 'is',
      }).state,
    ).toBe('closed');
  });
  it('is refused to the author where author and signer must differ', () => {
    const own = facts({ isWorkDone: true, doers: [person(3)], flow: { ...flow, signerApart: true } });
    expect(run('sign_off', own, signed).refused).toBe('Nobody approves their own request.');
  });
  const two = {
    first: ['is' as const],
    second: ['htm' as const, 'clinical' as const],
    when: 'life_support' as const,
  };
  const isolating = facts({ isWorkDone: true, so: ['life_support'], flow: { ...flow, twoPersons: two } });
  const nurseSigns: ObligationEvent = { type: 'signed', by: person(4), department: 'clinical' };
  it('takes two people from two sides where care could be harmed', () => {
    expect(run('sign_off', isolating, signed).state).toBe('sign_off');
    expect(
      run('sign_off', isolating, signed, { type: 'signed', by: person(8), department: 'is' }).state,
    ).toBe('sign_off');
    expect(run('sign_off', isolating, signed, nurseSigns).state).toBe('closed');
    expect(run('sign_off', isolating, nurseSigns).state).toBe('sign_off');
    expect(run('sign_off', isolating, signed, signed).refused).toBe('You have signed already.');
    expect(run('sign_off', { ...isolating, so: [] }, signed).state).toBe('closed');
    expect(run('sign_off', { ...isolating, so: [] }, nurseSigns).refused).toBe(
      'This signature is asked of somebody else.',
    );
  });
  it('does not count one person on both sides as two', () => {
    const given = (...ids: number[]) =>
      ids.map((id, index) => ({
        personId: person(id),
        department: index === 0 ? ('is' as const) : ('htm' as const),
      }));
    const of = { flow: { ...flow, twoPersons: two } };
    expect([hasTwo({ ...of, signatures: given(3, 3) }), hasTwo({ ...of, signatures: given(3, 4) })]).toEqual([
      false,
      true,
    ]);
  });
  it('going back voids the check and the signatures', () => {
    const step = run(
      'sign_off',
      { ...isolating, isVerified: true, signatures: [{ personId: person(4), department: 'clinical' }] },
      { type: 'returned', by: person(3), reason },
    );
    expect(step).toMatchObject({
      state: 'do',
      facts: { isWorkDone: false, isVerified: false, signatures: [], bounces: 1 },
    });
  });
  it('a closed one is opened again, a withdrawn one never', () => {
    expect(run('closed', facts({ isWorkDone: true }), { type: 'reopened', reason }).state).toBe('do');
    expect(run('withdrawn', facts(), { type: 'reopened', reason }).refused).toBe(
      'This cannot be done now: it was withdrawn.',
    );
  });
});

describe('where the ball is', () => {
  const open = facts({
    gates: [gate({ id: 1, dueAt: at('2026-11-25T12:00:00.000Z') }), gate({ id: 2, party: P(8) })],
  });
  it.each<[string, ObligationState, Facts, unknown]>([
    ['with the question that closes first', 'consult', open, P(8)],
    [
      'with the accountable where nobody can be asked',
      'consult',
      facts({ gates: [gate({ party: null })] }),
      P(3),
    ],
    ['with the team until somebody claims it', 'do', facts(), biomed],
    ['with who claimed it', 'do', facts({ claimedBy: person(2) }), P(2)],
    [
      'with care when all that is left is in use',
      'do',
      facts({ devices: devices({ done: 3, in_use: 1 }) }),
      { kind: 'care', why: 'in_use' },
    ],
    [
      'with care when all that is left cannot be found',
      'do',
      facts({ devices: devices({ could_not_locate: 1 }) }),
      { kind: 'care', why: 'could_not_locate' },
    ],
    [
      'with the doer while something can be done',
      'do',
      facts({ devices: devices({ to_do: 1, in_use: 4 }) }),
      biomed,
    ],
    [
      'with care while the window is awaited',
      'do',
      facts({ waitingOn: 'window' }),
      { kind: 'care', why: 'window' },
    ],
    ['with the owner of the gap where nobody does it', 'do', facts({ responsible: [] }), P(6)],
    [
      'with a checker who did none of it',
      'verify',
      facts({ doers: [person(5)], verifiers: [P(5), biomed] }),
      biomed,
    ],
    ['with the accountable for a decision', 'decide', facts(), P(3)],
    [
      'with nobody, by name, where there is nobody',
      'decide',
      facts({ accountable: null, keeper: null }),
      { kind: 'nobody' },
    ],
    ['nowhere when it is closed', 'closed', facts(), null],
  ])('%s', (_, state, given, court) => {
    expect(courtOf(state, given)).toEqual(court);
  });
});

// ---- whatever happens ----
// Few people, so that they often are the right ones.
const anyone = fc.integer({ min: 1, max: 4 }).map(person);
const silence = fc.constantFrom<Silence>('proceed', 'escalate', 'block');
const party: fc.Arbitrary<Party> = fc.oneof(
  anyone.map((personId): Party => ({ kind: 'person', personId })),
  fc
    .uniqueArray(anyone, { minLength: 1, maxLength: 3 })
    .map((memberIds): Party => ({ kind: 'team', teamId: team(1), memberIds })),
  anyone.map((id): Party => ({ kind: 'outside', role: 'MD', personIds: [id] })),
);
/** An event of any kind by anybody, or, for most dice, one that may be accepted by somebody whose turn it is. */
function roll(state: ObligationState, now: Facts, dice: readonly number[]): ObligationEvent {
  const [wild = 0, kind = 0, who = 0, what = 0, more = 0] = dice;
  const pick = <T>(from: readonly [T, ...T[]], die: number): T => from[die % from.length] ?? from[0];
  const every = Object.values(transitions).flatMap((targets) => Object.keys(targets));
  const leaving = ['superseded', 'withdrawn', 'decided_stop'];
  const aside = ['objection', 'returned', 'waiting', 'resumed', 'gate_passed_on', 'reopened', 'stepped_back'];
  const usual = (type: string): boolean =>
    (wild % 97 === 0 || !leaving.includes(type)) && (wild % 4 === 0 || !aside.includes(type));
  const allowed = Object.keys(transitions[state]).filter(usual);
  const [first = 'opened', ...rest] = wild % 9 === 0 ? every.filter(usual) : allowed;
  const type = pick([first, ...rest], kind);
  const one = now.gates.filter(({ answer }) => answer === null)[what % 3] ?? now.gates[0];
  const gateId = more % 7 === 0 ? 9 : (one?.id ?? 1);
  const owner = now.accountable ?? now.keeper ?? person(1);
  const turn = type.startsWith('gate')
    ? one?.party
      ? peopleOf(one.party)
      : [owner]
    : type.startsWith('decided') || (state === 'sign_off' && who % 3 !== 0)
      ? [owner]
      : type === 'verified' || state === 'verify'
        ? now.verifiers.flatMap(peopleOf)
        : now.responsible.flatMap(peopleOf);
  const by = who % 6 === 0 ? person(1 + (what % 4)) : (turn[who % (turn.length || 1)] ?? owner);
  const text = more % 9 === 0 ? '' : 'x';
  const is = pick(['is', 'htm', 'clinical', 'leadership'] as const, more);
  const before = pick(['to_do', 'to_do', 'to_do', 'in_use', 'done'] as const, what);
  const stories: Record<ObligationEvent['type'], ObligationEvent> = {
    opened: { type: 'opened' },
    gate_answered: {
      type: 'gate_answered',
      gateId,
      by,
      answer: pick(['yes', 'yes', 'yes_with_conditions', 'no'] as const, what),
      text,
    },
    gate_passed_on: { type: 'gate_passed_on', gateId, by, to: P(1 + (more % 4)) },
    gate_lapsed: { type: 'gate_lapsed', gateId },
    gate_dropped: { type: 'gate_dropped', gateId },
    work_started: { type: 'work_started', by },
    handed_on: { type: 'handed_on', by, to: person(1 + (more % 4)), needed: text },
    handed_back: { type: 'handed_back', by: what % 2 === 0 ? (now.offer?.to ?? by) : by, reason: text },
    device_outcome: {
      type: 'device_outcome',
      by,
      before,
      after: pick(deviceOutcomes, more),
      nextOwner: text,
    },
    waiting: { type: 'waiting', by, on: pick(['maker', 'window', 'parts'] as const, more) },
    resumed: { type: 'resumed' },
    work_done: { type: 'work_done', by, problem: what % 3 === 0 ? text : null },
    verified: { type: 'verified', by },
    objection: { type: 'objection', by, text },
    decided_proceed: { type: 'decided_proceed', by, reason: text },
    asked_again: {
      type: 'asked_again',
      by,
      reason: text,
      gates: what % 2 === 0 ? [gate({ id: 50 + (more % 40) })] : [],
    },
    decided_stop: { type: 'decided_stop', by, reason: text },
    signed: { type: 'signed', by, department: is },
    returned: { type: 'returned', by, reason: text },
    stepped_back: { type: 'stepped_back', by, reason: text },
    reopened: { type: 'reopened', reason: text },
    superseded: { type: 'superseded', reason: text },
    withdrawn: { type: 'withdrawn', reason: text },
  };
  return Object.values(stories).find((event) => event.type === type) ?? stories.opened;
}
const die = fc.noBias(fc.nat());
const dice = fc.array(fc.tuple(die, die, die, die, die), { size: 'max', maxLength: 60 });
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    signOff: fc.constantFrom('always' as const, 'by_exception' as const, 'none' as const),
    verifyBy: fc.constantFrom(null, 'CE'),
    signerApart: fc.boolean(),
    two: fc.boolean(),
    gates: fc.array(fc.record({ party: fc.option(party, { nil: null }), mandatory: fc.boolean(), silence }), {
      maxLength: 3,
    }),
    toDo: fc.integer({ min: 0, max: 2 }),
    responsible: fc.array(party, { maxLength: 2 }),
    accountable: fc.option(anyone, { nil: null }),
    verifiers: fc.array(party, { maxLength: 2 }),
    apart: fc.uniqueArray(anyone, { maxLength: 2 }),
  })
  .map((raw) =>
    facts({
      flow: {
        signOff: raw.signOff,
        verifyBy: raw.verifyBy,
        signerApart: raw.signerApart,
        twoPersons: raw.two ? { first: ['is'], second: ['htm', 'clinical'], when: null } : null,
      },
      gates: raw.gates.map((one, index) => gate({ ...one, id: index + 1 })),
      devices: devices({ to_do: raw.toDo }),
      responsible: raw.responsible,
      accountable: raw.accountable,
      verifiers: raw.verifiers,
      apart: raw.apart,
    }),
  );

describe('whatever happens in whatever order', () => {
  it('the ball is always somewhere, every step is one of the table, and nothing closes that was not done, checked and signed', () => {
    let closings = 0;
    fc.assert(
      fc.property(anyFacts, dice, (given, story) => {
        let state: ObligationState = 'upcoming';
        let now = given;
        const count = Object.values(given.devices).reduce((a, b) => a + b, 0);
        for (const rolled of story) {
          const event = roll(state, now, rolled);
          const frozen = JSON.stringify(now);
          const step = next(state, event, now);
          expect(JSON.stringify(now)).toBe(frozen);
          expect(next(state, event, now)).toEqual(step);
          if (!step.ok) {
            expect(step.sentence).toMatch(/^[A-Z0-9].*\.$/);
            continue;
          }
          expect(transitions[state][event.type] ?? []).toContain(step.state);
          const after = step.facts;
          const court = courtOf(step.state, after);
          expect(court === null).toBe(step.state === 'closed' || step.state === 'withdrawn');
          expect(court?.kind).not.toBe('nobody');
          if (court?.kind === 'person' || court?.kind === 'team')
            expect(peopleOf(court).length).toBeGreaterThan(0);
          expect(Object.values(after.devices).reduce((a, b) => a + b, 0)).toBe(count);
          expect(Math.min(...Object.values(after.devices))).toBeGreaterThanOrEqual(0);
          if (event.type === 'verified') expect(now.doers).not.toContain(event.by);
          if (event.type === 'signed' && now.flow.signerApart) expect(now.doers).not.toContain(event.by);
          if (['do', 'verify', 'sign_off', 'closed'].includes(step.state)) {
            for (const one of after.gates) expect(one.answer).not.toBeNull();
            if (event.type === 'decided_proceed') expect(event.by).toBe(now.accountable ?? now.keeper);
          }
          for (const id of given.apart) expect(after.doers).not.toContain(id);
          if (step.state === 'closed') {
            closings += 1;
            expect(after.isWorkDone && after.devices.to_do === 0).toBe(true);
            if (after.flow.verifyBy !== null) expect(after.isVerified).toBe(true);
            const owner = after.accountable ?? after.keeper;
            if (after.flow.signOff === 'always' || after.flow.twoPersons !== null)
              expect(after.signatures.some((s) => s.personId === owner)).toBe(true);
            if (after.flow.twoPersons !== null)
              expect(new Set(after.signatures.map((s) => s.personId)).size).toBeGreaterThan(1);
          }
          state = step.state;
          now = after;
        }
      }),
      { numRuns: 1500 },
    );
    // The story must be told to its end often enough for the promises above to mean something.
    expect(closings).toBeGreaterThan(200);
  }, 120_000);

  it('every state but the last can be left, and every state is reached', () => {
    const reached = new Set<ObligationState>([
      'upcoming',
      ...obligationStates.flatMap((state) => Object.values(transitions[state]).flat()),
    ]);
    expect([...reached].sort()).toEqual([...obligationStates].sort());
    for (const state of obligationStates)
      if (state !== 'withdrawn') expect(Object.keys(transitions[state]).length, state).toBeGreaterThan(0);
  });

  it.each(fullMatrix().activities.map((activity) => [activity.id, activity] as const))(
    '%s can run from its opening to its end',
    (_, { flow: own }) => {
      const sides = own.twoPersons;
      const step = run(
        'upcoming',
        facts({ flow: own, gates: [gate()], so: ['life_support'] }),
        opened,
        answered('yes'),
        { type: 'work_started', by: person(1) },
        done('look'),
        ...(own.verifyBy ? [{ type: 'verified' as const, by: person(5) }] : []),
        ...(own.signOff === 'none'
          ? []
          : [{ type: 'signed' as const, by: person(3), department: 'leadership' as const }]),
        ...(sides
          ? [
              { type: 'signed' as const, by: person(7), department: 'is' as const },
              { type: 'signed' as const, by: person(4), department: 'clinical' as const },
            ]
          : []),
      );
      expect([step.state, step.refused]).toEqual(['closed', null]);
    },
  );
});
