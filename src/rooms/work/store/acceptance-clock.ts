// Which acceptances something is due on: chosen by "at or before now and not yet done".
import { sql } from 'kysely';
import type { AcceptanceId, ChainId, RemedyId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { RiskFacts } from '../rules/acceptance/worse.ts';

type Ids = { id: AcceptanceId }[];
const idsOf = async (query: ReturnType<typeof sql<{ id: AcceptanceId }>>, db: Db): Promise<AcceptanceId[]> =>
  ((await query.execute(db)).rows satisfies Ids).map((r) => r.id);

/** In force, and their last day is over. */
export const expired = (db: Db, today: CalendarDate) =>
  idsOf(
    sql`select id from work.acceptance where state = 'active' and until_on < ${today}::date order by id`,
    db,
  );

/** In force, with a control that should have been looked at before today. */
export const lapsedControls = (db: Db, today: CalendarDate) =>
  idsOf(
    sql`select distinct a.id from work.acceptance a join work.acceptance_control c on c.acceptance_id = a.id
      where a.state = 'active' and c.check_on < ${today}::date order by a.id`,
    db,
  );

/** With a question that is over its time. */
export const lateQuestions = (db: Db, now: Instant) =>
  idsOf(
    sql`select distinct a.id from work.acceptance a join work.acceptance_question q on q.acceptance_id = a.id
      where q.answer is null and q.due_at <= ${now} and a.state = case q.part when 'assess' then 'requested' else 'assessed' end order by a.id`,
    db,
  );

/** In force, and due to be looked at or near the end; or waiting for a decision or a note since `since`. */
export const toRemind = (db: Db, of: { today: CalendarDate; soonOn: CalendarDate; since: Instant }) =>
  idsOf(
    sql`select id from work.acceptance where (state = 'active' and (review_on <= ${of.today}::date or until_on <= ${of.soonOn}::date))
      or (state = 'consulted' and state_since <= ${of.since}) or (state = 'revoked' and seen_at is null and ended_at <= ${of.since}) order by id`,
    db,
  );

/** Every acceptance in force with the facts it was given on. */
export async function inForce(
  db: Db,
): Promise<{ id: AcceptanceId; remedyId: RemedyId; chainId: ChainId; facts: RiskFacts }[]> {
  const { rows } = await sql<{ id: AcceptanceId; remedyId: RemedyId; chainId: ChainId; facts: unknown }>`
    select id, remedy_id as "remedyId", chain_id as "chainId", facts from work.acceptance where state = 'active' order by id`.execute(
    db,
  );
  return rows.map((r) => ({ ...r, facts: RiskFacts.parse(r.facts) }));
}

/** Asked for or in force on a case that is over, with the case of the same remedy that is open, if there is one. */
export async function withoutCase(
  db: Db,
): Promise<{ id: AcceptanceId; chainId: ChainId; openChainId: ChainId | null }[]> {
  const { rows } = await sql<{ id: AcceptanceId; chainId: ChainId; openChainId: ChainId | null }>`
    select a.id, a.chain_id as "chainId", o.id as "openChainId" from work.acceptance a join work.chain c on c.id = a.chain_id
    left join work.chain o on o.remedy_id = a.remedy_id and o.state = 'open'
    where a.state in ('requested', 'assessed', 'consulted', 'active') and c.state <> 'open' order by a.id`.execute(
    db,
  );
  return rows;
}

/** Every acceptance that is asked for or in force. */
export const alive = (db: Db) =>
  idsOf(
    sql`select id from work.acceptance where state in ('requested', 'assessed', 'consulted', 'active') order by id`,
    db,
  );
