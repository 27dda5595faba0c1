import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { allRows, withPart, xlsxOf } from './testing.ts';

const simple = () =>
  xlsxOf({
    Equipment: [
      ['Tag', 'Serial'],
      ['000123', 'S1'],
      ['124', 'S2'],
    ],
  });

/** A minimal archive of one deflated part, with its sizes as told. */
function zipOf(
  parts: { name: string; body: Buffer; packed?: Buffer; claims?: number; flags?: number }[],
): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, body, packed = deflateRawSync(body), claims = body.length, flags = 0 } of parts) {
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claims, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(head, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(central).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...central, end]);
}
const frame = [
  { name: '[Content_Types].xml', body: Buffer.from('<Types/>') },
  { name: 'xl/workbook.xml', body: Buffer.from('<workbook/>') },
];

describe('reading a workbook', () => {
  it('gives text, padded numbers, dates, errors and formulas as a person sees them', async () => {
    const bytes = xlsxOf({
      S: [
        [
          '000123',
          { t: 'n', v: 123, z: '000000' },
          { t: 'n', v: 7, z: '"CE-"00000' },
          { t: 'n', v: 123_000_000_000_000 },
          { t: 'n', v: 12345678901234567000 },
        ],
        [
          { t: 'n', v: 45000, z: 'yyyy-mm-dd' },
          { t: 'n', v: 45000.5, z: 'm/d/yy h:mm' },
          { t: 'n', v: 0.1 },
          { t: 'b', v: true },
          { t: 'e', v: 0x2a },
        ],
        [
          { t: 'n', v: 3, f: '1+2' },
          { t: 's', v: 'done', f: 'A1&"x"' },
        ],
      ],
    });
    const rows = await allRows(bytes);
    expect(rows.map((row) => row.cells)).toEqual([
      [
        '000123',
        '000123',
        'CE-00007',
        '123000000000000',
        '12345678901234567000'
          .replace(/\d{4}$/, '7000')
          .replace(/^.*$/, BigInt(12345678901234567000).toString()),
      ],
      ['2023-03-15', '2023-03-15T12:00:00', '0.1', 'TRUE', '#N/A'],
      ['3', 'done'],
    ]);
    expect(rows.map((row) => row.faults.map((fault) => [fault.column, fault.rule]))).toEqual([
      [[4, 'number_beyond_15_digits']],
      [[4, 'error_value']],
      [],
    ]);
  });

  it('CMMS quirk: formulas in cells give their stored value, and are reported when there is none', async () => {
    const bytes = withPart(
      xlsxOf({
        S: [
          ['Tag', 'Total'],
          [
            { t: 'n', v: 9, f: 'HYPERLINK("http://x")' },
            { t: 'n', v: 7, f: 'NOW()' },
          ],
        ],
      }),
      'xl/worksheets/sheet1.xml',
      (xml) => xml.replace('<f>NOW()</f><v>7</v>', '<f>NOW()</f>'),
    );
    const [, row] = await allRows(bytes);
    expect(row?.cells).toEqual(['9', '']);
    expect(row?.faults).toMatchObject([{ column: 1, rule: 'formula_without_value' }]);
  });

  it('CMMS quirk: one sheet per site keeps each row with its sheet, also a sheet called __proto__', async () => {
    const rows = await allRows(
      withPart(xlsxOf({ North: [['Tag'], ['1']], South: [['Tag'], ['2']] }), 'xl/workbook.xml', (xml) =>
        xml.replace('name="South"', 'name="__proto__"'),
      ),
    );
    expect(rows.map((row) => [row.sheet, row.row, row.cells[0]])).toEqual([
      ['North', 1, 'Tag'],
      ['North', 2, '1'],
      ['__proto__', 1, 'Tag'],
      ['__proto__', 2, '2'],
    ]);
    expect('Tag' in {}).toBe(false);
  });

  it('CMMS quirk: a 5-million-character cell is cut and reported, and the other rows are read', async () => {
    const bytes = withPart(
      xlsxOf({
        S: [
          ['a', 'b'],
          ['1', 'LONG'],
          ['2', 'y'],
        ],
      }),
      'xl/worksheets/sheet1.xml',
      (xml) => xml.replace('LONG', 'x'.repeat(5_000_000)),
    );
    expect((await allRows(bytes)).map((row) => [row.cells[1]?.length, row.faults.length])).toEqual([
      [1, 0],
      [32_767, 1],
      [1, 0],
    ]);
  });

  it('CMMS quirk: a 300-column sheet keeps all its columns', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    expect((await allRows(xlsxOf({ S: [names, names] })))[1]?.cells).toEqual(names);
  });

  it('reads the same from a path, from bytes and from a stream', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'wardline-'));
    const path = join(dir, 'x.bin');
    await writeFile(path, simple());
    const stream = (async function* () {
      yield* [simple().subarray(0, 100), simple().subarray(100)].map((part) => Uint8Array.from(part));
      await Promise.resolve();
    })();
    const [a, b, c] = [await allRows(path), await allRows(await readFile(path)), await allRows(stream)];
    await rm(dir, { recursive: true });
    expect(a).toHaveLength(3);
    expect([b, c]).toEqual([a, a]);
  });

  it('ends its worker when the reader stops early', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => [String(i)]);
    let seen = 0;
    for await (const batch of readTable(xlsxOf({ S: rows }), { fileName: 'x' })) {
      seen += batch.length;
      break;
    }
    expect(seen).toBe(500);
  });
});

