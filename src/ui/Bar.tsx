import { numberWords, shareWords } from './chart.ts';
import { Go } from './Go.tsx';
import './chart.css';

export type BarRow = { readonly label: string; readonly value: number; readonly to?: string | undefined };

type Props = {
  /** The question the bars answer. */
  readonly title: string;
  readonly rows: readonly BarRow[];
  readonly unit?: string;
  /** Show the share of the sum, with the numbers behind it on hover. */
  readonly share?: boolean;
};

/** Horizontal bars that are a table: every value stands in words beside its bar. */
export function Bar({ title, rows, unit = '', share = false }: Props) {
  const highest = Math.max(1, ...rows.map((row) => row.value));
  const sum = rows.reduce((all, row) => all + row.value, 0);
  return (
    <div className="wl-chart">
      <table className="wl-bars">
        <caption className="wl-hidden">{title}</caption>
        <thead className="wl-hidden">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Drawn</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.to ? <Go to={row.to}>{row.label}</Go> : row.label}</th>
              <td aria-hidden="true">
                <div className="wl-bars__track">
                  <div className="wl-bars__bar" style={{ width: `${(row.value / highest) * 100}%` }} />
                </div>
              </td>
              <td
                className="wl-number"
                title={share ? `${numberWords(row.value)} of ${numberWords(sum)} ${unit}` : undefined}
              >
                {share ? shareWords(row.value, sum) : `${numberWords(row.value)} ${unit}`.trim()}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
