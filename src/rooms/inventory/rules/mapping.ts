// Suggests which column feeds which field, from headings and content, and finds a saved mapping again.
import { headerKey } from '../../../kernel/sheet.ts';
import { dateOrderOf } from '../../../kernel/sheet-dates.ts';
import { folded } from '../../../kernel/sheet-text.ts';
import type { ColumnMapping, DeviceField, Mapping } from '../model.ts';
import { fieldByContent, fits, type KnownNames, type Looks, looksOf } from './content.ts';
import { headingOf, headings } from './headings.ts';
import { makerKey } from './known-models.ts';
import { isOwnHeading } from './refused.ts';

/** Fields that several columns may feed: lists grow, places are joined in column order. */
const severalColumns: ReadonlySet<DeviceField> = new Set(['macs', 'ips', 'location']);
const dateFields: ReadonlySet<DeviceField> = new Set(['purchaseDate', 'warrantyEnd', 'lastServiced']);

/** Names the suggestion may recognise: makers (any spelling) and site codes and names. */
export const knownNames = (makers: Iterable<string>, sites: Iterable<string>): KnownNames => ({
  makers: new Set([...makers].map(makerKey)),
  sites: new Set([...sites].map(folded)),
});

/** The same text for the same headings in any order, to find a source's saved mapping. Not a secret, not a digest. */
export function fingerprintOf(headers: readonly string[]): string {
  const text = headers
    .map(headerKey)
    .filter((key) => key !== '' && !isOwnHeading(key))
    .sort()
    .join('|');
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193) >>> 0;
    b = (Math.imul(b, 31) + text.charCodeAt(i)) >>> 0;
  }
  return `${a.toString(16).padStart(8, '0')}${b.toString(16).padStart(8, '0')}`;
}

type Candidate = { column: number; field: DeviceField; score: number; reason: string };

function candidatesOf(column: number, header: string, looks: Looks): Candidate[] {
  if (isOwnHeading(headerKey(header))) return [];
  const out: Candidate[] = [];
  const heading = headingOf(header) ?? nearHeading(headerKey(header));
  if (heading) {
    const fit = fits(heading.field, looks);
    const base = heading.strong ? 0.95 - Math.min(heading.rank, 30) * 0.002 : 0.6 - heading.rank * 0.01;
    // A plain heading stands even over odd content, so that what is wrong in it is reported and not passed over.
    const score = fit >= 0.5 ? base * (0.85 + 0.15 * fit) : Math.max(base * fit, heading.strong ? 0.45 : 0);
    const words =
      fit === 1 ? ' and its cells look like it' : fit < 0.5 ? ', but its cells do not look like it' : '';
    out.push({
      column,
      field: heading.field,
      score,
      reason: `heading "${header.trim()}" means ${heading.field}${words}`,
    });
  }
  const content = fieldByContent(looks);
  if (content && content.field !== heading?.field)
    out.push({
      column,
      field: content.field,
      score: content.confidence * (heading?.strong === true ? 0.6 : 0.9),
      reason: content.reason,
    });
  return out;
}

/** A heading that only ends or begins with a known one, as in `Network MAC` or `Serial (device)`. */
function nearHeading(key: string): { field: DeviceField; strong: boolean; rank: number } | undefined {
  const words = key.split(' ');
  if (words.length < 2 || words.length > 5) return undefined;
  for (let drop = 1; drop < words.length; drop++) {
    const found = headings.get(words.slice(drop).join(' ')) ?? headings.get(words.slice(0, -drop).join(' '));
    if (found?.strong) return { ...found, strong: false, rank: found.rank + drop * 5 };
  }
  return undefined;
}

/**
 * A mapping suggested for the columns of one sheet from its headings and some of its rows. Every column is in it, in
 * order; those that feed nothing have field null and say why. A field is fed by its best column alone, except lists.
 */
