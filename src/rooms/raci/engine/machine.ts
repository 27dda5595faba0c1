// The life of an obligation: consult, do, verify, sign off, closed; `decide` is where only the accountable can go on.
// The table says what may follow what; `next` says which of these does, from the letters and the flow of the row.
import type { PersonId } from '../../../kernel/ids.ts';
import { peopleOf } from './court.ts';
import {
  type Attention,
  type Effect,
  type Facts,
  type GateFacts,
  type ObligationEvent,
  type ObligationState,
  type Party,
  unfinished,
} from './obligation.ts';
import { inWords, transitions } from './transitions.ts';

/** The outcome of an event: the state and facts after it and what to do about it, or a refusal in a sentence. */
export type Step =
  | {
      readonly ok: true;
      readonly state: ObligationState;
      readonly facts: Facts;
      readonly effects: readonly Effect[];
    }
  | { readonly ok: false; readonly sentence: string };

const refuse = (sentence: string): Step => ({ ok: false, sentence });
const includes = (parties: readonly Party[], id: PersonId): boolean =>
  parties.some((party) => peopleOf(party).includes(id));
const isOpen = (gate: GateFacts): boolean => gate.answer === null;
const plus = <T>(list: readonly T[], one: T): readonly T[] => (list.includes(one) ? list : [...list, one]);

/** True when two people from two sides of the house must sign here. (8.6) */
const needsTwo = ({ flow, so }: Facts): boolean =>
  flow.twoPersons !== null && (flow.twoPersons.when === null || so.includes(flow.twoPersons.when));

/** True when the signatures given are those of two people, one from each of the two sides. */
export function hasTwo({ flow, signatures }: Pick<Facts, 'flow' | 'signatures'>): boolean {
  const two = flow.twoPersons;
  if (two === null) return true;
  return signatures.some(
    (a) =>
      two.first.includes(a.department) &&
      signatures.some((b) => b.personId !== a.personId && two.second.includes(b.department)),
  );
}

/** Where an obligation stands once the gates are settled and nothing waits for a decision. */
function onward(facts: Facts): ObligationState {
  if (!facts.isWorkDone) return 'do';
  if (facts.flow.verifyBy !== null && !facts.isVerified) return 'verify';
  if (needsTwo(facts) || facts.flow.signOff === 'always') return 'sign_off';
  return facts.flow.signOff === 'by_exception' && facts.attention.length > 0 ? 'sign_off' : 'closed';
}

/** What entering a state asks of people. */
function onEntering(state: ObligationState, facts: Facts): Effect[] {
  switch (state) {
    case 'consult':
      return facts.gates.filter(isOpen).map((gate) => ({ kind: 'ask', letter: 'C', gateId: gate.id }));
    case 'do':
      return [{ kind: 'ask', letter: 'R' }];
    case 'verify':
      return [{ kind: 'ask', letter: 'verifier' }];
    case 'decide':
    case 'sign_off':
      return [{ kind: 'ask', letter: 'A' }];
    case 'closed':
      return [{ kind: 'inform' }, { kind: 'next_step' }];
    case 'upcoming':
    case 'withdrawn':
      return [];
  }
}

const enter = (
  from: ObligationState,
  to: ObligationState,
  facts: Facts,
  also: readonly Effect[] = [],
): Step => ({
  ok: true,
  state: to,
  facts,
  effects: from === to ? also : [...also, ...onEntering(to, facts)],
});

const isAccountable = (facts: Facts, id: PersonId): boolean => id === (facts.accountable ?? facts.keeper);
/** Why this person may not check the work, or null. Where every checker did some of it, or there is none, it falls to the
 *  accountable, as the court says; to nobody who did the work. (V8) */
function refusesCheck(facts: Facts, id: PersonId): Step | null {
  if (facts.doers.includes(id)) return refuse('Whoever did the work does not check it.');
  const isFree = facts.verifiers.flatMap(peopleOf).some((one) => !facts.doers.includes(one));
  const may = isFree ? includes(facts.verifiers, id) : isAccountable(facts, id);
  return may ? null : refuse('This check is with somebody else.');
}

