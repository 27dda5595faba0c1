import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import { type Account, giveTo } from './account.ts';
import type { Binaries } from './binaries.ts';
import { filesOf } from './files.ts';
import { openLog, tailOf } from './log.ts';
import { spawnHeld } from './process.ts';

/** The superuser of the cluster. */
export const user = 'wardline';

/** The major version that wrote the cluster, or null when there is no cluster yet.
 *  @throws AppError `unprocessable` when the folder holds something else. */
export function majorOf(cluster: string): number | null {
  const names = statSync(cluster, { throwIfNoEntry: false }) ? readdirSync(cluster) : [];
  if (names.length === 0) return null;
  const major = names.includes('PG_VERSION') ? Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8')) : 0;
  if (major > 0) return major;
  throw new AppError(
    'unprocessable',
    `${cluster} is not empty and holds no readable PG_VERSION: no database of ours.`,
  );
}

/** Refuses, with the way out, programs of another major version than the data. Nothing has been touched then.
 *  @throws AppError `conflict` */
export function requireSameMajor(cluster: string, written: number, ours: number): void {
  if (written === ours) return;
  throw new AppError(
    'conflict',
    `The data in ${cluster} was written by PostgreSQL ${written}; the programs here are PostgreSQL ${ours}, which cannot read ` +
      `it. Nothing was changed. Start with the programs of version ${written} (--pg-bin DIR); moving the data to another ` +
      'version is not offered yet.',
    { cluster, written, ours },
  );
}

/** The last step of making something: flush the folder's own list of names. */
function flushFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Makes the cluster beside its place and moves it there at the end: a kill on the way leaves no half a cluster.
 *  @throws AppError `unavailable` with what initdb said. */
export async function makeCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  const { cluster, log } = filesOf(dataDir);
  for (const name of readdirSync(dataDir))
    if (name.startsWith('pg.new-'))
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  const locales =
    binaries.major >= 17
      ? [['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']]
      : [['--locale-provider=libc', '--locale=C.UTF-8'], ['--locale=C']]; // not every system has C.UTF-8
  for (const [index, locale] of locales.entries()) {
    const temporary = mkdtempSync(join(dataDir, 'pg.new-'));
    giveTo(account, temporary);
    const output = openLog(log, account);
    const from = fstatSync(output).size;
    const fixed = ['-U', user, '-E', 'UTF8', '-A', 'trust', '--data-checksums', '--no-instructions'];
    const held = spawnHeld([binaries.initdb, '-D', temporary, ...fixed, ...locale], account, output);
    const ended = await held.exited;
    closeSync(output);
    if (ended === 'exit status 0') {
      renameSync(temporary, cluster);
      flushFolder(dataDir);
      return;
    }
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
    if (index === locales.length - 1)
      throw new AppError('unavailable', `The database could not be made (${ended}):\n${tailOf(log, from)}`, {
        log,
      });
  }
}
