// A hospital network for the work bench: 200 sites with one staffing, models of one maker at every site, advisories on them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { House } from '../src/app/house.ts';
import { sync } from '../src/rooms/intel/index.ts';
import { inForce } from '../src/rooms/raci/index.ts';

export const SITES = 200;
export const MODELS_PER_ADVISORY = 10;
const MAKER = 'Benchworks';
const roles = ['CI', 'SE', 'NE', 'IT', 'HD', 'BM', 'CE', 'CL', 'PR', 'VM', 'PV', 'EX'];
const modelOf = (n: number): string => `Aurora ${1000 + n * 137}`;

/** Sites with a ward each, a person for every role of the house, biomed and analysts as teams of eight. */
export async function makePeople(house: House): Promise<void> {
  const { db } = house;
  await inForce(house.ctx('bench'));
  await sql`insert into people.organisation (name, kind) values ('Benchworks Health', 'hospital')`.execute(
    db,
  );
  await sql`insert into people.site (code, name, timezone) select 'B' || n, 'Site ' || n, 'UTC' from generate_series(1, ${SITES}) n`.execute(
    db,
  );
  await sql`insert into people.ward (site_id, code, name, department) select id, 'W1', 'Ward ' || code, 'Medicine' from people.site`.execute(
    db,
  );
  await sql`insert into people.person (name, email, site_id, organisation_id)
    select role || coalesce(' ' || n, ''), lower(role) || coalesce(n, 0) || '@example.org', (select min(id) from people.site), (select min(id) from people.organisation)
    from unnest(${roles}::text[]) role left join lateral (select n from generate_series(1, 8) n where role in ('BM', 'SE')) team on true`.execute(
    db,
  );
  for (const role of ['BM', 'SE']) {
    await sql`with team as (insert into people.team (name, lead_person_id) select ${`Team ${role}`}, min(id) from people.person where name like ${`${role} %`} returning id),
      staff as (insert into raci.staffing (role, team_id) select ${role}, id from team)
      insert into people.team_member (team_id, person_id) select team.id, p.id from team, people.person p where p.name like ${`${role} %`}`.execute(
      db,
    );
  }
  await sql`insert into raci.staffing (role, person_id, deputy_person_id)
    select p.name, p.id, (select id from people.person where name = case p.name when 'EX' then 'CI' else 'EX' end)
    from people.person p where p.name <> all (array['BM', 'SE']) and p.name not like '% %'`.execute(db);
}

/** So many devices at every site of each of ten models, beginning with model `from`; as an import would leave them. */
export async function makeDevices(house: House, from: number, perSite: number): Promise<number> {
  const at = house.ctx('bench').now();
  await sql`insert into inventory.source (name, kind) values ('Bench', 'cmms') on conflict do nothing`.execute(
    house.db,
  );
  for (let i = from; i < from + MODELS_PER_ADVISORY; i += 1) {
    const key = JSON.stringify([MAKER, modelOf(i), '1.0']).toLowerCase();
    await sql`with profile as (
        insert into inventory.profile (manufacturer, model, software_version, device_class, key)
        values (${MAKER}, ${modelOf(i)}, '1.0', 'infusion_pump', ${key}) returning id)
      insert into inventory.device (site_id, ward_id, profile_id, tag, tag_key, manufacturer, model, software_version, device_class, status, networked,
        exposure, harm, is_shared, is_life_support, mission, runs_on, observed_at, created_at, search)
      select w.site_id, w.id, profile.id, tag, lower(tag), ${MAKER}, ${modelOf(i)}, '1.0', 'infusion_pump', 'in_service', 'yes', 'open', 'serious', false,
        false, 'mef_support_crippled', 'device', ${at}::timestamptz, ${at}::timestamptz, lower(tag)
      from profile, people.ward w, generate_series(1, ${perSite}) n, lateral (select ${`M${i}-`} || w.site_id || '-' || n as tag) named`.execute(
      house.db,
    );
  }
  await sql`analyze inventory.device, inventory.profile`.execute(house.db);
  return SITES * MODELS_PER_ADVISORY * perSite;
}

/** An advisory on ten models with so many vulnerabilities, read as a feed. */
export async function makeAdvisory(house: House, number: number, cves: number): Promise<void> {
  const models = Array.from({ length: MODELS_PER_ADVISORY }, (_, i) =>
    modelOf(number * MODELS_PER_ADVISORY + i),
  );
  const at = '2026-09-01T00:00:00Z';
  const id = (model: string) => `BW-${model.replaceAll(' ', '-')}`;
  const affected = models.map(id);
  const document = {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: `${MAKER}: weaknesses in ${models.length} models`,
      publisher: { category: 'vendor', name: MAKER, namespace: 'https://example.org' },
      notes: [{ category: 'summary', title: 'Summary', text: 'Made for a bench.' }],
      tracking: {
        id: `BENCHWORKS-${number}`,
        initial_release_date: at,
        current_release_date: at,
        revision_history: [{ date: at, number: '1', summary: 'First.' }],
        status: 'final',
        version: '1',
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: MAKER,
          branches: models.map((model) => ({
            category: 'product_name',
            name: model,
            branches: [
              {
                category: 'product_version_range',
                name: '<2.0',
                product: { name: `${MAKER} ${model} <2.0`, product_id: id(model) },
              },
            ],
          })),
        },
      ],
    },
    vulnerabilities: Array.from({ length: cves }, (_, n) => ({
      cve: `CVE-2026-${40_000 + number * 100 + n}`,
      title: 'It does not check what it is sent',
      notes: [
        {
          category: 'description',
          title: 'Description',
          text: 'A component does not check what it is sent.',
        },
      ],
      product_status: { known_affected: affected },
      remediations: [{ category: 'vendor_fix', details: 'Update to 2.0.', product_ids: affected }],
      scores: [
        {
          products: affected,
          cvss_v3: {
            version: '3.1',
            vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
            baseScore: 9.8,
            baseSeverity: 'CRITICAL',
          },
        },
      ],
    })),
  };
  const dir = await mkdtemp(join(tmpdir(), 'wardline-bench-'));
  try {
    await writeFile(join(dir, 'advisory.json'), JSON.stringify(document));
    await sync({ ...house.ctx('bench'), subscribers: new Map() }, dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
