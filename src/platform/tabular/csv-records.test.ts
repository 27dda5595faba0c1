import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvSplitter, sniffDialect } from './csv-records.ts';

const bounds = { cellChars: 1_000, recordChars: 100_000, columns: 100 };
const split = (text: string, cuts: number[] = [], delimiter = ',') => {
  const splitter = csvSplitter({ delimiter, newline: '\n' }, bounds);
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  const records = at.flatMap((from, i) => (i === 0 ? [] : splitter.push(text.slice(at[i - 1], from))));
  return [...records, ...splitter.end()].map((record) => record.cells);
};

describe('splitting CSV text', () => {
  it.each([
    {
      what: 'quotes, doubled quotes and breaks inside them',
      text: '"a ""b""","c\r\nd",e\n',
      cells: [['a "b"', 'c\r\nd', 'e']],
    },
    {
      what: 'a last line without an end',
      text: 'a,b\nc,d',
      cells: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    {
      what: 'an inch sign inside an unquoted cell',
      text: 'Macbook 13",b\nc,d\n',
      cells: [
        ['Macbook 13"', 'b'],
        ['c', 'd'],
      ],
    },
    { what: 'text after a closing quote', text: '"a"b,c\n', cells: [['ab', 'c']] },
    {
      what: 'CRLF and LF mixed',
      text: 'a,b\r\nc,d\ne,f',
      cells: [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    },
    { what: 'empty cells at both ends', text: ',a,\n', cells: [['', 'a', '']] },
    { what: 'a quoted cell before CRLF', text: '"a"\r\n"b"\r\n', cells: [['a'], ['b']] },
  ])('keeps $what', ({ text, cells }) => expect(split(text)).toEqual(cells));

  it('gives the same records wherever the chunks are cut', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (text, cuts) => {
          expect(split(text, cuts)).toEqual(split(text));
        },
      ),
    ));

  it('agrees with csv-parse on well-formed text', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ß', '"', ',', '\n', ';', ' ') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const text = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
          expect(split(text)).toEqual(parse(text, { relax_column_count: true }));
        },
      ),
    );
  });

  it('cuts a cell that is too long and says how long it was', () => {
    const splitter = csvSplitter({ delimiter: ',', newline: '\n' }, { ...bounds, cellChars: 3 });
    expect(splitter.push('abcdef,g\n')).toEqual([
      { cells: ['abc', 'g'], cut: [{ column: 0, chars: 6 }], dropped: 0, hasStrayQuote: false },
    ]);
  });

  it('stops at a record of nothing but commas, since empty cells count too', () => {
    const splitter = csvSplitter({ delimiter: ',', newline: '\n' }, { ...bounds, recordChars: 500 });
    splitter.push('a\n');
    expect(splitter.push(','.repeat(1_000))).toEqual([]);
    expect(splitter.stop()).toEqual({ record: 2, rule: 'record_too_long' });
  });
});

describe('the dialect of a CSV text', () => {
  it.each([
    { text: 'a,b,c\n1,2,3\n', delimiter: ',' },
    { text: 'Name;Ort\nMüller, Dr.;Kiel\nMaier, A.;Bonn\n', delimiter: ';' },
    { text: 'a\tb\tc\n1,5\t2\t3\n', delimiter: '\t' },
    { text: 'a|b\n1|2\n', delimiter: '|' },
    { text: 'Equipment list, all sites\n\na;b;c\n1;2;3\n4;5;6\n', delimiter: ';' },
    { text: '"a;x","b;y"\n"c;z",d\n', delimiter: ',' },
    { text: 'only one column\nvalue\n', delimiter: ',' },
    { text: 'a;b\n1;2', delimiter: ';' },
  ])('of $text is cut at $delimiter', ({ text, delimiter }) =>
    expect(sniffDialect(text).delimiter).toBe(delimiter),
  );

  it('is the one that the first line names, and that line is no row', () =>
    expect(sniffDialect('sep=;\r\na;b\r\n')).toMatchObject({ delimiter: ';', skip: 7 }));
  it('ends lines at carriage returns when there is no line feed at all', () =>
    expect(sniffDialect('a,b\rc,d\r').newline).toBe('\r'));
});
