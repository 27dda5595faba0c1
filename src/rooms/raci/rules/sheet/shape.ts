// What a sheet looks like: activities down and roles across, or a list with a column a letter, or a line a letter.
import { readCell } from '../cell.ts';
import { type Grid, spread } from './grid.ts';
import { words } from './names.ts';

/** A place in a grid; both from 0. */
export type At = { readonly row: number; readonly column: number };
export type RawRole = { readonly text: string; readonly at: At; readonly isHidden: boolean };
/** A text that some role has in a row; `role` counts into the roles of the table. */
export type RawCell = { readonly role: number; readonly text: string; readonly at: At };
export type RawRow = {
  readonly idText: string;
  readonly title: string;
  readonly group: string | null;
  readonly at: At;
  readonly isHidden: boolean;
  readonly cells: readonly RawCell[];
};
/** A table as it stands in the file, before anybody knows what its names mean. */
export type RawTable = {
  readonly shape: 'matrix' | 'list' | 'pairs';
  readonly roles: readonly RawRole[];
  readonly rows: readonly RawRow[];
};

const HEADER_WITHIN = 60;
const anybody = { code: 'X', isInternal: false, plain: '' };

/** Whether a text is a cell with letters, whoever's it is. */
export function isLetters(text: string): boolean {
  if (text.length > 60 || text.trim() === '') return false;
  const read = readCell(text, anybody);
  return read.ok && read.cells.length > 0;
}

/** Whether a text is blank, also by a dash or n/a. */
export const isBlank = (text: string): boolean => {
  if (text.length > 60) return false;
  const read = readCell(text, anybody);
  return read.ok && read.cells.length === 0;
};

export const idHeading = /^(id|no|nr|ref|code|number|item|row|activity id|task id|title id)$/;
export const titleHeading =
  /activit|task|step|title|description|responsib|what|deliverable|control|requirement|process|function/;
export const groupHeading =
  /^(group|area|phase|domain|category|categories|function|process|workstream|section|topic)$/;

/** Headings that name the rows, whatever stands below them. */
const namesRows =
  /^(activity|activities|task|tasks|group|groups|step|steps|title|description|process|phase|area|category|domain)$/;

/** Where the columns of a matrix are; `group` null where there is none. */
export type MatrixHeader = {
  readonly row: number;
  readonly roles: readonly number[];
  readonly headings: readonly string[];
  readonly id: number | null;
  readonly title: number;
  readonly group: number | null;
  /** Cells with letters below the headings. */
  readonly letters: number;
};

/** The row of headings of a matrix and its columns, or null: the row below which most columns hold letters, named after
 *  roles or not. Two rows of headings are read as one where the lower leaves a name out or repeats it. */
export function matrixHeader(grid: Grid, knows: (heading: string) => boolean): MatrixHeader | null {
  const texts = spread(grid, { from: 0, until: HEADER_WITHIN });
  const width = Math.max(0, ...texts.map((cells) => cells.length));
  // From each row down: how many cells of a column hold letters, and how many hold something else.
  const letters: Uint16Array[] = [];
  const others: Uint16Array[] = [];
  letters[texts.length] = new Uint16Array(width);
  others[texts.length] = new Uint16Array(width);
  for (let r = texts.length - 1; r >= 0; r--) {
    const lettersHere = Uint16Array.from(letters[r + 1] ?? []);
    const othersHere = Uint16Array.from(others[r + 1] ?? []);
    for (const [c, text] of (texts[r] ?? []).entries())
      if (isLetters(text)) lettersHere[c] = (lettersHere[c] ?? 0) + 1;
      else if (text.trim() !== '' && !isBlank(text)) othersHere[c] = (othersHere[c] ?? 0) + 1;
    letters[r] = lettersHere;
    others[r] = othersHere;
  }
  let best: { row: number; roles: number[]; score: number } | null = null;
  for (let r = 0; r < Math.min(HEADER_WITHIN, texts.length); r++) {
    const seen = new Set<string>();
    const roles: number[] = [];
    let score = 0;
    for (let c = 0; c < width; c++) {
      const text = texts[r]?.[c] ?? '';
      const name = words(text);
      const isKnown = knows(text);
      if (name === '' || (idHeading.test(name) && (c === 0 || !isKnown))) continue;
      if (!isKnown && namesRows.test(name)) continue;
      const found = letters[r + 1]?.[c] ?? 0;
      if (!isKnown && (isLetters(text) || found === 0 || found < (others[r + 1]?.[c] ?? 0))) continue;
      roles.push(c);
      if (seen.has(name)) continue;
      seen.add(name);
      score += Math.min(found, 40) + (isKnown ? 25 : 0) + 1;
    }
    if (seen.size >= 2 && score >= (best?.score ?? 1)) best = { row: r, roles, score };
  }
  if (!best) return null;
  const { row, roles } = best;
  const headings = headingsAt(texts, row, roles, width);
  const count = roles.reduce((sum, c) => sum + (letters[row + 1]?.[c] ?? 0), 0);
  return { row, roles, headings, ...nameColumns(texts, row, roles, width), letters: count };
}