describe('hostile workbook', () => {
  const refusedAs = (bytes: Buffer, rule: string, limits = {}) =>
    expect(allRows(bytes, limits, 'evil.xlsx')).rejects.toMatchObject({
      name: 'AppError',
      details: { file: 'evil.xlsx', rule },
    });

  it('that is a zip bomb is refused, whatever sizes it claims', async () => {
    const zeros = Buffer.alloc(250 * 2 ** 20, ' ');
    const packed = deflateRawSync(zeros);
    await refusedAs(zipOf([...frame, { name: 'xl/worksheets/sheet1.xml', body: zeros, packed }]), 'zip_bomb');
    await refusedAs(
      zipOf([...frame, { name: 'xl/worksheets/sheet1.xml', body: zeros, packed, claims: 10 }]),
      'zip_bomb',
    );
  });
  it('with more parts than any real one is refused', () =>
    refusedAs(
      zipOf([...frame, ...Array.from({ length: 30 }, (_, i) => ({ name: `p${i}`, body: Buffer.from('x') }))]),
      'zip_bomb',
      { zipEntries: 20 },
    ));
  it.each(['<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', '<!doctype x>'])(
    'with external entities is refused: %s',
    (doctype) =>
      refusedAs(
        withPart(simple(), 'xl/worksheets/sheet1.xml', (xml) =>
          xml.replace('<worksheet', `${doctype}<worksheet`),
        ),
        'no_external_entities',
      ),
  );
  it('that hides its XML in UTF-16 is refused', () =>
    refusedAs(
      zipOf([...frame, { name: 'xl/styles.xml', body: Buffer.from('\uFEFF<!DOCTYPE x>', 'utf16le') }]),
      'utf8_parts',
    ));
  it('with a part that points outside the archive is refused', () =>
    refusedAs(zipOf([...frame, { name: '../../etc/cron.d/x', body: Buffer.from('x') }]), 'archive_names'));
  it('with two parts of one name is refused', () => refusedAs(zipOf([...frame, ...frame]), 'archive_names'));
  it('that is encrypted is refused', () =>
    refusedAs(zipOf([...frame, { name: 'a', body: Buffer.from('x'), flags: 1 }]), 'no_password'));
  it('that is another archive is refused in plain words', async () => {
    await expect(allRows(zipOf([{ name: 'content.xml', body: Buffer.from('x') }]))).rejects.toThrow('.ods');
    await expect(allRows(zipOf([{ name: 'xl/workbook.bin', body: Buffer.from('x') }]))).rejects.toThrow(
      '.xlsb',
    );
    await expect(allRows(zipOf([{ name: 'readme.txt', body: Buffer.from('x') }]))).rejects.toThrow(
      'not an Excel workbook',
    );
  });
  it('that takes too long is refused', () =>
    refusedAs(xlsxOf({ S: Array.from({ length: 5_000 }, () => ['a', 'b', 'c']) }), 'time_limit', {
      milliseconds: 1,
    }));
  it('that takes too much memory is refused', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [`a${i}`, `b${i}`, `c${i}`, `d${i}`]);
    await refusedAs(xlsxOf({ S: rows }), 'memory_limit', { heapMb: 24 });
  });
  it('cut off at any byte is refused or read, never a crash', async () => {
    const bytes = simple();
    const cuts = fc.sample(fc.integer({ min: 4, max: bytes.length - 1 }), { numRuns: 6, seed: 7 });
    for (const cut of cuts) await refusedAs(bytes.subarray(0, cut), 'whole_archive');
  });
  it('with a byte changed anywhere is refused by name or read, never a crash', async () => {
    const bytes = simple();
    for (const at of fc.sample(fc.integer({ min: 4, max: bytes.length - 1 }), { numRuns: 12, seed: 11 })) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const outcome = await allRows(changed).then(
        () => 'read',
        (cause: unknown) => (cause instanceof Error ? cause.name : 'odd'),
      );
      expect(['read', 'AppError']).toContain(outcome);
    }
  });
});
