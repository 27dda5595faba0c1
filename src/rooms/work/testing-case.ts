// A case of telemetry monitors on two wards for tests of work, and the short names of what people do on it.
import { expect } from 'vitest';
import type { ChainId, DeviceId, ObligationId } from '../../kernel/ids.ts';
import { type TestHouse, testHouse } from '../../platform/testing/database.ts';
import { acts, deviceActs, oneCase, prove, settle } from './index.ts';
import { advisories, devices, type SmallHospital, smallHospital } from './testing.ts';

export type Place = { house: TestHouse; h: SmallHospital; pumps: DeviceId[] };

/** Ten telemetry monitors with a known fix, on two wards. */
export async function place(): Promise<Place> {
  const house = await testHouse();
  const h = await smallHospital(house);
  const model = {
    manufacturer: 'Philips',
    model: 'IntelliVue MX40',
    version: 'B.06.05',
    deviceClass: 'telemetry',
    site: h.site,
  };
  const pumps = [
    ...(await devices(house, { ...model, ward: h.wards[0], count: 6 })),
    ...(await devices(house, { ...model, ward: h.wards[1], count: 4 })),
  ];
  await advisories(house, ['icsma-17-255-01']);
  await settle(house.ctx);
  return { house, h, pumps };
}

export const openChains = async (house: TestHouse): Promise<ChainId[]> =>
  (
    await house.db.selectFrom('work.chain').select('id').where('state', '=', 'open').orderBy('id').execute()
  ).map((c) => c.id);
export const violations = async (house: TestHouse) => (await prove(house.ctx)).violations.map((v) => v.rule);

/** The case that applies the update. */
export async function updateCase({ house, h }: Place): Promise<ChainId> {
  const row = await house.db
    .selectFrom('work.chain as c')
    .innerJoin('risk.remedy as r', 'r.id', 'c.remedyId')
    .where('r.kind', '=', 'apply')
    .where('c.state', '=', 'open')
    .select('c.id')
    .orderBy('c.id', 'desc')
    .executeTakeFirstOrThrow();
  expect((await oneCase(h.as('CI'), row.id)).state).toBe('open');
  return row.id;
}
export const step = async ({ h }: Place, chain: ChainId, activity: string) => {
  const found = (await oneCase(h.as('CI'), chain)).steps.find((s) => s.activityId === activity);
  if (!found) throw new Error(`no step ${activity}`);
  return found;
};
export const on = async (
  p: Place,
  chain: ChainId,
  activity: string,
): Promise<{ obligationId: ObligationId; version: number }> => {
  const s = await step(p, chain, activity);
  return { obligationId: s.id, version: s.version };
};

/** Everyone who is asked on the current step says yes. */
export async function allSayYes(p: Place, chain: ChainId): Promise<void> {
  const now = await oneCase(p.h.as('CI'), chain);
  const current = now.steps.find((s) => s.id === now.currentId);
  for (const gate of current?.gates.filter((g) => g.answer === null) ?? []) {
    const isWho = (name: string): name is keyof SmallHospital['people'] => name in p.h.people;
    const who = isWho(gate.label)
      ? gate.label
      : gate.label === 'Biomed'
        ? 'BM'
        : gate.label === 'SecOps'
          ? 'SE'
          : undefined;
    if (who) await acts.answerGate(p.h.as(who), { gateId: gate.id, answer: 'yes' });
  }
}
export async function finish(
  p: Place,
  chain: ChainId,
  activity: string,
  who: keyof SmallHospital['people'],
): Promise<void> {
  await acts.startWork(p.h.as(who), await on(p, chain, activity));
  await acts.finishWork(p.h.as(who), { ...(await on(p, chain, activity)), note: 'Done as described.' });
}
/** Plan, validation and window, up to the work itself. */
export async function upToDoing(p: Place, chain: ChainId): Promise<void> {
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-5', 'SE');
  await acts.sign(p.h.as('CI'), await on(p, chain, 'VUL-5'));
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-6', 'CE');
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-7', 'BM');
  await allSayYes(p, chain);
}
export async function doDevices(
  p: Place,
  chain: ChainId,
  list: readonly DeviceId[],
  who: keyof SmallHospital['people'] = 'BM',
) {
  const { obligationId } = await on(p, chain, 'VUL-8');
  return deviceActs.reportDevices(p.h.as(who), {
    obligationId,
    deviceIds: [...list],
    outcome: 'done',
    versionSeen: 'B.06.18',
  });
}
export async function checkAndSign(p: Place, chain: ChainId, list: readonly DeviceId[]): Promise<void> {
  await allSayYes(p, chain);
  const { obligationId } = await on(p, chain, 'VUL-10');
  await deviceActs.checkDevices(p.h.as('SE'), { obligationId, deviceIds: [...list], outcome: 'passed' });
  await acts.finishWork(p.h.as('SE'), {
    ...(await on(p, chain, 'VUL-10')),
    note: 'Versions read on the wire.',
  });
  await acts.sign(p.h.as('CI'), await on(p, chain, 'VUL-10'));
}
