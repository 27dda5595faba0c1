// What people do on a case: each a POST with its verb.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { DeviceId, GateId, NoticeId, ObligationId, PersonId } from '../../../kernel/ids.ts';
import { CalendarDate, Instant } from '../../../kernel/time.ts';
import { CaseDetail, DeviceOutcome } from './cases.ts';

// --- What people do -----------------------------------------------------------------------------------------------
const note = z.string().trim().max(2000);
export const answerGate = endpoint({
  method: 'POST',
  path: '/gates/:gateId/answer',
  permission: 'work.act',
  summary: 'Answer a question put to me',
  input: z.object({
    gateId: GateId,
    answer: z.enum(['yes', 'yes_with_conditions', 'no']),
    text: note.optional(),
  }),
  output: CaseDetail,
});
export const passOnGate = endpoint({
  method: 'POST',
  path: '/gates/:gateId/pass-on',
  permission: 'work.act',
  summary: 'Not mine: pass the question to somebody of my team or my deputy',
  input: z.object({ gateId: GateId, personId: PersonId, reason: note.min(3) }),
  output: CaseDetail,
});
const onObligation = z.object({ obligationId: ObligationId, version: z.number().int() });
export const startWork = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/start',
  permission: 'work.act',
  summary: 'Take the work and start it',
  input: onObligation,
  output: CaseDetail,
});
export const reportDevices = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/devices',
  permission: 'work.act',
  summary: 'Report the outcome for devices; each is answered by itself',
  input: z.object({
    obligationId: ObligationId,
    deviceIds: z.array(DeviceId).min(1).max(1000),
    outcome: DeviceOutcome,
    note: note.optional(),
    versionSeen: z.string().trim().max(100).optional(),
    /** The answer to the question of the case, where it asks one. */
    answer: z.enum(['yes', 'no']).optional(),
    nextPersonId: PersonId.optional(),
    nextAt: Instant.optional(),
  }),
  output: z.object({
    reports: z.array(z.object({ deviceId: DeviceId, ok: z.boolean(), message: z.string().nullable() })),
    case: CaseDetail,
  }),
});
export const finishWork = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/finish',
  permission: 'work.act',
  summary: 'The work is done, or done as far as it can be',
  input: onObligation.extend({ note: note.min(3), problem: note.optional() }),
  output: CaseDetail,
});
export const checkDevices = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/check',
  permission: 'work.act',
  summary: 'Check devices that somebody else did',
  input: z.object({
    obligationId: ObligationId,
    deviceIds: z.array(DeviceId).min(1).max(1000),
    outcome: z.enum(['passed', 'failed']),
    note: note.optional(),
  }),
  output: z.object({
    reports: z.array(z.object({ deviceId: DeviceId, ok: z.boolean(), message: z.string().nullable() })),
    case: CaseDetail,
  }),
});
export const decide = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/decide',
  permission: 'work.act',
  summary: 'The accountable decides when a question stayed open or was answered no',
  input: onObligation.extend({ decision: z.enum(['proceed', 'stop', 'ask_again']), reason: note.min(3) }),
  output: CaseDetail,
});
export const sign = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/sign',
  permission: 'work.act',
  summary: 'The accountable signs off',
  input: onObligation.extend({ statement: note.optional() }),
  output: CaseDetail,
});
export const returnWork = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/return',
  permission: 'work.act',
  summary: 'Give work back to whoever did it, with a reason',
  input: onObligation.extend({ reason: note.min(3) }),
  output: CaseDetail,
});
export const handOn = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/hand-on',
  permission: 'work.act',
  summary: 'Hand the work to one of those who may do it, with what was done and what is needed',
  input: onObligation.extend({ personId: PersonId, done: note.optional(), needed: note.min(3) }),
  output: CaseDetail,
});
export const handBack = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/hand-back',
  permission: 'work.act',
  summary: 'Give back what was handed to me and I have not taken, with a reason',
  input: onObligation.extend({ reason: note.min(3) }),
  output: CaseDetail,
});
export const hands = endpoint({
  method: 'GET',
  path: '/obligations/:obligationId/hands',
  permission: 'work.act',
  summary: 'Who may do this work, who of them is away, and how much each has in hand',
  input: z.object({ obligationId: ObligationId }),
  output: z.object({
    people: z.array(
      z.object({
        id: PersonId,
        name: z.string(),
        title: z.string().nullable(),
        awayUntil: CalendarDate.nullable(),
        /** Steps they have taken or were handed. */
        inHand: z.number().int(),
      }),
    ),
  }),
});
export const waitFor = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/wait',
  permission: 'work.act',
  summary: 'The work waits for the maker, the agreed window or parts; the ball is with them',
  input: onObligation.extend({ on: z.enum(['maker', 'window', 'parts']), note: note.min(3) }),
  output: CaseDetail,
});
export const resumeWork = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/resume',
  permission: 'work.act',
  summary: 'What was waited for is here; the work goes on',
  input: onObligation.extend({ note: note.optional() }),
  output: CaseDetail,
});
export const addEvidence = endpoint({
  method: 'POST',
  path: '/obligations/:obligationId/evidence',
  permission: 'work.act',
  summary: 'Add proof to a step',
  input: z.object({
    obligationId: ObligationId,
    kind: z.enum(['note', 'version_seen', 'test_record', 'document', 'maker_statement']),
    text: note.min(3),
    deviceId: DeviceId.optional(),
  }),
  output: CaseDetail,
});
export const acknowledge = endpoint({
  method: 'POST',
  path: '/notices/acknowledge',
  permission: 'work.act',
  summary: 'I have read this',
  input: z.object({ noticeIds: z.array(NoticeId).min(1).max(500) }),
  output: z.object({ acknowledged: z.number().int() }),
});
const most = 1000;
const eachOf = z.array(onObligation).min(1).max(most);
/** One act on several rows of My work. */
export const ManyActs = z.discriminatedUnion('act', [
  z.object({ act: z.literal('start'), steps: eachOf }),
  z.object({ act: z.literal('finish'), steps: eachOf, note: note.min(3) }),
  z.object({ act: z.literal('hand_on'), steps: eachOf, personId: PersonId, needed: note.min(3) }),
  z.object({ act: z.literal('acknowledge'), noticeIds: z.array(NoticeId).min(1).max(most) }),
]);
export const ManyReport = z.object({
  /** The step or the message it is about. */
  id: z.union([ObligationId, NoticeId]),
  ok: z.boolean(),
  message: z.string().nullable(),
});
export const actOnMany = endpoint({
  method: 'POST',
  path: '/work/act',
  permission: 'work.act',
  summary: 'One act on several rows of My work; each is judged and kept by itself',
  input: ManyActs,
  output: z.object({ reports: z.array(ManyReport) }),
});
export const colleagues = endpoint({
  method: 'GET',
  path: '/gates/:gateId/colleagues',
  permission: 'work.act',
  summary: 'To whom a question may be passed on',
  input: z.object({ gateId: GateId }),
  output: z.array(z.object({ id: PersonId, name: z.string(), title: z.string().nullable() })),
});
