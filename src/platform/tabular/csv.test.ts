import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { allRows } from './testing.ts';

const list = 'Tag,Serial,Ward\n000123,SN-1,Übergang "3"\n124,SN-2,Café\n';
const cellsOf = async (bytes: Uint8Array) => (await allRows(bytes)).map((row) => row.cells);
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const win1252 = (text: string) =>
  Buffer.from(
    text.replace(/[\u20ac\u201c\u2013]/g, (c) => ({ '€': '\x80', '“': '\x93', '–': '\x96' })[c] ?? c),
    'latin1',
  );
const expected = [
  ['Tag', 'Serial', 'Ward'],
  ['000123', 'SN-1', 'Übergang "3"'],
  ['124', 'SN-2', 'Café'],
];

describe('CMMS quirk: UTF-8, UTF-16 and Windows-1252', () => {
  it.each([
    { name: 'UTF-8', bytes: Buffer.from(list) },
    { name: 'UTF-8', bytes: Buffer.from(`\uFEFF${list}`), note: 'with mark' },
    { name: 'UTF-16 LE', bytes: Buffer.from(`\uFEFF${list}`, 'utf16le') },
    { name: 'UTF-16 LE', bytes: Buffer.from(list, 'utf16le'), note: 'without mark' },
    { name: 'UTF-16 BE', bytes: utf16be(`\uFEFF${list}`) },
    { name: 'UTF-16 BE', bytes: utf16be(list), note: 'without mark' },
    { name: 'Windows-1252', bytes: win1252(list) },
  ])('$name $note is recognised', async ({ name, bytes }) => {
    const table = readTable(bytes, { fileName: 'list.csv' });
    const rows = [];
    for await (const batch of table) rows.push(...batch.map((row) => row.cells));
    expect(rows).toEqual(expected);
    expect(table.facts.encoding).toBe(name);
  });

  it('Windows-1252 euro, quotes and dashes are not control characters', async () =>
    expect(await cellsOf(win1252('a,b\n5 €,“x” – y\n'.replace('”', '"').replace('“x"', '“x')))).toEqual([
      ['a', 'b'],
      ['5 €', '“x – y'],
    ]));

  it('a Windows-1252 letter after 200 kB of ASCII is still read right', async () => {
    const rows = await cellsOf(
      Buffer.concat([Buffer.from(`a,b\n${'x,y\n'.repeat(50_000)}`), win1252('Café,é\n')]),
    );
    expect(rows.at(-1)).toEqual(['Café', 'é']);
  });

  it('a file glued together from UTF-8 and Windows-1252 keeps the letters of both', async () =>
    expect(await cellsOf(Buffer.concat([Buffer.from('a,b\nÜber,ä\nÖl,ß\n'), win1252('Café,x\n')]))).toEqual([
      ['a', 'b'],
      ['Über', 'ä'],
      ['Öl', 'ß'],
      ['Café', 'x'],
    ]));

  it('a letter cut in two by the chunks of a stream is one letter', async () => {
    const bytes = Buffer.from('a,b\nÜ€😀,ß\n');
    const chunks = async function* () {
      for (const byte of bytes) yield await Promise.resolve(Uint8Array.of(byte));
    };
    expect((await allRows(chunks())).map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['Ü€😀', 'ß'],
    ]);
  });
});

describe('CMMS quirk: comma, semicolon and tab, and every line end', () => {
  it.each([',', ';', '\t'])('cells cut at %j', async (d) =>
    expect(await cellsOf(Buffer.from(list.replaceAll(',', d)))).toEqual(expected),
  );
  it.each(['\n', '\r\n', '\r'])('lines ended with %j', async (end) =>
    expect(await cellsOf(Buffer.from(list.replaceAll('\n', end)))).toEqual(expected),
  );
});

it('blank rows are left out, and row numbers stay those of the spreadsheet', async () =>
  expect(
    (await allRows(Buffer.from('Title\n\n,\na,b\n"x\ny",z\n1,2\n'))).map((row) => [row.row, row.cells[0]]),
  ).toEqual([
    [1, 'Title'],
    [4, 'a'],
    [5, 'x\ny'],
    [6, '1'],
  ]));

