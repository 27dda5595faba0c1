// What waits for one person: four groups in one query, most urgent first.
import { sql } from 'kysely';
import type { AcceptanceId, ChainId, GateId, NoticeId, ObligationId, PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { ofAcceptances, takesPart } from './my-acceptances.ts';
import { type NewNotice, nagging } from './notices.ts';

export type ItemRow = {
  grp: 'decide' | 'do' | 'answer' | 'read';
  chainId: ChainId;
  obligationId: ObligationId | null;
  gateId: GateId | null;
  noticeId: NoticeId | null;
  acceptanceId: AcceptanceId | null;
  activityId: string | null;
  state: string | null;
  /** Of the step; null where the row is about none. */
  version: number | null;
  claimedBy: PersonId | null;
  team: string | null;
  text: string;
  dueAt: Instant | null;
  at: Instant;
  attention: string[] | null;
  kind: NewNotice['kind'] | null;
};

/** What a person may act on; their teams count where nobody has taken the work. Cases that stand still ask nothing. */
const ofCases = (personId: PersonId) => sql`
  select 'decide' as grp, o.chain_id, o.id as obligation_id, null::int as gate_id, null::int as notice_id, o.activity_id, o.state,
      o.claimed_by, null::text as team, o.ask as text, o.due_at, o.state_since as at, o.attention, null::text as kind, null::int as acceptance_id
    from work.holder h join work.obligation o on o.id = h.obligation_id join work.chain c on c.id = o.chain_id and c.acceptance_id is null
    where h.person_id = ${personId} and h.letter = 'A' and h.until is null and o.state in ('decide', 'sign_off')
  union all
  select distinct on (o.id) 'do', o.chain_id, o.id, null, null, o.activity_id, o.state, o.claimed_by,
      case when h.person_id is null and o.claimed_by is null and o.offer is null then h.label end, o.ask, coalesce(o.party_due_at, o.due_at), o.state_since, o.attention, null, null
    from work.holder h join work.obligation o on o.id = h.obligation_id join work.chain c on c.id = o.chain_id and c.acceptance_id is null
    where h.letter = 'R' and h.until is null and o.state in ('do', 'verify')
      and (o.claimed_by = ${personId} or (o.offer ->> 'to')::int = ${personId} or (o.claimed_by is null and o.offer is null and (h.person_id = ${personId}
        or h.team_id in (select team_id from people.team_member where person_id = ${personId}))))
  union all
  select 'answer', o.chain_id, o.id, g.id, null, o.activity_id, o.state, o.claimed_by,
      case when g.person_id is null then g.label end, g.question, g.due_at, g.opened_at, o.attention, null, null
    from work.gate g join work.obligation o on o.id = g.obligation_id join work.chain c on c.id = o.chain_id and c.acceptance_id is null
    where g.answer is null and o.state in ('consult', 'decide')
      and (g.person_id = ${personId} or g.team_id in (select team_id from people.team_member where person_id = ${personId}))
`;

const own = ({ personId, today }: Viewer) =>
  sql`${ofCases(personId)} union all ${ofAcceptances(personId, today)}`;

/** For whom: whether they read all work, and what day it is. */
export type Viewer = {
  readonly personId: PersonId;
  readonly readsAll: boolean;
  readonly today: CalendarDate;
};

/** Everything that waits for a person, as the relation `w`. Whoever does not read all work is told only of cases they take
 *  part in, also where they were told before. Of what they were told to press, only what is still so: the
 *  newest word on a step that has not moved since and that they cannot act on themselves; the rest is in the case. */
const waiting = ({
  personId,
  readsAll,
  today,
}: Viewer) => sql`own as materialized (${own({ personId, readsAll, today })}),
  mine as (select o.chain_id from work.holder h join work.obligation o on o.id = h.obligation_id where h.until is null
    and (h.person_id = ${personId} or h.team_id in (select team_id from people.team_member where person_id = ${personId}))
    union select chain_id from work.acceptance a where ${takesPart(personId)}),
  told as (
    select distinct on (case when n.kind in ${nagging} then -n.obligation_id else n.id end) n.*, o.activity_id, o.state, o.claimed_by
    from work.notice n left join work.obligation o on o.id = n.obligation_id
    where n.person_id = ${personId} and n.acknowledged_at is null and (${readsAll} or n.chain_id in (select chain_id from mine))
      and not (n.kind = 'asked' and n.obligation_id in (select obligation_id from own where obligation_id is not null)) and (n.kind not in ${nagging}
      or (o.state not in ('upcoming', 'closed', 'withdrawn') and o.state_since <= n.created_at and o.id not in (select obligation_id from own where obligation_id is not null)))
    order by case when n.kind in ${nagging} then -n.obligation_id else n.id end, n.id desc),
  w as (select * from own union all
    select 'read', chain_id, obligation_id, null, id, activity_id, state, claimed_by, null, text, null, created_at, null, kind, acceptance_id from told)`;

export type WorkRow = ItemRow & {
  sentence: string;
  outcome: 'scheduled' | 'out_of_cycle' | 'immediate';
  site: string;
  devicesDone: number;
  devicesTotal: number;
  wards: string[];
  next: string | null;
  openGates: number;
  /** Who had to answer and did not in time. */
  silent: string[];
  courtLabel: string | null;
  courtSince: Instant | null;
  /** What is needed, where it was handed to them and they have not taken it. */
  needed: string | null;
  handedBy: string | null;
  /** How many items its group has in all. */
  ofGroup: number;
};

/** The first `limit` items of each group, by due time, with what a row shows. */
export async function items(db: Db, viewer: Viewer, limit: number): Promise<WorkRow[]> {
  const { rows } = await sql<WorkRow>`with ${waiting(viewer)},
      ranked as (select *, row_number() over (partition by grp order by due_at nulls last,
        case grp when 'read' then -1 else 1 end * extract(epoch from at), chain_id) as rank,
        count(*) over (partition by grp)::int as of_group from w)
    select r.grp, r.chain_id as "chainId", r.obligation_id as "obligationId", r.gate_id as "gateId", r.notice_id as "noticeId",
      r.activity_id as "activityId", r.state, r.claimed_by as "claimedBy", r.team, r.text, r.due_at as "dueAt", r.at, r.attention, r.kind, r.acceptance_id as "acceptanceId",
      c.sentence, c.outcome, s.name as site,
      coalesce(d.done, 0) as "devicesDone", coalesce(d.total, 0) as "devicesTotal", 
      array(select w.name from unnest(c.ward_ids[1:3]) with ordinality as at(ward_id, place) join people.ward w on w.id = at.ward_id
        order by at.place) as wards,
      (select n.activity_id from work.obligation n where n.chain_id = c.id and not n.is_beside and n.state = 'upcoming' order by n.position limit 1) as next,
      (select count(*)::int from work.gate g where g.obligation_id = r.obligation_id and g.answer is null) as "openGates",
      array(select g.label from work.gate g where g.obligation_id = r.obligation_id and g.answer = 'lapsed' and g.silence = 'escalate') as silent,
      court.court_label as "courtLabel", court.court_since as "courtSince", court.version, court.offer ->> 'needed' as needed,
      (select p.name from people.person p where p.id = (court.offer ->> 'by')::int) as "handedBy", r.of_group as "ofGroup"
    from ranked r join work.chain c on c.id = r.chain_id join people.site s on s.id = c.site_id
    left join work.obligation court on court.id = r.obligation_id
    left join lateral (
      select count(*) filter (where cd.outcome not in ('to_do', 'in_use', 'could_not_locate', 'deferred'))::int as done, count(*)::int as total
      from work.chain_device cd where cd.chain_id = c.id) d on true
    where r.rank <= ${limit}
    order by case r.grp when 'decide' then 1 when 'do' then 2 when 'answer' then 3 else 4 end, r.rank`.execute(
    db,
  );
  return rows;
}

/** Until when a person is away today, and who stands in; undefined while they are here. */
export async function away(db: Db, personId: PersonId, today: CalendarDate) {
  return db
    .selectFrom('people.absence as a')
    .leftJoin('people.person as d', 'd.id', 'a.deputyPersonId')
    .select(['a.toOn as untilOn', 'd.name as deputy'])
    .where('a.personId', '=', personId)
    .where('a.fromOn', '<=', today)
    .where('a.toOn', '>=', today)
    .orderBy('a.toOn', 'desc')
    .executeTakeFirst();
}

/** Who has the ball in open cases a person takes part in. */
export async function elsewhere(db: Db, personId: PersonId): Promise<{ label: string; count: number }[]> {
  const { rows } = await sql<{
    label: string;
    count: number;
  }>`select o.court_label as label, count(distinct o.chain_id)::int as count
    from work.obligation o where o.state not in ('upcoming', 'closed', 'withdrawn') and o.court_label <> ''
      and o.court_person_id is distinct from ${personId}
      and o.chain_id in (select mine.chain_id from work.holder h join work.obligation mine on mine.id = h.obligation_id
        where h.person_id = ${personId} and h.until is null)
    group by 1 order by 2 desc, 1 limit 8`.execute(db);
  return rows;
}
