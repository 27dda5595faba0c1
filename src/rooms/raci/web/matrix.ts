// The matrix as the screen needs it: cells by row and role, the way of the arrow keys, people by cell. Pure.
import type { HolderView, MatrixView, ResolvedActivity } from '../contract.ts';

export type Activity = MatrixView['activities'][number];
export type Role = MatrixView['roles'][number];
export type Cell = Activity['cells'][number];
export type Lint = MatrixView['lint'][number];
export type GapView = ResolvedActivity['gaps'][number];
export type Spot = { readonly row: number; readonly column: number };

/** The cell of a role in a row; null where the role has no part. */
export const cellOf = (activity: Activity, role: string): Cell | null =>
  activity.cells.find((cell) => cell.role === role && cell.letters.length > 0) ?? null;

const order = ['R', 'A', 'C', 'I'];
/** The roles with a part in a row: who does it first, then who answers, who is asked, who is told. */
export function rolesInRow(roles: readonly Role[], activity: Activity): Role[] {
  const rank = (role: Role) =>
    Math.min(...(cellOf(activity, role.code)?.letters ?? []).map((letter) => order.indexOf(letter)));
  return roles.filter((role) => cellOf(activity, role.code)).toSorted((a, b) => rank(a) - rank(b));
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};
const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));

/** Where a key leads from a spot; column 0 is the activity itself. Null for a key that does not move. Never leaves the grid. */
export function moved(
  { row, column }: Spot,
  key: string,
  size: { readonly rows: number; readonly columns: number },
): Spot | null {
  if (key === 'Home') return { row, column: 0 };
  if (key === 'End') return { row, column: size.columns - 1 };
  const move = moves[key];
  return move
    ? { row: within(row + move[0], size.rows), column: within(column + move[1], size.columns) }
    : null;
}

/** The activities in the order of their groups; groups without any are left out. */
export function inGroups({ groups, activities }: Pick<MatrixView, 'groups' | 'activities'>) {
  return groups.flatMap((group) => {
    const rows = activities.filter((activity) => activity.group === group.id);
    return rows.length ? [{ ...group, rows }] : [];
  });
}

/** Who holds the letters of a role in a row today; one line for a person with two letters. */
export function holdersAt(resolved: ResolvedActivity | undefined, role: string): HolderView[] {
  const found = (resolved?.holders ?? []).filter((holder) => holder.role === role);
  return found.filter(
    (holder, i) =>
      found.findIndex((one) => one.personId === holder.personId && one.teamId === holder.teamId) === i,
  );
}

/** What is missing for a role in a row today. */
export const gapsAt = (resolved: ResolvedActivity | undefined, role: string): GapView[] =>
  (resolved?.gaps ?? []).filter((gap) => gap.role === role);

export type GapGroup = GapView & {
  readonly activities: readonly { readonly id: string; readonly title: string }[];
};
/** The gaps of all rows; the same hole in several rows is one, with those rows in plain words. Those that stop work come first. */
export function gapGroups(
  resolved: readonly ResolvedActivity[],
  activities: readonly Activity[],
): GapGroup[] {
  const titles = new Map(activities.map((activity) => [activity.id, activity.plain]));
  const groups = new Map<string, GapGroup>();
  for (const { activityId, gaps } of resolved)
    for (const gap of gaps) {
      const key = JSON.stringify([gap.isBlocking, gap.role, gap.what, gap.ownedBy]);
      const known = groups.get(key);
      const here = { id: activityId, title: titles.get(activityId) ?? activityId };
      if (known?.activities.some((one) => one.id === activityId)) continue;
      groups.set(key, { ...(known ?? gap), activities: [...(known?.activities ?? []), here] });
    }
  return [...groups.values()].toSorted((a, b) => Number(b.isBlocking) - Number(a.isBlocking));
}
