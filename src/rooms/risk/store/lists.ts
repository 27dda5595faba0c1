// The three lists of this room as SQL: devices with what threatens them, remedies, and findings gathered in cohorts.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { cohorts, devices, remedies } from '../contract.ts';

type Names = Readonly<Record<string, string>>;
const named = (names: Names) => (value: string) => names[value] ?? value;

/** Site names by id, for the labels of a facet. */
export const siteNames = async (db: Db): Promise<Names> =>
  Object.fromEntries(
    (await db.selectFrom('people.site').select(['id', 'name']).execute()).map((s) => [String(s.id), s.name]),
  );

const outcomeRank = (column: RawBuilder<unknown>) =>
  sql`case ${column} when 'immediate' then 4 when 'out_of_cycle' then 3 when 'scheduled' then 2 when 'defer' then 1 else 0 end`;
/** A condition as a facet: its values are what the filter takes. */
const yesNo = (condition: RawBuilder<unknown>) => sql`case when ${condition} then 'yes' else 'no' end`;
const flag = (asked: 'yes' | 'no' | undefined) => (asked ? [asked] : undefined);

/** Devices, filtered and sorted as asked. */
export function deviceList(input: z.output<(typeof devices)['input']>, sites: Names): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q)
    where.push(
      sql`r.device_id in (select d.id from inventory.device d where d.search like ${anywhere(input.q.toLowerCase())})`,
    );
  if (input.ward) where.push(sql`r.ward_id = any(${input.ward}::int[])`);
  if (input.model) where.push(sql`r.model = any(${input.model}::text[])`);
  if (input.version) where.push(sql`(r.software_version is null) = ${input.version === 'unknown'}`);
  if (input.networked)
    where.push(sql`r.device_id in (select d.id from inventory.device d where d.networked <> 'no')`);
  if (input.remedy) {
    where.push(sql`r.device_id in (select f.device_id from risk.decision x join findings.finding f on f.cohort_id = x.cohort_id and f.state = 'open'
      where x.remedy_id = ${input.remedy})`);
  }
  if (input.cve)
    where.push(
      sql`r.device_id in (select f.device_id from findings.finding f where f.cve = ${input.cve} and f.state = 'open')`,
    );
  return {
    from: sql`risk.device_row r`,
    joins: sql`join inventory.device d on d.id = r.device_id join people.site s on s.id = r.site_id`,
    tally: sql`risk.device_tally r`,
    where,
    facets: {
      site: { column: sql`r.site_id`, chosen: input.site, label: named(sites) },
      outcome: { column: sql`r.outcome`, chosen: input.outcome },
      deviceClass: { column: sql`r.device_class`, chosen: input.deviceClass },
      manufacturer: { column: sql`r.manufacturer`, chosen: input.manufacturer },
      status: { column: sql`r.status`, chosen: input.status },
      exposure: { column: sql`r.exposure`, chosen: input.exposure },
      conflict: { column: yesNo(sql`r.has_conflict`), chosen: flag(input.conflict) },
    },
    id: sql`r.device_id`,
    select: sql`d.id, d.tag, d.serial, d.manufacturer, d.model, d.software_version as "softwareVersion", d.device_class as "deviceClass",
      s.name as site, r.ward, d.location, d.status, d.exposure, d.has_conflict as "hasConflict", r.outcome,
      r.affected_count as "affectedCount", r.possible_count as "possibleCount", r.risk`,
    sorts: {
      risk: { by: sql`coalesce(r.risk, 0)`, type: 'number', isIndexed: true },
      outcome: { by: sql`r.outcome_rank`, type: 'integer', isIndexed: true },
      tag: { by: sql`coalesce(r.tag_key, '')`, type: 'text', isIndexed: true },
      model: { by: sql`r.manufacturer || ' ' || r.model`, type: 'text', isIndexed: true },
      version: { by: sql`coalesce(r.software_version, '')`, type: 'text' },
      deviceClass: { by: sql`r.device_class`, type: 'text' },
      site: { by: sql`r.site_id`, type: 'integer' },
      ward: { by: sql`coalesce(r.ward, '')`, type: 'text' },
      status: { by: sql`r.status`, type: 'text' },
      affected: { by: sql`r.affected_count`, type: 'integer' },
    },
    defaultSort: '-risk',
  };
}

