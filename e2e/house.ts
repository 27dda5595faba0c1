// The built program as people run it: started on a data folder of its own, stopped as Ctrl-C stops it, nothing left behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url));

/** A new data folder with a short name: the path of a Unix socket has few letters to spare. */
export const newFolder = (): Promise<string> => mkdtemp('/tmp/wl-');

/** Removes a folder and what is in it. A database that was killed may still be going down for a moment. */
export const removeFolder = (dir: string): Promise<void> =>
  rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };
export type Run = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

/** Starts `wardline --data DIR ...` and hands over the process and its end. */
export function run(data: string, args: readonly string[]): Run {
  const child = spawn(process.execPath, [program, '--data', data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString('utf8')));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString('utf8')));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
  // Whatever ends the tests ends what they started.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
  return { child, ended };
}

/** Runs `wardline --data DIR ...` to its end. */
export const wardline = (data: string, ...args: string[]): Promise<Ended> => run(data, args).ended;

export type Server = {
  readonly address: string;
  /** Ends it as Ctrl-C does and waits; gives its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
};

/** Starts the server on a free port and waits until it says where it is. @throws Error with its words when it ends first. */
export async function serve(data: string, ...args: string[]): Promise<Server> {
  const { child, ended } = run(data, ['start', '--port', '0', ...args]);
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
      const at = /Wardline is at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (at) resolve(at);
    });
    void ended.then(({ code, err }) => reject(new Error(`The server ended with ${code}: ${err}`)), reject);
  });
  return {
    address,
    stop: async () => {
      child.kill('SIGINT');
      return (await ended).code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
