// A matrix from a file: read with a report cell by cell, linted, and put in force when nothing is wrong with it.
import { readFile, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../kernel/errors.ts';
import type { SheetRow } from '../../../kernel/sheet.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { readTable as readSheets } from '../../../platform/tabular/read-table.ts';
import type { TableFacts } from '../../../platform/tabular/table.ts';
import { transact } from '../../../platform/transact.ts';
import { MatrixDocument } from '../model.ts';
import { lintMatrix } from '../rules/lint-matrix.ts';
import { parseMatrix } from '../rules/parse.ts';
import type { Choices } from '../rules/sheet/assemble.ts';
import { gridsOf, type SheetLine } from '../rules/sheet/grid.ts';
import { readTable, type TableReading } from '../rules/table-io.ts';
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
/** A file as it was read. `matrix` null: a line says what is wrong, and nothing of the file is taken in. */
export type ReadMatrix = {
  readonly fileName: string;
  /** `YAML`, or `CSV, Windows-1252, cut at ;`. */
  readonly format: string;
  readonly table: TableReading | null;
  readonly lines: readonly SheetLine[];
  readonly matrix: MatrixDocument | null;
};
/** What a person wishes of a table: its sheet, and what its names are. */
export type FileWish = { readonly sheet?: string | undefined; readonly choices?: Choices };

const MAX_BYTES = 8 * 2 ** 20;
const MAX_CELLS = 300_000;
/** A matrix is small: what is larger is no matrix, or was made to do harm. */
const limits = {
  csvBytes: MAX_BYTES,
  xlsxBytes: MAX_BYTES,
  unpackedBytes: 64 * 2 ** 20,
  zipEntries: 500,
  rows: 20_000,
  columns: 300,
  cellChars: 4_000,
  milliseconds: 30_000,
};

async function fromYaml(path: string, fileName: string): Promise<ReadMatrix> {
  if ((await stat(path)).size > MAX_BYTES)
    throw new AppError('too_large', `${fileName}: a matrix is not larger than 8 MB.`, { file: fileName });
  const parsed = parseMatrix(await readFile(path, 'utf8'));
  const level = parsed.ok ? 'note' : 'error';
  const lines = (parsed.ok ? parsed.notes : parsed.problems).map(
    ({ line, place, rule, sentence }): SheetLine => ({
      place: [line > 0 ? `line ${line}` : '', place].filter(Boolean).join(', '),
      row: line,
      column: 0,
      level,
      rule,
      sentence,
    }),
  );
  return { fileName, format: 'YAML', table: null, lines, matrix: parsed.ok ? parsed.matrix : null };
}

const formatOf = ({ format, encoding, delimiter }: TableFacts): string =>
  format === 'xlsx' ? 'XLSX' : `CSV, ${encoding}, cut at ${delimiter === '\t' ? 'tabs' : delimiter}`;

/** Words and flow of known rows come from `base`. */
async function fromTable(
  path: string,
  fileName: string,
  base: MatrixDocument,
  wish: FileWish,
): Promise<ReadMatrix> {
  const rows: SheetRow[] = [];
  let cells = 0;
  const sheets = readSheets(path, { fileName, limits, layout: true });
  for await (const batch of sheets)
    for (const row of batch) {
      cells += row.cells.length;
      rows.push(row);
      if (cells > MAX_CELLS || rows.length > limits.rows)
        throw new AppError('too_large', `${fileName}: this is far larger than a matrix.`, {
          file: fileName,
          place: `${row.sheet} row ${row.row}`,
          rule: 'size',
        });
    }
  const name = { id: base.id, title: fileName.replace(/\.[a-z]+$/i, '').slice(0, 200) || 'Matrix' };
  const table = readTable(gridsOf(rows, sheets.facts.layouts), base, name, wish);
  return { fileName, format: formatOf(sheets.facts), table, lines: table.lines, matrix: table.matrix };
}

/** What a table takes words and flow from: the matrix in force, else the standard one. */
export const baseOf = async (ctx: Ctx): Promise<MatrixDocument> =>
  (await versionInForce(ctx.db))?.document ?? (await standardMatrix());

/** The matrix in a YAML, CSV or XLSX file, or what is wrong with it and where; not linted. `base` is asked for tables only.
 *  @throws AppError for a file that cannot be read at all. */
export async function readMatrixFile(
  file: { path: string; fileName: string },
  base: () => Promise<MatrixDocument>,
  wish: FileWish = {},
): Promise<ReadMatrix> {
  const isText =
    /\.ya?ml$/i.test(file.fileName) || !/\.(?:csv|tsv|txt|xlsx|xlsm|xls|ods)$/i.test(file.fileName);
  return isText
    ? fromYaml(file.path, file.fileName)
    : fromTable(file.path, file.fileName, await base(), wish);
}

const withPlace = ({ place, sentence }: SheetLine): string =>
  place === '' ? sentence : `${place}: ${sentence}`;
/** What is wrong with a file, each with its place. */
export const problemsOf = ({ lines }: ReadMatrix): Problem[] =>
  lines
    .filter(({ level }) => level === 'error')
    .map((line) => ({ row: line.row, rule: line.rule, sentence: withPlace(line) }));
const notesOf = ({ lines }: ReadMatrix): string[] =>
  lines.filter(({ level }) => level !== 'error').map(withPlace);

/** Reads a matrix from YAML, CSV or XLSX and puts it in force. One with lint errors is refused whole; the one that is in
 *  force already stays the version it is. @throws AppError for a file that cannot be read at all. */
export const matrixFromFile = (ctx: Ctx, file: { path: string; fileName: string }): Promise<MatrixFile> =>
  transact(ctx, async (ctx) => {
    await putDueInForce(ctx);
    const read = await readMatrixFile(file, () => baseOf(ctx));
    if (!read.matrix) return { ok: false, problems: problemsOf(read) };
    const errors = lintMatrix(read.matrix).filter((f) => f.level === 'error');
    if (errors.length > 0)
      return { ok: false, problems: errors.map((f) => ({ row: 0, rule: f.rule, sentence: f.sentence })) };
    const activities = read.matrix.activities.length;
    const before = await versionInForce(ctx.db);
    const document = MatrixDocument.parse(read.matrix);
    const notes = notesOf(read);
    if (before && isDeepStrictEqual(before.document, document))
      return { ok: true, activities, isNew: false, notes };
    await putInForce(ctx, document);
    return { ok: true, activities, isNew: true, notes };
  });
