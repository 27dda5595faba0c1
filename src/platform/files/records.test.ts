import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from './csv-records.ts';
import { jsonRecords, linesOf, type RecordRead, type RecordShape } from './json-records.ts';

const array: RecordShape = { kind: 'array', keys: ['items'] };
function inChunks(text: string, size = 7): AsyncIterable<Buffer> {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size)));
}
function repeated(head: string, piece: Buffer, times: number, tail = ''): AsyncIterable<Buffer> {
  function* pieces() {
    yield Buffer.from(head);
    for (let i = 0; i < times; i++) yield piece;
    if (tail !== '') yield Buffer.from(tail);
  }
  return Readable.from(pieces());
}
const short = (read: RecordRead) =>
  read.kind === 'record' ? read.value : `${read.kind} ${read.index}@${read.offset}: ${read.reason}`;
const all = async (chunks: AsyncIterable<Buffer>, shape: RecordShape = array, limits = {}) => {
  const reader = jsonRecords(chunks, shape, limits);
  const records = [];
  for await (const read of reader.records) records.push(short(read));
  return { records, header: Object.fromEntries(reader.header) };
};

describe('JSON records', () => {
  it('come one by one from the named array, with the plain fields before and after it', async () => {
    const text =
      '{"format":"X","n":2,"ok":true,"other":{"items":[9]},"items":[{"a":"],}"}, [1,[2]] ,"s\\"",7,null],"timestamp":"now","list":[1,{"b":2}]}';
    for (const size of [1, 3, 1000]) {
      expect(await all(inChunks(text, size))).toEqual({
        records: [{ a: '],}' }, [1, [2]], 's"', 7, null],
        header: { format: 'X', n: 2, ok: true, timestamp: 'now' },
      });
    }
  });

  it.each([
    { when: 'a top array', text: ' [ {"a":1} , {"a":2} ] ', records: [{ a: 1 }, { a: 2 }] },
    { when: 'an empty array', text: '{"items":[]}', records: [] },
    { when: 'no such array', text: '{"others":[1]}', records: [] },
    {
      when: 'a record that is not JSON',
      text: '{"items":[{"a":1},{"a":oops},{"a":3}]}',
      records: [{ a: 1 }, expect.stringMatching(/^refused 1@18: it is not JSON/), { a: 3 }],
    },
    {
      when: 'a missing comma',
      text: '{"items":[{"a":1} {"a":2}]}',
      records: [{ a: 1 }, 'broken 1@18: a comma or ] was expected after a record'],
    },
    {
      when: 'a cut inside a record',
      text: '{"items":[{"a":1},{"b',
      records: [{ a: 1 }, 'broken 1@21: it ends inside the record that begins at byte 18'],
    },
    {
      when: 'a cut between records',
      text: '{"items":[{"a":1},',
      records: [{ a: 1 }, 'broken 1@18: it ends before the JSON is complete'],
    },
    { when: 'nothing', text: '  ', records: ['broken 0@2: it is empty'] },
    { when: 'text', text: 'hello', records: ['broken 0@0: it does not begin with { or ['] },
    {
      when: 'more after the end',
      text: '{"items":[1]} x',
      records: [1, 'broken 1@14: there is more text after the end of the JSON'],
    },
  ])('with $when give what can be read and the place of what cannot', async ({ text, records }) => {
    expect((await all(inChunks(text))).records).toEqual(records);
  });

  it('nested 100,000 deep are refused with their place, and the next is read', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { records } = await all(inChunks(`{"items":[1,${deep},2]}`, 4096));
    expect(records).toEqual([1, 'refused 1@12: it is nested more than 200 deep (at byte 212)', 2]);
    expect((await all(inChunks(deep, 4096), { kind: 'whole' })).records).toEqual([
      expect.stringContaining('refused 0@0: it is nested more than 200 deep'),
    ]);
    expect((await all(inChunks(`${deep}\n{"a":1}\n`, 4096), { kind: 'lines' })).records).toEqual([
      expect.stringContaining('refused 0@0'),
      { a: 1 },
    ]);
    const open = await all(inChunks('{"items":['.repeat(50_000), 4096));
    expect(open.records).toEqual([
      expect.stringContaining('nested more than 200'),
      expect.stringContaining('broken'),
    ]);
  });

  it('longer than the limit are refused without being kept, and the next is read', async () => {
    const chunk = Buffer.alloc(1024 ** 2, 'x');
    const before = process.memoryUsage().rss;
    const { records } = await all(repeated('{"items":["', chunk, 400, '",2]}'), array);
    expect(records).toEqual(['refused 0@10: it is longer than 16 MB', 2]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
    const lines = await all(repeated('{"a":"', chunk, 100, '"}\n{"a":1}'), { kind: 'lines' });
    expect(lines.records).toEqual(['refused 0@0: it is a line longer than 16 MB', { a: 1 }]);
  });

  it('on lines are judged each by itself', async () => {
    const text = '{"a":1}\r\n\r\nnonsense\n{"a":2} {"a":3}\n  \n{"a":4}';
    expect((await all(inChunks(text), { kind: 'lines' })).records).toEqual([
      { a: 1 },
      expect.stringMatching(/^refused 1@11: it is not JSON/),
      'refused 2@20: there is more text after the end of the JSON',
      { a: 4 },
    ]);
  });

  it('with prototype-pollution names change no prototype', async () => {
    const { records, header } = await all(
      inChunks('{"__proto__":"x","constructor":"y","items":[{"__proto__":{"polluted":1}}]}'),
    );
    expect(records).toHaveLength(1);
    expect(Object.keys(header)).toContain('__proto__');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('survive any bytes in any chunks, and end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            ',',
            ':',
            '\\',
            'items',
            '"items":',
            ' ',
            '\n',
            '1',
            'é',
            '\u0000',
          ),
          { maxLength: 60 },
        ),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom<RecordShape>(array, { kind: 'whole' }, { kind: 'lines' }),
        async (tokens, size, shape) => {
          const { records } = await all(inChunks(tokens.join(''), size), shape, {
            maxDepth: 5,
            maxRecordBytes: 40,
          });
          expect(records.length).toBeLessThanOrEqual(tokens.length + 2);
        },
      ),
    );
  });

  it('are the values that JSON.parse would give, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 50 }),
        async (values, size) => {
          const text = JSON.stringify({ a: 1, items: values, z: 2 });
          expect((await all(inChunks(text, size))).records).toEqual(JSON.parse(JSON.stringify(values)));
        },
      ),
    );
  });
});

