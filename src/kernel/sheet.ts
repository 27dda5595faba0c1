// Rows of a spreadsheet as rules see them, and the heading row among them. Rooms read tables through this; the
// platform's reader makes the rows.
import { z } from 'zod';

/** Something wrong with one cell as it stands in the file, whatever it was meant to say. `column` counts from 0. */
export const CellFault = z.object({
  column: z.number().int().nonnegative(),
  rule: z.enum([
    'cell_too_long',
    'formula_without_value',
    'error_value',
    'number_beyond_15_digits',
    'too_many_columns',
  ]),
  sentence: z.string(),
});
export type CellFault = z.infer<typeof CellFault>;

/** One row with something in it. `row` is its number in the file, from 1, as a spreadsheet program shows it. */
export type SheetRow = {
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly string[];
  readonly faults: readonly CellFault[];
};

/** A cell of a sheet: `row` from 1, `column` from 0, as in `SheetRow`. */
export type Spot = { readonly row: number; readonly column: number };

/** How a sheet of a workbook looks, beside what its cells say. Lists are cut at some ten thousand entries. */
export type SheetLayout = {
  readonly sheet: string;
  readonly isHidden: boolean;
  /** Merged cells by their first cell; all others of the range are empty. */
  readonly merges: readonly (Spot & { readonly rows: number; readonly columns: number })[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  /** Cells with a background of their own; `colour` is the file's word for it, good only for comparing. */
  readonly filled: readonly (Spot & { readonly colour: string })[];
  /** Cells whose value a formula gave. */
  readonly formulas: readonly Spot[];
};

/** Where the headings of a sheet are. `row` is the heading's row number, data begins after `lastHeadingRow`. */
export type SheetHeader = {
  readonly sheet: string;
  readonly row: number;
  readonly lastHeadingRow: number;
  readonly headers: readonly string[];
  readonly known: number;
  readonly reason: string;
};

const numberWords = /(?: (?:no|num|nr|nbr|number|numbers|nos))+$/;
const SEARCH_ROWS = 40;

/** A heading as lower-case words: `Serial_Number`, `serialNumber`, `SERIAL #` and `Serial No.` all give `serial`. */
export function headerKey(heading: string): string {
  const words = heading
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.replace(numberWords, '') || words;
}

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;
const looksLikeText = (cell: string) => /\p{L}/u.test(cell) && cell.length <= 80;

/**
 * The heading row among the first 40 rows of one sheet: the one with most headings that `knows` recognises, else the
 * first row that looks like headings (then `known` is 0). Title rows above, a row of group headings above and
 * a row of sub-headings below (merged cells) are taken into account. Null when nothing looks like headings.
 */
export function findHeader(rows: readonly SheetRow[], knows: (key: string) => boolean): SheetHeader | null {
  const head = rows.slice(0, SEARCH_ROWS);
  const knownIn = (row: SheetRow) =>
    new Set(row.cells.map(headerKey).filter((key) => key !== '' && knows(key))).size;
  let best = -1;
  let bestKnown = 0;
  head.forEach((row, at) => {
    const known = knownIn(row);
    const texts = row.cells.filter(looksLikeText).length;
    if (known > bestKnown && texts * 2 >= filled(row.cells) && (known >= 2 || filled(row.cells) <= 2))
      [best, bestKnown] = [at, known];
  });
  if (best < 0)
    best = head.findIndex(
      (row) => filled(row.cells) >= 2 && row.cells.every((c) => c === '' || looksLikeText(c)),
    );
  const row = head[best];
  if (row === undefined) return null;
  const above = groupRow(head[best - 1], row);
  const below = subRow(head[best + 1], row, knows);
  const headers = below
    ? joined(row.cells, below.cells, knows)
    : joined(above?.cells ?? [], row.cells, knows);
  const known = headers.filter((heading) => knows(headerKey(heading))).length;
  const words =
    known > 0
      ? `${known} of ${filled(headers)} headings are known`
      : 'no heading is known; this row is all text';
  return {
    sheet: row.sheet,
    row: row.row,
    lastHeadingRow: below?.row ?? row.row,
    headers,
    known,
    reason: words,
  };
}

function groupRow(above: SheetRow | undefined, header: SheetRow): SheetRow | undefined {
  if (above?.row !== header.row - 1) return undefined;
  const groups = above.cells.filter((cell, at) => cell.trim() !== '' && at > 0).length;
  return groups > 0 && above.cells.every((cell) => cell === '' || looksLikeText(cell)) ? above : undefined;
}

function subRow(
  below: SheetRow | undefined,
  header: SheetRow,
  knows: (key: string) => boolean,
): SheetRow | undefined {
  if (below?.row !== header.row + 1) return undefined;
  const cells = below.cells.filter((cell) => cell.trim() !== '');
  const fillsGap = below.cells.some(
    (cell, at) => cell.trim() !== '' && (header.cells[at] ?? '').trim() === '',
  );
  return fillsGap && cells.filter((cell) => knows(headerKey(cell))).length * 2 > cells.length
    ? below
    : undefined;
}

/** Two heading rows as one. A heading stands alone when it is known and not repeated; else its group goes before it. */
function joined(
  groups: readonly string[],
  subs: readonly string[],
  knows: (key: string) => boolean,
): string[] {
  const keys = subs.map(headerKey);
  let group = '';
  return Array.from({ length: Math.max(groups.length, subs.length) }, (_, at) => {
    const own = (groups[at] ?? '').trim();
    if (own !== '') group = own;
    const sub = (subs[at] ?? '').trim();
    if (sub === '') return own;
    const repeated = keys.filter((key) => key === keys[at]).length > 1;
    return group !== '' && (repeated || !knows(headerKey(sub))) ? `${group} ${sub}` : sub;
  });
}

const totals = /^(?:(?:grand|sub)[ -]?total|total|totals|sum|count|summe|gesamt|insgesamt|somme)\b/i;
const note =
  /^(?:page \d+|printed|report (?:run|date|generated)|generated|exported|end of (?:report|file)|confidential)\b/i;
const counted =
  /^[\d,. ]+ (?:records?|rows?|items?|devices?|assets?)\b|^(?:records?|rows?|items?|devices?|assets?)(?: count)?: *[\d,. ]+$/i;

/** What a row below the headings is: data, a totals row, a footnote of the report, or the headings printed again. */
export function rowKind(
  cells: readonly string[],
  headers: readonly string[],
): 'data' | 'totals' | 'note' | 'headings' {
  const present = cells.filter((cell) => cell.trim() !== '').map((cell) => cell.trim());
  const first = (present[0] ?? '').replace(/^[*=#_\s-]+/, '');
  const sparse = present.length <= Math.max(2, Math.floor(headers.length / 3));
  if (sparse && (totals.test(first) || counted.test(first))) return 'totals';
  if (present.length <= 2 && note.test(first)) return 'note';
  const same = cells.filter((cell, at) => cell.trim() !== '' && cell.trim() === headers[at]?.trim()).length;
  return same >= 2 && same === present.length ? 'headings' : 'data';
}
