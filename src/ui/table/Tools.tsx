import { TextInput } from '@mantine/core';
import { IconDownload, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { numberWords } from '../chart.ts';
import type { FilterName, TableProps } from './columns.ts';
import type { List } from './list.ts';
import { cleared, countFilters, labelOf, toggled } from './list-view.ts';
import { Views } from './Views.tsx';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

type Props<Row> = {
  readonly list: List<Row>;
  readonly table: TableProps<Row>;
  readonly search: RefObject<HTMLInputElement | null>;
  /** Opens the filters, where they are not beside the table. */
  readonly onFilters: () => void;
  readonly filtersOpen: boolean;
};

/** Search, filters, views, export, and how many there are. */
export function Tools<Row>({ list, table, search, onFilters, filtersOpen }: Props<Row>) {
  const { view, change } = list;
  const chosen = countFilters(view.filters);
  return (
    <div className="wl-tools wl-no-print">
      <SearchField field={search} q={view.q} what={table.what} hint={table.searchHint} change={change} />
      {table.filters && (
        <button
          type="button"
          className="wl-quiet wl-quiet--edged"
          aria-pressed={filtersOpen}
          onClick={onFilters}
        >
          <IconFilter {...icon} />
          Filters{chosen > 0 && ` (${chosen})`}
        </button>
      )}
      <Views
        name={table.name}
        ready={table.views ?? []}
        view={view}
        filterNames={list.filterNames}
        change={change}
      />
      {table.csv && (
        <a className="wl-quiet wl-quiet--edged" href={list.exportAt(table.csv)} download>
          <IconDownload {...icon} />
          CSV
        </a>
      )}
      <span className="wl-tools__total" role="status">
        {list.total === null ? '' : `${numberWords(list.total)} ${table.what}`}
      </span>
    </div>
  );
}

type FieldProps = {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly q: string;
  readonly what: string;
  readonly hint: string | undefined;
  readonly change: (patch: { q: string | undefined }) => void;
};

function SearchField({ field, q, what, hint, change }: FieldProps) {
  const [text, setText] = useState(q);
  const sent = useRef(q);
  const send = useCallback(
    (words: string) => {
      sent.current = words.trim();
      change({ q: words.trim() || undefined });
    },
    [change],
  );
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setText(q);
  }, [q]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = window.setTimeout(() => send(text), 250);
    return () => window.clearTimeout(timer);
  }, [text, send]);
  return (
    <TextInput
      ref={field}
      className="wl-tools__search"
      aria-label={`Search ${what}`}
      placeholder={hint ?? `Search ${what}`}
      leftSection={<IconSearch {...icon} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
        if (event.key === 'Enter') send(text);
      }}
    />
  );
}

type ChipProps<Row> = { readonly list: List<Row>; readonly names: readonly FilterName[] };

/** What is filtered now, each to be taken out by a click. */
export function Chips<Row>({ list, names }: ChipProps<Row>) {
  const { filters, q } = list.view;
  if (!countFilters(filters) && !q) return null;
  return (
    <div className="wl-chips wl-no-print">
      {names.flatMap(({ name, label }) =>
        (filters[name] ?? []).map((value) => (
          <button
            key={`${name}-${value}`}
            type="button"
            className="wl-chip"
            onClick={() => list.change(toggled(filters, name, value))}
          >
            <span className="wl-hidden">Take out the filter </span>
            {label}: {labelOf(list.facets, name, value)}
            <IconX size={14} stroke={2} aria-hidden="true" />
          </button>
        )),
      )}
      <button
        type="button"
        className="wl-chip wl-chip--clear"
        onClick={() => list.change(cleared(list.filterNames))}
      >
        Show all
      </button>
    </div>
  );
}
