import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, guarded, toCsv, unguarded } from './guard.ts';
import { allRows } from './testing.ts';

describe('CSV out', () => {
  it.each([
    { cell: '=1+1', out: "'=1+1" },
    { cell: '+4930', out: "'+4930" },
    { cell: '-5', out: "'-5" },
    { cell: '@SUM(A1)', out: "'@SUM(A1)" },
    { cell: '\tx', out: "'\tx" },
    { cell: '＝1', out: "'＝1" },
    { cell: "'=1", out: "''=1" },
    { cell: "O'Neil", out: "O'Neil" },
    { cell: "'quoted'", out: "'quoted'" },
    { cell: 'a=1', out: 'a=1' },
  ])('writes $cell as $out', ({ cell, out }) => expect(guarded(cell)).toBe(out));

  it('never writes a cell that a spreadsheet would run, and always gives it back', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', '\n', 'a', ' ') }),
        (cell) => {
          expect(guarded(cell)).not.toMatch(/^[=+\-@\t\r\n]/);
          expect(unguarded(guarded(cell))).toBe(cell);
        },
      ),
    ));

  it('quotes what needs quoting', () =>
    expect(csvLine(['a"b', 'c,d', 'e\nf', ' g', 'h'])).toBe('"a""b","c,d","e\nf"," g",h\r\n'));

  it('reads back what it wrote, cell for cell', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('=', '-', "'", '"', ',', ';', '\r', '\n', '\t', 'ß', '€', ' ', '0'),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 }), async (rows) => {
        const read = await allRows(Buffer.from(toCsv(['h1', 'h2', 'h3'], rows)));
        const kept = rows.filter((row) => row.some((c) => c !== ''));
        expect(read.map((row) => row.cells)).toEqual([['h1', 'h2', 'h3'], ...kept]);
      }),
      // Tabs and line ends in quoted cells once looked like a table of their own.
      { numRuns: 500, examples: [[[['', '\t\n', '\t\n\t=']]], [[['', '', '\t\n\t\n\t\n\t\n']]]] },
    );
  });
});
