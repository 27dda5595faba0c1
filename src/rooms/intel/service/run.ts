// Syncing on request: from a folder of the server, from an address, or from one uploaded file.
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../kernel/errors.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { download } from '../../../platform/files/download.ts';
import type { Upload } from '../../../platform/http/route.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { transact } from '../../../platform/transact.ts';
import { syncJob } from '../job.ts';
import { type SyncProgress, type SyncResult, syncDirectory } from './sync.ts';

const isAddress = (from: string): boolean => /^https?:\/\//i.test(from);

/** Reads from a folder, a file or an address. @throws AppError `not_found`, `unavailable`; what was held stays. */
export async function sync(ctx: Ctx, from: string, progress?: SyncProgress): Promise<SyncResult> {
  if (!isAddress(from)) return syncDirectory(ctx, from, from, progress);
  const dir = await mkdtemp(join(tmpdir(), 'wardline-intel-'));
  try {
    await download(from, dir);
    return await syncDirectory(ctx, dir, from, progress);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Queues a sync; it runs in a process of its own. */
export const queueSync = (ctx: Ctx, from: string): Promise<{ queued: boolean }> =>
  transact(ctx, async (ctx) => {
    await enqueue(ctx, syncJob, { from }, { key: `intel.sync ${from}` });
    return { queued: true };
  });

/** Keeps an uploaded file until the sync has read it, and queues that. */
export async function queueUpload(ctx: Ctx, upload: Upload | null): Promise<{ queued: boolean }> {
  if (!upload) throw new AppError('invalid', 'No file came with this request.');
  if (!ctx.station) {
    await syncDirectory(ctx, upload.path, upload.fileName);
    return { queued: true };
  }
  const dir = join(ctx.station.spoolDir, 'intel');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const kept = join(dir, `${ctx.requestId ?? 'upload'}-${upload.fileName.replace(/[^\w.-]/g, '_')}`);
  // Another disk cannot be renamed to.
  await rename(upload.path, kept).catch(() => copyFile(upload.path, kept));
  return queueSync(ctx, kept);
}
