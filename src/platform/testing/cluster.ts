// Vitest's global set-up: one PostgreSQL cluster a run (embedded, or the server of DATABASE_URL), with a migrated template.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../db/embedded/index.ts';
import { migrate } from '../db/migrate.ts';
import { connect } from '../db/pool.ts';
import { silentLog } from '../log.ts';
import { migrationsDir } from '../root.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    admin: { url: string } | { socketDir: string; port: number; user: string; database: string };
  }
}

export const TEMPLATE = 'wardline_test_template';

/** Starts the cluster, makes the template, and returns what ends it all. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['DATABASE_URL'];
  const dir = url ? null : await mkdtemp(join('/tmp', 'wl-test-'));
  const pgBin = process.env['WARDLINE_TEST_PG_BIN'];
  const embedded = dir
    ? await startEmbedded({ dataDir: dir, log: () => undefined, ...(pgBin ? { pgBin } : {}) })
    : null;
  // A server of the machine is reached as DATABASE_URL would reach it: by its address.
  const admin: Admin = embedded
    ? pgBin
      ? {
          url: `postgres://${embedded.user}@localhost:${embedded.port}/${embedded.database}?host=${encodeURIComponent(embedded.socketDir)}`,
        }
      : {
          socketDir: embedded.socketDir,
          port: embedded.port,
          user: embedded.user,
          database: embedded.database,
        }
    : { url: url ?? '' };
  const client = new pg.Client('url' in admin ? admin.url : { ...admin, host: admin.socketDir });
  await client.connect();
  await client.query(`drop database if exists ${TEMPLATE}`);
  await client.query(`create database ${TEMPLATE}`);
  const template = connect(onDatabase(admin, TEMPLATE), silentLog, 2);
  await migrate(template.pool, migrationsDir, silentLog);
  await template.close();
  // Closing is not waited for by the server: whoever is still leaving the template is shown out.
  await client.query(`alter database ${TEMPLATE} allow_connections false`);
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [TEMPLATE]);
  await client.end();
  project.provide('admin', admin);
  return async () => {
    await embedded?.stop();
    if (dir) await rm(dir, { recursive: true, force: true });
  };
}

type Admin = { url: string } | { socketDir: string; port: number; user: string; database: string };

/** The same server, another database. */
export function onDatabase(admin: Admin, database: string): Admin {
  if ('url' in admin) {
    const url = new URL(admin.url);
    url.pathname = `/${database}`;
    return { url: url.toString() };
  }
  return { ...admin, database };
}
