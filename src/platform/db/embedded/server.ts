// One server process: end what an earlier owner left, start ours, talk to it.
import { closeSync, fstatSync, realpathSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { AppError } from '../../../kernel/errors.ts';
import { user } from './cluster.ts';
import { filesOf } from './files.ts';
import type { Folder } from './folder.ts';
import { openLog, tailOf } from './log.ts';
import { type Held, type Postmaster, postmasterOf, spawnHeld, until } from './process.ts';

export type Log = (event: string, details?: Record<string, unknown>) => void;

/** How long one process waits for another to come up or to go away. */
export const patienceMs = 180_000;

/** The answer of `work` on a connection to the server at that socket; null when it serves another cluster. */
export async function onServer<T>(
  cluster: string,
  at: { socketDir: string; port: number },
  work: (client: pg.Client) => Promise<T>,
): Promise<T | null> {
  const fixed = { user, database: 'postgres', ssl: false, connectionTimeoutMillis: 10_000 };
  const client = new pg.Client({ host: at.socketDir, port: at.port, ...fixed });
  client.on('error', () => undefined); // the query in flight reports it
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const isIts = realpathSync(rows[0]?.data_directory ?? '/') === realpathSync(cluster);
    return isIts ? await work(client) : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Refuses when a server answers on this folder's socket though its process cannot be seen: one in another container
 *  that shares the folder. @throws AppError `conflict` */
export async function refuseUnseen(dataDir: string, postmaster: Postmaster | null): Promise<void> {
  if (!postmaster || postmaster.isProven) return;
  for (const folder of new Set([filesOf(dataDir).sockets, postmaster.socketDir])) {
    const answers = await new Promise<boolean>((settle) => {
      const socket = connect(join(folder, `.s.PGSQL.${postmaster.port || 5432}`));
      socket.once('connect', () => settle(true)).once('error', () => settle(false));
      socket.once('connect', () => socket.destroy());
    });
    if (answers)
      throw new AppError(
        'conflict',
        `A database already serves ${dataDir}, from another container or machine part: its process cannot be seen from here. Stop it first.`,
        { dataDir },
      );
  }
}

/** Ends a server whose owner died (its shim does the same by itself), waits for it, and clears a lock file that is
 *  proven stale: a recycled process number never blocks. @throws AppError `conflict` when it will not end. */
export async function endLeftover(cluster: string, log: Log): Promise<void> {
  const left = postmasterOf(cluster);
  if (left?.isProven) {
    log('database.leftover', { pid: left.pid });
    try {
      process.kill(left.pid, 'SIGINT');
    } catch {
      // ended by itself in this moment
    }
    if ((await until(() => !postmasterOf(cluster)?.isProven, patienceMs)) === null)
      throw new AppError('conflict', `An earlier database process, ${left.pid}, does not end.`, {
        cluster,
        pid: left.pid,
      });
  } else if (left) log('database.stale_lock', { pid: left.pid });
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Starts the server and waits until it accepts connections, however long its recovery takes.
 *  @throws AppError `unavailable` with the last lines of its log when it ends instead. */
export async function launch({ dataDir, account }: Folder, command: string[], log: Log): Promise<Held> {
  const { cluster, log: logFile } = filesOf(dataDir);
  for (let tries = 0; ; tries++) {
    const output = openLog(logFile, account);
    const from = fstatSync(output).size;
    const held = spawnHeld(command, account, output);
    closeSync(output);
    const isSettled = () => {
      const postmaster = postmasterOf(cluster);
      return held.ended !== null || (postmaster?.isProven === true && postmaster.isReady);
    };
    while ((await until(isSettled, 10_000)) === null) log('database.waiting', { log: tailOf(logFile, from) });
    if (held.ended === null) return held;
    const tail = tailOf(logFile, from);
    // After kill -9 of the postmaster alone its children take a moment to notice and to leave.
    if (tries < 40 && tail.includes('pre-existing shared memory block')) {
      await new Promise((wake) => setTimeout(wake, 250));
      continue;
    }
    throw new AppError(
      'unavailable',
      `The database did not start (${held.ended}). ${logFile} ends with:\n${tail}`,
      { logFile },
    );
  }
}