function headingsAt(
  texts: readonly string[][],
  row: number,
  roles: readonly number[],
  width: number,
): string[] {
  const own = Array.from({ length: width }, (_, c) => (texts[row]?.[c] ?? '').replace(/\s+/g, ' ').trim());
  const above = texts[row - 1] ?? [];
  // A single text above is a title of the sheet, not a name of columns.
  const hasGroups = new Set(above.map((t) => t.trim()).filter((t) => t !== '')).size >= 2;
  const count = new Map<string, number>();
  for (const c of roles) count.set(words(own[c] ?? ''), (count.get(words(own[c] ?? '')) ?? 0) + 1);
  return own.map((text, c) => {
    const group = hasGroups ? (above[c] ?? '').replace(/\s+/g, ' ').trim() : '';
    if (text === '') return group;
    return roles.includes(c) && (count.get(words(text)) ?? 0) > 1 && group !== '' && group !== text
      ? `${group} ${text}`
      : text;
  });
}

/** The columns of id, activity and group, by their headings, else by what stands in them. */
function nameColumns(
  texts: readonly string[][],
  row: number,
  roles: readonly number[],
  width: number,
): { id: number | null; title: number; group: number | null } {
  const first = Math.min(...roles);
  const free = Array.from({ length: width }, (_, c) => c).filter((c) => !roles.includes(c));
  const before = free.filter((c) => c < first);
  const heading = (c: number): string => {
    const text = texts[row]?.[c] ?? '';
    return text.trim() === '#' ? 'no' : words(text);
  };
  const below = texts.slice(row + 1);
  const kinds = (c: number): number =>
    new Set(below.map((cells) => (cells[c] ?? '').trim()).filter(Boolean)).size;
  const id = before.find((c) => idHeading.test(heading(c))) ?? null;
  const rest = before.filter((c) => c !== id);
  const byHeading = rest.filter((c) => titleHeading.test(heading(c)));
  const most = (columns: readonly number[]): number | undefined =>
    [...columns].sort((a, b) => kinds(b) - kinds(a) || a - b)[0];
  const title =
    most(byHeading) ??
    most(rest.filter((c) => kinds(c) > 0)) ??
    most(free.filter((c) => c !== id)) ??
    id ??
    0;
  const group =
    rest.find((c) => c !== title && groupHeading.test(heading(c))) ??
    rest.find((c) => c < title && kinds(c) > 0 && kinds(c) * 2 <= kinds(title)) ??
    null;
  return { id, title, group };
}

const letterHeadings: readonly (readonly [RegExp, string])[] = [
  [/^(r|responsible|responsible r|r responsible|responsible party|responsible parties)$/, 'R'],
  [/^(a|accountable|accountable a|a accountable|accountable party|approver)$/, 'A'],
  [/^(c|consulted|consult|consulted c|c consulted|contributors?)$/, 'C'],
  [/^(i|informed|inform|informed i|i informed)$/, 'I'],
];

export type ListHeader = {
  readonly shape: 'list' | 'pairs';
  readonly row: number;
  /** The column of each letter of a list; empty for a line a letter. */
  readonly letters: ReadonlyMap<string, number>;
  readonly id: number | null;
  readonly title: number;
  readonly group: number | null;
  /** For a line a letter: the columns of the role and of its letters. */
  readonly role: number;
  readonly letter: number;
  readonly entries: number;
};

/** The headings of a list with a column a letter (as SharePoint exports it), or of one with a line a letter, or null. */
export function listHeader(grid: Grid): ListHeader | null {
  const texts = spread(grid, { from: 0, until: HEADER_WITHIN });
  for (let row = 0; row < Math.min(HEADER_WITHIN, texts.length); row++) {
    const names = (texts[row] ?? []).map(words);
    const letters = new Map<string, number>();
    for (const [c, name] of names.entries())
      for (const [said, letter] of letterHeadings)
        if (said.test(name) && !letters.has(letter)) letters.set(letter, c);
    const id = names.findIndex((name) => idHeading.test(name));
    const isFree = (c: number): boolean => c !== id && ![...letters.values()].includes(c);
    const title = names.findIndex(
      (name, c) => isFree(c) && titleHeading.test(name) && !groupHeading.test(name),
    );
    const group = names.findIndex((name, c) => isFree(c) && c !== title && groupHeading.test(name));
    const below = texts.slice(row + 1);
    const spots = { row, id: id < 0 ? null : id, title, group: group < 0 ? null : group };
    if (letters.size >= 3 && title >= 0) {
      const filled = below.flatMap((cells) =>
        [...letters.values()].map((c) => (cells[c] ?? '').trim()).filter(Boolean),
      );
      const named = filled.filter((text) => !isLetters(text)).length;
      if (named > 0 && named * 2 > filled.length)
        return { shape: 'list', ...spots, letters, role: -1, letter: -1, entries: filled.length };
    }
    const role = names.findIndex((name) => /^(role|roles|party|stakeholder|who|role name|owner)$/.test(name));
    const letter = names.findIndex((name) =>
      /^(raci|raci code|letter|letters|type|assignment|involvement|raci letter|responsibility)$/.test(name),
    );
    const what = names.findIndex(
      (name, c) => c !== role && c !== letter && c !== id && titleHeading.test(name),
    );
    if (role >= 0 && letter >= 0 && what >= 0) {
      const filled = below.map((cells) => (cells[letter] ?? '').trim()).filter(Boolean);
      const lettered = filled.filter(isLetters).length;
      if (lettered > 0 && lettered * 2 >= filled.length)
        return {
          shape: 'pairs',
          ...spots,
          title: what,
          letters: new Map(),
          role,
          letter,
          entries: filled.length,
        };
    }
  }
  return null;
}
