import { expect, it } from 'vitest';
import { type Column, fitting } from './columns.ts';

const column = (key: string, width: number, deskOnly = false): Column<object> => ({
  key,
  label: key,
  cell: () => key,
  width,
  deskOnly,
});
const all = [
  column('name', 200),
  column('source', 100, true),
  column('state', 100),
  column('by', 100, true),
  column('no', 100, true),
];
it.each([
  { when: 'nothing is measured yet', room: 0, sorted: '', kept: 'name source state by no' },
  { when: 'all fit', room: 600, sorted: '', kept: 'name source state by no' },
  { when: 'one is too many', room: 599, sorted: '', kept: 'name source state by' },
  { when: 'the last one gives the order', room: 599, sorted: '-no', kept: 'name source state no' },
  { when: 'only what must be there fits', room: 300, sorted: '', kept: 'name state' },
  { when: 'not even that fits', room: 100, sorted: '', kept: 'name state' },
])('when $when, a table of $room px shows $kept', ({ room, sorted, kept }) => {
  expect(
    fitting(all, room, sorted)
      .map(({ key }) => key)
      .join(' '),
  ).toBe(kept);
});
