// The clocks in force, and putting new ones in force.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Instant } from '../../../kernel/time.ts';
import { ClockPolicy } from '../rules/clock-policy.ts';

export const ClocksView = z.object({
  number: z.number().int(),
  policy: ClockPolicy,
  text: z.string(),
  reason: z.string(),
  madeBy: z.string().nullable(),
  inForceFrom: Instant,
  versions: z.array(
    z.object({
      number: z.number().int(),
      reason: z.string(),
      madeBy: z.string().nullable(),
      inForceFrom: Instant,
    }),
  ),
});
export type ClocksView = z.infer<typeof ClocksView>;
export const clocks = endpoint({
  method: 'GET',
  path: '/raci/clocks',
  permission: 'raci.read',
  summary: 'By when, how long others are waited for, when people are reminded: the clocks in force',
  input: z.object({}),
  output: ClocksView,
});
export const publishClocks = endpoint({
  method: 'POST',
  path: '/raci/clocks',
  permission: 'raci.write',
  summary: 'Puts clocks in force for cases that begin from now on',
  input: z.object({ text: z.string().min(1).max(200_000), reason: z.string().trim().min(3).max(1000) }),
  output: ClocksView,
});
