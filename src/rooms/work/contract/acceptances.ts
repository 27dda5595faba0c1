// Accepting a risk: the register, one acceptance, and what people do on it.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { AcceptanceId, ChainId, ControlId, PersonId, QuestionId, RemedyId } from '../../../kernel/ids.ts';
import { csvOf, PageInput, pageOf } from '../../../kernel/page.ts';
import { CalendarDate, Instant } from '../../../kernel/time.ts';
import { acceptanceStates } from '../rules/acceptance/states.ts';
import { RiskFacts } from '../rules/acceptance/worse.ts';
import { Party } from './cases.ts';

export const AcceptanceState = z.enum(acceptanceStates);
export type AcceptanceState = z.infer<typeof AcceptanceState>;
export const RiskLevel = z.enum(['medium', 'high']);

export const AcceptanceRow = z.object({
  id: AcceptanceId,
  acceptanceNo: z.string(),
  sentence: z.string(),
  site: z.string(),
  state: AcceptanceState,
  level: RiskLevel,
  chainId: ChainId,
  caseNo: z.string(),
  requestedBy: z.string(),
  requestedAt: Instant,
  /** Who decides it, or decided it. */
  accountable: z.string().nullable(),
  owner: z.string(),
  /** Until when it was asked for, and until when it was accepted; both days included. */
  wishedUntilOn: CalendarDate,
  untilOn: CalendarDate.nullable(),
  renewal: z.number().int(),
  devices: z.number().int(),
  findings: z.number().int(),
  endedAt: Instant.nullable(),
  endedWhy: z.string().nullable(),
});
export type AcceptanceRow = z.infer<typeof AcceptanceRow>;

const words = csvOf(z.string().max(200));
const AcceptanceFilter = z.object({
  site: csvOf(z.coerce.number().int().positive()),
  state: words,
  level: words,
  ends: words,
});
export const acceptances = endpoint({
  method: 'GET',
  path: '/acceptances',
  permission: 'work.read',
  summary: 'The register of accepted risks and of those asked for',
  input: PageInput.extend(AcceptanceFilter.shape),
  output: pageOf(AcceptanceRow),
});
export const acceptancesFile = endpoint({
  method: 'GET',
  path: '/acceptances.csv',
  permission: 'work.read',
  produces: 'text/csv',
  summary: 'Exactly the acceptances shown, as CSV',
  input: PageInput.extend(AcceptanceFilter.shape),
  output: z.string(),
});

const Question = z.object({
  id: QuestionId,
  part: z.enum(['assess', 'consult']),
  role: z.string(),
  roleName: z.string(),
  label: z.string(),
  openedAt: Instant,
  dueAt: Instant,
  answer: z.enum(['yes', 'yes_with_conditions', 'no', 'lapsed']).nullable(),
  answerText: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
  hash: z.string().nullable(),
  /** It is asked, now, of the person who looks. */
  isMine: z.boolean(),
});
const Control = z.object({
  id: ControlId,
  what: z.string(),
  owner: z.string(),
  ownerPersonId: PersonId,
  checkOn: CalendarDate,
  checkedAt: Instant.nullable(),
  checkedBy: z.string().nullable(),
  note: z.string().nullable(),
  isMine: z.boolean(),
});
/** What the person who looks may do now; the server checks again when it is done. */
export const AcceptanceAct = z.enum([
  'approve',
  'refuse',
  'withdraw',
  'review',
  'close',
  'revoke',
  'renew',
  'take_note',
]);
export const AcceptanceDetail = AcceptanceRow.extend({
  remedyId: RemedyId,
  reason: z.string(),
  conditions: z.string(),
  cves: z.array(z.string()),
  parties: z.array(Party),
  questions: z.array(Question),
  controls: z.array(Control),
  /** The risk when it was asked for, when it was accepted, and now (null when nothing is open any more). */
  factsAsked: RiskFacts,
  factsDecided: RiskFacts.nullable(),
  factsNow: RiskFacts.nullable(),
  /** In what the risk is worse now than when it was asked for or accepted. */
  worse: z.array(z.string()),
  mostDays: z.number().int(),
  latestOn: CalendarDate,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionText: z.string().nullable(),
  hash: z.string().nullable(),
  reviewOn: CalendarDate.nullable(),
  reviewedAt: Instant.nullable(),
  seenAt: Instant.nullable(),
  renewsId: AcceptanceId.nullable(),
  allowed: z.array(AcceptanceAct),
  history: z.array(z.object({ seq: z.string(), at: Instant, actor: z.string(), sentence: z.string() })),
  matrixVersion: z.number().int(),
  version: z.number().int(),
});
export type AcceptanceDetail = z.infer<typeof AcceptanceDetail>;
export const oneAcceptance = endpoint({
  method: 'GET',
  path: '/acceptances/:acceptanceId',
  permission: 'signed_in',
  summary: 'One acceptance, for those who take part in it',
  input: z.object({ acceptanceId: AcceptanceId }),
  output: AcceptanceDetail,
});

