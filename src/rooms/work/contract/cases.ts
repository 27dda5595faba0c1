// My work, cases, and what a case page shows.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import {
  AcceptanceId,
  ChainId,
  DeviceId,
  GateId,
  NoticeId,
  ObligationId,
  PersonId,
  RemedyId,
  TeamId,
} from '../../../kernel/ids.ts';
import { csvOf, PageInput, pageOf } from '../../../kernel/page.ts';
import { Reason } from '../../../kernel/reason.ts';
import { CalendarDate, Instant } from '../../../kernel/time.ts';
import { CountedFilter } from './accounting.ts';

const Outcome = z.enum(['scheduled', 'out_of_cycle', 'immediate']);
export const ObligationState = z.enum([
  'upcoming',
  'consult',
  'decide',
  'do',
  'verify',
  'sign_off',
  'closed',
  'withdrawn',
]);
export type ObligationState = z.infer<typeof ObligationState>;
export const DeviceOutcome = z.enum([
  'to_do',
  'done',
  'could_not_locate',
  'in_use',
  'deferred',
  'replaced',
  'retired',
]);
export type DeviceOutcome = z.infer<typeof DeviceOutcome>;
export const Court = z.object({
  kind: z.enum(['person', 'team', 'outside', 'care', 'nobody']),
  label: z.string(),
  since: Instant,
});

// --- My work ------------------------------------------------------------------------------------------------------
/** The one thing a person can do on an item, and what the key for it does. */
export const MainAction = z.enum(['answer', 'decide', 'sign', 'start', 'do', 'check', 'read']);
export const WorkItem = z.object({
  key: z.string(),
  group: z.enum(['decide', 'do', 'answer', 'read']),
  chainId: ChainId,
  caseNo: z.string(),
  obligationId: ObligationId.nullable(),
  /** The state of the step that this row shows: sent along with an act on it. */
  version: z.number().int().nullable(),
  gateId: GateId.nullable(),
  noticeId: NoticeId.nullable(),
  /** Set when it is about an acceptance of the risk: it is opened there. */
  acceptanceId: AcceptanceId.nullable(),
  action: MainAction,
  /** Mine to do and no devices to report: it may be said done from here. */
  finishable: z.boolean(),
  sentence: z.string(),
  /** What kind of work it is, in plain words. */
  step: z.string(),
  whyNow: z.string(),
  place: z.string(),
  outcome: Outcome,
  dueAt: Instant.nullable(),
  isOverdue: z.boolean(),
  devicesDone: z.number().int(),
  devicesTotal: z.number().int(),
  waitsForMe: z.string().nullable(),
  next: z.string().nullable(),
  /** Handed to me by somebody; theirs or the team's again if I give it back. */
  handed: z.object({ by: z.string(), needed: z.string() }).nullable(),
  /** Set when the item came to a team and nobody has taken it. */
  team: z.string().nullable(),
  at: Instant,
  /** Why it is to be read; null for the rest. */
  notice: z.enum(['informed', 'asked', 'reminder', 'escalation', 'returned', 'decision']).nullable(),
});
export type WorkItem = z.infer<typeof WorkItem>;
export const myWork = endpoint({
  method: 'GET',
  path: '/work',
  permission: 'work.act',
  summary: 'What waits for me: decide, do, answer, read',
  input: z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) }),
  output: z.object({
    counts: z.object({
      decide: z.number().int(),
      do: z.number().int(),
      answer: z.number().int(),
      read: z.number().int(),
    }),
    items: z.array(WorkItem),
    /** When nothing waits: who has the ball in the cases I take part in. */
    elsewhere: z.array(z.object({ label: z.string(), count: z.number().int() })),
    /** Set while I am away: what is mine goes to who stands in. */
    away: z.object({ untilOn: CalendarDate, deputy: z.string().nullable() }).nullable(),
  }),
});

