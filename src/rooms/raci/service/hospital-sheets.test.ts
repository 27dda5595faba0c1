// Files as hospitals keep them, from their bytes to the report: what was read, assumed, left out, and what is wrong where.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPart, xlsxOf } from '../../../platform/tabular/testing.ts';
import { type SheetOut, writeXlsx } from '../../../platform/tabular/xlsx-write.ts';
import { cellText } from '../rules/edit.ts';
import { fullMatrix } from '../testing.ts';
import { type FileWish, readMatrixFile } from './matrix-file.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wl-sheets-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function read(fileName: string, bytes: string | Uint8Array, wish: FileWish = {}) {
  const path = join(dir, fileName);
  await writeFile(path, bytes);
  return readMatrixFile({ path, fileName }, () => Promise.resolve(fullMatrix()), wish);
}
type Read = Awaited<ReturnType<typeof read>>;
const said = ({ lines }: Read, ...levels: string[]): string[] =>
  lines.filter(({ level }) => levels.includes(level)).map((l) => `${l.place} ${l.rule}: ${l.sentence}`);
const cellsOf = ({ matrix }: Read): string[] =>
  (matrix?.activities ?? []).map(
    (row) =>
      `${row.id} ${(matrix?.roles ?? []).map(({ code }) => `${code}:${cellText(row, code) || '-'}`).join(' ')}`,
  );
const sheetOf = (name: string, rows: string[][], more: Partial<SheetOut> = {}): SheetOut => ({
  name,
  rows: rows.map((cells) => cells.map((text) => ({ text }))),
  ...more,
});

