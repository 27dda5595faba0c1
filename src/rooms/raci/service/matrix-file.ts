// A matrix from a file: read, linted, and put in force when nothing is wrong with it.
import { readFile, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../kernel/errors.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { readTable as readSheets } from '../../../platform/tabular/read-table.ts';
import { transact } from '../../../platform/transact.ts';
import { MatrixDocument } from '../model.ts';
import { lintMatrix } from '../rules/lint-matrix.ts';
import { parseMatrix } from '../rules/parse.ts';
import { readTable } from '../rules/table-io.ts';
import { versionInForce } from '../store.ts';
import { putDueInForce, putInForce } from './matrix.ts';
import { standardMatrix } from './templates.ts';

type Problem = { row: number; rule: string; sentence: string };
/** How a matrix file ended: in force (or the one in force already), or what is wrong with it and where. */
export type MatrixFile =
  | {
      readonly ok: true;
      readonly activities: number;
      readonly isNew: boolean;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };
export type ReadMatrix =
  | { ok: true; matrix: MatrixDocument; notes: string[] }
  | { ok: false; problems: Problem[] };

const MAX_BYTES = 8 * 2 ** 20;

async function fromYaml(path: string, fileName: string): Promise<ReadMatrix> {
  if ((await stat(path)).size > MAX_BYTES)
    throw new AppError('too_large', `${fileName}: a matrix is not larger than 8 MB.`, { file: fileName });
  const parsed = parseMatrix(await readFile(path, 'utf8'));
  return parsed.ok
    ? { ok: true, matrix: parsed.matrix, notes: parsed.notes.map((n) => n.sentence) }
    : {
        ok: false,
        problems: parsed.problems.map((p) => ({
          row: p.line,
          rule: p.rule,
          sentence: p.place === '' ? p.sentence : `${p.place}: ${p.sentence}`,
        })),
      };
}

/** The first sheet as a table; words and flow of known activities come from `base`. */
async function fromTable(path: string, fileName: string, base: MatrixDocument): Promise<ReadMatrix> {
  const rows: (readonly string[])[] = [];
  let sheet: string | undefined;
  for await (const batch of readSheets(path, { fileName, limits: { rows: 5_000, columns: 300 } }))
    for (const row of batch) {
      sheet ??= row.sheet;
      if (row.sheet !== sheet) continue;
      while (rows.length < row.row - 1) rows.push([]);
      rows.push(row.cells);
    }
  const read = readTable(rows, base, { id: base.id, title: fileName.replace(/\.[a-z]+$/i, '') });
  return read.ok
    ? { ok: true, matrix: read.matrix, notes: read.notes.map((n) => n.sentence) }
    : { ok: false, problems: read.problems.map(({ row, rule, sentence }) => ({ row, rule, sentence })) };
}

/** What a table takes words and flow from: the matrix in force, else the standard one. */
export const baseOf = async (ctx: Ctx): Promise<MatrixDocument> =>
  (await versionInForce(ctx.db))?.document ?? (await standardMatrix());

/** The matrix in a YAML, CSV or XLSX file, or what is wrong with it and where; not linted. `base` is asked for tables only.
 *  @throws AppError for a file that cannot be read at all. */
export async function readMatrixFile(
  file: { path: string; fileName: string },
  base: () => Promise<MatrixDocument>,
): Promise<ReadMatrix> {
  const isText = /\.ya?ml$/i.test(file.fileName) || !/\.(?:csv|tsv|txt|xlsx)$/i.test(file.fileName);
  return isText ? fromYaml(file.path, file.fileName) : fromTable(file.path, file.fileName, await base());
}

/** Reads a matrix from YAML, CSV or XLSX and puts it in force. One with lint errors is refused whole; the one that is in
 *  force already stays the version it is. @throws AppError for a file that cannot be read at all. */
export const matrixFromFile = (ctx: Ctx, file: { path: string; fileName: string }): Promise<MatrixFile> =>
  transact(ctx, async (ctx) => {
    await putDueInForce(ctx);
    const read = await readMatrixFile(file, () => baseOf(ctx));
    if (!read.ok) return read;
    const errors = lintMatrix(read.matrix).filter((f) => f.level === 'error');
    if (errors.length > 0)
      return { ok: false, problems: errors.map((f) => ({ row: 0, rule: f.rule, sentence: f.sentence })) };
    const activities = read.matrix.activities.length;
    const before = await versionInForce(ctx.db);
    const document = MatrixDocument.parse(read.matrix);
    if (before && isDeepStrictEqual(before.document, document))
      return { ok: true, activities, isNew: false, notes: read.notes };
    await putInForce(ctx, document);
    return { ok: true, activities, isNew: true, notes: read.notes };
  });