// --- Cases --------------------------------------------------------------------------------------------------------
export const CaseRow = z.object({
  id: ChainId,
  caseNo: z.string(),
  sentence: z.string(),
  site: z.string(),
  outcome: Outcome,
  state: z.enum(['open', 'closed', 'withdrawn']),
  step: z.string(),
  court: Court.nullable(),
  devicesDone: z.number().int(),
  devicesTotal: z.number().int(),
  openedAt: Instant,
  dueAt: Instant,
  closedAt: Instant.nullable(),
  isOverdue: z.boolean(),
  /** While its risk is accepted the case stands still: until this day, included. */
  acceptedUntil: CalendarDate.nullable(),
});
const words = csvOf(z.string().max(200));
const CaseFilter = z.object({
  site: csvOf(z.coerce.number().int().positive()),
  state: words,
  outcome: words,
  step: words,
  party: words,
  court: words,
  overdue: z.enum(['yes', 'no']).optional(),
  accepted: z.enum(['yes', 'no']).optional(),
  ...CountedFilter.shape,
});
export const cases = endpoint({
  method: 'GET',
  path: '/cases',
  permission: 'work.read',
  summary: 'Cases, filtered, sorted and counted by facet',
  input: PageInput.extend(CaseFilter.shape),
  output: pageOf(CaseRow),
});
export const casesFile = endpoint({
  method: 'GET',
  path: '/cases.csv',
  permission: 'work.read',
  produces: 'text/csv',
  summary: 'Exactly the cases shown, as CSV',
  input: PageInput.extend(CaseFilter.shape),
  output: z.string(),
});

