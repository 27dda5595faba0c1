import { spawnSync } from 'node:child_process';
import { chmodSync, lchownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';

/** An account of this machine under which the database runs when root started us. */
export type Account = { name: string; uid: number; gid: number };

function lookup(who: string): Account | null {
  const [name, uid, gid] = ['-un', '-u', '-g'].map((flag) => {
    const asked = spawnSync('id', [flag, who], { encoding: 'utf8' });
    return asked.status === 0 ? asked.stdout.trim() : '';
  });
  return name && uid && gid && Number(uid) !== 0 ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

/** The account the database must run under, or null when that is simply ours (we are not root).
 *  The owner of what is there already wins, so that data never changes hands; then `postgres`, then `nobody`.
 *  @throws AppError `unavailable` when the machine has none of them; accounts are never created. */
export function databaseAccount(existing: readonly string[]): Account | null {
  const ours = process.getuid?.();
  if (ours !== 0) {
    if (ours !== undefined && spawnSync('id', ['-un', String(ours)]).status === 0) return null;
    throw new AppError(
      'unavailable',
      `PostgreSQL needs an account entry for user id ${ours ?? ''}; or set DATABASE_URL.`,
    );
  }
  const owners = existing.map((path) => statSync(path, { throwIfNoEntry: false })?.uid ?? 0);
  const names = [...owners.filter((uid) => uid !== 0).map(String), 'postgres', '_postgres', 'nobody'];
  for (const name of names) {
    const account = lookup(name);
    if (account) return account;
  }
  throw new AppError(
    'unavailable',
    'PostgreSQL refuses to run as root, and this machine has no account `postgres` or `nobody` to run it under. ' +
      'Start Wardline as an ordinary user, or set DATABASE_URL.',
  );
}

/** What `spawn` needs to become that account; libuv drops the supplementary groups as well. */
export const asAccount = (account: Account | null) => (account ? { uid: account.uid, gid: account.gid } : {});

/** True when the account can enter the folder: tried, not deduced from modes. */
export function canEnter(account: Account | null, folder: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', ...asAccount(account) });
  return tried.status === 0;
}

/** Makes a folder and its missing parents with exactly this mode, whatever the umask. */
export function makeFolder(path: string, mode: number): void {
  if (statSync(path, { throwIfNoEntry: false })) return;
  makeFolder(dirname(path), mode);
  mkdirSync(path);
  chmodSync(path, mode);
}

/** Gives one path to the account (a link itself, never its target); nothing happens when we are not root. */
export function giveTo(account: Account | null, path: string): void {
  if (account) lchownSync(path, account.uid, account.gid);
}

/** Gives a whole tree to the account, links themselves and never their targets. */
export function giveTreeTo(account: Account, path: string): void {
  const found = lstatSync(path);
  lchownSync(path, account.uid, account.gid);
  if (found.isDirectory()) for (const name of readdirSync(path)) giveTreeTo(account, join(path, name));
}
