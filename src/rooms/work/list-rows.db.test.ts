// The narrow rows and tallies that lists are read from, against what they are copied from, after whatever happens.
import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ChainId } from '../../kernel/ids.ts';
import { type ListInput, listOf, rowsOf } from '../../platform/list.ts';
import { type TestHouse, testHouse } from '../../platform/testing/database.ts';
import { transact } from '../../platform/transact.ts';
import { closeByWork } from '../findings/index.ts';
import * as contract from '../risk/contract.ts';
import { overrideInput } from '../risk/service/detail.ts';
import { cohortList, deviceList } from '../risk/store/lists.ts';
import { settle } from './index.ts';
import { advisories, devices, type SmallHospital, smallHospital } from './testing.ts';

const bothWays = (a: RawBuilder<unknown>, b: RawBuilder<unknown>) =>
  sql`(${a} except all ${b}) union all (${b} except all ${a})`;

const deviceColumns = sql.raw(
  'device_id, profile_id, site_id, ward_id, ward, tag_key, manufacturer, model, software_version, device_class, status, exposure, has_conflict',
);
const cohortColumns = sql.raw(
  'cohort_id, site_id, cve, manufacturer, model, software_version, status, is_kev, epss, cvss, outcome, remedy_id, open_count, risk',
);
const deviceFacets = sql.raw('site_id, outcome, device_class, manufacturer, status, exposure, has_conflict');
const cohortFacets = sql.raw('site_id, outcome, status, manufacturer, is_kev');

/** What is true at any time: rows of devices say what the devices say, and tallies what the rows say. */
const always: Readonly<Record<string, RawBuilder<unknown>>> = {
  'rows of devices': bothWays(
    sql`select ${deviceColumns} from risk.device_row`,
    sql`select ${deviceColumns} from risk.device_source`,
  ),
  'tally of devices': bothWays(
    sql`select ${deviceFacets}, sum(n) from risk.device_tally group by ${deviceFacets} having sum(n) <> 0`,
    sql`select ${deviceFacets}, count(*) from risk.device_row group by ${deviceFacets}`,
  ),
  'tally of cohorts': bothWays(
    sql`select ${cohortFacets}, sum(n), sum(findings) from risk.cohort_tally group by ${cohortFacets} having sum(n) <> 0 or sum(findings) <> 0`,
    sql`select ${cohortFacets}, count(*), sum(open_count) from risk.cohort_row group by ${cohortFacets}`,
  ),
};
/** What is true besides whenever a settling has committed. */
const settled: typeof always = {
  'rows of cohorts': bothWays(
    sql`select ${cohortColumns} from risk.cohort_row`,
    sql`select ${cohortColumns} from risk.cohort_source`,
  ),
  'risk of devices': bothWays(
    sql`select device_id, outcome, affected_count, possible_count, round(coalesce(risk, -1)::numeric, 2) from risk.device_row`,
    sql`select d.id, (array['defer', 'scheduled', 'out_of_cycle', 'immediate'])[
          max(case x.outcome when 'immediate' then 4 when 'out_of_cycle' then 3 when 'scheduled' then 2 when 'defer' then 1 end)],
        count(*) filter (where m.status = 'affected'), count(*) filter (where m.status = 'possible'),
        round(coalesce((100 * (1 - exp(sum(ln(greatest(1 - least(x.risk, 99.999) / 100, 0.00001))) filter (where x.risk is not null))))::real, -1)::numeric, 2)
      from inventory.device d left join findings.finding f on f.device_id = d.id and f.state = 'open'
      left join findings.cohort c on c.id = f.cohort_id left join findings.match m on m.id = c.match_id
      left join risk.decision x on x.cohort_id = c.id group by d.id`,
  ),
};

async function differences({ db }: TestHouse, of: typeof always): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [what, query] of Object.entries(of)) {
    const { rows } = await query.execute(db);
    if (rows.length > 0) found[what] = rows;
  }
  return found;
}

