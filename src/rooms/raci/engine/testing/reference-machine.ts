// A second state machine, for tests only: what an obligation does, written from the words of the product (section 3,
// "Obligation" and "Separation"), V8, V9 and domain 8.6, and from the nouns in obligation.ts. It keeps a model of its own.
import type { Facts, GateFacts, ObligationEvent, ObligationState, Party } from '../obligation.ts';

type Gate = {
  readonly id: number;
  readonly mandatory: boolean;
  readonly silence: GateFacts['silence'];
  people: readonly number[];
  isOpen: boolean;
};

const peopleIn = (party: Party | null): readonly number[] => {
  if (party === null) return [];
  if (party.kind === 'person') return [party.personId];
  return party.kind === 'team' ? party.memberIds : party.personIds;
};

const gateOf = ({ id, mandatory, silence, party, answer }: GateFacts): Gate => ({
  id,
  mandatory,
  silence,
  people: peopleIn(party),
  isOpen: answer === null,
});

/** One obligation as the product describes it. `tell` says whether an event is accepted and moves on if it is. */
export class Obligation {
  constructor(given: Facts) {
    this.given = given;
    this.owner = given.accountable ?? given.keeper;
    this.gates = given.gates.map(gateOf);
    this.devices = { ...given.devices };
  }
  private readonly given: Facts;
  private readonly owner: number | null;
  private readonly gates: Gate[];
  private readonly devices: Record<string, number>;
  private readonly doers = new Set<number>();
  private signed: { who: number; side: string }[] = [];
  /** Why A must look before this ends. */
  private concerns = 0;
  private isDone = false;
  /** Who has the work in hand, and to whom it was handed but is not theirs yet. */
  private inHand: number | null = null;
  private passing: { to: number; backTo: number | null } | null = null;
  private isChecked = false;
  state: ObligationState = 'upcoming';

  /** True when nobody owns a gate, so that the owner of the obligation may answer it. */
  private mayAnswer(gate: Gate, who: number): boolean {
    return gate.people.length > 0 ? gate.people.includes(who) : who === this.owner;
  }
  private mayDo(who: number): boolean {
    return this.holdsWork(who) && !this.given.apart.some((one) => one === who);
  }
  private holdsWork(who: number): boolean {
    return this.given.responsible.some((party) => peopleIn(party).includes(who));
  }
  private mayCheck(who: number): boolean {
    const everybody = this.given.verifiers.flatMap(peopleIn);
    const isFree = everybody.some((one) => !this.doers.has(one));
    const holds = everybody.includes(who) || (!isFree && who === this.owner);
    return holds && !this.doers.has(who);
  }
  /** Where it stands when nothing is to be asked or decided. */
  private settle(): ObligationState {
    const { signOff, verifyBy, twoPersons } = this.given.flow;
    if (!this.isDone) return 'do';
    if (verifyBy !== null && !this.isChecked) return 'verify';
    const isTwo =
      twoPersons !== null && (twoPersons.when === null || this.given.so.includes(twoPersons.when));
    if (isTwo || signOff === 'always' || (signOff === 'by_exception' && this.concerns > 0)) return 'sign_off';
    return 'closed';
  }
  private afterGate(): ObligationState {
    if (this.gates.some((gate) => gate.isOpen)) return 'consult';
    return this.concerns > 0 ? 'decide' : this.settle();
  }
  private undo(): void {
    this.isDone = false;
    this.isChecked = false;
    this.signed = [];
    this.passing = null;
  }
  private both(): boolean {
    const two = this.given.flow.twoPersons;
    if (two === null || (two.when !== null && !this.given.so.includes(two.when))) return true;
    return this.signed.some((a) =>
      this.signed.some(
        (b) =>
          a.who !== b.who &&
          two.first.some((side) => side === a.side) &&
          two.second.some((side) => side === b.side),
      ),
    );
  }

  /** Takes an event: the state after it, or null where it must be refused. */
  tell(event: ObligationEvent): ObligationState | null {
    const next = this.decide(event);
    if (next !== null) this.state = next;
    return next;
  }

  private decide(event: ObligationEvent): ObligationState | null {
    const { state } = this;
    const isOver = state === 'closed' || state === 'withdrawn';
    const isRunning = !isOver && state !== 'upcoming';
    switch (event.type) {
      case 'withdrawn':
      case 'superseded':
        return isOver ? null : 'withdrawn';
      case 'reopened':
        if (state !== 'closed') return null;
        this.undo();
        this.concerns = 0;
        return 'do';
      case 'opened':
        if (state !== 'upcoming') return null;
        return this.gates.some((gate) => gate.isOpen) ? 'consult' : 'do';
      case 'gate_answered':
      case 'gate_passed_on':
      case 'gate_lapsed':
      case 'gate_dropped':
        return state === 'consult' ? this.gate(event) : null;
      case 'decided_stop':
        return isRunning && event.by === this.owner ? 'withdrawn' : null;
      case 'decided_proceed':
        return event.by === this.owner ? this.proceed() : null;
      case 'asked_again':
        if (state !== 'decide' || event.by !== this.owner) return null;
        return this.askAgain(event.gates.map(gateOf));
      case 'objection':
        if (!isRunning) return null;
        this.concerns += 1;
        return state === 'consult' ? 'consult' : 'decide';
      case 'handed_on':
      case 'handed_back':
        return state === 'do' && this.pass(event) ? 'do' : null;
      case 'work_started':
      case 'device_outcome':
      case 'waiting':
      case 'resumed':
      case 'work_done':
        return state === 'do' ? this.work(event) : null;
      case 'stepped_back':
        if (state !== 'do' || !this.mayDo(event.by)) return null;
        this.undo();
        this.inHand = null;
        this.concerns = 0; // it begins anew
        return 'upcoming';
      case 'verified':
        if (state !== 'verify' || !this.mayCheck(event.by)) return null;
        this.isChecked = true;
        return this.settle();
      case 'signed':
        return state === 'sign_off' ? this.sign(event.by, event.department) : null;
      case 'returned':
        return this.sendBack(event.by);
    }
  }

