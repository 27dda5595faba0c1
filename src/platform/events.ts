import type { Ctx } from './ctx.ts';
import { enqueue } from './jobs/index.ts';

/** Says in the open transaction that something happened; the jobs of later rooms that follow it are enqueued with it.
 *  Runs that have not started yet are folded into one. */
export async function emit(ctx: Ctx, event: `${string}.${string}`): Promise<void> {
  for (const follower of ctx.subscribers.get(event) ?? [])
    await enqueue(ctx, follower, {}, { key: follower.name });
}
