// Files that came in and wait for their job: one folder of ours, readable by this account only, named by the import's id.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ImportId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';

const spoolDir = (ctx: Ctx): string =>
  ctx.station?.spoolDir ?? join(tmpdir(), `wardline-spool-${process.getuid?.() ?? 0}`);

/** Where the file of an import waits. */
export const spoolPath = (ctx: Ctx, id: ImportId): string => join(spoolDir(ctx), String(id));

/** Moves a file into the spool. */
export async function spool(ctx: Ctx, from: string, id: ImportId): Promise<void> {
  await mkdir(spoolDir(ctx), { recursive: true, mode: 0o700 });
  const to = spoolPath(ctx, id);
  // The upload may lie on another disk, where a rename cannot reach.
  await rename(from, to).catch(() => copyFile(from, to));
  await chmod(to, 0o600);
}

/** Removes a file that is done with. */
export const unspool = (ctx: Ctx, id: ImportId): Promise<void> => rm(spoolPath(ctx, id), { force: true });

/** SHA-256 of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
