// Who and where: people, teams, sites and wards for lists and pickers.
import type { z } from 'zod';
import type { Ctx } from '../../../platform/ctx.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { countsOf, everyRow, listOf } from '../../../platform/list.ts';
import { csvLine } from '../../../platform/tabular/guard.ts';
import type * as contract from '../contract.ts';
import { byTeam, peopleList } from '../store/people-list.ts';
import * as store from '../store.ts';

type Input = z.output<(typeof contract.people)['input']>;

const presence: Readonly<Record<string, string>> = {
  here: 'Here',
  away_covered: 'Away, somebody stands in',
  away_alone: 'Away, nobody stands in',
  left: 'Has left',
};
const account = { yes: 'Has an account', no: 'Has none' };

const wordsOf = async (ctx: Ctx) => ({
  presence,
  account,
  sites: { 0: 'All sites', ...Object.fromEntries((await store.sites(ctx.db)).map((s) => [s.id, s.name])) },
});

/** People, a page; counted by team too, though one may be in several. */
export async function people(ctx: Ctx, input: Input) {
  const words = await wordsOf(ctx);
  const [page, teams] = await Promise.all([
    listOf<contract.PersonRow>(ctx.db, peopleList(input, ctx.today(), words), input),
    countsOf(ctx.db, byTeam(input, ctx.today(), words)),
  ]);
  return { ...page, facets: [...page.facets, ...teams.facets.filter((f) => f.name === 'team')] };
}

/** The people shown, as a file. */
export async function peopleFile(
  ctx: Ctx,
  input: z.output<(typeof contract.peopleFile)['input']>,
): Promise<FileAnswer> {
  const spec = peopleList(input, ctx.today(), await wordsOf(ctx));
  async function* lines(): AsyncGenerator<string> {
    yield csvLine([
      'name',
      'e-mail',
      'title',
      'site',
      'teams',
      'organisation',
      'active',
      'away until',
      'stands in',
      'account',
    ]);
    for await (const r of everyRow<contract.PersonRow>(ctx.db, spec, input.sort))
      yield csvLine([
        r.name,
        r.email ?? '',
        r.title ?? '',
        r.site ?? 'All sites',
        r.teams.join('; '),
        r.organisation ?? '',
        r.isActive ? 'yes' : 'no',
        r.awayUntil ?? '',
        r.deputy ?? '',
        r.hasAccount ? 'yes' : 'no',
      ]);
  }
  return { fileName: `people-${ctx.today()}.csv`, chunks: lines() };
}

/** Sites with their wards, by name. */
export async function places(ctx: Ctx) {
  const [sites, wards] = await Promise.all([store.sites(ctx.db), store.wards(ctx.db)]);
  return sites.map((site) => ({ ...site, wards: wards.filter((w) => w.siteId === site.id) }));
}

/** Teams with their members, by name. */
export const teams = (ctx: Ctx) => store.teams(ctx.db);