type Place = { house: TestHouse; h: SmallHospital };

async function place(): Promise<Place> {
  const house = await testHouse();
  const h = await smallHospital(house);
  const site = h.site;
  const monitor = { manufacturer: 'Philips', model: 'IntelliVue MX40', deviceClass: 'telemetry', site };
  await devices(house, { ...monitor, version: 'B.06.05', ward: h.wards[0], count: 5 });
  await devices(house, { ...monitor, version: null, ward: h.wards[1], count: 3 });
  await devices(house, { ...monitor, version: 'Z.99.99', ward: h.wards[1], count: 2 });
  // Nothing is known against these.
  await devices(house, {
    manufacturer: 'Nobody',
    model: 'Scale 3',
    version: '1',
    site,
    ward: h.wards[0],
    count: 2,
  });
  await advisories(house, ['icsma-17-255-01']);
  await sql`insert into people.site (code, name, timezone) values ('STB', 'St. Bruno', 'UTC')`.execute(
    house.db,
  );
  await settle(house.ctx);
  return { house, h };
}

/** The `n`th row of a table, round and round, as a subquery. */
const nth = (from: string, n: number, id = 'id') =>
  sql`(select ${sql.raw(id)} from ${sql.raw(from)} order by ${sql.raw(id)} offset ${n} % greatest((select count(*) from ${sql.raw(from)}), 1) limit 1)`;
const bump = sql`update inventory.profile set revision = revision + 1`;
const statuses = ['in_service', 'retired', 'disposed', 'in_repair'];

/** Things that happen in a hospital, each by the number of what it happens to. */
const changes: Readonly<Record<string, (p: Place, n: number) => Promise<unknown>>> = {
  'a device arrives': ({ house, h }, n) =>
    devices(house, {
      manufacturer: 'Philips',
      model: 'IntelliVue MX40',
      deviceClass: 'telemetry',
      site: h.site,
      ward: h.wards[n % 2] ?? h.wards[0],
      version: n % 3 === 0 ? null : 'B.06.05',
      count: 1 + (n % 2),
      tag: `new-${n}`,
    }),
  'a device changes its state': ({ house }, n) =>
    sql`update inventory.device set status = ${statuses[n % 4]} where id = ${nth('inventory.device', n)}`.execute(
      house.db,
    ),
  'a device becomes another product-version': ({ house }, n) =>
    sql`update inventory.device d set profile_id = p.id, manufacturer = p.manufacturer, model = p.model, software_version = p.software_version
      from inventory.profile p where d.id = ${nth('inventory.device', n)} and p.id = ${nth('inventory.profile', Math.floor(n / 7))}`.execute(
      house.db,
    ),
  'a device moves to another site': ({ house }, n) =>
    sql`update inventory.device set site_id = ${nth('people.site', n)}, ward_id = null where id = ${nth('inventory.device', n)}`.execute(
      house.db,
    ),
  'a device moves to another ward and is disputed': ({ house }, n) =>
    sql`update inventory.device set ward_id = ${nth('people.ward', n)}, has_conflict = ${n % 2 === 0}, exposure = ${n % 3 === 0 ? 'small' : 'open'}
      where id = ${nth('inventory.device', n)}`.execute(house.db),
  'a ward is renamed': ({ house }, n) =>
    sql`update people.ward set name = ${`Ward ${n}`} where id = ${nth('people.ward', n)}`.execute(house.db),
  'a vulnerability is exploited, or no longer': ({ house }, n) =>
    sql`update intel.vulnerability set kev_added_on = case when kev_added_on is null then date '2026-11-20' end
      where cve = ${nth('intel.vulnerability', n, 'cve')}`.execute(house.db),
  'scores change': ({ house }, n) =>
    sql`update intel.vulnerability set epss_score = ${(n % 97) / 100}, epss_percentile = 0.5, cvss_score = ${(n % 90) / 10}
      where cve = ${nth('intel.vulnerability', n, 'cve')}`.execute(house.db),
  'somebody sets an input, or takes it back': async ({ house, h }, n) => {
    const [cohort] = await house.db
      .selectFrom('risk.cohortRow')
      .select('cohortId')
      .orderBy(sql`md5(cohort_id::text || ${String(n)})`)
      .limit(1)
      .execute();
    if (cohort)
      await overrideInput(h.as('SE'), {
        cohortId: cohort.cohortId,
        point: 'exploitation',
        value: n % 3 === 0 ? null : 'active',
        reason: 'tested',
      });
  },
  'a case ends findings': async ({ house }, n) => {
    const [row] = await house.db
      .selectFrom('findings.finding')
      .select(['deviceId', 'cohortId'])
      .where('state', '=', 'open')
      .orderBy('deviceId')
      .orderBy('cve')
      .offset(n % 7)
      .limit(1)
      .execute();
    if (row)
      await transact(house.ctx, (ctx) =>
        closeByWork(ctx, {
          chainId: ChainId.parse(1),
          deviceIds: [row.deviceId],
          cohortIds: [row.cohortId],
          as: 'fixed',
        }),
      );
  },
  'tallies are compacted': ({ house }) => sql`select risk.compact_tallies()`.execute(house.db),
};

