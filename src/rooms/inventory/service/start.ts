// The beginning of an import: what the file is, who may bring it, and a place in the queue.
import { AppError } from '../../../kernel/errors.ts';
import type { ImportId } from '../../../kernel/ids.ts';
import type { Permission } from '../../../kernel/permission.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { isPgError } from '../../../platform/db/pool.ts';
import type { Upload } from '../../../platform/http/route.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import type { ImportKind, ImportSummary } from '../contract.ts';
import { importJob } from '../jobs.ts';
import * as store from '../store/imports.ts';
import { importSummary } from './imports.ts';
import { loadKnown } from './known.ts';
import { columnsOf, ImportOptions, wishesOf } from './options.ts';
import { sha256Of, spool } from './spool.ts';
import { survey } from './survey.ts';

/** What one must be allowed to do to bring a file of each kind: letters and people are not changed by an inventory right. */
const needs: Readonly<Record<ImportKind, Permission>> = {
  devices: 'inventory.import',
  zones: 'inventory.import',
  sites: 'people.write',
  wards: 'people.write',
  teams: 'people.write',
  people: 'people.write',
  absences: 'people.write',
  rota: 'people.write',
  staffing: 'raci.write',
  matrix: 'raci.write',
};

const sourceKind = (kind: ImportKind): store.SourceKind =>
  kind === 'devices' ? 'cmms' : kind === 'matrix' ? 'matrix' : kind === 'zones' ? 'network' : 'people';

/** Refuses a file whose kind the person may not change. @throws AppError `forbidden`. */
function refuseUnlessMay(ctx: Ctx, kind: ImportKind): void {
  if (ctx.actor.kind === 'person' && !ctx.actor.permissions.has(needs[kind]))
    throw new AppError(
      'forbidden',
      `Your account may not import ${kind}. Ask somebody who may change that.`,
      { permission: needs[kind] },
    );
}

/** The kind of a file, told from its headings. @throws AppError `invalid` when it is none. */
async function kindOf(ctx: Ctx, path: string, fileName: string): Promise<ImportKind> {
  const plan = await survey(path, fileName, await loadKnown(ctx), {
    wishes: wishesOf(ImportOptions.parse({}), {}, null),
    headOnly: true,
  });
  if (plan.kind === null)
    throw new AppError(
      'invalid',
      `${fileName}: ${plan.problems.join(' ') || 'its headings are not known.'}`,
      { file: fileName, rule: 'kind' },
    );
  return plan.kind;
}

export type NewImport = {
  path: string;
  fileName: string;
  source: string;
  kind: ImportKind;
  options: ImportOptions;
  key?: string | undefined;
};

/** Notes an import that is to be run; it says `running` until then. */
export async function noteImport(ctx: Ctx, input: NewImport): Promise<ImportId> {
  refuseUnlessMay(ctx, input.kind);
  const sha256 = await sha256Of(input.path);
  return transact(ctx, async (ctx) => {
    const source = await store.sourceOf(ctx.db, input.source, sourceKind(input.kind));
    return store.insertImport(ctx.db, {
      sourceId: source.id,
      kind: input.kind,
      fileName: input.fileName,
      sha256,
      startedAt: ctx.now(),
      personId: actorId(ctx),
      options: JSON.stringify(input.options),
      requestKey: input.key ?? null,
    });
  });
}

type StartInput = {
  fileName: string;
  source: string;
  mapping?: string | undefined;
  siteCode?: string | undefined;
  kind?: ImportKind | undefined;
  key?: string | undefined;
};

/** Takes an uploaded file, puts it in the queue and answers the import to watch. The same key twice is one import.
 *  @throws AppError `invalid` for a file of no known kind, `forbidden`. */
export async function startImport(
  ctx: Ctx,
  input: StartInput,
  upload: Upload | null,
): Promise<ImportSummary> {
  if (!upload) throw new AppError('invalid', 'No file came with this request.');
  const before = input.key === undefined ? undefined : await store.importByKey(ctx.db, input.key);
  if (before) return importSummary(ctx, before.id);
  const kind = input.kind ?? (await kindOf(ctx, upload.path, input.fileName));
  refuseUnlessMay(ctx, kind);
  const options = ImportOptions.parse({
    siteCode: input.siteCode ?? null,
    columns: columnsOf(input.mapping),
  });
  try {
    return await transact(ctx, async (ctx) => {
      const id = await noteImport(ctx, {
        path: upload.path,
        fileName: input.fileName,
        source: input.source,
        kind,
        options,
        key: input.key,
      });
      await spool(ctx, upload.path, id);
      audit(
        ctx,
        'inventory.import_received',
        { kind: 'import', id },
        { kind, source: input.source, fileName: input.fileName, bytes: upload.size },
      );
      await enqueue(ctx, importJob, { importId: id }, { key: `inventory.import:${id}` });
      return importSummary(ctx, id);
    });
  } catch (error) {
    // The same key in the same instant: the other request won.
    const other =
      input.key !== undefined && isPgError(error, '23505')
        ? await store.importByKey(ctx.db, input.key)
        : undefined;
    if (other) return importSummary(ctx, other.id);
    throw error;
  }
}
