// The matrix in force, and the compiled picture that resolving works on.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { dataFilesDir } from '../../../platform/root.ts';
import { transact } from '../../../platform/transact.ts';
import { neededRows } from '../engine/chain.ts';
import { compile } from '../engine/compile.ts';
import type { CompiledRaci } from '../engine/compiled.ts';
import type { MatrixDocument, OrgSnapshot } from '../model.ts';
import { parseMatrix } from '../rules/parse.ts';
import * as store from '../store.ts';

/** The matrix that ships with Wardline. @throws AppError `internal` when the file in `data/` is damaged. */
export async function standardMatrix(): Promise<MatrixDocument> {
  const parsed = parseMatrix(await readFile(join(dataFilesDir, 'raci', 'full.yaml'), 'utf8'));
  if (!parsed.ok)
    throw new AppError('internal', 'data/raci/full.yaml cannot be read.', { problems: parsed.problems });
  return parsed.matrix;
}

/** Puts a matrix in force as the next version. New work follows it; open work keeps the version it began with.
 *  @throws AppError `unprocessable` when rows are missing that cases are made of. */
export const putInForce = (ctx: Ctx, document: MatrixDocument): Promise<MatrixVersionId> =>
  transact(ctx, async (ctx) => {
    const missing = neededRows.filter((id) => !document.activities.some((a) => a.id === id));
    if (missing.length > 0)
      throw new AppError(
        'unprocessable',
        `This matrix cannot be in force: cases need the rows ${missing.join(', ')}, which it does not have.`,
        { missing },
      );
    const id = await store.putInForce(ctx.db, document, ctx.now());
    audit(
      ctx,
      'raci.matrix_in_force',
      { kind: 'matrix', id },
      { title: document.title, activities: document.activities.length },
    );
    return id;
  });

/** The version in force; the standard matrix becomes version 1 where there is none yet. */
export const inForce = (ctx: Ctx): Promise<store.MatrixVersion> =>
  transact(ctx, async (ctx) => {
    const found = await store.versionInForce(ctx.db);
    if (found) return found;
    const id = await putInForce(ctx, await standardMatrix());
    const made = await store.version(ctx.db, id);
    if (!made) throw new AppError('internal', 'The matrix was not kept.');
    return made;
  });

export type RaciNow = { raci: CompiledRaci; org: OrgSnapshot; version: store.MatrixVersion };

/** Compiled pictures by organisation and document: what one act resolved the next one need not. */
const compiled = new WeakMap<OrgSnapshot, Map<string, CompiledRaci>>();

function compiledOnce(version: store.MatrixVersion, org: OrgSnapshot): CompiledRaci {
  const byHash = compiled.get(org) ?? new Map<string, CompiledRaci>();
  compiled.set(org, byHash);
  const raci = byHash.get(version.hash) ?? compile(version.document, org);
  byHash.set(version.hash, raci);
  return raci;
}

/** The matrix (in force, or a version by id) compiled with the organisation as it stands. */
export async function raciNow(ctx: Ctx, versionId?: MatrixVersionId): Promise<RaciNow> {
  const version = versionId ? await store.version(ctx.db, versionId) : await inForce(ctx);
  if (!version) throw new AppError('not_found', 'No such version of the matrix.', { versionId });
  const org = await store.organisation(ctx.db);
  return { raci: compiledOnce(version, org), org, version };
}

/** Any version by its number. @throws AppError `not_found`. */
export async function versionByNumber(ctx: Ctx, number: number): Promise<store.MatrixVersion> {
  const found = await store.versionByNumber(ctx.db, number);
  if (!found) throw new AppError('not_found', `There is no version ${number} of the matrix.`, { number });
  return found;
}

/** Every version by number, title and state, the newest first. */
export const matrixVersions = (ctx: Ctx) => store.versions(ctx.db);