/** After a gate was settled: wait for the others, or put what was said before the accountable, or go on. */
function afterGate(facts: Facts): Step {
  if (facts.gates.some(isOpen)) return enter('consult', 'consult', facts);
  return enter('consult', facts.attention.length > 0 ? 'decide' : onward(facts), facts);
}

function onGate(
  event: ObligationEvent & { type: 'gate_answered' | 'gate_passed_on' | 'gate_lapsed' | 'gate_dropped' },
  facts: Facts,
): Step {
  const gate = facts.gates.find((candidate) => candidate.id === event.gateId);
  if (!gate) return refuse('There is no such question here.');
  if (!isOpen(gate)) return refuse('This question is answered already.');
  const become = (changes: Partial<GateFacts>, attention: readonly Attention[] = []): Facts => ({
    ...facts,
    gates: facts.gates.map((other) => (other === gate ? { ...gate, ...changes } : other)),
    attention: [...facts.attention, ...attention],
  });
  if (event.type === 'gate_dropped') return afterGate(become({ answer: 'dropped' }));
  if (event.type === 'gate_lapsed') {
    if (gate.silence === 'block') return enter('consult', 'consult', facts, [{ kind: 'ask', letter: 'A' }]);
    const silent: Attention = { kind: 'silence', what: 'Asked, but no answer came in time.' };
    return afterGate(become({ answer: 'lapsed' }, gate.silence === 'escalate' ? [silent] : []));
  }
  // A question put to nobody waits for the accountable, as the court says; it is not open to whoever comes by.
  if (gate.party === null ? !isAccountable(facts, event.by) : !includes([gate.party], event.by))
    return refuse('This question is put to somebody else.');
  if (event.type === 'gate_passed_on')
    return enter('consult', 'consult', become({ party: event.to }), [
      { kind: 'ask', letter: 'C', gateId: gate.id },
    ]);
  const no: Attention = { kind: 'objection', what: event.text };
  return afterGate(become({ answer: event.answer }, event.answer === 'no' ? [no] : []));
}

function onWorkDone(event: ObligationEvent & { type: 'work_done' }, facts: Facts): Step {
  if (facts.devices.to_do > 0) return refuse(`${facts.devices.to_do} devices have no outcome yet.`);
  const open = unfinished.reduce((sum, outcome) => sum + facts.devices[outcome], 0);
  const attention: Attention[] = facts.attention.filter(({ kind }) => kind !== 'unfinished');
  if (open > 0)
    attention.push({
      kind: 'unfinished',
      what: `${open} ${open === 1 ? 'device is' : 'devices are'} not finished.`,
    });
  if (event.problem !== null) attention.push({ kind: 'problem', what: event.problem });
  const after = {
    ...facts,
    attention,
    doers: plus(facts.doers, event.by),
    isWorkDone: true,
    waitingOn: null,
    offer: null,
  };
  return enter('do', onward(after), after);
}

/** The facts when work goes back to be done again: nothing that was checked or signed still counts. */
const again = (facts: Facts): Facts => ({
  ...facts,
  attention: [],
  signatures: [],
  offer: null,
  isWorkDone: false,
  isVerified: false,
  bounces: facts.bounces + 1,
});

const onlyAccountable = 'Only the person who answers for it can decide this.';

function onReturned(
  state: ObligationState,
  event: ObligationEvent & { type: 'returned' },
  facts: Facts,
): Step {
  if (event.reason.trim() === '') return refuse('Say why it goes back.');
  if (state === 'do') {
    if (!includes(facts.responsible, event.by)) return refuse('This work is with somebody else.');
    const attention: Attention[] = [...facts.attention, { kind: 'returned', what: event.reason }];
    const after = { ...facts, attention, claimedBy: null, offer: null, bounces: facts.bounces + 1 };
    return enter(state, 'decide', after, [{ kind: 'bounced', from: 'R', why: event.reason }]);
  }
  if (state === 'sign_off' && !isAccountable(facts, event.by)) return refuse(onlyAccountable);
  const refused = state === 'verify' ? refusesCheck(facts, event.by) : null;
  if (refused) return refused;
  const from = state === 'verify' ? 'verifier' : 'A';
  // Sent back is a reason to sign where signing is by exception (ADR 6): A sees what became of it.
  const after = { ...again(facts), attention: [{ kind: 'returned' as const, what: event.reason }] };
  return enter(state, 'do', after, [{ kind: 'bounced', from, why: event.reason }]);
}

