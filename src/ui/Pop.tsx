import { type ReactNode, useId, useRef, useState } from 'react';
import { useBeside } from './floating.ts';
import './floating.css';

type Props = {
  /** What is inside the button. */
  readonly button: ReactNode;
  /** The button's name, when its content does not say enough. */
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A button that opens a small box beside it. Escape or a click elsewhere closes it; what is inside is made only when open. */
export function Pop({ button, label, className = 'wl-quiet', children }: Props) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useBeside(anchor, box, open);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className}
        popoverTarget={id}
        aria-expanded={open}
        {...(label ? { 'aria-label': label } : {})}
      >
        {button}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className="wl-pop"
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && children}
      </div>
    </>
  );
}
