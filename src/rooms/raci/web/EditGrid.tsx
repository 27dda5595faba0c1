// The cells of a version as a spreadsheet: one cell has the focus; in a draft, letters are typed into it.
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { RaciLetter } from '../../../ui/RaciLetter.tsx';
import type { VersionView } from '../contract.ts';
import { cellKey, cellsIn, textAt } from './cell-text.ts';
import { words } from './draft-words.ts';
import { whenWords } from './Letters.tsx';
import { type Activity, inGroups, moved, type Role, type Spot } from './matrix.ts';
import { toggled } from './typing.ts';
import type { Draft } from './use-draft.ts';

const say = words.edit;

type Props = {
  readonly version: VersionView;
  /** Null: only to be read. */
  readonly draft: Draft | null;
  readonly spot: Spot;
  readonly onSpot: (spot: Spot) => void;
  readonly onStory: () => void;
};

/** Activities down, roles across; `spot` counts roles from 0. */
export function EditGrid({ version, draft, spot, onSpot, onStory }: Props) {
  const { matrix } = version;
  const groups = useMemo(() => inGroups(matrix), [matrix]);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const faults = useMemo(() => {
    const errors = version.lint.filter((l) => l.level === 'error').map((l) => l.activityId);
    return { errors: new Set(errors), all: new Set(version.lint.map((l) => l.activityId)) };
  }, [version.lint]);
  const commented = useMemo(
    () => new Set(version.commented.map((c) => cellKey(c.activityId, c.role))),
    [version.commented],
  );
  const [writing, setWriting] = useState<string | null>(null);
  const box = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  const row = rows[spot.row];
  const role = matrix.roles[spot.column];

  useLayoutEffect(() => {
    if (!follow.current || writing !== null) return;
    follow.current = false;
    const at = box.current?.querySelector<HTMLElement>(`[data-spot="${spot.row}-${spot.column}"]`);
    at?.focus();
    at?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // What belongs to the cell stands under the grid: both are to be seen.
    box.current?.closest('.wl-edit-frame')?.scrollIntoView({ block: 'nearest' });
  });

  const go = (next: Spot) => {
    follow.current = true;
    onSpot(next);
  };
  const put = (text: string) => {
    if (draft && row && role && text !== textAt(row, role.code, draft.pending))
      draft.change([{ activityId: row.id, role: role.code, text }]);
  };
  const pressed = (event: KeyboardEvent) => {
    if (writing !== null || !row || !role) return;
    const done = (act: () => void) => {
      event.preventDefault();
      act();
    };
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (draft && key === 'z') done(event.shiftKey ? draft.redo : draft.undo);
      if (draft && key === 'y') done(draft.redo);
      return;
    }
    if (event.altKey) return;
    const next = moved(spot, event.key, { rows: rows.length, columns: matrix.roles.length });
    if (next) return done(() => go(next));
    if (event.key === ' ') return done(onStory);
    if (!draft) return;
    const text = textAt(row, role.code, draft.pending);
    if (event.key === 'Enter' || event.key === 'F2') return done(() => setWriting(text));
    if (event.key === 'Delete' || event.key === 'Backspace') return done(() => put(''));
    const after = toggled(text, event.key, role);
    if (after !== null) done(() => put(after));
  };
  const wrote = (text: string | null, step: number) => {
    setWriting(null);
    if (text !== null) put(text.trim());
    go({ row: Math.max(0, Math.min(rows.length - 1, spot.row + step)), column: spot.column });
  };
  return (
    <div className="wl-raci wl-edit">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of cells that are edited is a grid (ARIA in HTML allows it) */}
      <table ref={box} role="grid" aria-label={draft ? say.label : say.readLabel} onKeyDown={pressed}>
        <thead>
          <tr>
            <th scope="col">{say.activity}</th>
            {matrix.roles.map((one) => (
              <th key={one.code} scope="col" title={one.title} data-side={one.department}>
                <span>{one.plain}</span>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.id}>
            <tr className="wl-raci__group">
              <th scope="rowgroup" colSpan={matrix.roles.length + 1}>
                <span>{group.title}</span>
              </th>
            </tr>
            {group.rows.map((activity) => {
              const at = rows.indexOf(activity);
              return (
                <tr key={activity.id}>
                  <th scope="row">
                    <span className="wl-edit__row">
                      {activity.plain}
                      <RowMark
                        level={
                          faults.errors.has(activity.id)
                            ? 'error'
                            : faults.all.has(activity.id)
                              ? 'warning'
                              : null
                        }
                      />
                    </span>
                  </th>
                  {matrix.roles.map((one, column) => {
                    const isHere = spot.row === at && spot.column === column;
                    return (
                      <td key={one.code}>
                        {isHere && writing !== null ? (
                          <CellInput activity={activity} role={one} text={writing} onDone={wrote} />
                        ) : (
                          <button
                            type="button"
                            data-spot={`${at}-${column}`}
                            tabIndex={isHere ? 0 : -1}
                            aria-current={isHere}
                            onFocus={() => isHere || onSpot({ row: at, column })}
                            onDoubleClick={() =>
                              draft && setWriting(textAt(activity, one.code, draft.pending))
                            }
                          >
                            <CellText
                              activity={activity}
                              role={one}
                              text={textAt(activity, one.code, draft?.pending)}
                              isCommented={commented.has(cellKey(activity.id, one.code))}
                            />
                          </button>
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function RowMark({ level }: { readonly level: 'error' | 'warning' | null }) {
  if (level === null) return null;
  const text = level === 'error' ? say.fault : say.warning;
  const Icon = level === 'error' ? IconAlertTriangle : IconInfoCircle;
  return (
    <span className={level === 'error' ? 'wl-raci__fault' : 'wl-edit__look'} title={text}>
      <Icon size={14} stroke={2} aria-hidden="true" />
      <span className="wl-hidden">{text}</span>
    </span>
  );
}

type OfCell = { readonly activity: Activity; readonly role: Role; readonly text: string };

function CellText({ role, text, isCommented }: OfCell & { readonly isCommented: boolean }) {
  const cells = cellsIn(text, role);
  const when = cells.find((cell) => cell.when !== null);
  return (
    <>
      <span className="wl-hidden">{role.plain}: </span>
      {cells.length === 0 && (
        <span className="wl-raci__none">
          <span aria-hidden="true">·</span>
          <span className="wl-hidden">{say.empty}</span>
        </span>
      )}
      <span className="wl-letters">
        {cells.flatMap((cell) =>
          cell.letters.map((letter) => (
            <RaciLetter
              key={`${letter}${cell.contract ? 'c' : ''}`}
              letter={letter}
              conditional={cell.contract}
            />
          )),
        )}
        {when && (
          <span className="wl-letters__when" title={whenWords(when) ?? undefined}>
            <span aria-hidden="true">*</span>
            <span className="wl-hidden">{whenWords(when)}</span>
          </span>
        )}
      </span>
      {isCommented && (
        <span className="wl-edit__said" title={say.commented}>
          <span className="wl-hidden">{say.commented}</span>
        </span>
      )}
    </>
  );
}

type InputProps = OfCell & { readonly onDone: (text: string | null, step: number) => void };

/** The cell as a field: Enter keeps it and goes down, Escape leaves it as it was. */
function CellInput({ activity, role, text, onDone }: InputProps) {
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (value: string | null, step: number) => {
    if (isOver.current) return;
    isOver.current = true;
    onDone(value, step);
  };
  return (
    <input
      ref={field}
      className="wl-edit__field"
      defaultValue={text}
      maxLength={200}
      aria-label={say.write(role.plain, activity.plain)}
      onBlur={(event) => end(event.currentTarget.value, 0)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(event.currentTarget.value, 1);
        if (event.key === 'Escape') end(null, 0);
      }}
    />
  );
}
