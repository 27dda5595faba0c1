// The mark of an accepted risk. Work says until when; here it is only shown: findings stay open, counted and decided as they are.
import type { RemedyId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';

/** Notes until when the risk that a remedy ends is accepted; null: it is not, or no longer. */
export const markAccepted = async (
  ctx: Ctx,
  remedyId: RemedyId,
  untilOn: CalendarDate | null,
): Promise<void> => {
  await ctx.db
    .updateTable('risk.remedy')
    .set({ acceptedUntil: untilOn })
    .where('id', '=', remedyId)
    .execute();
};
