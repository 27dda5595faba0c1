import { createHash } from 'node:crypto';
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The files of a data folder. Only the cluster and the sockets belong to the account; the rest stays ours. */
export const filesOf = (dataDir: string) => ({
  cluster: join(dataDir, 'pg'),
  sockets: join(dataDir, 'run'),
  socketsElsewhere: join(dataDir, 'socket-folder'),
  settings: join(dataDir, 'postgresql.conf'),
  access: join(dataDir, 'pg_hba.conf'),
  log: join(dataDir, 'postgres.log'),
});

/** For root `/var/lib/wardline/<checkout name>-<8 hex of its path>`, so that it outlives the checkout and the
 *  database's account can reach it; otherwise `<checkout>/.wardline`. */
export function defaultDataDir(checkout: string): string {
  if (process.getuid?.() !== 0) return join(checkout, '.wardline');
  const hex = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return `/var/lib/wardline/${basename(checkout) || 'root'}-${hex}`;
}

/** Writes a file in one step, never through a link that somebody laid there. */
export function replaceFile(path: string, text: string): void {
  const temporary = `${path}.new`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { flag: 'wx', flush: true });
  chmodSync(temporary, 0o644); // whatever the umask: the account reads it
  renameSync(temporary, path);
}
