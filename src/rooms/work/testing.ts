// A small hospital for tests of work: one site, two wards, a person for every role, pumps of one model, two advisories.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeviceId, PersonId, SiteId, WardId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { type Ctx, withActor } from '../../platform/ctx.ts';
import { dataFilesDir } from '../../platform/root.ts';
import type { TestHouse } from '../../platform/testing/database.ts';
import { sync } from '../intel/index.ts';

export const roleCodes = ['CI', 'SE', 'NE', 'IT', 'HD', 'BM', 'CE', 'CL', 'PR', 'VM', 'PV', 'EX'] as const;
export type RoleCode = (typeof roleCodes)[number];

export type SmallHospital = {
  site: SiteId;
  wards: [WardId, WardId];
  /** The person of each role; `BM2` and `SE2` are their colleagues in the same team, `HDdeputy` stands in for HD. */
  people: Record<RoleCode | 'BM2' | 'SE2' | 'HDdeputy' | 'CL2', PersonId>;
  /** A context in which that person acts. */
  as(who: keyof SmallHospital['people']): Ctx;
};

/** Makes people, wards and staffing. Biomed and analysts are teams of two. */
export async function smallHospital(house: TestHouse): Promise<SmallHospital> {
  const { db } = house;
  const site = SiteId.parse(
    (
      await db
        .insertInto('people.site')
        .values({ code: 'STA', name: 'St. Anne', timezone: 'UTC' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
  );
  const ward = async (code: string, name: string) =>
    WardId.parse(
      (
        await db
          .insertInto('people.ward')
          .values({ siteId: site, code, name, department: 'Medicine' })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id,
    );
  const wards: [WardId, WardId] = [await ward('4W', '4 West'), await ward('ICU', 'ICU')];
  await db.insertInto('people.organisation').values({ name: 'St. Anne Health', kind: 'hospital' }).execute();
  const person = async (name: string) =>
    PersonId.parse(
      (
        await db
          .insertInto('people.person')
          .values({ name, email: `${name.toLowerCase()}@example.org`, siteId: site })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id,
    );
  const people = {} as SmallHospital['people'];
  for (const who of [...roleCodes, 'BM2', 'SE2', 'HDdeputy', 'CL2'] as const) people[who] = await person(who);
  const team = async (name: string, lead: PersonId, members: PersonId[]) => {
    const { id } = await db
      .insertInto('people.team')
      .values({ name, leadPersonId: lead })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('people.teamMember')
      .values(members.map((personId) => ({ teamId: id, personId })))
      .execute();
    return id;
  };
  const biomed = await team('Biomed', people.BM, [people.BM, people.BM2]);
  const secops = await team('SecOps', people.SE, [people.SE, people.SE2]);
  for (const role of roleCodes) {
    if (role === 'BM' || role === 'SE')
      await db
        .insertInto('raci.staffing')
        .values({ role, teamId: role === 'BM' ? biomed : secops })
        .execute();
    else if (role !== 'CL')
      await db
        .insertInto('raci.staffing')
        .values({
          role,
          personId: people[role],
          deputyPersonId: role === 'HD' ? people.HDdeputy : role === 'EX' ? people.CI : people.EX,
        })
        .execute();
  }
  await db
    .insertInto('raci.staffing')
    .values([
      { role: 'CL', personId: people.CL, siteId: site, wardId: wards[0] },
      { role: 'CL', personId: people.CL2, siteId: site, wardId: wards[1] },
      { role: 'CL', personId: people.CL, siteId: site, deputyPersonId: people.CL2 },
    ])
    .execute();
  return {
    site,
    wards,
    people,
    as: (who) =>
      withActor(house.ctx, {
        kind: 'person',
        personId: people[who],
        name: who,
        profile: 'analyst',
        permissions: new Set(permissionsOf.analyst),
      }),
  };
}

/** Adds devices of one product-version; every change counts as a new revision of it, as imports do. */
export async function devices(
  house: TestHouse,
  of: {
    site: SiteId;
    ward: WardId;
    manufacturer: string;
    model: string;
    version: string | null;
    count: number;
    deviceClass?: string;
    /** What the tags begin with. */
    tag?: string;
  },
): Promise<DeviceId[]> {
  const { db, clock } = house;
  const deviceClass = of.deviceClass ?? 'infusion_pump';
  const key = JSON.stringify([of.manufacturer, of.model, of.version]).toLowerCase();
  const profile = await db
    .insertInto('inventory.profile')
    .values({ manufacturer: of.manufacturer, model: of.model, softwareVersion: of.version, deviceClass, key })
    .onConflict((c) =>
      c.column('key').doUpdateSet((eb) => ({ revision: eb(eb.ref('inventory.profile.revision'), '+', 1) })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const source = await db
    .insertInto('inventory.source')
    .values({ name: 'CMMS test', kind: 'cmms' })
    .onConflict((c) => c.column('name').doUpdateSet({ kind: 'cmms' }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const ids: DeviceId[] = [];
  for (let i = 0; i < of.count; i += 1) {
    const tag = `${of.tag ?? of.model}-${of.version ?? 'x'}-${of.ward}-${i}`;
    const { id } = await db
      .insertInto('inventory.device')
      .values({
        siteId: of.site,
        wardId: of.ward,
        profileId: profile.id,
        tag,
        tagKey: tag.toLowerCase(),
        manufacturer: of.manufacturer,
        model: of.model,
        softwareVersion: of.version,
        deviceClass,
        status: 'in_service',
        networked: 'yes',
        exposure: 'open',
        harm: 'critical',
        isShared: false,
        isLifeSupport: false,
        mission: 'mef_failure',
        runsOn: 'device',
        observedAt: clock.now,
        createdAt: clock.now,
        search: tag.toLowerCase(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('inventory.observation')
      .values({
        deviceId: id,
        sourceId: source.id,
        observedAt: clock.now,
        saidAt: clock.now,
        confidence: 0.7,
        cells: '[]',
        fields: JSON.stringify({
          tag,
          manufacturer: of.manufacturer,
          model: of.model,
          status: 'in_service',
          category: 'Infusion pump',
          ...(of.version ? { softwareVersion: of.version } : {}),
        }),
      })
      .execute();
    ids.push(DeviceId.parse(id));
  }
  return ids;
}

/** Reads these advisories of the starter pack, by number. */
export async function advisories(house: TestHouse, numbers: readonly string[]): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'wl-advisories-'));
  for (const n of numbers)
    await cp(join(dataFilesDir, 'starter', 'csaf', `wardline-starter-${n}.json`), join(dir, `${n}.json`));
  await sync(house.ctx, dir);
  await rm(dir, { recursive: true, force: true });
}
