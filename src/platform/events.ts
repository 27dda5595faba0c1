import type { Ctx } from './ctx.ts';
import { enqueue, type Job } from './jobs/index.ts';

/** Which jobs follow which event. The list is made in `app`; rooms only emit. */
export type Subscribers = ReadonlyMap<string, readonly Job[]>;

/** Says in the open transaction that something happened; the jobs of later rooms that follow it are enqueued with it.
 *  Runs that have not started yet are folded into one. */
export async function emit(ctx: Ctx, event: `${string}.${string}`): Promise<void> {
  for (const follower of ctx.subscribers.get(event) ?? []) await enqueue(ctx, follower, {}, { key: follower.name });
}
