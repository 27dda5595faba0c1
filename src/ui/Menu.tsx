import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useBeside } from './floating.ts';
import { useGo } from './url.ts';
import './floating.css';

export type Choice = {
  readonly key: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon?: ReactNode;
  /** Given: the choice is one of a set, and this says whether it is the one. */
  readonly chosen?: boolean;
  /** A heading above this choice, when another group begins with it. */
  readonly group?: string | undefined;
  readonly to?: string;
  readonly run?: () => void;
};

type Props = {
  readonly button: ReactNode;
  readonly label: string;
  readonly className?: string;
  readonly choices: readonly Choice[];
};

/** A button with a menu: arrows, Home, End and first letters move, Enter chooses, Escape closes. */
export function Menu({ button, label, className = 'wl-quiet', choices }: Props) {
  const id = useId();
  const go = useGo();
  const anchor = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useBeside(anchor, box, open);

  const entries = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-choice]') ?? [])];
  const toggled = (now: boolean) => {
    setOpen(now);
    if (now)
      window.requestAnimationFrame(() => {
        const all = entries();
        (all.find((entry) => entry.getAttribute('aria-checked') === 'true') ?? all[0])?.focus();
      });
  };
  const move = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.findIndex((entry) => entry.matches(':focus'));
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const typed = event.key.length === 1 ? event.key.toLowerCase() : '';
    const byLetter = typed
      ? [...all.slice(at + 1), ...all.slice(0, at + 1)].find((entry) =>
          entry.textContent.trim().toLowerCase().startsWith(typed),
        )
      : undefined;
    const next = step === undefined ? byLetter : all[(step + all.length) % all.length];
    if (event.key === 'Tab') box.current?.hidePopover();
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };
  const choose = (choice: Choice) => {
    box.current?.hidePopover();
    anchor.current?.focus();
    choice.run?.();
    if (choice.to) go(choice.to);
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
      >
        {button}
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className="wl-menu"
        onToggle={(event) => toggled(event.newState === 'open')}
        onKeyDown={move}
      >
        {open &&
          choices.map((choice) => (
            <div key={choice.key} role="none">
              {choice.group && (
                <div className="wl-menu__group" role="presentation">
                  {choice.group}
                </div>
              )}
              <button
                type="button"
                data-choice
                tabIndex={-1}
                className="wl-menu__choice"
                onClick={() => choose(choice)}
                {...(choice.chosen === undefined
                  ? { role: 'menuitem' }
                  : { role: 'menuitemradio', 'aria-checked': choice.chosen })}
              >
                {choice.icon}
                <span className="wl-menu__words">
                  {choice.label}
                  {choice.hint && <span className="wl-menu__hint">{choice.hint}</span>}
                </span>
                {choice.chosen && <span aria-hidden="true">✓</span>}
              </button>
            </div>
          ))}
      </div>
    </>
  );
}
