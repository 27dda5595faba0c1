// Two matrices compared cell by cell, and what it means in words. Pure; the order is that of the newer matrix.
import type { Activity, Cell, MatrixDocument, Override, Role } from '../model.ts';
import { writeCell } from './cell.ts';
import { flowSentences } from './diff-flow.ts';
import {
  noNames,
  type Part,
  type PlaceNames,
  partsOf,
  roleSentence,
  rowWords,
  scopeWords,
} from './diff-words.ts';

/** One cell that is not the same; null where the row or the role is not there. */
export type CellDifference = {
  readonly activityId: string;
  readonly role: string;
  readonly before: string | null;
  readonly after: string | null;
};
export type Difference = {
  readonly kind: 'letters' | 'row' | 'role' | 'override' | 'flow' | 'words';
  readonly activityId: string | null;
  readonly role: string | null;
  readonly sentence: string;
};
export type MatrixDiff = { readonly cells: CellDifference[]; readonly sentences: Difference[] };

const byRole = (cells: readonly Cell[], role: string): Cell[] => cells.filter((cell) => cell.role === role);
const isA = (part: Part): boolean => part.letter === 'A' && part.when === null && !part.contract;

/** Where A goes from one role to another, that is said once, of both; the rest of their letters is compared without it. */
function movedA(
  before: ReadonlyMap<string, Part[]>,
  after: ReadonlyMap<string, Part[]>,
): [string, string] | null {
  const holder = (roles: ReadonlyMap<string, Part[]>): string[] =>
    [...roles].filter(([, parts]) => parts.some(isA)).map(([role]) => role);
  const [from, ...more] = holder(before);
  const [to, ...others] = holder(after);
  return from && to && from !== to && more.length + others.length === 0 ? [from, to] : null;
}

type Context = {
  readonly plain: (role: string | null) => string;
  readonly names: PlaceNames;
};

/** The sentences for the letters of one row. `where` is a place for an override, else empty. */
function letterSentences(
  before: readonly Cell[],
  after: readonly Cell[],
  row: { id: string; quoted: string; where: string; kind: 'letters' | 'override' },
  roles: readonly string[],
  { plain }: Context,
): Difference[] {
  const parts = (cells: readonly Cell[]): Map<string, Part[]> =>
    new Map(roles.map((role) => [role, partsOf(byRole(cells, role))]));
  const [was, is] = [parts(before), parts(after)];
  const found: Difference[] = [];
  const say = (role: string, sentence: string): void => {
    found.push({ kind: row.kind, activityId: row.id, role, sentence });
  };
  const moved = movedA(was, is);
  if (moved) {
    const [from, to] = moved;
    say(to, `${plain(to)} now answers for ${row.quoted}${row.where} instead of ${plain(from)}.`);
    was.set(
      from,
      (was.get(from) ?? []).filter((p) => !isA(p)),
    );
    is.set(
      to,
      (is.get(to) ?? []).filter((p) => !isA(p)),
    );
  }
  for (const role of roles) {
    const sentence = roleSentence(
      plain(role),
      row.quoted,
      was.get(role) ?? [],
      is.get(role) ?? [],
      row.where,
    );
    if (sentence) say(role, sentence);
  }
  return found;
}

function wordSentences(before: Activity, after: Activity, quoted: string): string[] {
  return [
    before.plain === after.plain ? null : `"${before.plain}" is now called ${quoted}.`,
    before.plain === after.plain && before.title !== after.title
      ? `The title of ${quoted} is now "${after.title}".`
      : null,
    before.ask === after.ask ? null : `Whoever does ${quoted} now reads: ${after.ask}`,
    before.question === after.question
      ? null
      : after.question === null
        ? `Whoever is asked before ${quoted} reads no question of its own any more.`
        : `Whoever is asked before ${quoted} now reads: ${after.question}`,
  ].filter((sentence) => sentence !== null);
}

function overrideSentences(
  before: readonly Override[],
  after: readonly Override[],
  quoted: (id: string) => string,
  roles: readonly string[],
  context: Context,
): Difference[] {
  const was = new Map(before.map((o) => [o.id, o]));
  const is = new Map(after.map((o) => [o.id, o]));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((id) => {
    const [b, a] = [was.get(id), is.get(id)];
    const one = a ?? b;
    if (!one || JSON.stringify(a) === JSON.stringify(b)) return [];
    const where = scopeWords(one.scope, context.names);
    const row = { id: one.activityId, quoted: quoted(one.activityId), where, kind: 'override' as const };
    const other = (sentence: string): Difference => ({
      kind: 'override',
      activityId: one.activityId,
      role: null,
      sentence,
    });
    const isElsewhere =
      a && b && (a.activityId !== b.activityId || JSON.stringify(a.scope) !== JSON.stringify(b.scope));
    const letters = letterSentences(isElsewhere ? [] : (b?.cells ?? []), a?.cells ?? [], row, roles, context);
    if (!a) return [other(`The exception ${id} is gone: ${row.quoted}${where} runs as everywhere else.`)];
    const out = a.cells
      .filter(
        (cell) =>
          cell.letters.length === 0 && !b?.cells.some((c) => c.role === cell.role && c.letters.length === 0),
      )
      .map((cell) => other(`${context.plain(cell.role)} has no part in ${row.quoted}${where}.`));
    const place = isElsewhere
      ? [
          other(
            `The exception ${id} of ${quoted(b.activityId)}${scopeWords(b.scope, context.names)} now counts for ${row.quoted}${where}.`,
          ),
        ]
      : [];
    const all = [...place, ...letters, ...out];
    return all.length > 0
      ? all
      : [other(`The reason for the exception ${id} of ${row.quoted}${where} has changed.`)];
  });
}

