// What deciding reads and writes: open cohorts with their facts, decisions, remedies and the risk of each device.
import { sql } from 'kysely';
import type { AdvisoryId, CohortId, PersonId, ProfileId, RemedyId, SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { Harm } from '../../inventory/model.ts';
import type { Exposure, Mission, Outcome } from '../model.ts';

export type CohortFacts = {
  id: CohortId;
  cve: string;
  status: 'affected' | 'possible';
  record: string;
  productId: string | null;
  question: string | null;
  profileId: ProfileId;
  siteId: SiteId;
  site: string;
  manufacturer: string;
  model: string;
  softwareVersion: string | null;
  deviceClass: string;
  exposure: Exposure;
  isExposureAssumed: boolean;
  harm: Harm;
  isShared: boolean;
  mission: Mission;
  openCount: number;
  title: string | null;
  kevAddedOn: string | null;
  kevDueOn: string | null;
  kevRansomware: string | null;
  epssScore: number | null;
  epssPercentile: number | null;
  ssvcExploitation: 'none' | 'poc' | 'active' | null;
  ssvcAutomatable: 'yes' | 'no' | null;
  ssvcTechnicalImpact: 'partial' | 'total' | null;
  cvssVector: string | null;
  cvssScore: number | null;
  inputHash: string | null;
  outcome: Outcome | null;
  risk: number | null;
  remedyId: RemedyId | null;
  exploitation: string | null;
};

/** Which cohorts: by id, or a page of all with open findings. */
export type WhichCohorts =
  | { readonly ids: readonly CohortId[] }
  | { readonly after: number; readonly limit: number };

/** Cohorts and all that a decision on them looks at, by id. */
export async function cohortFacts(db: Db, which: WhichCohorts): Promise<CohortFacts[]> {
  const where =
    'ids' in which
      ? sql`c.id = any(${[...which.ids]}::int[])`
      : sql`c.open_count > 0 and m.status in ('affected', 'possible') and c.id > ${which.after}`;
  const { rows } =
    await sql<CohortFacts>`select c.id, m.cve, m.status, m.record, m.product_id as "productId", m.question, p.id as "profileId",
      c.site_id as "siteId", s.name as site, p.manufacturer, p.model, p.software_version as "softwareVersion", p.device_class as "deviceClass",
      c.exposure, c.is_exposure_assumed as "isExposureAssumed", c.harm, c.is_shared as "isShared", c.mission, c.open_count as "openCount", v.title, v.kev_added_on as "kevAddedOn",
      v.kev_due_on as "kevDueOn", v.kev_ransomware as "kevRansomware", v.epss_score as "epssScore", v.epss_percentile as "epssPercentile",
      v.ssvc_exploitation as "ssvcExploitation", v.ssvc_automatable as "ssvcAutomatable", v.ssvc_technical_impact as "ssvcTechnicalImpact",
      v.cvss_vector as "cvssVector", v.cvss_score as "cvssScore", d.input_hash as "inputHash", d.outcome, d.risk, d.remedy_id as "remedyId", d.exploitation
    from findings.cohort c join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
    join people.site s on s.id = c.site_id left join intel.vulnerability v on v.cve = m.cve left join risk.decision d on d.cohort_id = c.id
    where ${where} order by c.id ${'limit' in which ? sql`limit ${which.limit}` : sql``}`.execute(db);
  return rows;
}

/** A product at a site in one of the ways in which its devices have it written. */
export type Written = Spelling & { readonly siteId: SiteId };

/** Those products at their sites as a table `g` of a statement. */
export const these = (of: readonly Written[]) =>
  sql`unnest(${of.map((g) => g.siteId)}::int[], ${of.map((g) => g.manufacturer)}::text[], ${of.map((g) => g.model)}::text[])
    as g(site_id, manufacturer, model)`;

/** Every cohort with open findings by what it is of, as written; in the order in which they came up. */
export async function openProducts(db: Db): Promise<(Written & { cohortIds: CohortId[] })[]> {
  const { rows } = await sql<
    Written & { cohortIds: CohortId[] }
  >`select c.site_id as "siteId", p.manufacturer, p.model, array_agg(c.id order by c.id) as "cohortIds"
    from findings.cohort c join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
    where c.open_count > 0 and m.status in ('affected', 'possible') group by 1, 2, 3 order by min(c.id)`.execute(
    db,
  );
  return rows;
}

export type OverrideRow = {
  cve: string;
  profileId: ProfileId;
  siteId: SiteId;
  point: string;
  value: string;
  reason: string;
  by: string;
  at: Instant;
};

/** Inputs that people set and have not taken back, oldest first. */
export const overrides = (db: Db): Promise<OverrideRow[]> =>
  db
    .selectFrom('risk.override as o')
    .innerJoin('people.person as p', 'p.id', 'o.personId')
    .select(['o.cve', 'o.profileId', 'o.siteId', 'o.point', 'o.value', 'o.reason', 'p.name as by', 'o.at'])
    .where('o.revokedAt', 'is', null)
    .orderBy('o.id')
    .execute();

export const insertOverride = (
  db: Db,
  o: {
    cve: string;
    profileId: ProfileId;
    siteId: SiteId;
    point: string;
    value: string;
    reason: string;
    personId: PersonId;
    at: Instant;
  },
) => db.insertInto('risk.override').values(o).execute();

export const revokeOverrides = (
  db: Db,
  of: { cve: string; profileId: ProfileId; siteId: SiteId; point: string },
  at: Instant,
) =>
  db
    .updateTable('risk.override')
    .set({ revokedAt: at })
    .where('cve', '=', of.cve)
    .where('profileId', '=', of.profileId)
    .where('siteId', '=', of.siteId)
    .where('point', '=', of.point)
    .where('revokedAt', 'is', null)
    .execute();

/** Which feeds have been read at least once, by kind. */
export const feedsRead = async (db: Db): Promise<Set<string>> =>
  new Set(
    (await db.selectFrom('intel.feed').select('kind').where('syncedAt', 'is not', null).execute()).map(
      (f) => f.kind,
    ),
  );

export type DecisionRow = {
  cohortId: CohortId;
  outcome: Outcome;
  humanImpact: string;
  exploitation: string;
  automatable: string;
  detail: string;
  risk: number;
  isAssumed: boolean;
  decidedAt: Instant;
  inputHash: string;
};

/** How many decisions are written by one statement. */
export const DECISIONS_AT_ONCE = 1000;

/** Writes some decisions, keeping the remedy each one has. */
export const saveDecisions = async (db: Db, rows: readonly DecisionRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await db
    .insertInto('risk.decision')
    .values([...rows])
    .onConflict((c) =>
      c.column('cohortId').doUpdateSet((eb) => ({
        outcome: eb.ref('excluded.outcome'),
        humanImpact: eb.ref('excluded.humanImpact'),
        exploitation: eb.ref('excluded.exploitation'),
        automatable: eb.ref('excluded.automatable'),
        detail: sql`excluded.detail`,
        risk: eb.ref('excluded.risk'),
        isAssumed: eb.ref('excluded.isAssumed'),
        decidedAt: eb.ref('excluded.decidedAt'),
        inputHash: eb.ref('excluded.inputHash'),
      })),
    )
    .execute();
};

/** After many decisions at once the planner's statistics are of another table. */
export const decisionsGrew = (db: Db) => sql`analyze risk.decision`.execute(db);

/** One product at one site: by its identity, not as anybody wrote it. */
export type GroupKey = { siteId: SiteId; maker: string; product: string };
/** A maker and a model as devices have them written. */
export type Spelling = { manufacturer: string; model: string };

export const groupSignatures = (db: Db): Promise<(GroupKey & { signature: string })[]> =>
  db
    .selectFrom('risk.remedyGroup')
    .select(['siteId', 'manufacturer as maker', 'model as product', 'signature'])
    .execute();

export const saveGroup = (db: Db, { siteId, maker, product, signature }: GroupKey & { signature: string }) =>
  db
    .insertInto('risk.remedyGroup')
    .values({ siteId, manufacturer: maker, model: product, signature })
    .onConflict((c) => c.columns(['siteId', 'manufacturer', 'model']).doUpdateSet({ signature }))
    .execute();

export const forgetGroup = (db: Db, g: GroupKey) =>
  db
    .deleteFrom('risk.remedyGroup')
    .where('siteId', '=', g.siteId)
    .where('manufacturer', '=', g.maker)
    .where('model', '=', g.product)
    .execute();

/** Every way in which a maker and a model are written. */
export const spellings = (db: Db): Promise<Spelling[]> =>
  db.selectFrom('inventory.profile').select(['manufacturer', 'model']).distinct().execute();

/** What the keys of all remedies of a group begin with. */
export const keyStart = (g: GroupKey): string => `${g.maker}|${g.product}|${g.siteId}|`;

/** Advisories by the publisher's number, as decoded. */
export const advisoryDocuments = (db: Db, records: readonly string[]) =>
  records.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('intel.advisory')
        .select(['id', 'trackingId', 'title', 'url', 'document', 'sha256'])
        .where('trackingId', '=', sql<string>`any(${[...records]}::text[])`)
        .orderBy('id')
        .execute();

export const advisoryHashes = async (db: Db): Promise<Map<string, string>> =>
  new Map(
    (await db.selectFrom('intel.advisory').select(['trackingId', 'sha256']).execute()).map((a) => [
      a.trackingId,
      a.sha256,
    ]),
  );

/** What some cohorts reach together: devices with an open finding in any of them, and where their software runs, by the commonest. */
export type Reach = { deviceCount: number; runsOn: string };

/** What each of these sets of cohorts reaches. */
export async function reachOf(db: Db, sets: readonly (readonly CohortId[])[]): Promise<Reach[]> {
  const { rows } = await sql<
    Reach & { at: number }
  >`select s.at, count(distinct f.device_id)::int as "deviceCount", mode() within group (order by d.runs_on) as "runsOn"
    from unnest(${sets.flat()}::int[], ${sets.flatMap((ids, at) => ids.map(() => at))}::int[]) as s(cohort_id, at)
    join findings.finding f on f.cohort_id = s.cohort_id and f.state = 'open' join inventory.device d on d.id = f.device_id
    group by 1`.execute(db);
  const byAt = new Map(rows.map((r) => [r.at, r]));
  return sets.map((_, at) => byAt.get(at) ?? { deviceCount: 0, runsOn: 'device' });
}

export type NewRemedy = {
  key: string;
  kind: 'apply' | 'mitigate' | 'replace' | 'identify';
  siteId: SiteId;
  manufacturer: string;
  model: string;
  deviceClass: string;
  runsOn: string;
  targetVersion: string | null;
  question: string | null;
  sentence: string;
  why: string;
  steps: string;
  makerText: string | null;
  advisoryId: AdvisoryId | null;
  url: string | null;
  hasFix: boolean;
  outcome: Outcome;
  deviceCount: number;
  findingCount: number;
  risk: number;
  cves: string[];
};

/** Writes a remedy as it is now; one that was done or withdrawn and is needed again is open again. */
export async function saveRemedy(db: Db, r: NewRemedy, at: Instant): Promise<RemedyId> {
  const { key, siteId, ...values } = r;
  const { id } = await db
    .insertInto('risk.remedy')
    .values({ key, siteId, ...values, state: 'open', openedAt: at })
    .onConflict((c) =>
      c.column('key').doUpdateSet((eb) => ({
        ...values,
        state: 'open',
        closedAt: null,
        version: eb(eb.ref('risk.remedy.version'), '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const assignRemedy = (db: Db, cohortIds: readonly CohortId[], remedyId: RemedyId) =>
  sql`update risk.decision set remedy_id = ${remedyId} where cohort_id = any(${[...cohortIds]}::int[]) and remedy_id is distinct from ${remedyId}`.execute(
    db,
  );

/** Ends the open remedies of a group that are not among `keep`: done when findings were ended, otherwise withdrawn. */
export const endRemedies = (db: Db, g: GroupKey, keep: readonly RemedyId[], at: Instant) =>
  sql`update risk.remedy r set closed_at = ${at}, state = case when exists (
      select from risk.decision d join findings.finding f on f.cohort_id = d.cohort_id where d.remedy_id = r.id and f.state in ('fixed', 'mitigated')
    ) then 'done' else 'withdrawn' end
    where r.site_id = ${g.siteId} and starts_with(r.key, ${keyStart(g)}) and r.state = 'open' and r.id <> all(${[...keep]}::int[])`.execute(
    db,
  );
