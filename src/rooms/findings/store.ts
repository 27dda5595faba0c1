// SQL of the findings room: what has to be matched again, and the fan-out of matches to cohorts and findings.
import { sql } from 'kysely';
import type { AdvisoryId, ProfileId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db/pool.ts';

export type ProfileRow = {
  id: ProfileId;
  manufacturer: string;
  model: string;
  softwareVersion: string | null;
  osName: string | null;
  osVersion: string | null;
  revision: number;
};

/** Product-versions whose devices, or whose makers' statements, changed since they were last matched; by id. */
export const dirtyProfiles = async (db: Db, limit: number): Promise<ProfileRow[]> =>
  db
    .selectFrom('inventory.profile as p')
    .leftJoin('findings.profileState as s', 's.profileId', 'p.id')
    .select([
      'p.id',
      'p.manufacturer',
      'p.model',
      'p.softwareVersion',
      'p.osName',
      'p.osVersion',
      'p.revision',
    ])
    .where((eb) =>
      eb.or([
        eb('s.profileId', 'is', null),
        eb('p.revision', '<>', eb.ref('s.revision')),
        sql<boolean>`s.vendors_known <> (select count(*) from intel.vendor)`,
        sql<boolean>`s.vendor_revision <> (select coalesce(sum(v.revision), 0) from intel.vendor v where v.key = any(s.vendor_keys))`,
      ]),
    )
    .orderBy('p.id')
    .limit(limit)
    .execute();

/** The revision of every maker anybody wrote. */
export const vendorRevisions = async (db: Db): Promise<Map<string, bigint>> =>
  new Map(
    (await db.selectFrom('intel.vendor').select(['key', 'revision']).execute()).map((v) => [
      v.key,
      BigInt(v.revision),
    ]),
  );

/** Every maker that anybody wrote, as written in lower case. */
export const vendorsWritten = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('intel.vendor').select('key').orderBy('key').execute()).map((v) => v.key);

/** Every maker that an advisory names. */
export const vendorsInAdvisories = async (db: Db): Promise<string[]> =>
  (
    await db
      .selectFrom('intel.statement')
      .select('vendor')
      .where('source', '=', 'csaf')
      .distinct()
      .orderBy('vendor')
      .execute()
  ).map((v) => v.vendor);

/** What records say about products of these makers, oldest first. */
export const statementsOf = async (db: Db, vendors: readonly string[]): Promise<unknown[]> =>
  (
    await db
      .selectFrom('intel.statement')
      .select('body')
      .where('vendor', '=', sql<string>`any(${[...vendors]}::text[])`)
      .orderBy('id')
      .execute()
  ).map((r) => r.body);

/** CPE records that name any of these makers. */
export const cpeRecordsOf = async (db: Db, vendors: readonly string[]): Promise<unknown[]> =>
  (
    await db
      .selectFrom('intel.cpeRecord')
      .select('body')
      .where('vendors', '&&', sql<string[]>`${vendors.filter(Boolean)}::text[]`)
      .orderBy('cve')
      .orderBy('source')
      .execute()
  ).map((r) => r.body);

/** Advisories by the publisher's own number. */
export const advisoryIds = async (db: Db): Promise<Map<string, AdvisoryId>> =>
  new Map(
    (await db.selectFrom('intel.advisory').select(['id', 'trackingId']).execute()).map((a) => [
      a.trackingId,
      a.id,
    ]),
  );

export type MatchRow = {
  profileId: ProfileId;
  cve: string;
  status: 'affected' | 'possible' | 'not_affected' | 'fixed';
  level: string;
  confidence: number;
  rule: string;
  record: string;
  source: string;
  advisoryId: AdvisoryId | null;
  productId: string | null;
  reasons: string;
  question: string | null;
  matchedAt: Instant;
};

