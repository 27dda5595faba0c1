// The accounting of hand-offs in SQL: stays of the ball, work handed back, and what was asked of whom. Each relation is made
// here once, and both the sums and the lists of cases behind them are read from it: so a number and its list agree.
import { type RawBuilder, sql } from 'kysely';
import type { ChainId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { Calendar } from '../../raci/index.ts';
import type { AccountBy, AccountScope, Counted } from '../rules/counted.ts';

type Sql = RawBuilder<unknown>;
/** Under which clock: until when open stays count, and the calendar of cases that have none of their own. */
export type Until = { readonly now: Instant; readonly calendar: Calendar | null };

const monthFrom = (month: string | undefined): Sql =>
  month === undefined
    ? sql`null::timestamptz`
    : sql`(${`${month}-01`}::date::timestamp at time zone s.timezone)`;
const monthUntil = (month: string | undefined): Sql =>
  month === undefined
    ? sql`null::timestamptz`
    : sql`((${`${month}-01`}::date + interval '1 month') at time zone s.timezone)`;

/** Narrows by what the chain, its site and the step say. */
const within = (scope: AccountScope, party: Sql): Sql =>
  sql.join(
    [
      sql`true`,
      ...(scope.siteId === undefined ? [] : [sql`c.site_id = ${scope.siteId}`]),
      ...(scope.activity === undefined ? [] : [sql`o.activity_id = ${scope.activity}`]),
      ...(scope.party === undefined ? [] : [sql`${party} = ${scope.party}`]),
    ],
    sql` and `,
  );
const inMonth = (at: Sql, month: string | undefined): Sql =>
  month === undefined ? sql`true` : sql`${at} >= ${monthFrom(month)} and ${at} < ${monthUntil(month)}`;

const partyOfStay = sql`coalesce(k.role, k.kind)`;

/** Stays of the ball, cut to the month and to the life of the case; those of no length are none. */
export function stays(scope: AccountScope, { now, calendar }: Until): Sql {
  const [from, until] = [monthFrom(scope.month), monthUntil(scope.month)];
  const own = sql`coalesce(nullif(c.clock->'count', 'null'::jsonb), nullif(c.clock->'remind', 'null'::jsonb),
    ${calendar === null ? null : JSON.stringify(calendar)}::jsonb)`;
  return sql`select * from (
    select k.chain_id, k.obligation_id, ${partyOfStay} as party, o.activity_id, o.is_beside, c.site_id, s.timezone, k.paused_for is not null as is_paused,
      ${own} as calendar, greatest(k.from_at, ${from}) as from_at,
      least(coalesce(k.to_at, ${now}::timestamptz), coalesce(c.closed_at, ${now}::timestamptz), ${now}::timestamptz, ${until}) as to_at,
      k.to_at is null and c.state = 'open' and coalesce(${until} >= ${now}::timestamptz, true) as is_still
    from work.court k join work.obligation o on o.id = k.obligation_id join work.chain c on c.id = k.chain_id join people.site s on s.id = c.site_id
    where ${within(scope, partyOfStay)}
      ${scope.month === undefined ? sql`` : sql`and k.from_at < ${until} and (k.to_at is null or k.to_at > ${from})`}) stay
    where to_at > from_at`;
}

/** Work that somebody gave back, or a check that sent it back, by the role of whoever did. */
export function handBacks(scope: AccountScope): Sql {
  const party = sql`(select h.role from work.holder h
    where h.obligation_id = o.id and h.since <= e.at and h.letter = case when e.body->>'from' = 'do' then 'R' else 'A' end
    order by (h.person_id is not distinct from e.actor_person_id or h.team_id in (select team_id from people.team_member where person_id = e.actor_person_id)) desc nulls last,
      coalesce(h.until, 'infinity') >= e.at desc, h.id limit 1)`;
  return sql`select e.seq, e.at, e.actor, o.chain_id, o.id as obligation_id, o.activity_id, c.site_id, s.timezone, e.body->>'reason' as reason, p.party
    from platform.ledger_event e join work.obligation o on o.id = e.subject_id join work.chain c on c.id = o.chain_id
    join people.site s on s.id = c.site_id cross join lateral (select coalesce(${party}, 'nobody') as party) p
    where e.verb in ('work.returned', 'work.stepped_back', 'work.handed_back') and e.subject_kind = 'obligation'
      and ${within(scope, sql`p.party`)} and ${inMonth(sql`e.at`, scope.month)}`;
}

/** What somebody does who was asked: the first of these is their response. */
const responses = sql`('work.work_started', 'work.devices_reported', 'work.answer_corrected', 'work.devices_checked', 'work.work_done', 'work.waiting',
  'work.decided_proceed', 'work.asked_again', 'work.decided_stop', 'work.signed', 'work.returned', 'work.stepped_back', 'work.handed_back')`;

/** Turns of a party on a step: stays that follow one another without a pause, as when one of a team takes the work. With a month
 *  those that end in it or later; of one that began before, enough is read to see that it did. */
function turns(month: string | undefined): Sql {
  const isLater =
    month === undefined
      ? sql`true`
      : sql`(k.to_at is null or k.to_at > ${`${month}-01`}::date::timestamptz - interval '1 day')`;
  return sql`select obligation_id, party, n, min(from_at) as asked_at, max(coalesce(to_at, 'infinity')) as until_at
    from (
      select *, sum(is_new) over (partition by obligation_id order by from_at, id) as n from (
        select k.id, k.obligation_id, k.from_at, k.to_at, k.paused_for, ${partyOfStay} as party,
          case when lag(${partyOfStay}) over w = ${partyOfStay} and lag(k.paused_for) over w is null and k.paused_for is null
            and lag(k.to_at) over w >= k.from_at - interval '1 second' then 0 else 1 end as is_new
        from work.court k
        where ${isLater}
        window w as (partition by k.obligation_id order by k.from_at, k.id)) marked) numbered
    where paused_for is null group by 1, 2, 3`;
}

/** What was asked of each party and when they first responded: questions put to them, and turns in which the ball was theirs.
 *  The act that brought a turn is not its response: it is noted in the same second. Waits while the clock stands still ask nobody. */
export function asks(scope: AccountScope, { now }: Until): Sql {
  const outer = sql`c.site_id, s.timezone, o.activity_id`;
  const joined = sql`join work.chain c on c.id = o.chain_id join people.site s on s.id = c.site_id`;
  const isOver = sql`(c.state <> 'open' or o.state in ('closed', 'withdrawn'))`;
  return sql`select o.chain_id, o.id as obligation_id, g.role as party, ${outer}, g.opened_at as asked_at,
      case when g.answer in ('yes', 'yes_with_conditions', 'no') then g.answered_at end as answered_at, g.answer is null and not ${isOver} as waits
    from work.gate g join work.obligation o on o.id = g.obligation_id ${joined}
    where ${within(scope, sql`g.role`)} and ${inMonth(sql`g.opened_at`, scope.month)}
    union all
    select o.chain_id, o.id, t.party, ${outer}, t.asked_at, t.responded_at, t.responded_at is null and t.until_at = 'infinity' and not ${isOver}
    from (
      select t.obligation_id, t.party, t.asked_at, t.until_at, min(e.at) as responded_at
      from (${turns(scope.month)}) t left join platform.ledger_event e on e.subject_kind = 'obligation' and e.subject_id = t.obligation_id
        and e.actor_person_id is not null and e.verb in ${responses}
        and e.at > t.asked_at + interval '1 second' and e.at <= least(t.until_at, ${now}::timestamptz) + interval '1 second'
      group by t.obligation_id, t.party, t.asked_at, t.until_at, t.n) t
    join work.obligation o on o.id = t.obligation_id ${joined}
    where ${within(scope, sql`t.party`)} and ${inMonth(sql`t.asked_at`, scope.month)}
      and not exists (select 1 from work.gate g where g.obligation_id = t.obligation_id and g.role = t.party
        and g.opened_at <= t.asked_at + interval '1 second' and coalesce(g.answered_at, 'infinity') >= t.asked_at)`;
}

/** Cases that were with nobody for ten minutes or more in all, and for how many seconds. Only whole cases can be looked at. */
export function unheld(scope: AccountScope, until: Until): Sql {
  const { now } = until;
  const whole = { siteId: scope.siteId, month: scope.month };
  return sql`select chain_id, (lived - held)::float8 as seconds from (
    select c.id as chain_id, date_part('epoch', least(coalesce(c.closed_at, ${now}::timestamptz), ${now}::timestamptz, ${monthUntil(scope.month)})
        - greatest(c.opened_at, ${monthFrom(scope.month)})) as lived,
      coalesce(sum(date_part('epoch', k.to_at - k.from_at)) filter (where not k.is_beside), 0) as held
    from work.chain c join people.site s on s.id = c.site_id left join (${stays(whole, until)}) k on k.chain_id = c.id
    where ${scope.siteId === undefined ? sql`true` : sql`c.site_id = ${scope.siteId}`} group by c.id, s.timezone) life
    where lived - held >= 600`;
}

function countedOf(what: Counted, scope: AccountScope, until: Until): Sql {
  switch (what) {
    case 'held':
      return stays(scope, until);
    case 'still':
      return sql`select * from (${stays(scope, until)}) held where is_still`;
    case 'handed_back':
      return handBacks(scope);
    case 'asked':
      return asks(scope, until);
    case 'answered':
      return sql`select * from (${asks(scope, until)}) asked where answered_at is not null`;
    case 'unanswered':
      return sql`select * from (${asks(scope, until)}) asked where waits`;
    case 'unheld':
      return unheld(scope, until);
  }
}
/** The cases behind a number. */
export async function countedChains(
  db: Db,
  what: Counted,
  scope: AccountScope,
  now: Instant,
): Promise<ChainId[]> {
  // Which cases they are does not depend on when people work.
  const { rows } = await sql<{
    id: ChainId;
  }>`select distinct chain_id as id from (${countedOf(what, scope, { now, calendar: null })}) one order by 1`.execute(
    db,
  );
  return rows.map((r) => r.id);
}

/** The key of a group, of the relation `one`; never null, which stands for all together. */
const groupOf = (by: AccountBy, at: Sql): Sql =>
  ({
    party: sql`one.party`,
    activity: sql`one.activity_id`,
    site: sql`one.site_id::text`,
    month: sql`to_char(${at} at time zone one.timezone, 'YYYY-MM')`,
  })[by];

/** A stay that lasts over the end of a month counts in each for its part. */
const byMonth = (
  stay: Sql,
): Sql => sql`select stay.chain_id, party, activity_id, is_beside, site_id, timezone, is_paused, calendar,
    greatest(from_at, m at time zone timezone) as from_at, least(to_at, (m + interval '1 month') at time zone timezone) as to_at,
    is_still and m + interval '1 month' > to_at at time zone timezone as is_still
  from (${stay}) stay cross join lateral generate_series(date_trunc('month', from_at at time zone timezone),
    to_at at time zone timezone - interval '1 microsecond', interval '1 month') m`;

/** `key` null: all together. */
export type HeldRow = {
  key: string | null;
  cases: number;
  still: number;
  worked: number;
  off: number;
  unsplit: number;
  paused: number;
  beside: number;
  median: number;
  p90: number;
};

/** Time in court by group, and all together, in seconds, with the middle and the slowest tenth over cases. Working hours are looked up in a table
 *  of days: hours before the day, and those of the day so far. */
export async function held(db: Db, by: AccountBy, scope: AccountScope, until: Until): Promise<HeldRow[]> {
  const base = stays(scope, until);
  const worked = (at: Sql, day: string) =>
    sql`${sql.id(day)}.before + case when ${sql.id(day)}.is_open
      then greatest(0, date_part('epoch', least(${at}, ${sql.id(day)}.closes) - ${sql.id(day)}.opens)) else 0 end`;
  const { rows } = await sql<HeldRow>`with stay as materialized (${by === 'month' ? byMonth(base) : base}),
    hours as materialized (select row_number() over () as id, calendar, timezone, min(from_at) as first, max(to_at) as last
      from stay where calendar is not null group by calendar, timezone),
    day as materialized (
      select id, on_date, opens, closes, is_open, coalesce(sum(case when is_open then date_part('epoch', closes - opens) else 0 end)
        over (partition by id order by on_date rows between unbounded preceding and 1 preceding), 0) as before
      from (select id, d::date as on_date, (d::date + (calendar->>'from')::time) at time zone timezone as opens,
          (d::date + (calendar->>'until')::time) at time zone timezone as closes,
          calendar->'days' @> to_jsonb(extract(isodow from d)::int) and not calendar->'holidays' @> to_jsonb(d::date::text) as is_open
        from hours cross join lateral generate_series((first at time zone timezone)::date::timestamp, (last at time zone timezone)::date, interval '1 day') d) each),
    timed as (
      select one.chain_id, ${groupOf(by, sql`one.from_at`)} as key, one.is_beside, one.is_paused, one.is_still,
        date_part('epoch', one.to_at - one.from_at) as took, ${worked(sql`one.to_at`, 'b')} - (${worked(sql`one.from_at`, 'a')}) as worked
      from stay one left join hours h on h.calendar = one.calendar and h.timezone = one.timezone
      left join day a on a.id = h.id and a.on_date = (one.from_at at time zone one.timezone)::date
      left join day b on b.id = h.id and b.on_date = (one.to_at at time zone one.timezone)::date),
    of_case as (
      select key, chain_id, bool_or(is_still) as is_still, sum(took) as took,
        sum(worked) filter (where runs and worked is not null) as worked, sum(took - worked) filter (where runs and worked is not null) as off,
        sum(took) filter (where runs and worked is null) as unsplit,
        sum(took) filter (where is_paused and not is_beside) as paused, sum(took) filter (where is_beside) as beside
      from (select *, not is_beside and not is_paused as runs from timed) timed group by grouping sets ((key, chain_id), (chain_id)))
    select key, count(*)::int as cases, count(*) filter (where is_still)::int as still, coalesce(sum(worked), 0)::float8 as worked,
      coalesce(sum(off), 0)::float8 as off, coalesce(sum(unsplit), 0)::float8 as unsplit, coalesce(sum(paused), 0)::float8 as paused,
      coalesce(sum(beside), 0)::float8 as beside, percentile_cont(0.5) within group (order by took)::float8 as median,
      percentile_cont(0.9) within group (order by took)::float8 as p90
    from of_case group by key`.execute(db);
  return rows;
}

export type BackRow = { key: string | null; times: number; cases: number };
/** Work handed back by group, and all together. */
export async function handedBack(db: Db, by: AccountBy, scope: AccountScope): Promise<BackRow[]> {
  const { rows } =
    await sql<BackRow>`select key, count(*)::int as times, count(distinct chain_id)::int as cases
    from (select one.*, ${groupOf(by, sql`one.at`)} as key from (${handBacks(scope)}) one) one group by grouping sets ((key), ())`.execute(
      db,
    );
  return rows;
}

export type AskedRow = {
  key: string | null;
  times: number;
  cases: number;
  answered: number;
  answeredCases: number;
  waiting: number;
  waitingCases: number;
  oldestAt: Instant | null;
  median: number | null;
  p90: number | null;
};
/** First responses by group, and all together, in seconds over those that came. */
export async function asked(db: Db, by: AccountBy, scope: AccountScope, until: Until): Promise<AskedRow[]> {
  const took = sql`date_part('epoch', answered_at - asked_at)`;
  const { rows } =
    await sql<AskedRow>`select key, count(*)::int as times, count(distinct chain_id)::int as cases, count(answered_at)::int as answered,
      count(distinct chain_id) filter (where answered_at is not null)::int as "answeredCases", count(*) filter (where waits)::int as waiting,
      count(distinct chain_id) filter (where waits)::int as "waitingCases", min(asked_at) filter (where waits) as "oldestAt",
      (percentile_cont(0.5) within group (order by ${took}) filter (where answered_at is not null))::float8 as median,
      (percentile_cont(0.9) within group (order by ${took}) filter (where answered_at is not null))::float8 as p90
    from (select one.*, ${groupOf(by, sql`one.asked_at`)} as key from (${asks(scope, until)}) one) one group by grouping sets ((key), ())`.execute(
      db,
    );
  return rows;
}

/** How long cases were with nobody, in seconds, and how many. */
export async function withNobody(db: Db, scope: AccountScope, until: Until) {
  const { rows } = await sql<{
    cases: number;
    seconds: number;
  }>`select count(*)::int as cases, coalesce(sum(seconds), 0)::float8 as seconds
    from (${unheld(scope, until)}) unheld`.execute(db);
  return rows[0] ?? { cases: 0, seconds: 0 };
}

export type HandBackRow = {
  seq: bigint;
  at: Instant;
  actor: string;
  chainId: ChainId;
  sentence: string;
  activityId: string;
  party: string;
  reason: string | null;
};
/** Work that came back, newest first, after `before`. */
export async function handBackList(
  db: Db,
  scope: AccountScope,
  { before, limit }: { before: bigint | null; limit: number },
): Promise<HandBackRow[]> {
  const { rows } =
    await sql<HandBackRow>`select seq, at, actor, chain_id as "chainId", activity_id as "activityId", party, reason,
      (select sentence from work.chain where id = chain_id) as sentence
    from (${handBacks(scope)}) back where ${before === null ? sql`true` : sql`seq < ${before}`} order by seq desc limit ${limit}`.execute(
      db,
    );
  return rows;
}

/** Months in which there were cases, newest first (`YYYY-MM`); the steps and parties that ever had the ball. */
export async function choices(db: Db, now: Instant) {
  const { rows } = await sql<{ months: string[]; activities: string[]; parties: string[] }>`select
    coalesce((select array_agg(to_char(m, 'YYYY-MM') order by m desc)
      from generate_series(date_trunc('month', (select min(opened_at) from work.chain)), ${now}::timestamptz, interval '1 month') m), '{}') as months,
    coalesce((select array_agg(distinct activity_id) from work.obligation), '{}') as activities,
    coalesce((select array_agg(distinct ${partyOfStay}) from work.court k), '{}') as parties`.execute(db);
  return rows[0] ?? { months: [], activities: [], parties: [] };
}
