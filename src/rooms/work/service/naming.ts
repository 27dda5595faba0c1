// Naming people and taking somebody out never cross: whoever names them does so under a lock that many share, whoever takes a
// person out has it alone. So no case names somebody in the moment in which they leave.
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx.ts';

const NAMING_LOCK = 730_003;
const named = new WeakSet<object>();

/** Waits until nobody is being taken out; from here to the end of the transaction nobody is. Before any other lock of work. */
export async function namePeople(ctx: Ctx): Promise<void> {
  if (!ctx.entries || named.has(ctx.entries)) return;
  await sql`select pg_advisory_xact_lock_shared(${NAMING_LOCK})`.execute(ctx.db);
  named.add(ctx.entries);
}

/** Waits until nobody is named in any open transaction; to the end of this one nobody else is. */
export async function namingAlone(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${NAMING_LOCK})`.execute(ctx.db);
  if (ctx.entries) named.add(ctx.entries);
}
