import { describe, expect, it } from 'vitest';
import { fullMatrix } from '../testing.ts';
import { cellText, edited, repairEdits, tidied } from './edit.ts';
import { lintMatrix } from './lint-matrix.ts';

const matrix = fullMatrix();
const row = (document: typeof matrix, id: string) => {
  const found = document.activities.find((a) => a.id === id);
  if (!found) throw new Error(id);
  return found;
};
const edit = (...changes: [string, string, string][]) =>
  edited(
    matrix,
    changes.map(([activityId, role, text]) => ({ activityId, role, text })),
  );

describe('editing cells', () => {
  it.each([
    { typed: 'c', kept: 'C' },
    { typed: 'A/R', kept: 'A/R', role: 'HD' },
    { typed: 'responsible', kept: 'R' },
    { typed: 'C if life_support', kept: 'C if life_support' },
    { typed: 'c', kept: 'c', role: 'TP' },
    { typed: '', kept: '' },
    { typed: '-', kept: '' },
  ])('"$typed" is kept as "$kept"', ({ typed, kept, role = 'NE' }) => {
    const after = edit(['VUL-8', role, typed]);
    expect(after.ok && cellText(row(after.document, 'VUL-8'), role)).toBe(kept);
  });

  it('the same role may be A and R', () => {
    expect(edit(['VUL-8', 'HD', 'A/R']).ok).toBe(true);
  });

  it('a row with two A is refused, and the repair moves A to the cell that was typed in', () => {
    const after = edit(['VUL-8', 'CI', 'A']);
    if (after.ok) throw new Error('taken');
    expect(after.refusal.rule).toBe('V1');
    expect(after.refusal.sentence).toContain('HTM director');
    expect(after.refusal.repair?.sentence).toBe('Give A to IS leader (CISO) only');
    const repaired = edited(matrix, after.refusal.repair?.changes ?? []);
    if (!repaired.ok) throw new Error(repaired.refusal.sentence);
    expect(cellText(row(repaired.document, 'VUL-8'), 'CI')).toBe('A');
    expect(cellText(row(repaired.document, 'VUL-8'), 'HD')).toBe('');
  });

  it('A moved in one edit is taken, in either order', () => {
    expect(edit(['VUL-8', 'CI', 'A'], ['VUL-8', 'HD', 'R']).ok).toBe(true);
    expect(edit(['VUL-8', 'HD', 'R'], ['VUL-8', 'CI', 'A']).ok).toBe(true);
  });

  it('a row without A is taken while it is a draft, and the lint says so', () => {
    const after = edit(['VUL-8', 'HD', '']);
    if (!after.ok) throw new Error(after.refusal.sentence);
    expect(lintMatrix(after.document).map((l) => `${l.rule} ${l.activityId ?? ''}`)).toContain('V1 VUL-8');
  });

  it.each([
    { change: ['VUL-99', 'CI', 'A'], rule: 'activity' },
    { change: ['VUL-8', 'XX', 'A'], rule: 'role' },
    { change: ['VUL-8', 'CI', 'Q'], rule: 'cell' },
  ] as const)('$rule faults are refused: $change', ({ change: [activityId, role, text], rule }) => {
    const after = edited(matrix, [{ activityId, role, text }]);
    expect(after.ok ? null : after.refusal.rule).toBe(rule);
  });

  it('nothing is changed when one edit of several is refused', () => {
    const before = structuredClone(matrix);
    expect(edit(['VUL-8', 'NE', 'C'], ['VUL-8', 'CI', 'Q']).ok).toBe(false);
    expect(matrix).toEqual(before);
  });

  it('says what each cell was, so that it can be undone, and the undo gives the matrix as it was', () => {
    const after = edit(['VUL-8', 'SE', ''], ['VUL-8', 'MD', 'C'], ['VUL-8', 'BM', 'R']);
    if (!after.ok) throw new Error(after.refusal.sentence);
    expect(after.steps.map((s) => [s.role, s.before, s.text])).toEqual([
      ['SE', 'C', ''],
      ['MD', cellText(row(matrix, 'VUL-8'), 'MD'), 'C'],
    ]);
    const back = edited(
      after.document,
      after.steps.map((s) => ({ ...s, text: s.before })),
    );
    expect(back.ok && tidied(back.document)).toEqual(tidied(matrix));
  });

  it('whoever is asked from now on has a time to answer, and who is not asked any more has none', () => {
    const after = edit(['VUL-8', 'NE', 'C'], ['VUL-8', 'SE', 'I']);
    if (!after.ok) throw new Error(after.refusal.sentence);
    const { consult } = row(tidied(after.document), 'VUL-8').flow;
    expect(consult['NE']?.hours).toBe(72);
    expect(consult['SE']).toBeUndefined();
  });

  it('tidying changes nothing in the matrix that ships', () => {
    expect(tidied(matrix)).toEqual(matrix);
  });
});

describe('repairs of the lint as edits', () => {
  it('every repair is taken as an edit and ends its finding', () => {
    const spoiled = edit(
      ['VUL-8', 'HD', ''],
      ['VUL-9', 'PR', 'C'],
      ['VUL-2', 'SE', 'R/C'],
      ['NET-1', 'SE', ''],
      ['NET-1', 'NE', ''],
    );
    if (!spoiled.ok) throw new Error(spoiled.refusal.sentence);
    const found = lintMatrix(spoiled.document).filter((f) => f.repair);
    expect(found.map((f) => f.rule).sort()).toEqual(['V1', 'V2', 'V7', 'both']);
    for (const finding of found) {
      if (!finding.repair) continue;
      const mended = edited(spoiled.document, repairEdits(spoiled.document, finding.repair));
      if (!mended.ok) throw new Error(mended.refusal.sentence);
      expect(lintMatrix(mended.document).map((f) => f.sentence)).not.toContain(finding.sentence);
    }
  });

  it('letters by contract stay by contract', () => {
    const [change] = repairEdits(matrix, {
      sentence: '',
      changes: [{ activityId: 'VUL-8', role: 'TP', letters: ['R', 'C'] }],
    });
    expect(change?.text).toBe('C/r');
  });
});
