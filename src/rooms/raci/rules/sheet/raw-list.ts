// Lists instead of a matrix: a line an activity with the names under each letter, or a line a letter.
import { type Grid, type LineBook, spread } from './grid.ts';
import { words } from './names.ts';
import { isBlank, type ListHeader, type RawCell, type RawRole, type RawRow, type RawTable } from './shape.ts';

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The names in a cell of a list: apart by `;`, `;#` (with the numbers that SharePoint puts between) or on lines of their
 *  own; by commas only where all of them are known so. */
export function namesIn(text: string, knows: (name: string) => boolean): string[] {
  const parts = text
    .split(/;#|[;\n\r]/)
    .map(tidy)
    .filter((part) => !isBlank(part) && !/^\d+$/.test(part));
  return parts.flatMap((part) => {
    const pieces = part.split(',').map(tidy).filter(Boolean);
    return pieces.length > 1 && !knows(part) && pieces.every(knows) ? pieces : [part];
  });
}

/** The table of a list. Every name in it is one of its roles, in the order they are met. */
export function rawList(
  grid: Grid,
  header: ListHeader,
  knows: (name: string) => boolean,
  book: LineBook,
): RawTable {
  const texts = spread(grid, { from: 0, until: grid.rows.length });
  const hiddenRows = new Set(grid.layout?.hiddenRows.map((row) => row - 1));
  const roles: RawRole[] = [];
  const numbers = new Map<string, number>();
  const roleOf = (name: string, at: RawRole['at']): number => {
    const key = words(name);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, roles.length);
    roles.push({ text: name, at, isHidden: false });
    return roles.length - 1;
  };
  const rows: RawRow[] = [];
  const open = new Map<string, RawCell[]>();
  let group: string | null = null;
  for (let r = header.row + 1; r < texts.length; r++) {
    const cells = texts[r] ?? [];
    const text = (column: number | null): string => (column === null ? '' : tidy(cells[column] ?? ''));
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (text(header.group) !== '') group = text(header.group).slice(0, 120);
    const found = header.shape === 'list' ? listCells(r, cells) : pairCells(r, cells);
    const [title, idText] = [text(header.title), text(header.id)];
    if (found.length === 0 && title === '' && idText === '') {
      const first = cells.findIndex((cell) => cell.trim() !== '');
      book.say('left_out', 'row', { row: r, column: first }, 'This row names no activity and no role.');
      continue;
    }
    const isHidden = hiddenRows.has(r);
    const at = { row: r, column: header.title };
    if (isHidden)
      book.say('note', 'hidden', at, 'This row is hidden in the file; it is read like the others.');
    const key = header.shape === 'pairs' ? `${idText}|${words(title)}` : '';
    const before = key === '' || key === '|' ? undefined : open.get(key);
    if (before) before.push(...found);
    else {
      if (key !== '') open.set(key, found);
      rows.push({ idText, title, group, at, isHidden, cells: found });
    }
  }
  return { shape: header.shape, roles, rows };

  function listCells(row: number, cells: readonly string[]): RawCell[] {
    return [...header.letters].flatMap(([letter, column]) =>
      namesIn(cells[column] ?? '', knows).map((name) => {
        const contract = /\(\s*(?:under\s+)?contract\s*\)|\*$/i.exec(name);
        const bare = tidy(name.replace(/\(\s*(?:under\s+)?contract\s*\)|\*+$/gi, ' '));
        const at = { row, column };
        return { role: roleOf(bare, at), text: contract ? `${letter} (contract)` : letter, at };
      }),
    );
  }
  function pairCells(row: number, cells: readonly string[]): RawCell[] {
    return namesIn(cells[header.role] ?? '', knows).map((name) => ({
      role: roleOf(name, { row, column: header.role }),
      text: cells[header.letter] ?? '',
      at: { row, column: header.letter },
    }));
  }
}
