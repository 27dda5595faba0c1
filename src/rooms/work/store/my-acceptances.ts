// What waits for one person on accepted risks, with the columns that my-work.ts gathers.
import { type RawBuilder, sql } from 'kysely';
import type { ChainId, PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

/** A look is asked for this many days before it is due. [rule] */
const AHEAD_DAYS = 14;

/** The end of a day. */
const endOf = (date: RawBuilder<unknown>) => sql`((${date} + 1)::timestamp at time zone 'UTC')`;
const day = (date: RawBuilder<unknown>) => sql`to_char(${date}, 'FMDD Mon YYYY')`;

/** Questions to answer, decisions and revocations for the accountable, and looks for owners of acceptances and controls. */
export const ofAcceptances = (personId: PersonId, today: CalendarDate): RawBuilder<unknown> => sql`
  select 'answer', a.chain_id, null, null, null, 'VUL-11', q.part, null, case when q.person_id is null then q.label end,
      case q.part when 'assess' then 'Assess this: can' else 'Can' end || ' the hospital live with this risk until ' || ${day(sql`a.wished_until_on`)} || '?',
      q.due_at, q.opened_at, null, null, a.id
    from work.acceptance_question q join work.acceptance a on a.id = q.acceptance_id
    where q.answer is null and a.state = case q.part when 'assess' then 'requested' else 'assessed' end and a.requested_by <> ${personId}
      and (q.person_id = ${personId} or q.team_id in (select team_id from people.team_member where person_id = ${personId}))
  union all
  select 'decide', a.chain_id, null, null, null, 'VUL-11', a.state, null, null,
      case a.state when 'revoked' then 'The acceptance was revoked; say how it goes on' else 'Accept this risk until ' || ${day(sql`a.wished_until_on`)} || ', or refuse' end,
      a.state_since + interval '3 days', a.state_since, null, null, a.id
    from work.acceptance_holder h join work.acceptance a on a.id = h.acceptance_id
    where h.person_id = ${personId} and h.letter = 'A' and h.until is null and a.requested_by <> ${personId}
      and (a.state = 'consulted' or (a.state = 'revoked' and a.seen_at is null))
  union all
  select 'do', a.chain_id, null, null, null, 'VUL-11', 'review', null, null, 'Look whether this acceptance still fits', ${endOf(sql`a.review_on`)},
      coalesce(a.reviewed_at, a.decided_at), null, null, a.id
    from work.acceptance a where a.owner_person_id = ${personId} and a.state = 'active' and a.review_on <= ${today}::date + ${AHEAD_DAYS}::int
  union all
  select 'do', a.chain_id, null, null, null, 'VUL-11', 'control', null, null, 'Look whether this is still so: ' || k.what, ${endOf(sql`k.check_on`)},
      coalesce(k.checked_at, a.decided_at), null, null, a.id
    from work.acceptance_control k join work.acceptance a on a.id = k.acceptance_id
    where k.owner_person_id = ${personId} and a.state = 'active' and k.check_on <= ${today}::date + ${AHEAD_DAYS}::int
`;

/** True of an acceptance `a` that the person asked for, owns, holds a letter in, is asked about, or keeps a control of. */
export const takesPart = (personId: PersonId): RawBuilder<boolean> => {
  const isThem = (who: string) =>
    sql`(${sql.raw(who)}.person_id = ${personId} or ${sql.raw(who)}.team_id in (select team_id from people.team_member where person_id = ${personId}))`;
  return sql<boolean>`(a.owner_person_id = ${personId} or a.requested_by = ${personId}
    or a.id in (select h.acceptance_id from work.acceptance_holder h where h.until is null and ${isThem('h')})
    or a.id in (select q.acceptance_id from work.acceptance_question q where ${isThem('q')} or q.answered_by = ${personId})
    or a.id in (select k.acceptance_id from work.acceptance_control k where k.owner_person_id = ${personId}))`;
};

/** Whether a person takes part in an acceptance of the risk of this case. */
export async function isInAcceptance(db: Db, chainId: ChainId, personId: PersonId): Promise<boolean> {
  const { rows } = await sql<{
    is: boolean;
  }>`select exists (select from work.acceptance a where a.chain_id = ${chainId} and ${takesPart(personId)}) as is`.execute(
    db,
  );
  return rows[0]?.is ?? false;
}
