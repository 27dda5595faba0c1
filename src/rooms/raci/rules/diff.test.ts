import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatrixDocument, Override } from '../model.ts';
import { fullMatrix, site, ward } from '../testing.ts';
import { diffMatrix } from './diff.ts';
import { edited, tidied } from './edit.ts';

const full = fullMatrix();
const edit = (changes: readonly (readonly [string, string, string])[], from = full): MatrixDocument => {
  const after = edited(
    from,
    changes.map(([activityId, role, text]) => ({ activityId, role, text })),
  );
  if (!after.ok) throw new Error(after.refusal.sentence);
  return tidied(after.document);
};
const words = (before: MatrixDocument, after: MatrixDocument) =>
  diffMatrix(before, after, {
    site: () => 'St. Anne',
    ward: (id) => (id === 2 ? 'ICU' : '4 West'),
  }).sentences.map((s) => s.sentence);
const withRow = (
  id: string,
  change: (row: MatrixDocument['activities'][number]) => object,
): MatrixDocument => ({
  ...full,
  activities: full.activities.map((row) => (row.id === id ? { ...row, ...change(row) } : row)),
});
const withFlow = (id: string, flow: object) => withRow(id, (row) => ({ flow: { ...row.flow, ...flow } }));
const withOverrides = (...overrides: Override[]): MatrixDocument => ({ ...full, overrides });
const onIcu: Override = {
  id: 'icu',
  activityId: 'VUL-8',
  scope: { siteId: site(1), wardId: ward(2), deviceClass: 'infusion_pump' },
  cells: [{ role: 'NE', letters: ['C'], contract: false, when: null }],
  why: null,
};
// VUL-8: A HD, R BM, C SE CE MD, I CI CL PR, r TP MR. VUL-12: A CI, R VM, C SE HD MD, I PR.
const row = '"Install the update on the device"';
const vul8 = full.activities.find((a) => a.id === 'VUL-8')?.plain ?? '';
const says = (sentence: string): string => sentence.replaceAll(row, `"${vul8}"`);

describe('letters in words', () => {
  it.each<{ cells: [string, string, string][]; says: string[] }>([
    { cells: [['VUL-8', 'NE', 'C']], says: [`Network engineer is now asked before ${row}.`] },
    {
      cells: [['VUL-8', 'NE', 'C if life_support']],
      says: [`Network engineer is now asked before ${row}, only on life support.`],
    },
    { cells: [['VUL-8', 'SE', '']], says: [`Security analyst is no longer asked before ${row}.`] },
    {
      cells: [['VUL-8', 'SE', 'I']],
      says: [`Security analyst is now told after ${row} instead of being asked before.`],
    },
    {
      cells: [['VUL-8', 'CL', 'C if life_support']],
      says: [
        `Clinical owner / nursing is now asked before ${row}, only on life support, instead of being told after.`,
      ],
    },
    { cells: [['VUL-8', 'IT', 'R']], says: [`IT infrastructure now does ${row}.`] },
    { cells: [['VUL-8', 'IT', 'R/C']], says: [`IT infrastructure now does and is asked before ${row}.`] },
    { cells: [['VUL-8', 'BM', '']], says: [`Biomed technician no longer does ${row}.`] },
    { cells: [['VUL-8', 'HD', '']], says: [`HTM director no longer answers for ${row}.`] },
    { cells: [['VUL-8', 'HD', 'A/R']], says: [`HTM director now does ${row}.`] },
    {
      cells: [
        ['VUL-8', 'HD', ''],
        ['VUL-8', 'CI', 'A'],
      ],
      says: [
        `IS leader (CISO) now answers for ${row} instead of HTM director.`,
        `IS leader (CISO) is no longer told after ${row}.`,
      ],
    },
    {
      cells: [
        ['VUL-8', 'HD', 'C'],
        ['VUL-8', 'CE', 'A'],
      ],
      says: [
        `Clinical engineer now answers for ${row} instead of HTM director.`,
        `HTM director is now asked before ${row}.`,
        `Clinical engineer is no longer asked before ${row}.`,
      ],
    },
    {
      cells: [['VUL-8', 'CE', 'C if life_support']],
      says: [`Clinical engineer is asked before ${row} now only on life support.`],
    },
    {
      cells: [['VUL-8', 'TP', 'R']],
      says: [`Service company (ISO) does ${row} now in every case (was only by contract).`],
    },
    {
      cells: [['VUL-8', 'TP', 'c/r']],
      says: [`Service company (ISO) is now asked before ${row}, only by contract.`],
    },
  ])('$cells', ({ cells, says: expected }) => {
    expect(words(full, edit(cells))).toEqual(expected.map(says));
  });

  it('backwards says the opposite', () => {
    const v2 = edit([['VUL-8', 'NE', 'C']]);
    expect(words(v2, full)).toEqual([says(`Network engineer is no longer asked before ${row}.`)]);
  });
});

