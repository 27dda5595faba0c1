// The list of the house: everything product.md asks of every list, in one place.
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { Dialog } from '../Dialog.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { ErrorState } from '../ErrorState.tsx';
import { type Key, useKeys } from '../keys.tsx';
import { LoadingState } from '../LoadingState.tsx';
import { useStored } from '../stored.ts';
import { useGo } from '../url.ts';
import { useWidth } from '../width.ts';
import { Bulk } from './Bulk.tsx';
import { Cards } from './Cards.tsx';
import type { TableProps } from './columns.ts';
import { Facets } from './Facets.tsx';
import { Grid, type RowsProps } from './Grid.tsx';
import type { List } from './list.ts';
import { countFilters, searchOf } from './list-view.ts';
import { useSelection } from './selection.ts';
import { Chips, Tools } from './Tools.tsx';
import './table.css';

type Props<Row> = TableProps<Row> & { readonly list: List<Row> };

/** A list with search, facets, order, views, selection, export and keys; cards on a phone. */
export function DataTable<Row>({ list, ...table }: Props<Row>) {
  const width = useWidth();
  const go = useGo();
  const search = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const begun = useRef(searchOf(list.view));
  useRoom(frame);
  const shown = searchOf(list.view);
  useEffect(() => {
    // Another view begins at its top, with no row current.
    if (shown !== begun.current) {
      begun.current = shown;
      setCurrent(-1);
      frame.current?.querySelector('.wl-grid')?.scrollTo({ top: 0 });
    }
  }, [shown]);
  const [beside, setBeside] = useStored(`facets.${table.name}`, z.boolean(), true);
  const [drawer, setDrawer] = useState(false);
  const [current, setCurrent] = useState(-1);
  const selection = useSelection(list.rows, table.rowKey);
  const { filters: names = [], rowTo, keys = [], bulk } = table;
  const wide = width === 'desk';
  const sideways = wide && beside && names.length > 0 && list.state === 'ready';

  const at = list.rows[current];
  const step = (by: number) => setCurrent(Math.max(0, Math.min(list.rows.length - 1, current + by)));
  const rowKeys: Key[] = [
    { key: 'j', label: 'Next row', run: () => step(1) },
    { key: 'k', label: 'Row before', run: () => step(-1) },
    { key: '/', label: `Search ${table.what}`, run: () => search.current?.focus() },
    ...(names.length ? [{ key: 'f', label: 'Filters', run: () => flipFilters() }] : []),
    ...(rowTo
      ? [{ key: 'o', label: 'Open the row (Enter too)', run: () => at !== undefined && go(rowTo(at)) }]
      : []),
    ...(bulk
      ? [{ key: 'x', label: 'Choose the row', run: () => at !== undefined && selection.flip(at) }]
      : []),
    ...keys.map(({ key, label, run }) => ({ key, label, run: () => at !== undefined && run(at) })),
  ];
  const flipFilters = () => (wide ? setBeside(!beside) : setDrawer(true));
  useKeys(`List of ${table.what}`, rowKeys);

  const facets = { facets: list.facets, names, filters: list.view.filters, change: list.change };
  const rows: RowsProps<Row> = { list, table, selection, current, setCurrent };
  return (
    <div ref={frame} className={`wl-list${sideways ? ' wl-list--facets' : ''}`}>
      <Tools
        list={list}
        table={table}
        search={search}
        onFilters={flipFilters}
        filtersOpen={sideways || drawer}
      />
      <Chips list={list} names={names} />
      {sideways && <Facets {...facets} side />}
      <Body {...rows} phone={width === 'phone'} />
      {bulk && <Bulk what={table.what} actions={bulk} selection={selection} />}
      <Dialog open={drawer} as="drawer" title="Filters" onClose={() => setDrawer(false)}>
        <Facets {...facets} />
      </Dialog>
    </div>
  );
}

/** Lets the rows and the filters beside them end where the window ends; a list far down the page gets a window of its own. */
function useRoom(frame: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const body = frame.current?.querySelector('.wl-grid, .wl-facets--side');
    if (!frame.current || !body) return;
    const top = Math.round(body.getBoundingClientRect().top + window.scrollY);
    const room = window.innerHeight - top > 360 ? top + 16 : 120;
    frame.current.style.setProperty('--wl-room', `${room}px`);
  });
}

function Body<Row>({ phone, ...rows }: RowsProps<Row> & { readonly phone: boolean }) {
  const { list, table } = rows;
  const filtered = useMemo(() => countFilters(list.view.filters) > 0 || list.view.q !== '', [list.view]);
  if (list.state === 'loading') return <LoadingState what={table.what} rows={10} as="rows" />;
  if (list.state === 'failed') return <ErrorState error={list.error} onRetry={list.retry} />;
  if (!list.rows.length && filtered)
    return (
      <EmptyState title={`No ${table.what} fit these filters.`}>
        Take out a filter, or search for fewer words.
      </EmptyState>
    );
  if (!list.rows.length) return table.empty;
  return phone ? <Cards {...rows} /> : <Grid {...rows} />;
}
