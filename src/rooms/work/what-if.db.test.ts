// "What if" over HTTP on a real case: what is supposed, what is refused, and that nothing is changed by asking.
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, addHours } from '../../kernel/time.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { SimulationResult } from '../raci/model.ts';
import { WhatIfChoices } from './contract.ts';
import { settle } from './index.ts';
import { whatIf, whatIfChoices } from './service/what-if.ts';
import { advisories, devices, type SmallHospital, smallHospital } from './testing.ts';

const house = await testHouse();
let h: SmallHospital;
const input = (changes: Partial<Parameters<typeof whatIf>[1]> = {}) => ({ weeks: 6, growth: 1, ...changes });

beforeAll(async () => {
  h = await smallHospital(house);
  const pump = {
    manufacturer: 'Philips',
    model: 'IntelliVue MX40',
    version: 'B.06.05',
    deviceClass: 'telemetry',
  };
  await devices(house, { ...pump, site: h.site, ward: h.wards[0], count: 3 });
  await advisories(house, ['icsma-17-255-01']);
  await settle(house.ctx);
});

const events = async () =>
  (
    await house.db
      .selectFrom('platform.ledgerEvent')
      .select((b) => b.fn.countAll().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

describe('what if', () => {
  it('nothing: open steps are counted, nothing is new, and the ledger says nothing', async () => {
    const before = await events();
    const result = SimulationResult.parse(await whatIf(h.as('CI'), input()));
    expect(result.breaches.open).toBeGreaterThan(3);
    expect(result.broken.filter((one) => one.isNew)).toEqual([]);
    expect(result.weeks).toHaveLength(6);
    // What was there on the first day is no measure of what comes.
    expect(result.assumptions).toContain('No work was recorded, so no new work is expected.');
    expect(await events()).toBe(before);
  });

  it('somebody and who stands in for them away: the row that stops, and who owns the hole', async () => {
    const from = house.ctx.today();
    const until = addDays(house.clock.now, 13).slice(0, 10);
    const result = await whatIf(
      h.as('CI'),
      input({ away: [`${h.people.VM}:${from}:${until}`, `${h.people.EX}:${from}:${until}`] }),
    );
    const row = result.broken.find((one) => one.isNew && one.activityId === 'VUL-12' && one.letter === 'R');
    expect(row?.ownedBy).toEqual(['CI']);
    expect(result.assumptions[0]).toContain('VM is away from');
    expect(result.replay).toBeNull();
  });

  it('counts what was opened after the first day as new work, and growth multiplies it', async () => {
    house.clock.now = addHours(house.clock.now, 24 * 8);
    const cms = { manufacturer: 'Contec', model: 'CMS8000', version: '1', deviceClass: 'patient_monitor' };
    await devices(house, { ...cms, site: h.site, ward: h.wards[1], count: 2 });
    await advisories(house, ['icsma-22-244-01']);
    await settle(house.ctx);
    house.clock.now = addHours(house.clock.now, 24);
    const total = (result: Awaited<ReturnType<typeof whatIf>>) =>
      result.load
        .flatMap((one) => one.weeks)
        .reduce((sum, week) => sum + (week.after ?? 0) - (week.before ?? 0), 0);
    const same = await whatIf(h.as('CI'), input());
    expect(same.assumptions.join()).toMatch(/\d+ steps in [\d.]+ weeks?/);
    expect(total(same)).toBe(0);
    expect(total(await whatIf(h.as('CI'), input({ growth: 3 })))).toBeGreaterThan(0);
  });

  it('the version in force in place of itself changes nobody’s letters', async () => {
    const result = await whatIf(h.as('CI'), input({ matrix: 1 }));
    expect(result.replay?.items).toBeGreaterThan(0);
    expect(result.replay?.changedItems).toBe(0);
  });

  it.each([
    [
      'an absence that ends before it starts',
      { away: ['1:2026-12-02:2026-12-01'] },
      'invalid',
      'before it starts',
    ],
    ['a date that is none', { away: ['1:2026-02-30:2026-12-01'] }, 'invalid', 'not a date'],
    ['a person who is not there', { away: ['999999:2026-12-01:2026-12-02'] }, 'not_found', 'no such person'],
    ['a partner who is not there', { lost: [999_999] }, 'not_found', 'no such partner'],
    ['a version that is not there', { matrix: 99 }, 'not_found', 'no version 99'],
  ])('refuses %s', async (_, asked, code, message) => {
    const refused = whatIf(h.as('CI'), input(asked as Partial<Parameters<typeof whatIf>[1]>));
    await expect(refused).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message) as string,
    });
  });

  it('offers the people of the hospital with their role, and every version', async () => {
    const choices = WhatIfChoices.parse(await whatIfChoices(h.as('CI')));
    expect(choices.people.find((one) => one.name === 'HD')?.role).toBe('HTM director');
    expect(choices.matrices).toMatchObject([{ number: 1, state: 'in_force' }]);
    expect(z.array(z.unknown()).parse(choices.partners)).toEqual([]);
  });
});
