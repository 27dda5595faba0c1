import { Dialog } from '../../../ui/Dialog.tsx';
import type { MatrixView, ResolvedActivity } from '../contract.ts';
import { OneGap, RoleInRow } from './Holders.tsx';
import { LintList } from './Lint.tsx';
import { type Activity, rolesInRow } from './matrix.ts';
import { words } from './words.ts';

type Props = {
  readonly matrix: MatrixView;
  readonly resolved: ResolvedActivity | undefined;
  readonly activity: Activity;
  /** The role that was asked about comes first. */
  readonly roleCode: string | null;
};

/** Everything about one row: what it asks for, who holds which letter here today and why, what the lint says. */
export function ActivityFacts({ matrix, resolved, activity, roleCode }: Props) {
  const roles = rolesInRow(matrix.roles, activity);
  const asked = matrix.roles.find((one) => one.code === roleCode);
  const others = roles.filter((one) => one.code !== roleCode);
  const lint = matrix.lint.filter((line) => line.activityId === activity.id);
  const loose = resolved?.gaps.filter((gap) => gap.role === null) ?? [];
  return (
    <div className="wl-stack">
      <p>
        <span className="wl-muted">{words.dialog.ask}: </span>
        {activity.ask}
      </p>
      {asked && <RoleInRow activity={activity} role={asked} resolved={resolved} />}
      {loose.map((gap) => (
        <OneGap key={`${gap.letter}-${gap.what}`} gap={gap} />
      ))}
      <h3>{asked ? words.dialog.others : words.dialog.all}</h3>
      {others.map((one) => (
        <RoleInRow key={one.code} activity={activity} role={one} resolved={resolved} />
      ))}
      {lint.length > 0 && (
        <>
          <h3>{words.lint.forRow}</h3>
          <LintList lines={lint} />
        </>
      )}
      <p className="wl-small wl-muted">
        {words.dialog.id} <span className="wl-mono">{activity.id}</span>: {activity.title}
        {activity.seed.length > 0 && `. ${words.dialog.seed} ${activity.seed.join(', ')}.`}
      </p>
    </div>
  );
}

type DialogProps = Omit<Props, 'activity'> & {
  readonly activity: Activity | null;
  readonly onClose: () => void;
};

/** The facts of a row in a dialog. */
export function ActivityDialog({ activity, onClose, ...rest }: DialogProps) {
  return (
    <Dialog open={activity !== null} as="wide" title={activity?.plain ?? ''} onClose={onClose}>
      {activity && <ActivityFacts {...rest} activity={activity} />}
    </Dialog>
  );
}
