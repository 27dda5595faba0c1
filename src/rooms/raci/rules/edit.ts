// Editing a draft: cells by their text, as a person types them into a spreadsheet.
import type { Activity, Cell, MatrixDocument } from '../model.ts';
import { readCell, writeCell } from './cell.ts';
import { consultRules, flowDefaults } from './consult.ts';
import type { Repair } from './finding.ts';

/** One cell as it shall be: `A/R`, `r`, `C if life_support`; empty for no part. */
export type CellEdit = { readonly activityId: string; readonly role: string; readonly text: string };
/** A cell before and after, in the one spelling of cells. */
export type CellStep = CellEdit & { readonly before: string };
/** Why an edit is refused. `repair` is an edit that would be taken instead. */
export type EditRefusal = {
  readonly rule: 'activity' | 'role' | 'cell' | 'V1';
  readonly activityId: string;
  readonly role: string;
  readonly sentence: string;
  readonly repair: { readonly sentence: string; readonly changes: readonly CellEdit[] } | null;
};
export type Edited =
  | { readonly ok: true; readonly document: MatrixDocument; readonly steps: CellStep[] }
  | { readonly ok: false; readonly refusal: EditRefusal };

/** The text of one role's cells in a row. */
export const cellText = (activity: Pick<Activity, 'cells'>, role: string): string =>
  writeCell(activity.cells.filter((cell) => cell.role === role));

const accountables = (activity: Activity): string[] => [
  ...new Set(activity.cells.filter((cell) => cell.letters.includes('A')).map((cell) => cell.role)),
];

const withoutA = (activity: Activity, role: string): string =>
  writeCell(
    activity.cells
      .filter((cell) => cell.role === role)
      .map((cell) => ({ ...cell, letters: cell.letters.filter((l) => l !== 'A') })),
  );

/** The row with one role's cells replaced; whoever is asked now has a time to answer. */
function replaced(
  activity: Activity,
  role: string,
  cells: readonly Cell[],
  order: readonly string[],
): Activity {
  const all = [...activity.cells.filter((cell) => cell.role !== role), ...cells].sort(
    (a, b) => order.indexOf(a.role) - order.indexOf(b.role),
  );
  // A rule of the row is kept while the letter is away, so that an undo brings back what was there.
  const consult = { ...activity.flow.consult, ...consultRules(all, flowDefaults, activity.flow.consult) };
  return { ...activity, cells: all, flow: { ...activity.flow, consult } };
}

/** The draft after the edits, all or none, with the steps that changed something. Refused: unknown rows and roles, texts
 *  that are no cell, and a row in which two would answer (V1). A row where nobody answers is taken: a draft may be unfinished. */
export function edited(document: MatrixDocument, changes: readonly CellEdit[]): Edited {
  const order = document.roles.map((role) => role.code);
  const rows = new Map(document.activities.map((activity) => [activity.id, activity]));
  const steps: CellStep[] = [];
  const refuse = (
    { activityId, role }: CellEdit,
    rule: EditRefusal['rule'],
    sentence: string,
    repair: EditRefusal['repair'] = null,
  ): Edited => ({ ok: false, refusal: { rule, activityId, role, sentence, repair } });

  for (const change of changes) {
    const activity = rows.get(change.activityId);
    if (!activity) return refuse(change, 'activity', `${change.activityId} is not a row of this matrix.`);
    const role = document.roles.find(({ code }) => code === change.role);
    if (!role) return refuse(change, 'role', `${change.role} is not a role of this matrix.`);
    const read = readCell(change.text, role);
    if (!read.ok) return refuse(change, 'cell', read.sentence);
    const before = cellText(activity, role.code);
    const after = replaced(activity, role.code, read.cells, order);
    const text = cellText(after, role.code);
    if (text === before) continue;
    rows.set(activity.id, after);
    steps.push({ activityId: activity.id, role: role.code, before, text });
  }
  for (const step of steps) {
    const activity = rows.get(step.activityId);
    const two = activity ? accountables(activity) : [];
    if (!activity || two.length < 2) continue;
    const plain = (code: string) => document.roles.find((role) => role.code === code)?.plain ?? code;
    const kept = two.includes(step.role) ? step.role : (two[0] ?? step.role);
    const others = two.filter((code) => code !== kept);
    return refuse(
      step,
      'V1',
      `${two.map(plain).join(' and ')} would both answer for "${activity.plain}". One row has one A.`,
      {
        sentence: `Give A to ${plain(kept)} only`,
        changes: [
          ...others.map((role) => ({ activityId: activity.id, role, text: withoutA(activity, role) })),
          ...steps.filter((s) => !(s.activityId === activity.id && others.includes(s.role))).map(plainEdit),
        ],
      },
    );
  }
  const activities = document.activities.map((activity) => rows.get(activity.id) ?? activity);
  return { ok: true, document: { ...document, activities }, steps };
}

const plainEdit = ({ activityId, role, text }: CellEdit): CellEdit => ({ activityId, role, text });

/** A repair of the lint as edits: letters that stay keep their contract and condition, new ones are plain. */
export const repairEdits = (document: Pick<MatrixDocument, 'activities'>, repair: Repair): CellEdit[] =>
  repair.changes.map(({ activityId, role, letters }) => {
    const held = (document.activities.find((a) => a.id === activityId)?.cells ?? [])
      .filter((cell) => cell.role === role)
      .map((cell) => ({ ...cell, letters: cell.letters.filter((l) => letters.includes(l)) }));
    const fresh = letters.filter((l) => !held.some((cell) => cell.letters.includes(l)));
    const added: Cell[] = fresh.length > 0 ? [{ role, letters: fresh, contract: false, when: null }] : [];
    return { activityId, role, text: writeCell([...added, ...held]) };
  });

/** The draft as it is proposed: rules of asking for roles that are not asked are gone. */
export const tidied = (document: MatrixDocument): MatrixDocument => {
  const askedIn = (activity: Activity): Set<string> =>
    new Set([
      ...activity.cells.filter((cell) => cell.letters.includes('C')).map((cell) => cell.role),
      ...document.overrides
        .filter((o) => o.activityId === activity.id)
        .flatMap((o) => o.cells.filter((cell) => cell.letters.includes('C')).map((cell) => cell.role)),
    ]);
  return {
    ...document,
    activities: document.activities.map((activity) => {
      const asked = askedIn(activity);
      const consult = Object.fromEntries(
        Object.entries(activity.flow.consult).filter(([role]) => asked.has(role)),
      );
      return { ...activity, flow: { ...activity.flow, consult } };
    }),
  };
};
