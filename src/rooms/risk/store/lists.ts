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
  if (input.q) where.push(sql`d.search ilike ${anywhere(input.q.toLowerCase())}`);
  if (input.ward) where.push(sql`d.ward_id = any(${input.ward}::int[])`);
  if (input.model) where.push(sql`d.model = any(${input.model}::text[])`);
  if (input.remedy) {
    where.push(sql`d.id in (select f.device_id from risk.decision x join findings.finding f on f.cohort_id = x.cohort_id and f.state = 'open'
      where x.remedy_id = ${input.remedy})`);
  }
  if (input.cve)
    where.push(
      sql`d.id in (select f.device_id from findings.finding f where f.cve = ${input.cve} and f.state = 'open')`,
    );
  return {
    from: sql`inventory.device d left join risk.device_risk r on r.device_id = d.id`,
    joins: sql`join people.site s on s.id = d.site_id left join people.ward w on w.id = d.ward_id`,
    where,
    facets: {
      site: { column: sql`d.site_id`, chosen: input.site, label: named(sites) },
      outcome: { column: sql`r.outcome`, chosen: input.outcome },
      deviceClass: { column: sql`d.device_class`, chosen: input.deviceClass },
      manufacturer: { column: sql`d.manufacturer`, chosen: input.manufacturer },
      status: { column: sql`d.status`, chosen: input.status },
      exposure: { column: sql`d.exposure`, chosen: input.exposure },
      conflict: { column: yesNo(sql`d.has_conflict`), chosen: flag(input.conflict) },
    },
    id: sql`d.id`,
    select: sql`d.id, d.tag, d.serial, d.manufacturer, d.model, d.software_version as "softwareVersion", d.device_class as "deviceClass",
      s.name as site, w.name as ward, d.location, d.status, d.exposure, d.has_conflict as "hasConflict", r.outcome,
      coalesce(r.affected_count, 0) as "affectedCount", coalesce(r.possible_count, 0) as "possibleCount", r.risk`,
    sorts: {
      risk: { by: sql`coalesce(r.risk, 0)`, type: 'number' },
      outcome: { by: outcomeRank(sql`r.outcome`), type: 'number' },
      tag: { by: sql`coalesce(d.tag_key, '')`, type: 'text' },
      model: { by: sql`d.manufacturer || ' ' || d.model`, type: 'text' },
      version: { by: sql`coalesce(d.software_version, '')`, type: 'text' },
      deviceClass: { by: sql`d.device_class`, type: 'text' },
      site: { by: sql`d.site_id`, type: 'number' },
      ward: { by: sql`coalesce(w.name, '')`, type: 'text' },
      status: { by: sql`d.status`, type: 'text' },
      affected: { by: sql`coalesce(r.affected_count, 0)`, type: 'number' },
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
    },
    id: sql`r.id`,
    select: sql`r.id, r.kind, r.sentence, s.name as site, r.manufacturer, r.model, r.device_class as "deviceClass", r.outcome,
      r.device_count as "deviceCount", r.finding_count as "findingCount", r.cves, r.risk, r.has_fix as "hasFix", r.state`,
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
  const where: RawBuilder<unknown>[] = [sql`c.open_count > 0`];
  if (input.q) where.push(sql`(m.cve || ' ' || p.manufacturer || ' ' || p.model) ilike ${anywhere(input.q)}`);
  if (input.cve) where.push(sql`m.cve = any(${input.cve}::text[])`);
  if (input.model) where.push(sql`p.model = any(${input.model}::text[])`);
  return {
    from: sql`findings.cohort c join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
      left join risk.decision d on d.cohort_id = c.id left join intel.vulnerability v on v.cve = m.cve`,
    joins: sql`join people.site s on s.id = c.site_id`,
    where,
    facets: {
      site: { column: sql`c.site_id`, chosen: input.site, label: named(sites) },
      outcome: { column: sql`d.outcome`, chosen: input.outcome },
      status: { column: sql`m.status`, chosen: input.status },
      manufacturer: { column: sql`p.manufacturer`, chosen: input.manufacturer },
      kev: { column: yesNo(sql`v.kev_added_on is not null`), chosen: flag(input.kev) },
    },
    id: sql`c.id`,
    select: sql`c.id, m.cve, v.title, p.manufacturer, p.model, p.software_version as "softwareVersion", s.name as site, m.status, d.outcome,
      c.open_count as "deviceCount", d.risk * c.open_count as risk, v.kev_added_on is not null as kev, v.epss_score as epss,
      v.cvss_score as cvss, d.remedy_id as "remedyId"`,
    sorts: {
      risk: { by: sql`coalesce(d.risk * c.open_count, 0)`, type: 'number' },
      outcome: { by: outcomeRank(sql`d.outcome`), type: 'number' },
      cve: { by: sql`m.cve`, type: 'text' },
      model: { by: sql`p.manufacturer || ' ' || p.model`, type: 'text' },
      devices: { by: sql`c.open_count`, type: 'number' },
      epss: { by: sql`coalesce(v.epss_score, 0)`, type: 'number' },
      cvss: { by: sql`coalesce(v.cvss_score, 0)`, type: 'number' },
      site: { by: sql`c.site_id`, type: 'number' },
      status: { by: sql`m.status`, type: 'text' },
    },
    defaultSort: '-risk',
  };
}