function roleSentences(before: readonly Role[], after: readonly Role[]): Difference[] {
  const was = new Map(before.map((role) => [role.code, role]));
  const is = new Set(after.map((role) => role.code));
  const say = (role: string, sentence: string): Difference => ({
    kind: 'role',
    activityId: null,
    role,
    sentence,
  });
  return [
    ...after.flatMap((role) => {
      const b = was.get(role.code);
      if (!b) return [say(role.code, `New role: ${role.plain}${role.isInternal ? '' : ', from outside'}.`)];
      return [
        b.plain === role.plain ? null : say(role.code, `${b.plain} is now called ${role.plain}.`),
        b.isInternal === role.isInternal
          ? null
          : say(
              role.code,
              `${role.plain} now counts as ${role.isInternal ? "the hospital's own" : 'from outside'}.`,
            ),
        b.department === role.department
          ? null
          : say(
              role.code,
              `${role.plain} now belongs to the side "${role.department}" (was "${b.department}").`,
            ),
      ].filter((d) => d !== null);
    }),
    ...before
      .filter((role) => !is.has(role.code))
      .map((role) => say(role.code, `The role ${role.plain} is gone.`)),
  ];
}

/** What is not the same in two matrices: every cell, and sentences a nurse can read. Two that say the same give nothing;
 *  titles and notes of the whole matrix do not count. */
export function diffMatrix(
  before: MatrixDocument,
  after: MatrixDocument,
  names: PlaceNames = noNames,
): MatrixDiff {
  const roles = [...new Set([...after.roles, ...before.roles].map((role) => role.code))];
  const words = new Map([...before.roles, ...after.roles].map((role) => [role.code, role.plain]));
  const context: Context = { plain: (role) => words.get(role ?? '') ?? role ?? 'nobody', names };
  const was = new Map(before.activities.map((activity) => [activity.id, activity]));
  const is = new Map(after.activities.map((activity) => [activity.id, activity]));
  const quoted = (id: string): string => `"${is.get(id)?.plain ?? was.get(id)?.plain ?? id}"`;
  const cells: CellDifference[] = [];
  const sentences: Difference[] = roleSentences(before.roles, after.roles);
  const all = [...after.activities, ...before.activities.filter(({ id }) => !is.has(id))];
  for (const { id } of all) {
    const [b, a] = [was.get(id), is.get(id)];
    for (const role of roles) {
      const text = (of: MatrixDocument, row: Activity | undefined): string | null =>
        row && of.roles.some(({ code }) => code === role) ? writeCell(byRole(row.cells, role)) : null;
      const [from, to] = [text(before, b), text(after, a)];
      // An empty cell of a row or role that comes or goes says nothing.
      if (from !== to && (from ?? '') + (to ?? '') !== '')
        cells.push({ activityId: id, role, before: from, after: to });
    }
    const say = (kind: Difference['kind'], sentence: string): void => {
      sentences.push({ kind, activityId: id, role: null, sentence });
    };
    const line = (row: Activity): string =>
      rowWords(
        roles.map((role) => ({ plain: context.plain(role), parts: partsOf(byRole(row.cells, role)) })),
      );
    if (a && !b) say('row', `New row ${id} ${quoted(id)}: ${line(a)}.`);
    else if (b && !a) say('row', `The row ${id} ${quoted(id)} is gone (${line(b)}).`);
    else if (a && b) {
      const row = { id, quoted: quoted(id), where: '', kind: 'letters' as const };
      sentences.push(...letterSentences(b.cells, a.cells, row, roles, context));
      for (const sentence of flowSentences(b, a, context.plain, quoted(id))) say('flow', sentence);
      for (const sentence of wordSentences(b, a, quoted(id))) say('words', sentence);
    }
  }
  return {
    cells,
    sentences: [
      ...sentences,
      ...overrideSentences(before.overrides, after.overrides, quoted, roles, context),
    ],
  };
}
