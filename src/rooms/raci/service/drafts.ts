// Drafts: made from a version, a template or a file, edited cell by cell by several people without losing a change.

import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import type { DraftFromFile, EditAnswer, MatrixReading, VersionView } from '../contract.ts';
import { MatrixDocument } from '../model.ts';
import { type CellEdit, edited } from '../rules/edit.ts';
import { lintMatrix } from '../rules/lint-matrix.ts';
import { mayEdit } from '../rules/publication.ts';
import type { SheetLine } from '../rules/sheet/grid.ts';
import * as rows from '../store/versions.ts';
import { governors, mayGovern } from './governors.ts';
import { inForce } from './matrix.ts';
import { baseOf, type ReadMatrix, readMatrixFile } from './matrix-file.ts';
import { readingView } from './reading.ts';
import { template } from './templates.ts';
import { oneVersion, versionRow } from './versions.ts';

type From = { versionId: MatrixVersionId } | { template: string };

async function keep(
  ctx: Ctx,
  document: MatrixDocument,
  basedOn: MatrixVersionId | null,
  from: string,
): Promise<MatrixVersionId> {
  const id = await rows.insertDraft(ctx.db, { document, basedOn, by: actorId(ctx), at: ctx.now() });
  audit(ctx, 'raci.draft_made', { kind: 'matrix', id }, { title: document.title, from });
  return id;
}

/** A draft of a version (in any state) or of a template. @throws AppError `not_found`, `forbidden`. */
export const makeDraft = (
  ctx: Ctx,
  { from, title }: { from: From; title?: string | undefined },
): Promise<VersionView> =>
  transact(ctx, async (ctx) => {
    await mayGovern(ctx);
    const isTemplate = 'template' in from;
    const base = isTemplate ? null : await versionRow(ctx, from.versionId);
    const document = isTemplate
      ? await template(from.template)
      : await rows.documentOf(ctx.db, from.versionId);
    // A draft of a draft goes on from the version that one began with.
    const basedOn = base?.number === null ? base.basedOn : (base?.id ?? null);
    const name = isTemplate
      ? `template ${from.template}`
      : base?.number
        ? `v${base.number}`
        : `draft ${from.versionId}`;
    return oneVersion(ctx, await keep(ctx, { ...document, title: title ?? document.title }, basedOn, name));
  });

type FileInput = {
  fileName: string;
  sheet?: string | undefined;
  roles?: readonly string[] | undefined;
  activities?: readonly string[] | undefined;
};

async function readForDraft(ctx: Ctx, input: FileInput, upload: { readonly path: string } | null) {
  await mayGovern(ctx);
  if (!upload) throw new AppError('invalid', 'No file came with the request.');
  const { fileName, sheet, roles = [], activities = [] } = input;
  const base = await baseOf(ctx);
  const read = await readMatrixFile({ path: upload.path, fileName }, () => Promise.resolve(base), {
    sheet,
    choices: { roles, activities },
  });
  const twice = read.matrix ? twoAnswer(read.matrix, read) : [];
  return { view: readingView(read, base, twice), document: twice.length > 0 ? null : read.matrix };
}

/** A row with two A is refused with the file, as it is in an edit; one without is taken, to be mended in the draft. */
function twoAnswer(matrix: MatrixDocument, { table }: ReadMatrix): SheetLine[] {
  return matrix.activities.flatMap((activity) => {
    const roles = new Set(activity.cells.filter((c) => c.letters.includes('A')).map((c) => c.role));
    if (roles.size < 2) return [];
    const place = table?.read?.preview.rows.find(({ id }) => id === activity.id)?.place ?? activity.id;
    const sentence = `${activity.id} has two A: ${[...roles].join(', ')}. One row has one A.`;
    return [{ place, row: 0, column: 0, level: 'error', rule: 'V1', sentence }];
  });
}

/** How a file is read, before anything is made of it. @throws AppError `forbidden`, or for a file that cannot be read at all. */
export const readFileForDraft = async (
  ctx: Ctx,
  input: FileInput,
  upload: { readonly path: string } | null,
): Promise<MatrixReading> => (await readForDraft(ctx, input, upload)).view;

/** A draft from a file, whole or not at all. @throws AppError `forbidden`, or for a file that cannot be read at all. */
export const draftFromFile = (
  ctx: Ctx,
  input: FileInput,
  upload: { readonly path: string } | null,
): Promise<z.infer<typeof DraftFromFile>> =>
  transact(ctx, async (ctx) => {
    const { view, document } = await readForDraft(ctx, input, upload);
    if (!document) return { versionId: null, reading: view };
    const { id: basedOn } = await inForce(ctx);
    const versionId = await keep(ctx, MatrixDocument.parse(document), basedOn, input.fileName);
    return { versionId, reading: view };
  });

/** @throws AppError `conflict` when somebody else has changed it since `revision` was read. */
export function sameRevision(row: rows.VersionRow, revision: number): void {
  if (row.revision !== revision)
    throw new AppError('conflict', 'Somebody else has changed this draft meanwhile. Look at it again.', {
      revision: row.revision,
    });
}

/** Changes cells, all or none. Answers what each was, so that it can be undone.
 *  @throws AppError `conflict`, `forbidden`, `unprocessable` with rule, cell and, for two A, a repair. */
export const editCells = (
  ctx: Ctx,
  {
    versionId,
    revision,
    changes,
  }: { versionId: MatrixVersionId; revision: number; changes: readonly CellEdit[] },
): Promise<z.infer<typeof EditAnswer>> =>
  transact(ctx, async (ctx) => {
    const row = await versionRow(ctx, versionId, true);
    const may = mayEdit(
      { state: row.state, proposedBy: row.publishedBy, inForceFrom: row.inForceFrom },
      await governors(ctx),
      actorId(ctx),
    );
    if (!may.ok) throw new AppError(row.state === 'draft' ? 'forbidden' : 'conflict', may.sentence);
    sameRevision(row, revision);
    const after = edited(await rows.documentOf(ctx.db, versionId), changes);
    if (!after.ok) throw new AppError('unprocessable', after.refusal.sentence, { ...after.refusal });
    const steps = after.steps.map((step) => ({ ...step }));
    if (steps.length > 0) {
      await rows.saveDraft(ctx.db, versionId, after.document);
      await rows.noteSteps(ctx.db, versionId, steps, actorId(ctx), ctx.now());
      audit(
        ctx,
        'raci.cells_changed',
        { kind: 'matrix', id: versionId },
        { cells: steps.map((s) => `${s.activityId} ${s.role}: ${s.before || '-'} -> ${s.text || '-'}`) },
      );
    }
    return {
      revision: row.revision + (steps.length > 0 ? 1 : 0),
      steps,
      version: await oneVersion(ctx, versionId, false),
    };
  });

/** The faults that keep a draft from being proposed. */
export const ownErrors = (document: MatrixDocument): string[] =>
  lintMatrix(document)
    .filter((f) => f.level === 'error')
    .map((f) => f.sentence);
