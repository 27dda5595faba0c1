// What stands to be read: what is still so, once; reminders of what has moved since are history, not work.
import { describe, expect, it } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { acts, myWork, settle, tick } from './index.ts';
import { advisories, devices, smallHospital } from './testing.ts';

describe('reading in My work', () => {
  it('shows what presses once, drops it when the step is mine to act on, and takes the earlier ones along', async () => {
    const house = await testHouse();
    const h = await smallHospital(house);
    await devices(house, {
      manufacturer: 'Philips',
      model: 'IntelliVue MX40',
      version: 'B.06.05',
      deviceClass: 'telemetry',
      site: h.site,
      ward: h.wards[0],
      count: 3,
    });
    await advisories(house, ['icsma-17-255-01']);
    await settle(house.ctx);
    for (let day = 0; day < 60; day += 1) {
      house.clock.now = addHours(house.clock.now, 24);
      await tick(house.ctx);
    }
    const read = async (who: 'SE' | 'EX' | 'CI') =>
      (await myWork(h.as(who), { limit: 100 })).items.filter((item) => item.group === 'read');
    const sent = async (who: 'SE' | 'EX' | 'CI') =>
      house.db
        .selectFrom('work.notice')
        .select(['id', 'obligationId', 'acknowledgedAt'])
        .where('personId', '=', h.people[who])
        .where('kind', 'in', ['reminder', 'escalation'])
        .execute();
    const { items, counts } = await myWork(h.as('CI'), { limit: 100 });
    const mine = new Set(items.filter((i) => i.group !== 'read').map((i) => i.obligationId));
    expect(mine.size).toBeGreaterThan(0);
    // Nobody is told to read about what stands in their own list already, however often they were reminded.
    expect((await sent('CI')).length).toBeGreaterThan(0);
    expect(items.filter((i) => i.group === 'read' && mine.has(i.obligationId))).toEqual([]);
    expect(counts.read).toBe(items.filter((i) => i.group === 'read').length);

    const executive = await read('EX');
    expect(executive.length).toBeGreaterThan(0);
    const steps = executive.map((i) => i.obligationId);
    expect(new Set(steps).size).toBe(steps.length);
    expect(executive[0]).toMatchObject({ notice: 'escalation' });
    expect(executive[0]?.whyNow).toContain('waits for');

    const [first] = executive;
    if (!first?.noticeId) throw new Error('nothing to read');
    await acts.acknowledge(h.as('EX'), { noticeIds: [first.noticeId] });
    const about = (await sent('EX')).filter((n) => n.obligationId === first.obligationId);
    expect(about.every((n) => n.acknowledgedAt !== null)).toBe(true);
    expect((await read('EX')).length).toBe(executive.length - 1);
  });
});
