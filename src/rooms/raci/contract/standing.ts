// What people hand on to others, within which limits, and what activities need of those who do them.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { PersonId } from '../../../kernel/ids.ts';
import { CalendarDate } from '../../../kernel/time.ts';
import { ActivityId, Authority } from '../model.ts';

const DelegationId = z.coerce.number().int().positive().max(2_147_483_647);
const skill = z.string().trim().min(1).max(120);
export const DelegationView = z.object({
  id: DelegationId,
  from: z.object({ id: PersonId, name: z.string() }),
  to: z.object({ id: PersonId, name: z.string() }),
  activityIds: z.array(z.string()).nullable(),
  fromOn: CalendarDate,
  untilOn: CalendarDate,
  reason: z.string().nullable(),
  limits: Authority.nullable(),
  /** How far it reaches, in words. */
  reach: z.string(),
  state: z.enum(['to_come', 'in_force', 'over']),
  mayEnd: z.boolean(),
});
export type DelegationView = z.infer<typeof DelegationView>;
export const delegations = endpoint({
  method: 'GET',
  path: '/people/:personId/delegations',
  permission: 'people.read',
  summary: 'What a person has handed to others and others to them; the newest hundred',
  input: z.object({ personId: PersonId }),
  output: z.object({
    name: z.string(),
    delegations: z.array(DelegationView),
    activities: z.array(z.object({ id: z.string(), plain: z.string() })),
    mayMake: z.boolean(),
  }),
});
export const makeDelegation = endpoint({
  method: 'POST',
  path: '/delegations/make',
  permission: 'work.act',
  summary:
    'Hands activities on to somebody for a while; what goes beyond the limits stays with whoever handed them on',
  input: z.object({
    fromPersonId: PersonId,
    toPersonId: PersonId,
    activityIds: z.array(ActivityId).min(1).max(100).nullable(),
    fromOn: CalendarDate,
    untilOn: CalendarDate,
    reason: z.string().trim().max(500).nullable().default(null),
    limits: Authority.nullable().default(null),
  }),
  output: z.object({ delegationId: DelegationId }),
});
export const endDelegation = endpoint({
  method: 'POST',
  path: '/delegations/:delegationId/end',
  permission: 'work.act',
  summary: 'Ends a delegation at once: what it gave goes back',
  input: z.object({ delegationId: DelegationId }),
  output: z.object({}),
});

export const SkillNeedView = z.object({
  activityId: z.string(),
  activity: z.string(),
  skill: z.string(),
  /** Who is trained in it today, by name. */
  trained: z.array(z.string()),
  /** The day after which nobody is; null where somebody's training does not run out, or nobody is trained. */
  lastOn: CalendarDate.nullable(),
});
export type SkillNeedView = z.infer<typeof SkillNeedView>;
export const skillNeeds = endpoint({
  method: 'GET',
  path: '/raci/training',
  permission: 'raci.read',
  summary: 'What activities need training in, and who has it today',
  input: z.object({}),
  output: z.object({
    needs: z.array(SkillNeedView),
    activities: z.array(z.object({ id: z.string(), plain: z.string() })),
  }),
});
export const addSkillNeed = endpoint({
  method: 'POST',
  path: '/raci/training/need',
  permission: 'raci.write',
  summary: 'Whoever does an activity must be trained in this',
  input: z.object({ activityId: ActivityId, skill }),
  output: z.object({}),
});
export const dropSkillNeed = endpoint({
  method: 'POST',
  path: '/raci/training/drop',
  permission: 'raci.write',
  summary: 'An activity does not need this training any more',
  input: z.object({ activityId: ActivityId, skill }),
  output: z.object({}),
});
