import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { allRows, withPart } from './testing.ts';
import { writeXlsx } from './xlsx-write.ts';

const one = (texts: string[][]) =>
  writeXlsx([{ name: 'S', rows: texts.map((cells) => cells.map((text) => ({ text }))) }]);

describe('a written workbook', () => {
  it('gives every text back, whatever is in it, and runs none of them', async () => {
    const texts = ['=1+1', '+x', '@a', '<b>&"\'', ' a ', 'x\ny', '_x0041_', 'Ä€😀', '0012'];
    const rows = await allRows(one([texts]));
    expect(rows[0]?.cells).toEqual(texts);
    expect(rows[0]?.faults).toEqual([]);
  });

  it('replaces what XML cannot hold', async () =>
    expect((await allRows(one([['a\u0000b\u001f', '\ud800x']])))[0]?.cells).toEqual([
      'a\ufffdb\ufffd',
      '\ufffdx',
    ]));

  it('is the same bytes each time', () => expect(one([['a']])).toEqual(one([['a']])));

  it('holds merged cells, backgrounds, frozen panes; hidden parts are seen when it is read for its layout', async () => {
    const made = writeXlsx([
      {
        name: 'Plan',
        rows: [
          [{ text: 'Title' }, { text: '' }],
          [{ text: 'x' }, { text: '', style: { fill: 'FF0000' } }],
        ],
        merges: [{ row: 0, column: 0, rows: 1, columns: 2 }],
        freeze: { rows: 1, columns: 1 },
        widths: [10, 20],
      },
      { name: 'Old', rows: [[{ text: 'y' }]] },
    ]);
    const hidden = withPart(
      withPart(made, 'xl/worksheets/sheet1.xml', (xml) =>
        xml.replace('<row r="2"', '<row r="2" hidden="1"').replace('<col min="2"', '<col hidden="1" min="2"'),
      ),
      'xl/workbook.xml',
      (xml) => xml.replace('<sheet name="Old"', '<sheet name="Old" state="hidden"'),
    );
    const table = readTable(hidden, { fileName: 'x.xlsx', layout: true });
    for await (const _ of table);
    expect(table.facts.layouts).toEqual([
      {
        sheet: 'Plan',
        isHidden: false,
        merges: [{ row: 1, column: 0, rows: 1, columns: 2 }],
        hiddenRows: [2],
        hiddenColumns: [1],
        filled: [{ row: 2, column: 1, colour: 'FF0000' }],
        formulas: [],
      },
      {
        sheet: 'Old',
        isHidden: true,
        merges: [],
        hiddenRows: [],
        hiddenColumns: [],
        filled: [],
        formulas: [],
      },
    ]);
    expect(made.includes('PK')).toBe(true);
  });
});
