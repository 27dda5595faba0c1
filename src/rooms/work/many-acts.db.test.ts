// One act on many rows of My work: every check of one holds for each, and one that is refused holds up no other.
import { describe, expect, it } from 'vitest';
import type { ObligationId } from '../../kernel/ids.ts';
import { addHours } from '../../kernel/time.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { acts, myWork, settle, tick } from './index.ts';
import { actOnMany } from './service/many.ts';
import { advisories, devices, type SmallHospital, smallHospital } from './testing.ts';

/** A hospital with a case to plan for each of three models, their questions over, and one case that wants versions read. */
async function threePlans() {
  const house = await testHouse();
  const h = await smallHospital(house);
  const at = { site: h.site, ward: h.wards[0], count: 2 };
  const of = (model: string, version: string | null, deviceClass: string) =>
    devices(house, { ...at, manufacturer: 'Philips', model, version, deviceClass });
  await of('IntelliVue MX40', 'B.06.05', 'telemetry');
  await devices(house, {
    ...at,
    manufacturer: 'Smiths Medical',
    model: 'Medfusion 4000',
    version: '1.1',
    deviceClass: 'infusion_pump',
  });
  await of('PageWriter TC70', 'A.07.05', 'ecg');
  await advisories(house, ['icsma-17-255-01', 'icsma-17-250-02a', 'icsma-18-228-01']);
  await settle(house.ctx);
  for (let day = 0; day < 12; day += 1) {
    house.clock.now = addHours(house.clock.now, 24);
    await tick(house.ctx);
  }
  return { house, h };
}
type Who = Parameters<SmallHospital['as']>[0];
const mine = async (h: SmallHospital, who: Who, group: 'do' | 'decide' | 'read') =>
  (await myWork(h.as(who), { limit: 100 })).items.filter((item) => item.group === group);
const stepsOf = (items: Awaited<ReturnType<typeof mine>>) =>
  items.flatMap(({ obligationId, version }) =>
    obligationId === null || version === null ? [] : [{ obligationId, version }],
  );

describe('one act on many rows', () => {
  it('starts and finishes each, leaves out what is not mine or out of date, and writes an event for each', async () => {
    const { house, h } = await threePlans();
    for (const item of await mine(h, 'CI', 'decide')) {
      const [on] = stepsOf([item]);
      if (on && item.action === 'decide')
        await acts.decide(h.as('CI'), { ...on, decision: 'proceed', reason: 'Asked twice.' });
    }
    const plans = (await mine(h, 'SE', 'do')).filter((item) => item.finishable);
    const steps = stepsOf(plans);
    expect(steps.length).toBeGreaterThan(1);
    // Somebody else's: refused one by one, nothing is changed.
    const others = await actOnMany(h.as('CL'), { act: 'start', steps });
    expect(others.reports.map((one) => one.ok)).toEqual(steps.map(() => false));

    const [first, ...rest] = steps;
    if (!first) throw new Error('nothing to do');
    const stale = { ...first, version: first.version + 7 };
    const started = await actOnMany(h.as('SE'), { act: 'start', steps: [stale, ...rest] });
    expect(started.reports).toEqual([
      {
        id: first.obligationId,
        ok: false,
        message: 'Somebody changed this meanwhile. Look again, then decide.',
      },
      ...rest.map((one) => ({ id: one.obligationId, ok: true, message: null })),
    ]);
    const verbs = async (verb: string) =>
      (
        await house.db
          .selectFrom('platform.ledgerEvent')
          .select('subjectId')
          .where('verb', '=', verb)
          .execute()
      ).map((one) => one.subjectId);
    expect(await verbs('work.work_started')).toEqual(rest.map((one) => one.obligationId));

    const now = stepsOf(await mine(h, 'SE', 'do')).filter(({ obligationId }) =>
      rest.some((one) => one.obligationId === obligationId),
    );
    const done = await actOnMany(h.as('SE'), { act: 'finish', steps: now, note: 'Planned ward by ward.' });
    expect(done.reports.map((one) => one.ok)).toEqual(now.map(() => true));
    expect(await verbs('work.work_done')).toEqual(now.map((one) => one.obligationId));
  });

  it('says no step with devices done from a list, where nobody saw them', async () => {
    const { h } = await threePlans();
    const asked = (await mine(h, 'BM', 'do')).filter((item) => !item.finishable);
    const steps = stepsOf(asked);
    expect(steps.length).toBeGreaterThan(0);
    const { reports } = await actOnMany(h.as('BM'), { act: 'finish', steps, note: 'All of them.' });
    for (const one of reports) expect(one).toMatchObject({ ok: false });
    expect(reports[0]?.message).toContain('one by one');
    expect((await mine(h, 'BM', 'do')).map((item) => item.key)).toEqual(
      expect.arrayContaining(asked.map((item) => item.key)),
    );
  });

  it('acknowledges my messages and nobody else’s, once', async () => {
    const { h } = await threePlans();
    const noticeIds = (await mine(h, 'EX', 'read')).flatMap(({ noticeId }) => noticeId ?? []);
    expect(noticeIds.length).toBeGreaterThan(0);
    const oks = async (who: Who) =>
      (await actOnMany(h.as(who), { act: 'acknowledge', noticeIds })).reports.map((one) => one.ok);
    expect(await oks('CL')).toEqual(noticeIds.map(() => false));
    expect(await oks('EX')).toEqual(noticeIds.map(() => true));
    expect(await oks('EX')).toEqual(noticeIds.map(() => false));
    expect(await mine(h, 'EX', 'read')).toEqual([]);
  });

  it('tells of a row that is not there, and goes on', async () => {
    const { h } = await threePlans();
    const steps = stepsOf(await mine(h, 'BM', 'do'));
    const none = { obligationId: 999_999 as ObligationId, version: 1 };
    const { reports } = await actOnMany(h.as('BM'), { act: 'start', steps: [none, ...steps] });
    expect(reports.map((one) => one.ok)).toEqual([false, ...steps.map(() => true)]);
  });
});
