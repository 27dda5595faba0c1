import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullMatrix } from '../testing.ts';
import { lintMatrix } from './lint-matrix.ts';
import { readTable, writeTable } from './table-io.ts';

const name = { id: 'imported', title: 'Imported' };
const read = (rows: string[][]) => readTable(rows, fullMatrix(), name);
const said = (rows: string[][]): string[] => {
  const table = read(rows);
  return table.ok ? [] : table.problems.map((p) => `${p.row}:${p.column} ${p.rule}: ${p.sentence}`);
};

describe('a matrix from a table', () => {
  it('comes back whole from what was written', () => {
    const table = read(writeTable(fullMatrix()));
    expect(table.ok && table.notes).toEqual([]);
    expect(table.ok && table.matrix).toEqual({ ...fullMatrix(), ...name, note: null });
  });

  const sheet = [
    ['St. Anne device security RACI', '', '', '', '', ''],
    ['', '', '', '', '', ''],
    ['Activity', 'CISO', 'HTM Director', 'Biomed', 'Remarks', 'ISO'],
    ['VULNERABILITIES', '', '', '', '', ''],
    ['remediation plan', 'A', 'C', 'i', 'ask Jane', 'R*'],
    ['Calibrate the pumps', 'I', 'A', 'R', '', 'r (contract)'],
  ];
  it('finds the headings below a title, knows roles by their names, rows by their words, and groups by their heading', () => {
    const table = read(sheet);
    if (!table.ok) throw new Error(JSON.stringify(table.problems));
    const { matrix, notes } = table;
    expect(matrix.roles.map((role) => role.code)).toEqual(['CI', 'HD', 'BM', 'TP']);
    expect(matrix.activities.map(({ id, group }) => `${id} ${group}`)).toEqual([
      'VUL-5 VUL',
      'ROW-6 VULNERABILITIES',
    ]);
    expect(matrix.activities[1]?.cells).toContainEqual({
      role: 'TP',
      letters: ['R'],
      contract: true,
      when: null,
    });
    expect(notes.map((note) => `${note.row}:${note.column} ${note.sentence}`)).toEqual([
      '3:5 "Remarks" is not a role that is known here; the column is left out.',
      '5:4 The small i of Biomed technician is read as I.',
    ]);
  });

  it.each([
    [
      'no headings',
      [
        ['a', 'b'],
        ['R', 'A'],
      ],
      '0:0 header: No row of headings was found: at least two columns must be named after a role, e.g. Biomed or BM.',
    ],
    [
      'a letter nobody knows',
      [
        ['Activity', 'CI', 'BM'],
        ['x', 'A', 'Q'],
      ],
      '2:3 cell: "Q" is not R, A, C or I (found in "Q").',
    ],
    [
      'a role in two columns',
      [
        ['Activity', 'CI', 'CISO', 'BM'],
        ['x', 'A', '', 'R'],
      ],
      '1:3 once: IS leader (CISO) has two columns, 2 and 3.',
    ],
    [
      'an activity in two rows',
      [
        ['id', 'Activity', 'CI', 'BM'],
        ['VUL-5', 'x', 'A', 'R'],
        ['VUL-5', 'y', 'A', 'R'],
      ],
      '3:1 once: VUL-5 is already in row 2.',
    ],
    [
      'letters without an activity',
      [
        ['Activity', 'CI', 'BM'],
        ['', 'A', 'R'],
      ],
      null,
    ],
    [
      'no letters at all',
      [
        ['Activity', 'CI', 'BM'],
        ['x', '', ''],
      ],
      '0:0 empty: No row with letters was found below the headings.',
    ],
    [
      'too many rows',
      Array.from({ length: 2001 }, () => ['']),
      '0:0 size: The table has more than 2000 rows.',
    ],
  ])('is refused with %s', (_, rows, sentence) => {
    expect(sentence === null ? said(rows).length : said(rows)[0]).toEqual(sentence ?? expect.any(Number));
  });

  it('survives any cells', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.oneof(fc.string(), fc.constantFrom('BM', 'CISO', 'A', 'R', 'VUL-5', '')), {
            maxLength: 6,
          }),
          { maxLength: 8 },
        ),
        (rows) => {
          const table = read(rows);
          expect(table.ok ? table.matrix.activities.length : table.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('the four-party matrix as commonly published shows its own defects', () => {
    const table = read([
      ['Activity', 'CISO', 'HTM Director', 'Procurement', 'ISO'],
      ['Accurate device inventory', '', 'R', 'I', 'C'],
      ['Remediation plan', 'A', 'R', 'I', 'R'],
      ['Pre-purchase assessment', '', 'C', 'R/C', ''],
    ]);
    if (!table.ok) throw new Error(JSON.stringify(table.problems));
    expect(
      lintMatrix(table.matrix).map(({ rule, level, sentence }) => `${level} ${rule}: ${sentence}`),
    ).toEqual([
      'error V1: Nobody answers for ROW-2 Accurate device inventory.',
      'error V1: Nobody answers for ROW-4 Pre-purchase assessment.',
      'warning both: Procurement both does ROW-4 and is asked about it.',
    ]);
  });
});
