import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { AppError } from '../../kernel/errors.ts';
import type { Log } from '../log.ts';

/**
 * Applies the plain SQL files of `dir` that are not applied yet, in order of their number, each in a transaction that first
 * claims its number, so two starting servers cannot both run one; then the job queue's own migrations.
 * @throws AppError `conflict` when the database was made by a newer release, or a file that has been applied is gone.
 */
export async function migrate(pool: pg.Pool, dir: string, log: Log): Promise<void> {
  const files = (await readdir(dir)).filter((f) => /^\d{4}_[a-z0-9_]+\.sql$/.test(f)).sort();
  await pool
    .query(
      'create table if not exists public.wardline_migration (name text primary key, applied_at timestamptz not null default now())',
    )
    .catch((error: unknown) => {
      // Two servers creating it in the same instant: one loses the race and finds it made.
      if (!(error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '42P07')))
        throw error;
    });
  const { rows } = await pool.query<{ name: string }>('select name from public.wardline_migration');
  const applied = new Set(rows.map((r) => r.name));
  const unknown = [...applied].filter((name) => !files.includes(name)).sort();
  if (unknown.length > 0) {
    throw new AppError(
      'conflict',
      `This database was made by a newer Wardline (it has ${unknown.join(', ')}). Start that release, or use another data folder.`,
      { unknown },
    );
  }
  for (const file of files) {
    if (applied.has(file)) continue;
    const text = await readFile(join(dir, file), 'utf8');
    const client = await pool.connect();
    try {
      await client.query('begin');
      // Must come first: a second server waits here and then finds the number taken.
      const claim = await client.query(
        'insert into public.wardline_migration (name) values ($1) on conflict do nothing',
        [file],
      );
      if (claim.rowCount === 1) {
        await client.query(text);
        log.info({ event: 'db.migrated', file });
      }
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }
  await runMigrations({ pgPool: pool });
}
