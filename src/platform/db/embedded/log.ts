import {
  closeSync,
  constants,
  copyFileSync,
  fchownSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import type { Account } from './account.ts';

/** Opens the log for appending (never through a link), bounds it first, and gives it to the database's account. */
export function openLog(log: string, account: Account | null): number {
  boundLog(log);
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
  const file = openSync(log, flags, 0o600);
  if (account) fchownSync(file, account.uid, account.gid);
  return file;
}

/** Moves a log over 8 MB to `.1`, by copy, as the server appends to the open file. */
export function boundLog(log: string): void {
  if ((lstatSync(log, { throwIfNoEntry: false })?.size ?? 0) < 8 * 1024 * 1024) return;
  try {
    rmSync(`${log}.1`, { force: true });
    copyFileSync(log, `${log}.1`, constants.COPYFILE_EXCL);
  } catch {
    // No room for the copy: then the room is needed all the more.
  }
  truncateSync(log);
}

/** The last lines that the log gained after `from`, at most 12 lines of at most 4 kB. */
export function tailOf(log: string, from: number): string {
  const file = openSync(log, 'r');
  const size = fstatSync(file).size;
  const bytes = Buffer.alloc(Math.max(0, Math.min(4096, size - from)));
  readSync(file, bytes, 0, bytes.length, size - bytes.length);
  closeSync(file);
  return bytes.toString('utf8').trim().split('\n').slice(-12).join('\n');
}
