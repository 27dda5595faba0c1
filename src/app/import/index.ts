// Which room takes which kind of file, and an import from a file on disk.
import { stat } from 'node:fs/promises';
import { AppError } from '../../kernel/errors.ts';
import type { ImportId } from '../../kernel/ids.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { transact } from '../../platform/transact.ts';
import type { ImportKind, ImportSummary } from '../../rooms/inventory/contract.ts';
import {
  ImportOptions,
  type LaterKinds,
  noteImport,
  runImport,
  sourceName,
  spoolPath,
  surveyed,
  unspool,
} from '../../rooms/inventory/index.ts';
import { applyStaffingRows, matrixFromFile } from '../../rooms/raci/index.ts';

/** What rooms after the inventory do with their files. */
export const laterKinds: LaterKinds = { staffing: applyStaffingRows, matrix: matrixFromFile };

export type FileImport = {
  readonly path: string;
  readonly fileName: string;
  readonly source?: string | undefined;
  readonly siteCode?: string | undefined;
  /** The kind the file must be; `people` stands for every kind of the people and staffing files. */
  readonly kind?: ImportKind | undefined;
  /** Heading to field, as a person said. */
  readonly headings?: Readonly<Record<string, string | null>>;
  readonly progress?: (done: number, total: number) => void;
};

/** Imports a file on disk from its first row to its last. A file that cannot be read answers as `failed` with why.
 *  @throws AppError `not_found` without the file, `invalid` when its kind is not known. */
export async function importFile(ctx: Ctx, file: FileImport): Promise<ImportSummary> {
  const info = await stat(file.path).catch(() => null);
  if (!info?.isFile()) throw new AppError('not_found', `There is no file ${file.path}.`);
  const wishes = { kind: file.kind ?? null, headings: file.headings ?? {} };
  const { plan, source } = await surveyed(
    ctx,
    { path: file.path, fileName: file.fileName, source: file.source ?? null, headOnly: true },
    wishes,
  );
  if (plan.kind === null)
    throw new AppError(
      'invalid',
      `${file.fileName}: ${plan.problems.join(' ') || 'its headings are not known.'}`,
      { file: file.fileName, rule: 'kind' },
    );
  const options = ImportOptions.parse({ siteCode: file.siteCode ?? null, headings: file.headings ?? {} });
  const id = await noteImport(ctx, {
    path: file.path,
    fileName: file.fileName,
    source: source ?? file.source ?? sourceName(file.fileName),
    kind: plan.kind,
    options,
  });
  return runImport(ctx, id, {
    path: file.path,
    later: laterKinds,
    ...(file.progress ? { progress: file.progress } : {}),
  });
}

/** Runs an import whose file waits in the spool, and removes the file when it is done with. */
export async function runSpooled(ctx: Ctx, id: ImportId): Promise<ImportSummary> {
  const summary = await runImport(ctx, id, { path: spoolPath(ctx, id), later: laterKinds });
  await unspool(ctx, id);
  return summary;
}

class Rehearsed extends Error {}

/** What an import would do: it is done in one transaction that is then undone. */
export async function rehearse<T>(
  ctx: Ctx,
  file: FileImport,
  look: (ctx: Ctx, summary: ImportSummary) => Promise<T>,
): Promise<T> {
  let seen: { value: T } | undefined;
  await transact({ ...ctx, subscribers: new Map() }, async (ctx) => {
    const summary = await importFile(ctx, file);
    seen = { value: await look(ctx, summary) };
    throw new Rehearsed('undo');
  }).catch((error: unknown) => {
    if (!(error instanceof Rehearsed)) throw error;
  });
  if (!seen) throw new AppError('internal', 'The rehearsal did not end.');
  return seen.value;
}
