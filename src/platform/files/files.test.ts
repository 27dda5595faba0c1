import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../kernel/errors.ts';
import { headOf, openText } from './open.ts';
import { showPath, walkFiles } from './walk.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'files-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer): string => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};
const read = async (path: string, limits = {}): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const chunk of openText(path, { name: 'a file', limits })) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
};
const refusal = async (path: string, limits = {}): Promise<AppError> => {
  const error: unknown = await read(path, limits).catch((e: unknown) => e);
  if (!(error instanceof AppError)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

describe('opening a file', () => {
  it.each([
    { what: 'plain text', content: Buffer.from('héllo') },
    { what: 'plain text with a byte order mark', content: Buffer.from('\uFEFFhéllo') },
    { what: 'gzip, by its content and not its name', content: gzipSync('héllo') },
    { what: 'gzip of two members', content: Buffer.concat([gzipSync('hé'), gzipSync('llo')]) },
    { what: 'UTF-16 little endian with its mark', content: Buffer.from('\uFEFFhéllo', 'utf16le') },
    { what: 'UTF-16 big endian with its mark', content: Buffer.from('\uFEFFhéllo', 'utf16le').swap16() },
  ])('reads $what', async ({ content }) => {
    expect(await read(put('x.json', content))).toBe('héllo');
  });

  it('gives an empty file as no text', async () => {
    expect(await read(put('empty.json', ''))).toBe('');
  });

  it('names file, place and rule of a gzip file that was cut off', async () => {
    const whole = gzipSync(Buffer.alloc(3_000_000, 'abcdefghij klmnop'));
    const error = await refusal(put('cut.gz', whole.subarray(0, whole.length - 900)));
    expect(error.code).toBe('unprocessable');
    expect(error.message).toContain('truncated');
    expect(error.details).toMatchObject({ file: 'a file', rule: 'complete gzip data' });
    expect(error.details['place']).toMatch(/^byte \d+ of the packed file/);
  });

  it('refuses damaged gzip data', async () => {
    const bytes = gzipSync('some text that is long enough to be compressed, compressed, compressed');
    bytes.fill(0xff, 20, 40);
    expect((await refusal(put('bad.gz', bytes))).message).toContain('damaged');
  });

  it('stops a zip bomb by its ratio, long before its size limit', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2), { level: 9 });
    const error = await refusal(put('bomb.gz', bomb));
    expect(error.message).toContain('zip bomb');
    expect(error.details['rule']).toContain('200 times');
  });

  it('stops at the size limit', async () => {
    const path = put('big.gz', gzipSync(Buffer.alloc(300_000)));
    expect((await refusal(path, { maxBytes: 100_000 })).details['rule']).toBe('at most 97.7 KB');
    expect(
      (await refusal(put('big.json', Buffer.alloc(300_000, 'x')), { maxBytes: 100_000 })).message,
    ).toContain('larger');
  });

  it('refuses a ZIP archive with a way out', async () => {
    const error = await refusal(put('x.json.gz', Buffer.from('PK\u0003\u0004.....')));
    expect(error.message).toBe(
      'a file: it is a ZIP archive; unpack it first (plain and gzip files are read as they are).',
    );
  });

  it('refuses a symbolic link, a folder and a name that is not there', async () => {
    const real = put('real.json', '{}');
    symlinkSync(real, join(dir, 'link.json'));
    mkdirSync(join(dir, 'folder'));
    for (const name of ['link.json', 'folder', 'nothing']) {
      expect((await refusal(join(dir, name))).code).toBe('unprocessable');
    }
  });

  it('reads only the head when only the head is asked for', async () => {
    const path = put('long.txt', `begin${'x'.repeat(100)}`);
    truncateSync(path, 1_000_000_000); // sparse: reading it all would be slow and is not needed
    expect(await headOf(path, { name: 'long.txt', bytes: 5 })).toBe('begin');
  });
});

describe('walking a folder', () => {
  const all = async (root: string, limits = {}) => {
    const found = [];
    for await (const one of walkFiles(root, limits))
      found.push(one.kind === 'file' ? one.path : `${one.path}: ${one.why}`);
    return found;
  };

  it('gives files in name order, below before after, and says what it passed over', async () => {
    const root = mkdtempSync(join(dir, 'walk-'));
    for (const folder of ['b', 'a/deep/deeper']) mkdirSync(join(root, folder), { recursive: true });
    for (const file of ['b/2.json', 'b/1.json', 'a/x.json', 'a/deep/deeper/y.json', 'top.json', '.hidden'])
      writeFileSync(join(root, file), '{}');
    symlinkSync('/etc', join(root, 'c'));
    expect(await all(root, { maxDepth: 2 })).toEqual([
      '.hidden: a hidden name',
      'c: a symbolic link, not followed',
      'top.json',
      'a/x.json',
      'a/deep/deeper: more than 2 folders deep',
      'b/1.json',
      'b/2.json',
    ]);
    expect(await all(join(root, 'top.json'))).toEqual(['top.json']);
  });

  it('refuses a folder with too many files, and one that is not there', async () => {
    const root = mkdtempSync(join(dir, 'many-'));
    for (let i = 0; i < 5; i++) writeFileSync(join(root, `${i}`), '');
    await expect(all(root, { maxFiles: 4 })).rejects.toMatchObject({ code: 'too_large' });
    await expect(all(join(root, 'no'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows a name with control characters, a newline or a right-to-left mark safely', () => {
    expect(showPath('a\nb\u001b[31m\u202Egpj.exe')).toBe('a\uFFFDb\uFFFD[31m\uFFFDgpj.exe');
    expect(showPath('x'.repeat(1000))).toHaveLength(400);
  });
});
