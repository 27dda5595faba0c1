// On-call rotas: reading them, changing their layers, and giving turns from one person to another.
import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId, RotaId } from '../../../kernel/ids.ts';
import { CalendarDate, DAY_MS, dateOf, instant, ms } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { listOf } from '../../../platform/list.ts';
import { transact } from '../../../platform/transact.ts';
import type * as contract from '../contract/rotas.ts';
import { daysSpan, holds, rotaFaults, wallClockMs, wallToMs } from '../rules/availability.ts';
import { compileRota, turnsWithin } from '../rules/rota.ts';
import { readRule } from '../rules/rota-rule.ts';
import { maySettle, swapFault } from '../rules/swaps.ts';
import * as store from '../store/rotas.ts';

type In<K extends keyof typeof contract> = (typeof contract)[K] extends { input: infer I extends z.ZodType }
  ? z.output<I>
  : never;

const SWAPS_SHOWN = 50;
const mayEdit = (ctx: Ctx): boolean =>
  ctx.actor.kind === 'system' || ctx.actor.permissions.has('people.write');
const me = (ctx: Ctx): PersonId | null => (ctx.actor.kind === 'person' ? ctx.actor.personId : null);

/** Rotas, a page. */
export const rotas = (ctx: Ctx, input: In<'rotas'>) =>
  listOf<contract.RotaRow>(ctx.db, store.rotaList(input, ctx.now()), input);

async function wholeRota(ctx: Ctx, id: RotaId, lock = false): Promise<store.RotaWhole> {
  const found = await store.rotaWhole(ctx.db, id, lock);
  if (!found) throw new AppError('not_found', 'No such rota.', { rotaId: id });
  return found;
}

async function presence(ctx: Ctx, ids: readonly PersonId[]) {
  const [people, absences] = await Promise.all([
    store.peopleById(ctx.db, ids),
    store.absencesOf(ctx.db, ids),
  ]);
  const byId = new Map(people.map((person) => [person.id, person]));
  return {
    person: (id: PersonId) => byId.get(id),
    ref: (id: PersonId) => ({ id, name: byId.get(id)?.name ?? `person ${id}` }),
    isAway: (id: PersonId, atMs: number): boolean =>
      absences.some(
        (a) => a.personId === id && holds(daysSpan(a.fromOn, a.toOn, byId.get(id)?.timezone ?? 'UTC'), atMs),
      ),
  };
}

/** One rota with its layers and the newest swaps. @throws AppError `not_found`. */
export async function rota(ctx: Ctx, { rotaId }: { rotaId: RotaId }): Promise<contract.RotaView> {
  const whole = await wholeRota(ctx, rotaId);
  const swaps = [...whole.allSwaps].sort((a, b) => b.id - a.id).slice(0, SWAPS_SHOWN);
  const known = await presence(ctx, [
    ...whole.layers.flatMap((layer) => layer.memberIds),
    ...swaps.flatMap((s) =>
      [s.fromPersonId, s.toPersonId, s.askedBy, s.settledBy].filter((id) => id !== null),
    ),
  ]);
  const nameOf = (id: PersonId | null) => (id === null ? null : known.ref(id).name);
  const actor = { id: me(ctx), mayEdit: mayEdit(ctx) };
  return {
    id: whole.id,
    name: whole.name,
    timezone: whole.timezone,
    layers: whole.layers.map(({ memberIds, ...layer }) => ({
      ...layer,
      members: memberIds.map(known.ref),
      isOver: layer.untilAt !== null && ms(layer.untilAt) <= ms(ctx.now()),
    })),
    swaps: swaps.map((swap) => ({
      id: swap.id,
      turnAt: swap.turnAt,
      from: known.ref(swap.fromPersonId),
      to: known.ref(swap.toPersonId),
      state: swap.state,
      note: swap.note,
      askedBy: nameOf(swap.askedBy),
      askedAt: swap.askedAt,
      settledBy: nameOf(swap.settledBy),
      settledAt: swap.settledAt,
      may: maySettle(swap, actor),
    })),
    mayEdit: actor.mayEdit,
  };
}

