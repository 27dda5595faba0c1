// Read-only measures over every room, and the daily figures that history is drawn from.
import { sql } from 'kysely';
import type { SiteId } from '../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db/pool.ts';
import { anywhere } from '../../platform/list.ts';

/** Writes today's figures of every site; run again they are replaced. */
export const recordDay = (db: Db, today: CalendarDate) =>
  sql`insert into metrics.day (on_date, site_id, risk, open_findings, immediate, out_of_cycle, scheduled, opened, closed)
    select ${today}::date, s.id, coalesce(n.risk, 0), coalesce(n.open, 0), coalesce(n.immediate, 0), coalesce(n.out_of_cycle, 0), coalesce(n.scheduled, 0),
      coalesce(m.opened, 0), coalesce(m.closed, 0)
    from people.site s
    left join (select site_id, sum(risk)::real as risk, sum(open_count)::int as open, sum(open_count) filter (where outcome = 'immediate')::int as immediate,
        sum(open_count) filter (where outcome = 'out_of_cycle')::int as out_of_cycle, sum(open_count) filter (where outcome = 'scheduled')::int as scheduled
      from risk.cohort_row where outcome is not null group by 1) n on n.site_id = s.id
    left join (select c.site_id, count(*) filter (where f.opened_at >= ${today}::date)::int as opened, count(*) filter (where f.closed_at >= ${today}::date)::int as closed
      from findings.finding f join findings.cohort c on c.id = f.cohort_id
      where f.opened_at >= ${today}::date or f.closed_at >= ${today}::date group by 1) m on m.site_id = s.id
    on conflict (on_date, site_id) do update set risk = excluded.risk, open_findings = excluded.open_findings, immediate = excluded.immediate,
      out_of_cycle = excluded.out_of_cycle, scheduled = excluded.scheduled, opened = excluded.opened, closed = excluded.closed`.execute(
    db,
  );

const atSite = (site: SiteId | undefined, column = 'site_id') =>
  site ? sql`${sql.raw(column)} = ${site}` : sql`true`;

export async function burnDown(db: Db, from: CalendarDate, site: SiteId | undefined) {
  const { rows } = await sql<{
    on: CalendarDate;
    risk: number;
    openFindings: number;
  }>`select on_date::text as on, sum(risk)::float8 as risk, sum(open_findings)::int as "openFindings"
    from metrics.day where on_date >= ${from}::date and ${atSite(site)} group by 1 order by 1`.execute(db);
  return rows;
}

/** Hours that cases spent in each party's court since `from`, and how many cases. */
export async function courtTime(db: Db, from: Instant, now: Instant, site: SiteId | undefined) {
  const { rows } = await sql<{
    party: string;
    role: string | null;
    hours: number;
    cases: number;
  }>`select coalesce(k.role, k.kind) as party, k.role,
      (sum(extract(epoch from least(coalesce(k.to_at, ${now}::timestamptz), ${now}::timestamptz) - greatest(k.from_at, ${from}::timestamptz))) / 3600)::float8 as hours,
      count(distinct k.chain_id)::int as cases
    from work.court k join work.chain c on c.id = k.chain_id
    where (k.to_at is null or k.to_at > ${from}::timestamptz) and k.from_at < ${now}::timestamptz and ${atSite(site, 'c.site_id')}
    group by 1, 2 order by 3 desc`.execute(db);
  return rows;
}

export async function week(db: Db, from: CalendarDate, fromAt: Instant, site: SiteId | undefined) {
  const { rows: days } = await sql<{
    opened: number;
    closed: number;
  }>`select coalesce(sum(opened), 0)::int as opened, coalesce(sum(closed), 0)::int as closed
    from metrics.day where on_date > ${from}::date and ${atSite(site)}`.execute(db);
  const { rows: cases } = await sql<{
    opened: number;
    closed: number;
  }>`select count(*) filter (where opened_at >= ${fromAt})::int as opened,
      count(*) filter (where closed_at >= ${fromAt} and state = 'closed')::int as closed
    from work.chain where (opened_at >= ${fromAt} or closed_at >= ${fromAt}) and ${atSite(site)}`.execute(db);
  const { rows: raised } = await sql<{
    n: number;
  }>`select coalesce(sum((body->>'raisedToImmediate')::int), 0)::int as n from platform.ledger_event
    where verb = 'risk.decided' and at >= ${fromAt}`.execute(db);
  return {
    opened: days[0]?.opened ?? 0,
    closed: days[0]?.closed ?? 0,
    newCases: cases[0]?.opened ?? 0,
    closedCases: cases[0]?.closed ?? 0,
    becameImmediate: raised[0]?.n ?? 0,
  };
}

export async function sla(db: Db, from: Instant, now: Instant, site: SiteId | undefined) {
  const { rows } = await sql<{ inTime: number; closed: number; overdueOpen: number }>`select
      count(*) filter (where state = 'closed' and closed_at >= ${from} and closed_at <= due_at)::int as "inTime",
      count(*) filter (where state = 'closed' and closed_at >= ${from})::int as closed,
      count(*) filter (where state = 'open' and acceptance_id is null and due_at < coalesce(paused_at, ${now}))::int as "overdueOpen"
    from work.chain where (state = 'open' or closed_at >= ${from}) and ${atSite(site)}`.execute(db);
  return rows[0] ?? { inTime: 0, closed: 0, overdueOpen: 0 };
}

