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
  /** Of those that are open: accepted until a day to come. */
  acceptedFindings: z.number().int().default(0),
  remedies: z.number().int(),
  chains: z.number().int(),
  obligations: z.number().int(),
  threshold: z.string(),
  violationCount: z.number().int(),
  violations: z.array(Violation),
  tookMs: z.number().int(),
  /** What could not be judged, and where it stands; proofs from before there were such links have none. */
  notEvaluated: z.array(
    z.object({ what: z.string(), count: z.number().int(), href: z.string().nullable().default(null) }),
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