function onDecision(
  state: ObligationState,
  event: ObligationEvent & { type: 'decided_proceed' | 'decided_stop' },
  facts: Facts,
): Step {
  if (!isAccountable(facts, event.by)) return refuse(onlyAccountable);
  if (event.reason.trim() === '') return refuse('Say why: those who were asked will read it.');
  if (event.type === 'decided_stop')
    return enter(state, 'withdrawn', facts, [{ kind: 'replan', why: event.reason }]);
  const mustAnswer = facts.gates.filter(
    (gate) => isOpen(gate) && (gate.mandatory || gate.silence === 'block'),
  );
  if (mustAnswer.length > 0)
    return refuse('Somebody whose answer is a must has not answered, and their time is not over.');
  const gates = facts.gates.map((gate) => (isOpen(gate) ? { ...gate, answer: 'overridden' as const } : gate));
  const after = { ...facts, gates, attention: [] };
  return enter(state, onward(after), after, [{ kind: 'tell_consulted', what: event.reason }]);
}

function onAskedAgain(event: ObligationEvent & { type: 'asked_again' }, facts: Facts): Step {
  if (!isAccountable(facts, event.by)) return refuse(onlyAccountable);
  if (event.reason.trim() === '') return refuse('Say why: those who are asked will read it.');
  if (event.gates.length === 0) return refuse('Nobody said no or kept silent: there is nobody to ask again.');
  const isNew = (gate: GateFacts): boolean => facts.gates.every((known) => known.id !== gate.id);
  // Counted like a return, so that those who are asked are reminded anew.
  const after = {
    ...facts,
    gates: [...facts.gates, ...event.gates.filter(isNew)],
    attention: [],
    bounces: facts.bounces + 1,
  };
  return after.gates.some(isOpen)
    ? enter('decide', 'consult', after)
    : refuse('These questions are answered already.');
}

function onSigned(event: ObligationEvent & { type: 'signed' }, facts: Facts): Step {
  const two = facts.flow.twoPersons;
  const maySecond =
    needsTwo(facts) && two !== null && [...two.first, ...two.second].includes(event.department);
  if (!isAccountable(facts, event.by) && !maySecond)
    return refuse('This signature is asked of somebody else.');
  if (facts.flow.signerApart && facts.doers.includes(event.by))
    return refuse('Nobody approves their own request.');
  if (facts.signatures.some((signature) => signature.personId === event.by))
    return refuse('You have signed already.');
  const signatures = [...facts.signatures, { personId: event.by, department: event.department }];
  const after = { ...facts, signatures };
  const isDecided = signatures.some((signature) => isAccountable(facts, signature.personId));
  return enter('sign_off', isDecided && (!needsTwo(facts) || hasTwo(after)) ? 'closed' : 'sign_off', after);
}

function onWork(event: ObligationEvent & { by: PersonId }, facts: Facts): Step | null {
  if (!includes(facts.responsible, event.by) && event.by !== facts.claimedBy)
    return refuse('This work is with somebody else.');
  if (facts.apart.includes(event.by)) return refuse('Whoever did the work does not check it.');
  return null;
}

/** Who has the work hands it on, or the accountable says who does it; only to somebody the matrix lets do it. */
function onHandedOn(event: ObligationEvent & { type: 'handed_on' }, facts: Facts): Step {
  const { by, to } = event;
  const holder = facts.offer?.to ?? facts.claimedBy;
  const isHolder = holder === null ? includes(facts.responsible, by) : holder === by;
  if (!isHolder && !isAccountable(facts, by)) return refuse('This work is with somebody else.');
  if (event.needed.trim() === '') return refuse('Say what is to be done.');
  if (to === holder) return refuse('The work is with this person already.');
  if (!includes(facts.responsible, to)) return refuse('The matrix does not let this person do this work.');
  if (facts.apart.includes(to)) return refuse('Whoever did the work does not check it.');
  const offer = { to, by, wasTheirs: facts.claimedBy === by };
  // Handed to oneself, as the accountable may: there is nobody to wait for.
  if (to === by) return enter('do', 'do', { ...facts, claimedBy: to, offer: null });
  return enter('do', 'do', { ...facts, claimedBy: null, offer }, [
    { kind: 'offered', to, what: event.needed },
  ]);
}

