// The large hospital that lists are measured on: its equipment lists go through the real importer; what threatens the
// devices is written by SQL in plausible proportions; cases are opened by the real service.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { generateHospital, writeHospital } from '../src/app/demo/index.ts';
import { exportName } from '../src/app/demo/write.ts';
import type { House } from '../src/app/house.ts';
import { importFile } from '../src/app/import/index.ts';
import type { PersonId } from '../src/kernel/ids.ts';
import { addHours } from '../src/kernel/time.ts';
import { newToken, tokenHash } from '../src/platform/auth/password.ts';
import type { Db } from '../src/platform/db/pool.ts';
import { writeSetting } from '../src/platform/settings.ts';
import { transact } from '../src/platform/transact.ts';
import { sync } from '../src/rooms/intel/index.ts';
import { clocksInForce, inForce, raciNow } from '../src/rooms/raci/index.ts';
import { openChains } from '../src/rooms/work/service/open.ts';
import { uncovered } from '../src/rooms/work/store/remedies.ts';
import { rootDir } from './kit.ts';

const SEED = 1;
const PEOPLE = ['sites', 'wards', 'people', 'teams', 'staffing', 'absences', 'rota', 'zones'];

export type Say = (what: string) => void;
export type Size = { readonly devices: number; readonly cvesPerDevice: number; readonly cases: number };