export function suggestMapping(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  known: KnownNames,
): Mapping {
  const width = Math.max(headers.length, ...sample.map((cells) => cells.length), 0);
  const columns = Array.from({ length: width }, (_, column) => {
    const cells = sample.map((row) => row[column] ?? '');
    return { column, header: headers[column] ?? '', cells, looks: looksOf(cells, known) };
  });
  const candidates = columns
    .flatMap(({ column, header, looks }) => candidatesOf(column, header, looks))
    .filter((candidate) => candidate.score >= 0.3)
    .sort((a, b) => b.score - a.score || a.column - b.column);
  const chosen = new Map<number, Candidate>();
  const taken = new Map<DeviceField, Candidate>();
  const second = new Map<number, string>();
  for (const candidate of candidates) {
    if (chosen.has(candidate.column)) continue;
    const holder = taken.get(candidate.field);
    if (holder && !severalColumns.has(candidate.field)) {
      second.set(
        candidate.column,
        `could be ${candidate.field}, but "${headers[holder.column] ?? ''}" is surer`,
      );
      continue;
    }
    chosen.set(candidate.column, candidate);
    if (!holder) taken.set(candidate.field, candidate);
  }
  return {
    fingerprint: fingerprintOf(headers),
    columns: columns.map(({ column, header, cells, looks }): ColumnMapping => {
      const best = chosen.get(column);
      if (!best) {
        const why =
          second.get(column) ??
          (looks.filled === 0 ? 'empty in the rows looked at' : 'no field has this heading or content');
        return { column, header, field: null, confidence: 0, reason: why };
      }
      const order = dateFields.has(best.field) ? { dateOrder: dateOrderOf(cells) } : {};
      return {
        column,
        header,
        field: best.field,
        ...order,
        confidence: Math.round(best.score * 100) / 100,
        reason: best.reason,
      };
    }),
  };
}

/** Whether a mapping has no column that could tell one device from another; such a file cannot be imported. */
export const lacksIdentity = (mapping: Mapping): boolean =>
  !mapping.columns.some(
    ({ field }) => field === 'tag' || field === 'serial' || field === 'macs' || field === 'udi',
  );

/** Sets the date order of each date column from all cells of the column, when the sample could not show it. */
export function withDateOrders(mapping: Mapping, rows: Iterable<readonly string[]>): Mapping {
  const open = mapping.columns.filter(
    (c) => c.field !== null && dateFields.has(c.field) && (c.dateOrder ?? 'unknown') === 'unknown',
  );
  if (open.length === 0) return mapping;
  const cells = new Map(open.map((c) => [c.column, new Set<string>()]));
  for (const row of rows)
    for (const [column, seen] of cells) if (seen.size < 5_000) seen.add(row[column] ?? '');
  const orders = new Map([...cells].map(([column, seen]) => [column, dateOrderOf(seen)]));
  return {
    ...mapping,
    columns: mapping.columns.map((c) =>
      orders.has(c.column) ? { ...c, dateOrder: orders.get(c.column) } : c,
    ),
  };
}

/**
 * A saved mapping laid on the columns of a new file of the same source, by heading (the nth of equal headings stays the
 * nth), so that moved columns are found. Columns it does not know are listed with field null. `missing` names fields lost.
 */
export function applySaved(
  saved: Mapping,
  headers: readonly string[],
): { mapping: Mapping; missing: DeviceField[] } {
  const nth = (all: readonly string[]) => {
    const seen = new Map<string, number>();
    return all.map((header) => {
      const key = headerKey(header);
      const n = seen.get(key) ?? 0;
      seen.set(key, n + 1);
      return `${key}#${n}`;
    });
  };
  const places = nth(saved.columns.map((c) => c.header));
  const bySlot = new Map(saved.columns.map((c, at) => [places[at] ?? '', c]));
  const columns = nth(headers).map((slot, column): ColumnMapping => {
    const known = bySlot.get(slot);
    const header = headers[column] ?? '';
    return known
      ? { ...known, column, header, reason: 'as mapped the last time for this source' }
      : { column, header, field: null, confidence: 0, reason: 'a new column for this source' };
  });
  const fed = new Set(columns.map((c) => c.field));
  const missing = [
    ...new Set(saved.columns.flatMap((c) => (c.field !== null && !fed.has(c.field) ? [c.field] : []))),
  ];
  return { mapping: { fingerprint: fingerprintOf(headers), columns }, missing };
}
