// The embedded PostgreSQL: one server per data folder, started by one of our processes and never outliving it.
import { realpathSync, statSync } from 'node:fs';
import type { Client } from 'pg';
import { AppError } from '../../../kernel/errors.ts';
import { giveTreeTo } from './account.ts';
import { findBinaries } from './binaries.ts';
import { majorOf, makeCluster, requireSameMajor, user } from './cluster.ts';
import { defaultDataDir, filesOf } from './files.ts';
import { type Folder, openFolder, requireOurs } from './folder.ts';
import { claim, holderOf } from './lock.ts';
import { boundLog, tailOf } from './log.ts';
import { postmasterOf, until } from './process.ts';
import { endLeftover, type Log, launch, onServer, patienceMs, refuseUnseen } from './server.ts';
import { serverArguments } from './settings.ts';
import { openSocketFolder, removeSocketFolder } from './sockets.ts';

export { defaultDataDir };

/** `dataDir` is absolute and ours alone: the cluster, its sockets, settings and log lie in it. `pgBin` is the
 *  folder of a system PostgreSQL 15 or newer, to be used in place of the bundled one. */
export type EmbeddedOptions = { dataDir: string; pgBin?: string; log: Log };

/** How to reach a server: through its Unix socket, without password or TLS (pass `ssl: false`, as PGSSLMODE counts
 *  otherwise). `adopted` says that another process of ours started it and will end it. */
export type Running = {
  socketDir: string;
  port: number;
  user: string;
  database: string;
  majorVersion: number;
  adopted: boolean;
};
export type Embedded = Running & { stop(): Promise<void> };

const database = 'wardline';

/** Connection details of the server that runs on this data folder, or null. One whose owner died counts as none: it
 *  is about to end. @throws AppError `forbidden` when the data is another user's. */
export const findRunning = (dataDir: string): Promise<Running | null> =>
  inWords(dataDir, () => running(dataDir));

async function running(dataDir: string): Promise<Running | null> {
  if (!statSync(dataDir, { throwIfNoEntry: false })) return null;
  const { cluster } = filesOf(realpathSync(dataDir));
  requireOurs(cluster);
  const postmaster = postmasterOf(cluster);
  if (!postmaster?.isProven || !postmaster.isReady || holderOf(dataDir) === null) return null;
  // It may be going down in this moment, and its owner may not have made the database yet: none, as well.
  const isThere = await onServer(cluster, postmaster, hasDatabase).catch(() => false);
  const majorVersion = majorOf(cluster);
  if (!isThere || majorVersion === null) return null;
  return {
    socketDir: postmaster.socketDir,
    port: postmaster.port,
    user,
    database,
    majorVersion,
    adopted: true,
  };
}

async function hasDatabase(client: Client): Promise<boolean> {
  const { rows } = await client.query('select 1 from pg_database where datname = $1', [database]);
  return rows.length > 0;
}

/** Turns a refusal of the file system into one that names the data folder. */
async function inWords<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error && 'syscall' in error)) throw error;
    const isDenied = 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
    const wayOut = isDenied ? ' Run this as the user who started it first, or use another --data.' : '';
    const message = `The data folder ${dataDir} cannot be used: ${error.message}.${wayOut}`;
    throw new AppError(isDenied ? 'forbidden' : 'unavailable', message, { dataDir });
  }
}

/** Makes what is missing, starts the server, and hands it over; the folder is claimed by us already. */
async function startOwned(folder: Folder, options: EmbeddedOptions, release: () => void): Promise<Embedded> {
  const { dataDir, account } = folder;
  const { log } = options;
  const { cluster, log: logFile } = filesOf(dataDir);
  const copyTo = account ? '/var/lib/wardline' : dataDir;
  const binaries = findBinaries({ pgBin: options.pgBin, account, copyTo });
  const written = majorOf(cluster);
  if (written !== null) requireSameMajor(cluster, written, binaries.major);
  await endLeftover(cluster, log);
  if (written === null) {
    log('database.making', { cluster, major: binaries.major, account: account?.name });
    await makeCluster(dataDir, binaries, account);
  } else if (account && statSync(cluster).uid !== account.uid) giveTreeTo(account, cluster);
  const socketDir = openSocketFolder(dataDir, account);
  const held = await launch(folder, [binaries.postgres, ...serverArguments(dataDir, socketDir)], log);
  const end = async () => {
    held.keepsUsAlive(true);
    held.end();
    await held.exited;
    await until(() => !postmasterOf(cluster)?.isProven); // also when somebody killed the shim
    removeSocketFolder(dataDir, account);
  };
  try {
    await onServer(cluster, { socketDir, port: 5432 }, async (client) => {
      if (!(await hasDatabase(client))) await client.query(`create database ${database}`);
    });
  } catch (error) {
    await end();
    throw error;
  }
  held.keepsUsAlive(false);
  const bounding = setInterval(() => boundLog(logFile), 60_000).unref();
  let stopping: Promise<void> | undefined;
  void held.exited.then((how) => {
    clearInterval(bounding);
    if (stopping) return;
    log('database.ended_unasked', { how, log: tailOf(logFile, 0) });
    if (!postmasterOf(cluster)?.isProven) release();
  });
  const stop = () => (stopping ??= end().then(release));
  log('database.started', { cluster, socketDir, account: account?.name });
  return { socketDir, port: 5432, user, database, majorVersion: binaries.major, adopted: false, stop };
}

/** Starts the database of this data folder, or adopts the one that another living process of ours runs on it; of two
 *  that start at once one starts it and the other waits and adopts. Ends with us, however we end.
 *  @throws AppError `unavailable`, `conflict`, `forbidden`, `invalid`, `unprocessable`: each says what to do. */
export const startEmbedded = (options: EmbeddedOptions): Promise<Embedded> =>
  inWords(options.dataDir, async () => {
    const folder = openFolder(options.dataDir);
    const { dataDir } = folder;
    const startOrAdopt = async (): Promise<Embedded | null> => {
      await refuseUnseen(dataDir, postmasterOf(filesOf(dataDir).cluster));
      const claimed = claim(dataDir);
      if ('heldBy' in claimed) {
        const found = await running(dataDir);
        return found && { ...found, stop: () => Promise.resolve() };
      }
      return startOwned(folder, options, claimed.release).catch((error: unknown) => {
        claimed.release();
        throw error;
      });
    };
    const embedded = await until(startOrAdopt, patienceMs, 50);
    if (embedded) return embedded;
    const message = `Process ${holderOf(dataDir) ?? ''} holds ${dataDir}, and its database does not answer.`;
    throw new AppError('conflict', message, { dataDir });
  });
