// What is wrong with a matrix by itself, before anybody holds a role. @source domain.md 1.2

import { compile } from '../engine/compile.ts';
import { effectiveRow, type RoleCells } from '../engine/row.ts';
import { canMeetTogether, numbersOf, weightOf } from '../engine/specificity.ts';
import type { Activity, Cell, Letter, MatrixDocument, Override, Role } from '../model.ts';
import { type Finding, finding, type Repair } from './finding.ts';

/** At most this many roles are asked in every case (V6). [rule] */
const MOST_CONSULTED = 6;
/** The groups in which procurement has no direct part (S23). */
const noProcurement = ['INV', 'VUL', 'NET', 'ANM'];
const isProcurement = (role: Role): boolean => role.code === 'PR' || /procure|purchas/i.test(role.title);

const why = {
  V1: 'Where two answer for something, or nobody does, nobody can decide and sign.',
  V2: 'When a contract ends, the work must not stop.',
  V5: 'A partner may do the work; answering for it stays with the hospital (S30).',
  V6: 'Many opinions cost more days than they bring.',
  V7: 'Procurement has no part in the fix itself; it may be told (S23).',
  V8: 'Nobody sees their own mistakes.',
  tie: 'Nobody chose between them, so which one wins is an accident.',
} as const;

const plus = (cells: readonly Cell[], letters: readonly Letter[]): Letter[] => [
  ...new Set([...cells.flatMap((cell) => cell.letters), ...letters]),
];

/** The row's roles with a letter, for good: not by contract and not only in some cases unless told. */
const having = (
  row: readonly RoleCells[],
  letter: Letter,
  also: { contract?: boolean; when?: boolean } = {},
): RoleCells[] =>
  row.filter((held) =>
    held.cells.some(
      (cell) =>
        cell.letters.includes(letter) &&
        (also.contract === true || !cell.contract) &&
        (also.when === true || cell.when === null),
    ),
  );

function lintRow(
  row: readonly RoleCells[],
  activity: Activity,
  roles: ReadonlyMap<string, Role>,
  within: string,
): Finding[] {
  const activityId = activity.id;
  const names = (held: readonly RoleCells[]): string =>
    held.map(({ role }) => roles.get(role)?.plain ?? role).join(', ');
  const set = (sentence: string, changes: readonly [string, Letter[]][]): Repair => ({
    sentence,
    changes: changes.map(([role, letters]) => ({ activityId, role, letters })),
  });
  const without = (held: RoleCells, letter: Letter): Letter[] =>
    plus(held.cells, []).filter((l) => l !== letter);
  const found: Finding[] = [];

  const accountable = having(row, 'A', { when: true });
  const [first, ...others] = accountable;
  if (!first) {
    const doer = having(row, 'R').find(({ role }) => roles.get(role)?.isInternal);
    const repair =
      doer && set(`Let ${names([doer])} answer for it too`, [[doer.role, plus(doer.cells, ['A'])]]);
    found.push(
      finding(
        'V1',
        'error',
        { activityId, ...(repair ? { repair } : {}) },
        `Nobody answers for ${activityId} ${activity.plain}${within}.`,
        why.V1,
      ),
    );
  } else if (others.length > 0) {
    const repair = set(
      `Leave A with ${names([first])} only`,
      others.map((held): [string, Letter[]] => [held.role, without(held, 'A')]),
    );
    found.push(
      finding(
        'V1',
        'error',
        { activityId, repair },
        `${accountable.length} roles answer for ${activityId}${within}: ${names(accountable)}.`,
        why.V1,
      ),
    );
  }
  const outside = having(row, 'A', { contract: true, when: true }).filter(
    ({ role }) => roles.get(role)?.isInternal !== true,
  );
  for (const held of outside) {
    const repair = set(`Take A from ${names([held])}`, [[held.role, without(held, 'A')]]);
    found.push(
      finding(
        'V5',
        'error',
        { activityId, role: held.role, repair },
        `${names([held])} is not the hospital's own but answers for ${activityId}${within}.`,
        why.V5,
      ),
    );
  }
  const doers = having(row, 'R');
  if (!doers.some(({ role }) => roles.get(role)?.isInternal)) {
    const any = having(row, 'R', { contract: true, when: true });
    const sentence =
      any.length === 0
        ? `Nobody does ${activityId} ${activity.plain}${within}.`
        : `${activityId} is done only by people from outside or only in some cases${within}: ${names(any)}.`;
    const repair =
      first &&
      roles.get(first.role)?.isInternal &&
      set(`Let ${names([first])} do it too`, [[first.role, plus(first.cells, ['R'])]]);
    found.push(finding('V2', 'error', { activityId, ...(repair ? { repair } : {}) }, sentence, why.V2));
  }
  const asked = having(row, 'C');
  if (asked.length > MOST_CONSULTED)
    found.push(
      finding(
        'V6',
        'warning',
        { activityId },
        `${asked.length} roles are asked before every ${activityId}${within}: ${names(asked)}.`,
        why.V6,
      ),
    );
  if (noProcurement.includes(activity.group))
    for (const held of row) {
      const role = roles.get(held.role);
      const letters = plus(held.cells, []).filter((letter) => letter !== 'I');
      if (!role || !isProcurement(role) || letters.length === 0) continue;
      const repair = set(`Only tell ${role.plain}`, [[held.role, ['I']]]);
      found.push(
        finding(
          'V7',
          'error',
          { activityId, role: held.role, repair },
          `${role.plain} holds ${letters.join(' and ')} in ${activityId}${within}.`,
          why.V7,
        ),
      );
    }
  for (const held of row) {
    const letters = plus(
      held.cells.filter((cell) => cell.when === null),
      [],
    );
    const does = letters.filter((letter) => letter === 'A' || letter === 'R');
    const hears = letters.filter((letter) => letter === 'C' || letter === 'I');
    if (does.length === 0 || hears.length === 0) continue;
    const repair = set(`Leave only ${does.join(' and ')}`, [[held.role, does]]);
    found.push(
      finding(
        'both',
        'warning',
        { activityId, role: held.role, repair },
        `${names([held])} both ${does.includes('R') ? 'does' : 'answers for'} ${activityId} and is ${hears.includes('C') ? 'asked about' : 'told of'} it${within}.`,
        'Who does or decides something need not be asked or told about it.',
      ),
    );
  }
  const { verifyBy } = activity.flow;
  if (verifyBy !== null && doers.length === 1 && doers[0]?.role === verifyBy)
    found.push(
      finding(
        'V8',
        'error',
        { activityId, role: verifyBy },
        `${activityId} is done and checked by the same role${within}: ${names(doers)}.`,
        why.V8,
      ),
    );
  return found;
}

