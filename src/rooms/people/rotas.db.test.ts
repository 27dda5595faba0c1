// On-call rotas on a real database: made, given turns, swapped by both, followed by the note of who is on duty.
import { beforeAll, describe, expect, it } from 'vitest';
import { PersonId, type RotaId } from '../../kernel/ids.ts';
import { permissionsOf } from '../../kernel/permission.ts';
import { CalendarDate, Instant, instant } from '../../kernel/time.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { transact } from '../../platform/transact.ts';
import { rotas as listContract } from './contract.ts';
import { changeShifts } from './service/duty.ts';
import { applyPeopleRows } from './service/import.ts';
import * as service from './service/rotas.ts';

const { ctx, db, clock } = await testHouse();
let [ana, ben, cleo]: PersonId[] = [];
const as = (id: PersonId | undefined, profile: 'technician' | 'leader' = 'technician'): Ctx => ({
  ...ctx,
  actor: {
    kind: 'person',
    personId: PersonId.parse(id),
    name: `P${id}`,
    profile,
    permissions: new Set(permissionsOf[profile]),
  },
});
const id = (of: PersonId | undefined): PersonId => PersonId.parse(of);
const verbs = async (rotaId: RotaId) =>
  (
    await db
      .selectFrom('platform.ledgerEvent')
      .select('verb')
      .where('subjectKind', '=', 'rota')
      .where('subjectId', '=', rotaId)
      .orderBy('seq')
      .execute()
  ).map((event) => event.verb);
const layer = (rotaId: RotaId, rest: object = {}) => ({
  rotaId,
  firstAt: '2026-11-16T08:00',
  rule: 'FREQ=WEEKLY',
  shiftMinutes: 10_080,
  memberIds: [id(ana), id(ben)],
  ...rest,
});
let count = 0;
const made = async (): Promise<RotaId> => {
  count += 1;
  const { rotaId } = await service.createRota(ctx, { name: `Nights ${count}`, timezone: 'Europe/Berlin' });
  return rotaId;
};

beforeAll(async () => {
  const add = async (name: string) =>
    (await db.insertInto('people.person').values({ name }).returning('id').executeTakeFirstOrThrow()).id;
  [ana, ben, cleo] = [await add('Ana'), await add('Ben'), await add('Cleo')];
});

describe('a rota', () => {
  it('is made once by a name, in a zone that somebody knows', async () => {
    const rotaId = await made();
    await expect(service.createRota(ctx, { name: `Nights ${count}`, timezone: 'UTC' })).rejects.toThrow(
      'already',
    );
    await expect(service.createRota(ctx, { name: 'X', timezone: 'Mars/Olympus' })).rejects.toThrow(
      'Mars/Olympus',
    );
    expect(await verbs(rotaId)).toEqual(['people.rota_created']);
  });
  it('shows its week in its own zone, holes included', async () => {
    const rotaId = await made();
    await service.addLayer(ctx, layer(rotaId, { rule: 'rrule:freq=daily', shiftMinutes: 720 }));
    const week = await service.rotaTurns(ctx, { rotaId, from: CalendarDate.parse('2026-11-23'), days: 2 });
    expect(week.turns.map((t) => [t.person.name, t.fromAt, t.toAt])).toEqual([
      ['Ben', '2026-11-23T07:00:00.000Z', '2026-11-23T19:00:00.000Z'],
      ['Ana', '2026-11-24T07:00:00.000Z', '2026-11-24T19:00:00.000Z'],
    ]);
    expect(week.holes.map((h) => h.fromAt)).toEqual([
      '2026-11-22T23:00:00.000Z',
      '2026-11-23T19:00:00.000Z',
      '2026-11-24T19:00:00.000Z',
    ]);
  });
  it('refuses a rule or a person that cannot be, in a sentence', async () => {
    const rotaId = await made();
    await expect(service.addLayer(ctx, layer(rotaId, { rule: 'FREQ=SECONDLY' }))).rejects.toThrow(
      'DAILY, WEEKLY',
    );
    await expect(service.addLayer(ctx, layer(rotaId, { memberIds: [PersonId.parse(9999)] }))).rejects.toThrow(
      'not here',
    );
    expect(await verbs(rotaId)).toEqual(['people.rota_created']);
  });
  it('ends turns at an instant, never in the past: who was on call stays as it was', async () => {
    const rotaId = await made();
    const { layers } = await service.addLayer(ctx, layer(rotaId));
    const layerId = layers[0]?.id ?? 0;
    const ended = await service.endLayer(ctx, {
      rotaId,
      layerId,
      untilAt: Instant.parse('2020-01-01T00:00:00.000Z'),
    });
    expect(ended.layers).toMatchObject([{ untilAt: clock.now, isOver: true }]);
    await expect(service.endLayer(ctx, { rotaId, layerId, untilAt: clock.now })).rejects.toThrow(
      'over already',
    );
  });
});

