import { AppError } from '../../kernel/errors.ts';
import { job } from '../../platform/jobs/index.ts';
import { syncJob } from './job.ts';
import { sync } from './service/run.ts';

export const jobs = [
  job({
    ...syncJob,
    run: async (ctx, { from }) => {
      if (!ctx.station) {
        await sync(ctx, from);
        return;
      }
      const code = await ctx.station.runSelf(['intel', 'sync', '--from', from]);
      // 1 means that part of it was refused, which its feed page says.
      if (code > 1) throw new AppError('unavailable', `Reading ${from} ended with code ${code}.`);
    },
  }),
];
