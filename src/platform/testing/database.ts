import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Instant, instant } from '../../kernel/time.ts';
import { type Ctx, type Subscribers, systemCtx } from '../ctx.ts';
import { connect, type Database } from '../db/pool.ts';
import { silentLog } from '../log.ts';
import { onDatabase, TEMPLATE } from './cluster.ts';

export type TestHouse = Database & {
  /** A system context whose clock is `clock.now`. */
  ctx: Ctx;
  clock: { now: Instant };
  connection: ReturnType<typeof onDatabase>;
};

/** A fresh copy of the migrated template for one test file; dropped when the file is done. */
export async function testHouse(
  options: { at?: string; subscribers?: Subscribers } = {},
): Promise<TestHouse> {
  const admin = inject('admin');
  const name = `wl_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string) => {
    const client = new pg.Client('url' in admin ? admin.url : { ...admin, host: admin.socketDir });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name} template ${TEMPLATE}`);
  const connection = onDatabase(admin, name);
  const database = connect(connection, silentLog, 6);
  const clock = { now: instant(new Date(options.at ?? '2026-11-23T09:00:00Z')) };
  afterAll(async () => {
    await database.close();
    await run(`drop database if exists ${name} with (force)`);
  });
  const ctx = systemCtx(database.db, silentLog, 'test', {
    now: () => clock.now,
    ...(options.subscribers ? { subscribers: options.subscribers } : {}),
  });
  return { ...database, ctx, clock, connection };
}
