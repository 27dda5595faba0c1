// "What if": a scenario tried on the open work and on what was recorded.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { MatrixVersionId, OrganisationId, PersonId } from '../../../kernel/ids.ts';
import { csvOf } from '../../../kernel/page.ts';
import { CalendarDate } from '../../../kernel/time.ts';
import { VersionState } from '../../raci/contract.ts';
import { PersonWork, SimulationResult } from '../../raci/model.ts';

/** `away`: `person:from:to`, both days included, e.g. `12:2026-12-01:2026-12-14`. `version`: any version of the
 *  matrix in place of the one in force, a draft too. */
export const whatIf = endpoint({
  method: 'GET',
  path: '/raci/what-if',
  permission: 'raci.read',
  summary: 'What would come of absences, lost contracts, more work or another matrix',
  input: z.object({
    fromOn: CalendarDate.optional(),
    weeks: z.coerce.number().int().min(1).max(26).default(8),
    away: csvOf(
      z
        .string()
        .regex(/^\d{1,10}:\d{4}-\d\d-\d\d:\d{4}-\d\d-\d\d$/, 'person:from:to, with dates as 2026-12-01'),
    ),
    lost: csvOf(OrganisationId),
    growth: z.coerce.number().min(0.1).max(10).default(1),
    hours: z.coerce.number().min(1).max(60).optional(),
    version: MatrixVersionId.optional(),
  }),
  output: SimulationResult,
});

export const WhatIfChoices = z.object({
  people: z.array(z.object({ id: PersonId, name: z.string(), role: z.string().nullable() })),
  partners: z.array(
    z.object({ id: OrganisationId, name: z.string(), kind: z.string(), people: z.number().int() }),
  ),
  /** Drafts and proposals first, then what is or was in force, the newest first. `number` is null before it is in force. */
  matrices: z.array(
    z.object({
      id: MatrixVersionId,
      number: z.number().int().nullable(),
      title: z.string(),
      state: VersionState,
    }),
  ),
});
export type WhatIfChoices = z.infer<typeof WhatIfChoices>;
export const whatIfChoices = endpoint({
  method: 'GET',
  path: '/raci/what-if/choices',
  permission: 'raci.read',
  summary: 'The people, partners and versions of the matrix that can be supposed',
  input: z.object({}),
  output: WhatIfChoices,
});

export const LoadView = z.object({
  assumptions: z.array(z.string()),
  weeks: z.array(CalendarDate),
  hoursPerWeek: z.number(),
  /** The main role of each in words; null where the matrix gives them none. */
  people: z.array(PersonWork.extend({ role: z.string().nullable() })),
});
export type LoadView = z.infer<typeof LoadView>;
export const load = endpoint({
  method: 'GET',
  path: '/raci/load',
  permission: 'raci.read',
  summary: 'Hours of work against hours there are, by person and week, as things stand',
  input: z.object({
    weeks: z.coerce.number().int().min(1).max(26).default(6),
    hours: z.coerce.number().min(1).max(60).optional(),
  }),
  output: LoadView,
});
