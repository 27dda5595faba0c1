// What every bench shares: figures over runs, the machine's load beside them, a child process and its memory.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootDir = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Folder of public test data beside the checkout; benches that need it are skipped without it. */
export const sharedData = join(rootDir, '..', 'shared', 'data');

/** One measured figure: the median over the runs, each run's own figure, and the target it is held against. */
export type Figure = {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'MB' | 'kB' | 'rows/s' | 'answers/s' | 'n';
  readonly median: number;
  readonly runs: readonly number[];
  readonly target: number | null;
  readonly note?: string;
  /** Load average of the last minute when the figure was done. */
  readonly load: number;
};

export type Bench = {
  readonly name: string;
  readonly about: string;
  run(options: Options): Promise<Figure[]>;
};

/** `runs`: how often each measure is repeated. `keep`: a folder where the large hospital stays between two calls. */
export type Options = {
  readonly runs: number;
  readonly devices: number;
  readonly keep: string | null;
  readonly requests: number;
  readonly say: (what: string) => void;
};

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which the share `p01` of the values lies (nearest rank). NaN of nothing. */
export const percentile = (values: readonly number[], p01: number): number =>
  sorted(values)[Math.max(0, Math.ceil(p01 * values.length) - 1)] ?? Number.NaN;

/** The middle value; of an even number the lower of the two. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Whether a figure reaches its target: at least that much of a rate, less than that of time and memory. */
export const meets = ({ unit, median, target }: Figure): boolean =>
  target === null || (unit.endsWith('/s') ? median >= target : median < target);

const round = (n: number): number => (n < 10 ? Math.round(n * 100) / 100 : Math.round(n * 10) / 10);

/** A figure from the values of its runs. */
export const figure = (
  name: string,
  unit: Figure['unit'],
  runs: readonly number[],
  target: number | null,
  note?: string,
): Figure => ({
  name,
  unit,
  median: round(median(runs)),
  runs: runs.map(round),
  target,
  ...(note ? { note } : {}),
  load: round(loadavg()[0] ?? 0),
});

/** Milliseconds that `work` took, and what it answered. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}

/** Highest resident memory of a process so far in MB, as the kernel counts it; null when it has ended. Linux only. */
function peakMb(pid: number): number | null {
  try {
    const kb = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb ? Number(kb) / 1024 : null;
  } catch {
    return null;
  }
}

export type Child = {
  readonly process: ChildProcess;
  /** What it has written to standard output so far. */
  out(): string;
  peakMb(): number;
  ended: Promise<number>;
};

/** Starts a process of ours and watches its memory ten times a second. Its complaints are shown. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): Child {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: rootDir, ...options });
  let text = '';
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, (child.pid && peakMb(child.pid)) || 0);
  };
  const watch = setInterval(look, 100);
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    look();
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(watch);
      resolve(code ?? -1);
    });
  });
  return {
    process: child,
    out: () => text,
    peakMb: () => {
      look();
      return peak;
    },
    ended,
  };
}

/** Waits until `ready` answers something, at most `seconds`. */
export async function until<T>(seconds: number, ready: () => T | null | Promise<T | null>): Promise<T> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const value = await ready();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`not ready after ${seconds} s`);
}
