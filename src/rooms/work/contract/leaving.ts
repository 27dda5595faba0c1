// Somebody leaves: what they hold, and where each of it goes, before it is done.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { AcceptanceId, ChainId, PersonId } from '../../../kernel/ids.ts';
import { CalendarDate } from '../../../kernel/time.ts';

/** A staffing line: a role somebody holds somewhere, or stands in for. */
export const HeldRole = z.object({
  role: z.string(),
  roleName: z.string(),
  where: z.string(),
  as: z.enum(['holder', 'deputy', 'team']),
  /** Who has it afterwards; empty where nobody is named. */
  goesTo: z.array(z.string()),
});
/** Work that goes the same way: a letter, a claim or a question on one activity. */
export const Moved = z.object({
  what: z.enum(['R', 'A', 'C', 'I', 'claim', 'question']),
  activityId: z.string(),
  activity: z.string(),
  goesTo: z.array(z.string()),
  /** Nobody holds the letter afterwards: it falls to whoever answers for the gap. */
  isGap: z.boolean(),
  count: z.number().int(),
  /** The first few of these cases. */
  cases: z.array(z.object({ chainId: ChainId, caseNo: z.string(), sentence: z.string() })),
});
export type Moved = z.infer<typeof Moved>;
export const LeavingView = z.object({
  person: z.object({ id: PersonId, name: z.string(), title: z.string().nullable(), isActive: z.boolean() }),
  roles: z.array(HeldRole),
  work: z.array(Moved),
  caseCount: z.number().int(),
  /** Accepted risks they have a part in; without anybody who answers for it, one that is in force ends. */
  acceptances: z.array(
    z.object({
      acceptanceId: AcceptanceId,
      no: z.string(),
      sentence: z.string(),
      parts: z.array(z.enum(['owner', 'R', 'A', 'C', 'I', 'question', 'control'])),
      goesTo: z.array(z.string()),
      ends: z.boolean(),
    }),
  ),
  /** What others have handed them for a while, or they to others; over when they leave. */
  delegations: z.array(
    z.object({ from: z.string(), to: z.string(), activities: z.array(z.string()), untilOn: CalendarDate }),
  ),
});
export type LeavingView = z.infer<typeof LeavingView>;
export const leaving = endpoint({
  method: 'GET',
  path: '/people/:personId/leaving',
  permission: 'people.write',
  summary: 'What a person holds, and where each of it would go if they left today',
  input: z.object({ personId: PersonId }),
  output: LeavingView,
});
export const leave = endpoint({
  method: 'POST',
  path: '/people/:personId/leave',
  permission: 'people.write',
  summary: 'Takes a person out: their work goes on to others in the same moment',
  input: z.object({ personId: PersonId, reason: z.string().trim().min(3).max(1000) }),
  output: z.object({ casesChanged: z.number().int() }),
});
export const comeBack = endpoint({
  method: 'POST',
  path: '/people/:personId/come-back',
  permission: 'people.write',
  summary: 'Takes a person who had left back in',
  input: z.object({ personId: PersonId, reason: z.string().trim().min(3).max(1000) }),
  output: z.object({ casesChanged: z.number().int() }),
});