/** Writes the matches of these product-versions; one no longer stated turns to `not_affected` with that reason. */
export async function replaceMatches(
  db: Db,
  profileIds: readonly ProfileId[],
  rows: readonly MatchRow[],
  at: Instant,
): Promise<void> {
  const gone = JSON.stringify([{ what: 'No record states this any more.', source: 'Wardline matching' }]);
  await sql`create temp table new_match (profile_id int, cve text) on commit drop`.execute(db);
  for (let i = 0; i < rows.length; i += 2000) {
    const part = rows.slice(i, i + 2000);
    await db
      .insertInto('findings.match')
      .values(part)
      .onConflict((c) =>
        c
          .columns(['profileId', 'cve'])
          .doUpdateSet((eb) => ({
            status: eb.ref('excluded.status'),
            level: eb.ref('excluded.level'),
            confidence: eb.ref('excluded.confidence'),
            rule: eb.ref('excluded.rule'),
            record: eb.ref('excluded.record'),
            source: eb.ref('excluded.source'),
            advisoryId: eb.ref('excluded.advisoryId'),
            productId: eb.ref('excluded.productId'),
            reasons: sql`excluded.reasons`,
            question: eb.ref('excluded.question'),
            matchedAt: eb.ref('excluded.matchedAt'),
          }))
          .where(
            sql<boolean>`(findings.match.status, findings.match.reasons, findings.match.record) is distinct from (excluded.status, excluded.reasons, excluded.record)`,
          ),
      )
      .execute();
    await sql`insert into new_match select * from unnest(${part.map((r) => r.profileId)}::int[], ${part.map((r) => r.cve)}::text[])`.execute(
      db,
    );
  }
  await sql`update findings.match m set status = 'not_affected', rule = 'not_stated', reasons = ${gone}::jsonb, question = null, matched_at = ${at}
    where m.profile_id = any(${[...profileIds]}::int[]) and m.rule <> 'not_stated'
      and not exists (select from new_match n where n.profile_id = m.profile_id and n.cve = m.cve)`.execute(
    db,
  );
  await sql`drop table new_match`.execute(db);
}

export type FanOut = { opened: number; closed: number };

/**
 * Brings cohorts and findings of these product-versions in line with their matches and devices: opens, moves, reopens,
 * closes, and recounts. Work that was checked stays closed until the device or the statement changes.
 */
export async function fanOut(db: Db, profileIds: readonly ProfileId[], at: Instant): Promise<FanOut> {
  const ids = [...profileIds];
  await sql`create temp table touched (cohort_id int) on commit drop`.execute(db);
  await sql`insert into findings.cohort (match_id, site_id, exposure, is_exposure_assumed, harm, is_shared, mission)
    select distinct m.id, d.site_id, d.exposure, d.is_exposure_assumed, d.harm, d.is_shared, d.mission
    from findings.match m join inventory.device d on d.profile_id = m.profile_id
    where m.profile_id = any(${ids}::int[]) and m.status in ('affected', 'possible') and d.status not in ('retired', 'disposed')
    on conflict do nothing`.execute(db);
  // Every device with the cohort it belongs to now. Gathered first and joined after: the planner takes a situation of five
  // columns for rare, and would begin with every device in the situation of every cohort.
  await sql`create temp table wanted on commit drop as
    with hit as materialized (
      select d.id as device_id, m.id as match_id, m.cve, d.site_id, d.exposure, d.is_exposure_assumed, d.harm, d.is_shared, d.mission
      from findings.match m join inventory.device d on d.profile_id = m.profile_id
      where m.profile_id = any(${ids}::int[]) and m.status in ('affected', 'possible') and d.status not in ('retired', 'disposed'))
    select hit.device_id, hit.cve, c.id as cohort_id from hit
    join findings.cohort c using (match_id, site_id, exposure, is_exposure_assumed, harm, is_shared, mission)`.execute(
    db,
  );
  await sql`analyze wanted`.execute(db);
  const opened = await sql<{ n: number }>`with before as (
      select f.device_id, f.cve, f.cohort_id from wanted w join findings.finding f using (device_id, cve) where f.cohort_id <> w.cohort_id
    ), noted as (insert into touched select distinct cohort_id from before),
    changed as (
      insert into findings.finding (device_id, cve, cohort_id, state, opened_at)
      select device_id, cve, cohort_id, 'open', ${at} from wanted
      on conflict (device_id, cve) do update set cohort_id = excluded.cohort_id, state = 'open', closed_at = null, closed_by_chain = null,
        reopened_count = findings.finding.reopened_count + (findings.finding.state <> 'open')::int
      where (findings.finding.cohort_id <> excluded.cohort_id or findings.finding.state <> 'open')
        and not (findings.finding.closed_by_chain is not null and
          (select c.match_id from findings.cohort c where c.id = findings.finding.cohort_id) =
          (select c.match_id from findings.cohort c where c.id = excluded.cohort_id))
      returning cohort_id
    ), noted_too as (insert into touched select distinct cohort_id from changed)
    select count(*)::int as n from changed`.execute(db);
  // No device, no affected match, or a device out of use: the finding ends, and says how.
  const closed = await sql<{ n: number }>`with over as (
      select f.device_id, f.cve, case
          when d.status in ('retired', 'disposed') then 'retired'
          when n.id is null then 'superseded'
          when old.status = 'affected' and old.profile_id <> d.profile_id then 'fixed'
          when n.status = 'fixed' then 'fixed'
          else 'not_affected' end as state
      from inventory.device d join findings.finding f on f.device_id = d.id and f.state = 'open'
      join findings.cohort oc on oc.id = f.cohort_id join findings.match old on old.id = oc.match_id
      left join findings.match n on n.profile_id = d.profile_id and n.cve = f.cve
      where d.profile_id = any(${ids}::int[])
        and (d.status in ('retired', 'disposed') or n.id is null or n.status in ('not_affected', 'fixed'))
    ), ended as (
      update findings.finding f set closed_at = ${at}, state = over.state from over
      where f.device_id = over.device_id and f.cve = over.cve
      returning f.cohort_id
    ), noted as (insert into touched select distinct cohort_id from ended)
    select count(*)::int as n from ended`.execute(db);
  await recount(db);
  await sql`drop table touched, wanted`.execute(db);
  // After many rows at once the planner's statistics are of another table.
  if ((opened.rows[0]?.n ?? 0) > 1000)
    await sql`analyze findings.finding, findings.cohort, findings.match`.execute(db);
  return { opened: opened.rows[0]?.n ?? 0, closed: closed.rows[0]?.n ?? 0 };
}

