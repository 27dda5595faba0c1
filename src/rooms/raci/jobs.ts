import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { putDueInForce } from './service/matrix.ts';

/** Puts signed versions in force when their day comes, where nobody reads the matrix in that minute. */
const putInForceJob = job({
  name: 'raci.put_in_force',
  payload: z.object({}),
  queue: 'settle',
  maxAttempts: 3,
  cron: '* * * * *',
  run: putDueInForce,
});

export const jobs = [putInForceJob];