describe('all else in words', () => {
  const icu = ' on ICU at St. Anne for infusion pump';
  it.each<{ what: string; before?: MatrixDocument; after: MatrixDocument; says: string[] }>([
    {
      what: 'an exception for a ward',
      after: withOverrides(onIcu),
      says: [`Network engineer is now asked before ${row}${icu}.`],
    },
    {
      what: 'an exception that ends',
      before: withOverrides(onIcu),
      after: full,
      says: [`The exception icu is gone: ${row}${icu} runs as everywhere else.`],
    },
    {
      what: 'an exception with other letters',
      before: withOverrides(onIcu),
      after: withOverrides({
        ...onIcu,
        cells: [{ role: 'NE', letters: ['R'], contract: false, when: null }],
      }),
      says: [`Network engineer now does ${row}${icu} instead of being asked before.`],
    },
    {
      what: 'an exception that takes a role out',
      after: withOverrides({ ...onIcu, cells: [{ role: 'BM', letters: [], contract: false, when: null }] }),
      says: [`Biomed technician has no part in ${row}${icu}.`],
    },
    {
      what: 'an exception for somewhere else',
      before: withOverrides(onIcu),
      after: withOverrides({ ...onIcu, scope: { lifePhase: 'end_of_support' } }),
      says: [
        `The exception icu of ${row}${icu} now counts for ${row} for devices past the end of support.`,
        `Network engineer is now asked before ${row} for devices past the end of support.`,
      ],
    },
    {
      what: 'time to answer, must and silence',
      after: withFlow('VUL-8', {
        consult: {
          ...full.activities.find((a) => a.id === 'VUL-8')?.flow.consult,
          SE: { hours: 1, mandatory: true, silence: 'block' },
        },
      }),
      says: [
        `Security analyst has 1 hour to answer on ${row} (was 72 hours).`,
        `Security analyst must now answer before ${row} begins.`,
        `When Security analyst keeps silent on ${row}, nothing moves (was: work goes on).`,
      ],
    },
    {
      what: 'signing off',
      after: withFlow('VUL-8', { signOff: 'none' }),
      says: [`From now on ${row} is not signed off.`],
    },
    {
      what: 'telling',
      after: withFlow('VUL-8', { informHours: 1 }),
      says: [`Whoever is told of ${row} is told within 1 hour (was 24 hours).`],
    },
    {
      what: 'another name',
      after: withRow('VUL-8', () => ({ plain: 'Patch it' })),
      says: [`${row} is now called "Patch it".`],
    },
    {
      what: 'a row that is gone',
      after: { ...full, activities: full.activities.filter((a) => a.id !== 'MET-1') },
      says: [
        'The row MET-1 "Collect and watch the measures" is gone (A IS leader (CISO); R Security analyst, Managed security service; C HTM director; I Biomed technician).',
      ],
    },
    {
      what: 'a new role',
      after: {
        ...full,
        roles: [
          ...full.roles,
          {
            code: 'PH',
            title: 'Pharmacy',
            plain: 'Pharmacist',
            department: 'clinical',
            isInternal: true,
            aliases: [],
          },
        ],
      },
      says: ['New role: Pharmacist.'],
    },
  ])('$what', ({ before = full, after, says: expected }) => {
    const met1 = full.activities.find((a) => a.id === 'MET-1')?.plain ?? '';
    expect(words(before, after)).toEqual(
      expected.map((s) => says(s).replace('Collect and watch the measures', met1)),
    );
  });
});

describe('cell by cell', () => {
  it('two that say the same have no difference', () => {
    expect(diffMatrix(full, structuredClone(full))).toEqual({ cells: [], sentences: [] });
  });

  it('names every cell that is not the same, with both texts', () => {
    const { cells } = diffMatrix(
      full,
      edit([
        ['VUL-8', 'NE', 'C'],
        ['NET-4', 'IT', ''],
        ['VUL-8', 'TP', ''],
      ]),
    );
    expect(cells).toEqual([
      { activityId: 'VUL-8', role: 'NE', before: '', after: 'C' },
      { activityId: 'VUL-8', role: 'TP', before: 'r', after: '' },
      { activityId: 'NET-4', role: 'IT', before: 'I', after: '' },
    ]);
  });

  it('any edits: the cells are exactly those edits, each with a sentence, and applying them to the old gives the new', () => {
    const cell = fc.record({
      activityId: fc.constantFrom(...full.activities.map((a) => a.id)),
      role: fc.constantFrom(...full.roles.filter((r) => r.isInternal).map((r) => r.code)),
      text: fc.constantFrom('', 'R', 'C', 'I', 'A/R', 'R/C', 'C if life_support'),
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 6 }), (changes) => {
        const after = edited(full, changes);
        if (!after.ok) return fc.pre(false);
        const diff = diffMatrix(full, after.document);
        const back = edited(
          full,
          diff.cells.map((c) => ({ activityId: c.activityId, role: c.role, text: c.after ?? '' })),
        );
        expect(back.ok && diffMatrix(back.document, after.document).cells).toEqual([]);
        const said = new Set(diff.sentences.map((s) => s.activityId));
        for (const c of diff.cells) expect(said).toContain(c.activityId);
      }),
    );
  });
});