describe('a swap', () => {
  const turnAt = Instant.parse('2026-11-30T07:00:00.000Z');
  const onCall = async (rotaId: RotaId) =>
    (await service.rotaTurns(ctx, { rotaId, from: CalendarDate.parse('2026-12-01'), days: 1 })).turns.map(
      (t) => [t.person.name, t.insteadOf],
    );
  const rotaOf = async (): Promise<RotaId> => {
    const rotaId = await made();
    await service.addLayer(ctx, layer(rotaId));
    return rotaId;
  };
  const ask = (rotaId: RotaId) => ({
    rotaId,
    turnAt,
    fromPersonId: id(ana),
    toPersonId: id(cleo),
    note: null,
  });
  it('counts when the other one agrees, and its history stays', async () => {
    const rotaId = await rotaOf();
    const { swaps } = await service.askSwap(as(ana), ask(rotaId));
    const swapId = swaps[0]?.id ?? 0;
    expect(swaps[0]?.may).toEqual(['withdraw']);
    expect(await onCall(rotaId)).toEqual([['Ana', null]]);
    await expect(service.settleSwap(as(ana), { rotaId, swapId, answer: 'agreed' })).rejects.toThrow(
      'somebody else',
    );
    await expect(service.settleSwap(as(ben), { rotaId, swapId, answer: 'agreed' })).rejects.toThrow(
      'somebody else',
    );
    await service.settleSwap(as(cleo), { rotaId, swapId, answer: 'agreed' });
    expect(await onCall(rotaId)).toEqual([['Cleo', 'Ana']]);
    await expect(service.settleSwap(as(cleo), { rotaId, swapId, answer: 'declined' })).rejects.toThrow(
      'settled',
    );
    expect(await verbs(rotaId)).toEqual([
      'people.rota_created',
      'people.rota_layer_added',
      'people.swap_asked',
      'people.swap_agreed',
    ]);
  });
  it('changes nothing when it is declined or taken back, and the turn can be asked again', async () => {
    const rotaId = await rotaOf();
    for (const answer of ['declined', 'withdrawn'] as const) {
      const { swaps } = await service.askSwap(as(ana), ask(rotaId));
      await service.settleSwap(as(answer === 'declined' ? cleo : ana), {
        rotaId,
        swapId: swaps[0]?.id ?? 0,
        answer,
      });
    }
    expect(await onCall(rotaId)).toEqual([['Ana', null]]);
    expect((await service.rota(ctx, { rotaId })).swaps.map((s) => s.state)).toEqual([
      'withdrawn',
      'declined',
    ]);
  });
  it('is nobody else’s to ask, and whoever keeps the rotas says how it was agreed', async () => {
    const rotaId = await rotaOf();
    await expect(service.askSwap(as(ben), ask(rotaId))).rejects.toThrow('Only the two');
    await expect(service.askSwap(as(ben, 'leader'), ask(rotaId))).rejects.toThrow('how both');
    await service.askSwap(as(ben, 'leader'), { ...ask(rotaId), note: 'Both told me by phone.' });
    expect(await onCall(rotaId)).toEqual([['Cleo', 'Ana']]);
  });
  it('is refused for no turn, for who is on call then, and for who is away', async () => {
    const rotaId = await rotaOf();
    const other = { ...ask(rotaId), turnAt: Instant.parse('2026-11-30T08:00:00.000Z') };
    await expect(service.askSwap(as(ana), other)).rejects.toThrow('no turn that begins then');
    await service.addLayer(ctx, layer(rotaId, { memberIds: [id(ben)] }));
    await expect(service.askSwap(as(ana), { ...ask(rotaId), toPersonId: id(ben) })).rejects.toThrow(
      'Ben is on call',
    );
    const away = { fromOn: CalendarDate.parse('2026-11-29'), toOn: CalendarDate.parse('2026-12-02') };
    await db
      .insertInto('people.absence')
      .values({ ...away, personId: id(cleo) })
      .execute();
    await expect(service.askSwap(as(ana), ask(rotaId))).rejects.toThrow('Cleo is away');
    await db.deleteFrom('people.absence').execute();
  });
  it('is asked of one person at a time, whoever asks at once', async () => {
    const rotaId = await rotaOf();
    const both = await Promise.allSettled([
      service.askSwap(as(ana), ask(rotaId)),
      service.askSwap(as(ana), { ...ask(rotaId), toPersonId: id(ben) }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('who is on duty', () => {
  it('is noted when it changes, once, and after missed runs', async () => {
    const rotaId = await made();
    await service.addLayer(ctx, layer(rotaId));
    const changes = async () =>
      (await verbs(rotaId)).filter((verb) => verb === 'people.shift_changed').length;
    await changeShifts(ctx);
    await changeShifts(ctx);
    expect(await changes()).toBe(1);
    const list = await service.rotas(ctx, listContract.input.parse({ q: `Nights ${count}` }));
    expect(list.items).toMatchObject([
      { members: ['Ana', 'Ben'], onCall: 'Ben', untilAt: '2026-11-30T07:00:00.000Z', swapsAsked: 0 },
    ]);
    const before = clock.now;
    clock.now = instant(new Date('2026-12-02T00:00:00Z'));
    await changeShifts(ctx);
    expect(await changes()).toBe(2);
    clock.now = before;
  });
  it('a rota whose turns come from a file is a rota too', async () => {
    await transact(ctx, (ctx) =>
      applyPeopleRows(ctx, [
        {
          kind: 'rota',
          rota: 'From a file',
          person: 'Ana',
          from: '2026-11-23T00:00',
          until: '2026-11-24T00:00',
        },
      ]),
    );
    await changeShifts(ctx);
    const list = await service.rotas(ctx, listContract.input.parse({ q: 'from a file' }));
    expect(list.items).toMatchObject([{ members: ['Ana'], onCall: 'Ana' }]);
  });
});
