import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { prove } from './service/prove.ts';
import { recastAll } from './service/recast.ts';
import { settle } from './service/settle.ts';
import { tick } from './service/tick.ts';

const nothing = z.object({});

/** Follows every change of inventory, intelligence, decisions: findings, remedies and cases brought in line. */
export const settleJob = job({
  name: 'work.settle',
  payload: nothing,
  queue: 'settle',
  maxAttempts: 10,
  run: async (ctx) => {
    const settled = await settle(ctx);
    ctx.log.info({ event: 'work.settled', ...settled });
  },
});

/** Names today's holders everywhere; also every hour, since absences begin and end by themselves. */
export const recastJob = job({
  name: 'work.recast',
  payload: nothing,
  queue: 'settle',
  maxAttempts: 10,
  cron: '7 * * * *',
  run: async (ctx) => {
    await recastAll(ctx);
    // Where nobody was there to hold a letter, there may be somebody now.
    await settle(ctx);
  },
});

/** What time alone brings about. */
export const tickJob = job({
  name: 'work.tick',
  payload: nothing,
  queue: 'tick',
  maxAttempts: 3,
  cron: '* * * * *',
  run: async (ctx) => {
    await tick(ctx);
  },
});

export const proveJob = job({
  name: 'work.prove',
  payload: nothing,
  queue: 'settle',
  maxAttempts: 3,
  cron: '0 2 * * *',
  run: async (ctx) => {
    const result = await prove(ctx);
    if (result.violationCount > 0)
      ctx.log.error({ event: 'work.proof_failed', violations: result.violationCount });
  },
});

export const jobs = [settleJob, recastJob, tickJob, proveJob];
