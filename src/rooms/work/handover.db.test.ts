// The change of a shift while work is open: who has what nobody began, what was begun, and what happens in a hole.
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../kernel/ids.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import { changeShifts } from '../people/index.ts';
import { addLayer, createRota, endLayer } from '../people/service/rotas.ts';
import { acts } from './index.ts';
import { recastAll } from './service/recast.ts';
import {
  allSayYes,
  doDevices,
  on,
  type Place,
  place,
  step,
  updateCase,
  upToDoing,
  violations,
} from './testing-case.ts';

/** BM is held by a rota of the two, twelve hours each from 08:00 UTC on; returns its layer. */
async function onCall(p: Place, members: readonly PersonId[]) {
  const { ctx, db } = p.house;
  const { rotaId } = await createRota(ctx, { name: 'Biomed', timezone: 'UTC' });
  const { layers } = await addLayer(ctx, {
    rotaId,
    firstAt: '2026-11-23T08:00',
    rule: 'FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0',
    shiftMinutes: 720,
    memberIds: [...members],
  });
  await db.deleteFrom('raci.staffing').where('role', '=', 'BM').execute();
  await db.insertInto('raci.staffing').values({ role: 'BM', rota: 'Biomed' }).execute();
  await shift(p, p.house.clock.now);
  return { rotaId, layerId: layers[0]?.id ?? 0 };
}
/** Time goes on to an instant and the jobs run. */
async function shift({ house }: Place, to: Instant): Promise<void> {
  house.clock.now = to;
  await changeShifts(house.ctx);
  await recastAll(house.ctx);
}
const evening = instant(new Date('2026-11-23T20:01:00Z'));
const told = async ({ house }: Place, who: PersonId) =>
  (
    await house.db
      .selectFrom('work.notice')
      .select('text')
      .where('personId', '=', who)
      .where('kind', 'in', ['asked', 'decision'])
      .orderBy('id')
      .execute()
  ).map((n) => n.text);

describe('when the shift changes', () => {
  it('what nobody began is with whoever is on call now', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    await onCall(p, [p.h.people.BM, p.h.people.NE]);
    expect((await step(p, chain, 'VUL-8')).court.label).toBe('BM');
    await shift(p, evening);
    expect((await step(p, chain, 'VUL-8')).court.label).toBe('NE');
    expect(await violations(p.house)).toEqual([]);
  });
  it('what was begun is handed over, both are told, and what was done stays done', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    await onCall(p, [p.h.people.BM, p.h.people.NE]);
    await acts.startWork(p.h.as('BM'), await on(p, chain, 'VUL-8'));
    await doDevices(p, chain, p.pumps.slice(0, 3));
    await shift(p, evening);
    expect(await step(p, chain, 'VUL-8')).toMatchObject({ claimedBy: null, court: { label: 'NE' } });
    expect((await told(p, p.h.people.NE)).at(-1)).toContain('Handed over to you by BM, who had begun it');
    expect((await told(p, p.h.people.BM)).at(-1)).toContain('Your turn on call is over. NE goes on with');
    await acts.startWork(p.h.as('NE'), await on(p, chain, 'VUL-8'));
    await doDevices(p, chain, p.pumps.slice(3), 'NE');
    await expect(acts.startWork(p.h.as('BM'), await on(p, chain, 'VUL-8'))).rejects.toThrow('somebody else');
    const events = await p.house.db
      .selectFrom('platform.ledgerEvent')
      .select('body')
      .where('verb', '=', 'work.handed_over')
      .execute();
    expect(events).toHaveLength(1);
    expect(await violations(p.house)).toEqual([]);
  });
  it('is handed over once, however often the jobs run', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    await onCall(p, [p.h.people.BM, p.h.people.NE]);
    await acts.startWork(p.h.as('BM'), await on(p, chain, 'VUL-8'));
    await shift(p, evening);
    const count = (await told(p, p.h.people.NE)).length;
    await shift(p, evening);
    expect(await told(p, p.h.people.NE)).toHaveLength(count);
  });
  it('into a hole it goes to whoever answers for it, never to nobody', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    const rota = await onCall(p, [p.h.people.BM, p.h.people.NE]);
    await acts.startWork(p.h.as('BM'), await on(p, chain, 'VUL-8'));
    await endLayer(p.house.ctx, { ...rota, untilAt: p.house.clock.now });
    await shift(p, evening);
    expect((await step(p, chain, 'VUL-8')).court.label).toBe('HD');
    expect(await violations(p.house)).toEqual([]);
  });
  it('who began it in their own name keeps it', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await allSayYes(p, chain);
    await acts.startWork(p.h.as('SE'), await on(p, chain, 'VUL-5'));
    await onCall(p, [p.h.people.BM, p.h.people.NE]);
    await shift(p, evening);
    expect((await step(p, chain, 'VUL-5')).claimedBy).toBe('SE');
  });
});
