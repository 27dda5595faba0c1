// A matrix as a sheet that people keep: groups, headings, letters with colours; and as bare rows.

import type { Department, Letter, MatrixDocument, Role, Scope } from '../model.ts';
import { cellText } from './edit.ts';
import { roleFinder } from './sheet/names.ts';

/** A role's heading: its plain name, or its code where the name would be taken for another role. */
const headingOf = (roles: readonly Role[]): ((role: Role) => string) => {
  const { exact } = roleFinder(roles);
  return (role) =>
    exact(role.plain)?.code === role.code && role.plain.trim() === role.plain ? role.plain : role.code;
};

/** The matrix as rows: headings `id`, `group`, `activity` and each role, then one row an activity. Overrides and how rows
 *  run have no place in a table. */
export function writeTable(matrix: MatrixDocument): string[][] {
  const heading = headingOf(matrix.roles);
  const groups = new Map(matrix.groups.map(({ id, title }) => [id, title]));
  return [
    ['id', 'group', 'activity', ...matrix.roles.map(heading)],
    ...matrix.activities.map((activity) => [
      activity.id,
      groups.get(activity.group) ?? activity.group,
      activity.title,
      ...matrix.roles.map(({ code }) => cellText(activity, code)),
    ]),
  ];
}

/** One cell of a sheet to be shown; `part` says what it is, for the one who colours. */
export type ShownCell = {
  readonly text: string;
  readonly part: 'title' | 'note' | 'side' | 'heading' | 'group' | 'name' | 'none' | Letter;
};
type Merge = {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
};
/** A sheet as rows of cells, with merged ranges; rows and columns from 0. */
export type ShownSheet = {
  readonly rows: readonly (readonly ShownCell[])[];
  readonly merges: readonly Merge[];
  readonly headingRow: number;
};

const sides: Readonly<Record<Department, string>> = {
  is: 'Information security and IT',
  htm: 'HTM',
  clinical: 'Clinical',
  supply: 'Supply',
  leadership: 'Leadership',
  privacy: 'Privacy and compliance',
  outside: 'From outside',
};
const cell = (text: string, part: ShownCell['part']): ShownCell => ({ text, part });
const firstLetter = (text: string): ShownCell['part'] => {
  const found = /[RACI]/i.exec(text)?.[0]?.toUpperCase();
  return found === 'R' || found === 'A' || found === 'C' || found === 'I' ? found : 'none';
};

/** The matrix as it is printed: title and `stamp` (version and date), sides of the house over the roles, a heading over each
 *  group of rows. */
export function shownMatrix(matrix: MatrixDocument, stamp: string): ShownSheet {
  const heading = headingOf(matrix.roles);
  const width = matrix.roles.length + 2;
  const merges: Merge[] = [];
  const rows: ShownCell[][] = [];
  const wide = (text: string, part: ShownCell['part']): void => {
    merges.push({ row: rows.length, column: 0, rows: 1, columns: width });
    rows.push(Array.from({ length: width }, (_, at) => cell(at === 0 ? text : '', part)));
  };
  wide(matrix.title, 'title');
  wide(stamp, 'note');
  const over: ShownCell[] = [cell('', 'side'), cell('', 'side')];
  matrix.roles.forEach(({ department }, at) => {
    if (matrix.roles[at - 1]?.department === department) {
      over.push(cell('', 'side'));
      return;
    }
    let columns = 1;
    while (matrix.roles[at + columns]?.department === department) columns += 1;
    if (columns > 1) merges.push({ row: rows.length, column: at + 2, rows: 1, columns });
    over.push(cell(sides[department], 'side'));
  });
  rows.push(over);
  const headingRow = rows.length;
  rows.push([
    cell('id', 'heading'),
    cell('activity', 'heading'),
    ...matrix.roles.map((role) => cell(heading(role), 'heading')),
  ]);
  const groups = new Map(matrix.groups.map(({ id, title }) => [id, title]));
  let group: string | null = null;
  for (const activity of matrix.activities) {
    if (activity.group !== group) {
      group = activity.group;
      wide(groups.get(group) ?? group, 'group');
    }
    rows.push([
      cell(activity.id, 'name'),
      cell(activity.title, 'name'),
      ...matrix.roles.map(({ code }) => {
        const text = cellText(activity, code);
        return cell(text, firstLetter(text));
      }),
    ]);
  }
  return { rows, merges, headingRow };
}

const scopeWords = (scope: Scope): string =>
  Object.entries(scope)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ') || 'everywhere';

/** What the letters and headings mean, and the roles by code; overrides where there are some. */
export function shownLegend(matrix: MatrixDocument, stamp: string): ShownSheet {
  const line = (first: string, second: string, part: ShownCell['part'] = 'none'): ShownCell[] => [
    cell(first, part),
    cell(second, 'none'),
  ];
  const rows = [
    line(matrix.title, '', 'title'),
    line(stamp, '', 'note'),
    line('', ''),
    line('Letter', 'What it means', 'heading'),
    line('A', 'Answers for it, decides and signs: one role in each row.', 'A'),
    line('R', 'Does it.', 'R'),
    line('C', 'Is asked before.', 'C'),
    line('I', 'Is told after.', 'I'),
    line('A/R', 'Both in one role. The colour is that of the first letter; colours alone say nothing.', 'A'),
    line('r, c, i', 'A small letter of a role from outside: only where a contract gives it.'),
    line('C if no_vendor_fix', 'Only where the maker has no fix.'),
    line('C if life_support', 'Only on life support.'),
    line('', ''),
    line('Role', 'Name, side of the house', 'heading'),
    ...matrix.roles.map((role) => line(role.code, `${role.title}: ${sides[role.department]}`)),
  ];
  if (matrix.overrides.length > 0) {
    rows.push(line('', ''), line('Override', 'Row, where, and what changes there', 'heading'));
    for (const { id, activityId, scope, cells, why } of matrix.overrides) {
      const roles = [...new Set(cells.map(({ role }) => role))];
      const letters = roles.map((role) => `${role} ${cellText({ cells }, role) || 'no part'}`);
      rows.push(
        line(id, `${activityId}, ${scopeWords(scope)}: ${letters.join('; ')}${why ? ` (${why})` : ''}`),
      );
    }
  }
  return { rows, merges: [], headingRow: 0 };
}
