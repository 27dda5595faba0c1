// The matrix as a grid that the arrow keys walk through: one cell has the focus, one shows who is there today.
import { IconAlertTriangle } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { HolderView, MatrixView, ResolvedActivity } from '../contract.ts';
import { Letters } from './Letters.tsx';
import { type Activity, cellOf, gapsAt, holdersAt, inGroups, moved, type Role, type Spot } from './matrix.ts';
import { Peek } from './Peek.tsx';
import { words } from './words.ts';

const say = words.grid;
type Props = {
  readonly matrix: MatrixView;
  readonly resolved: ReadonlyMap<string, ResolvedActivity>;
  readonly withPeople: boolean;
  readonly onOpen: (activityId: string, role: string | null) => void;
};
type Shown = { readonly activity: Activity; readonly role: Role; readonly element: HTMLElement };

/** Activities down, roles across. */
export function Matrix({ matrix, resolved, withPeople, onOpen }: Props) {
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [shown, setShown] = useState<Shown | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => inGroups(matrix), [matrix]);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const faulty = useMemo(() => new Set(matrix.lint.map((line) => line.activityId)), [matrix]);
  const { roles } = matrix;

  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setShown(null);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moved(spot, event.key, { rows: rows.length, columns: roles.length + 1 });
    if (!next) return;
    event.preventDefault();
    setSpot(next);
    const at = box.current?.querySelector<HTMLElement>(`[data-spot="${next.row}-${next.column}"]`);
    at?.focus();
    at?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const button = (row: number, column: number) => ({
    type: 'button' as const,
    'data-spot': `${row}-${column}`,
    tabIndex: spot.row === row && spot.column === column ? 0 : -1,
    onFocus: () => setSpot({ row, column }),
  });
  const first = new Map(groups.map((group) => [group.id, rows.findIndex((row) => row.group === group.id)]));
  return (
    <div className="wl-raci-frame">
      <p className="wl-small wl-muted wl-no-print">{say.help}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and pointer are listened to for the buttons inside */}
      <div
        ref={box}
        className={`wl-raci${withPeople ? ' wl-raci--people' : ''}`}
        onKeyDown={pressed}
        onMouseLeave={() => setShown(null)}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setShown(null)}
      >
        <table aria-label={say.label}>
          <thead>
            <tr>
              <th scope="col">{say.activity}</th>
              {roles.map((role) => (
                <th key={role.code} scope="col" title={role.title} data-side={role.department}>
                  <span>{role.plain}</span>
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.id}>
              <tr className="wl-raci__group">
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  <span>{group.title}</span>
                </th>
              </tr>
              {group.rows.map((activity, i) => {
                const row = (first.get(group.id) ?? 0) + i;
                return (
                  <tr key={activity.id}>
                    <th scope="row">
                      <button {...button(row, 0)} onClick={() => onOpen(activity.id, null)}>
                        {activity.plain}
                        {faulty.has(activity.id) && (
                          <span className="wl-raci__fault" title={say.fault}>
                            <IconAlertTriangle size={14} stroke={2} aria-hidden="true" />
                            <span className="wl-hidden">{say.fault}</span>
                          </span>
                        )}
                      </button>
                    </th>
                    {roles.map((role, c) => (
                      <td key={role.code}>
                        <button
                          {...button(row, c + 1)}
                          onClick={() => onOpen(activity.id, role.code)}
                          onMouseEnter={(event) => setShown({ activity, role, element: event.currentTarget })}
                          onFocus={(event) => {
                            setSpot({ row, column: c + 1 });
                            setShown({ activity, role, element: event.currentTarget });
                          }}
                        >
                          <InCell
                            activity={activity}
                            role={role}
                            resolved={resolved.get(activity.id)}
                            withPeople={withPeople}
                          />
                        </button>
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
      {shown && cellOf(shown.activity, shown.role.code) && (
        <Fragment key={`${shown.activity.id}-${shown.role.code}`}>
          <Peek {...shown} resolved={resolved.get(shown.activity.id)} />
        </Fragment>
      )}
    </div>
  );
}

type CellProps = {
  readonly activity: Activity;
  readonly role: Role;
  readonly resolved: ResolvedActivity | undefined;
  readonly withPeople: boolean;
};

function InCell({ activity, role, resolved, withPeople }: CellProps) {
  const cell = cellOf(activity, role.code);
  if (!cell)
    return (
      <span className="wl-raci__none">
        <span aria-hidden="true">·</span>
        <span className="wl-hidden">
          {role.plain}: {say.none}
        </span>
      </span>
    );
  const missing = gapsAt(resolved, role.code).length > 0;
  return (
    <>
      <span className="wl-hidden">{role.plain}: </span>
      <Letters cell={cell} />
      {withPeople ? (
        <Names holders={holdersAt(resolved, role.code)} missing={missing} contract={cell.contract} />
      ) : (
        missing && (
          <span className="wl-raci__gap" title={say.nobody}>
            <span aria-hidden="true">!</span>
            <span className="wl-hidden">{say.nobody}</span>
          </span>
        )
      )}
    </>
  );
}

type NamesProps = {
  readonly holders: readonly HolderView[];
  readonly missing: boolean;
  readonly contract: boolean;
};

function Names({ holders, missing, contract }: NamesProps) {
  const [one, ...more] = holders;
  if (!one)
    return missing ? (
      <strong className="wl-raci__name wl-raci__name--gap">{say.nobody}</strong>
    ) : (
      <span className="wl-raci__name wl-muted">{contract ? say.noPerson : ''}</span>
    );
  return (
    <span className="wl-raci__name">
      {one.name}
      {more.length > 0 && <span className="wl-muted"> +{more.length}</span>}
    </span>
  );
}