const recount = (db: Db) =>
  sql`update findings.cohort c set open_count = n.open_count
    from (select t.cohort_id, count(f.device_id)::int as open_count from (select distinct cohort_id from touched) t
      left join findings.finding f on f.cohort_id = t.cohort_id and f.state = 'open' group by 1) n
    where c.id = n.cohort_id and c.open_count <> n.open_count`.execute(db);

export type Confirmation = {
  manufacturer: string;
  model: string;
  cve: string;
  byName: string;
  chainId: number;
};

/** What people confirmed at devices of these models. */
export const confirmations = (db: Db, models: readonly string[]): Promise<Confirmation[]> =>
  db
    .selectFrom('findings.confirmation')
    .select(['manufacturer', 'model', 'cve', 'byName', 'chainId'])
    .where('model', '=', sql<string>`any(${[...models]}::text[])`)
    .execute();

/** Keeps that these devices are what the record means, for their models and what those cohorts are about, and asks for
 *  matching again. The first who confirmed stays. */
export async function confirm(
  db: Db,
  input: {
    chainId: number;
    deviceIds: readonly number[];
    cohortIds: readonly number[];
    byName: string;
    at: Instant;
  },
): Promise<void> {
  await sql`with confirmed as (
      insert into findings.confirmation (manufacturer, model, cve, by_name, chain_id, at)
      select distinct p.manufacturer, p.model, m.cve, ${input.byName}, ${input.chainId}::int, ${input.at}::timestamptz
      from findings.finding f join findings.cohort c on c.id = f.cohort_id join findings.match m on m.id = c.match_id
      join inventory.profile p on p.id = m.profile_id where f.state = 'open' and f.device_id = any(${[...input.deviceIds]}::int[]) and f.cohort_id = any(${[...input.cohortIds]}::int[])
      on conflict do nothing returning manufacturer, model)
    delete from findings.profile_state s using confirmed, inventory.profile p
    where p.id = s.profile_id and p.manufacturer = confirmed.manufacturer and p.model = confirmed.model`.execute(
    db,
  );
}

/** Notes what was seen of these product-versions, so that they are matched again only after a change. */
export const markSeen = (
  db: Db,
  rows: readonly {
    profileId: ProfileId;
    revision: number;
    vendorKeys: string[];
    vendorRevision: bigint;
    vendorsKnown: number;
  }[],
) =>
  db
    .insertInto('findings.profileState')
    .values([...rows])
    .onConflict((c) =>
      c.column('profileId').doUpdateSet((eb) => ({
        revision: eb.ref('excluded.revision'),
        vendorKeys: eb.ref('excluded.vendorKeys'),
        vendorRevision: eb.ref('excluded.vendorRevision'),
        vendorsKnown: eb.ref('excluded.vendorsKnown'),
      })),
    )
    .execute();

/** Ends open findings of devices that checked work has settled. Answers how many. */
export async function closeByWork(
  db: Db,
  input: {
    chainId: number;
    deviceIds: readonly number[];
    cohortIds: readonly number[];
    as: 'fixed' | 'mitigated' | 'not_affected';
    at: Instant;
  },
): Promise<number> {
  await sql`create temp table touched (cohort_id int) on commit drop`.execute(db);
  const closed = await sql<{ n: number }>`with ended as (
      update findings.finding set state = ${input.as}, closed_at = ${input.at}, closed_by_chain = ${input.chainId}
      where state = 'open' and device_id = any(${[...input.deviceIds]}::int[]) and cohort_id = any(${[...input.cohortIds]}::int[])
      returning cohort_id
    ), noted as (insert into touched select distinct cohort_id from ended)
    select count(*)::int as n from ended`.execute(db);
  await recount(db);
  await sql`drop table touched`.execute(db);
  return closed.rows[0]?.n ?? 0;
}
