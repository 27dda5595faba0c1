// The words of the obligation's state machine: states, events, and the facts it looks at.
import type { PersonId, TeamId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Condition, Department, Flow, Silence } from '../model.ts';

/** Where an obligation stands. `withdrawn`: ended without being done (stopped, replaced, no longer needed). */
export const obligationStates = [
  'upcoming',
  'consult',
  'decide',
  'do',
  'verify',
  'sign_off',
  'closed',
  'withdrawn',
] as const;
export type ObligationState = (typeof obligationStates)[number];

/** Somebody the ball can be with. */
export type Party =
  | { readonly kind: 'person'; readonly personId: PersonId }
  | { readonly kind: 'team'; readonly teamId: TeamId; readonly memberIds: readonly PersonId[] }
  | { readonly kind: 'outside'; readonly role: string | null; readonly personIds: readonly PersonId[] };

/** Where the ball is. `care`: patients come first, no party is at fault. `nobody`: a violation of the proof. */
export type Court =
  | Party
  | { readonly kind: 'care'; readonly why: 'in_use' | 'could_not_locate' | 'window' }
  | { readonly kind: 'nobody' };

export const deviceOutcomes = [
  'to_do',
  'done',
  'could_not_locate',
  'in_use',
  'deferred',
  'replaced',
  'retired',
] as const;
export type DeviceOutcome = (typeof deviceOutcomes)[number];
/** Outcomes that leave something open: each names its next owner. */
export const unfinished: readonly DeviceOutcome[] = ['could_not_locate', 'in_use', 'deferred'];

type GateAnswer = 'yes' | 'yes_with_conditions' | 'no' | 'passed_on' | 'lapsed' | 'overridden' | 'dropped';
/** One question to one consulted role. `answer` null: still open. */
export type GateFacts = {
  readonly id: number;
  readonly party: Party | null;
  readonly mandatory: boolean;
  readonly silence: Silence;
  readonly dueAt: Instant;
  readonly answer: GateAnswer | null;
};

/** Why the accountable must look: somebody objected or kept silent, something is unfinished, a problem, work sent back. */
export type Attention = {
  readonly kind: 'objection' | 'silence' | 'unfinished' | 'problem' | 'returned';
  readonly what: string;
};
export type Signature = { readonly personId: PersonId; readonly department: Department };
export type WaitingOn = 'maker' | 'window' | 'parts';

/** Work handed on and not taken yet: to whom, by whom, and whether it was with them, so that it goes back there. */
export type Offer = { readonly to: PersonId; readonly by: PersonId; readonly wasTheirs: boolean };

/** All that the machine looks at. Plain data; `next` answers the facts as they are after the event. */
export type Facts = {
  readonly flow: Pick<Flow, 'signOff' | 'verifyBy' | 'signerApart' | 'twoPersons'>;
  readonly so: readonly Condition[];
  readonly gates: readonly GateFacts[];
  readonly devices: Readonly<Record<DeviceOutcome, number>>;
  readonly attention: readonly Attention[];
  readonly responsible: readonly Party[];
  readonly claimedBy: PersonId | null;
  readonly offer: Offer | null;
  readonly accountable: PersonId | null;
  readonly verifiers: readonly Party[];
  /** Who owns the gap where a letter is held by nobody. */
  readonly keeper: PersonId | null;
  readonly doers: readonly PersonId[];
  /** Who may not do this work, having done what it checks. */
  readonly apart: readonly PersonId[];
  readonly signatures: readonly Signature[];
  readonly waitingOn: WaitingOn | null;
  readonly isWorkDone: boolean;
  readonly isVerified: boolean;
  readonly bounces: number;
};

/** Something that happened. `by` is the person who did it. */
export type ObligationEvent =
  | { readonly type: 'opened' }
  | {
      readonly type: 'gate_answered';
      readonly gateId: number;
      readonly by: PersonId;
      readonly answer: 'yes' | 'yes_with_conditions' | 'no';
      readonly text: string;
    }
  | { readonly type: 'gate_passed_on'; readonly gateId: number; readonly by: PersonId; readonly to: Party }
  | { readonly type: 'gate_lapsed'; readonly gateId: number }
  /** The matrix does not ask this role any more. */
  | { readonly type: 'gate_dropped'; readonly gateId: number }
  | { readonly type: 'work_started'; readonly by: PersonId }
  | {
      readonly type: 'device_outcome';
      readonly by: PersonId;
      readonly before: DeviceOutcome;
      readonly after: DeviceOutcome;
      readonly nextOwner: string | null;
    }
  /** Handed to one of those who may do it; theirs when they take it. `needed`: what is left to be done. */
  | {
      readonly type: 'handed_on';
      readonly by: PersonId;
      readonly to: PersonId;
      readonly needed: string;
      /** What was done so far, in words; the machine does not look at it. */
      readonly done?: string | null;
    }
  | { readonly type: 'handed_back'; readonly by: PersonId; readonly reason: string }
  | { readonly type: 'waiting'; readonly by: PersonId; readonly on: WaitingOn }
  | { readonly type: 'resumed' }
  | { readonly type: 'work_done'; readonly by: PersonId; readonly problem: string | null }
  | { readonly type: 'verified'; readonly by: PersonId }
  | { readonly type: 'objection'; readonly by: PersonId; readonly text: string }
  | { readonly type: 'decided_proceed'; readonly by: PersonId; readonly reason: string }
  /** Who said no or kept silent is asked once more, by questions of their own; what was answered before stays. */
  | {
      readonly type: 'asked_again';
      readonly by: PersonId;
      readonly reason: string;
      readonly gates: readonly GateFacts[];
    }
  | { readonly type: 'decided_stop'; readonly by: PersonId; readonly reason: string }
  | { readonly type: 'signed'; readonly by: PersonId; readonly department: Department }
  | { readonly type: 'returned'; readonly by: PersonId; readonly reason: string }
  /** What this step builds on is not finished after all: it waits for the step before it again. */
  | { readonly type: 'stepped_back'; readonly by: PersonId; readonly reason: string }
  | { readonly type: 'reopened'; readonly reason: string }
  | { readonly type: 'superseded'; readonly reason: string }
  | { readonly type: 'withdrawn'; readonly reason: string };
export type EventType = ObligationEvent['type'];

/** What the world must do next; the caller carries it out in the same transaction. */
export type Effect =
  | { readonly kind: 'ask'; readonly letter: 'C' | 'R' | 'A' | 'verifier'; readonly gateId?: number }
  | { readonly kind: 'tell_consulted'; readonly what: string }
  | { readonly kind: 'inform' }
  | { readonly kind: 'next_step' }
  | { readonly kind: 'replan'; readonly why: string }
  | { readonly kind: 'clock'; readonly pause: boolean; readonly makerRuns: boolean }
  | { readonly kind: 'offered'; readonly to: PersonId; readonly what: string }
  | { readonly kind: 'handed_back'; readonly to: PersonId; readonly why: string }
  | { readonly kind: 'bounced'; readonly from: 'R' | 'verifier' | 'A'; readonly why: string };
