// One act on many rows of My work. Each is an act of its own: judged like one, kept like one, refused like one.
import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { ManyActs, ManyReport } from '../contract.ts';
import { acknowledge, finishWork, handOn, startWork } from './acts.ts';

type Report = z.output<typeof ManyReport>;

/** Does the act on each row in the order given, each in a transaction of its own, and says what became of each. A refusal
 *  or a fault of one leaves the others as they are; a fault is logged and told without its inner words. */
export async function actOnMany(ctx: Ctx, input: z.output<typeof ManyActs>): Promise<{ reports: Report[] }> {
  if (input.act === 'acknowledge')
    return {
      reports: await each(ctx, input.noticeIds, async (id) => {
        const { acknowledged } = await acknowledge(ctx, { noticeIds: [id] });
        if (acknowledged === 0)
          throw new AppError('unprocessable', 'This was read already, or told to somebody else.');
      }),
    };
  const versions = new Map(input.steps.map((one) => [one.obligationId, one.version]));
  return {
    reports: await each(ctx, [...versions.keys()], async (obligationId) => {
      const on = { obligationId, version: versions.get(obligationId) ?? 0 };
      if (input.act === 'start') await startWork(ctx, on);
      else if (input.act === 'hand_on')
        await handOn(ctx, { ...on, personId: input.personId, needed: input.needed });
      else await finishWork(ctx, { ...on, note: input.note, withoutDevices: true });
    }),
  };
}

async function each<Id extends Report['id']>(
  ctx: Ctx,
  ids: readonly Id[],
  act: (id: Id) => Promise<void>,
): Promise<Report[]> {
  const reports: Report[] = [];
  for (const id of new Set(ids)) {
    try {
      await act(id);
      reports.push({ id, ok: true, message: null });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'internal') {
        ctx.log.error({ event: 'work.act_failed', id, err: error }, 'one of many acts failed');
        reports.push({
          id,
          ok: false,
          message: 'Something went wrong here. Open the case and try it there.',
        });
      } else reports.push({ id, ok: false, message: error.message });
    }
  }
  return reports;
}