/** Whether this person may ask that the risk of a case be accepted, and within which limits. */
export const acceptanceOfCase = endpoint({
  method: 'GET',
  path: '/cases/:chainId/acceptance',
  permission: 'signed_in',
  summary: 'The acceptance of the risk of a case, and whether one may be asked for',
  input: z.object({ chainId: ChainId }),
  output: z.object({
    current: z
      .object({
        id: AcceptanceId,
        acceptanceNo: z.string(),
        state: AcceptanceState,
        untilOn: CalendarDate.nullable(),
      })
      .nullable(),
    mayAsk: z.boolean(),
    whyNot: z.string().nullable(),
    level: RiskLevel,
    latestOn: CalendarDate,
    renewal: z.number().int(),
    accountable: z.string().nullable(),
    /** Who looks after it unless another is named. */
    owner: z.string().nullable(),
  }),
});

// --- What people do -----------------------------------------------------------------------------------------------
const text = z.string().trim().max(2000);
export const askAcceptance = endpoint({
  method: 'POST',
  path: '/cases/:chainId/ask-acceptance',
  permission: 'work.act',
  summary: 'Ask that the risk of a case be accepted for a limited time, or that its acceptance be renewed',
  input: z.object({
    chainId: ChainId,
    reason: text.min(10),
    conditions: text.default(''),
    untilOn: CalendarDate,
    ownerPersonId: PersonId.optional(),
    controls: z
      .array(
        z.object({
          what: z.string().trim().min(5).max(500),
          ownerPersonId: PersonId.optional(),
          checkOn: CalendarDate,
        }),
      )
      .min(1)
      .max(20),
  }),
  output: AcceptanceDetail,
});
export const answerAcceptance = endpoint({
  method: 'POST',
  path: '/acceptance-questions/:questionId/answer',
  permission: 'work.act',
  summary: 'Assess a risk that is to be accepted, or answer as one consulted',
  input: z.object({
    questionId: QuestionId,
    answer: z.enum(['yes', 'yes_with_conditions', 'no']),
    text: text.optional(),
  }),
  output: AcceptanceDetail,
});
const onAcceptance = z.object({ acceptanceId: AcceptanceId, version: z.number().int() });
export const approveAcceptance = endpoint({
  method: 'POST',
  path: '/acceptances/:acceptanceId/approve',
  permission: 'work.act',
  summary: 'The accountable accepts the risk until a day',
  input: onAcceptance.extend({ untilOn: CalendarDate, statement: text.min(3) }),
  output: AcceptanceDetail,
});
export const refuseAcceptance = endpoint({
  method: 'POST',
  path: '/acceptances/:acceptanceId/refuse',
  permission: 'work.act',
  summary: 'The accountable does not accept the risk',
  input: onAcceptance.extend({ reason: text.min(3) }),
  output: AcceptanceDetail,
});
export const withdrawAcceptance = endpoint({
  method: 'POST',
  path: '/acceptances/:acceptanceId/withdraw',
  permission: 'work.act',
  summary: 'Whoever asked takes the request back',
  input: onAcceptance.extend({ reason: text.min(3) }),
  output: AcceptanceDetail,
});
export const reviewAcceptance = endpoint({
  method: 'POST',
  path: '/acceptances/:acceptanceId/review',
  permission: 'work.act',
  summary: 'Its owner has looked: the acceptance still fits',
  input: onAcceptance.extend({ reason: text.min(3) }),
  output: AcceptanceDetail,
});
export const closeAcceptance = endpoint({
  method: 'POST',
  path: '/acceptances/:acceptanceId/close',
  permission: 'work.act',
  summary: 'End the acceptance before its time: the case goes on',
  input: onAcceptance.extend({ reason: text.min(3) }),
  output: AcceptanceDetail,
});
export const revokeAcceptance = endpoint({
  method: 'POST',
  path: '/acceptances/:acceptanceId/revoke',
  permission: 'work.act',
  summary: 'Revoke it by hand, for an incident or anything that makes it another risk',
  input: onAcceptance.extend({ reason: text.min(3) }),
  output: AcceptanceDetail,
});
export const noteRevocation = endpoint({
  method: 'POST',
  path: '/acceptances/:acceptanceId/take-note',
  permission: 'work.act',
  summary: 'The accountable has seen that it was revoked, and says how it goes on',
  input: onAcceptance.extend({ reason: text.min(3) }),
  output: AcceptanceDetail,
});
export const checkControl = endpoint({
  method: 'POST',
  path: '/acceptance-controls/:controlId/check',
  permission: 'work.act',
  summary: 'Say that a compensating control is still there, or that it is gone',
  input: z.object({
    controlId: ControlId,
    isThere: z.boolean(),
    note: text.min(3),
    /** When it is looked at next; left out when it is gone. */
    nextOn: CalendarDate.optional(),
  }),
  output: AcceptanceDetail,
});
