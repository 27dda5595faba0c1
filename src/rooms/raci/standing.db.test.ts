// Delegations and trainings on a real database: who may make them, what they change at once, and what is refused.
import { beforeAll, describe, expect, it } from 'vitest';
import type { PersonId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { CalendarDate } from '../../kernel/time.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type TestHouse, testHouse } from '../../platform/testing/database.ts';
import { noteSkill } from '../people/service/skills.ts';
import { type SmallHospital, smallHospital } from '../work/testing.ts';
import { raciNow, resolveWith } from './index.ts';
import * as service from './service/standing.ts';

let h: SmallHospital;
const house: TestHouse = await testHouse();
beforeAll(async () => {
  h = await smallHospital(house);
});
const day = (on: string) => CalendarDate.parse(on);
const as = (id: PersonId, profile: 'technician' | 'leader' = 'technician'): Ctx => ({
  ...house.ctx,
  actor: { kind: 'person', personId: id, name: 'x', profile, permissions: new Set(permissionsOf[profile]) },
});
const delegation = (rest: object = {}) => ({
  fromPersonId: h.people.HD,
  toPersonId: h.people.BM,
  activityIds: ['VUL-8'],
  fromOn: day('2026-11-20'),
  untilOn: day('2026-12-20'),
  reason: null,
  limits: null,
  ...rest,
});
const answers = async () => {
  const { raci } = await raciNow(house.ctx);
  return resolveWith(raci, 'VUL-8', {}, house.ctx.now());
};

describe('handing on', () => {
  it('is one’s own to do, holds at once, and can be ended by either of the two', async () => {
    await expect(service.makeDelegation(as(h.people.SE), delegation())).rejects.toThrow('what is yours');
    const { delegationId } = await service.makeDelegation(as(h.people.HD), delegation());
    expect((await answers()).A[0]?.personId).toBe(h.people.BM);
    await expect(service.endDelegation(as(h.people.SE), { delegationId })).rejects.toThrow('Only the two');
    await service.endDelegation(as(h.people.BM), { delegationId });
    expect((await answers()).A[0]?.personId).toBe(h.people.HD);
    await expect(service.endDelegation(as(h.people.BM), { delegationId })).rejects.toThrow('over already');
  });
  it('keeps its limits and says them in words', async () => {
    const limits = { costCents: 50_000, downtimeMinutes: 30, risk: 'low' as const };
    await service.makeDelegation(as(h.people.HD), delegation({ limits }));
    const shown = await service.delegations(as(h.people.HD), { personId: h.people.HD });
    expect(shown.mayMake).toBe(true);
    expect(shown.delegations.map((d) => [d.state, d.reach])).toEqual([
      ['in_force', '500 in money, 30 minutes of downtime, low risk'],
      ['over', 'no limit'],
    ]);
    expect((await service.delegations(as(h.people.SE), { personId: h.people.HD })).mayMake).toBe(false);
  });
  it.each([
    ['to oneself', { toPersonId: 'HD' }, 'to themselves'],
    ['that ends before it begins', { untilOn: day('2026-11-01') }, 'end before it begins'],
    ['that is over', { fromOn: day('2026-01-01'), untilOn: day('2026-01-02') }, 'over already'],
    ['of what is not in the matrix', { activityIds: ['XYZ-1'] }, 'no activity XYZ-1'],
  ])('%s is refused', async (_, rest, sentence) => {
    const to = 'toPersonId' in rest ? { toPersonId: h.people.HD } : rest;
    await expect(service.makeDelegation(as(h.people.HD), delegation(to))).rejects.toThrow(sentence);
  });
});

describe('training', () => {
  it('that an activity needs takes those out who do not have it, until it is noted', async () => {
    const doers = async () =>
      (await answers()).R.flatMap((r) => (r.personId === null ? r.memberIds : [r.personId]));
    expect(await doers()).toContain(h.people.BM);
    await service.addSkillNeed(house.ctx, { activityId: 'VUL-8', skill: 'Telemetry' });
    await expect(
      service.addSkillNeed(house.ctx, { activityId: 'VUL-8', skill: 'Telemetry' }),
    ).rejects.toThrow('already');
    expect(await doers()).not.toContain(h.people.BM);
    const skill = { personId: h.people.BM, skill: 'telemetry', gainedOn: day('2026-01-01'), proof: null };
    await expect(noteSkill(house.ctx, { ...skill, expiresOn: day('2025-01-01') })).rejects.toThrow(
      'before it began',
    );
    await noteSkill(house.ctx, { ...skill, expiresOn: day('2026-11-22') });
    expect(await doers()).not.toContain(h.people.BM);
    await noteSkill(house.ctx, { ...skill, expiresOn: day('2027-11-22') });
    expect(await doers()).toContain(h.people.BM);
    expect((await service.skillNeeds(house.ctx)).needs).toMatchObject([
      { activityId: 'VUL-8', skill: 'Telemetry', trained: ['BM'], lastOn: '2027-11-22' },
    ]);
    await service.dropSkillNeed(house.ctx, { activityId: 'VUL-8', skill: 'Telemetry' });
    expect((await service.skillNeeds(house.ctx)).needs).toEqual([]);
  });
});
