import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullMatrix } from '../testing.ts';
import { lintMatrix } from './lint-matrix.ts';
import type { Grid } from './sheet/grid.ts';
import { readTable } from './table-io.ts';
import { writeTable } from './write-table.ts';

const name = { id: 'imported', title: 'Imported' };
const grid = (rows: string[][], sheet = ''): Grid => ({ sheet, rows, layout: null, faults: [] });
const read = (rows: string[][]) => readTable([grid(rows)], fullMatrix(), name);
const matrixOf = (rows: string[][]) => {
  const { matrix, lines } = read(rows);
  if (!matrix) throw new Error(JSON.stringify(lines));
  return matrix;
};
const errors = (rows: string[][]): string[] =>
  read(rows)
    .lines.filter(({ level }) => level === 'error')
    .map(({ place, rule, sentence }) => `${place} ${rule}: ${sentence}`.trim());

describe('a matrix from a table', () => {
  it('comes back whole from what was written', () => {
    const table = read(writeTable(fullMatrix()));
    expect(table.lines).toEqual([]);
    expect(table.matrix).toEqual({ ...fullMatrix(), ...name, note: null });
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
    const matrix = matrixOf(sheet);
    expect(matrix.roles.map((role) => role.code)).toEqual(['CI', 'HD', 'BM', 'TP']);
    expect(matrix.activities.map(({ id, group }) => `${id} ${group}`)).toEqual(['VUL-5 VUL', 'ROW-6 VUL']);
    expect(matrix.activities[1]?.cells).toContainEqual({
      role: 'TP',
      letters: ['R'],
      contract: true,
      when: null,
    });
    expect(read(sheet).lines.map(({ place, level, sentence }) => `${place} ${level}: ${sentence}`)).toEqual([
      'E3 left_out: "Remarks" is not a role that is known here and holds no letters; the column is left out with what stands in 1 row.',
      'A4 note: "VULNERABILITIES" has no letters; it is read as the heading of a group.',
      'D5 note: The small i of Biomed technician is read as I.',
    ]);
  });

  it.each([
    [
      'no headings',
      [
        ['a', 'b'],
        ['R', 'A'],
      ],
      'header: No row of headings was found: at least two columns must be named after a role, e.g. Biomed or BM, with letters below; or a list needs the columns activity, responsible, accountable, consulted, informed.',
    ],
    [
      'a letter nobody knows',
      [
        ['Activity', 'CI', 'BM'],
        ['x', 'A', 'Q'],
      ],
      'C2 cell: "Q" is not R, A, C or I (found in "Q").',
    ],
    [
      'a role in two columns',
      [
        ['Activity', 'CI', 'CISO', 'BM'],
        ['x', 'A', '', 'R'],
      ],
      'C1 once: IS leader (CISO) has two columns, B1 and C1.',
    ],
    [
      'an activity in two rows',
      [
        ['id', 'Activity', 'CI', 'BM'],
        ['VUL-5', 'x', 'A', 'R'],
        ['VUL-5', 'y', 'A', 'R'],
      ],
      'B3 once: VUL-5 is already in B2.',
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
      'empty: No row with letters was found below the headings.',
    ],
    ['too many rows', Array.from({ length: 2001 }, () => ['']), 'size: The table has more than 2000 rows.'],
  ])('is refused with %s', (_, rows, sentence) => {
    const said = errors(rows);
    expect(sentence === null ? said.length : said[0]).toEqual(sentence ?? 1);
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
          const { matrix } = read(rows);
          expect(matrix ? matrix.activities.length : errors(rows).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('the four-party matrix as commonly published shows its own defects', () => {
    const matrix = matrixOf([
      ['Activity', 'CISO', 'HTM Director', 'Procurement', 'ISO'],
      ['Accurate device inventory', '', 'R', 'I', 'C'],
      ['Remediation plan', 'A', 'R', 'I', 'R'],
      ['Pre-purchase assessment', '', 'C', 'R/C', ''],
    ]);
    expect(lintMatrix(matrix).map(({ rule, level, sentence }) => `${level} ${rule}: ${sentence}`)).toEqual([
      'error V1: Nobody answers for ROW-2 Accurate device inventory.',
      'error V1: Nobody answers for ROW-4 Pre-purchase assessment.',
      'warning both: Procurement both does ROW-4 and is asked about it.',
    ]);
  });
});