  private gate(event: Extract<ObligationEvent, { readonly gateId: number }>): ObligationState | null {
    const gate = this.gates.find((one) => one.id === event.gateId);
    if (!gate?.isOpen) return null;
    if (event.type === 'gate_lapsed') {
      if (gate.silence === 'block') return 'consult'; // nothing moves without an answer; A is told
      if (gate.silence === 'escalate') this.concerns += 1;
    } else if (event.type !== 'gate_dropped' && !this.mayAnswer(gate, event.by)) return null;
    if (event.type === 'gate_passed_on') {
      gate.people = peopleIn(event.to);
      return 'consult';
    }
    if (event.type === 'gate_answered' && event.answer === 'no') this.concerns += 1;
    gate.isOpen = false;
    return this.afterGate();
  }

  /** The questions of before are all settled, or A would not have to decide. */
  private askAgain(anew: readonly Gate[]): ObligationState | null {
    const put = anew.filter((gate) => !this.gates.some((known) => known.id === gate.id));
    if (put.length === 0) return null;
    this.gates.push(...put);
    this.concerns = 0;
    return 'consult';
  }

  private proceed(): ObligationState | null {
    if (this.state === 'consult') {
      // V9: a must is answered, or its time is over and A decides; A cannot wave it through before.
      if (this.gates.some((gate) => gate.isOpen && (gate.mandatory || gate.silence === 'block'))) return null;
      for (const gate of this.gates) gate.isOpen = false;
    } else if (this.state !== 'decide') return null;
    this.concerns = 0;
    return this.settle();
  }

  private work(
    event: Extract<
      ObligationEvent,
      { type: 'work_started' | 'device_outcome' | 'waiting' | 'resumed' | 'work_done' }
    >,
  ): ObligationState | null {
    if (event.type === 'resumed') return 'do';
    if (!this.mayDo(event.by)) return null;
    if (event.type === 'device_outcome') {
      const isUnfinished = ['could_not_locate', 'in_use', 'deferred'].includes(event.after);
      if ((this.devices[event.before] ?? 0) < 1 || (isUnfinished && event.nextOwner === null)) return null;
      this.devices[event.before] = (this.devices[event.before] ?? 0) - 1;
      this.devices[event.after] = (this.devices[event.after] ?? 0) + 1;
    }
    if (event.type === 'waiting') return 'do';
    if (event.type === 'work_done') {
      if ((this.devices['to_do'] ?? 0) > 0) return null;
      const isLeft = ['could_not_locate', 'in_use', 'deferred'].some((one) => (this.devices[one] ?? 0) > 0);
      if (isLeft) this.concerns += 1;
      if (event.problem !== null) this.concerns += 1;
      this.isDone = true;
      this.passing = null;
      this.doers.add(event.by);
      return this.settle();
    }
    if (event.type === 'work_started') {
      this.inHand = event.by;
      this.passing = null;
    }
    this.doers.add(event.by);
    return 'do';
  }

  /** From hand to hand, among those who may do it; whoever answers for it may say who. */
  private pass(event: Extract<ObligationEvent, { type: 'handed_on' | 'handed_back' }>): boolean {
    const { passing } = this;
    if (event.type === 'handed_back') {
      if (passing === null || passing.to !== event.by) return false;
      this.inHand = passing.backTo !== null && this.mayDo(passing.backTo) ? passing.backTo : null;
      this.passing = null;
      return true;
    }
    const at = passing === null ? this.inHand : passing.to;
    const isTheirs = at === null ? this.holdsWork(event.by) : at === event.by;
    if ((!isTheirs && event.by !== this.owner) || at === event.to || !this.mayDo(event.to)) return false;
    if (event.by === event.to) {
      this.inHand = event.to;
      this.passing = null;
      return true;
    }
    const backTo = this.inHand === event.by ? event.by : null;
    this.passing = { to: event.to, backTo };
    this.inHand = null;
    return true;
  }

  private sign(who: number, side: string): ObligationState | null {
    const { twoPersons, signerApart } = this.given.flow;
    const isTwo =
      twoPersons !== null && (twoPersons.when === null || this.given.so.includes(twoPersons.when));
    if (signerApart && this.doers.has(who)) return null;
    if (this.signed.some((one) => one.who === who)) return null;
    const isSide =
      twoPersons !== null && [...twoPersons.first, ...twoPersons.second].some((one) => one === side);
    if (who !== this.owner && !(isTwo && isSide)) return null;
    this.signed.push({ who, side });
    const hasOwner = this.signed.some((one) => one.who === this.owner);
    return hasOwner && this.both() ? 'closed' : 'sign_off';
  }

  private sendBack(who: number): ObligationState | null {
    if (this.state === 'do') {
      if (!this.holdsWork(who)) return null; // also who may not do it may say so
      this.inHand = null;
      this.passing = null;
      this.concerns += 1;
      return 'decide';
    }
    const isAllowed =
      (this.state === 'verify' && this.mayCheck(who)) || (this.state === 'sign_off' && who === this.owner);
    if (!isAllowed) return null;
    this.concerns += 1;
    this.undo();
    return 'do';
  }
}
