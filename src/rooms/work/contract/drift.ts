// Drift: who acted, against who held the letter.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { ChainId, SiteId } from '../../../kernel/ids.ts';
import { CalendarDate, Instant } from '../../../kernel/time.ts';
import { driftKinds } from '../rules/drift.ts';
import { findingKinds } from '../rules/drift-findings.ts';

const Kind = z.enum(driftKinds);
const Letter = z.enum(['R', 'A', 'C']);
const Where = z.object({
  activityId: z.string(),
  step: z.string(),
  siteId: SiteId,
  site: z.string(),
  letter: Letter,
  role: z.string(),
  roleName: z.string(),
});
const DriftAct = z.object({
  id: z.string(),
  at: Instant,
  actor: z.string(),
  chainId: ChainId,
  caseNo: z.string(),
  kind: Kind,
  /** Who was named for it then. */
  named: z.string(),
});
export type DriftAct = z.infer<typeof DriftAct>;
export const DriftLine = Where.extend({
  count: z.number().int(),
  kinds: z.partialRecord(Kind, z.number().int()),
  /** The newest that were not simply as the matrix says, at most 20. */
  acts: z.array(DriftAct),
});
export type DriftLine = z.infer<typeof DriftLine>;
export const DriftFinding = Where.extend({
  kind: z.enum(findingKinds),
  n: z.number().int(),
  of: z.number().int(),
  sentence: z.string(),
  suggestion: z.string(),
});
export type DriftFinding = z.infer<typeof DriftFinding>;
export const Drift = z.object({
  /** Acts from then on; null: since the first. */
  sinceOn: CalendarDate.nullable(),
  countedAt: Instant,
  count: z.number().int(),
  kinds: z.partialRecord(Kind, z.number().int()),
  findings: z.array(DriftFinding),
  lines: z.array(DriftLine),
});
export type Drift = z.infer<typeof Drift>;
const DriftInput = z.object({ sinceOn: CalendarDate.optional(), siteId: SiteId.optional() });
export const drift = endpoint({
  method: 'GET',
  path: '/accounting/drift',
  permission: 'metrics.read',
  summary:
    'Who acted against who held the letter, counted by step, letter, role and site, with what could be changed',
  input: DriftInput,
  output: Drift,
});
export const driftFile = endpoint({
  method: 'GET',
  path: '/accounting/drift.csv',
  permission: 'metrics.read',
  produces: 'text/csv',
  summary: 'Every recorded act with the letter it needed and who held it then, as CSV',
  input: DriftInput,
  output: z.string(),
});
