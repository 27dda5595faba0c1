// Opens the database of this installation: a server by DATABASE_URL, the one that already runs on the data folder, or our own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { AppError } from '../kernel/errors.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { type Ctx, type Station, systemCtx } from '../platform/ctx.ts';
import { defaultDataDir, findRunning, startEmbedded } from '../platform/db/embedded/index.ts';
import { migrate } from '../platform/db/migrate.ts';
import { type Connection, connect, type Database } from '../platform/db/pool.ts';
import { type Log, makeLog } from '../platform/log.ts';
import { migrationsDir, rootDir } from '../platform/root.ts';
import { sealOf } from '../platform/seal.ts';
import { subscribers } from './rooms.ts';

export type House = Database & {
  readonly config: Config;
  readonly dataDir: string;
  readonly log: Log;
  readonly connection: Connection;
  /** True when this process started the database, so that no other server works on it. */
  readonly isAlone: boolean;
  /** A context for the system under the name of a command or job. */
  ctx(name: string): Ctx;
};

export type HouseOptions = {
  readonly data?: string | undefined;
  readonly pgBin?: string | undefined;
  readonly logLevel?: string;
};

/** Opens the database and brings its schema up to date. Close it, or the process stays up.
 *  @throws AppError `unavailable` when no server can be reached or started. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const config = readConfig(process.env);
  const log = makeLog(options.logLevel ?? config.logLevel);
  const dataDir = options.data ?? config.dataDir ?? defaultDataDir(rootDir);
  const { connection, isAlone, stop } = await reach(config, dataDir, options.pgBin, log);
  const database = connect(connection, log);
  try {
    await migrate(database.pool, migrationsDir, log);
  } catch (error) {
    await database.close();
    await stop();
    throw error;
  }
  return {
    ...database,
    config,
    dataDir,
    log,
    connection,
    isAlone,
    ctx: (name) =>
      systemCtx(database.db, log, name, { subscribers, station: stationOf(config, dataDir, options.pgBin) }),
    close: async () => {
      await database.close();
      await stop();
    },
  };
}

const nothingToStop = (): Promise<void> => Promise.resolve();

/** Files wait below the data folder; heavy work runs as a command of this same program. */
function stationOf(config: Config, dataDir: string, pgBin: string | undefined): Station {
  return {
    spoolDir: join(dataDir, 'spool'),
    outward: {
      baseUrl: config.baseUrl,
      smtp: config.smtp,
      allowHosts: config.allowHosts,
      seal: sealOf(join(dataDir, 'secrets.key')),
    },
    runSelf: (args) =>
      new Promise((resolve, reject) => {
        const program = [
          join(rootDir, 'scripts', 'run.mjs'),
          '--data',
          dataDir,
          ...(pgBin ? ['--pg-bin', pgBin] : []),
          ...args,
        ];
        const child = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit'] });
        child.on('error', reject);
        child.on('exit', (code) => resolve(code ?? 3));
      }),
  };
}

async function reach(
  config: Config,
  dataDir: string,
  pgBin: string | undefined,
  log: Log,
): Promise<{ connection: Connection; isAlone: boolean; stop: () => Promise<void> }> {
  if (config.databaseUrl) {
    const url = config.databaseUrl.reveal();
    await ping({ url }, log);
    return { connection: { url }, isAlone: false, stop: nothingToStop };
  }
  const running = await findRunning(dataDir);
  if (running) return { connection: running, isAlone: false, stop: nothingToStop };
  const embedded = await startEmbedded({
    dataDir,
    log: (event, details) => log.debug({ event, ...details }),
    ...(pgBin ? { pgBin } : {}),
  });
  return { connection: embedded, isAlone: !embedded.adopted, stop: () => embedded.stop() };
}

async function ping(to: Connection, log: Log): Promise<void> {
  const probe = connect(to, log, 1);
  try {
    const { rows } = await probe.pool.query<{ v: string }>(
      "select current_setting('server_version_num') as v",
    );
    const major = Math.floor(Number(rows[0]?.v ?? 0) / 10_000);
    if (major < 15)
      throw new AppError(
        'unavailable',
        `The PostgreSQL server of DATABASE_URL is version ${major}; Wardline needs 15 or newer.`,
      );
  } catch (error) {
    if (error instanceof AppError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('unavailable', `The PostgreSQL server of DATABASE_URL cannot be reached: ${why}`);
  } finally {
    await probe.close();
  }
}