/** Not taken: back to who handed it on if it was theirs, else to all who may do it. */
function onHandedBack(event: ObligationEvent & { type: 'handed_back' }, facts: Facts): Step {
  const { offer } = facts;
  if (offer?.to !== event.by) return refuse('Nothing was handed to you here.');
  if (event.reason.trim() === '') return refuse('Say why it goes back.');
  const isFree = includes(facts.responsible, offer.by) && !facts.apart.includes(offer.by);
  const claimedBy = offer.wasTheirs && isFree ? offer.by : null;
  return enter('do', 'do', { ...facts, claimedBy, offer: null, bounces: facts.bounces + 1 }, [
    { kind: 'handed_back', to: offer.by, why: event.reason },
  ]);
}

function onDevice(event: ObligationEvent & { type: 'device_outcome' }, facts: Facts): Step {
  if (facts.devices[event.before] === 0)
    return refuse('The outcome of this device has changed meanwhile; look again.');
  if (unfinished.includes(event.after) && (event.nextOwner ?? '').trim() === '')
    return refuse('Say who looks after this device next.');
  const devices = { ...facts.devices };
  devices[event.before] -= 1;
  devices[event.after] += 1;
  return enter('do', 'do', { ...facts, devices, doers: plus(facts.doers, event.by) });
}

/** The obligation after an event, or a refusal that says why. Pure; every accepted step is one of `transitions`. */
export function next(state: ObligationState, event: ObligationEvent, facts: Facts): Step {
  if (!transitions[state][event.type]) return refuse(`This cannot be done now: it ${inWords[state]}.`);
  switch (event.type) {
    case 'opened':
      return enter(state, facts.gates.some(isOpen) ? 'consult' : 'do', facts);
    case 'gate_answered':
    case 'gate_passed_on':
    case 'gate_lapsed':
    case 'gate_dropped':
      return onGate(event, facts);
    case 'work_started':
      return (
        onWork(event, facts) ??
        enter(state, state, {
          ...facts,
          claimedBy: event.by,
          offer: null,
          doers: plus(facts.doers, event.by),
        })
      );
    case 'handed_on':
      return onHandedOn(event, facts);
    case 'handed_back':
      return onHandedBack(event, facts);
    case 'device_outcome':
      return onWork(event, facts) ?? onDevice(event, facts);
    case 'waiting':
      return (
        onWork(event, facts) ??
        enter(state, state, { ...facts, waitingOn: event.on }, [
          { kind: 'clock', pause: true, makerRuns: event.on === 'maker' },
        ])
      );
    case 'resumed':
      return enter(state, state, { ...facts, waitingOn: null }, [
        { kind: 'clock', pause: false, makerRuns: false },
      ]);
    case 'work_done':
      return onWork(event, facts) ?? onWorkDone(event, facts);
    case 'verified': {
      const after = { ...facts, isVerified: true };
      return refusesCheck(facts, event.by) ?? enter(state, onward(after), after);
    }
    case 'objection': {
      const attention: Attention[] = [...facts.attention, { kind: 'objection', what: event.text }];
      return enter(state, state === 'consult' ? 'consult' : 'decide', { ...facts, attention });
    }
    case 'decided_proceed':
    case 'decided_stop':
      return onDecision(state, event, facts);
    case 'asked_again':
      return onAskedAgain(event, facts);
    case 'signed':
      return onSigned(event, facts);
    case 'returned':
      return onReturned(state, event, facts);
    case 'stepped_back':
      return (
        onWork(event, facts) ??
        enter(state, 'upcoming', { ...again(facts), claimedBy: null, bounces: facts.bounces })
      );
    case 'reopened':
      return enter(state, 'do', { ...again(facts), waitingOn: null });
    case 'superseded':
    case 'withdrawn':
      return enter(state, 'withdrawn', facts);
  }
}
