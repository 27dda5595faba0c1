import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import { ImportId } from '../../kernel/ids.ts';
import { job } from '../../platform/jobs/index.ts';

/** Takes an uploaded file in, one after another, each in a process of its own (`wardline import run ID`), so that the
 *  server stays small and a crash there ends only that import; the next try finishes it. */
export const importJob = job({
  name: 'inventory.import',
  payload: z.object({ importId: ImportId }),
  maxAttempts: 3,
  queue: 'inventory.import',
  run: async (ctx, { importId }) => {
    if (!ctx.station) throw new AppError('internal', 'Files are taken in by the server only.');
    const code = await ctx.station.runSelf(['import', 'run', String(importId)]);
    if (code !== 0 && code !== 1)
      throw new AppError('internal', `Import ${importId} ended with code ${code}.`);
  },
});

export const jobs = [importJob];
