// The matrix in force, and who holds its letters here and today.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { DeviceId, MatrixVersionId, PersonId, SiteId, TeamId, WardId } from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import { Instant } from '../../../kernel/time.ts';
import { Condition, Letter } from '../model.ts';

export const LintLine = z.object({
  rule: z.string(),
  level: z.string(),
  activityId: z.string().nullable(),
  role: z.string().nullable(),
  sentence: z.string(),
  why: z.string(),
  /** The page where it is mended, if it is not the matrix. */
  mendAt: z.string().nullable().optional(),
});
export const MatrixView = z.object({
  id: MatrixVersionId,
  number: z.number().int(),
  title: z.string(),
  inForceFrom: Instant.nullable(),
  groups: z.array(z.object({ id: z.string(), title: z.string() })),
  roles: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      plain: z.string(),
      department: z.string(),
      isInternal: z.boolean(),
    }),
  ),
  activities: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      title: z.string(),
      plain: z.string(),
      ask: z.string(),
      seed: z.array(z.number().int()),
      cells: z.array(
        z.object({
          role: z.string(),
          letters: z.array(Letter),
          contract: z.boolean(),
          when: Condition.nullable(),
        }),
      ),
    }),
  ),
  lint: z.array(LintLine),
});
export type MatrixView = z.infer<typeof MatrixView>;
export const matrix = endpoint({
  method: 'GET',
  path: '/raci',
  permission: 'raci.read',
  summary: 'The matrix in force, with what the lint says',
  input: z.object({}),
  output: MatrixView,
});

/** Somebody who holds a letter today, and why. `name` is a person's or a team's. */
export const HolderView = z.object({
  letter: Letter,
  role: z.string(),
  roleName: z.string(),
  personId: PersonId.nullable(),
  teamId: TeamId.nullable(),
  name: z.string(),
  standsInFor: z.string().nullable(),
  contract: z.boolean(),
  reasons: z.array(Reason),
});
export type HolderView = z.infer<typeof HolderView>;
export const GapView = z.object({
  letter: Letter,
  role: z.string().nullable(),
  what: z.string(),
  isBlocking: z.boolean(),
  ownedBy: z.array(z.string()),
  reasons: z.array(Reason),
});
export const ResolvedActivity = z.object({
  activityId: z.string(),
  holders: z.array(HolderView),
  gaps: z.array(GapView),
});
export type ResolvedActivity = z.infer<typeof ResolvedActivity>;
export const resolved = endpoint({
  method: 'GET',
  path: '/raci/resolved',
  permission: 'raci.read',
  summary: 'Who holds each letter here and today, with reasons',
  input: z.object({
    siteId: SiteId.optional(),
    wardId: WardId.optional(),
    deviceClass: z.string().max(200).optional(),
    manufacturer: z.string().max(200).optional(),
    activityId: z.string().max(20).optional(),
    at: Instant.optional(),
  }),
  output: z.array(ResolvedActivity),
});
export const deviceOwners = endpoint({
  method: 'GET',
  path: '/devices/:deviceId/owners',
  permission: 'raci.read',
  summary: 'Who holds which letter for one device',
  input: z.object({ deviceId: DeviceId }),
  output: z.array(ResolvedActivity),
});