export const Party = z.object({
  letter: z.enum(['R', 'A', 'C', 'I']),
  role: z.string(),
  roleName: z.string(),
  name: z.string(),
  personId: PersonId.nullable(),
  teamId: TeamId.nullable(),
  contract: z.boolean(),
  reasons: z.array(Reason),
  /** For C: the answer; for I: told, read, acknowledged. */
  state: z.string().nullable(),
});
export const Gate = z.object({
  id: GateId,
  role: z.string(),
  roleName: z.string(),
  label: z.string(),
  question: z.string(),
  isMandatory: z.boolean(),
  silence: z.enum(['proceed', 'escalate', 'block']),
  openedAt: Instant,
  dueAt: Instant,
  answer: z.string().nullable(),
  answerText: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
  isMine: z.boolean(),
});
/** What the person who asks may do on this obligation now; the server checks again when it is done. */
export const Allowed = z.enum([
  'answer',
  'start',
  'report_device',
  'finish',
  'check',
  'decide',
  'sign',
  'return',
  'wait',
  'resume',
  'add_evidence',
  'hand_on',
  'hand_back',
]);
/** A clock that stands still: since when, whom it waits for, and until when they have time. */
export const Paused = z.object({
  since: Instant,
  waitsFor: z.enum(['maker', 'parts', 'window', 'care']),
  partyDueAt: Instant,
});
export type Paused = z.infer<typeof Paused>;
export const CaseStep = z.object({
  id: ObligationId,
  activityId: z.string(),
  title: z.string(),
  ask: z.string(),
  state: ObligationState,
  isBeside: z.boolean(),
  dueAt: Instant,
  closedAt: Instant.nullable(),
  paused: Paused.nullable(),
  court: Court,
  claimedBy: z.string().nullable(),
  /** Handed on and not taken yet. */
  handed: z
    .object({
      to: z.string(),
      by: z.string(),
      done: z.string().nullable(),
      needed: z.string(),
      at: Instant,
      isMine: z.boolean(),
    })
    .nullable(),
  attention: z.array(z.string()),
  parties: z.array(Party),
  gates: z.array(Gate),
  allowed: z.array(Allowed),
  signatures: z.array(
    z.object({ by: z.string(), role: z.string(), meaning: z.string(), at: Instant, hash: z.string() }),
  ),
  evidence: z.array(
    z.object({
      id: z.number().int(),
      kind: z.string(),
      text: z.string(),
      by: z.string(),
      at: Instant,
      deviceId: DeviceId.nullable(),
    }),
  ),
  notices: z.array(
    z.object({
      person: z.string(),
      kind: z.string(),
      at: Instant,
      deliveredAt: Instant.nullable(),
      readAt: Instant.nullable(),
      acknowledgedAt: Instant.nullable(),
    }),
  ),
  version: z.number().int(),
});
export type CaseStep = z.infer<typeof CaseStep>;
export const CaseDetail = CaseRow.extend({
  why: z.string(),
  whyReasons: z.array(Reason),
  remedyId: RemedyId,
  acceptanceId: AcceptanceId.nullable(),
  cohortIds: z.array(z.number().int()),
  cves: z.array(z.string()),
  steps: z.array(CaseStep),
  /** The step where the ball is (main line), by id. */
  currentId: ObligationId.nullable(),
  instructions: z.array(z.string()),
  makerText: z.string().nullable(),
  url: z.string().nullable(),
  targetVersion: z.string().nullable(),
  /** What somebody has to find out at each device, answered yes or no; null where none is asked. */
  question: z.string().nullable(),
  matrixVersion: z.number().int(),
  /** The terms it was promised: the number of the policy of clocks, and its rule in words. */
  clock: z.object({ policy: z.number().int(), says: z.string() }),
  /** Its clock stands still; null while it runs. */
  paused: Paused.nullable(),
  /** The version in force: where it is another, the case can be taken over to it. */
  matrixInForce: z.number().int(),
  outcomeCounts: z.record(DeviceOutcome, z.number().int()),
  checkedCount: z.number().int(),
  /** What was answered at the devices, where the case asks a question. */
  answers: z.object({ yes: z.number().int(), no: z.number().int() }),
});
export type CaseDetail = z.infer<typeof CaseDetail>;
export const oneCase = endpoint({
  method: 'GET',
  path: '/cases/:chainId',
  permission: 'signed_in',
  summary: 'One case, for those who take part in it',
  input: z.object({ chainId: ChainId }),
  output: CaseDetail,
});
export const caseOfRemedy = endpoint({
  method: 'GET',
  path: '/remedies/:remedyId/case',
  permission: 'work.read',
  summary: 'The case that does a remedy: the open one, else the last; null where none was ever opened',
  input: z.object({ remedyId: RemedyId }),
  output: z.object({ chainId: ChainId.nullable() }),
});
export const CaseDevice = z.object({
  deviceId: DeviceId,
  tag: z.string().nullable(),
  serial: z.string().nullable(),
  model: z.string(),
  ward: z.string().nullable(),
  location: z.string().nullable(),
  softwareVersion: z.string().nullable(),
  outcome: DeviceOutcome,
  note: z.string().nullable(),
  versionSeen: z.string().nullable(),
  answer: z.enum(['yes', 'no']).nullable(),
  nextOwner: z.string().nullable(),
  nextAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  doneAt: Instant.nullable(),
  checkOutcome: z.enum(['passed', 'failed']).nullable(),
  checkedBy: z.string().nullable(),
});
export type CaseDevice = z.infer<typeof CaseDevice>;
export const caseDevices = endpoint({
  method: 'GET',
  path: '/cases/:chainId/devices',
  permission: 'signed_in',
  summary: 'The device checklist of a case',
  input: PageInput.extend({ chainId: ChainId, outcome: words, ward: words }),
  output: pageOf(CaseDevice),
});
export const TimelineEvent = z.object({
  seq: z.string(),
  at: Instant,
  actor: z.string(),
  verb: z.string(),
  sentence: z.string(),
});
export const caseTimeline = endpoint({
  method: 'GET',
  path: '/cases/:chainId/timeline',
  permission: 'signed_in',
  summary: 'What happened, from the ledger, newest first',
  input: PageInput.extend({ chainId: ChainId }),
  output: pageOf(TimelineEvent),
});

export const deviceWork = endpoint({
  method: 'GET',
  path: '/devices/:deviceId/work',
  permission: 'work.read',
  summary: 'Open and past cases of one device',
  input: z.object({ deviceId: DeviceId }),
  output: z.array(CaseRow.extend({ deviceOutcome: DeviceOutcome })),
});