export async function byOutcome(db: Db, site: SiteId | undefined) {
  const { rows } = await sql<{
    outcome: string;
    cohorts: number;
    findings: number;
  }>`select outcome, sum(n)::int as cohorts, sum(findings)::int as findings from risk.cohort_tally
    where outcome is not null and ${atSite(site)} group by 1 having sum(n) <> 0
    order by case outcome when 'immediate' then 1 when 'out_of_cycle' then 2 when 'scheduled' then 3 else 4 end`.execute(
    db,
  );
  return rows;
}

/** What stands still: decisions and signatures by whom they wait for, questions about to lapse, cases over their time. */
export async function waiting(db: Db, personId: number | null, now: Instant, soon: Instant) {
  const { rows } = await sql<{
    mine: number;
    mineSince: Instant | null;
    others: number;
    othersSince: Instant | null;
    lapsing: number;
    outside: number;
    outsideSince: Instant | null;
  }>`
    select count(*) filter (where o.state in ('decide', 'sign_off') and o.court_person_id = ${personId})::int as mine,
      min(o.state_since) filter (where o.state in ('decide', 'sign_off') and o.court_person_id = ${personId}) as "mineSince",
      count(*) filter (where o.state in ('decide', 'sign_off') and o.court_person_id is distinct from ${personId})::int as others,
      min(o.state_since) filter (where o.state in ('decide', 'sign_off') and o.court_person_id is distinct from ${personId}) as "othersSince",
      (select count(*)::int from work.gate g join work.obligation q on q.id = g.obligation_id join work.chain on chain.id = q.chain_id
        where chain.acceptance_id is null and g.answer is null and g.due_at between ${now} and ${soon}) as lapsing,
      count(*) filter (where o.court_kind = 'outside')::int as outside, min(o.court_since) filter (where o.court_kind = 'outside') as "outsideSince"
    from work.obligation o join work.chain c on c.id = o.chain_id where c.state = 'open' and o.state not in ('upcoming', 'closed', 'withdrawn')`.execute(
    db,
  );
  return rows[0];
}

export async function unknownVersions(
  db: Db,
  site: SiteId | undefined,
): Promise<{ devices: number; asked: string | null }> {
  const { rows } = await sql<{ devices: number; asked: string | null }>`select
      (select count(*)::int from inventory.device where software_version is null and status not in ('retired', 'disposed') and networked <> 'no' and ${atSite(site)}) as devices,
      (select string_agg(distinct o.court_label, ', ') from work.obligation o join work.chain c on c.id = o.chain_id
        where o.activity_id = 'INV-3' and c.state = 'open' and o.state not in ('closed', 'withdrawn') and o.court_label <> '' and ${atSite(site, 'c.site_id')}) as asked`.execute(
    db,
  );
  return rows[0] ?? { devices: 0, asked: null };
}

export type Hit = {
  kind: 'device' | 'case' | 'person' | 'cve' | 'remedy';
  id: string;
  label: string;
  detail: string | null;
};

/** The first few of everything that holds these letters. `kinds` are those the person may see. */
export async function search(db: Db, q: string, kinds: ReadonlySet<Hit['kind']>): Promise<Hit[]> {
  const like = anywhere(q.toLowerCase());
  const caseId = Number(/^w-?(\d{1,9})$/i.exec(q)?.[1] ?? 0);
  const parts = [
    kinds.has('case') &&
      sql`(select 'case' as kind, c.id::text as id, 'W-' || c.id as label, c.sentence as detail, 1 as place from work.chain c where c.id = ${caseId} or c.sentence ilike ${like}
        order by (c.id = ${caseId}) desc, (c.state = 'open') desc, c.id desc limit 5)`,
    kinds.has('device') &&
      sql`(select 'device', d.id::text, d.manufacturer || ' ' || d.model, concat_ws(', ', 'tag ' || d.tag, 'serial ' || d.serial, d.location), 2 from inventory.device d where d.search ilike ${like} limit 6)`,
    kinds.has('remedy') &&
      sql`(select 'remedy', r.id::text, r.sentence, null, 3 from risk.remedy r where r.state = 'open' and r.sentence ilike ${like} order by r.risk desc limit 4)`,
    kinds.has('cve') &&
      sql`(select 'cve', v.cve, v.cve, v.title, 4 from intel.vulnerability v where v.cve like ${`${q.toUpperCase().replace(/[\\%_]/g, '')}%`} order by v.cve desc limit 4)`,
    kinds.has('person') &&
      sql`(select 'person', p.id::text, p.name, p.title, 5 from people.person p where p.name ilike ${like} order by p.name limit 4)`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return [];
  const { rows } =
    await sql<Hit>`select kind, id, label, detail from (${sql.join(parts, sql` union all `)}) hits order by place`.execute(
      db,
    );
  return rows;
}
