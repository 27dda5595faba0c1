// The same rows on a phone: one card each, the page scrolls, only the cards in sight are in it.
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Go } from '../Go.tsx';
import type { RowsProps } from './Grid.tsx';

/** Rows as cards. */
export function Cards<Row>({ list, table, selection, current }: RowsProps<Row>) {
  const { rows, loadMore } = list;
  const box = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(box.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 132,
    overscan: 6,
    scrollMargin: top,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= rows.length - 10) loadMore?.();
  }, [last, rows.length, loadMore]);
  const [first, ...others] = table.columns.filter((column) => !column.deskOnly);
  const picks = (table.bulk?.length ?? 0) > 0;
  return (
    <ul
      ref={box}
      className="wl-cards"
      style={{ height: virtual.getTotalSize() }}
      aria-label={`List of ${table.what}`}
    >
      {items.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        const to = table.rowTo?.(row);
        return (
          <li
            key={table.rowKey(row)}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={list.total ?? rows.length}
            aria-posinset={item.index + 1}
            style={{
              position: 'absolute',
              insetInline: 0,
              transform: `translateY(${item.start - virtual.options.scrollMargin}px)`,
            }}
          >
            <div
              className="wl-cardrow"
              data-picked={selection.has(row) || undefined}
              data-current={item.index === current || undefined}
            >
              {to ? (
                <Go to={to} className="wl-rowlink">
                  {first?.cell(row)}
                </Go>
              ) : (
                <span className="wl-rowlink">{first?.cell(row)}</span>
              )}
              {picks && (
                <label className="wl-cards__pick">
                  <span className="wl-hidden">Choose {table.rowName(row)}</span>
                  <input type="checkbox" checked={selection.has(row)} onChange={() => selection.flip(row)} />
                </label>
              )}
              <dl>
                {others.map((column) => (
                  <Fact key={column.key} label={column.label}>
                    {column.cell(row)}
                  </Fact>
                ))}
              </dl>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
