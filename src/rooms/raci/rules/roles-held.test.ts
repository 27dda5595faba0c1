import { expect, it } from 'vitest';
import { day, fullMatrix, hospital, line, person, team } from '../testing.ts';
import { rolesHeld } from './roles-held.ts';

const order = fullMatrix().roles.map((role) => role.code);
const today = '2026-11-23';
const by = (id: number, ...lines: Parameters<typeof line>[]) =>
  rolesHeld(hospital({ staffing: lines.map((one) => line(...one)) }), order, day(today)).get(person(id)) ??
  [];
const own = (id: number) => ({ holder: { kind: 'person', personId: id } }) as const;
const inTeam = { holder: { kind: 'team', teamId: team(1) } } as const;

it.each<{ when: string; lines: Parameters<typeof line>[]; roles: string[] }>([
  { when: 'has no line', lines: [], roles: [] },
  { when: 'holds one in their own name', lines: [[1, 'CE', own(20)]], roles: ['CE'] },
  { when: 'is in the team that holds it', lines: [[1, 'BM', inTeam]], roles: ['BM'] },
  {
    when: 'holds two in their own name, the first of the matrix is the main one',
    lines: [
      [1, 'CE', own(20)],
      [2, 'HD', own(20)],
    ],
    roles: ['HD', 'CE'],
  },
  {
    when: 'stands in for a role of another, their own team comes first',
    lines: [
      [1, 'CI', { ...own(2), deputyPersonId: person(20) }],
      [2, 'BM', inTeam],
    ],
    roles: ['BM', 'CI'],
  },
  { when: 'only stands in', lines: [[1, 'CI', { ...own(2), deputyPersonId: person(20) }]], roles: ['CI'] },
  {
    when: 'held it until last week',
    lines: [[1, 'CE', { ...own(20), validUntil: '2026-11-16' }]],
    roles: [],
  },
  { when: 'will hold it next week', lines: [[1, 'CE', { ...own(20), validFrom: '2026-11-30' }]], roles: [] },
])('a person who $when has the roles $roles', ({ lines, roles }) => {
  expect(by(20, ...lines)).toEqual(roles);
});

it('calls people a service first, though makers are reached through them', () => {
  expect(by(31, [1, 'MD', own(31)], [2, 'TP', { ...own(2), deputyPersonId: person(31) }])).toEqual([
    'TP',
    'MD',
  ]);
});
