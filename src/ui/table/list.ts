// A list as the table needs it: rows that come page by page, their total, counts by facet, and the view in the URL.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import type { Endpoint } from '../../kernel/contract.ts';
import type { Facet } from '../../kernel/page.ts';
import { addressOf, callEndpoint } from '../api.ts';
import { useUrlSearch } from '../url.ts';
import { type ListView, type Patch, viewOf } from './list-view.ts';

export type List<Row> = {
  readonly rows: readonly Row[];
  readonly total: number | null;
  readonly facets: readonly Facet[];
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: Error | null;
  /** Rows of the last view are shown while those of this one are on their way. */
  readonly stale: boolean;
  readonly loadMore: (() => void) | null;
  readonly retry: () => void;
  readonly view: ListView;
  readonly filterNames: readonly string[];
  readonly change: (patch: Patch) => void;
  /** The address of exactly what is shown at another endpoint, e.g. the CSV export. */
  readonly exportAt: (endpoint: Endpoint) => string;
};

type PageOf<Row> = { items: Row[]; next: string | null; total: number; facets: Facet[] };

type Options = {
  /** The names of the filters, as the endpoint's input spells them. */
  readonly filters?: readonly string[];
  /** Input that the URL does not decide, e.g. the device whose risks are listed. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** The order when the URL names none. */
  readonly sort?: string;
};

const noFilters: readonly string[] = [];
const nothing = {};

/** The view of this page's URL and how to change it. */
export function useListView(filters: readonly string[] = noFilters): [ListView, (patch: Patch) => void] {
  const [search, change] = useUrlSearch();
  const view = useMemo(() => viewOf(search, filters), [search, filters]);
  return [view, change];
}

/** The list behind a paged endpoint (kernel/page.ts), its view in the URL. Give `filters` and `fixed` as constants or memos. */
export function useList<Row>(
  endpoint: Endpoint<z.ZodType, z.ZodType<PageOf<Row>>>,
  { filters = noFilters, fixed = nothing, sort = '' }: Options = {},
): List<Row> {
  const [view, change] = useListView(filters);
  const input = useMemo(
    () => ({ ...fixed, ...view.filters, q: view.q || undefined, sort: view.sort || sort || undefined }),
    [fixed, view, sort],
  );
  const query = useInfiniteQuery({
    queryKey: [endpoint.path, 'list', input],
    queryFn: ({ pageParam, signal }) =>
      callEndpoint(endpoint, { ...input, limit: 100, cursor: pageParam || undefined }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const { fetchNextPage, refetch, hasNextPage, isFetchingNextPage } = query;
  return {
    rows,
    total: pages?.[0]?.total ?? null,
    facets: pages?.[0]?.facets ?? [],
    state: pages ? 'ready' : query.error ? 'failed' : 'loading',
    error: query.error,
    stale: query.isPlaceholderData,
    loadMore: hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : null,
    retry: () => void refetch(),
    view,
    filterNames: filters,
    change,
    exportAt: (at) => addressOf(at, input),
  };
}