describe('rows and tallies', () => {
  let p: Place;
  beforeAll(async () => {
    p = await place();
  });
  afterEach(async () => {
    expect(await differences(p.house, { ...always, ...settled })).toEqual({});
  });

  it('say what a first settling found', async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from risk.cohort_row`.execute(
      p.house.db,
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
  });

  it.each(Object.keys(changes))('follow when %s', async (what) => {
    for (const n of [1, 4]) {
      await changes[what]?.(p, n);
      expect(await differences(p.house, always)).toEqual({});
      await bump.execute(p.house.db);
      await settle(p.house.ctx);
      expect(await differences(p.house, { ...always, ...settled })).toEqual({});
    }
  });

  it('follow whatever happens in whatever order', async () => {
    const step = fc.record({ what: fc.constantFrom(...Object.keys(changes)), n: fc.nat(1000) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        for (const { what, n } of steps) {
          await changes[what]?.(p, n);
          expect(await differences(p.house, always), what).toEqual({});
        }
        await bump.execute(p.house.db);
        await settle(p.house.ctx);
        expect(await differences(p.house, { ...always, ...settled })).toEqual({});
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  it('follow when many write at the same time', async () => {
    const write = (n: number) =>
      transact(p.house.ctx, async (ctx) => {
        await sql`update inventory.device set status = ${statuses[n % 4]}, has_conflict = ${n % 2 === 0} where id % 3 <> ${n % 3}`.execute(
          ctx.db,
        );
        await bump.execute(ctx.db);
      });
    const compact = () => sql`select risk.compact_tallies()`.execute(p.house.db);
    await Promise.all([
      write(0),
      settle(p.house.ctx),
      write(1),
      compact(),
      write(2),
      compact(),
      settle(p.house.ctx),
    ]);
    expect(await differences(p.house, always)).toEqual({});
    await settle(p.house.ctx);
  }, 60_000);

  it('are made again from scratch when they were spoilt', async () => {
    await sql`delete from risk.cohort_row where cohort_id % 2 = 0`.execute(p.house.db);
    await sql`update risk.device_row set status = 'unknown', ward = 'nowhere' where device_id % 2 = 0`.execute(
      p.house.db,
    );
    await sql`insert into risk.device_tally select * from risk.device_tally`.execute(p.house.db);
    await sql`delete from risk.cohort_tally`.execute(p.house.db);
    await sql`select risk.rebuild_list_rows()`.execute(p.house.db);
  });

  it('count the same as a scan of the rows does, whatever is chosen', async () => {
    const ask: ListInput = { limit: 2 };
    for (const asked of [
      {},
      { outcome: 'scheduled' },
      { manufacturer: 'Philips', conflict: 'no', outcome: 'defer,immediate' },
    ]) {
      const list = deviceList(contract.devices.input.parse(asked), {});
      const { tally: _, ...scanned } = list;
      expect(await listOf(p.house.db, list, ask)).toEqual(await listOf(p.house.db, scanned, ask));
    }
    for (const asked of [
      {},
      { kev: 'yes' },
      { status: 'possible', site: '1' },
      { outcome: 'immediate', kev: 'no' },
    ]) {
      const list = cohortList(contract.cohorts.input.parse(asked), {});
      const { tally: _, ...scanned } = list;
      expect(await listOf(p.house.db, list, ask)).toEqual(await listOf(p.house.db, scanned, ask));
    }
  });
});

describe('a page of a long list', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse();
    await sql`insert into people.site (code, name) values ('A', 'A'), ('B', 'B')`.execute(house.db);
    await sql`insert into inventory.profile (manufacturer, model, device_class, key) values ('x', 'x', 'other', 'x')`.execute(
      house.db,
    );
    // All of Zz stand behind everything else in the order of models, farther than is read on the way to them.
    await sql`insert into inventory.device (site_id, profile_id, tag, tag_key, manufacturer, model, device_class, status, networked, exposure, harm,
        is_shared, is_life_support, mission, runs_on, observed_at, created_at, search)
      select 1 + n % 2, 1, 'T' || n, case when n % 5 <> 0 then 't' || n % 90 end, case when n > 2400 then 'Zz' else 'Aa' end, 'M' || n % 40, 'other',
        case when n % 500 = 0 then 'retired' else 'in_service' end, 'yes', 'open', 'minor', false, false, 'degraded', 'device', now(), now(), 't' || n
      from generate_series(1, 2700) n`.execute(house.db);
    await sql`update risk.device_row set risk = device_id % 97, outcome = 'defer' where device_id % 4 <> 0`.execute(
      house.db,
    );
  });

  const choices: [string, Record<string, string>, RawBuilder<unknown>][] = [
    ['nothing chosen', {}, sql`true`],
    ['the last maker', { manufacturer: 'Zz' }, sql`manufacturer = 'Zz'`],
    ['hardly any', { status: 'retired', site: '1' }, sql`status = 'retired' and site_id = 1`],
    ['nearly all', { status: 'in_service' }, sql`status = 'in_service'`],
    ['none', { status: 'disposed' }, sql`false`],
    [
      'a search',
      { q: 't26' },
      sql`tag_key is distinct from '' and device_id in (select id from inventory.device where search like '%t26%')`,
    ],
  ];
  const orders: [string, RawBuilder<unknown>][] = [
    ['risk', sql`coalesce(risk, 0)`],
    ['tag', sql`coalesce(tag_key, '')`],
    ['model', sql`manufacturer || ' ' || model`],
    ['outcome', sql`outcome_rank`],
    ['status', sql`status`],
    ['site', sql`site_id`],
  ];
  it.each(choices)('holds the right rows in every order with %s', async (_, asked, where) => {
    for (const [sort, by] of orders)
      for (const direction of ['', '-']) {
        const list = deviceList(contract.devices.input.parse(asked), {});
        const ids: number[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < 3; page += 1) {
          const { items, next } = await rowsOf<{ id: number }>(house.db, list, {
            limit: 60,
            sort: direction + sort,
            cursor,
          });
          ids.push(...items.map((i) => i.id));
          if (next === null) break;
          cursor = next;
        }
        const way = sql.raw(direction === '-' ? 'desc' : 'asc');
        const { rows } = await sql<{ id: number }>`select device_id as id from risk.device_row where ${where}
          order by ${by} ${way}, device_id ${way} limit 180`.execute(house.db);
        expect(ids, direction + sort).toEqual(rows.map((r) => r.id));
      }
  });
});
