// A matrix from the rows of a spreadsheet, the way hospitals keep it: activities down, roles across. And back.
import type { Activity, Cell, MatrixDocument, Role } from '../model.ts';
import { ActivityId } from '../model.ts';
import { readCell, writeCell } from './cell.ts';
import { consultRules, flowDefaults } from './consult.ts';

/** One thing about a table. `row` and `column` count from 1 as a spreadsheet does; 0 for the table as a whole. */
type TableProblem = {
  readonly row: number;
  readonly column: number;
  readonly rule: string;
  readonly sentence: string;
};
export type ReadTable =
  | { readonly ok: true; readonly matrix: MatrixDocument; readonly notes: TableProblem[] }
  | { readonly ok: false; readonly problems: TableProblem[] };

const MAX_ROWS = 2000;
const MAX_COLUMNS = 200;
const MAX_PROBLEMS = 200;
const HEADER_WITHIN = 40;

const words = (text: string): string =>
  text
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The headings that mean each role, longest first knowledge not needed: headings must match as a whole. */
function headingsOf(roles: readonly Role[]): Map<string, Role> {
  const headings = new Map<string, Role>();
  for (const role of roles)
    for (const name of [role.code, role.plain, role.title, ...role.aliases])
      if (!headings.has(words(name))) headings.set(words(name), role);
  return headings;
}

type Header = {
  readonly row: number;
  readonly roles: ReadonlyMap<number, Role>;
  readonly id: number | null;
  readonly title: number;
};

