import { describe, expect, it } from 'vitest';
import { type ImportSummary, Preview } from '../contract.ts';
import { chosen, fieldOf, isEdited, mappingText, noChoices } from './mapping.ts';
import { byRule } from './row-groups.ts';
import { resultSentences } from './words.ts';

const column = (index: number, field: string | null) => ({
  index,
  header: `H${index}`,
  field,
  confidence: 0.9,
  reason: 'The heading says so.',
  samples: [],
});
const sheet = {
  name: 'St Anne',
  headerRow: 1,
  dataRows: 2,
  columns: [column(0, 'tag'), column(1, null), column(2, 'model')],
  rows: [],
};
const [tag, unknown] = sheet.columns;
if (!tag || !unknown) throw new Error('The sheet has three columns.');

describe('the mapping of columns', () => {
  it('says nothing until somebody sets a column: what was suggested or saved stays', () => {
    expect(isEdited(noChoices)).toBe(false);
    expect(mappingText([sheet], noChoices)).toBe('{}');
  });
  it('takes what a person sets, also "not used"', () => {
    const one = chosen(chosen(noChoices, 'St Anne', unknown, 'serial'), 'St Anne', tag, null);
    expect(fieldOf(one, 'St Anne', unknown)).toBe('serial');
    expect(fieldOf(one, 'St Anne', tag)).toBeNull();
    expect(mappingText([sheet], one)).toBe('{"St Anne":[[0,null],[1,"serial"]]}');
  });
  it('moves a field to the column it was given to, except where several columns make one field', () => {
    expect(fieldOf(chosen(noChoices, 'St Anne', unknown, 'tag'), 'St Anne', tag)).toBeNull();
    const place = column(3, 'location');
    expect(fieldOf(chosen(noChoices, 'St Anne', unknown, 'location'), 'St Anne', place)).toBe('location');
  });
  it('is untouched again when the suggestion is chosen', () => {
    const back = chosen(chosen(noChoices, 'St Anne', tag, 'serial'), 'St Anne', tag, 'tag');
    expect(isEdited(back)).toBe(false);
  });
  it('keeps sheets apart', () => {
    const one = chosen(noChoices, 'Lakeside', tag, null);
    expect(fieldOf(one, 'St Anne', tag)).toBe('tag');
  });
  it('fits the contract that names sheets', () => {
    expect(Preview.shape.sheets.safeParse([sheet]).success).toBe(true);
  });
});

describe('rows that need a person', () => {
  const row = (rowNo: number, outcome: 'refused' | 'warning', ...rules: string[]) => ({
    sheet: 'A',
    rowNo,
    outcome,
    cells: [],
    problems: rules.map((rule) => ({ column: null, value: null, rule, sentence: `It breaks ${rule}.` })),
  });
  it('stand under each rule they broke, refused first, then the most', () => {
    const groups = byRule([
      row(1, 'warning', 'w'),
      row(2, 'refused', 'b'),
      row(3, 'refused', 'a', 'b'),
      row(4, 'warning', 'w'),
    ]);
    expect(groups.map((group) => [group.rule, group.rows.map((one) => one.row.rowNo)])).toEqual([
      ['b', [2, 3]],
      ['a', [3]],
      ['w', [1, 4]],
    ]);
  });
  it('a rule that refuses one row and doubts another makes two groups', () => {
    expect(byRule([row(1, 'refused', 'a'), row(2, 'warning', 'a')]).map((group) => group.outcome)).toEqual([
      'refused',
      'warning',
    ]);
  });
});

describe('what came of an import', () => {
  const done = {
    kind: 'devices',
    state: 'done',
    createdRows: 0,
    updatedRows: 0,
    unchangedRows: 0,
    refusedRows: 0,
    warningRows: 0,
  } as const;
  const say = (some: Partial<ImportSummary>) =>
    resultSentences({ ...done, ...some } as unknown as ImportSummary);
  it('says what happened and nothing else', () => {
    expect(say({ createdRows: 1, refusedRows: 37 })).toEqual([
      '1 device new.',
      '37 rows refused: nothing of them was kept.',
    ]);
    expect(say({ unchangedRows: 12041 })).toEqual(['12,041 devices already known and the same.']);
  });
  it('says that nothing was in the file, but not while it is being read', () => {
    expect(say({})).toEqual(['The file held no rows.']);
    expect(say({ state: 'running' })).toEqual([]);
  });
});
