// An exposure that nobody knows is assumed, and every decision made on it says so; cohorts never mix the two.
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../platform/testing/database.ts';
import { cohort } from '../risk/service/detail.ts';
import { prove, settle } from './index.ts';
import { advisories, devices, smallHospital } from './testing.ts';

const house = await testHouse();

beforeAll(async () => {
  const h = await smallHospital(house);
  const model = {
    manufacturer: 'Philips',
    model: 'IntelliVue MX40',
    version: 'B.06.05',
    deviceClass: 'telemetry',
    site: h.site,
    ward: h.wards[0],
  };
  const unknown = await devices(house, { ...model, count: 2, tag: 'unknown' });
  await devices(house, { ...model, count: 3, tag: 'flat' });
  await house.db
    .updateTable('inventory.device')
    .set({ isExposureAssumed: true })
    .where('id', 'in', unknown)
    .execute();
  await advisories(house, ['icsma-17-255-01']);
  await settle(house.ctx);
});

const cohorts = async () =>
  (
    await house.db
      .selectFrom('findings.cohort')
      .select(['id', 'isExposureAssumed', 'openCount', 'exposure'])
      .where('openCount', '>', 0)
      .orderBy('matchId')
      .orderBy('isExposureAssumed')
      .execute()
  ).map((c) => ({ ...c }));
const one = async (isAssumed: boolean) => {
  const found = (await cohorts()).find((c) => c.isExposureAssumed === isAssumed);
  return found ? cohort(house.ctx, found.id) : expect.fail('no such cohort');
};

describe('devices of whose network nothing is known', () => {
  it('stand in cohorts of their own beside those known to be open', async () => {
    const found = await cohorts();
    expect(new Set(found.map((c) => `${c.exposure} ${c.isExposureAssumed} ${c.openCount}`))).toEqual(
      new Set(['open false 3', 'open true 2']),
    );
  });
  it('are decided with exposure marked as assumed, with the reason; the known ones are not', async () => {
    const [assumed, known] = [await one(true), await one(false)];
    const exposure = (of: typeof known) => of.inputs.find((i) => i.point === 'exposure');
    expect(exposure(assumed)).toMatchObject({ value: 'open', assumed: true });
    expect(exposure(assumed)?.reasons.some((r) => r.what.includes('adverse value is taken'))).toBe(true);
    expect(exposure(known)).toMatchObject({ value: 'open', assumed: false });
    expect(assumed.outcome).toBe(known.outcome);
    const { rows } = await sql<{
      assumed: boolean;
      decision: boolean;
    }>`select c.is_exposure_assumed as assumed, d.is_assumed as decision
      from risk.decision d join findings.cohort c on c.id = d.cohort_id where c.is_exposure_assumed`.execute(
      house.db,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((r) => r.decision)).toBe(true);
  });
  it('are one remedy and one case with the others, and the proof holds', async () => {
    const { rows } = await sql<{ n: number; devices: number }>`select count(distinct r.id)::int as n,
      max(r.device_count)::int as devices from risk.remedy r where r.state = 'open' and r.kind = 'apply'`.execute(
      house.db,
    );
    expect(rows[0]).toEqual({ n: 1, devices: 5 });
    expect((await prove(house.ctx)).violations).toEqual([]);
  });
  it('move to the known ones when somebody finds out, without a finding lost or doubled', async () => {
    await sql`update inventory.device set is_exposure_assumed = false`.execute(house.db);
    await sql`update inventory.profile set revision = revision + 1`.execute(house.db);
    await settle(house.ctx);
    expect((await cohorts()).map((c) => [c.isExposureAssumed, c.openCount])).toEqual(
      (await cohorts()).map(() => [false, 5]),
    );
    expect((await prove(house.ctx)).violations).toEqual([]);
  });
});
