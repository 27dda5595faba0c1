import type { ReactNode } from 'react';
import type { Reason } from '../kernel/reason.ts';
import { numberWords } from './chart.ts';
import { Go } from './Go.tsx';
import { Reasons } from './Reasons.tsx';
import './chart.css';

type Props = {
  readonly label: string;
  /** `null`: not evaluated, which is never shown as 0. */
  readonly value: number | null;
  readonly unit?: string;
  /** The list that this number counts. */
  readonly to?: string;
  /** What it was, what it is of, when it was counted. */
  readonly note?: ReactNode;
  readonly reasons?: readonly Reason[];
};

/** One number that matters, with where it comes from. */
export function Stat({ label, value, unit, to, note, reasons }: Props) {
  const words = numberWords(value);
  return (
    <div className="wl-stat">
      <span className="wl-stat__label">{label}</span>
      <span className={`wl-stat__value${value === null ? ' wl-stat__value--none' : ''}`}>
        {to ? (
          <Go to={to} aria-label={`${words} ${label}`}>
            {words}
          </Go>
        ) : (
          words
        )}
        {unit && value !== null && <span className="wl-stat__unit">{unit}</span>}
      </span>
      {(note !== undefined || reasons) && (
        <span className="wl-stat__note">
          {note}
          {reasons && <Reasons reasons={reasons} title={label} />}
        </span>
      )}
    </div>
  );
}
