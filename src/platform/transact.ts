import type { Kysely } from 'kysely';
import type { Ctx, LedgerEntry } from './ctx.ts';
import { isPgError } from './db/pool.ts';
import type { Tables } from './db/schema.gen.ts';
import { appendEntries } from './ledger.ts';

/**
 * Runs `work` in one transaction with its ledger events and jobs: all of it happens, or none.
 * Inside an open transaction it joins it. The inner `ctx` shadows the outer on purpose: no write can slip past the transaction.
 */
export async function transact<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.entries) return work(ctx);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(ctx, work);
    } catch (error) {
      // Two transactions that wait for each other: the database ends one, which begins again from nothing.
      if (attempt >= 4 || !(isPgError(error, '40P01') || isPgError(error, '40001'))) throw error;
    }
  }
}

const once = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  (ctx.db as Kysely<Tables>).transaction().execute(async (db) => {
    const entries: LedgerEntry[] = [];
    const atEnd = new Map<string, (ctx: Ctx) => Promise<void>>();
    const inner: Ctx = { ...ctx, db, entries, atEnd };
    const result = await work(inner);
    for (let next = [...atEnd.values()]; next.length > 0; next = [...atEnd.values()]) {
      atEnd.clear();
      for (const finish of next) await finish(inner);
    }
    if (entries.length > 0) await appendEntries(db, entries);
    return result;
  });
