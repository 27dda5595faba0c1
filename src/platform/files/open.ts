import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { defaultFileLimits, type FileLimits, inWords, refuseFile } from './limits.ts';

const chunkBytes = 256 * 1024;
/** What we say about packed files that we do not unpack, by their first bytes. */
const packed: readonly [magic: readonly number[], name: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive'],
  [[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive'],
  [[0x42, 0x5a, 0x68], 'bzip2 data'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz data'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd data'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'a 7-Zip archive'],
];

/** How the first bytes say a file must be opened. */
type Packing = { kind: 'plain' } | { kind: 'gzip' } | { kind: 'refused'; what: string };

/** The packing of a file by its first bytes, never by its name. */
function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: 'gzip' };
  const found = packed.find(([magic]) => magic.every((byte, i) => head[i] === byte));
  return found ? { kind: 'refused', what: found[1] } : { kind: 'plain' };
}

export type OpenOptions = { readonly name: string; readonly limits?: Partial<FileLimits> };

/**
 * The content of a file as UTF-8 bytes, in chunks of about 256 KB: gzip is unpacked, a byte order mark is taken off and
 * UTF-16 (with its mark) is re-coded. `name` is what refusals call the file. Symbolic links are not followed.
 * @throws AppError `unprocessable` naming file, place and rule: packed otherwise, damaged, too large, swelling too much.
 */
export async function* openText(path: string, options: OpenOptions): AsyncGenerator<Buffer> {
  yield* asUtf8(contentOf(path, options), options.name);
}

/** The first `bytes` of what `openText` gives, for recognising a file by its content. */
export async function headOf(
  path: string,
  options: OpenOptions & { readonly bytes?: number },
): Promise<string> {
  const wanted = options.bytes ?? 64 * 1024;
  const parts: Buffer[] = [];
  let have = 0;
  for await (const chunk of openText(path, options)) {
    parts.push(chunk);
    have += chunk.length;
    if (have >= wanted) break;
  }
  return Buffer.concat(parts).subarray(0, wanted).toString('utf8');
}

async function* contentOf(path: string, { name, limits: given }: OpenOptions): AsyncGenerator<Buffer> {
  const limits = { ...defaultFileLimits, ...given };
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      throw refuseFile(name, 'the file', 'readable', `it cannot be opened (${codeOf(error)}).`);
    },
  );
  try {
    if (!(await handle.stat()).isFile())
      throw refuseFile(name, 'the file', 'a regular file', 'it is not a regular file.');
    const head = Buffer.alloc(8);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const packing = packingOf(head.subarray(0, bytesRead));
    if (packing.kind === 'refused') {
      const message = `it is ${packing.what}; unpack it first (plain and gzip files are read as they are).`;
      throw refuseFile(name, 'byte 0', 'plain text or gzip', message);
    }
    yield* packing.kind === 'gzip' ? gunzipped(handle, name, limits) : plain(handle, name, limits);
  } finally {
    await handle.close().catch(() => undefined); // a stream may have closed it already
  }
}

async function* plain(handle: FileHandle, name: string, limits: FileLimits): AsyncGenerator<Buffer> {
  let done = 0;
  for (;;) {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes, done);
    if (bytesRead === 0) return;
    done += bytesRead;
    if (done > limits.maxBytes) throw tooLarge(name, limits.maxBytes);
    yield buffer.subarray(0, bytesRead);
  }
}

async function* gunzipped(handle: FileHandle, name: string, limits: FileLimits): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  const source = handle.createReadStream({ autoClose: false, start: 0, highWaterMark: chunkBytes });
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let done = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      done += chunk.length;
      if (done > limits.maxBytes) throw tooLarge(name, limits.maxBytes);
      if (done > limits.ratioFreeBytes && done > limits.maxRatio * gunzip.bytesWritten) {
        const rule = `at most ${limits.maxRatio} times its packed size`;
        throw refuseFile(
          name,
          `byte ${done} after unpacking`,
          rule,
          `it swells to ${rule.replace('at most', 'more than')}; this is how a zip bomb looks.`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    const code = codeOf(error);
    if (!code.startsWith('Z_') && code !== 'ERR_TRAILING_JUNK_AFTER_STREAM_END') throw error;
    const what =
      code === 'Z_BUF_ERROR'
        ? 'the gzip data ends too early (the file is truncated)'
        : `the gzip data is damaged (${code})`;
    throw refuseFile(
      name,
      `byte ${gunzip.bytesWritten} of the packed file, ${done} after unpacking`,
      'complete gzip data',
      `${what}.`,
    );
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function* asUtf8(chunks: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  let first = true;
  for await (const chunk of chunks) {
    let body = chunk;
    if (first) {
      first = false;
      if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) body = body.subarray(3);
      else if (body[0] === 0xff && body[1] === 0xfe) decoder = new TextDecoder('utf-16le', { fatal: true });
      else if (body[0] === 0xfe && body[1] === 0xff) decoder = new TextDecoder('utf-16be', { fatal: true });
    }
    if (decoder) body = recoded(decoder, name, body);
    if (body.length > 0) yield body;
  }
  if (decoder) {
    const rest = recoded(decoder, name);
    if (rest.length > 0) yield rest;
  }
}

function recoded(decoder: TextDecoder, name: string, chunk?: Buffer): Buffer {
  try {
    return Buffer.from(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
  } catch {
    throw refuseFile(
      name,
      'the text',
      'valid UTF-16',
      'its byte order mark says UTF-16 but the text is not.',
    );
  }
}

const tooLarge = (name: string, maxBytes: number) =>
  refuseFile(
    name,
    `byte ${maxBytes}`,
    `at most ${inWords(maxBytes)}`,
    `it is larger than ${inWords(maxBytes)} (unpacked).`,
  );

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
