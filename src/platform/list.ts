// Lists, the same everywhere: one page by key after a cursor, and the counts of every facet from one grouped scan.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import type { Facet } from '../kernel/page.ts';
import { fromCursor, toCursor } from './cursor.ts';
import type { Db } from './db/pool.ts';

type Sql = RawBuilder<unknown>;

/** One facet: the column (as text), what is chosen of it, and how a value reads to a person. */
export type FacetSpec = {
  readonly column: Sql;
  readonly chosen: readonly (string | number)[] | undefined;
  readonly label?: (value: string) => string;
};

export type ListSpec = {
  /** `from` and joins, e.g. sql`inventory.device d join ...`. */
  readonly from: Sql;
  /** Joins that only the rows need, not the counts. */
  readonly joins?: Sql;
  /** Conditions that are not facets: search, links from other pages. */
  readonly where: readonly Sql[];
  readonly facets: Readonly<Record<string, FacetSpec>>;
  /** The columns of a row, aliased in quotes as the code names them. */
  readonly select: Sql;
  readonly id: Sql;
  /** What it may be sorted by. Expressions must not be null: coalesce. */
  readonly sorts: Readonly<Record<string, { readonly by: Sql; readonly type: 'text' | 'number' }>>;
  readonly defaultSort: string;
};

export type ListInput = {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly sort?: string | undefined;
};

const Cursor = z.object({ v: z.union([z.string(), z.number()]), id: z.number() });

const all = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

const chosenOf = (f: FacetSpec): Sql[] =>
  f.chosen && f.chosen.length > 0 ? [sql`${f.column}::text = any(${f.chosen.map(String)}::text[])`] : [];

/** Escapes what means something to LIKE, and wraps it so that it matches anywhere. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** The rows after the cursor, in order, with the id breaking ties. @throws AppError `invalid` for an unknown sort. */
export async function rowsOf<Row extends { id: number }>(
  db: Db,
  spec: ListSpec,
  input: ListInput,
): Promise<{ items: Row[]; next: string | null }> {
  const asked = input.sort ?? spec.defaultSort;
  const descending = asked.startsWith('-');
  const sort = spec.sorts[descending ? asked.slice(1) : asked];
  if (!sort)
    throw new AppError('invalid', `This list cannot be sorted by "${asked}".`, {
      sorts: Object.keys(spec.sorts),
    });
  const after = fromCursor(Cursor, input.cursor);
  const direction = descending ? sql`desc` : sql`asc`;
  const key = sort.type === 'number' ? sql`(${sort.by})::float8` : sql`(${sort.by})::text`;
  const conditions = [...spec.where, ...Object.values(spec.facets).flatMap(chosenOf)];
  if (after) {
    const value = sort.type === 'number' ? sql`${after.v}::float8` : sql`${after.v}::text`;
    conditions.push(
      descending
        ? sql`(${key}, ${spec.id}) < (${value}, ${after.id}::int)`
        : sql`(${key}, ${spec.id}) > (${value}, ${after.id}::int)`,
    );
  }
  const { rows } = await sql<Row & { sortKey: string | number }>`select ${spec.select}, ${key} as "sortKey"
    from ${spec.from} ${spec.joins ?? sql``} where ${all(conditions)}
    order by ${key} ${direction}, ${spec.id} ${direction} limit ${input.limit + 1}`.execute(db);
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return { items, next: last ? toCursor({ v: last.sortKey, id: last.id }) : null };
}

/** Counts by value of each facet, all other choices kept, from one grouped scan; and the total under all choices. */
export async function countsOf(db: Db, spec: ListSpec): Promise<{ total: number; facets: Facet[] }> {
  const names = Object.keys(spec.facets);
  const columns = names.map((name, i) => sql`(${spec.facets[name]?.column})::text as ${sql.id(`f${i}`)}`);
  const groups = names.map((_, i) => sql.id(`f${i}`));
  const { rows } = await sql<{
    v: (string | null)[];
    n: number;
  }>`select array[${sql.join(groups)}] as v, count(*)::int as n
    from (select ${sql.join(columns)} from ${spec.from} where ${all(spec.where)}) counted group by ${sql.join(groups)}`.execute(
    db,
  );
  const chosen = names.map((name) => {
    const values = spec.facets[name]?.chosen;
    return values && values.length > 0 ? new Set(values.map(String)) : null;
  });
  const counts = names.map(() => new Map<string, number>());
  let total = 0;
  for (const { v, n } of rows) {
    const misses = chosen.flatMap((set, i) => (set && !set.has(v[i] ?? '') ? [i] : []));
    if (misses.length === 0) total += n;
    counts.forEach((count, i) => {
      const value = v[i];
      if (value === null || value === undefined || misses.some((m) => m !== i)) return;
      count.set(value, (count.get(value) ?? 0) + n);
    });
  }
  const facets = names.map((name, i) => ({
    name,
    values: [...(counts[i] ?? [])]
      .map(([value, count]) => ({ value, label: spec.facets[name]?.label?.(value) ?? value, count }))
      .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
      .slice(0, 100),
  }));
  return { total, facets };
}

/** A page with its total and facets. */
export async function listOf<Row extends { id: number }>(db: Db, spec: ListSpec, input: ListInput) {
  const [page, counts] = await Promise.all([rowsOf<Row>(db, spec, input), countsOf(db, spec)]);
  return { ...page, ...counts };
}

/** Every row of a list, page by page, for a file: exactly what is shown, without holding it in memory. */
export async function* everyRow<Row extends { id: number }>(
  db: Db,
  spec: ListSpec,
  sort: string | undefined,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page: { items: Row[]; next: string | null } = await rowsOf<Row>(db, spec, {
      cursor,
      limit: 2000,
      sort,
    });
    yield* page.items;
    cursor = page.next ?? undefined;
  } while (cursor);
}
