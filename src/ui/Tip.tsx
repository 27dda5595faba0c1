import { type ReactNode, useRef, useState } from 'react';
import { type Side, useBeside } from './floating.ts';
import './floating.css';

type Props = {
  readonly text: string;
  readonly side?: Side;
  readonly off?: boolean;
  readonly children: ReactNode;
};

/** Words that show while the thing inside is hovered or focused; Escape hides them. The thing itself must carry the same name for the ear. */
export function Tip({ text, side = 'below', off = false, children }: Props) {
  const anchor = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  useBeside(anchor, box, open, side);
  const show = () => {
    if (off || box.current?.matches(':popover-open')) return;
    box.current?.showPopover();
    setOpen(true);
  };
  const hide = () => {
    if (box.current?.matches(':popover-open')) box.current.hidePopover();
    setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what bubbles up from the real control inside
    <span
      ref={anchor}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      <span ref={box} popover="manual" className="wl-tip" aria-hidden="true">
        {text}
      </span>
    </span>
  );
}
