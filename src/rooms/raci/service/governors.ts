// Who keeps the matrix current: the people who hold R or A of that row today, at any site.
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { KEEPER_ROW, resolveWith } from '../engine/resolve.ts';
import type { Holder } from '../model.ts';
import { type Governors, governs } from '../rules/publication.ts';
import { raciNow } from './matrix.ts';

const peopleIn = (holders: readonly Holder[]): PersonId[] =>
  holders.filter((h) => !h.isOutside).flatMap((h) => (h.personId === null ? h.memberIds : [h.personId]));

/** Who answers for the matrix and who works on it, by the version in force and the people of now. */
export async function governors(ctx: Ctx): Promise<Governors> {
  const { raci, org } = await raciNow(ctx);
  const all = [{}, ...org.sites.map(({ id }) => ({ siteId: id }))].map((subject) =>
    resolveWith(raci, KEEPER_ROW, subject, ctx.now()),
  );
  return {
    accountable: [...new Set(all.flatMap((r) => peopleIn(r.A)))],
    responsible: [...new Set(all.flatMap((r) => peopleIn(r.R)))],
  };
}

/** @throws AppError `forbidden` for anybody but those who keep the matrix current. */
export async function mayGovern(ctx: Ctx): Promise<void> {
  if (!governs(await governors(ctx), actorId(ctx)))
    throw new AppError('forbidden', 'Only those who keep the matrix current (R or A of GOV-2) may do this.');
}
