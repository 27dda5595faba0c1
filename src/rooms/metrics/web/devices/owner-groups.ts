import type { MatrixView, ResolvedActivity } from '../../../raci/contract.ts';

export type OwnedActivity = {
  readonly id: string;
  readonly title: string;
  readonly resolved: ResolvedActivity;
};
export type OwnerGroup = {
  readonly id: string;
  readonly title: string;
  readonly activities: readonly OwnedActivity[];
};

/** What was resolved, under the groups of the matrix in its order, each activity by its plain name. Without the matrix (not
 *  read yet, or changed meanwhile) the groups are the letters before the number. */
export function byGroup(resolved: readonly ResolvedActivity[], matrix: MatrixView | undefined): OwnerGroup[] {
  const rows = new Map(matrix?.activities.map((one) => [one.id, one]));
  const titles = new Map(matrix?.groups.map((one) => [one.id, one.title]));
  const groups = new Map<string, OwnedActivity[]>((matrix?.groups ?? []).map((one) => [one.id, []]));
  for (const one of resolved) {
    const row = rows.get(one.activityId);
    const group = row?.group ?? one.activityId.replace(/-.*$/, '');
    const title = row?.plain ?? one.activityId;
    groups.set(group, [...(groups.get(group) ?? []), { id: one.activityId, title, resolved: one }]);
  }
  return [...groups]
    .filter(([, activities]) => activities.length > 0)
    .map(([id, activities]) => ({ id, title: titles.get(id) ?? id, activities }));
}