/** The turns of some days, in the rota's zone, and the times nobody covers. @throws AppError `not_found`. */
export async function rotaTurns(ctx: Ctx, { rotaId, from, days }: In<'rotaTurns'>) {
  const whole = await wholeRota(ctx, rotaId);
  const { timezone } = whole;
  const first = from ?? dateOf(instant(wallClockMs(ms(ctx.now()), timezone)));
  const within = {
    fromMs: wallToMs(Date.parse(first), timezone),
    untilMs: wallToMs(Date.parse(first) + days * DAY_MS, timezone),
  };
  const turns = turnsWithin(compileRota(whole, whole.shifts), within);
  const known = await presence(
    ctx,
    turns.flatMap((turn) => [turn.personId, turn.ofPersonId]),
  );
  const spans = turns.map((t, id) => ({ id, fromAt: instant(t.fromMs), toAt: instant(t.untilMs) }));
  return {
    from: CalendarDate.parse(first),
    timezone,
    fromAt: instant(within.fromMs),
    toAt: instant(within.untilMs),
    turns: turns.map((turn) => ({
      fromAt: instant(turn.fromMs),
      toAt: instant(turn.untilMs),
      person: known.ref(turn.personId),
      insteadOf: turn.personId === turn.ofPersonId ? null : known.ref(turn.ofPersonId).name,
      isFromFile: turn.layerId === null,
      isAway: known.isAway(turn.personId, Math.max(turn.fromMs, within.fromMs)),
    })),
    holes: rotaFaults(spans, within).holes.map((hole) => ({
      fromAt: instant(hole.fromMs),
      toAt: instant(hole.untilMs),
    })),
  };
}

/** Makes a rota. @throws AppError `conflict` for a name in use, `unprocessable` for a zone nobody knows. */
export const createRota = (ctx: Ctx, { name, timezone }: In<'createRota'>) =>
  transact(ctx, async (ctx) => {
    if (!Intl.supportedValuesOf('timeZone').includes(timezone) && timezone !== 'UTC')
      throw new AppError(
        'unprocessable',
        `Nobody knows the time zone "${timezone}". Use one such as Europe/Berlin.`,
      );
    const made = await store.insertRota(ctx.db, { name, timezone, createdAt: ctx.now() });
    if (!made) throw new AppError('conflict', `There is a rota called ${name} already.`, { name });
    audit(ctx, 'people.rota_created', { kind: 'rota', id: made.id }, { name, timezone });
    return { rotaId: made.id };
  });

/** Adds turns by a rule. @throws AppError `not_found`, `unprocessable` for a rule or person that cannot be. */
export const addLayer = (ctx: Ctx, { rotaId, ...input }: In<'addLayer'>): Promise<contract.RotaView> =>
  transact(ctx, async (ctx) => {
    await wholeRota(ctx, rotaId, true);
    const read = readRule(input.rule);
    if (!read.ok) throw new AppError('unprocessable', read.sentence, { rule: input.rule });
    const people = await store.peopleById(ctx.db, input.memberIds);
    const missing = input.memberIds.find((id) => !people.some((p) => p.id === id && p.isActive));
    if (missing !== undefined)
      throw new AppError('unprocessable', 'One of these people is not here any more.', { personId: missing });
    const layer = { ...input, rule: read.rule };
    const values = { ...layer, rotaId, createdAt: ctx.now(), createdBy: me(ctx) };
    const { id } = await store.insertLayer(ctx.db, values);
    audit(ctx, 'people.rota_layer_added', { kind: 'rota', id: rotaId }, { layerId: id, ...layer });
    await emit(ctx, 'people.changed');
    return rota(ctx, { rotaId });
  });

/** Ends turns at an instant, now or later. @throws AppError `not_found`, `conflict` for turns that are over. */
export const endLayer = (
  ctx: Ctx,
  { rotaId, layerId, untilAt }: In<'endLayer'>,
): Promise<contract.RotaView> =>
  transact(ctx, async (ctx) => {
    const whole = await wholeRota(ctx, rotaId, true);
    const layer = whole.layers.find((one) => one.id === layerId);
    if (!layer) throw new AppError('not_found', 'This rota has no such turns.', { layerId });
    if (layer.untilAt !== null && ms(layer.untilAt) <= ms(ctx.now()))
      throw new AppError('conflict', 'These turns are over already.', { layerId });
    // What was before is history: who was on call is not changed afterwards.
    const until = instant(Math.max(ms(untilAt), ms(ctx.now())));
    await store.endLayer(ctx.db, layerId, until);
    audit(ctx, 'people.rota_layer_ended', { kind: 'rota', id: rotaId }, { layerId, untilAt: until });
    await emit(ctx, 'people.changed');
    return rota(ctx, { rotaId });
  });

