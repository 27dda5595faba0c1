// Two versions compared, with the names of the hospital's places.
import { AppError } from '../../../kernel/errors.ts';
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { DiffView } from '../contract.ts';
import type { MatrixDocument, OrgSnapshot } from '../model.ts';
import { diffMatrix } from '../rules/diff.ts';
import type { PlaceNames } from '../rules/diff-words.ts';
import * as rows from '../store/versions.ts';
import * as store from '../store.ts';
import { inForce } from './matrix.ts';
import { lineOf, versionRow } from './versions.ts';

const namesOf = (org: OrgSnapshot): PlaceNames => ({
  site: (id) => org.sites.find((site) => site.id === id)?.name ?? `site ${id}`,
  ward: (id) => org.wards.find((ward) => ward.id === id)?.name ?? `ward ${id}`,
});

/** Those of the first, then what only the second has. */
const both = <T>(first: readonly T[], second: readonly T[], key: (one: T) => string): T[] => {
  const known = new Set(first.map(key));
  return [...first, ...second.filter((one) => !known.has(key(one)))];
};

/** What is not the same in two versions; `from` left out is the one in force. @throws AppError `not_found`. */
export async function diffVersions(
  ctx: Ctx,
  { from, to }: { from?: MatrixVersionId | undefined; to: MatrixVersionId },
): Promise<DiffView> {
  const now = await inForce(ctx);
  const [b, a] = [await versionRow(ctx, from ?? now.id), await versionRow(ctx, to)];
  const [before, after] = await Promise.all([rows.documentOf(ctx.db, b.id), rows.documentOf(ctx.db, a.id)]);
  return {
    from: lineOf(b),
    to: lineOf(a),
    groups: both(after.groups, before.groups, (g) => g.id),
    roles: both(after.roles, before.roles, (r) => r.code).map(({ code, plain }) => ({ code, plain })),
    activities: both(after.activities, before.activities, (row) => row.id).map(({ id, group, plain }) => ({
      id,
      group,
      plain,
    })),
    ...diffMatrix(before, after, namesOf(await store.organisation(ctx.db))),
  };
}

/** The id of the version with this number, for the command line. @throws AppError `not_found`. */
export async function versionIdOf(ctx: Ctx, number: number): Promise<MatrixVersionId> {
  await inForce(ctx);
  const row = (await rows.versionRows(ctx.db)).find((v) => v.number === number);
  if (!row) throw new AppError('not_found', `There is no version ${number} of the matrix.`);
  return row.id;
}

/** The matrix of the version with this number. @throws AppError `not_found`. */
export const versionNumbered = async (ctx: Ctx, number: number): Promise<MatrixDocument> =>
  rows.documentOf(ctx.db, await versionIdOf(ctx, number));
