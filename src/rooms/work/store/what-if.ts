// Work as a simulation takes it: what is open, and what was opened in the last weeks.
import { sql } from 'kysely';
import type { ChainId, ObligationId, WardId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { Subject } from '../../raci/model.ts';

type Kind = { activityId: string; subject: Subject; wardIds: WardId[] };
export type OpenStep = Kind & {
  chainId: ChainId;
  obligationId: ObligationId;
  sentence: string;
  dueAt: Instant;
};
export type RecordedSteps = Kind & { count: number; dueDays: number };

/** The steps of open cases that are not over, the first due first; at most `limit`. */
export async function openSteps(db: Db, limit: number): Promise<OpenStep[]> {
  const { rows } = await sql<Omit<OpenStep, 'subject'> & { subject: unknown }>`
    select c.id as "chainId", o.id as "obligationId", o.activity_id as "activityId", c.subject, c.ward_ids as "wardIds",
      c.sentence, o.due_at as "dueAt"
    from work.chain c join work.obligation o on o.chain_id = c.id
    where c.state = 'open' and o.state not in ('closed', 'withdrawn')
    order by o.due_at, o.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, subject: Subject.parse(row.subject) }));
}

/** When the first case was opened; null before any. */
export const firstOpenedAt = async (db: Db): Promise<Instant | null> =>
  (
    await db
      .selectFrom('work.chain')
      .select('openedAt')
      .orderBy('openedAt')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  )?.openedAt ?? null;

/** Steps of the cases opened in a time, alike ones together (activity, subject, first ward), the most frequent first. */
export async function recordedSteps(
  db: Db,
  since: Instant,
  until: Instant,
  limit: number,
): Promise<RecordedSteps[]> {
  const { rows } = await sql<Omit<RecordedSteps, 'subject'> & { subject: unknown }>`
    select o.activity_id as "activityId", c.subject, c.ward_ids[1:1] as "wardIds", count(*)::int as count,
      greatest(0, round(extract(epoch from avg(o.due_at - c.opened_at)) / 86400))::int as "dueDays"
    from work.chain c join work.obligation o on o.chain_id = c.id
    where c.opened_at >= ${since} and c.opened_at < ${until}
    group by o.activity_id, c.subject, c.ward_ids[1:1]
    order by count(*) desc, o.activity_id, c.subject::text, c.ward_ids[1:1] limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, subject: Subject.parse(row.subject) }));
}
