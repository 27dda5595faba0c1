import { NativeSelect } from '@mantine/core';
import { useUrlSearch } from '../../../ui/url.ts';
import type { MatrixView, ResolvedActivity } from '../contract.ts';
import { ActivityFacts } from './ActivityDialog.tsx';
import { inGroups } from './matrix.ts';
import { words } from './words.ts';

type Props = { readonly matrix: MatrixView; readonly resolved: ReadonlyMap<string, ResolvedActivity> };

/** The matrix on a narrow screen: choose an activity, see its letters and its people. */
export function MatrixForm({ matrix, resolved }: Props) {
  const [search, change] = useUrlSearch();
  const groups = inGroups(matrix);
  const wanted = search['activity'];
  const activity = matrix.activities.find((one) => one.id === wanted) ?? groups[0]?.rows[0];
  if (!activity) return null;
  return (
    <section className="wl-stack">
      <NativeSelect
        label={words.form.activity}
        value={activity.id}
        onChange={(event) => change({ activity: event.currentTarget.value })}
        data={groups.map((group) => ({
          group: group.title,
          items: group.rows.map((row) => ({ value: row.id, label: row.plain })),
        }))}
      />
      <div className="wl-card wl-stack">
        <h2>{activity.plain}</h2>
        <ActivityFacts
          matrix={matrix}
          resolved={resolved.get(activity.id)}
          activity={activity}
          roleCode={null}
        />
      </div>
    </section>
  );
}
