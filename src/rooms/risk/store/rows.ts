// The narrow rows that lists are read from (migration 0010): the risk of each device, and each cohort with its joined columns.
// Settling alone writes here, under its lock, for the groups that it found changed.
import { sql } from 'kysely';
import type { Db } from '../../../platform/db/pool.ts';
import { these, type Written } from './assess.ts';

/** From how many changed rows on the planner's statistics are of another table. */
const MANY = 1000;

/**
 * Recounts the risk of every device of these groups, and of those that became another product-version since they were counted.
 * @source domain reference 5.1: 100(1 - prod(1 - risk/100))
 */
export async function recountDevices(db: Db, groups: readonly Written[]): Promise<void> {
  // Gathered into a table that the planner is told of: it takes the devices of a list of groups for a handful, and would go
  // through all of them once for each.
  await sql`create temp table recounted on commit drop as
    with mine as materialized (
      select d.id as device_id, d.profile_id from inventory.device d join ${these(groups)} using (site_id, manufacturer, model)
      union select device_id, profile_id from risk.device_row where outcome is not null and counted_profile_id <> profile_id)
    select device_id, (array['defer', 'scheduled', 'out_of_cycle', 'immediate'])[max(rank)] as outcome,
      count(*) filter (where status = 'affected')::int as affected, count(*) filter (where status = 'possible')::int as possible,
      (100 * (1 - exp(sum(ln(greatest(1 - least(risk, 99.999) / 100, 0.00001))) filter (where rank is not null))))::real as risk,
      case when max(rank) is not null then max(profile_id) end as profile_id
    from (select device_id, profile_id, null::int as rank, null as status, null::double precision as risk from mine
      union all
      select mine.device_id, mine.profile_id, case x.outcome when 'immediate' then 4 when 'out_of_cycle' then 3 when 'scheduled' then 2 else 1 end,
        m.status, x.risk
      from mine join findings.finding f on f.device_id = mine.device_id and f.state = 'open' join findings.cohort c on c.id = f.cohort_id
      join findings.match m on m.id = c.match_id join risk.decision x on x.cohort_id = c.id) said
    group by 1`.execute(db);
  await sql`analyze recounted`.execute(db);
  const { numAffectedRows } = await sql`with
    -- By id, as the triggers that copy devices do: an import and a settling never wait for each other in a circle.
    locked as materialized (
      select r.device_id from risk.device_row r join recounted n using (device_id)
      where (r.outcome, r.affected_count, r.possible_count, r.risk, r.counted_profile_id)
        is distinct from (n.outcome, n.affected, n.possible, n.risk, n.profile_id)
      order by r.device_id for no key update of r)
    update risk.device_row r set outcome = n.outcome, affected_count = n.affected, possible_count = n.possible, risk = n.risk,
      counted_profile_id = n.profile_id
    from locked join recounted n using (device_id) where r.device_id = n.device_id`.execute(db);
  await sql`drop table recounted`.execute(db);
  if (Number(numAffectedRows ?? 0n) > MANY) await sql`analyze risk.device_row`.execute(db);
}

/** Brings the rows of these groups' cohorts in line with matches, decisions, remedies and vulnerabilities. */
export async function refreshCohorts(db: Db, groups: readonly Written[]): Promise<void> {
  if (groups.length === 0) return;
  await sql`delete from risk.cohort_row r using ${these(groups)}
    where r.site_id = g.site_id and r.manufacturer = g.manufacturer and r.model = g.model
      and not exists (select from findings.cohort c where c.id = r.cohort_id and c.open_count > 0)`.execute(
    db,
  );
  const { numAffectedRows } =
    await sql`insert into risk.cohort_row as r (cohort_id, site_id, cve, manufacturer, model, software_version, status, is_kev, epss, cvss,
      outcome, remedy_id, open_count, risk)
    select s.cohort_id, s.site_id, s.cve, s.manufacturer, s.model, s.software_version, s.status, s.is_kev, s.epss, s.cvss,
      s.outcome, s.remedy_id, s.open_count, s.risk from risk.cohort_source s join ${these(groups)} using (site_id, manufacturer, model)
    on conflict (cohort_id) do update set status = excluded.status, is_kev = excluded.is_kev, epss = excluded.epss, cvss = excluded.cvss,
      outcome = excluded.outcome, remedy_id = excluded.remedy_id, open_count = excluded.open_count, risk = excluded.risk
    where (r.status, r.is_kev, r.epss, r.cvss, r.outcome, r.remedy_id, r.open_count, r.risk) is distinct from
      (excluded.status, excluded.is_kev, excluded.epss, excluded.cvss, excluded.outcome, excluded.remedy_id, excluded.open_count, excluded.risk)`.execute(
      db,
    );
  if (Number(numAffectedRows ?? 0n) > MANY) await sql`analyze risk.cohort_row`.execute(db);
}

/** Adds up the tallies of devices and cohorts where the same facets were counted more than once. */
export const compactTallies = (db: Db) => sql`select risk.compact_tallies()`.execute(db);
