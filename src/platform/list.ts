// Lists, the same everywhere: one page by key after a cursor, and the counts of every facet from one grouped scan, or from a
// tally that is kept of the list.
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

/** `isIndexed`: there is an index on the expression, cast to `float8` for a `number`, and the id. */
type Sort = {
  readonly by: Sql;
  readonly type: 'text' | 'number' | 'integer';
  readonly isIndexed?: boolean;
};
const castTo: Readonly<Record<Sort['type'], Sql>> = {
  text: sql`text`,
  number: sql`float8`,
  integer: sql`int`,
};

export type ListSpec = {
  /** `from` and joins, e.g. sql`inventory.device d join ...`. */
  readonly from: Sql;
  /** Joins that only the rows of a page need: neither counts nor sorts look at them. */
  readonly joins?: Sql;
  /** A table with the columns of the facets, under the alias of `from`, and how many rows have them: the sum of its `n`.
   *  Facets are counted from it as long as `where` is empty. */
  readonly tally?: Sql;
  /** Conditions that are not facets: search, links from other pages. */
  readonly where: readonly Sql[];
  readonly facets: Readonly<Record<string, FacetSpec>>;
  /** The columns of a row, aliased in quotes as the code names them. */
  readonly select: Sql;
  /** Unique among the rows of `from`, without the help of `where`: what is shown of a page is looked up by it alone. */
  readonly id: Sql;
  /** What it may be sorted by. Expressions must not be null: coalesce. */
  readonly sorts: Readonly<Record<string, Sort>>;
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

const chosenOf = ({ column, chosen }: FacetSpec): Sql[] => {
  if (!chosen || chosen.length === 0) return [];
  // Numbers are compared as numbers: as text, neither an index nor what the planner knows of the column would serve.
  return chosen.every((value) => typeof value === 'number')
    ? [sql`${column} = any(${chosen}::int[])`]
    : [sql`(${column})::text = any(${chosen.map(String)}::text[])`];
};

/** Escapes what means something to LIKE, and wraps it so that it matches anywhere. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** So many rows are read in order before it is given up that enough of them are chosen. */
const NEAR = 2000;

/**
 * Ids and keys of a page as `page` of a `with`. The planner takes choices and order for independent of each other and is badly wrong
 * where they are not: sorted by model, all of one maker stand together, perhaps behind all others. So it is not asked. With an index
 * the list is read in its order for a bounded stretch; where that did not fill the page, and with a search, the rows are found first
 * and then sorted. Both cost little, whatever is chosen.
 */
function pageOf(
  spec: ListSpec,
  sort: Sort,
  of: { key: Sql; direction: Sql; where: readonly Sql[]; rows: number },
): Sql {
  const choices = Object.values(spec.facets).flatMap(chosenOf);
  const first = (id: Sql, key: Sql, n: number) =>
    sql`order by ${key} ${of.direction}, ${id} ${of.direction} limit ${n}::int`;
  const matching = sql`select ${spec.id} as id, ${of.key} as key from ${spec.from} where ${all([...of.where, ...choices])}`;
  if (!sort.isIndexed || (spec.where.length === 0 && choices.length === 0))
    return sql`page as materialized (${matching} ${first(spec.id, of.key, of.rows)})`;
  // `offset 0` keeps the planner from looking through to the index.
  const found = (where: Sql) =>
    sql`select id, key from (${matching} and ${where} offset 0) matching ${first(sql`id`, sql`key`, of.rows)}`;
  if (spec.where.length > 0 || of.rows > NEAR) return sql`page as materialized (${found(sql`true`)})`;
  const isFull = sql`(select count(*) = ${of.rows}::int from near)`;
  return sql`stretch as materialized (select ${spec.id} as id, ${of.key} as key, ${all(choices)} as is_chosen from ${spec.from}
      where ${all(of.where)} ${first(spec.id, of.key, NEAR)}),
    near as materialized (select id, key from stretch where is_chosen ${first(sql`id`, sql`key`, of.rows)}),
    page as materialized (select * from near where ${isFull} union all (${found(sql`not ${isFull}`)}))`;
}

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
  const type = castTo[sort.type];
  const key = sql`(${sort.by})::${type}`;
  const where = [...spec.where];
  if (after) {
    const last = sql`(${after.v}::${type}, ${after.id}::int)`;
    where.push(descending ? sql`(${key}, ${spec.id}) < ${last}` : sql`(${key}, ${spec.id}) > ${last}`);
  }
  const page = pageOf(spec, sort, { key, direction, where, rows: input.limit + 1 });
  // First which rows, from the narrow columns; then all that is shown, for these alone.
  const { rows } = await sql<Row & { sortKey: string | number }>`with ${page}
    select ${spec.select}, page.key as "sortKey" from page, ${spec.from} ${spec.joins ?? sql``} where ${spec.id} = page.id
    order by page.key ${direction}, page.id ${direction}`.execute(db);
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return { items, next: last ? toCursor({ v: last.sortKey, id: last.id }) : null };
}

/** Counts by value of each facet under the choices made of all others, and the total under all choices. */
export async function countsOf(db: Db, spec: ListSpec): Promise<{ total: number; facets: Facet[] }> {
  const names = Object.keys(spec.facets);
  const place = (i: number) => sql.id(`f${i}`);
  const columns = sql.join(names.map((name, i) => sql`(${spec.facets[name]?.column})::text as ${place(i)}`));
  const combinations =
    spec.tally && spec.where.length === 0
      ? sql`select ${columns}, n from ${spec.tally}`
      : sql`select *, count(*) as n from (select ${columns} from ${spec.from} where ${all(spec.where)}) row
        group by ${sql.join(names.map((_, i) => place(i)))}`;
  const chosenBut = (facet: number | null) =>
    all(
      names.flatMap((name, i) => {
        const { chosen } = spec.facets[name] ?? {};
        return i !== facet && chosen && chosen.length > 0
          ? [sql`${place(i)} = any(${chosen.map(String)}::text[])`]
          : [];
      }),
    );
  const ofFacet = names.map(
    (_, i) =>
      sql`select ${i}::int as facet, ${place(i)} as value, sum(n)::int as n from counted
        where ${place(i)} is not null and ${chosenBut(i)} group by 2 having sum(n) <> 0`,
  );
  const { rows } = await sql<{
    facet: number | null;
    value: string;
    n: number;
  }>`with counted as materialized (${combinations})
    select null::int as facet, '' as value, coalesce(sum(n), 0)::int as n from counted where ${chosenBut(null)}
    union all ${sql.join(ofFacet, sql` union all `)}`.execute(db);
  const facets = names.map((name, i) => ({
    name,
    values: rows
      .filter((r) => r.facet === i)
      .map(({ value, n }) => ({ value, label: spec.facets[name]?.label?.(value) ?? value, count: n }))
      .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label))
      .slice(0, 100),
  }));
  return { total: rows.find((r) => r.facet === null)?.n ?? 0, facets };
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
