import { useLayoutEffect, useMemo, useRef } from 'react';
import { useBeside } from '../../../ui/floating.ts';
import type { ResolvedActivity } from '../contract.ts';
import { RoleInRow } from './Holders.tsx';
import type { Activity, Role } from './matrix.ts';
import { words } from './words.ts';

type Props = {
  readonly activity: Activity;
  readonly role: Role;
  readonly resolved: ResolvedActivity | undefined;
  readonly element: HTMLElement;
};

/** Beside the cell under the pointer or the focus: who holds its letters here today, and the nearest reason. */
export function Peek({ activity, role, resolved, element }: Props) {
  const anchor = useMemo(() => ({ current: element }), [element]);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = box.current;
    shown?.showPopover();
    return () => shown?.hidePopover();
  }, []);
  useBeside(anchor, box, true);
  return (
    <div ref={box} popover="manual" className="wl-pop wl-peek" role="status">
      <p className="wl-reasons__title">{activity.plain}</p>
      <RoleInRow activity={activity} role={role} resolved={resolved} brief />
      <p className="wl-muted wl-small">{words.grid.enter}</p>
    </div>
  );
}
