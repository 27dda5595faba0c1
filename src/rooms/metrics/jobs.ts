import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { transact } from '../../platform/transact.ts';
import { recordDay } from './store.ts';

export const jobs = [
  job({
    name: 'metrics.record_day',
    payload: z.object({}),
    maxAttempts: 3,
    cron: '13 * * * *',
    run: (ctx) =>
      transact(ctx, async (ctx) => {
        await recordDay(ctx.db, ctx.today());
      }),
  }),
];
