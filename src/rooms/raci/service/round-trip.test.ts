// What is exported is imported again as the very same matrix, in each format, whatever its names and letters are.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Activity, type Cell, Condition, Letter, MatrixDocument, type Role } from '../model.ts';
import { consultRules, flowDefaults } from '../rules/consult.ts';
import { fullMatrix } from '../testing.ts';
import { type MatrixFormat, matrixBytes } from './export.ts';
import { readMatrixFile } from './matrix-file.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wl-round-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** The matrix out and in again, read by a hospital that has it in force. */
async function roundTrip(matrix: MatrixDocument, format: MatrixFormat) {
  const path = join(dir, `m.${format}`);
  await writeFile(path, matrixBytes(matrix, format, 'Version 7. Exported 2026-11-28.'));
  return readMatrixFile({ path, fileName: `m.${format}` }, () => Promise.resolve(matrix));
}
/** A table holds neither the title nor the note of its matrix. */
const bare = ({ title: _, note: __, ...rest }: MatrixDocument) => rest;

const tricky = [
  '=1+1',
  '+A',
  '-R',
  '@x',
  "'=x",
  '"q"',
  'a,b;c',
  'Ä ß €',
  'A',
  'R/C',
  'No',
  'true',
  '1',
  '_x0041_',
  '<b>&',
  'x\u00a0y',
];
const name = fc
  .oneof(
    fc.constantFrom(...tricky),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ minLength: 1, maxLength: 30 }),
  )
  .map((text) => text.replace(/[\p{C}\s]+/gu, ' ').trim() || 'x')
  .filter((text) => !/[[{]/.test(text));
const letters = fc.subarray([...Letter.options]);

const cellsOf = (role: Role): fc.Arbitrary<Cell[]> =>
  fc
    .array(
      fc.record({
        when: fc.constantFrom(null, null, ...Condition.options),
        contract: role.isInternal ? fc.constant(false) : fc.boolean(),
        letters,
      }),
      { maxLength: 3 },
    )
    .map((parts) => {
      const seen = new Map<string, Cell>();
      for (const { when, contract, letters: held } of parts)
        if (held.length > 0)
          seen.set(`${when ?? ''} ${contract}`, { role: role.code, when, contract, letters: held });
      // As they are written: what belongs together stands together, plain letters first.
      const whens = [...new Set([...seen.values()].map((cell) => cell.when))];
      return whens.flatMap((when) =>
        [...seen.values()]
          .filter((cell) => cell.when === when)
          .sort((a, b) => Number(a.contract) - Number(b.contract)),
      );
    });

const flow: Omit<Activity['flow'], 'consult'> = {
  signOff: 'by_exception',
  verifyBy: null,
  verifiedUnder: null,
  apartFrom: [],
  signerApart: true,
  twoPersons: { first: ['is'], second: ['htm'], when: null },
  informHours: 7,
  effortHours: 0.5,
  authority: { costCents: 100, downtimeMinutes: null, risk: 'low' },
};

const anyMatrix: fc.Arbitrary<MatrixDocument> = fc
  .record({
    roles: fc.uniqueArray(
      fc.record({
        code: fc.constantFrom('CI', 'R', 'A', 'IT', 'NO', 'BM', 'X1', 'ID', 'ROLE'),
        plain: name,
        isInternal: fc.boolean(),
      }),
      { minLength: 2, maxLength: 5, selector: ({ code }) => code },
    ),
    rows: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('VUL-1', 'VUL-2', 'ROW-9', 'A', 'X-Y-1', 'NET-3'),
        title: name,
        group: fc.constantFrom('VUL', 'G2'),
      }),
      { minLength: 1, maxLength: 5, selector: ({ id }) => id },
    ),
    groups: fc.tuple(name, name),
    override: fc.boolean(),
  })
  .chain(({ roles: made, rows, groups, override }) => {
    const roles = made.map(
      (role): Role => ({
        ...role,
        title: `Title of ${role.code}`,
        department: role.isInternal ? 'is' : 'outside',
        aliases: [],
      }),
    );
    return fc.tuple(...rows.map(() => fc.tuple(...roles.map(cellsOf)))).map((all) => {
      const activities = rows.map((row, index): Activity => {
        const cells = (all[index] ?? []).flat();
        return {
          ...row,
          plain: `Plain ${row.title}`,
          ask: `Do ${row.title}.`,
          question: null,
          seed: [3],
          cells,
          flow: { ...flow, consult: consultRules(cells, flowDefaults) },
        };
      });
      const [first] = activities;
      const [role] = roles;
      const ids = [...new Set(activities.map(({ group }) => group))];
      return MatrixDocument.parse({
        id: 'made',
        title: 'Made up: A, R & C',
        note: 'Kept "whole".',
        // Two groups of one title would be one group in a table.
        groups: ids.map((id, at) => ({ id, title: `${groups[at] ?? ''} ${at}` })),
        roles,
        activities,
        overrides:
          override && first && role
            ? [
                {
                  id: 'o1',
                  activityId: first.id,
                  scope: { deviceClass: 'pump' },
                  why: null,
                  cells: [{ role: role.code, letters: [] }],
                },
              ]
            : [],
      });
    });
  });

describe('exported and imported again', () => {
  it.each(['yaml', 'csv', 'xlsx'] as const)(
    'the full matrix as %s is the same, and nothing is doubted',
    async (format) => {
      const read = await roundTrip(fullMatrix(), format);
      expect(read.lines.filter(({ rule }) => rule !== 'sheet')).toEqual([]);
      expect(read.matrix && bare(read.matrix)).toEqual(bare(fullMatrix()));
    },
  );

  it.each([
    ['yaml', 60],
    ['csv', 60],
    ['xlsx', 12],
  ] as const)('any matrix as %s is the same', { timeout: 120_000 }, async (format, numRuns) => {
    await fc.assert(
      fc.asyncProperty(anyMatrix, async (matrix) => {
        const read = await roundTrip(matrix, format);
        expect(read.lines.filter(({ level }) => level === 'error')).toEqual([]);
        expect(read.matrix && bare(read.matrix)).toEqual(bare(matrix));
        if (format === 'yaml') expect(read.matrix).toEqual(matrix);
      }),
      { numRuns },
    );
  });
});
