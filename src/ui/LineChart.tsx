// A small line chart: one question, up to four lines, its values always readable as a table.
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { linePath, numberWords, type Point, place, ticksUpTo } from './chart.ts';
import './chart.css';

export type Series = { readonly label: string; readonly points: readonly Point[] };

type Props = {
  /** The question the lines answer. */
  readonly title: string;
  /** One to four lines over the same days, oldest first. */
  readonly series: readonly Series[];
  readonly unit?: string;
  readonly target?: { readonly label: string; readonly value: number };
  readonly height?: number;
};

const left = 40;
const bottom = 20;
const dayWords = (on: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(on));

/** Lines over time. Hover or touch reads one day; "As a table" gives every value. */
export function LineChart({ title, series, unit = '', target, height = 160 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(480);
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(160, entry.contentRect.width)));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  const days = series[0]?.points.map((point) => point.on) ?? [];
  const values = series.flatMap((one) => one.points.map((point) => point.value ?? 0));
  const ticks = ticksUpTo(Math.max(target?.value ?? 0, ...values));
  const frame = { width: width - left, height: height - bottom - 8, top: ticks.at(-1) ?? 1 };
  const shown = at ?? days.length - 1;
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const from = event.currentTarget.getBoundingClientRect().left + left;
    const i = Math.round(((event.clientX - from) / frame.width) * (days.length - 1));
    setAt(Math.max(0, Math.min(days.length - 1, i)));
  };
  const labelled = days.length > 1 ? [0, Math.floor((days.length - 1) / 2), days.length - 1] : [0];
  const atX = place(shown, days.length, 0, frame).x;

  return (
    <figure className="wl-chart">
      <figcaption className="wl-chart__title">{title}</figcaption>
      <div ref={box} className="wl-lines">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          height={height}
          aria-hidden="true"
          onPointerMove={point}
          onPointerLeave={() => setAt(null)}
        >
          <g transform={`translate(${left} 8)`}>
            {ticks.map((tick) => {
              const { y } = place(0, 2, tick, frame);
              return (
                <g key={tick}>
                  <line className="wl-lines__grid" x1={0} x2={frame.width} y1={y} y2={y} />
                  <text className="wl-lines__axis" x={-8} y={y + 4} textAnchor="end">
                    {numberWords(tick)}
                  </text>
                </g>
              );
            })}
            {labelled.map((i) => (
              <text
                key={i}
                className="wl-lines__axis"
                x={place(i, days.length, 0, frame).x}
                y={frame.height + 16}
                textAnchor={i === 0 ? 'start' : i === days.length - 1 ? 'end' : 'middle'}
              >
                {dayWords(days[i] ?? '')}
              </text>
            ))}
            {target && (
              <line
                className="wl-lines__target"
                x1={0}
                x2={frame.width}
                y1={place(0, 2, target.value, frame).y}
                y2={place(0, 2, target.value, frame).y}
              />
            )}
            {series.map((one, i) => (
              <path
                key={one.label}
                className={`wl-lines__line wl-lines__line--${i + 1}`}
                d={linePath(one.points, frame)}
              />
            ))}
            {at !== null && <line className="wl-lines__at" x1={atX} x2={atX} y1={0} y2={frame.height} />}
          </g>
        </svg>
      </div>
      <ul className="wl-legend">
        <li className="wl-muted">{days[shown] ? dayWords(days[shown]) : ''}</li>
        {series.map((one, i) => (
          <li key={one.label}>
            <svg width="22" height="8" aria-hidden="true">
              <path className={`wl-lines__line wl-lines__line--${i + 1}`} d="M0 4h22" />
            </svg>
            {one.label} <b>{`${numberWords(one.points[shown]?.value ?? null)} ${unit}`.trim()}</b>
          </li>
        ))}
        {target && (
          <li>
            <svg width="22" height="8" aria-hidden="true">
              <path className="wl-lines__target" d="M0 4h22" />
            </svg>
            {target.label} <b>{`${numberWords(target.value)} ${unit}`.trim()}</b>
          </li>
        )}
      </ul>
      <details className="wl-no-print">
        <summary>As a table</summary>
        <table className="wl-values">
          <thead>
            <tr>
              <th scope="col">Day</th>
              {series.map((one) => (
                <th key={one.label} scope="col">
                  {one.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day, i) => (
              <tr key={day}>
                <th scope="row">{dayWords(day)}</th>
                {series.map((one) => (
                  <td key={one.label}>{numberWords(one.points[i]?.value ?? null)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
