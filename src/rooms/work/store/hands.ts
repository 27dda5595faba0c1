// How much people have in hand.
import { sql } from 'kysely';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/db/pool.ts';

/** Steps that each of these people has taken or was handed. */
export async function inHand(db: Db, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, number>> {
  const people = sql`${[...ids]}::int[]`;
  const { rows } = await sql<{ id: PersonId; n: number }>`select id, count(*)::int as n from (
      select claimed_by as id from work.obligation where state = 'do' and claimed_by = any(${people})
      union all
      select (offer ->> 'to')::int from work.obligation where state = 'do' and (offer ->> 'to')::int = any(${people}) and offer is not null) one
    group by 1`.execute(db);
  return new Map(rows.map((row) => [row.id, row.n]));
}
