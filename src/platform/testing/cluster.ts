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
  const embedded = dir ? await startEmbedded({ dataDir: dir, log: () => undefined }) : null;
  const admin = embedded
    ? { socketDir: embedded.socketDir, port: embedded.port, user: embedded.user, database: embedded.database }
    : { url: url ?? '' };
  const client = new pg.Client('url' in admin ? admin.url : { ...admin, host: admin.socketDir });
  await client.connect();
  await client.query(`drop database if exists ${TEMPLATE}`);
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  const template = connect(onDatabase(admin, TEMPLATE), silentLog, 2);
  await migrate(template.pool, migrationsDir, silentLog);
  await template.close();
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