describe('a workbook with titles, merged headings, a legend, colours and several sheets', () => {
  const matrix: SheetOut = {
    name: 'Device RACI',
    rows: [
      ['', '', '', '', '', '', ''],
      ['St. Anne: who does what for medical device security', '', '', '', '', '', ''],
      ['', '', '', '', '', '', ''],
      ['', '', 'Information services', '', 'HTM', '', 'Partners'],
      ['Area', 'Activity', 'CISO', 'SecOps', 'Biomed Director', 'BMET', 'Service vendor'],
      ['Vulnerabilities', 'Remediation plan', 'A', 'R', 'C', 'i', 'R*'],
      ['', 'Calibrate the pumps', '', '\u00a0C\u00a0', 'Accountable', 'R\u00b9', 'c (contract)'],
      ['', 'Apply patch, firmware, config on device', 'I', '', 'A, R', 'R', ''],
      ['', '', '', '', '', '', ''],
      ['Legend', '', '', '', '', '', ''],
      ['R', 'Responsible: does the work', '', '', '', '', ''],
      ['A = Accountable', '', '', '', '', '', ''],
      ['* only while the contract runs', '', '', '', '', '', ''],
    ].map((cells, row) =>
      cells.map((text, column) => ({
        text,
        style: row === 6 && column === 2 ? { fill: 'FFC000' } : {},
      })),
    ),
    merges: [
      { row: 1, column: 0, rows: 1, columns: 7 },
      { row: 3, column: 2, rows: 1, columns: 2 },
      { row: 3, column: 4, rows: 1, columns: 2 },
      { row: 5, column: 0, rows: 3, columns: 1 },
    ],
  };
  const notes = sheetOf('Notes', [['Ask Jane about the pumps'], ['and about the monitors']]);
  const old = sheetOf('Old', [
    ['Activity', 'CISO', 'Biomed'],
    ...Array.from({ length: 20 }, (_, i) => [`Old task ${i}`, 'A', 'R']),
  ]);
  const workbook = (): Buffer =>
    withPart(
      withPart(writeXlsx([notes, matrix, old]), 'xl/workbook.xml', (xml) =>
        xml.replace('<sheet name="Old"', '<sheet name="Old" state="hidden"'),
      ),
      'xl/worksheets/sheet2.xml',
      (xml) => xml.replace('<row r="7"', '<row r="7" hidden="1"'),
    );

  it('is read from the visible sheet that looks like a matrix, and every assumption is said with its cell', async () => {
    const found = await read('raci.xlsx', workbook());
    expect(said(found, 'error')).toEqual([]);
    expect(cellsOf(found)).toEqual([
      'VUL-5 CI:A SE:R HD:C BM:I SV:r',
      'ROW-7 CI:- SE:C HD:A BM:R SV:c',
      'ROW-8 CI:I SE:- HD:A/R BM:R SV:-',
    ]);
    expect(found.matrix?.activities.map(({ group }) => group)).toEqual(['VUL', 'VUL', 'VUL']);
    expect(said(found, 'note', 'left_out')).toEqual([
      `Device RACI sheet: The sheet "Device RACI" is read; not read: "Notes", "Old".`,
      `'Device RACI'!G5 new role: "Service vendor" is kept as a new role SV, from outside (outside).`,
      `'Device RACI'!F6 cell: The small i of Biomed technician is read as I.`,
      `'Device RACI'!B7 hidden: This row is hidden in the file; it is read like the others.`,
      `'Device RACI'!C7 colour: C7 has a colour but no letter. A colour alone says nothing here: write the letter into the cell if it means one.`,
      `'Device RACI'!F7 cell: The mark \u00b9 in the cell of Biomed technician is left out.`,
      `'Device RACI'!B8 similar: "Apply patch, firmware, config on device" is like VUL-8 apply patch, firmware, configuration on device; kept as new.`,
      `'Device RACI'!A10 legend: "Legend" explains the letters; it is no activity.`,
      `'Device RACI'!A11 legend: "R" explains the letters; it is no activity.`,
      `'Device RACI'!A12 legend: "A = Accountable" explains the letters; it is no activity.`,
      `'Device RACI'!A13 legend: "* only while the contract runs" explains the letters; it is no activity.`,
    ]);
  });

  it('proposes what a name is like, and follows what a person chose: ours, new, or left out', async () => {
    const first = await read('raci.xlsx', workbook());
    expect(first.table?.read?.activities.map(({ ours, how, chosen }) => [ours, how, chosen])).toEqual([
      ['VUL-5', 'same', 'VUL-5'],
      [null, 'new', '+'],
      ['VUL-8', 'similar', '+'],
    ]);
    const chosen = await read('raci.xlsx', workbook(), {
      choices: { roles: ['', '', '', '', 'TP'], activities: ['', '-', 'VUL-8'] },
    });
    expect(cellsOf(chosen)).toEqual(['VUL-5 CI:A SE:R HD:C BM:I TP:r', 'VUL-8 CI:I SE:- HD:A/R BM:R TP:-']);
    expect(said(chosen, 'left_out')).toContain(
      `'Device RACI'!B7 choice: "Calibrate the pumps" is left out with its letters, as chosen.`,
    );
    expect(chosen.matrix?.activities[1]?.flow.consult).toEqual({});
  });

  it('reads another sheet when asked to', async () => {
    const old = await read('raci.xlsx', workbook(), { sheet: 'Old' });
    expect(old.matrix?.activities).toHaveLength(20);
    expect(said(old, 'note')[0]).toContain('"Old" is read, though it is hidden');
  });

  it('with one cell that cannot be read gives nothing at all, and names the cell', async () => {
    const bad = {
      ...matrix,
      rows: matrix.rows.map((cells, r) =>
        r === 5 ? [...cells.slice(0, 3), { text: 'S' }, ...cells.slice(4)] : cells,
      ),
    };
    const found = await read('bad.xlsx', writeXlsx([bad]));
    expect(found.matrix).toBeNull();
    expect(said(found, 'error')).toEqual([
      `'Device RACI'!D6 cell: "S" is not R, A, C or I (found in "S"). S is support in RASCI: write R for who does it, or C for who is asked.`,
    ]);
    expect(found.table?.read?.preview.rows[0]?.cells).toEqual(['A', '? S', 'C', 'i', 'R*']);
  });

  it('reads a letter merged over several roles for each of them, and a letter that a formula gave as it was saved', async () => {
    const merged = sheetOf(
      'S',
      [
        ['Activity', 'CISO', 'SecOps', 'Biomed'],
        ['Remediation plan', 'A', 'R', ''],
      ],
      { merges: [{ row: 1, column: 2, rows: 1, columns: 2 }] },
    );
    const found = await read('m.xlsx', writeXlsx([merged]));
    expect(cellsOf(found)).toEqual(['VUL-5 CI:A SE:R BM:R']);
    expect(said(found, 'note')).toEqual([
      'S!C2 merged: "R" is merged up to D2; it is read in each of these cells.',
    ]);
    const formula = await read(
      'f.xlsx',
      xlsxOf({
        S: [
          ['Activity', 'CISO', 'Biomed'],
          ['Remediation plan', { t: 's', v: 'A', f: 'UPPER("a")' }, 'R'],
          ['Other', 'A', { t: 'e', v: 0x17 }],
        ],
      }),
    );
    expect(said(formula, 'note')).toContain(
      'S!B2 formula: A formula gave this value when the file was saved; that value is read, the formula is not.',
    );
    expect(said(formula, 'error')[0]).toBe('S!C3 file: This cell holds the error #REF!.');
  });
});

