import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { send } from './service/send.ts';
import { sort } from './service/sort.ts';

/** Every minute: what is new goes into envelopes, and the envelopes that are due leave. */
export const postJob = job({
  name: 'notices.post',
  payload: z.object({}),
  queue: 'notices',
  maxAttempts: 3,
  cron: '* * * * *',
  run: async (ctx) => {
    const sorted = await sort(ctx);
    const sent = await send(ctx);
    if (sorted > 0 || sent.sent > 0 || sent.failed > 0)
      ctx.log.info({ event: 'notices.posted', sorted, ...sent });
  },
});

export const jobs = [postJob];
