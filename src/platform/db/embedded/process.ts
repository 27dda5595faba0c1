// Processes: start one that cannot outlive us, and prove what a process id found on disk stands for.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { basename, join } from 'node:path';
import { type Account, asAccount } from './account.ts';

/** The shell between us and the program. Its standard input is a pipe whose other end only we hold, so it ends
 *  when we do, however we died; then the program gets SIGINT: PostgreSQL's fast shutdown. The shell itself
 *  ignores the signals that a service manager sends to the whole group, or it would leave an orphan. */
const shim = `
trap '' HUP INT TERM
exec 3<&0 </dev/null
"$@" 3<&- &
program=$!
{ read -r line <&3; kill -INT "$program"; } &
watcher=$!
exec 3<&-
wait "$program"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

/** A program under the shim: how it ended (null while it runs), the promise of that, and the order to end. */
export type Held = {
  ended: string | null;
  exited: Promise<string>;
  end: () => void;
  keepsUsAlive: (yes: boolean) => void;
};

/** Starts a program as the account, in its own session (Ctrl-C reaches us alone), with output appended to `output`.
 *  It gets no variable of our environment but the search paths: settings and secrets stay here. */
export function spawnHeld(command: readonly string[], account: Account | null, output: number): Held {
  const { PATH = '/usr/bin:/bin', LD_LIBRARY_PATH } = process.env;
  const child = spawn('/bin/sh', ['-c', shim, 'wardline-database', ...command], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', output, output],
    env: { PATH, LC_ALL: 'C', TZ: 'UTC', ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }) },
    ...asAccount(account),
  });
  child.stdin?.on('error', () => undefined); // it ended first
  const exited = new Promise<string>((settle) => {
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) =>
      settle(code === null ? `signal ${signal ?? ''}` : `exit status ${code}`),
    );
  });
  const keepsUsAlive = (yes: boolean) => {
    if (yes) child.ref();
    else child.unref();
    if (child.stdin instanceof Socket) child.stdin[yes ? 'ref' : 'unref']();
  };
  const held: Held = { ended: null, exited, end: () => child.stdin?.end(), keepsUsAlive };
  void exited.then((how) => {
    held.ended = how;
  });
  return held;
}

const words = (command: string, args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8', env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } }).stdout.trim();

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // no such process, or no /proc here
  }
}

/** What tells this process from a later one with the same number: its start, in this boot. Null when there is no
 *  such process or only its unreaped remains. */
export function identityOf(pid: number): string | null {
  if (process.platform !== 'linux') return words('ps', ['-o', 'lstart=', '-p', String(pid)]) || null;
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ') ?? ['X'];
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return `${read('/proc/sys/kernel/random/boot_id')?.slice(0, 8) ?? ''}-${fields[19] ?? ''}`;
}

/** True when `pid` is alive and is the PostgreSQL server of this cluster folder, by its program and its folder. */
export function isServerOf(pid: number, cluster: string): boolean {
  if (identityOf(pid) === null) return false;
  if (process.platform !== 'linux') {
    const command = words('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
    return /^\S*postgres\b/.test(command) && command.includes(` -D ${cluster} `);
  }
  const args = read(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
  if (basename(args[0] ?? '') !== 'postgres') return false;
  if (args.includes(cluster)) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster; // a folder that was moved under a running server
  } catch {
    return false;
  }
}

export type Postmaster = {
  pid: number;
  socketDir: string;
  port: number;
  isReady: boolean;
  isProven: boolean;
};

/** What `postmaster.pid` says, and whether its process is proven to be this cluster's; null without a usable file.
 *  @source PostgreSQL 18 src/include/utils/pidfile.h: pid, data folder, start, port, socket folder, address, key, status */
export function postmasterOf(cluster: string): Postmaster | null {
  const file = read(join(cluster, 'postmaster.pid'));
  if (file === null) return null;
  const [pid = '', , , port = '', socketDir = '', , , status = ''] = file.split('\n');
  const number = Math.abs(Number.parseInt(pid, 10)) || 0;
  const isProven = number > 1 && isServerOf(number, cluster);
  return {
    pid: number,
    socketDir,
    port: Number.parseInt(port, 10),
    isReady: status.trim() === 'ready',
    isProven,
  };
}

/** Asks until the answer is neither null nor false, every `everyMs`; null once `patienceMs` is over. */
export async function until<T>(
  ask: () => T | null | false | Promise<T | null | false>,
  patienceMs = Number.POSITIVE_INFINITY,
  everyMs = 20,
): Promise<T | null> {
  for (const from = performance.now(); ; ) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (performance.now() - from > patienceMs) return null;
    await new Promise((wake) => setTimeout(wake, everyMs));
  }
}
