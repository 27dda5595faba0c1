// The one place that says how PostgreSQL's types come back and how Kysely speaks to it.
import { CamelCasePlugin, Kysely, PostgresDialect, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import type { Tables } from './schema.gen.ts';

export type Db = Kysely<Tables> | Transaction<Tables>;

const OID = { date: 1082, timestamp: 1114, timestamptz: 1184, int8: 20, dateArray: 1182, json: 114 };

/** Dates as text, instants as ISO text in UTC, big integers as bigint; both backends the same. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === OID.date) return (text: string) => text;
    if (oid === OID.timestamptz) return (text: string) => new Date(text).toISOString();
    if (oid === OID.int8) return (text: string) => BigInt(text);
    // The library's own answer for every other type.
    return (pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown)(
      oid,
      format,
    );
  },
};

export type Connection =
  | { readonly url: string }
  | { readonly socketDir: string; readonly port: number; readonly user: string; readonly database: string };

const clientConfig = (to: Connection): pg.ClientConfig =>
  'url' in to
    ? { connectionString: to.url }
    : { host: to.socketDir, port: to.port, user: to.user, database: to.database, ssl: false };

export type Database = {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  /** Another pool on the same server with the library's own types, for libraries that bring their own SQL. */
  plainPool(max: number): pg.Pool;
  close(): Promise<void>;
};

/** Listens for lost connections: without a listener Node exits when the server goes away. */
function watched(pool: pg.Pool, log: Log): pg.Pool {
  pool.on('connect', (client) => {
    client.on('error', (error) => log.debug({ event: 'db.client_lost', message: error.message }));
  });
  // While closing, the server may be quicker than we are.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ event: 'db.connection_lost', message: error.message });
  });
  return pool;
}

/** Put before a statement of a fixed text that is asked thousands of times by one or two keys: each connection plans it
 *  under this name once. Planning it anew took longer than running it. Needs a connection that stays one session, as the
 *  job queue's LISTEN does. */
export const prepared = (name: string): RawBuilder<unknown> => sql.raw(`/* prepared ${name} */ `);
const PREPARED = /^\/\* prepared (\w+) \*\//;

/** Lets the statements of a client be prepared where they ask for it. */
function preparing(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (text: unknown, ...rest: unknown[]): unknown => {
    const name = typeof text === 'string' ? PREPARED.exec(text)?.[1] : undefined;
    return name === undefined ? query(text, ...rest) : query({ name, text }, ...rest);
  };
  client.query = named as typeof client.query;
}

/** A pool on a PostgreSQL server, and Kysely over it. Close it, or the process stays up. */
export function connect(to: Connection, log: Log, max = 12): Database {
  let closed: Promise<void> | undefined;
  const pool = new pg.Pool({
    ...clientConfig(to),
    max,
    types,
    application_name: 'wardline',
    options: '-c timezone=UTC -c statement_timeout=120000 -c idle_in_transaction_session_timeout=300000',
  });
  watched(pool, log).on('connect', preparing);
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  return {
    db,
    pool,
    plainPool: (size) =>
      watched(new pg.Pool({ ...clientConfig(to), max: size, application_name: 'wardline jobs' }), log),
    close: () => {
      closed ??= db.destroy();
      return closed;
    },
  };
}

/** True for PostgreSQL's error of that code, e.g. `23505` unique violation. */
export const isPgError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
