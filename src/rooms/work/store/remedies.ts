// What work reads of the risk room: remedies that are due, what covers them, and where their devices are.
import { sql } from 'kysely';
import type { ChainId, CohortId, RemedyId, SiteId, WardId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

export type RemedyRow = {
  id: RemedyId;
  kind: 'apply' | 'mitigate' | 'replace' | 'identify';
  siteId: SiteId;
  manufacturer: string;
  deviceClass: string;
  runsOn: string;
  sentence: string;
  outcome: 'defer' | 'scheduled' | 'out_of_cycle' | 'immediate';
  hasFix: boolean;
  deviceCount: number;
  isLifeSupport: boolean;
  wardIds: WardId[];
  why: string;
  /** What it asks of each device. */
  question: string | null;
};

/** How many wards of a case are looked at: those with most of its devices. */
export const MOST_WARDS = 12;

/** Open remedies at or above the threshold that no live chain covers, worst first. The devices are gathered once for all
 *  of them: looked up remedy by remedy it took minutes on two million findings. */
export async function uncovered(db: Db): Promise<RemedyRow[]> {
  const { rows } = await sql<RemedyRow>`with due as materialized (
      select r.* from risk.remedy r where r.state = 'open' and r.outcome <> 'defer'
        and not exists (select from work.chain c where c.remedy_id = r.id and c.state = 'open')),
    devices_of as materialized (
      select distinct d.remedy_id, dv.id, dv.ward_id, dv.is_life_support from due join risk.decision d on d.remedy_id = due.id
      join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open' join inventory.device dv on dv.id = f.device_id),
    life as (select remedy_id, bool_or(is_life_support) as is_life_support from devices_of group by 1),
    ward as (
      select remedy_id, array_agg(ward_id order by place) as ward_ids
      from (select remedy_id, ward_id, row_number() over (partition by remedy_id order by count(*) desc, ward_id) as place
        from devices_of where ward_id is not null group by 1, 2) ranked
      where place <= ${MOST_WARDS} group by 1)
    select r.id, r.kind, r.site_id as "siteId", r.manufacturer, r.device_class as "deviceClass", r.runs_on as "runsOn", r.sentence, r.outcome,
      r.has_fix as "hasFix", r.device_count as "deviceCount", r.why, r.question, coalesce(life.is_life_support, false) as "isLifeSupport",
      coalesce(ward.ward_ids, '{}') as "wardIds"
    from due r left join life on life.remedy_id = r.id left join ward on ward.remedy_id = r.id
    order by case r.outcome when 'immediate' then 1 when 'out_of_cycle' then 2 else 3 end, r.risk desc, r.id`.execute(
    db,
  );
  return rows;
}

export const byId = (db: Db, id: RemedyId) =>
  db.selectFrom('risk.remedy').selectAll().where('id', '=', id).executeTakeFirst();

/** Live chains whose remedy has no open finding left, or fell below the threshold. */
export async function chainsWithoutFindings(db: Db): Promise<ChainId[]> {
  const { rows } = await sql<{
    id: ChainId;
  }>`select c.id from work.chain c join risk.remedy r on r.id = c.remedy_id
    where c.state = 'open' and (r.state <> 'open' or r.outcome = 'defer') order by c.id`.execute(db);
  return rows.map((r) => r.id);
}

/** Live chains that do not list every device with an open finding of their remedy. */
export async function chainsToGrow(db: Db): Promise<{ chainId: ChainId; remedyId: RemedyId }[]> {
  const { rows } = await sql<{
    chainId: ChainId;
    remedyId: RemedyId;
  }>`select distinct c.id as "chainId", c.remedy_id as "remedyId"
    from work.chain c join risk.decision d on d.remedy_id = c.remedy_id join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open'
    left join work.chain_device cd on cd.chain_id = c.id and cd.device_id = f.device_id
    where c.state = 'open' and cd.device_id is null order by 1`.execute(db);
  return rows;
}

export type RaisedRow = {
  chainId: ChainId;
  outcome: 'out_of_cycle' | 'immediate';
  before: string;
  siteId: SiteId;
  deviceClass: string;
};

/** Live chains whose remedy has been decided more urgent since they were opened. */
export async function chainsToRaise(db: Db): Promise<RaisedRow[]> {
  const rank = (column: string) =>
    sql`case ${sql.raw(column)} when 'immediate' then 3 when 'out_of_cycle' then 2 else 1 end`;
  const { rows } =
    await sql<RaisedRow>`select c.id as "chainId", r.outcome, c.outcome as before, r.site_id as "siteId", r.device_class as "deviceClass"
    from work.chain c join risk.remedy r on r.id = c.remedy_id where c.state = 'open' and r.outcome <> 'defer'
      and ${rank('r.outcome')} > ${rank('c.outcome')} order by c.id`.execute(db);
  return rows;
}

export const lastChain = (
  db: Db,
  remedyId: RemedyId,
): Promise<{ id: ChainId; state: 'open' | 'closed' | 'withdrawn'; dueAt: Instant } | undefined> =>
  db
    .selectFrom('work.chain')
    .select(['id', 'state', 'dueAt'])
    .where('remedyId', '=', remedyId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The newest chain of each of these remedies that ever had one. */
export async function lastChains(
  db: Db,
  remedyIds: readonly RemedyId[],
): Promise<ReadonlyMap<RemedyId, { id: ChainId; state: 'open' | 'closed' | 'withdrawn'; dueAt: Instant }>> {
  const rows = await db
    .selectFrom('work.chain')
    .distinctOn('remedyId')
    .select(['remedyId', 'id', 'state', 'dueAt'])
    .where(sql<boolean>`remedy_id = any(${[...remedyIds]}::int[])`)
    .orderBy('remedyId')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map(({ remedyId, ...chain }) => [remedyId, chain]));
}

/** The wards of a chain's devices, those with most first. */
export async function wardsOf(db: Db, chainId: ChainId): Promise<WardId[]> {
  const { rows } = await sql<{
    id: WardId;
  }>`select d.ward_id as id from work.chain_device cd join inventory.device d on d.id = cd.device_id
    where cd.chain_id = ${chainId} and d.ward_id is not null group by 1 order by count(*) desc, 1 limit ${MOST_WARDS}`.execute(
    db,
  );
  return rows.map((r) => r.id);
}

export const cohortIds = async (db: Db, remedyId: RemedyId): Promise<CohortId[]> =>
  (await db.selectFrom('risk.decision').select('cohortId').where('remedyId', '=', remedyId).execute()).map(
    (r) => r.cohortId,
  );
