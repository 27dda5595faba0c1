import type { PersonId } from '../kernel/ids.ts';
import type { AccountProfile, Permission } from '../kernel/permission.ts';
import { type CalendarDate, dateOf, type Instant, instant } from '../kernel/time.ts';
import type { Db } from './db/pool.ts';
import type { Log } from './log.ts';
import type { Outward } from './outward.ts';

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

/** One event on its way into the ledger. `verb` is `room.past_tense`; `body` holds the facts it was done on. */
export type LedgerEntry = {
  readonly at: string;
  readonly actorPersonId: number | null;
  readonly actor: string;
  readonly requestId: string | null;
  readonly verb: string;
  readonly subjectKind: string;
  readonly subjectId: number | null;
  readonly chainId: number | null;
  readonly body: Readonly<Record<string, unknown>>;
};

/** A job by what enqueueing needs of it; `platform/jobs` has the whole of it. */
export type JobRef = { readonly name: string; readonly maxAttempts: number; readonly queue?: string };

/** Which jobs follow which event. The list is made in `app`; rooms only emit. */
export type Subscribers = ReadonlyMap<string, readonly JobRef[]>;

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
  /** What must be true before the open transaction commits, by name, each done once at its end; null outside one. */
  readonly atEnd: Map<string, (ctx: Ctx) => Promise<void>> | null;
  readonly subscribers: Subscribers;
  /** The installation around the process; null in tests and stateless commands. */
  readonly station: Station | null;
};

/** Where files that came in wait for their job, and how heavy work is run: in a process of its own, so that the server
 *  stays small and answers meanwhile. */
export type Station = {
  readonly spoolDir: string;
  /** Runs `wardline ...args` on the same database; answers its exit code. */
  runSelf(args: readonly string[]): Promise<number>;
  /** How it speaks to the outside; absent where nothing is sent. */
  readonly outward?: Outward;
};

/** A context for jobs, commands and tests. */
export function systemCtx(
  db: Db,
  log: Log,
  name: string,
  options: { now?: () => Instant; subscribers?: Subscribers; station?: Station } = {},
): Ctx {
  const now = options.now ?? (() => instant(new Date()));
  return {
    db,
    log,
    actor: { kind: 'system', name },
    requestId: null,
    now,
    today: () => dateOf(now()),
    entries: null,
    atEnd: null,
    subscribers: options.subscribers ?? new Map(),
    station: options.station ?? null,
  };
}

/** The same context with another actor or clock. */
export const withActor = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor });

/** The id of the person who acts, or null for the system. */
export const actorId = (ctx: Ctx): PersonId | null =>
  ctx.actor.kind === 'person' ? ctx.actor.personId : null;
