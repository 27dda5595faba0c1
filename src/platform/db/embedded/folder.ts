import { chmodSync, chownSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import { type Account, canEnter, databaseAccount, makeFolder } from './account.ts';
import { defaultDataDir, filesOf } from './files.ts';

/** An opened data folder: its real path, and the account of its cluster (null: simply ours). */
export type Folder = { dataDir: string; account: Account | null };

/** Makes the data folder if need be and sees that the account can reach it.
 *  @throws AppError `invalid`, `forbidden` */
export function openFolder(wanted: string): Folder {
  if (!isAbsolute(wanted))
    throw new AppError('invalid', `The data folder must be an absolute path, not ${wanted}.`);
  makeFolder(dirname(wanted), 0o755);
  makeFolder(wanted, 0o700);
  const dataDir = realpathSync(wanted);
  if (!statSync(dataDir).isDirectory()) throw new AppError('invalid', `${dataDir} is not a folder.`);
  const { cluster } = filesOf(dataDir);
  requireOurs(cluster);
  const account = databaseAccount([cluster, dataDir]);
  if (account && !canEnter(account, dataDir)) {
    if (statSync(dataDir).uid === 0) {
      chownSync(dataDir, 0, account.gid);
      chmodSync(dataDir, statSync(dataDir).mode | 0o010);
    }
    if (!canEnter(account, dataDir))
      throw new AppError(
        'invalid',
        `Started by root, the database runs as the account ${account.name}, and that cannot enter ${dataDir}. Leave --data ` +
          `out, or name a folder that it can reach, such as ${defaultDataDir(process.cwd())}.`,
        { dataDir, account: account.name },
      );
  }
  return { dataDir, account };
}

/** Refuses, in words, the data of another user. @throws AppError `forbidden` */
export function requireOurs(cluster: string): void {
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
  const ours = process.getuid?.();
  if (owner === undefined || ours === 0 || owner === ours) return;
  throw new AppError(
    'forbidden',
    `${cluster} belongs to user id ${owner}, you are ${ours ?? 'unknown'}: run this as the user who started it first, or use another --data.`,
    { cluster, owner },
  );
}
