// From a table as it stands to a matrix: names mapped to ours or kept as new, every cell read, flow taken from our rows.
import type { Activity, Cell, MatrixDocument, Role } from '../../model.ts';
import { readCell } from '../cell.ts';
import { consultRules, flowDefaults } from '../consult.ts';
import { addressOf, type LineBook } from './grid.ts';
import { activityFinder, newActivityId, newRole, type Proposal, roleFinder, words } from './names.ts';
import { short } from './raw-matrix.ts';
import type { At, RawRow, RawTable } from './shape.ts';

/** What a table takes words and flow from. */
export type Base = Pick<MatrixDocument, 'roles' | 'activities' | 'groups'> &
  Partial<Pick<MatrixDocument, 'overrides'>>;
/** What a person chose for each name, in the order of the proposals: one of ours, `+` new, `-` left out. What is not said
 *  is `same` where it is the same and new where not: a likeness alone is never followed. */
export type Choices = { readonly roles?: readonly string[]; readonly activities?: readonly string[] };
/** A row as it was read, for a person to look at: letters by role, `?` where they cannot be read. */
export type PreviewRow = {
  readonly place: string;
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly cells: readonly string[];
};
export type Assembled = {
  readonly roles: Proposal[];
  readonly activities: Proposal[];
  readonly preview: { readonly roles: readonly Role[]; readonly rows: PreviewRow[] };
  /** Cells with letters that were read. */
  readonly cells: number;
  readonly matrix: MatrixDocument;
};

const isChoice = (text: string | undefined): text is string => text !== undefined && text !== '';