/** Why these two cannot swap that turn now. @throws AppError `unprocessable`. */
async function checkSwap(
  ctx: Ctx,
  whole: store.RotaWhole,
  swap: { turnAt: In<'askSwap'>['turnAt']; fromPersonId: PersonId; toPersonId: PersonId },
): Promise<void> {
  const turnMs = ms(swap.turnAt);
  const compiled = compileRota(whole, whole.shifts);
  const [turn] = turnsWithin(compiled, { fromMs: turnMs, untilMs: turnMs + 1 }).filter(
    (one) => one.fromMs === turnMs && one.personId === swap.fromPersonId,
  );
  const turns = turn ? turnsWithin(compiled, turn) : [];
  const known = await presence(ctx, [swap.toPersonId]);
  const taker = known.person(swap.toPersonId);
  const fault = swapFault(
    { turnMs, from: swap.fromPersonId, to: swap.toPersonId, nowMs: ms(ctx.now()) },
    turns,
    taker && { ...taker, isAway: known.isAway(taker.id, Math.max(turnMs, ms(ctx.now()))) },
  );
  if (fault) throw new AppError('unprocessable', fault, { turnAt: swap.turnAt });
}

/** Asks for a swap. Whoever keeps the rotas records one that both agreed to, and says how in the note.
 *  @throws AppError `not_found`, `forbidden` for who is neither of the two, `conflict`, `unprocessable` with why not. */
export const askSwap = (ctx: Ctx, { rotaId, note, ...swap }: In<'askSwap'>): Promise<contract.RotaView> =>
  transact(ctx, async (ctx) => {
    const by = me(ctx);
    const isOne = by !== null && (by === swap.fromPersonId || by === swap.toPersonId);
    if (!isOne && !mayEdit(ctx))
      throw new AppError('forbidden', 'Only the two who swap, or whoever keeps the rotas, may ask for it.');
    if (!isOne && !note)
      throw new AppError('unprocessable', 'Say in the note how both of them agreed.', { field: 'note' });
    const whole = await wholeRota(ctx, rotaId, true);
    if (whole.allSwaps.some((s) => s.state === 'asked' && s.turnAt === swap.turnAt))
      throw new AppError('conflict', 'Somebody is asked to take this turn already.');
    await checkSwap(ctx, whole, swap);
    const { id } = await store.insertSwap(ctx.db, {
      rotaId,
      ...swap,
      note: note || null,
      state: isOne ? 'asked' : 'agreed',
      askedBy: by,
      askedAt: ctx.now(),
      settledBy: isOne ? null : by,
      settledAt: isOne ? null : ctx.now(),
    });
    audit(
      ctx,
      isOne ? 'people.swap_asked' : 'people.swap_agreed',
      { kind: 'rota', id: rotaId },
      { swapId: id, note, ...swap },
    );
    if (!isOne) await emit(ctx, 'people.changed');
    return rota(ctx, { rotaId });
  });

/** Settles a swap. @throws AppError `not_found`, `forbidden`, `conflict` when it is settled, `unprocessable` when it cannot be any more. */
export const settleSwap = (
  ctx: Ctx,
  { rotaId, swapId, answer }: In<'settleSwap'>,
): Promise<contract.RotaView> =>
  transact(ctx, async (ctx) => {
    const whole = await wholeRota(ctx, rotaId, true);
    const swap = whole.allSwaps.find((one) => one.id === swapId);
    if (!swap) throw new AppError('not_found', 'This rota has no such swap.', { swapId });
    if (swap.state !== 'asked') throw new AppError('conflict', 'This swap is settled already.', { swapId });
    const verb = { agreed: 'agree', declined: 'decline', withdrawn: 'withdraw' } as const;
    if (!maySettle(swap, { id: me(ctx), mayEdit: mayEdit(ctx) }).includes(verb[answer]))
      throw new AppError('forbidden', 'This answer is asked of somebody else.', { swapId });
    if (answer === 'agreed') await checkSwap(ctx, whole, swap);
    await store.settleSwap(ctx.db, swapId, { state: answer, settledBy: me(ctx), settledAt: ctx.now() });
    const { turnAt, fromPersonId, toPersonId } = swap;
    const facts = { swapId, turnAt, fromPersonId, toPersonId };
    audit(ctx, `people.swap_${answer}`, { kind: 'rota', id: rotaId }, facts);
    if (answer === 'agreed') await emit(ctx, 'people.changed');
    return rota(ctx, { rotaId });
  });
