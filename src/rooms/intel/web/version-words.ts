import type { VersionBound, VersionSet } from '../model.ts';

const boundWords = ({ op, version }: VersionBound): string => {
  switch (op) {
    case '=':
      return version;
    case '<':
      return `before ${version}`;
    case '<=':
      return `up to ${version}`;
    case '>':
      return `after ${version}`;
    case '>=':
      return `from ${version}`;
  }
};

const order = { '>=': 0, '>': 0, '=': 1, '<': 2, '<=': 2 } as const;
const rangeWords = (bounds: readonly VersionBound[]): string =>
  bounds.length === 0
    ? 'every version'
    : bounds
        .toSorted((a, b) => order[a.op] - order[b.op])
        .map(boundWords)
        .join(' ');

const unread = {
  empty: 'not said: any version may be concerned',
  date: 'a date, which cannot be compared',
  model: 'a model name, not a version',
  commit: 'a commit, which cannot be compared',
  prose: 'text that cannot be compared',
} as const;

/** Versions as Wardline understands them: `from 2.0 before 3.1; 4.0`. What cannot be compared says so: it gives "possible". */
export function versionWords(set: VersionSet): string {
  if (set.kind === 'unknown') return unread[set.why];
  const base = set.kind === 'all' ? 'every version' : set.anyOf.map(rangeWords).join('; ');
  const except = set.except?.length ? `, except ${set.except.map(rangeWords).join('; ')}` : '';
  const only = set.onlyWhen ? `, only when ${set.onlyWhen}` : '';
  const more = set.mayExtend ? `; perhaps more: ${set.mayExtend}` : '';
  return `${base}${except}${only}${more}`;
}

/** What stands in the advisory; a product without a version text has none. */
export const writtenWords = (text: string | null): string => (text?.trim() ? text.trim() : '–');
