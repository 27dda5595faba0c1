// Where the user is, and how to go elsewhere. Rooms use this and never the router itself.
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { z } from 'zod';

export type Search = Readonly<Record<string, string>>;

/** The search part of a URL as plain text values; a name given twice keeps its last value. */
export const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text));

/** The search part with `?`, empty values left out; colons and commas stay readable. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(search).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  );
  const text = new URLSearchParams(pairs).toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `?${text}` : '';
}

/** The values that fit `schema`, with those that do not fit left out; never throws. */
export function fitSearch(
  schema: z.ZodObject,
  raw: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const first = schema.loose().safeParse(raw);
  if (first.success) return raw;
  const bad = new Set(first.error.issues.map((issue) => String(issue.path[0])));
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !bad.has(name)));
}

export type SearchPatch = Readonly<Record<string, string | undefined>>;

/** The search part of the URL and a function that changes some of it (`undefined` or '' takes a name out). */
export function useUrlSearch(): [Search, (patch: SearchPatch, how?: { push?: boolean }) => void] {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const search: Search = Object.fromEntries(
    Object.entries(raw).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
  const navigate = useNavigate();
  const change = useCallback(
    (patch: SearchPatch, how: { push?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: (old: Readonly<Record<string, unknown>>) => ({ ...old, ...patch }),
        replace: !how.push,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, change];
}

/** The named part of the page's path, e.g. `id` of `/devices/$id`; '' when the page has none of that name. */
export function usePart(name: string): string {
  const parts: Readonly<Record<string, unknown>> = useParams({ strict: false });
  const value = parts[name];
  return typeof value === 'string' ? value : '';
}

/** A function that goes to an address inside the app, e.g. `/devices/3?tab=risks`. */
export function useGo(): (href: string, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((href, how = {}) => void navigate({ href, replace: how.replace ?? false }), [navigate]);
}

/** The path and search of the page as one address, for links that come back. */
export const useHere = (): string => useLocation({ select: (at) => at.href });

/** `next` when it is an address inside this app, else `/`: a link from outside cannot send a person elsewhere. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  if (/^\/sign-in(\?|$)/.test(next)) return '/';
  return /^[^\p{Cc}]*$/u.test(next) ? next : '/';
}
