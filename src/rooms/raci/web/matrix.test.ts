import { describe, expect, it } from 'vitest';
import { MatrixView, ResolvedActivity } from '../contract.ts';
import { Letter } from '../model.ts';
import { cellOf, gapGroups, gapsAt, holdersAt, inGroups, moved, rolesInRow } from './matrix.ts';

const activity = (id: string, group: string, cells: object[] = []) => ({
  id,
  group,
  title: id,
  plain: `plain ${id}`,
  ask: 'Do it.',
  seed: [],
  cells,
});
const matrix = MatrixView.parse({
  id: 1,
  number: 1,
  title: 'Small',
  inForceFrom: null,
  groups: [
    { id: 'VUL', title: 'Vulnerabilities' },
    { id: 'NET', title: 'Network' },
    { id: 'INV', title: 'Inventory' },
  ],
  roles: [],
  activities: [
    activity('INV-1', 'INV'),
    activity('VUL-8', 'VUL', [
      { role: 'BM', letters: ['R'], contract: false, when: null },
      { role: 'CL', letters: [], contract: false, when: null },
    ]),
    activity('VUL-9', 'VUL'),
  ],
  lint: [],
});
const [, patch] = matrix.activities;

const cell = (role: string, letter: string) => ({
  role,
  letters: [Letter.parse(letter)],
  contract: false,
  when: null,
});
const holder = (letter: string, role: string, personId: number | null, name: string) => ({
  letter,
  role,
  roleName: role,
  personId,
  teamId: personId === null ? 7 : null,
  name,
  standsInFor: null,
  contract: false,
  reasons: [],
});
const gap = (role: string | null, isBlocking: boolean) => ({
  letter: 'R',
  role,
  what: `no ${role ?? 'row'}`,
  isBlocking,
  ownedBy: ['Ana'],
  reasons: [],
});
const resolved = [
  ResolvedActivity.parse({ activityId: 'INV-1', holders: [], gaps: [gap('PR', false)] }),
  ResolvedActivity.parse({
    activityId: 'VUL-8',
    holders: [
      holder('A', 'BM', 1, 'Maria'),
      holder('R', 'BM', 1, 'Maria'),
      holder('R', 'BM', null, 'Biomed'),
      holder('C', 'CE', 2, 'Kwame'),
    ],
    gaps: [gap('BM', true)],
  }),
];

describe('the arrow keys', () => {
  const size = { rows: 48, columns: 16 };
  it.each([
    ['ArrowDown', { row: 0, column: 0 }, { row: 1, column: 0 }],
    ['ArrowUp', { row: 0, column: 3 }, { row: 0, column: 3 }],
    ['ArrowRight', { row: 5, column: 15 }, { row: 5, column: 15 }],
    ['ArrowLeft', { row: 5, column: 1 }, { row: 5, column: 0 }],
    ['Home', { row: 5, column: 9 }, { row: 5, column: 0 }],
    ['End', { row: 5, column: 9 }, { row: 5, column: 15 }],
    ['PageDown', { row: 45, column: 9 }, { row: 47, column: 9 }],
    ['x', { row: 5, column: 9 }, null],
  ])('%s from %j leads to %j', (key, from, to) => expect(moved(from, key, size)).toEqual(to));
});

it('a role without letters in a row has no part in it', () => {
  expect(patch && cellOf(patch, 'BM')?.letters).toEqual(['R']);
  expect(patch && cellOf(patch, 'CL')).toBeNull();
  expect(patch && cellOf(patch, 'XX')).toBeNull();
});
it('the people of a row stand with the doer first', () => {
  const roles = ['CI', 'NE', 'HD', 'CE', 'BM'].map((code) => ({
    code,
    title: code,
    plain: code,
    department: 'is',
    isInternal: true,
  }));
  const row = {
    ...activity('VUL-8', 'VUL'),
    cells: [cell('CI', 'I'), cell('HD', 'A'), cell('CE', 'C'), cell('BM', 'R')],
  };
  expect(rolesInRow(roles, row).map((one) => one.code)).toEqual(['BM', 'HD', 'CE', 'CI']);
});
it('rows stand in the order of the groups, and a group without rows is left out', () =>
  expect(inGroups(matrix).map((group) => [group.title, group.rows.map((row) => row.id)])).toEqual([
    ['Vulnerabilities', ['VUL-8', 'VUL-9']],
    ['Inventory', ['INV-1']],
  ]));
it('somebody with two letters stands once, beside the team that holds the role too', () =>
  expect(holdersAt(resolved[1], 'BM').map((one) => one.name)).toEqual(['Maria', 'Biomed']));
it('gaps of another role are not shown at a cell', () => {
  expect(gapsAt(resolved[1], 'BM')).toHaveLength(1);
  expect(gapsAt(resolved[1], 'CE')).toEqual([]);
  expect(gapsAt(undefined, 'CE')).toEqual([]);
});
it('gaps that stop work come first, and the same gap in two rows is one with both rows in plain words', () => {
  const again = ResolvedActivity.parse({
    activityId: 'VUL-9',
    holders: [],
    gaps: [gap('PR', false), gap('PR', false)],
  });
  expect(
    gapGroups([...resolved, again], matrix.activities).map((one) => [
      one.isBlocking,
      one.what,
      ...one.activities.map((row) => row.title),
    ]),
  ).toEqual([
    [true, 'no BM', 'plain VUL-8'],
    [false, 'no PR', 'plain INV-1', 'plain VUL-9'],
  ]);
});
