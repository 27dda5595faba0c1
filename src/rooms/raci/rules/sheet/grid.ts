// A sheet as a grid of texts with how it looks, its cells' addresses, and what merged cells say.
import type { SheetLayout, SheetRow } from '../../../../kernel/sheet.ts';

/** One thing said about a cell of a file. `error`: nothing is taken in while it stands. `left_out`: it is not in the matrix. */
export type SheetLine = {
  /** `Sheet1!D14`; `D14` in a CSV; empty for the file as a whole. */
  readonly place: string;
  /** From 1; 0 for the file as a whole. */
  readonly row: number;
  readonly column: number;
  readonly level: 'error' | 'note' | 'left_out';
  readonly rule: string;
  readonly sentence: string;
};

/** A sheet's texts by row and column, both from 0, with its looks and faults. */
export type Grid = {
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
  readonly layout: SheetLayout | null;
  readonly faults: readonly { row: number; column: number; sentence: string }[];
};

export const MAX_ROWS = 2000;
export const MAX_COLUMNS = 200;
const MAX_LINES = 400;

/** A column by its letters: 0 is A, 26 is AA. */
export const columnLetters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnLetters(Math.floor(column / 26) - 1) + columnLetters(column % 26);

/** The address of a cell as a spreadsheet writes it; row and column from 0. */
export function addressOf(sheet: string, row: number, column: number): string {
  const cell = `${columnLetters(column)}${row + 1}`;
  if (sheet === '') return cell;
  return `${/^[\p{L}\p{N}_]+$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${cell}`;
}

/** The rows of a file as one grid a sheet, in the order of the file. Blank rows are empty rows. */
export function gridsOf(rows: Iterable<SheetRow>, layouts: readonly SheetLayout[]): Grid[] {
  type Open = { rows: string[][]; faults: Grid['faults'][number][] };
  const sheets = new Map<string, Open>(layouts.map(({ sheet }) => [sheet, { rows: [], faults: [] }]));
  for (const { sheet, row, cells, faults } of rows) {
    const open: Open = sheets.get(sheet) ?? { rows: [], faults: [] };
    sheets.set(sheet, open);
    while (open.rows.length < row - 1) open.rows.push([]);
    open.rows.push([...cells]);
    for (const { column, sentence } of faults) open.faults.push({ row: row - 1, column, sentence });
  }
  return [...sheets].map(([sheet, { rows, faults }]) => ({
    sheet,
    rows,
    faults,
    layout: layouts.find((layout) => layout.sheet === sheet) ?? null,
  }));
}

/** The text of a merged range in each of its cells, for headings and names; `isWide`: the range goes over most of the row,
 *  as a title does, and is left alone. Cells beyond the limits stay out. */
export function spread(grid: Grid, rows: { from: number; until: number }): string[][] {
  const texts = grid.rows.slice(0, MAX_ROWS).map((cells) => cells.slice(0, MAX_COLUMNS));
  const width = Math.max(0, ...texts.map((cells) => cells.length));
  for (const merge of grid.layout?.merges ?? []) {
    const top = merge.row - 1;
    if (top < rows.from || top >= rows.until || merge.columns > width * 0.6) continue;
    const text = texts[top]?.[merge.column] ?? '';
    if (text.trim() === '') continue;
    for (let r = top; r < Math.min(top + merge.rows, MAX_ROWS, texts.length); r++)
      for (let c = merge.column; c < Math.min(merge.column + merge.columns, MAX_COLUMNS); c++) {
        const cells = texts[r];
        if (!cells) continue;
        while (cells.length <= c) cells.push('');
        cells[c] = text;
      }
  }
  return texts;
}

/** A list of lines that stops at its limit and says how many more there were. */
export function lineBook(sheet: string) {
  const lines: SheetLine[] = [];
  let more = 0;
  return {
    lines,
    hasErrors: () => lines.some(({ level }) => level === 'error'),
    more: () => more,
    say(
      level: SheetLine['level'],
      rule: string,
      at: { row: number; column: number } | null,
      sentence: string,
    ): void {
      // An error is always kept, so that a file with one is never taken in.
      if (lines.length >= MAX_LINES && (level !== 'error' || lines.some((l) => l.level === 'error'))) {
        more += 1;
        return;
      }
      lines.push({
        place: at ? addressOf(sheet, at.row, at.column) : sheet,
        row: at ? at.row + 1 : 0,
        column: at ? at.column + 1 : 0,
        level,
        rule,
        sentence,
      });
    },
  };
}
export type LineBook = ReturnType<typeof lineBook>;
