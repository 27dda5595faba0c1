import type { ReactNode } from 'react';
import type { Endpoint } from '../../kernel/contract.ts';

export type Column<Row> = {
  /** Also what the URL sorts by. */
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sortable?: boolean;
  readonly align?: 'right';
  /** In px; columns without one share what is left. */
  readonly width?: number;
  /** Least room in px for a column that shares. 120 when missing. */
  readonly least?: number;
  /** Left out of the cards of a phone, and of a table that has no room for it: the last such column first. */
  readonly deskOnly?: boolean;
};

/** The least room in px that columns ask for. */
export const leastOf = (columns: readonly Pick<Column<never>, 'width' | 'least'>[]): number =>
  columns.reduce((sum, column) => sum + (column.width ?? column.least ?? 120), 0);

/** The columns that fit into `room` px without a table that scrolls sideways: what may be left out goes, from the end,
 *  but never the column `sorted` names, or nobody would see the order. 0 is a room not measured yet: all of them. */
export function fitting<Row>(
  columns: readonly Column<Row>[],
  room: number,
  sorted: string,
): readonly Column<Row>[] {
  let kept = columns;
  while (room > 0 && leastOf(kept) > room) {
    const gone = kept.findLast((column) => column.deskOnly && column.key !== sorted.replace(/^-/, ''));
    if (!gone) return kept;
    kept = kept.filter((column) => column !== gone);
  }
  return kept;
}

export type BulkAction<Row> = {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Given: a reason is asked for first. */
  readonly reason?: { readonly title: string; readonly explain: string };
  /** What is said afterwards: `2 risks accepted.` */
  readonly done?: (count: number) => string;
  /** Obeys the same rules as the action on one. The selection is cleared when it is done. */
  readonly run: (rows: readonly Row[], reason: string) => Promise<unknown>;
};

export type RowKey<Row> = { readonly key: string; readonly label: string; readonly run: (row: Row) => void };

export type FilterName = { readonly name: string; readonly label: string };
export type ReadyView = { readonly name: string; readonly search: string };

export type TableProps<Row> = {
  /** What the rows are, in the plural: `devices`. */
  readonly what: string;
  /** Under this name the browser keeps views; the same list on two pages shares them. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** How a row is called where a control needs a name. */
  readonly rowName: (row: Row) => string;
  readonly rowTo?: (row: Row) => string;
  /** Labels of the filters in their order; the names are those of the facets. */
  readonly filters?: readonly FilterName[];
  readonly views?: readonly ReadyView[];
  readonly bulk?: readonly BulkAction<Row>[];
  /** Further keys on the current row: the main action has one key. */
  readonly keys?: readonly RowKey<Row>[];
  /** The endpoint that answers exactly what is shown as CSV. */
  readonly csv?: Endpoint;
  readonly searchHint?: string;
  /** `page` fills the window and scrolls inside; `content` is as long as its rows, for short lists within a page. */
  readonly fit?: 'page' | 'content';
  /** Shown when there are no rows although nothing was filtered. */
  readonly empty: ReactNode;
};
