// Every matrix in data/raci: what it is for, that it can be put in force, and that the published one shows its defects.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { neededRows } from '../engine/chain.ts';
import { fullMatrix } from '../testing.ts';
import { diffMatrix } from './diff.ts';
import { lintMatrix } from './lint-matrix.ts';
import { parseMatrix } from './parse.ts';

const folder = new URL('../../../../data/raci/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ''));
const parsed = new Map(
  names.map((name) => [name, parseMatrix(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'))]),
);
const read = (name: string) => {
  const one = parsed.get(name);
  if (!one?.ok) throw new Error(JSON.stringify(one?.problems, null, 1));
  return one;
};
const sound = names.filter((name) => name !== 'four-party');

describe('the templates', () => {
  it('are the full matrix and five more', () =>
    expect(names.sort()).toEqual([
      'four-party',
      'full',
      'iso-managed',
      'maker-managed',
      'small',
      'software-only',
    ]));

  it.each(names)('%s says whom it is for and what it was made from, and is named as its file', (name) => {
    const { matrix, about, notes } = read(name);
    expect(matrix.id).toBe(name);
    expect(about.forWhom).toMatch(/^[A-Z].*\.$/);
    expect(about.source).toMatch(/full matrix|published/i);
    expect(notes).toEqual([]);
  });

  it.each(sound)(
    '%s is without a fault and without a warning, and holds every row that cases need',
    (name) => {
      const { matrix } = read(name);
      expect(lintMatrix(matrix)).toEqual([]);
      const rows = matrix.activities.map(({ id }) => id);
      expect(neededRows.filter((id) => !rows.includes(id))).toEqual([]);
    },
  );

  it.each(sound)('%s lets nobody check their own work', (name) => {
    const { activities } = read(name).matrix;
    const doers = (id: string): string[] =>
      (activities.find((a) => a.id === id)?.cells ?? [])
        .filter((cell) => cell.letters.includes('R') && !cell.contract)
        .map(({ role }) => role);
    for (const did of ['VUL-8', 'VUL-9'])
      expect(
        doers('VUL-10').some((role) => !doers(did).includes(role)),
        did,
      ).toBe(true);
  });

  it.each(names)('%s asks in plain words', (name) => {
    for (const { id, ask, question } of read(name).matrix.activities) {
      expect(ask, id).toMatch(/^[A-Z].*[.?]$/);
      if (question !== null) expect(question, id).toMatch(/^[A-Z].*\?$/);
    }
  });

  it('the small one has 16 activities and 5 roles', () => {
    const { matrix } = read('small');
    expect([matrix.activities.length, matrix.roles.length]).toEqual([16, 5]);
  });

  it.each(names)('%s compares with the full one in sentences, row by row', (name) => {
    const { cells, sentences } = diffMatrix(fullMatrix(), read(name).matrix);
    expect(cells.length === 0).toBe(name === 'full');
    expect(sentences.every(({ sentence }) => sentence.length > 10)).toBe(true);
  });
});

it('the four-party matrix shows its own defects: no accountable, and procurement enforcing and merely asked', () =>
  expect(
    lintMatrix(read('four-party').matrix).map(({ rule, level, sentence }) => `${level} ${rule}: ${sentence}`),
  ).toEqual([
    'error V1: Nobody answers for INV-1 Keep the device list right.',
    'error V1: Nobody answers for PRO-2 Check a device before it is bought.',
    'warning both: Procurement both does PRO-3 and is asked about it.',
  ]));
