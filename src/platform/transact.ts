import type { Kysely } from 'kysely';
import type { Ctx } from './ctx.ts';
import type { Tables } from './db/schema.gen.ts';
import { appendEntries, type LedgerEntry } from './ledger.ts';

/**
 * Runs `work` in one transaction with its ledger events and jobs: all of it happens, or none.
 * Inside an open transaction it joins it. The inner `ctx` shadows the outer on purpose: no write can slip past the transaction.
 */
export async function transact<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.entries) return work(ctx);
  return (ctx.db as Kysely<Tables>).transaction().execute(async (db) => {
    const entries: LedgerEntry[] = [];
    const inner: Ctx = { ...ctx, db, entries };
    const result = await work(inner);
    if (entries.length > 0) await appendEntries(db, inner, entries);
    return result;
  });
}
