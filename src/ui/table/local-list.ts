// A list that is whole in the browser: small tables inside a page, with the same powers as the long ones.
import { useMemo } from 'react';
import type { Facet } from '../../kernel/page.ts';
import { addressOf } from '../api.ts';
import { type List, useListView } from './list.ts';
import type { ListView } from './list-view.ts';

export type LocalShape<Row> = {
  /** The text that the search looks through. */
  readonly text: (row: Row) => string;
  /** What a column sorts by; numbers by size, text by the alphabet with numbers in it by size. */
  readonly by?: Readonly<Record<string, (row: Row) => string | number | null>>;
  /** The value of each filter, `value` and `label` the same. */
  readonly filters?: Readonly<Record<string, (row: Row) => string>>;
};

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
};

/** The rows of the view in its order (unknown values last in both directions), and counts by facet, each without its own filter. */
export function localPage<Row>(
  rows: readonly Row[],
  { text, by = {}, filters = {} }: LocalShape<Row>,
  view: ListView,
): { rows: Row[]; facets: Facet[] } {
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => words.every((word) => text(row).toLowerCase().includes(word)));
  const passes = (row: Row, except?: string) =>
    Object.entries(filters).every(([name, of]) => {
      const chosen = view.filters[name];
      return name === except || !chosen || chosen.includes(of(row));
    });
  const facets = Object.entries(filters).map(([name, of]) => {
    const counts = new Map<string, number>();
    for (const row of found) if (passes(row, name)) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
    const values = [...counts]
      .map(([value, count]) => ({ value, label: value, count }))
      .sort((a, b) => b.count - a.count || collator.compare(a.label, b.label));
    return { name, values };
  });
  const shown = found.filter((row) => passes(row));
  const down = view.sort.startsWith('-');
  const key = by[down ? view.sort.slice(1) : view.sort];
  if (!key) return { rows: shown, facets };
  const known = shown.filter((row) => key(row) !== null);
  const unknown = shown.filter((row) => key(row) === null);
  known.sort((a, b) => compare(key(a), key(b)) * (down ? -1 : 1));
  return { rows: [...known, ...unknown], facets };
}

/** A list of rows already here, its view in the URL like any other. Give `rows` and `shape` as constants or memos. */
export function useLocalList<Row>(rows: readonly Row[], shape: LocalShape<Row>): List<Row> {
  const names = useMemo(() => Object.keys(shape.filters ?? {}), [shape]);
  const [view, change] = useListView(names);
  const page = useMemo(() => localPage(rows, shape, view), [rows, shape, view]);
  return {
    ...page,
    total: page.rows.length,
    state: 'ready',
    error: null,
    stale: false,
    loadMore: null,
    retry: () => undefined,
    view,
    filterNames: names,
    change,
    exportAt: (at) =>
      addressOf(at, { ...view.filters, q: view.q || undefined, sort: view.sort || undefined }),
  };
}