function lintTies(overrides: readonly Override[]): Finding[] {
  const movesA = (override: Override): boolean => override.cells.some((cell) => cell.letters.includes('A'));
  return overrides.flatMap((a, index) =>
    overrides.slice(index + 1).flatMap((b) => {
      if (a.activityId !== b.activityId || weightOf(a.scope, null) !== weightOf(b.scope, null)) return [];
      const sameRole = a.cells.some((cell) => b.cells.some((other) => other.role === cell.role));
      if (!(sameRole || (movesA(a) && movesA(b))) || !canMeetTogether(a.scope, b.scope)) return [];
      const sentence = `The overrides ${a.id} and ${b.id} of ${a.activityId} are equally specific and can both apply.`;
      return [finding('tie', 'error', { activityId: a.activityId }, sentence, why.tie)];
    }),
  );
}

function lintList(matrix: MatrixDocument): Finding[] {
  const found: Finding[] = [];
  const ids = new Set<string>();
  const roles = new Set(matrix.roles.map((role) => role.code));
  for (const { id, cells } of matrix.activities) {
    if (ids.has(id))
      found.push(
        finding(
          'once',
          'error',
          { activityId: id },
          `The activity ${id} is listed twice.`,
          'Only one of the two rows can be followed.',
        ),
      );
    ids.add(id);
    for (const role of new Set(cells.map((cell) => cell.role)))
      if (!roles.has(role))
        found.push(
          finding(
            'role',
            'error',
            { activityId: id, role },
            `${id} names ${role}, which is not a role of this matrix.`,
            'Nobody can hold a role that is not there.',
          ),
        );
  }
  for (const override of matrix.overrides)
    if (!ids.has(override.activityId))
      found.push(
        finding(
          'activity',
          'error',
          { activityId: override.activityId },
          `The override ${override.id} changes ${override.activityId}, which is not in this matrix.`,
          'It will never apply.',
        ),
      );
  for (const role of matrix.roles)
    if (
      !matrix.activities.some((activity) =>
        activity.cells.some((cell) => cell.role === role.code && cell.letters.length > 0),
      )
    )
      found.push(
        finding(
          'unused',
          'warning',
          { role: role.code },
          `${role.plain} holds no letter at all.`,
          'A role without a part is not needed in the chart.',
        ),
      );
  return found;
}

/** What is wrong with a matrix by itself (V1, V2, V5 to V8, lists and overrides), row by row in the order of the matrix.
 *  Each override is looked at alone, laid over its row, on a subject that meets exactly its scope and those it implies. */
export function lintMatrix(matrix: MatrixDocument): Finding[] {
  const nobody = {
    organisations: [],
    sites: [],
    wards: [],
    people: [],
    teams: [],
    absences: [],
    shifts: [],
    rotas: [],
    skills: [],
    skillNeeds: [],
    staffing: [],
    delegations: [],
  };
  const raci = compile(matrix, nobody);
  const rows = [...raci.rows.values()].flatMap((row) => {
    const published = effectiveRow({ cells: row.cells, overrides: [] }, [], raci.roleOrder);
    const own = lintRow(published, row.activity, raci.roles, '');
    const said = new Set(own.map(({ rule, role }) => `${rule} ${role ?? ''}`));
    const changed = row.overrides.flatMap(({ override }) =>
      lintRow(
        effectiveRow(row, numbersOf(raci.words, override.scope), raci.roleOrder),
        row.activity,
        raci.roles,
        ` under the override ${override.id}`,
      )
        .filter(({ rule, role }) => !said.has(`${rule} ${role ?? ''}`))
        .map((f) => ({ ...f, repair: null })),
    );
    return [...own, ...changed];
  });
  return [...lintList(matrix), ...rows, ...lintTies(matrix.overrides)];
}