/** Fills an empty installation. Answers what is in it, for the report. */
export async function fillHospital(house: House, size: Size, say: Say): Promise<Record<string, number>> {
  await importDevices(house, size.devices, say);
  // Statements over millions of rows need longer than a request may take, and hash joins.
  await house.db.connection().execute(async (db) => {
    await sql`set statement_timeout = 0`.execute(db);
    await sql`set work_mem = '512MB'`.execute(db);
    await sql`set enable_nestloop = off`.execute(db);
    say('vulnerabilities and matches');
    await threaten(db, size.cvesPerDevice);
    say('findings');
    await spread(db);
    say('decisions, remedies');
    await decide(db);
    await sql`reset all`.execute(db);
  });
  say('cases');
  await openCases(house, size.cases);
  await house.db.connection().execute(async (db) => {
    await sql`set statement_timeout = 0`.execute(db);
    await sql`vacuum analyze`.execute(db);
  });
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from inventory.device) as devices, (select count(*)::int from inventory.profile) as profiles,
    (select count(*)::int from findings.match) as matches, (select count(*)::int from findings.cohort) as cohorts,
    (select count(*)::int from findings.finding) as findings, (select count(*)::int from risk.remedy) as remedies,
    (select count(*)::int from work.chain) as cases`.execute(house.db);
  return rows[0] ?? {};
}

async function importDevices(house: House, devices: number, say: Say): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wardline-bench-'));
  try {
    // Nobody follows what happens here: findings and work are made below.
    const ctx = { ...house.ctx('bench'), subscribers: new Map() };
    await sync(ctx, join(rootDir, 'data', 'starter'));
    const hospital = generateHospital({ seed: SEED, devices, now: ctx.today() });
    say('writing the hospital’s files');
    await writeHospital(hospital, dir);
    for (const name of PEOPLE)
      await importFile(ctx, {
        path: join(dir, `${name}.csv`),
        fileName: `${name}.csv`,
        source: 'Hospital directory',
      });
    for (const site of hospital.sites) {
      const file = exportName(site);
      say(`importing ${file}`);
      await importFile(ctx, {
        path: join(dir, file),
        fileName: file,
        source: `CMMS ${site.name}`,
        siteCode: site.code,
      });
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Hash of the parts to [0, 1): the same on every run. */
const share = (...parts: string[]) =>
  sql.raw(`((hashtext(${parts.join(` || '/' || `)})::bigint + 2147483648) / 4294967296.0)`);

/** Made-up vulnerabilities in real proportions (1 in 60 exploited, half with a score of 7 or more), and for every
 *  product-version so many of them that a device has `cvesPerDevice` on average; 200 advisories name them. */
async function threaten(db: Db, cvesPerDevice: number): Promise<void> {
  await sql`insert into intel.vulnerability (cve, title, description, cvss_score, cvss_vector, cvss_version, cwes, published_at, kev_added_on,
      epss_score, epss_percentile, parts, updated_at)
    select 'CVE-' || (2017 + n % 9) || '-' || (30000 + n), 'Benchmark vulnerability ' || n,
      repeat('A component of the device does not check what it is sent. ', 4), (20 + 80 * ${share(`'cvss'`, 'n::text')})::int / 10.0,
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', '3.1', array['CWE-' || (20 + n % 300)], now() - n * interval '4 hours',
      case when n % 60 = 0 then current_date - n % 900 end, power(${share(`'epss'`, 'n::text')}, 6), ${share(`'epss'`, 'n::text')}, '[]', now()
    from generate_series(1, 6000) n on conflict do nothing`.execute(db);
  await sql`insert into intel.advisory (tracking_id, publisher, category, title, summary, url, status, revision, initial_release_at,
      current_release_at, sha256, file, cves, document, synced_at)
    select 'BENCH-' || n, (array['Agency', 'Maker A', 'Maker B', 'Maker C'])[1 + n % 4], 'csaf_security_advisory', 'Advisory ' || n || ' on benchmark products',
      repeat('What is wrong and what to do. ', 10), 'https://example.org/' || n, 'final', '1.0.0', now() - n * interval '1 day', now() - n * interval '12 hours',
      md5(n::text), 'bench-' || n || '.json', array(select cve from intel.vulnerability where hashtext(cve) % 600 = n limit 12),
      jsonb_build_object('products', '[]'::jsonb, 'remediations', '[]'::jsonb), now()
    from generate_series(1, 600) n`.execute(db);
  // A window of the list for each product, wider for some products than for others; versions of a product share most of it.
  await sql`insert into findings.match (profile_id, cve, status, level, confidence, rule, record, source, reasons, question, matched_at)
    select p.id, v.cve, case when p.software_version is null or ${share('v.cve', 'p.id::text')} < 0.15 then 'possible'
        when ${share('v.cve', 'p.id::text')} > 0.9 then 'not_affected' else 'affected' end,
      'model', 0.9, 'range', 'BENCH-' || (1 + abs(hashtext(v.cve)) % 600), 'csaf',
      ${JSON.stringify([
        { what: 'The advisory names this maker, this model and versions before 9.9.', source: 'BENCH' },
      ])}::jsonb, case when p.software_version is null then 'Which software version does it run?' end, now()
    from inventory.profile p
    join lateral (select cve, row_number() over (order by cve) as n from intel.vulnerability
      where ${share('cve', 'p.manufacturer', 'p.model')} < ${cvesPerDevice}::float8 * 1.35 / 6000 * (0.4 + 1.2 * ${share(`'width'`, 'p.manufacturer', 'p.model')})) v
      on ${share('v.cve', 'p.key')} < 0.9`.execute(db);
  await sql`insert into findings.profile_state (profile_id, revision, vendor_keys, vendor_revision, vendors_known)
    select id, revision, '{}', 0, (select count(*) from intel.vendor) from inventory.profile`.execute(db);
  await sql`analyze intel.vulnerability, findings.match`.execute(db);
}

/** Cohorts and findings from the matches, as the services would leave them. */
async function spread(db: Db): Promise<void> {
  await sql`insert into findings.cohort (match_id, site_id, exposure, harm, is_shared, mission)
    select distinct m.id, d.site_id, d.exposure, d.harm, d.is_shared, d.mission
    from findings.match m join inventory.device d on d.profile_id = m.profile_id
    where m.status in ('affected', 'possible') and d.status not in ('retired', 'disposed')`.execute(db);
  await sql`analyze findings.cohort`.execute(db);
  await sql`insert into findings.finding (device_id, cve, cohort_id, state, opened_at)
    select d.id, m.cve, c.id, 'open', now() - ${share('m.cve')} * interval '180 days'
    from findings.match m join inventory.device d on d.profile_id = m.profile_id
    join findings.cohort c on c.match_id = m.id and c.site_id = d.site_id and c.exposure = d.exposure and c.harm = d.harm
      and c.is_shared = d.is_shared and c.mission = d.mission
    where d.status not in ('retired', 'disposed')`.execute(db);
  await sql`update findings.cohort c set open_count = n.n
    from (select cohort_id, count(*)::int as n from findings.finding group by 1) n where n.cohort_id = c.id`.execute(
    db,
  );
}

/** Decisions, remedies and the risk of each device, as the services would leave them. */
async function decide(db: Db): Promise<void> {
  await sql`insert into risk.remedy (key, kind, site_id, manufacturer, model, device_class, runs_on, target_version, sentence, why, steps, maker_text,
      has_fix, outcome, device_count, finding_count, risk, cves, state, opened_at)
    select concat_ws('|', p.manufacturer, c.site_id, p.model, m.status, abs(hashtext(m.cve)) % 3), case when m.status = 'possible' then 'identify' when abs(hashtext(m.cve)) % 3 = 2 then 'mitigate' else 'apply' end,
      c.site_id, p.manufacturer, p.model, min(p.device_class), 'device', '9.9', 'Bring the ' || p.model || ' at site ' || c.site_id || ' to version 9.9.' || abs(hashtext(m.cve)) % 3,
      'The worst finding behind it, in a sentence.', '["Plan the visit.", "Bring the device up to date.", "Check the version shown."]', 'Update to version 9.9.',
      m.status = 'affected' and abs(hashtext(m.cve)) % 3 <> 2, 'defer', 1, sum(c.open_count), 0, array_agg(distinct m.cve), 'open', now() - interval '30 days'
    from findings.cohort c join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
    where c.open_count > 0 group by c.site_id, p.manufacturer, p.model, m.status, abs(hashtext(m.cve)) % 3`.execute(
    db,
  );
  await sql`insert into risk.decision (cohort_id, outcome, human_impact, exploitation, automatable, detail, risk, is_assumed, remedy_id, decided_at, input_hash)
    select c.id, (case when x < 0.02 then 'immediate' when x < 0.1 then 'out_of_cycle' when x < 0.45 then 'scheduled' else 'defer' end), 'medium',
      case when v.kev_added_on is null then 'none' else 'active' end, 'no',
      jsonb_build_object('path', '[]'::jsonb, 'tables', '[]'::jsonb, 'riskReasons', '[]'::jsonb, 'reasons', '[]'::jsonb, 'filler', repeat('x', 600)),
      10 * (1 - x) * (1 - x), x > 0.8, r.id, now() - interval '10 days', 'bench'
    from findings.cohort c join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
    join intel.vulnerability v on v.cve = m.cve
    join risk.remedy r on r.key = concat_ws('|', p.manufacturer, c.site_id, p.model, m.status, abs(hashtext(m.cve)) % 3)
    cross join lateral (select (${share('m.cve', 'c.exposure', 'c.harm')}) as x) luck where c.open_count > 0`.execute(
    db,
  );
  await sql`analyze findings.finding, risk.decision, risk.remedy`.execute(db);
  await sql`update risk.remedy r set risk = n.risk, outcome = n.outcome, device_count = n.devices from (
      select d.remedy_id, sum(d.risk * c.open_count) as risk, max(c.open_count) as devices, (array['defer', 'scheduled', 'out_of_cycle', 'immediate'])[max(case d.outcome when 'immediate' then 4 when 'out_of_cycle' then 3 when 'scheduled' then 2 else 1 end)] as outcome
      from risk.decision d join findings.cohort c on c.id = d.cohort_id group by 1) n where n.remedy_id = r.id`.execute(
    db,
  );
  await sql`update risk.device_row r set outcome = (array['defer', 'scheduled', 'out_of_cycle', 'immediate'])[n.rank], affected_count = n.affected,
      possible_count = n.possible, risk = n.risk, counted_profile_id = r.profile_id from (
      select f.device_id, max(case d.outcome when 'immediate' then 4 when 'out_of_cycle' then 3 when 'scheduled' then 2 else 1 end) as rank,
        count(*) filter (where m.status = 'affected') as affected, count(*) filter (where m.status = 'possible') as possible,
        100 * (1 - exp(sum(ln(1 - least(d.risk, 99.999) / 100)))) as risk
      from findings.finding f join risk.decision d on d.cohort_id = f.cohort_id join findings.cohort c on c.id = f.cohort_id join findings.match m on m.id = c.match_id
      group by 1) n where n.device_id = r.device_id`.execute(db);
  await sql`select risk.rebuild_list_rows()`.execute(db);
}

/** The worst `cases` remedies become cases by the real service, in transactions of 25. */
async function openCases(house: House, cases: number): Promise<void> {
  const ctx = house.ctx('bench');
  await inForce(ctx);
  const due = (await uncovered(house.db)).slice(0, cases);
  const now = await raciNow(ctx);
  const clocks = await clocksInForce(ctx);
  for (let i = 0; i < due.length; i += 25)
    await transact(ctx, async (ctx) => {
      await openChains(ctx, due.slice(i, i + 25), { now, clocks });
    });
  await transact(ctx, (ctx) => writeSetting(ctx, 'setup', 'ready'));
}

/** Opens a session for an analyst: this person, or the one who takes part in most work. Answers its token. */
export async function signedIn(house: House, personId?: PersonId): Promise<string> {
  const at = house.ctx('bench').now();
  const { rows } = await sql<{ id: number }>`with busiest as (
      select p.id from people.person p where p.is_active and ${personId === undefined ? sql`true` : sql`p.id = ${personId}`}
      order by (select count(*) from work.holder h left join people.team_member t on t.team_id = h.team_id
        where h.until is null and (h.person_id = p.id or t.person_id = p.id)) desc, p.id limit 1)
    insert into people.account (person_id, login, password_hash, profile, created_at)
    select id, 'bench-analyst', 'no password', 'analyst', ${at} from busiest
    on conflict (lower(login)) do update set is_enabled = true returning id`.execute(house.db);
  const token = newToken();
  await sql`insert into people.session (token_hash, account_id, created_at, last_used_at, expires_at, user_agent)
    values (${tokenHash(token)}, ${rows[0]?.id}, ${at}, ${at}, ${addHours(at, 12)}, 'bench')`.execute(
    house.db,
  );
  return token;
}
