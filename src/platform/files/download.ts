// Fetches files of a mirror into a folder: bounded in size, time and number, never anything but http and https.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../kernel/errors.ts';

export type DownloadLimits = {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly files: number;
};
export const downloadLimits: DownloadLimits = { bytes: 512 * 2 ** 20, milliseconds: 120_000, files: 20_000 };

const parse = (text: string): URL => {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError('invalid', 'An address must begin with http:// or https://.', {
      from: text.slice(0, 200),
    });
  }
  return url;
};

async function get(url: URL, limits: DownloadLimits): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(limits.milliseconds) }).catch(
    (error: unknown) => {
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new AppError(
        'unavailable',
        `${url.host} could not be reached: ${cause}. What was read before is kept.`,
        { url: url.href },
      );
    },
  );
  if (!response.ok)
    throw new AppError(
      'unavailable',
      `${url.host} answered ${response.status} for ${url.pathname}. What was read before is kept.`,
      { url: url.href },
    );
  return response;
}

async function save(url: URL, to: string, limits: DownloadLimits): Promise<void> {
  const response = await get(url, limits);
  if (!response.body) throw new AppError('unavailable', `${url.href} is empty.`);
  await mkdir(dirname(to), { recursive: true });
  let size = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limits.bytes)
        done(
          new AppError('too_large', `${url.href} is larger than ${Math.round(limits.bytes / 2 ** 20)} MiB.`, {
            url: url.href,
          }),
        );
      else done(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(response.body as never), bounded, createWriteStream(to));
}

/**
 * Fetches one file, or, for an address that ends in `/`, every file that its `index.txt` lists, into `dir`.
 * @throws AppError `invalid`, `unavailable`, `too_large`.  @source CSAF 2.0, 7.1.12 (index.txt of a directory distribution)
 */
export async function download(
  address: string,
  dir: string,
  limits: DownloadLimits = downloadLimits,
): Promise<void> {
  const url = parse(address);
  if (!url.pathname.endsWith('/')) return save(url, join(dir, 'file'), limits);
  const index = await (await get(new URL('index.txt', url), limits)).text();
  const names = index
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (names.length > limits.files)
    throw new AppError('too_large', `${url.href}index.txt lists more than ${limits.files} files.`);
  for (const [at, name] of names.entries()) {
    const file = new URL(name, url);
    // A list may only name files below itself.
    if (!file.href.startsWith(url.href))
      throw new AppError(
        'invalid',
        `${url.href}index.txt names a file outside itself: ${name.slice(0, 200)}`,
      );
    await save(file, join(dir, String(at)), limits);
  }
  return undefined;
}