describe('lines', () => {
  it('carry their byte offset and number', async () => {
    const lines = [];
    for await (const { offset, number, bytes } of linesOf(inChunks('ab\n\ncd\nefgh'), 3))
      lines.push([offset, number, bytes?.toString() ?? null]);
    expect(lines).toEqual([
      [0, 1, 'ab'],
      [4, 3, 'cd'],
      [7, 4, null],
    ]);
  });
});

describe('CSV rows', () => {
  const rows = async (chunks: AsyncIterable<Buffer>, limits = {}) => {
    const reader = csvRecords(chunks, limits);
    const records = [];
    for await (const read of reader.records) records.push(short(read));
    return { records, comments: reader.comments, columns: reader.columns };
  };

  it('are objects by header name; the comment before the header is kept', async () => {
    const text = '#model_version:v1,score_date:2026-01-01\r\ncve,epss\r\nCVE-1,"0,5"\r\n\r\nCVE-2,0.25\r\n';
    for (const size of [1, 5, 500]) {
      expect(await rows(inChunks(text, size))).toEqual({
        comments: ['model_version:v1,score_date:2026-01-01'],
        columns: ['cve', 'epss'],
        records: [
          { cve: 'CVE-1', epss: '0,5' },
          { cve: 'CVE-2', epss: '0.25' },
        ],
      });
    }
  });

  it('with a wrong number of cells are refused by themselves', async () => {
    expect((await rows(inChunks('a,b\n1\n1,2\n1,2,3\n'))).records).toEqual([
      'refused 0@2: line 2 has 1 cells where the header has 2',
      { a: '1', b: '2' },
      'refused 2@4: line 4 has 3 cells where the header has 2',
    ]);
  });

  it('of one line of 2 GB end with the line limit, in bounded memory', async () => {
    const chunk = Buffer.alloc(1024 ** 2, 'x');
    const before = process.memoryUsage().rss;
    for (const head of ['a,b\n', 'a,b\n1,"', '#']) {
      const { records } = await rows(repeated(head, chunk, 2048));
      expect(records).toEqual([expect.stringMatching(/^broken 0@\d: .*longer than 1 MB/)]);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
  });

  it('with an unclosed quote end with the place', async () => {
    expect((await rows(inChunks('a,b\n1,2\n3,"4\n'))).records).toEqual([
      { a: '1', b: '2' },
      expect.stringContaining('broken 1@2: the row after line 2 is not CSV'),
    ]);
  });

  it('survive any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', ',', '"', '\n', '\r', '#', ' ', 'é'), { maxLength: 50 }),
        async (tokens) => {
          expect(
            (await rows(inChunks(tokens.join(''), 3), { maxRecordBytes: 20 })).records.length,
          ).toBeLessThanOrEqual(51);
        },
      ),
    );
  });
});