/** Remedies, filtered and sorted as asked; open ones unless another state is chosen. */
export function remedyList(input: z.output<(typeof remedies)['input']>, sites: Names): ListSpec {
  return {
    from: sql`risk.remedy r`,
    joins: sql`join people.site s on s.id = r.site_id`,
    where: input.q
      ? [sql`(r.sentence || ' ' || array_to_string(r.cves, ' ')) ilike ${anywhere(input.q)}`]
      : [],
    facets: {
      state: { column: sql`r.state`, chosen: input.state ?? ['open'] },
      site: { column: sql`r.site_id`, chosen: input.site, label: named(sites) },
      outcome: { column: sql`r.outcome`, chosen: input.outcome },
      kind: { column: sql`r.kind`, chosen: input.kind },
      manufacturer: { column: sql`r.manufacturer`, chosen: input.manufacturer },
      deviceClass: { column: sql`r.device_class`, chosen: input.deviceClass },
      accepted: { column: yesNo(sql`r.accepted_until is not null`), chosen: flag(input.accepted) },
    },
    id: sql`r.id`,
    select: sql`r.id, r.kind, r.sentence, s.name as site, r.manufacturer, r.model, r.device_class as "deviceClass", r.outcome,
      r.device_count as "deviceCount", r.finding_count as "findingCount", r.cves, r.risk, r.has_fix as "hasFix", r.state, r.accepted_until as "acceptedUntil"`,
    sorts: {
      risk: { by: sql`r.risk`, type: 'number' },
      outcome: { by: outcomeRank(sql`r.outcome`), type: 'number' },
      devices: { by: sql`r.device_count`, type: 'number' },
      findings: { by: sql`r.finding_count`, type: 'number' },
      model: { by: sql`r.manufacturer || ' ' || r.model`, type: 'text' },
      site: { by: sql`r.site_id`, type: 'number' },
      kind: { by: sql`r.kind`, type: 'text' },
      sentence: { by: sql`r.sentence`, type: 'text' },
    },
    defaultSort: '-risk',
  };
}

/** Open findings gathered in cohorts, filtered and sorted as asked. */
export function cohortList(input: z.output<(typeof cohorts)['input']>, sites: Names): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) where.push(sql`(r.cve || ' ' || r.manufacturer || ' ' || r.model) ilike ${anywhere(input.q)}`);
  if (input.cve) where.push(sql`r.cve = any(${input.cve}::text[])`);
  if (input.model) where.push(sql`r.model = any(${input.model}::text[])`);
  return {
    from: sql`risk.cohort_row r`,
    joins: sql`join people.site s on s.id = r.site_id left join intel.vulnerability v on v.cve = r.cve join findings.cohort c on c.id = r.cohort_id
      left join risk.remedy a on a.id = r.remedy_id`,
    tally: sql`risk.cohort_tally r`,
    where,
    facets: {
      site: { column: sql`r.site_id`, chosen: input.site, label: named(sites) },
      outcome: { column: sql`r.outcome`, chosen: input.outcome },
      status: { column: sql`r.status`, chosen: input.status },
      manufacturer: { column: sql`r.manufacturer`, chosen: input.manufacturer },
      kev: { column: yesNo(sql`r.is_kev`), chosen: flag(input.kev) },
    },
    id: sql`r.cohort_id`,
    select: sql`r.cohort_id as id, r.cve, v.title, r.manufacturer, r.model, r.software_version as "softwareVersion", s.name as site, r.status,
      r.outcome, r.open_count as "deviceCount", r.risk, r.is_kev as kev, r.epss, r.cvss, r.remedy_id as "remedyId",
      c.exposure, c.is_exposure_assumed as "isExposureAssumed", c.harm, c.mission, a.accepted_until as "acceptedUntil"`,
    sorts: {
      risk: { by: sql`coalesce(r.risk, 0)`, type: 'number', isIndexed: true },
      outcome: { by: sql`r.outcome_rank`, type: 'integer', isIndexed: true },
      cve: { by: sql`r.cve`, type: 'text', isIndexed: true },
      model: { by: sql`r.manufacturer || ' ' || r.model`, type: 'text', isIndexed: true },
      devices: { by: sql`r.open_count`, type: 'integer', isIndexed: true },
      epss: { by: sql`coalesce(r.epss, 0)`, type: 'number', isIndexed: true },
      cvss: { by: sql`coalesce(r.cvss, 0)`, type: 'number', isIndexed: true },
      site: { by: sql`r.site_id`, type: 'integer' },
      status: { by: sql`r.status`, type: 'text' },
    },
    defaultSort: '-risk',
  };
}
