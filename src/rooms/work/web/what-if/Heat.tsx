// Load as a table: a number in every cell; the shape and the tint only say it again.
import type { ReactNode } from 'react';
import { Shape, type Tone } from '../../../../ui/Shape.tsx';
import { dayWords } from './dates.ts';
import { words } from './words.ts';

const say = words.load;
export type Level = 'fine' | 'warning' | 'error';
export type HeatCell = { readonly text: string; readonly level: Level; readonly below?: string | undefined };
export type HeatRow = {
  readonly key: string;
  readonly head: ReactNode;
  readonly cells: readonly HeatCell[];
  readonly isTotal?: boolean;
};

const tones: Readonly<Record<Level, Tone | null>> = { fine: null, warning: 'middle', error: 'high' };

/** A load of 0 to whatever in whole percent; null is away. Rounded up past a border, so that 100.4% never reads as 100%. */
export const loadWords = (load: number | null): string => {
  if (load === null) return say.away;
  const percent = load * 100;
  return `${percent > 100 || (percent > 85 && percent < 86) ? Math.ceil(percent - 1e-9) : Math.round(percent)}%`;
};

type Props = {
  readonly caption: string;
  readonly weeks: readonly string[];
  readonly rows: readonly HeatRow[];
};

/** The table. It scrolls sideways by itself where the weeks do not fit, with the names standing. */
export function Heat({ caption, weeks, rows }: Props) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="wi-heat" tabIndex={0} aria-label={say.scroll}>
        <table>
          <caption className="wl-small wl-muted">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say.person}</th>
              {weeks.map((week) => (
                <th key={week} scope="col" className="wl-number">
                  <time dateTime={week}>{dayWords(week)}</time>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className={row.isTotal ? 'wi-heat__total' : undefined}>
                <th scope="row">{row.head}</th>
                {row.cells.map((cell, at) => (
                  <Cell key={weeks[at]} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="wl-line wl-small wl-muted wi-key">
        <li>{say.key.fine}</li>
        <li className="wl-line">
          <Shape tone="middle" size={11} /> {say.key.warning}
        </li>
        <li className="wl-line">
          <Shape tone="high" size={11} /> {say.key.error}
        </li>
      </ul>
    </>
  );
}

function Cell({ cell }: { readonly cell: HeatCell }) {
  const tone = tones[cell.level];
  return (
    <td className={`wl-number wi-heat__cell wi-heat__cell--${cell.level}`}>
      <span className="wi-heat__value">
        {tone && <Shape tone={tone} size={11} />}
        <span>{cell.text}</span>
      </span>
      {cell.level !== 'fine' && <span className="wl-hidden"> ({say[cell.level]})</span>}
      {cell.below !== undefined && <span className="wi-heat__below">{cell.below}</span>}
    </td>
  );
}
