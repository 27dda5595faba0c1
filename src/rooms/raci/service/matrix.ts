// The matrix in force, and the compiled picture that resolving works on.
import { AppError } from '../../../kernel/errors.ts';
import type { MatrixVersionId, PersonId } from '../../../kernel/ids.ts';
import { type Ctx, withActor } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { neededRows } from '../engine/chain.ts';
import { compile } from '../engine/compile.ts';
import type { CompiledRaci } from '../engine/compiled.ts';
import type { MatrixDocument, OrgSnapshot } from '../model.ts';
import * as versions from '../store/versions.ts';
import * as store from '../store.ts';
import { standardMatrix } from './templates.ts';

/** @throws AppError `unprocessable` when rows are missing that cases are made of. */
export function needRows(document: MatrixDocument): void {
  const missing = neededRows.filter((id) => !document.activities.some((a) => a.id === id));
  if (missing.length > 0)
    throw new AppError(
      'unprocessable',
      `This matrix cannot be in force: cases need the rows ${missing.join(', ')}, which it does not have.`,
      { missing },
    );
}

/** Puts a matrix in force as the next version. New work follows it; open work keeps the version it began with.
 *  @throws AppError `unprocessable` when rows are missing that cases are made of. */
export const putInForce = (ctx: Ctx, document: MatrixDocument): Promise<MatrixVersionId> =>
  transact(ctx, async (ctx) => {
    needRows(document);
    await versions.lockPublishing(ctx.db);
    const id = await versions.insertInForce(ctx.db, document, ctx.now());
    audit(
      ctx,
      'raci.matrix_in_force',
      { kind: 'matrix', id },
      { title: document.title, activities: document.activities.length },
    );
    return id;
  });

/** Puts what is signed in force when its instant has come, each once, the earliest first. Whoever reads the matrix does
 *  this first, so no work begins under a version whose time is over; a job does it where nobody reads. */
export async function putDueInForce(ctx: Ctx): Promise<void> {
  if ((await versions.due(ctx.db, ctx.now())).length === 0) return;
  await transact(ctx, async (ctx) => {
    await versions.lockPublishing(ctx.db);
    // Time did this, not whoever happened to read.
    const byTime = withActor(ctx, { kind: 'system', name: 'raci.put_in_force' });
    for (const { id, inForceFrom } of await versions.due(ctx.db, ctx.now())) {
      const number = await versions.bringInForce(ctx.db, id, inForceFrom ?? ctx.now());
      audit(byTime, 'raci.matrix_in_force', { kind: 'matrix', id }, { number, inForceFrom });
    }
    await emit(ctx, 'raci.changed');
  });
}

/** The version in force; the standard matrix becomes version 1 where there is none yet. */
export const inForce = (ctx: Ctx): Promise<store.MatrixVersion> =>
  transact(ctx, async (ctx) => {
    await putDueInForce(ctx);
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

/** The same as if a person were not here any more. */
export function raciWithout({ org, version }: RaciNow, personId: PersonId): RaciNow {
  const people = org.people.map((p) => (p.id === personId ? { ...p, isActive: false } : p));
  const without = { ...org, people };
  return { raci: compile(version.document, without), org: without, version };
}