/** The matrix of a table. It is to be used only when the book has no error. */
export function assemble(
  table: RawTable,
  base: Base,
  name: { readonly id: string; readonly title: string },
  of: { readonly sheet: string; readonly choices: Choices; readonly book: LineBook },
): Assembled {
  const { sheet, choices, book } = of;
  const place = (at: At): string => addressOf(sheet, at.row, at.column);
  const { proposals: roleProposals, mapped } = mapRoles();
  const { proposals: activityProposals, activities, rows, cells } = mapActivities();
  const kept = [...new Set(mapped.filter((role) => role !== null))];
  const groups = groupsOf(activities);
  const own = { ...name, note: null, groups, roles: kept, activities };
  return {
    roles: roleProposals,
    activities: activityProposals,
    preview: { roles: kept, rows },
    cells,
    matrix: { ...own, overrides: keptOverrides(own) },
  };

  function mapRoles(): { proposals: Proposal[]; mapped: (Role | null)[] } {
    const { find } = roleFinder(base.roles);
    const byCode = new Map(base.roles.map((role) => [role.code, role]));
    const taken = new Set(base.roles.map((role) => role.code));
    const seen = new Map<string, At>();
    const proposals: Proposal[] = [];
    const roles = table.roles.map(({ text, at, isHidden }, index): Role | null => {
      const found = find(text);
      const how = found?.how ?? 'new';
      const wish = choices.roles?.[index];
      const chosen = isChoice(wish) ? wish : how === 'same' && found ? found.one.code : '+';
      proposals.push({ place: place(at), text, ours: found?.one.code ?? null, how, chosen });
      if (chosen === '-') {
        book.say('left_out', 'choice', at, `"${short(text)}" is left out with its letters, as chosen.`);
        return null;
      }
      if (isHidden)
        book.say('note', 'hidden', at, 'This column is hidden in the file; it is read like the others.');
      const ours = byCode.get(chosen);
      if (chosen !== '+' && !ours) {
        book.say('error', 'role', at, `"${short(chosen)}" is not a role of the matrix in force.`);
        return null;
      }
      const role = ours ?? newRole(text, taken);
      taken.add(role.code);
      if (!ours) book.say('note', 'new role', at, newRoleWords(text, role, found?.one));
      const before = seen.get(role.code);
      if (before && table.shape === 'matrix')
        book.say('error', 'once', at, `${role.plain} has two columns, ${place(before)} and ${place(at)}.`);
      seen.set(role.code, at);
      return role;
    });
    return { proposals, mapped: roles };
  }

  function mapActivities() {
    const find = activityFinder(base.activities);
    const byId = new Map(base.activities.map((activity) => [activity.id, activity]));
    const taken = new Map<string, string>();
    const proposals: Proposal[] = [];
    const activities: Activity[] = [];
    const rows: PreviewRow[] = [];
    let cells = 0;
    const ids = new Set(base.activities.map(({ id }) => id));
    table.rows.forEach((row, index) => {
      const text = row.title || row.idText;
      const found = find(row.idText, row.title);
      const how = found?.how ?? 'new';
      const wish = choices.activities?.[index];
      const chosen = isChoice(wish) ? wish : how === 'same' && found ? found.one.id : '+';
      proposals.push({
        place: place(row.at),
        text: row.idText && row.title ? `${row.idText} ${row.title}` : text,
        ours: found?.one.id ?? null,
        how,
        chosen,
      });
      if (chosen === '-') {
        book.say('left_out', 'choice', row.at, `"${short(text)}" is left out with its letters, as chosen.`);
        return;
      }
      if (text === '') {
        book.say('error', 'title', row.at, 'This row has letters but no activity is named.');
        return;
      }
      const like = byId.get(chosen);
      if (chosen !== '+' && !like) {
        book.say(
          'error',
          'activity',
          row.at,
          `"${short(chosen)}" is not an activity of the matrix in force.`,
        );
        return;
      }
      if (row.title.length > 200)
        book.say('note', 'long', row.at, `The name has ${row.title.length} letters; the first 200 are kept.`);
      const id = like?.id ?? newActivityId(row.idText, row.at.row + 1, new Set([...ids, ...taken.keys()]));
      if (!like && found?.how === 'similar')
        book.say(
          'note',
          'similar',
          row.at,
          `"${short(text)}" is like ${found.one.id} ${found.one.title}; kept as new.`,
        );
      const before = taken.get(id);
      if (before !== undefined) book.say('error', 'once', row.at, `${id} is already in ${before}.`);
      taken.set(id, place(row.at));
      const read = readRow(row);
      cells += read.cells.length;
      rows.push({
        place: place(row.at),
        id,
        title: text.slice(0, 200),
        group: row.group ?? '',
        cells: read.texts,
      });
      activities.push(
        activityOf({ id, title: text.slice(0, 200), group: row.group, cells: read.cells, like }),
      );
    });
    if (activities.length === 0 && !book.hasErrors())
      book.say('error', 'empty', null, 'No row with letters was found below the headings.');
    return { proposals, activities: activities.map((one) => pruned(one, activities)), rows, cells };
  }

  /** The cells of a row; what several entries give one role is read together. */
  function readRow(row: RawRow): { cells: Cell[]; texts: string[] } {
    const byRole = new Map<Role, { text: string; at: At }[]>();
    for (const { role, text, at } of row.cells) {
      const ours = mapped[role];
      if (ours) byRole.set(ours, [...(byRole.get(ours) ?? []), { text, at }]);
    }
    const cells: Cell[] = [];
    const texts = new Map<string, string>();
    const roles = [...new Set(mapped.filter((role) => role !== null))];
    for (const role of roles) {
      const entries = byRole.get(role) ?? [];
      const [first] = entries;
      if (!first) continue;
      const text = [...new Set(entries.map((entry) => entry.text))].join('; ');
      const read = readCell(text, role);
      if (!read.ok) book.say('error', 'cell', first.at, read.sentence);
      else {
        cells.push(...read.cells);
        for (const note of read.notes) book.say('note', 'cell', first.at, note);
      }
      texts.set(role.code, read.ok ? text : `? ${text}`.slice(0, 40));
    }
    return { cells, texts: roles.map((role) => texts.get(role.code) ?? '') };
  }

  /** What a row of ours says of rows and roles that are not in this table does not hold here. */
  function pruned(activity: Activity, all: readonly Activity[]): Activity {
    const { flow } = activity;
    const has = (id: string): boolean => all.some((one) => one.id === id);
    const apartFrom = flow.apartFrom.filter(has);
    const verifiedUnder = flow.verifiedUnder !== null && has(flow.verifiedUnder) ? flow.verifiedUnder : null;
    const verifyBy = mapped.some((role) => role?.code === flow.verifyBy) ? flow.verifyBy : null;
    if (
      verifyBy !== flow.verifyBy ||
      verifiedUnder !== flow.verifiedUnder ||
      apartFrom.length < flow.apartFrom.length
    )
      book.say(
        'note',
        'flow',
        null,
        `${activity.id} is checked in the matrix in force by a row or a role that is not in this file; that part of how it runs is left out.`,
      );
    return { ...activity, flow: { ...flow, apartFrom, verifiedUnder, verifyBy } };
  }

  function activityOf(row: {
    id: string;
    title: string;
    group: string | null;
    cells: Cell[];
    like: Activity | undefined;
  }): Activity {
    const { id, title, cells, like } = row;
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
    const { plain, ask, question, seed } = like ?? {
      plain: title,
      ask: `${title}.`,
      question: null,
      seed: [],
    };
    const group = like?.group ?? groupId(row.group, id);
    return { id, group, title, plain, ask, question, seed, cells, flow };
  }

  function groupId(title: string | null, id: string): string {
    if (title === null) return id.split('-')[0] ?? id;
    const known = base.groups.find(
      (group) => words(group.title) === words(title) || words(group.id) === words(title),
    );
    return known?.id ?? (words(title).toUpperCase().replaceAll(' ', '-').slice(0, 20) || 'ROWS');
  }

  function groupsOf(activities: readonly Activity[]): MatrixDocument['groups'] {
    const titles = new Map(
      table.rows.map((row) => [row.group === null ? '' : groupId(row.group, ''), row.group]),
    );
    const used = [...new Set(activities.map(({ group }) => group))];
    const known = base.groups.filter(({ id }) => used.includes(id));
    const fresh = used.filter((id) => !known.some((group) => group.id === id));
    return [
      ...known,
      ...fresh.map((id) => ({ id, title: titles.get(id) ?? (id === 'ROW' ? 'Other activities' : id) })),
    ];
  }

  /** A table has no place for overrides; those of the matrix in force go on where their row and roles are here. */
  function keptOverrides(own: Pick<MatrixDocument, 'roles' | 'activities'>): MatrixDocument['overrides'] {
    const roles = new Set(own.roles.map(({ code }) => code));
    const ids = new Set(own.activities.map(({ id }) => id));
    const all = base.overrides ?? [];
    const going = all.filter(
      (one) => ids.has(one.activityId) && one.cells.every((cell) => roles.has(cell.role)),
    );
    const count = (n: number): string => (n === 1 ? '1 override' : `${n} overrides`);
    if (going.length > 0)
      book.say(
        'note',
        'override',
        null,
        `A table has no place for overrides: ${count(going.length)} of the matrix in force ${going.length === 1 ? 'goes' : 'go'} on.`,
      );
    if (going.length < all.length)
      book.say(
        'left_out',
        'override',
        null,
        `${count(all.length - going.length)} of the matrix in force ${all.length - going.length === 1 ? 'is' : 'are'} left out: their rows or roles are not in this file.`,
      );
    return going;
  }
}

const newRoleWords = (text: string, role: Role, near: Role | undefined): string =>
  `"${short(text)}" is kept as a new role ${role.code}, ${role.isInternal ? "the hospital's own" : 'from outside'} (${role.department})${near ? `; it is like ${near.plain} (${near.code})` : ''}.`;
