// The rows of a matrix as it stands in a sheet: groups, activities, cells; legends, footnotes and colours told apart.
import { addressOf, columnLetters, type Grid, type LineBook, spread } from './grid.ts';
import { words } from './names.ts';
import { isBlank, isLetters, type MatrixHeader, type RawCell, type RawRow, type RawTable } from './shape.ts';

const legendTitle = /^(raci )?(legend|key|abbreviations?|letters)\b/;
const legendLine =
  /^[RACI]\b\s*(?:[=:–—-]\s*|\s+)(?:responsible|accountable|consult|inform|does|answers|asked|told)/i;
const legendWord = /^(responsible|accountable|consulted|informed)\b.+/i;
const footnote = /^(?:[*†‡§]|note\b|nb\b|\(?\d\)|[\u00b9\u00b2\u00b3])/i;

/** Columns of the same kind named together: `C, D and F`. */
const listed = (parts: readonly string[]): string => {
  const shown = parts.length > 8 ? [...parts.slice(0, 8), `${parts.length - 8} more`] : parts;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
};

/** The matrix below its headings. What is no activity is said in the book with why; nothing is passed over in silence. */
export function rawMatrix(grid: Grid, header: MatrixHeader, book: LineBook): RawTable {
  const texts = spread(grid, { from: 0, until: grid.rows.length });
  const { layout } = grid;
  const hiddenRows = new Set(layout?.hiddenRows.map((row) => row - 1));
  const hiddenColumns = new Set(layout?.hiddenColumns);
  const at = (row: number, column: number) => ({ row, column });
  const roles = header.roles.map((column) => ({
    text: header.headings[column] ?? '',
    at: at(header.row, column),
    isHidden: hiddenColumns.has(column),
  }));
  sayMerges(grid, header, book);
  sayColumns(texts, header, book);
  const rows: RawRow[] = [];
  let group: string | null = null;
  let inLegend = false;
  for (let r = header.row + 1; r < texts.length; r++) {
    const cells = texts[r] ?? [];
    const text = (column: number): string => cells[column] ?? '';
    if (cells.every((cell) => cell.trim() === '')) {
      inLegend = false;
      continue;
    }
    const first = cells.findIndex((cell) => cell.trim() !== '');
    const said = (cells[first] ?? '').trim();
    if (inLegend || isLegend(cells)) {
      inLegend ||= legendTitle.test(words(said));
      book.say(
        'left_out',
        'legend',
        at(r, first),
        `"${short(said)}" explains the letters; it is no activity.`,
      );
      continue;
    }
    if (header.roles.filter((c) => words(text(c)) === words(header.headings[c] ?? '')).length >= 2) {
      book.say(
        'left_out',
        'headings',
        at(r, first),
        'The headings stand here again; the row is no activity.',
      );
      continue;
    }
    const found: RawCell[] = [];
    header.roles.forEach((column, role) => {
      if (!isBlank(text(column))) found.push({ role, text: text(column), at: at(r, column) });
    });
    if (header.group !== null && text(header.group).trim() !== '')
      group = tidy(text(header.group)).slice(0, 120);
    const title = tidy(text(header.title));
    const idText = header.id === null ? '' : tidy(text(header.id));
    const other = header.group === null || title !== '' ? '' : tidy(text(header.group));
    const isHeading = found.every((cell) => !isLetters(cell.text) && cell.text === said);
    if (isHeading && (idText === '' || title === '')) {
      const name = tidy(title || other || said).slice(0, 120);
      if (title === '' && other !== '') continue;
      if (footnote.test(name))
        book.say('left_out', 'footnote', at(r, first), `"${short(name)}" is a footnote; it is no activity.`);
      else {
        group = name;
        const isMerged = layout?.merges.some((m) => m.row === r + 1 && m.columns > 2) ?? false;
        const sentence = `"${short(name)}" has no letters; it is read as the heading of a group.`;
        if (!isMerged) book.say('note', 'group', at(r, first), sentence);
      }
      continue;
    }
    const isHidden = hiddenRows.has(r);
    if (isHidden)
      book.say(
        'note',
        'hidden',
        at(r, header.title),
        'This row is hidden in the file; it is read like the others.',
      );
    sayColours(grid, header, r, cells, book);
    rows.push({ idText, title, group, at: at(r, header.title), isHidden, cells: found });
  }
  return { shape: 'matrix', roles, rows };
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function isLegend(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean);
  const [first = '', second = ''] = filled;
  if (
    legendTitle.test(words(first)) &&
    filled.length <= 5 &&
    !filled.slice(1).some((t) => /^[RACI]$/.test(t))
  )
    return true;
  if (filled.length <= 4 && filled.every((text) => legendLine.test(text))) return true;
  return filled.length === 2 && /^[RACI]\*?$/i.test(first) && legendWord.test(second);
}

/** A merged cell in the table: its letters are read for each role that it covers. */
function sayMerges(grid: Grid, header: MatrixHeader, book: LineBook): void {
  for (const merge of grid.layout?.merges ?? []) {
    const row = merge.row - 1;
    const text = grid.rows[row]?.[merge.column] ?? '';
    if (row <= header.row || !header.roles.includes(merge.column) || !isLetters(text)) continue;
    const last = addressOf('', row + merge.rows - 1, merge.column + merge.columns - 1);
    book.say(
      'note',
      'merged',
      { row, column: merge.column },
      `"${text.trim()}" is merged up to ${last}; it is read in each of these cells.`,
    );
  }
}

/** Columns among and after the roles that are no role. */
function sayColumns(texts: readonly string[][], header: MatrixHeader, book: LineBook): void {
  header.headings.forEach((text, column) => {
    if (text === '' || header.roles.includes(column)) return;
    if ([header.id, header.title, header.group].includes(column)) return;
    const held = texts.slice(header.row + 1).filter((cells) => (cells[column] ?? '').trim() !== '').length;
    book.say(
      'left_out',
      'column',
      { row: header.row, column },
      `"${short(text)}" is not a role that is known here and holds no letters; the column is left out${held > 0 ? ` with what stands in ${held} ${held === 1 ? 'row' : 'rows'}` : ''}.`,
    );
  });
}

/** Cells with a background but no letter. A whole row or column in one colour is only decoration. */
function sayColours(
  grid: Grid,
  header: MatrixHeader,
  row: number,
  cells: readonly string[],
  book: LineBook,
): void {
  const filled = (grid.layout?.filled ?? []).filter((one) => one.row === row + 1);
  const colourAt = (column: number): string | null =>
    filled.find((one) => one.column === column)?.colour ?? null;
  const striped = colourAt(header.title);
  const blank = header.roles.filter(
    (c) => isBlank(cells[c] ?? '') && colourAt(c) !== null && colourAt(c) !== striped,
  );
  const [first] = blank;
  if (first === undefined || blank.length === header.roles.length) return;
  const names = blank.map((c) => `${columnLetters(c)}${row + 1}`);
  book.say(
    'left_out',
    'colour',
    { row, column: first },
    `${listed(names)} ${names.length === 1 ? 'has' : 'have'} a colour but no letter. A colour alone says nothing here: write the letter into the cell if it means one.`,
  );
}
