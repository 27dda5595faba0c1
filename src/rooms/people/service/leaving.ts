// Somebody leaves the house: no longer active, no account, no session. Who takes their work is told by the room of work.
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import * as store from '../store.ts';

/** Takes a person out, inside the open transaction. @throws AppError `not_found`, `conflict` when they left already. */
export async function takeOut(ctx: Ctx, id: PersonId): Promise<{ name: string }> {
  const found = await store.lockPerson(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such person.', { id });
  if (!found.isActive) throw new AppError('conflict', `${found.name} has left already.`, { id });
  await store.setActive(ctx.db, id, false);
  return { name: found.name };
}

/** Takes a person who had left back in; an account they had stays shut. @throws AppError `not_found`, `conflict`. */
export async function takeBack(ctx: Ctx, id: PersonId): Promise<{ name: string }> {
  const found = await store.lockPerson(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such person.', { id });
  if (found.isActive) throw new AppError('conflict', `${found.name} is here.`, { id });
  await store.setActive(ctx.db, id, true);
  return { name: found.name };
}
