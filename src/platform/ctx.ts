import type { AccountProfile, Permission } from '../kernel/permission.ts';
import type { PersonId } from '../kernel/ids.ts';
import { type CalendarDate, dateOf, type Instant, instant } from '../kernel/time.ts';
import type { Db } from './db/pool.ts';
import type { Subscribers } from './events.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Log } from './log.ts';

/** Who acts: a signed-in person, or the system by the name of the job or command. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly personId: PersonId;
      readonly name: string;
      readonly profile: AccountProfile;
      readonly permissions: ReadonlySet<Permission>;
    }
  | { readonly kind: 'system'; readonly name: string };

/** What every use case gets: the database, the clock, who asks, and a log. */
export type Ctx = {
  readonly db: Db;
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly log: Log;
  /** The clock. It comes in, so that tests and the demonstration's history can set it. */
  now(): Instant;
  today(): CalendarDate;
  /** The ledger entries of the open transaction; null outside one. */
  readonly entries: LedgerEntry[] | null;
  readonly subscribers: Subscribers;
};

/** A context for jobs, commands and tests. */
export function systemCtx(
  db: Db,
  log: Log,
  name: string,
  options: { now?: () => Instant; subscribers?: Subscribers } = {},
): Ctx {
  const now = options.now ?? (() => instant(new Date()));
  return {
    db, log, actor: { kind: 'system', name }, requestId: null, now, today: () => dateOf(now()), entries: null,
    subscribers: options.subscribers ?? new Map(),
  };
}

/** The same context with another actor or clock. */
export const withActor = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor });

/** The id of the person who acts, or null for the system. */
export const actorId = (ctx: Ctx): PersonId | null => (ctx.actor.kind === 'person' ? ctx.actor.personId : null);
