// Delegations with their limits, and the trainings that activities need: made, shown, ended.
import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import type * as contract from '../contract/standing.ts';
import { authorityInWords } from '../engine/words.ts';
import { Authority, type MatrixDocument } from '../model.ts';
import * as store from '../store/standing.ts';
import { organisation } from '../store.ts';
import { inForce } from './matrix.ts';

const me = (ctx: Ctx): PersonId | null => (ctx.actor.kind === 'person' ? ctx.actor.personId : null);
const keepsPeople = (ctx: Ctx): boolean =>
  ctx.actor.kind === 'system' || ctx.actor.permissions.has('people.write');
const rowsOf = (document: MatrixDocument) => document.activities.map(({ id, plain }) => ({ id, plain }));

type Made = z.output<(typeof contract.makeDelegation)['input']>;

/** What a person has handed on and what was handed to them. @throws AppError `not_found`. */
export async function delegations(ctx: Ctx, { personId }: { personId: PersonId }) {
  const org = await organisation(ctx.db);
  const person = org.people.find((p) => p.id === personId);
  if (!person) throw new AppError('not_found', 'No such person.', { personId });
  const today = ctx.today();
  const rows = await store.delegationsOf(ctx.db, personId);
  const self = me(ctx);
  return {
    name: person.name,
    activities: rowsOf((await inForce(ctx)).document),
    mayMake: person.isActive && (self === personId || keepsPeople(ctx)),
    delegations: rows.map((d): contract.DelegationView => {
      const limits = d.limits === null ? null : Authority.parse(d.limits);
      const state =
        d.endedAt !== null || d.untilOn < today ? 'over' : d.fromOn > today ? 'to_come' : 'in_force';
      return {
        id: d.id,
        from: { id: d.fromPersonId, name: d.fromName },
        to: { id: d.toPersonId, name: d.toName },
        activityIds: d.activityIds,
        fromOn: d.fromOn,
        untilOn: d.untilOn,
        reason: d.reason,
        limits,
        reach: authorityInWords(limits),
        state,
        mayEnd: state !== 'over' && (keepsPeople(ctx) || self === d.fromPersonId || self === d.toPersonId),
      };
    }),
  };
}

/** Hands activities on. @throws AppError `forbidden` for somebody else's, `unprocessable` with why not. */
export const makeDelegation = (ctx: Ctx, input: Made): Promise<{ delegationId: number }> =>
  transact(ctx, async (ctx) => {
    if (me(ctx) !== input.fromPersonId && !keepsPeople(ctx))
      throw new AppError('forbidden', 'You can hand on what is yours, not what is somebody else’s.');
    const no = (sentence: string): never => {
      throw new AppError('unprocessable', sentence);
    };
    const org = await organisation(ctx.db);
    const [from, to] = [input.fromPersonId, input.toPersonId].map((id) =>
      org.people.find((p) => p.id === id),
    );
    if (from?.isActive !== true || to?.isActive !== true) return no('One of the two is not here any more.');
    if (from.id === to.id) return no('Nobody hands anything to themselves.');
    if (input.untilOn < input.fromOn) return no('This would end before it begins.');
    if (input.untilOn < ctx.today()) return no('This would be over already.');
    const outside = org.organisations.find((o) => o.id === to.organisationId && o.kind !== 'hospital');
    if (outside)
      return no(`${to.name} is not the hospital's own; answering for something stays with the hospital.`);
    const { document } = await inForce(ctx);
    const unknown = input.activityIds?.find((id) => !document.activities.some((a) => a.id === id));
    if (unknown !== undefined) return no(`The matrix in force has no activity ${unknown}.`);
    const id = await store.insertDelegation(ctx.db, { ...input, madeBy: me(ctx) });
    audit(ctx, 'raci.delegation_made', { kind: 'delegation', id }, { ...input });
    await emit(ctx, 'raci.changed');
    return { delegationId: id };
  });

/** Ends a delegation at once. @throws AppError `not_found`, `forbidden`, `conflict` when it is over. */
export const endDelegation = (ctx: Ctx, { delegationId }: { delegationId: number }) =>
  transact(ctx, async (ctx) => {
    const d = await store.lockDelegation(ctx.db, delegationId);
    if (!d) throw new AppError('not_found', 'No such delegation.', { delegationId });
    const self = me(ctx);
    if (!keepsPeople(ctx) && self !== d.fromPersonId && self !== d.toPersonId)
      throw new AppError('forbidden', 'Only the two of them may end this.');
    if (d.endedAt !== null || d.untilOn < ctx.today())
      throw new AppError('conflict', 'This is over already.', { delegationId });
    await store.endDelegation(ctx.db, delegationId, ctx.now());
    const { fromPersonId, toPersonId } = d;
    audit(
      ctx,
      'raci.delegation_ended',
      { kind: 'delegation', id: delegationId },
      { fromPersonId, toPersonId },
    );
    await emit(ctx, 'raci.changed');
    return {};
  });

/** What activities need training in, in the order of the matrix, and who has it today. */
export async function skillNeeds(ctx: Ctx) {
  const [org, { document }] = [await organisation(ctx.db), await inForce(ctx)];
  const today = ctx.today();
  const active = new Map(org.people.filter((p) => p.isActive).map((p) => [p.id, p.name]));
  const place = (id: string): number => document.activities.findIndex((a) => a.id === id);
  const needs = org.skillNeeds.map(({ activityId, skill }): contract.SkillNeedView => {
    const now = org.skills.filter(
      (one) =>
        one.skill.toLowerCase() === skill.toLowerCase() &&
        active.has(one.personId) &&
        one.gainedOn <= today &&
        (one.expiresOn ?? today) >= today,
    );
    const ends = now.map((one) => one.expiresOn);
    const last = ends.includes(null)
      ? null
      : ends
          .filter((on): on is CalendarDate => on !== null)
          .sort()
          .at(-1);
    return {
      activityId,
      activity: document.activities.find((a) => a.id === activityId)?.plain ?? activityId,
      skill,
      trained: now.map((one) => active.get(one.personId) ?? '').sort(),
      lastOn: last ?? null,
    };
  });
  return {
    needs: needs.sort((a, b) => place(a.activityId) - place(b.activityId)),
    activities: rowsOf(document),
  };
}

type Need = { activityId: string; skill: string };

/** Says that whoever does an activity must be trained in something. @throws AppError `unprocessable`, `conflict` when it is said already. */
export const addSkillNeed = (ctx: Ctx, { activityId, skill }: Need) =>
  transact(ctx, async (ctx) => {
    const { document } = await inForce(ctx);
    if (!document.activities.some((a) => a.id === activityId))
      throw new AppError('unprocessable', `The matrix in force has no activity ${activityId}.`);
    if (!(await store.insertNeed(ctx.db, { activityId, skill, notedBy: me(ctx), notedAt: ctx.now() })))
      throw new AppError('conflict', `${activityId} needs this already.`);
    audit(ctx, 'raci.skill_needed', { kind: 'matrix', id: null }, { activityId, skill });
    await emit(ctx, 'raci.changed');
    return {};
  });

/** Takes a need away. @throws AppError `not_found`. */
export const dropSkillNeed = (ctx: Ctx, { activityId, skill }: Need) =>
  transact(ctx, async (ctx) => {
    if (!(await store.dropNeed(ctx.db, activityId, skill)))
      throw new AppError('not_found', `${activityId} does not need that.`);
    audit(ctx, 'raci.skill_not_needed', { kind: 'matrix', id: null }, { activityId, skill });
    await emit(ctx, 'raci.changed');
    return {};
  });
