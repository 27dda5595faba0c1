// What a list shows as the URL says it: words searched, filters, order. Pure; the hooks are in list.ts.
import type { Facet } from '../../kernel/page.ts';

export type Filters = Readonly<Record<string, readonly string[]>>;
export type ListView = {
  readonly q: string;
  /** A column's key, `-` before it for descending; '' for the list's own order. */
  readonly sort: string;
  readonly filters: Filters;
};
export type Patch = Readonly<Record<string, string | undefined>>;

/** The view that the search part of a URL describes; only the named filters count. */
export function viewOf(search: Readonly<Record<string, string>>, names: readonly string[]): ListView {
  const filters = names.flatMap((name): [string, string[]][] => {
    const values = [...new Set((search[name] ?? '').split(',').filter(Boolean))];
    return values.length ? [[name, values]] : [];
  });
  return { q: search['q'] ?? '', sort: search['sort'] ?? '', filters: Object.fromEntries(filters) };
}

/** The order after a click on a column: ascending, descending, then the list's own again. */
export function nextSort(sort: string, key: string): string {
  if (sort === key) return `-${key}`;
  return sort === `-${key}` ? '' : key;
}

/** The URL change that puts a value into a filter or takes it out. */
export function toggled(filters: Filters, name: string, value: string): Patch {
  const now = filters[name] ?? [];
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
  return { [name]: next.length ? next.join(',') : undefined };
}

/** The URL change that takes out every filter and the words searched. */
export const cleared = (names: readonly string[]): Patch =>
  Object.fromEntries(['q', ...names].map((name) => [name, undefined]));

/** The view as one search part, for saving it: sorted by name, so that equal views are equal text. */
export function searchOf({ q, sort, filters }: ListView): string {
  const pairs = Object.entries({
    q,
    sort,
    ...Object.fromEntries(
      Object.entries(filters).map(([name, values]) => [name, values.toSorted().join(',')]),
    ),
  });
  return pairs
    .filter(([, value]) => value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
}

/** How many values are chosen in all filters together. */
export const countFilters = (filters: Filters): number =>
  Object.values(filters).reduce((sum, values) => sum + values.length, 0);

/** What a person reads for a filter value: its label in the facets, or the value itself. */
export const labelOf = (facets: readonly Facet[], name: string, value: string): string =>
  facets.find((facet) => facet.name === name)?.values.find((one) => one.value === value)?.label ?? value;

/** A facet with every chosen value in it, also those that count nothing now, so that they can be taken out again. */
export function withChosen(facet: Facet, chosen: readonly string[]): Facet {
  const missing = chosen.filter((value) => !facet.values.some((one) => one.value === value));
  return {
    ...facet,
    values: [...facet.values, ...missing.map((value) => ({ value, label: value, count: 0 }))],
  };
}
