// Which state may follow which, on what event. Data; the machine never steps outside it.
import type { EventType, ObligationState } from './obligation.ts';

type Targets = Readonly<Partial<Record<EventType, readonly ObligationState[]>>>;
const leaves: Targets = { superseded: ['withdrawn'], withdrawn: ['withdrawn'] };
const stops: Targets = { ...leaves, decided_stop: ['withdrawn'] };
const ends = ['verify', 'sign_off', 'closed'] as const;

/** Every allowed step: in a state, on an event, to one of these states. What is not here is refused. */
export const transitions: Readonly<Record<ObligationState, Targets>> = {
  upcoming: { ...leaves, opened: ['consult', 'do'] },
  consult: {
    ...stops,
    // Asked again after the work was done, it goes on where it stood.
    gate_answered: ['consult', 'decide', 'do', ...ends],
    gate_passed_on: ['consult'],
    gate_lapsed: ['consult', 'decide', 'do', ...ends],
    gate_dropped: ['consult', 'decide', 'do', ...ends],
    objection: ['consult'],
    decided_proceed: ['do', ...ends],
  },
  decide: { ...stops, objection: ['decide'], decided_proceed: ['do', ...ends], asked_again: ['consult'] },
  do: {
    ...stops,
    work_started: ['do'],
    handed_on: ['do'],
    handed_back: ['do'],
    device_outcome: ['do'],
    waiting: ['do'],
    resumed: ['do'],
    work_done: [...ends],
    objection: ['decide'],
    returned: ['decide'],
    stepped_back: ['upcoming'],
  },
  verify: { ...stops, verified: ['sign_off', 'closed'], returned: ['do'], objection: ['decide'] },
  sign_off: { ...stops, signed: ['sign_off', 'closed'], returned: ['do'], objection: ['decide'] },
  closed: { reopened: ['do'] },
  withdrawn: {},
};

/** Each state as the end of a sentence about the work: "it ...". */
export const inWords: Readonly<Record<ObligationState, string>> = {
  upcoming: 'has not begun',
  consult: 'still waits for answers',
  decide: 'waits for a decision of the person who answers for it',
  do: 'is being done',
  verify: 'is being checked',
  sign_off: 'waits for a signature',
  closed: 'is closed',
  withdrawn: 'was withdrawn',
};
