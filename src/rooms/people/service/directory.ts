// Who and where: people, teams, sites and wards for lists and pickers.
import { z } from 'zod';
import type { Ctx } from '../../../platform/ctx.ts';
import { fromCursor, toCursor } from '../../../platform/cursor.ts';
import * as store from '../store.ts';

const Cursor = z.object({ name: z.string(), id: z.number() });

/** People by name, a page. */
export async function people(
  ctx: Ctx,
  input: { q?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const after = fromCursor(Cursor, input.cursor);
  const page = await store.peoplePage(ctx.db, { q: input.q, limit: input.limit, after, today: ctx.today() });
  const last = page.items.length === input.limit ? page.items.at(-1) : undefined;
  return {
    ...page,
    next: last ? toCursor({ name: last.name.toLowerCase(), id: last.id }) : null,
    facets: [],
  };
}

/** Sites with their wards, by name. */
export async function places(ctx: Ctx) {
  const [sites, wards] = await Promise.all([store.sites(ctx.db), store.wards(ctx.db)]);
  return sites.map((site) => ({ ...site, wards: wards.filter((w) => w.siteId === site.id) }));
}

/** Teams with their members, by name. */
export const teams = (ctx: Ctx) => store.teams(ctx.db);