it('CMMS quirk: a 300-column sheet keeps all its columns', async () => {
  const header = Array.from({ length: 300 }, (_, i) => `c${i}`).join(',');
  const [head, row] = await cellsOf(Buffer.from(`${header}\n${header}\n`));
  expect([head?.length, row?.[299]]).toEqual([300, 'c299']);
});

it('CMMS quirk: a 5-million-character cell is cut and reported, and the other rows are read', async () => {
  const rows = await allRows(Buffer.from(`a,b\n1,${'x'.repeat(5_000_000)}\n2,y\n`));
  expect(
    rows.map((row) => [row.row, row.cells[0], row.cells[1]?.length, row.faults.map((fault) => fault.rule)]),
  ).toEqual([
    [1, 'a', 1, []],
    [2, '1', 32_767, ['cell_too_long']],
    [3, '2', 1, []],
  ]);
  expect(rows[1]?.faults[0]?.sentence).toContain('5000000 characters');
});

describe('a file that is refused', () => {
  it.each([
    { what: 'an empty file', bytes: Buffer.from(''), rule: 'not_empty', says: 'empty' },
    {
      what: 'an old .xls',
      bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      rule: 'csv_or_xlsx',
      says: 'Save it as .xlsx',
    },
    { what: 'a PDF', bytes: Buffer.from('%PDF-1.7 x'), rule: 'csv_or_xlsx', says: 'PDF' },
    { what: 'a gzip archive', bytes: Buffer.from('1f8b0800', 'hex'), rule: 'csv_or_xlsx', says: 'gzip' },
    {
      what: 'a web page called .xls',
      bytes: Buffer.from('\n<html><table><tr><td>1</td></tr></table></html>'),
      rule: 'csv_or_xlsx',
      says: 'web page',
    },
    {
      what: 'bytes that are no text',
      bytes: Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 7) % 32)),
      rule: 'csv_or_xlsx',
      says: 'no text',
    },
    {
      what: 'a quotation mark never closed',
      bytes: Buffer.from('a,b\n1,2\n3,"x\n4,5\n'),
      rule: 'unclosed_quote',
      says: 'row 3',
    },
  ])('is $what, and the message names file, place and rule', async ({ bytes, rule, says }) => {
    const refused = allRows(bytes, {}, 'export.csv');
    await expect(refused).rejects.toMatchObject({ name: 'AppError', details: { file: 'export.csv', rule } });
    await expect(refused).rejects.toThrow(/^export\.csv: /);
    await expect(refused).rejects.toThrow(says);
  });
});

describe('hostile file: CSV of one 2 GB line', () => {
  const endless = (part: string, read: { bytes: number }) =>
    (async function* () {
      const chunk = Buffer.from(part.repeat(Math.ceil(262_144 / part.length)));
      for (; read.bytes < 2 ** 31; read.bytes += chunk.length) yield await Promise.resolve(chunk);
    })();
  it.each([
    { what: 'letters', part: 'x' },
    { what: 'commas', part: ',' },
    { what: 'cells', part: 'ab,' },
    { what: 'one quoted cell', part: '"x', first: true },
  ])('of $what is refused after 20 MB, in bounded memory', async ({ part }) => {
    const read = { bytes: 0 };
    const before = process.memoryUsage().rss;
    await expect(allRows(endless(part, read))).rejects.toMatchObject({
      code: 'too_large',
      details: { place: 'row 1', rule: 'record_too_long' },
    });
    expect(read.bytes).toBeLessThan(20 * 2 ** 20);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });
});

it('a file larger than allowed is refused by name', () =>
  expect(allRows(Buffer.from('a,b\n'.repeat(100_000)), { csvBytes: 100_000 })).rejects.toMatchObject({
    details: { rule: 'file_size' },
  }));

it('headings such as __proto__ are only text', async () => {
  const rows = await cellsOf(Buffer.from('__proto__,constructor,Tag\n{"polluted":1},x,1\n'));
  expect(rows[0]).toEqual(['__proto__', 'constructor', 'Tag']);
  expect('polluted' in {}).toBe(false);
});
