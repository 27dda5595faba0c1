// One remedy, one cohort, one device's findings.
import { sql } from 'kysely';
import type { AdvisoryId, CohortId, DeviceId, ProfileId, RemedyId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { Outcome } from '../model.ts';

type Status = 'affected' | 'possible' | 'not_affected' | 'fixed';

export async function deviceFindings(db: Db, deviceId: DeviceId) {
  const { rows } = await sql<{
    cve: string;
    title: string | null;
    status: Status;
    state: string;
    outcome: Outcome | null;
    risk: number | null;
    cohortId: CohortId;
    remedyId: RemedyId | null;
    remedySentence: string | null;
    acceptedUntil: CalendarDate | null;
    question: string | null;
    openedAt: Instant;
    closedAt: Instant | null;
    reasons: unknown;
    kev: boolean;
  }>`select f.cve, v.title, m.status, f.state, d.outcome, d.risk, f.cohort_id as "cohortId", d.remedy_id as "remedyId", r.sentence as "remedySentence", r.accepted_until as "acceptedUntil",
      m.question, f.opened_at as "openedAt", f.closed_at as "closedAt", m.reasons, v.kev_added_on is not null as kev
    from findings.finding f join findings.cohort c on c.id = f.cohort_id join findings.match m on m.id = c.match_id
    left join risk.decision d on d.cohort_id = c.id left join risk.remedy r on r.id = d.remedy_id left join intel.vulnerability v on v.cve = f.cve
    where f.device_id = ${deviceId}
    order by (f.state = 'open') desc, case d.outcome when 'immediate' then 1 when 'out_of_cycle' then 2 when 'scheduled' then 3 else 4 end, d.risk desc nulls last, f.cve
    limit 500`.execute(db);
  return rows;
}

export const remedy = (db: Db, id: RemedyId) =>
  db
    .selectFrom('risk.remedy as r')
    .innerJoin('people.site as s', 's.id', 'r.siteId')
    .leftJoin('intel.advisory as a', 'a.id', 'r.advisoryId')
    .selectAll('r')
    .select(['s.name as site', 'a.trackingId as advisory'])
    .where('r.id', '=', id)
    .executeTakeFirst();

export async function remedyCohorts(db: Db, id: RemedyId) {
  const { rows } = await sql<{
    id: CohortId;
    cve: string;
    version: string | null;
    status: Status;
    outcome: Outcome;
    deviceCount: number;
    kev: boolean;
    risk: number;
  }>`
    select c.id, m.cve, p.software_version as version, m.status, d.outcome, c.open_count as "deviceCount", v.kev_added_on is not null as kev, d.risk * c.open_count as risk
    from risk.decision d join findings.cohort c on c.id = d.cohort_id join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
    left join intel.vulnerability v on v.cve = m.cve where d.remedy_id = ${id} and c.open_count > 0 order by d.risk * c.open_count desc, c.id limit 200`.execute(
    db,
  );
  return rows;
}

export async function remedyWards(db: Db, id: RemedyId) {
  const { rows } = await sql<{
    ward: string | null;
    count: number;
  }>`select w.name as ward, count(distinct f.device_id)::int as count
    from risk.decision d join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open' join inventory.device dv on dv.id = f.device_id
    left join people.ward w on w.id = dv.ward_id where d.remedy_id = ${id} group by 1 order by 2 desc, 1 limit 100`.execute(
    db,
  );
  return rows;
}

export async function cohortDetail(db: Db, id: CohortId) {
  const { rows } = await sql<{
    profileId: ProfileId;
    description: string | null;
    level: string;
    confidence: number;
    rule: string;
    record: string;
    advisoryId: AdvisoryId | null;
    question: string | null;
    matchReasons: unknown;
    status: Status;
    epss: number | null;
    cvss: number | null;
    kev: boolean;
    detail: unknown;
    remedySentence: string | null;
    acceptedUntil: CalendarDate | null;
    decidedAt: Instant | null;
  }>`select m.profile_id as "profileId", v.description, m.level, m.confidence, m.rule, m.record, m.advisory_id as "advisoryId", m.question,
      m.reasons as "matchReasons", m.status, v.epss_score as epss, v.cvss_score as cvss, v.kev_added_on is not null as kev, d.detail,
      r.sentence as "remedySentence", r.accepted_until as "acceptedUntil", d.decided_at as "decidedAt"
    from findings.cohort c join findings.match m on m.id = c.match_id left join risk.decision d on d.cohort_id = c.id
    left join risk.remedy r on r.id = d.remedy_id left join intel.vulnerability v on v.cve = m.cve where c.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** One device of a cohort, for the reasons that are the device's own. */
export const sampleDevice = async (db: Db, id: CohortId): Promise<DeviceId | null> =>
  (
    await db
      .selectFrom('findings.finding')
      .select('deviceId')
      .where('cohortId', '=', id)
      .orderBy('state')
      .orderBy('deviceId')
      .limit(1)
      .executeTakeFirst()
  )?.deviceId ?? null;
