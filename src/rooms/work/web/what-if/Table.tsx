import type { ReactNode } from 'react';
import './what-if.css';

type Props = {
  readonly label: string;
  /** The heads of the columns; in brackets: of numbers. */
  readonly heads: readonly (string | readonly [string])[];
  readonly children: ReactNode;
};

/** A plain table that is a list of small cards on a phone: each cell says its head (`data-head`) there. */
export const Table = ({ label, heads, children }: Props) => (
  <div className="wi-table">
    <table aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) =>
            typeof head === 'string' ? (
              <th key={head} scope="col">
                {head}
              </th>
            ) : (
              <th key={head[0]} scope="col" className="wl-number">
                {head[0]}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
