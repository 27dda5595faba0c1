// The coverage proof.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { ChainId, ObligationId, RemedyId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/time.ts';

// --- Proof --------------------------------------------------------------------------------------------------------
export const Violation = z.object({
  rule: z.string(),
  sentence: z.string(),
  chainId: ChainId.nullable(),
  obligationId: ObligationId.nullable(),
  remedyId: RemedyId.nullable(),
  count: z.number().int(),
});
export const ProofResult = z.object({
  at: Instant,
  openFindings: z.number().int(),
  coveredFindings: z.number().int(),
  remedies: z.number().int(),
  chains: z.number().int(),
  obligations: z.number().int(),
  threshold: z.string(),
  violationCount: z.number().int(),
  violations: z.array(Violation),
  tookMs: z.number().int(),
  notEvaluated: z.array(
    z.object({
      what: z.string(),
      count: z.number().int(),
      /** Which list counts them; missing in proofs kept before there was one. */
      list: z.enum(['unknown_version', 'possible', 'unclassified', 'feeds']).optional(),
    }),
  ),
});
export type ProofResult = z.infer<typeof ProofResult>;
export const proof = endpoint({
  method: 'GET',
  path: '/proof',
  permission: 'metrics.read',
  summary: 'The last coverage proof',
  input: z.object({}),
  output: ProofResult.nullable(),
});
export const runProof = endpoint({
  method: 'POST',
  path: '/proof/run',
  permission: 'metrics.read',
  summary: 'Prove again now, from scratch',
  input: z.object({}),
  output: ProofResult,
});
