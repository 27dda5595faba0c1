// A matrix from the sheets of a file, the way hospitals keep it, with everything that was read, assumed or left out.

import type { MatrixDocument } from '../model.ts';
import { type Assembled, assemble, type Base, type Choices } from './sheet/assemble.ts';
import { type Grid, type LineBook, lineBook, MAX_COLUMNS, MAX_ROWS, type SheetLine } from './sheet/grid.ts';
import { roleFinder } from './sheet/names.ts';
import { rawList } from './sheet/raw-list.ts';
import { rawMatrix } from './sheet/raw-matrix.ts';
import { listHeader, matrixHeader, type RawTable } from './sheet/shape.ts';

/** A sheet of the file as it was looked at. `entries`: cells or lines with letters or names, 0 where it is no matrix. */
export type SheetSeen = { readonly sheet: string; readonly entries: number; readonly isHidden: boolean };
/** How a file was read. `matrix` null: at least one line is an error, and nothing is taken in. */
export type TableReading = {
  readonly sheet: string;
  readonly sheets: readonly SheetSeen[];
  readonly shape: RawTable['shape'] | null;
  readonly lines: readonly SheetLine[];
  /** Lines beyond those kept. */
  readonly more: number;
  readonly read: Omit<Assembled, 'matrix'> | null;
  readonly matrix: MatrixDocument | null;
};

const noHeader =
  'No row of headings was found: at least two columns must be named after a role, e.g. Biomed or BM, with letters below; or a list needs the columns activity, responsible, accountable, consulted, informed.';

type Candidate = SheetSeen & { readonly grid: Grid; readonly make: ((book: LineBook) => RawTable) | null };

function candidate(grid: Grid, knows: (name: string) => boolean): Candidate {
  const seen = { sheet: grid.sheet, isHidden: grid.layout?.isHidden ?? false, grid };
  const list = listHeader(grid);
  if (list) return { ...seen, entries: list.entries, make: (book) => rawList(grid, list, knows, book) };
  const header = matrixHeader(grid, knows);
  if (!header) return { ...seen, entries: 0, make: null };
  return { ...seen, entries: Math.max(1, header.letters), make: (book) => rawMatrix(grid, header, book) };
}

/** The matrix in a file's sheets, or what is wrong with it, cell by cell. Roles are known by code, name or alias from `base`,
 *  rows by id or words, which then take their words and flow from there. The sheet with most letters is read, a hidden one
 *  only where no other has any; `wish` names another. */
export function readTable(
  grids: readonly Grid[],
  base: Base,
  name: { readonly id: string; readonly title: string },
  wish: { readonly sheet?: string | undefined; readonly choices?: Choices } = {},
): TableReading {
  const find = roleFinder(base.roles);
  const knows = (text: string): boolean =>
    text.trim() !== '' && text.length < 130 && find.exact(text) !== null;
  const seen = grids.map((grid) => candidate(grid, knows));
  const rank = (one: Candidate): number => one.entries - (one.isHidden ? 1_000_000 : 0);
  const withMatrix = seen.filter((one) => one.make !== null).sort((a, b) => rank(b) - rank(a));
  const chosen =
    (wish.sheet === undefined ? undefined : seen.find((one) => one.sheet === wish.sheet)) ?? withMatrix[0];
  const sheets = seen.map(({ sheet, entries, isHidden }) => ({ sheet, entries, isHidden }));
  const book = lineBook(chosen?.sheet ?? grids[0]?.sheet ?? '');
  const answer = (shape: RawTable['shape'] | null, read: Assembled | null): TableReading => ({
    sheet: chosen?.sheet ?? '',
    sheets,
    shape,
    lines: [...book.lines].sort((a, b) => a.row - b.row || a.column - b.column),
    more: book.more(),
    read: read && {
      roles: read.roles,
      activities: read.activities,
      preview: read.preview,
      cells: read.cells,
    },
    matrix: read && !book.hasErrors() ? read.matrix : null,
  });
  const tall = (chosen ? [chosen.grid] : grids).some(({ rows }) => rows.length > MAX_ROWS);
  if (!chosen?.make || tall) {
    const [rule, sentence] = tall
      ? ['size', `The table has more than ${MAX_ROWS} rows.`]
      : ['header', noHeader];
    book.say('error', rule, null, sentence);
    return answer(null, null);
  }
  const { grid } = chosen;
  if (grid.rows.some((cells) => cells.slice(MAX_COLUMNS).some((cell) => cell.trim() !== ''))) {
    book.say('error', 'size', null, `The table has more than ${MAX_COLUMNS} columns.`);
    return answer(null, null);
  }
  if (grids.length > 1) {
    const others = sheets.filter(({ sheet }) => sheet !== chosen.sheet).map(({ sheet }) => `"${sheet}"`);
    book.say(
      'note',
      'sheet',
      null,
      `The sheet "${chosen.sheet}" is read${chosen.isHidden ? ', though it is hidden' : ''}; not read: ${others.join(', ')}.`,
    );
  }
  const table = chosen.make(book);
  sayFaults(grid, table, book);
  const read = assemble(table, base, name, { sheet: grid.sheet, choices: wish.choices ?? {}, book });
  return answer(table.shape, read);
}

/** Faults of the cells that the table uses, as the file's reader found them; and letters that formulas gave. */
function sayFaults(grid: Grid, table: RawTable, book: LineBook): void {
  const columns = new Set(table.roles.map(({ at }) => at.column));
  const used = (row: number, column: number): boolean =>
    table.rows.some((one) => one.at.row === row) && (columns.has(column) || table.shape !== 'matrix');
  for (const { row, column, sentence } of grid.faults)
    book.say(used(row, column) ? 'error' : 'note', 'file', { row, column }, sentence);
  for (const { row, column } of grid.layout?.formulas ?? [])
    if (used(row - 1, column) && (grid.rows[row - 1]?.[column] ?? '').trim() !== '')
      book.say(
        'note',
        'formula',
        { row: row - 1, column },
        'A formula gave this value when the file was saved; that value is read, the formula is not.',
      );
}
