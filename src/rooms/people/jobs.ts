import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { changeShifts } from './service/duty.ts';

/** Sees that shifts change: who is on call now is noted, and work follows. */
const changeShiftsJob = job({
  name: 'people.change_shifts',
  payload: z.object({}),
  queue: 'people',
  maxAttempts: 3,
  cron: '* * * * *',
  run: async (ctx) => {
    await changeShifts(ctx);
  },
});

export const jobs = [changeShiftsJob];
