import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Menu } from './Menu.tsx';
import { Severity } from './Severity.tsx';
import type { Tone } from './Shape.tsx';
import './flow.css';

export type CheckOutcome = {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
};

type RowProps = {
  readonly title: ReactNode;
  /** Said for the ear where buttons need a name: `Alaris PCU 0041877`. */
  readonly name: string;
  readonly meta?: ReactNode;
  /** What came of it; missing while it is still to do. */
  readonly outcome?: { readonly tone: Tone; readonly word: string } | undefined;
  /** Who has it next and when, for an outcome that is not the end. */
  readonly next?: ReactNode;
  /** What may be said of it: the first is the main button, the rest a menu. Empty: only to be read. */
  readonly outcomes: readonly CheckOutcome[];
  readonly onOutcome: (value: string) => void;
  readonly busy?: boolean;
  readonly picked?: boolean;
  readonly onPick?: (picked: boolean) => void;
};

/** One thing to tick off, with targets of at least 44 px for a gloved thumb. */
export function CheckRow(props: RowProps) {
  const {
    title,
    name,
    meta,
    outcome,
    next,
    outcomes,
    onOutcome,
    busy = false,
    picked = false,
    onPick,
  } = props;
  const [main, ...others] = outcomes;
  const rest = outcome ? outcomes : others;
  return (
    <li className={`wl-check${onPick ? ' wl-check--pick' : ''}${picked ? ' wl-check--chosen' : ''}`}>
      {onPick && (
        <label className="wl-check__pick">
          <span className="wl-hidden">Select {name}</span>
          <input type="checkbox" checked={picked} onChange={(event) => onPick(event.currentTarget.checked)} />
        </label>
      )}
      <div className="wl-check__words">
        <div className="wl-check__title">{title}</div>
        {meta && <div className="wl-check__meta">{meta}</div>}
        {next && <div className="wl-check__meta">{next}</div>}
      </div>
      {outcome && (
        <div className="wl-check__came">
          <Severity tone={outcome.tone} word={outcome.word} quiet />
        </div>
      )}
      <div className="wl-check__acts">
        {!outcome && main && (
          <button type="button" className="wl-big" disabled={busy} onClick={() => onOutcome(main.value)}>
            {main.icon}
            {main.label}
            <span className="wl-hidden">: {name}</span>
          </button>
        )}
        {rest.length > 0 && (
          <Menu
            className={outcome ? 'wl-big wl-no-print' : 'wl-big'}
            label={outcome ? `Change the outcome of ${name}` : `Another outcome for ${name}`}
            button={<IconDots size={18} stroke={1.75} aria-hidden="true" />}
            choices={rest.map((one) => ({
              key: one.value,
              label: one.label,
              hint: one.hint,
              icon: one.icon,
              run: () => onOutcome(one.value),
            }))}
          />
        )}
      </div>
    </li>
  );
}

/** The frame around check rows. */
export function Checklist({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className="wl-checklist" aria-label={label}>
      {children}
    </ul>
  );
}
