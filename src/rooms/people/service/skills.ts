// Trainings of people: noted, renewed, taken away. Who may do what follows from them at once.
import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import type * as contract from '../contract/skills.ts';
import * as store from '../store/skills.ts';
import { person as personById } from '../store.ts';

async function known(ctx: Ctx, id: PersonId): Promise<{ name: string }> {
  const found = await personById(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such person.', { id });
  return found;
}

/** What a person is trained in. @throws AppError `not_found`. */
export async function skills(ctx: Ctx, { personId }: { personId: PersonId }) {
  const { name } = await known(ctx, personId);
  const today = ctx.today();
  const rows = await store.skillsOf(ctx.db, personId);
  return {
    name,
    mayEdit: ctx.actor.kind === 'person' && ctx.actor.permissions.has('people.write'),
    skills: rows.map((row) => ({
      ...row,
      isCurrent: row.gainedOn <= today && (row.expiresOn ?? today) >= today,
    })),
  };
}

/** Notes a training; one of the same name is renewed. @throws AppError `not_found`, `unprocessable` when it ends before it begins. */
export const noteSkill = (ctx: Ctx, input: z.output<(typeof contract.noteSkill)['input']>) =>
  transact(ctx, async (ctx) => {
    await known(ctx, input.personId);
    if (input.expiresOn !== null && input.expiresOn < input.gainedOn)
      throw new AppError('unprocessable', 'This training would run out before it began.');
    // The same training in other capitals is the same training.
    const rows = await store.skillsOf(ctx.db, input.personId);
    const same = rows.find((row) => row.skill.toLowerCase() === input.skill.toLowerCase());
    const values = { ...input, skill: same?.skill ?? input.skill };
    const notedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    await store.keepSkill(ctx.db, { ...values, notedBy, notedAt: ctx.now() });
    audit(ctx, 'people.skill_noted', { kind: 'person', id: input.personId }, { ...values });
    await emit(ctx, 'people.changed');
    return {};
  });

/** Takes a training away. @throws AppError `not_found`. */
export const dropSkill = (ctx: Ctx, { personId, skill }: { personId: PersonId; skill: string }) =>
  transact(ctx, async (ctx) => {
    if (!(await store.dropSkill(ctx.db, personId, skill)))
      throw new AppError('not_found', 'No such training is noted.', { personId, skill });
    audit(ctx, 'people.skill_dropped', { kind: 'person', id: personId }, { skill });
    await emit(ctx, 'people.changed');
    return {};
  });
