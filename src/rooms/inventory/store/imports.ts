// SQL of imports: sources with their saved mappings, imports with their counts, and the rows that need a person.
import { sql } from 'kysely';
import type { ImportId, PersonId, SourceId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { ImportKind } from '../contract.ts';

export type SourceKind = 'cmms' | 'people' | 'matrix' | 'hand' | 'network';
export type Source = { id: SourceId; name: string; kind: SourceKind; mappings: unknown };

/** The source of that name; made when it is new. */
export async function sourceOf(db: Db, name: string, kind: SourceKind): Promise<Source> {
  await db
    .insertInto('inventory.source')
    .values({ name, kind })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  return db
    .selectFrom('inventory.source')
    .select(['id', 'name', 'kind', 'mappings'])
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
}

/** The source by name, or undefined. */
export const findSource = (db: Db, name: string): Promise<Source | undefined> =>
  db
    .selectFrom('inventory.source')
    .select(['id', 'name', 'kind', 'mappings'])
    .where('name', '=', name)
    .executeTakeFirst();

/** The source that has a mapping for any of these headings, the newest first. */
export const sourceWithFingerprint = (db: Db, fingerprints: readonly string[]): Promise<Source | undefined> =>
  db
    .selectFrom('inventory.source')
    .select(['id', 'name', 'kind', 'mappings'])
    .where(sql<boolean>`mappings ?| ${[...fingerprints]}::text[]`)
    .orderBy('id', 'desc')
    .executeTakeFirst();

/** Keeps mappings by fingerprint beside those that are there. */
export const saveMappings = (db: Db, id: SourceId, mappings: ReadonlyMap<string, unknown>) =>
  db
    .updateTable('inventory.source')
    .set({ mappings: sql`mappings || ${JSON.stringify(Object.fromEntries(mappings))}::jsonb` })
    .where('id', '=', id)
    .execute();

export type NewImport = {
  sourceId: SourceId;
  kind: ImportKind;
  fileName: string;
  sha256: string;
  startedAt: Instant;
  personId: PersonId | null;
  options: string;
  requestKey: string | null;
};

/** Notes that an import began. */
export const insertImport = async (db: Db, values: NewImport): Promise<ImportId> => {
  const row = await db
    .insertInto('inventory.import')
    .values({ ...values, state: 'running' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

export const importByKey = (db: Db, key: string) =>
  db.selectFrom('inventory.import').select('id').where('requestKey', '=', key).executeTakeFirst();

export const importById = (db: Db, id: ImportId) =>
  db
    .selectFrom('inventory.import as i')
    .innerJoin('inventory.source as s', 's.id', 'i.sourceId')
    .select([
      'i.id',
      'i.sourceId',
      'i.kind',
      'i.fileName',
      'i.sha256',
      'i.state',
      'i.personId',
      'i.options',
      'i.headers',
    ])
    .select(['s.name as source', 's.kind as sourceKind', 's.mappings'])
    .where('i.id', '=', id)
    .executeTakeFirst();

/** Whether the same bytes were the last thing this source brought. */
export async function wasLastFile(
  db: Db,
  of: { id: ImportId; sourceId: SourceId; sha256: string },
): Promise<boolean> {
  const last = await db
    .selectFrom('inventory.import')
    .select('sha256')
    .where('sourceId', '=', of.sourceId)
    .where('state', '=', 'done')
    .where('id', '<>', of.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.sha256 === of.sha256;
}

/** Begins (or begins again after a crash): counts at nothing, no rows kept, the headings known. */
export async function beginImport(
  db: Db,
  id: ImportId,
  values: { totalRows: number; headers: Readonly<Record<string, readonly string[]>>; message: string | null },
): Promise<void> {
  await db.deleteFrom('inventory.importRow').where('importId', '=', id).execute();
  await db
    .updateTable('inventory.import')
    .set({
      state: 'running',
      finishedAt: null,
      totalRows: values.totalRows,
      headers: JSON.stringify(values.headers),
      message: values.message,
      createdRows: 0,
      updatedRows: 0,
      unchangedRows: 0,
      refusedRows: 0,
      warningRows: 0,
    })
    .where('id', '=', id)
    .execute();
}

export type Counts = {
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  warning: number;
};

/** Adds a batch's counts. */
export const addCounts = (db: Db, id: ImportId, n: Counts) =>
  db
    .updateTable('inventory.import')
    .set({
      createdRows: sql`created_rows + ${n.created}::int`,
      updatedRows: sql`updated_rows + ${n.updated}::int`,
      unchangedRows: sql`unchanged_rows + ${n.unchanged}::int`,
      refusedRows: sql`refused_rows + ${n.refused}::int`,
      warningRows: sql`warning_rows + ${n.warning}::int`,
    })
    .where('id', '=', id)
    .execute();

/** Ends an import. `totalRows` is set to what was counted, totals and footnotes left out. */
export const endImport = (
  db: Db,
  id: ImportId,
  end: { state: 'done' | 'failed'; message: string | null; at: Instant },
) =>
  db
    .updateTable('inventory.import')
    .set({
      state: end.state,
      message: end.message,
      finishedAt: end.at,
      ...(end.state === 'done'
        ? { totalRows: sql<number>`created_rows + updated_rows + unchanged_rows + refused_rows` }
        : {}),
    })
    .where('id', '=', id)
    .execute();

export type KeptRow = {
  sheet: string;
  rowNo: number;
  outcome: 'refused' | 'ambiguous' | 'warning';
  problems: unknown;
  cells: readonly string[];
};

/** Keeps the rows that need a person. */
export async function keepRows(db: Db, importId: ImportId, rows: readonly KeptRow[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500) {
    const part = rows.slice(i, i + 500).map((row) => ({
      importId,
      sheet: row.sheet,
      rowNo: row.rowNo,
      outcome: row.outcome,
      problems: JSON.stringify(row.problems),
      cells: JSON.stringify(row.cells),
    }));
    await db.insertInto('inventory.importRow').values(part).execute();
  }
}

const summaries = (db: Db) =>
  db
    .selectFrom('inventory.import as i')
    .innerJoin('inventory.source as s', 's.id', 'i.sourceId')
    .leftJoin('people.person as p', 'p.id', 'i.personId')
    .select(['i.id', 'i.kind', 's.name as source', 'i.fileName', 'i.state', 'i.message'])
    .select([
      'i.totalRows',
      'i.createdRows',
      'i.updatedRows',
      'i.unchangedRows',
      'i.refusedRows',
      'i.warningRows',
    ])
    .select(['i.startedAt', 'i.finishedAt', 'p.name as by']);

/** One import as lists show it. */
export const summary = (db: Db, id: ImportId) => summaries(db).where('i.id', '=', id).executeTakeFirst();

export type RowsPage = {
  importId: ImportId;
  outcomes: readonly string[];
  after: { sheet: string; rowNo: number } | null;
  limit: number;
};

/** Kept rows of an import in the order of the file. */
export async function keptRows(db: Db, page: RowsPage) {
  const of = db
    .selectFrom('inventory.importRow')
    .where('importId', '=', page.importId)
    .where('outcome', '=', sql<KeptRow['outcome']>`any(${[...page.outcomes]}::text[])`);
  const items = await of
    .$if(page.after !== null, (qb) =>
      qb.where(sql<boolean>`(sheet, row_no) > (${page.after?.sheet}, ${page.after?.rowNo}::int)`),
    )
    .select(['sheet', 'rowNo', 'outcome', 'problems', 'cells'])
    .orderBy('sheet')
    .orderBy('rowNo')
    .limit(page.limit)
    .execute();
  const { n } = await of.select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow();
  return { items, total: n };
}

/** Imports that say they are running, and whether their job still waits for its turn. */
export const runningImports = async (db: Db): Promise<{ id: ImportId; isWaiting: boolean }[]> => {
  const { rows } = await sql<{
    id: ImportId;
    isWaiting: boolean;
  }>`select i.id, exists (select from graphile_worker.jobs j
    where j.key = 'inventory.import:' || i.id and j.locked_at is null) as "isWaiting"
    from inventory.import i where i.state = 'running' order by i.id`.execute(db);
  return rows;
};

const ALIVE = 730_002;

/** Takes the lock that says "a living process works on this import", for as long as this connection lives. */
export const claimImport = async (connection: Db, id: ImportId): Promise<boolean> => {
  const { rows } = await sql<{ ok: boolean }>`select pg_try_advisory_lock(${ALIVE}, ${id}) as ok`.execute(
    connection,
  );
  return rows[0]?.ok ?? false;
};

/** Gives the lock back. */
export const releaseImport = (connection: Db, id: ImportId) =>
  sql`select pg_advisory_unlock(${ALIVE}, ${id})`.execute(connection);

/** One batch of one import at a time: two imports that bring the same new device must not make it twice. */
export const lockBatches = (db: Db) => sql`select pg_advisory_xact_lock(730003)`.execute(db);