describe('a list', () => {
  it('as SharePoint exports it: a line an activity, names apart by ;# or ; or lines', async () => {
    const text = [
      'ID;Title;Responsible;Accountable;Consulted;Informed',
      '1;Remediation plan;"12;#SecOps";3;#x',
      '2;Watch the pumps;"Biomed; Service vendor (contract)";HTM director;"SecOps\nNursing";CISO',
    ].join('\n');
    const found = await read('list.csv', text.replace('3;#x', '"3;#CISO";"7;#Biomed;#9;#Nursing";'));
    expect(said(found, 'error')).toEqual([]);
    expect(found.table?.shape).toBe('list');
    expect(cellsOf(found)).toEqual([
      'VUL-5 SE:R CI:A BM:C CL:C SV:- HD:-',
      'ROW-3 SE:C CI:I BM:R CL:C SV:r HD:A',
    ]);
  });

  it('with a line for each activity and role', async () => {
    const found = await read(
      'pairs.csv',
      'Activity,Role,RACI\nRemediation plan,CISO,A\nRemediation plan,SecOps,R\nRemediation plan,CISO,R\nTrain staff,Biomed,R\n',
    );
    expect(found.table?.shape).toBe('pairs');
    expect(cellsOf(found)).toEqual(['VUL-5 CI:A/R SE:R BM:-', 'ROW-5 CI:- SE:- BM:R']);
  });
});

describe('a CSV', () => {
  const rows = ['Aktivität;CISO;Biomed;Pflege München', 'Remediation plan;A;R;C – x', 'Über alles;A;R;C'];
  it.each([
    [
      'semicolons in Windows-1252',
      Buffer.from(rows.join('\r\n').replace(' – x', ''), 'latin1'),
      'CSV, Windows-1252, cut at ;',
    ],
    [
      'tabs with a byte order mark',
      Buffer.from(`\ufeff${rows.join('\n').replace(' – x', '').replaceAll(';', '\t')}`),
      'CSV, UTF-8, cut at tabs',
    ],
    ['commas', Buffer.from(rows.join('\n').replace(' – x', '').replaceAll(';', ',')), 'CSV, UTF-8, cut at ,'],
  ])('with %s', async (_, bytes, format) => {
    const found = await read('a.csv', bytes);
    expect(found.format).toBe(format);
    expect(found.matrix?.roles.map(({ plain }) => plain)).toEqual([
      'IS leader (CISO)',
      'Biomed technician',
      'Pflege München',
    ]);
    expect(found.matrix?.activities.map(({ title }) => title)).toEqual(['Remediation plan', 'Über alles']);
  });
});

describe('a hostile file', () => {
  it('that unpacks to far more than it weighs is refused before it is read', async () => {
    const bomb = withPart(
      writeXlsx([
        sheetOf('S', [
          ['Activity', 'CISO', 'Biomed'],
          ['LONG', 'A', 'R'],
        ]),
      ]),
      'xl/worksheets/sheet1.xml',
      (xml) => xml.replace('LONG', ' '.repeat(80 * 2 ** 20)),
    );
    expect(bomb.length).toBeLessThan(8 * 2 ** 20);
    await expect(read('bomb.xlsx', bomb)).rejects.toMatchObject({
      code: 'too_large',
      details: { rule: 'zip_bomb' },
    });
  });

  it('with far more cells than a matrix has is refused', async () => {
    const line = `${'A,'.repeat(250)}\n`;
    await expect(read('big.csv', line.repeat(5_000))).rejects.toMatchObject({ code: 'too_large' });
  });

  it('that is cut off, a web page, or an old workbook is refused with words', async () => {
    const cut = writeXlsx([sheetOf('S', [['a']])]).subarray(0, 700);
    await expect(read('cut.xlsx', cut)).rejects.toThrow('damaged');
    await expect(read('page.csv', '<html><table></table></html>')).rejects.toThrow('web page');
    await expect(read('old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toThrow('.xls');
  });
});
