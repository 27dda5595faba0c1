// The table itself: sticky header, only the rows in sight are in the page, one row is current.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useRef } from 'react';
import { Go } from '../Go.tsx';
import { useGo } from '../url.ts';
import { useWidth } from '../width.ts';
import { useBoxWidth } from './box-width.ts';
import { type Column, fitting, leastOf, type TableProps } from './columns.ts';
import type { List } from './list.ts';
import { nextSort } from './list-view.ts';
import type { Selection } from './selection.ts';

export type RowsProps<Row> = {
  readonly list: List<Row>;
  readonly table: TableProps<Row>;
  readonly selection: Selection<Row>;
  readonly current: number;
  readonly setCurrent: (row: number) => void;
};

/** The sort button in a column's head. */
function Head<Row>({ column, list }: { readonly column: Column<Row>; readonly list: List<Row> }) {
  const { sort } = list.view;
  const order = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : undefined;
  const IconOf = order === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" aria-sort={order} className={column.align === 'right' ? 'wl-right' : undefined}>
      {column.sortable === false ? (
        column.label
      ) : (
        <button
          type="button"
          className="wl-grid__sort"
          onClick={() => list.change({ sort: nextSort(sort, column.key) || undefined })}
        >
          <span className="wl-clip">{column.label}</span>
          {order && <IconOf size={14} stroke={2} aria-hidden="true" />}
        </button>
      )}
    </th>
  );
}

/** Rows as a table, for a desk and a tablet. */
export function Grid<Row>({ list, table, selection, current, setCurrent }: RowsProps<Row>) {
  const { rows, loadMore } = list;
  const box = useRef<HTMLElement>(null);
  const go = useGo();
  const width = useWidth();
  const fills = (table.fit ?? 'page') === 'page';
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => (width === 'desk' ? 39 : 47),
    overscan: 12,
    enabled: fills,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (fills && last >= rows.length - 20) loadMore?.();
  }, [fills, last, rows.length, loadMore]);
  useEffect(() => {
    if (current < 0) return;
    if (fills) virtual.scrollToIndex(current, { align: 'auto' });
    const frame = window.requestAnimationFrame(() =>
      box.current
        ?.querySelector<HTMLElement>('tr[data-current] .wl-rowlink')
        ?.focus({ preventScroll: fills }),
    );
    return () => window.cancelAnimationFrame(frame);
  }, [current, fills, virtual]);

  const picks = (table.bulk?.length ?? 0) > 0;
  const room = useBoxWidth(box);
  const columns = fitting(table.columns, room > 0 ? room - (picks ? 40 : 0) : 0, list.view.sort);
  const least = leastOf(columns) + (picks ? 40 : 0);
  const span = columns.length + (picks ? 1 : 0);
  const allChosen = rows.length > 0 && selection.chosen.length === rows.length;
  const indexes = fills ? items.map((item) => item.index) : rows.map((_row, i) => i);
  const above = fills ? (items[0]?.start ?? 0) : 0;
  const below = fills ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;

  const clicked = (event: MouseEvent, row: Row, i: number) => {
    if (event.target instanceof Element && event.target.closest('a, button, input, label, [popover]')) return;
    setCurrent(i);
    if (table.rowTo && window.getSelection()?.isCollapsed !== false) go(table.rowTo(row));
  };
  return (
    <section
      ref={box}
      className={`wl-grid${fills ? ' wl-grid--page' : ''}${list.stale ? ' wl-grid--stale' : ''}`}
      aria-label={`List of ${table.what}`}
      aria-busy={list.stale}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keys must be able to reach it
      tabIndex={0}
    >
      <table aria-rowcount={(list.total ?? rows.length) + 1} style={{ minWidth: least }}>
        <colgroup>
          {picks && <col style={{ width: 40 }} />}
          {columns.map((column) => (
            <col key={column.key} style={column.width ? { width: column.width } : {}} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {picks && (
              <th scope="col" className="wl-grid__pick">
                <label title={`Choose all ${table.what} loaded`}>
                  <span className="wl-hidden">Choose all {table.what} loaded</span>
                  <input
                    type="checkbox"
                    checked={allChosen}
                    onChange={(event) => selection.setAll(event.currentTarget.checked)}
                  />
                </label>
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} list={list} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={above} span={span} />
          {indexes.map((i) => {
            const row = rows[i];
            if (row === undefined) return null;
            const to = table.rowTo?.(row);
            return (
              <tr
                key={table.rowKey(row)}
                ref={fills ? virtual.measureElement : undefined}
                data-index={i}
                aria-rowindex={i + 2}
                data-current={i === current || undefined}
                data-picked={selection.has(row) || undefined}
                data-to={to ? true : undefined}
                onClick={(event) => clicked(event, row, i)}
              >
                {picks && (
                  <td className="wl-grid__pick">
                    <label>
                      <span className="wl-hidden">Choose {table.rowName(row)}</span>
                      <input
                        type="checkbox"
                        checked={selection.has(row)}
                        onChange={() => selection.flip(row)}
                      />
                    </label>
                  </td>
                )}
                {columns.map((column, c) => (
                  <td key={column.key} className={column.align === 'right' ? 'wl-right' : undefined}>
                    {c === 0 && to ? (
                      <Go to={to} className="wl-rowlink" onFocus={() => setCurrent(i)}>
                        {column.cell(row)}
                      </Go>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          <Space height={below} span={span} />
        </tbody>
      </table>
    </section>
  );
}

function Space({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row that only keeps room holds nothing to focus
    <tr className="wl-space" aria-hidden="true">
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
