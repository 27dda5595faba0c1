// A row as it stands for a subject: the published cells with every override that applies.
import type { Reason } from '../../../kernel/reason.ts';
import type { Cell, Condition, Letter } from '../model.ts';
import type { CompiledRaci, CompiledRow, Slot, Variant } from './compiled.ts';
import { keyOf, meets, type SubjectNumbers } from './specificity.ts';

/** One role's cells in a row as it stands for a subject; `changed` is the override that made them so. */
export type RoleCells = {
  readonly role: string;
  readonly cells: readonly Cell[];
  readonly changed: Reason | null;
};

/** The row role by role, in column order. Overrides are laid over it, the most specific last; A is moved, not doubled. */
export function effectiveRow(
  row: Pick<CompiledRow, 'cells' | 'overrides'>,
  numbers: SubjectNumbers,
  roleOrder: ReadonlyMap<string, number>,
): RoleCells[] {
  const roles = new Map<string, RoleCells>();
  for (const [role, cells] of row.cells) roles.set(role, { role, cells, changed: null });
  const applying = row.overrides.filter((override) => meets(numbers, override.demand));
  for (const { override, reason } of applying) {
    const named = new Set(override.cells.map((cell) => cell.role));
    if (override.cells.some((cell) => cell.letters.includes('A') && !cell.contract))
      for (const [role, held] of roles)
        if (held.cells.some((cell) => cell.letters.includes('A'))) {
          const cells = held.cells.map((cell) => ({
            ...cell,
            letters: cell.letters.filter((l) => l !== 'A'),
          }));
          roles.set(role, { role, cells, changed: reason });
        }
    for (const role of named)
      roles.set(role, { role, cells: override.cells.filter((cell) => cell.role === role), changed: reason });
  }
  if (applying.length === 0) return [...roles.values()];
  return [...roles.values()].sort((a, b) => (roleOrder.get(a.role) ?? 99) - (roleOrder.get(b.role) ?? 99));
}

/** True when the cell applies to a subject of which these conditions are so. */
export const applies = (cell: Cell, so: readonly Condition[] = []): boolean =>
  cell.when === null || so.includes(cell.when);

const verbs: Readonly<Record<Letter, string>> = {
  A: 'answers for it',
  R: 'does it',
  C: 'is asked before',
  I: 'is told after',
};

function slotsOf(raci: CompiledRaci, row: CompiledRow, held: RoleCells): readonly Slot[] {
  const known = held.changed === null ? row.untouched.get(held.role) : undefined;
  if (known) return known;
  const role = raci.roles.get(held.role);
  const plain = role?.plain ?? held.role;
  const slots = held.cells.flatMap((cell) =>
    cell.letters.map((letter): Slot => {
      const contract = cell.contract ? ', by contract' : '';
      const what = `${row.activity.plain}: ${plain} ${verbs[letter]}${contract}.`;
      const rowReason = { what, source: `${raci.matrix.title}, row ${row.activity.id}` };
      const rowReasons = held.changed ? [rowReason, held.changed] : [rowReason];
      const isOutsideRole = role?.isInternal !== true;
      return {
        activity: row.activity,
        letter,
        role: held.role,
        plain,
        cell,
        isOutsideRole,
        rowReasons,
        number: raci.kept.slots++,
        staffing: raci.staffing.get(held.role) ?? null,
      };
    }),
  );
  if (held.changed === null) row.untouched.set(held.role, slots);
  return slots;
}

/** The letters of the row for this subject. An A "by contract" is never an accountable: it stays among the others. */
export function variantOf(raci: CompiledRaci, row: CompiledRow, numbers: SubjectNumbers): Variant {
  const key = keyOf(row.keys, numbers);
  const known = key === null ? undefined : row.variants.get(key);
  if (known) return known;
  const slots = effectiveRow(row, numbers, raci.roleOrder).flatMap((held) => slotsOf(raci, row, held));
  const answersForIt = (slot: Slot): boolean => slot.letter === 'A' && !slot.cell.contract;
  const variant = {
    accountables: slots.filter(answersForIt),
    others: slots.filter((slot) => !answersForIt(slot)),
  };
  if (key !== null) {
    if (row.variants.size >= 1000) row.variants.clear();
    row.variants.set(key, variant);
  }
  return variant;
}
