import type { Ctx } from '../../../platform/ctx.ts';

/** Site names by id, for the labels of a facet. */
export const siteNames = async (ctx: Ctx): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await ctx.db.selectFrom('people.site').select(['id', 'name']).execute()).map((s) => [
      String(s.id),
      s.name,
    ]),
  );