function findHeader(
  rows: readonly (readonly string[])[],
  headings: ReadonlyMap<string, Role>,
): Header | null {
  let best: Header | null = null;
  for (const [index, cells] of rows.slice(0, HEADER_WITHIN).entries()) {
    const roles = new Map<number, Role>();
    for (const [column, text] of cells.slice(0, MAX_COLUMNS).entries()) {
      const role = headings.get(words(text));
      if (role) roles.set(column, role);
    }
    if (roles.size < 2 || (best && best.roles.size >= roles.size)) continue;
    const before = cells.slice(0, Math.min(...roles.keys()));
    const idAt = before.findIndex((text) =>
      /^(id|no|nr|ref|code|#|number)$/.test(words(text) || text.trim()),
    );
    const title = before.findIndex(
      (text, column) =>
        column !== idAt && /activit|task|process|responsib|step|title|description/.test(words(text)),
    );
    best = { row: index, roles, id: idAt < 0 ? null : idAt, title: title < 0 ? (idAt === 0 ? 1 : 0) : title };
  }
  return best;
}

/** An id for a row without one, from its words and its place: `ROW-7`. */
const idOf = (text: string, position: number): string => {
  const given = ActivityId.safeParse(text.trim().toUpperCase());
  return given.success && /\d/.test(given.data) ? given.data : `ROW-${position}`;
};

/** The matrix in a table of cell texts, or what is wrong with it, each with its row and column.
 *  Headings are known by code, name or alias from `base.roles`; a row whose id is in `base` takes its words and flow from
 *  there. Rows with a text but no letters are headings of a group. Columns that are no role are named in `notes`. */
export function readTable(
  rows: readonly (readonly string[])[],
  base: Pick<MatrixDocument, 'roles' | 'activities' | 'groups'>,
  name: { readonly id: string; readonly title: string },
): ReadTable {
  const problems: TableProblem[] = [];
  const notes: TableProblem[] = [];
  const say = (list: TableProblem[], row: number, column: number, rule: string, sentence: string): void => {
    if (list.length < MAX_PROBLEMS) list.push({ row, column, rule, sentence });
  };
  if (rows.length > MAX_ROWS)
    return {
      ok: false,
      problems: [{ row: 0, column: 0, rule: 'size', sentence: `The table has more than ${MAX_ROWS} rows.` }],
    };
  const header = findHeader(rows, headingsOf(base.roles));
  if (!header)
    return {
      ok: false,
      problems: [
        {
          row: 0,
          column: 0,
          rule: 'header',
          sentence:
            'No row of headings was found: at least two columns must be named after a role, e.g. Biomed or BM.',
        },
      ],
    };

  const headings = rows[header.row] ?? [];
  const seen = new Map<string, number>();
  for (const [column, role] of header.roles) {
    const first = seen.get(role.code);
    if (first !== undefined)
      say(
        problems,
        header.row + 1,
        column + 1,
        'once',
        `${role.plain} has two columns, ${first} and ${column + 1}.`,
      );
    seen.set(role.code, column + 1);
  }
  const firstRole = Math.min(...header.roles.keys());
  for (const [column, text] of headings.slice(0, MAX_COLUMNS).entries())
    if (column > firstRole && !header.roles.has(column) && text.trim() !== '')
      say(
        notes,
        header.row + 1,
        column + 1,
        'column',
        `"${text.trim().slice(0, 60)}" is not a role that is known here; the column is left out.`,
      );

  const known = new Map(base.activities.map((activity) => [activity.id, activity]));
  const byWords = new Map(
    base.activities.flatMap((a): [string, Activity][] => [
      [words(a.title), a],
      [words(a.plain), a],
    ]),
  );
  const activities: Activity[] = [];
  const groups = new Map(base.groups.map((group) => [group.id, group]));
  const lines = new Map<string, number>();
  let group: string | null = null;
  for (const [index, cells] of rows.entries()) {
    if (index <= header.row) continue;
    const title = (cells[header.title] ?? '').trim().slice(0, 200);
    const idText = header.id === null ? '' : (cells[header.id] ?? '').trim();
    const found: Cell[] = [];
    for (const [column, role] of header.roles) {
      const read = readCell(cells[column] ?? '', role);
      if (!read.ok) say(problems, index + 1, column + 1, 'cell', read.sentence);
      else {
        found.push(...read.cells);
        for (const note of read.notes) say(notes, index + 1, column + 1, 'cell', note);
      }
    }
    const text = title || idText || (cells.find((cell) => cell.trim() !== '') ?? '').trim().slice(0, 200);
    if (found.length === 0) {
      if (text !== '' && !problems.some((problem) => problem.row === index + 1)) group = text.slice(0, 120);
      continue;
    }
    if (text === '') {
      say(problems, index + 1, header.title + 1, 'title', 'This row has letters but no activity is named.');
      continue;
    }
    const like = known.get(idText.toUpperCase()) ?? byWords.get(words(title));
    const id = like?.id ?? idOf(idText, index + 1);
    const before = lines.get(id);
    if (before !== undefined)
      say(problems, index + 1, (header.id ?? header.title) + 1, 'once', `${id} is already in row ${before}.`);
    lines.set(id, index + 1);
    const own =
      group === null ? undefined : words(group).toUpperCase().replaceAll(' ', '-').slice(0, 20) || undefined;
    const groupId = like?.group ?? own ?? id.split('-')[0] ?? id;
    if (!groups.has(groupId)) groups.set(groupId, { id: groupId, title: group ?? groupId });
    activities.push(activityOf(id, groupId, title || text, found, like));
  }
  if (activities.length === 0 && problems.length === 0)
    say(problems, 0, 0, 'empty', 'No row with letters was found below the headings.');
  if (problems.length > 0) return { ok: false, problems };
  const used = new Set(header.roles.values());
  const inUse = new Set(activities.map((activity) => activity.group));
  return {
    ok: true,
    notes,
    matrix: {
      ...name,
      note: null,
      groups: [...groups.values()].filter(({ id }) => inUse.has(id)),
      roles: base.roles.filter((role) => used.has(role)),
      activities,
      overrides: [],
    },
  };
}

function activityOf(
  id: string,
  group: string,
  title: string,
  cells: Cell[],
  like: Activity | undefined,
): Activity {
  const consult = consultRules(cells, flowDefaults, like?.flow.consult);
  const flow: Activity['flow'] = like
    ? { ...like.flow, consult }
    : {
        consult,
        signOff: 'always',
        verifyBy: null,
        verifiedUnder: null,
        apartFrom: [],
        signerApart: false,
        twoPersons: null,
        informHours: flowDefaults.informHours,
        effortHours: 1,
        authority: null,
      };
  const { plain, ask, question, seed } = like ?? { plain: title, ask: `${title}.`, question: null, seed: [] };
  return { id, group, title, plain, ask, question, seed, cells, flow };
}

/** The matrix as rows of a spreadsheet: headings `id`, `activity` and each role's plain name, then one row an activity.
 *  Overrides and flow have no place in a table. */
export function writeTable(matrix: MatrixDocument): string[][] {
  const row = (activity: Activity): string[] => [
    activity.id,
    activity.title,
    ...matrix.roles.map((role) => writeCell(activity.cells.filter((cell) => cell.role === role.code))),
  ];
  return [['id', 'activity', ...matrix.roles.map((role) => role.plain)], ...matrix.activities.map(row)];
}
