// Taking open cases over to the version of the matrix in force: what it would change, then doing it.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { ChainId, ObligationId } from '../../../kernel/ids.ts';
import { CaseDetail } from './cases.ts';

const Line = z.object({
  letter: z.enum(['R', 'A', 'C', 'I']),
  role: z.string(),
  roleName: z.string(),
  label: z.string(),
  change: z.enum(['added', 'removed']),
  means: z.enum(['asks', 'drops', 'too_late_to_ask', 'ball_moves']).nullable(),
});
export const CaseEffect = z.object({
  chainId: ChainId,
  caseNo: z.string(),
  sentence: z.string(),
  fromVersion: z.number().int(),
  /** The version in force; the same as `fromVersion` where there is nothing to do. */
  toVersion: z.number().int(),
  steps: z.array(
    z.object({
      obligationId: ObligationId,
      activityId: z.string(),
      plain: z.string(),
      changes: z.array(Line),
    }),
  ),
});
export type CaseEffect = z.infer<typeof CaseEffect>;
export const AllEffect = z.object({
  toVersion: z.number().int(),
  /** Open cases that follow another version, and of these the ones where somebody would change. */
  cases: z.number().int(),
  casesChanged: z.number().int(),
  /** Each change with the number of cases it would happen in, most first; at most 500. */
  lines: z.array(
    Line.extend({
      activityId: z.string(),
      plain: z.string(),
      cases: z.number().int(),
      chainIds: z.array(ChainId),
    }),
  ),
});
export type AllEffect = z.infer<typeof AllEffect>;

export const caseEffect = endpoint({
  method: 'GET',
  path: '/cases/:chainId/re-resolve',
  permission: 'work.read',
  summary: 'Who would come and go if this case followed the matrix in force',
  input: z.object({ chainId: ChainId }),
  output: CaseEffect,
});
export const reResolveCase = endpoint({
  method: 'POST',
  path: '/cases/:chainId/re-resolve',
  permission: 'raci.write',
  summary: 'Take this case over to the matrix in force',
  /** `toVersion`: the version whose effect was looked at. */
  input: z.object({ chainId: ChainId, toVersion: z.number().int() }),
  output: CaseDetail,
});
export const allEffect = endpoint({
  method: 'GET',
  path: '/raci/re-resolve',
  permission: 'work.read',
  summary: 'Who would come and go if all open cases followed the matrix in force',
  input: z.object({}),
  output: AllEffect,
});
export const reResolveAll = endpoint({
  method: 'POST',
  path: '/raci/re-resolve',
  permission: 'raci.write',
  summary: 'Take all open cases over to the matrix in force',
  input: z.object({ toVersion: z.number().int() }),
  output: z.object({ cases: z.number().int(), casesChanged: z.number().int() }),
});
