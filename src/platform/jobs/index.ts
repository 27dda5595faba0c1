// Jobs on the same PostgreSQL: enqueued in the transaction that made them necessary, safe to run twice.
import { Logger, type ParsedCronItem, parseCronItems, run, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx, JobRef } from '../ctx.ts';
import type { Database } from '../db/pool.ts';
import type { Log } from '../log.ts';

/** A job as a value: its name `room.verb`, its payload, how often it is tried, and what it does. */
export type Job<P extends z.ZodType = z.ZodType> = {
  readonly name: `${string}.${string}`;
  readonly payload: P;
  readonly maxAttempts: number;
  /** Runs that share a queue run one after another. */
  readonly queue?: string;
  /** When it also runs by itself: crontab in UTC, e.g. '5 * * * *'. */
  readonly cron?: string;
  run(ctx: Ctx, payload: z.output<P>): Promise<void>;
};

/** The job as given, with its types kept. */
export const job = <P extends z.ZodType>(j: Job<P>): Job<P> => j;

/** Adds a run of `j` in the current transaction. One with the same `key` that has not started yet is replaced, not doubled. */
export async function enqueue(
  ctx: Ctx,
  j: JobRef,
  payload: object,
  options: { key?: string } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${j.name}, ${JSON.stringify(payload)}::json, queue_name => ${j.queue ?? null},
    max_attempts => ${j.maxAttempts}, job_key => ${options.key ?? null})`.execute(ctx.db);
}

/** Frees jobs that a worker of a dead process still holds. Only for an installation with one server: it alone works here. */
export async function freeJobs(ctx: Ctx): Promise<void> {
  await sql`update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_by is not null`.execute(
    ctx.db,
  );
  await sql`update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_by is not null`.execute(
    ctx.db,
  );
}

/** Starts the worker of this process. Missed cron runs of the last hour are made up once. */
export async function startWorker(
  database: Database,
  jobs: readonly Job[],
  log: Log,
  ctxFor: (name: string) => Ctx,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(
    jobs.map((j) => [
      j.name,
      async (payload: unknown) => {
        const ctx = ctxFor(j.name);
        const started = Date.now();
        await j.run(ctx, j.payload.parse(payload ?? {}));
        log.debug({ event: 'job.done', job: j.name, ms: Date.now() - started });
      },
    ]),
  );
  const cron: ParsedCronItem[] = parseCronItems(
    jobs.flatMap((j) =>
      j.cron ? [{ task: j.name, match: j.cron, options: { backfillPeriod: 3_600_000 } }] : [],
    ),
  );
  const pool = database.plainPool(5);
  const runner = await run({
    pgPool: pool,
    taskList,
    parsedCronItems: cron,
    concurrency: 2,
    noHandleSignals: true,
    noPreparedStatements: true,
    logger: quiet(log),
  });
  return {
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}

const quiet = (log: Log): Logger =>
  new Logger(() => (severity, message) => {
    const level: string = severity;
    if (level === 'error') log.error({ event: 'job.failed', message });
    else if (level === 'warning') log.warn({ event: 'job.warning', message });
  });
