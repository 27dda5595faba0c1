// Looking at imports: the list, one, its rows that need a person, and the file of refused rows.
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { ImportId } from '../../../kernel/ids.ts';
import type { SheetRow } from '../../../kernel/sheet.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { fromCursor, toCursor } from '../../../platform/cursor.ts';
import { emit } from '../../../platform/events.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { audit } from '../../../platform/ledger.ts';
import { everyRow, listOf } from '../../../platform/list.ts';
import { BOM, csvLine } from '../../../platform/tabular/guard.ts';
import { transact } from '../../../platform/transact.ts';
import type * as contract from '../contract.ts';
import { ImportRow, ImportSummary } from '../contract.ts';
import { RowProblem } from '../model.ts';
import { ownHeadings, type RefusedRow, refusedTable } from '../rules/refused.ts';
import { importList } from '../store/import-list.ts';
import * as store from '../store/imports.ts';

/** One import. @throws AppError `not_found`. */
export async function importSummary(ctx: Ctx, id: ImportId): Promise<ImportSummary> {
  const found = await store.summary(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such import.', { id });
  return ImportSummary.parse(found);
}

/** Imports, a page; the newest first unless another order is asked. */
export const imports = (ctx: Ctx, input: z.output<(typeof contract.imports)['input']>) =>
  listOf<ImportSummary>(ctx.db, importList(input), input);

/** The imports shown, as a file. */
export function importsFile(
  ctx: Ctx,
  input: z.output<(typeof contract.importsFile)['input']>,
): Promise<FileAnswer> {
  async function* lines(): AsyncGenerator<string> {
    yield csvLine([
      'file',
      'kind',
      'source',
      'state',
      'rows',
      'new',
      'changed',
      'same',
      'refused',
      'to look at',
      'started',
      'ended',
      'by',
      'message',
    ]);
    for await (const r of everyRow<ImportSummary>(ctx.db, importList(input), input.sort))
      yield csvLine([
        r.fileName,
        r.kind,
        r.source,
        r.state,
        String(r.totalRows),
        String(r.createdRows),
        String(r.updatedRows),
        String(r.unchangedRows),
        String(r.refusedRows),
        String(r.warningRows),
        r.startedAt,
        r.finishedAt ?? '',
        r.by ?? '',
        r.message ?? '',
      ]);
  }
  return Promise.resolve({ fileName: `imports-${ctx.today()}.csv`, chunks: lines() });
}

const Headers = z.record(z.string(), z.array(z.string()));
const Outcome = ImportRow.shape.outcome;
type RowsInput = {
  importId: ImportId;
  outcome?: z.output<typeof Outcome> | undefined;
  cursor?: string | undefined;
  limit: number;
};

const headersOf = async (
  ctx: Ctx,
  id: ImportId,
): Promise<{ headers: Record<string, string[]>; fileName: string }> => {
  const found = await store.importById(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such import.', { id });
  return { headers: Headers.safeParse(found.headers).data ?? {}, fileName: found.fileName };
};

/** Rows that need a person, in the order of the file. @throws AppError `not_found`. */
export async function importRows(ctx: Ctx, input: RowsInput) {
  const { headers } = await headersOf(ctx, input.importId);
  const after = fromCursor(z.object({ sheet: z.string(), rowNo: z.number() }), input.cursor);
  const outcomes = input.outcome ? [input.outcome] : Outcome.options;
  const { items, total } = await store.keptRows(ctx.db, {
    importId: input.importId,
    outcomes,
    after,
    limit: input.limit + 1,
  });
  const page = z.array(ImportRow).parse(items.slice(0, input.limit));
  const last = items.length > input.limit ? page.at(-1) : undefined;
  return {
    items: page,
    next: last ? toCursor({ sheet: last.sheet, rowNo: last.rowNo }) : null,
    total,
    facets: [],
    headers,
  };
}

const PAGE = 1_000;
const Kept = z.object({
  sheet: z.string(),
  rowNo: z.number(),
  outcome: Outcome,
  problems: z.array(RowProblem),
  cells: z.array(z.string()),
});

async function* refusedPages(
  ctx: Ctx,
  id: ImportId,
  headers: Readonly<Record<string, string[]>>,
): AsyncGenerator<RefusedRow[]> {
  let after: { sheet: string; rowNo: number } | null = null;
  for (;;) {
    const { items } = await store.keptRows(ctx.db, {
      importId: id,
      outcomes: ['refused', 'ambiguous'],
      after,
      limit: PAGE,
    });
    const rows = z.array(Kept).parse(items);
    yield rows.map((kept): RefusedRow => {
      const headings = headers[kept.sheet] ?? [];
      // A cell that was cut must not slip in unrepaired; its fault stands among the problems.
      const faults = kept.problems.flatMap((p): SheetRow['faults'] =>
        p.rule === 'cell_too_long'
          ? [{ column: headings.indexOf(p.column ?? ''), rule: 'cell_too_long', sentence: p.sentence }]
          : [],
      );
      return {
        headers: headings,
        row: { sheet: kept.sheet, row: kept.rowNo, cells: kept.cells, faults },
        problems: kept.problems,
      };
    });
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { sheet: last.sheet, rowNo: last.rowNo };
  }
}

/** The lines of the refused-rows file. Pages are laid out alike: the columns are those of all sheets together. */
async function* refusedLines(
  ctx: Ctx,
  id: ImportId,
  headers: Readonly<Record<string, string[]>>,
): AsyncGenerator<string> {
  const frame = Object.entries(headers).map(
    ([sheet, headings]): RefusedRow => ({
      headers: headings,
      row: { sheet, row: 0, cells: [], faults: [] },
      problems: [],
    }),
  );
  const { header } = refusedTable(frame);
  yield BOM + csvLine(header);
  const width = header.length - ownHeadings.length;
  for await (const page of refusedPages(ctx, id, headers)) {
    const table = refusedTable([...frame, ...page]);
    for (const row of table.rows.slice(frame.length)) {
      // Cells beyond the last heading have no column to come back in; they are kept with the import.
      yield csvLine([...row.slice(0, width), ...row.slice(-ownHeadings.length)]);
    }
  }
}

/** The refused rows as a file that imports again after repair. @throws AppError `not_found`. */
export async function refusedFile(ctx: Ctx, id: ImportId): Promise<FileAnswer> {
  const { headers, fileName } = await headersOf(ctx, id);
  return {
    fileName: `refused-${fileName.replace(/\.[a-z0-9]+$/i, '')}.csv`,
    chunks: refusedLines(ctx, id, headers),
  };
}

/** Ends imports whose process is gone; what they took in stays, and the file can be imported again. For the start of
 *  the server. Answers how many there were. */
export async function closeStaleImports(ctx: Ctx): Promise<number> {
  let closed = 0;
  for (const { id, isWaiting } of await store.runningImports(ctx.db)) {
    if (isWaiting) continue;
    await transact(ctx, async (ctx) => {
      if (!(await store.claimImport(ctx.db, id))) return;
      try {
        const s = await importSummary(ctx, id);
        const taken = s.createdRows + s.updatedRows + s.unchangedRows + s.refusedRows;
        const message = `The program stopped after ${taken} of ${s.totalRows} rows. What was taken in is complete row by row and stays; import the file again and the rest follows, nothing is doubled.`;
        await store.endImport(ctx.db, id, { state: 'failed', message, at: ctx.now() });
        audit(ctx, 'inventory.import_stopped', { kind: 'import', id }, { taken, of: s.totalRows });
        // What was taken in must be matched and owned, though the import never ended.
        if (taken > 0) await emit(ctx, 'inventory.changed');
        closed += 1;
      } finally {
        await store.releaseImport(ctx.db, id);
      }
    });
  }
  return closed;
}
