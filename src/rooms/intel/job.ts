// How a sync is queued: its name and payload. What it does is bound in `jobs.ts`.
import { z } from 'zod';

export const syncJob = {
  name: 'intel.sync',
  queue: 'heavy',
  maxAttempts: 3,
  payload: z.object({ from: z.string() }),
} as const;
