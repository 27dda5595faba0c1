import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MatrixDocument } from '../model.ts';
import { fullMatrix } from '../testing.ts';
import { readCell, writeCell } from './cell.ts';
import { parseMatrix } from './parse.ts';

const head = `id: small
title: Small
roles:
  - { code: HD, title: HTM director, plain: HTM director, department: htm, isInternal: true }
  - { code: TP, title: Service, plain: Service company, department: outside, isInternal: false }
activities:
`;
const problems = (text: string): string[] => {
  const read = parseMatrix(text);
  return read.ok ? [] : read.problems.map(({ line, rule, sentence }) => `${line} ${rule}: ${sentence}`);
};

describe('a cell', () => {
  const inside = { code: 'BM', plain: 'Biomed', isInternal: true };
  const outside = { code: 'TP', plain: 'Service company', isInternal: false };
  it.each([
    ['A/R', 'A/R'],
    ['R, A', 'A/R'],
    ['RA', 'A/R'],
    ['Responsible', 'R'],
    ['Accountable / Responsible', 'A/R'],
    ['c', 'C'],
    ['R*', 'R'],
    ['', ''],
    [' - ', ''],
    ['–', ''],
    ['n/a', ''],
    ['C if no_vendor_fix', 'C if no_vendor_fix'],
    ['C (if no vendor fix)', 'C if no_vendor_fix'],
    ['R (contract)', 'R'],
    ['R, A', 'A/R'],
    ['Consulted', 'C'],
    ['I/C', 'C/I'],
    ['\u00a0R\u00a0/\u00a0A\u200b', 'A/R'],
    ['R\u00b9', 'R'],
    ['A (1)', 'A'],
    ['C\u2020, I2', 'C/I'],
    ['I; C if life_support', 'I; C if life_support'],
    ['Accountable\nResponsible', 'A/R'],
  ])('of one of our own roles: "%s" is %s', (text, written) => {
    const read = readCell(text, inside);
    expect(read.ok && writeCell(read.cells)).toBe(written);
  });
  it.each([
    ['r', 'r'],
    ['R', 'R'],
    ['R*', 'r'],
    ['C (contract)', 'c'],
    ['R/C under contract', 'r/c'],
    ['C/r', 'C/r'],
    ['c if no_vendor_fix', 'c if no_vendor_fix'],
    ['(contract) R', 'r'],
  ])('of a role outside: "%s" is %s', (text, written) => {
    const read = readCell(text, outside);
    expect(read.ok && writeCell(read.cells)).toBe(written);
  });
  it.each([
    ['X', '"X" is not R, A, C or I (found in "X"). A cross does not say which part it is.'],
    [
      'R/S',
      '"S" is not R, A, C or I (found in "R/S"). S is support in RASCI: write R for who does it, or C for who is asked.',
    ],
    ['Q', '"Q" is not R, A, C or I (found in "Q").'],
    ['C if it rains', '"it rains" is not a condition; known: no_vendor_fix, life_support.'],
    ['R'.repeat(500), 'The cell is longer than 200 characters.'],
    ['(contract)', 'No letter found in "(contract)".'],
  ])('"%s" is refused', (text, sentence) => {
    expect(readCell(text, inside)).toEqual({ ok: false, sentence });
  });
  it('says what it assumed', () => {
    const read = readCell('r*', inside);
    expect(read.ok && read.notes).toEqual([
      'The star on R of Biomed is not explained; read as plain R.',
      'The small r of Biomed is read as R.',
    ]);
  });
  it('survives any text, and what it writes it reads again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.string({
            unit: fc.constantFrom(
              'R',
              'a',
              'C',
              'i',
              '/',
              '*',
              ' ',
              '(',
              'contract',
              ' if ',
              'no_vendor_fix',
            ),
            maxLength: 12,
          }),
        ),
        fc.constantFrom(inside, outside),
        (text, role) => {
          const read = readCell(text, role);
          if (!read.ok) return;
          expect(readCell(writeCell(read.cells), role)).toEqual({ ok: true, cells: read.cells, notes: [] });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a matrix in YAML', () => {
  it('is read with defaults filled in', () => {
    const read = parseMatrix(`${head}  - { id: V-1, title: do it, cells: { HD: A/R, TP: c } }\n`);
    expect(read.ok && read.matrix.activities[0]).toMatchObject({
      group: 'V',
      plain: 'do it',
      ask: 'do it.',
      cells: [
        { role: 'HD', letters: ['R', 'A'], contract: false },
        { role: 'TP', letters: ['C'], contract: true },
      ],
      flow: {
        signOff: 'always',
        informHours: 24,
        consult: { TP: { hours: 72, mandatory: false, silence: 'proceed' } },
      },
    });
  });
  it('as it ships is a matrix document, and stays the same through JSON', () => {
    expect(MatrixDocument.parse(JSON.parse(JSON.stringify(fullMatrix())))).toEqual(fullMatrix());
  });
  it('names line and rule of every fault', () => {
    const text = `${head}  - id: V-1
    title: one
    cells: { HD: Q, ZZ: R }
  - id: V-1
    title: two
    cells: { HD: A }
    flow: { apartFrom: [V-9], verifyBy: QQ }
    consult:
      YY: { hours: 1, mandatory: true, silence: block }
overrides:
  - { id: o1, activityId: V-8, cells: { HD: C } }
`;
    expect(problems(text)).toEqual([
      '9 cell: "Q" is not R, A, C or I (found in "Q").',
      '9 role: ZZ is not one of the roles of this matrix.',
      '10 once: The activity V-1 is listed twice.',
      '13 activity: V-9 is not an activity of this matrix.',
      '13 role: QQ is not one of the roles of this matrix.',
      '15 role: YY is not one of the roles of this matrix.',
      '17 activity: V-8 is not an activity of this matrix.',
    ]);
  });
  it.each([
    [
      'a wrong word in the flow',
      `${head}  - { id: V-1, title: one, cells: {}, flow: { signOff: sometimes } }`,
      /^7 shape: /,
    ],
    ['a key nobody knows', `${head}  - { id: V-1, title: one, cells: {}, verfy: x }`, /^7 shape: .*verfy/],
    ['a key written twice', `${head}  - { id: V-1, id: V-2, title: one, cells: {} }`, /^7 YAML: /],
    ['text that is not YAML', 'a: [', /^1 YAML: /],
    ['an empty file', '', /^0 shape: /],
    ['a list', '- a', /^1 shape: /],
    ['brackets nested 100,000 deep', '['.repeat(100_000), /^0 depth: /],
    ['dashes nested 100,000 deep', `${'- '.repeat(100_000)}a`, /^0 depth: /],
    [
      'indentation 400 deep',
      Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /^0 depth: /,
    ],
    [
      'a file that doubles itself',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      /^0 YAML: /,
    ],
    ['a file too long', `#${'x'.repeat(4_000_000)}`, /^0 size: /],
  ])('refuses %s', (_, text, expected) => {
    expect(problems(text)[0]).toMatch(expected);
  });
  it('keys that would reach into objects do no harm', () => {
    expect(problems(`__proto__: { polluted: 1 }\n${head}  []`).length).toBeGreaterThan(0);
    expect(Object.keys(Object.getPrototypeOf({}) as object)).toEqual([]);
  });
  it('survives any damage to a good file', () => {
    const good = readFileSync(new URL('../../../../data/raci/full.yaml', import.meta.url), 'utf8').slice(
      0,
      9000,
    );
    fc.assert(
      fc.property(
        fc.nat({ max: good.length }),
        fc.nat({ max: 200 }),
        fc.string({ maxLength: 20 }),
        (from, length, put) => {
          const read = parseMatrix(good.slice(0, from) + put + good.slice(from + length));
          expect(read.ok || read.problems.length > 0).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});
