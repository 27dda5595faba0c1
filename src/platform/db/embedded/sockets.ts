import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, giveTo, makeFolder } from './account.ts';
import { filesOf, replaceFile } from './files.ts';

/** The socket folder, private to the account. A socket path may hold 103 bytes on macOS and 107 on Linux, so below
 *  a long data folder it is one in /tmp, remembered in the data folder and used again while it is still ours. */
export function openSocketFolder(dataDir: string, account: Account | null): string {
  const { sockets, socketsElsewhere } = filesOf(dataDir);
  if (Buffer.byteLength(sockets) <= 85) {
    makeFolder(sockets, 0o700);
    giveTo(account, sockets);
    for (const name of readdirSync(sockets)) rmSync(join(sockets, name), { recursive: true, force: true }); // of a server proven dead
    return sockets;
  }
  removeSocketFolder(dataDir, account);
  const elsewhere = mkdtempSync('/tmp/wardline-');
  giveTo(account, elsewhere);
  replaceFile(socketsElsewhere, elsewhere);
  return elsewhere;
}

/** Removes the remembered socket folder in /tmp, if there is one and it is still a folder of the database's account. */
export function removeSocketFolder(dataDir: string, account: Account | null): void {
  const { socketsElsewhere } = filesOf(dataDir);
  if (!statSync(socketsElsewhere, { throwIfNoEntry: false })) return;
  const folder = readFileSync(socketsElsewhere, 'utf8');
  const found = /^\/tmp\/wardline-\w+$/.test(folder)
    ? lstatSync(folder, { throwIfNoEntry: false })
    : undefined;
  if (found?.isDirectory() && found.uid === (account?.uid ?? process.getuid?.()))
    rmSync(folder, { recursive: true, force: true });
  rmSync(socketsElsewhere, { force: true });
}
