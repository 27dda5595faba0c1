import { describe, expect, it } from 'vitest';
import type { ListView } from './list-view.ts';
import { localPage } from './local-list.ts';

type Pump = { tag: string; ward: string; age: number | null };
const pumps: Pump[] = [
  { tag: 'P-10', ward: '4 West', age: 3 },
  { tag: 'P-9', ward: 'ED', age: null },
  { tag: 'P-2', ward: '4 West', age: 7 },
];
const shape = {
  text: (pump: Pump) => `${pump.tag} ${pump.ward}`,
  by: { tag: (pump: Pump) => pump.tag, age: (pump: Pump) => pump.age },
  filters: { ward: (pump: Pump) => pump.ward },
};
const view = (some: Partial<ListView>): ListView => ({ q: '', sort: '', filters: {}, ...some });
const tags = (some: Partial<ListView>) => localPage(pumps, shape, view(some)).rows.map((pump) => pump.tag);

describe('a list in the browser', () => {
  it.each([
    { saying: 'nothing', some: {}, shows: ['P-10', 'P-9', 'P-2'] },
    { saying: 'by tag', some: { sort: 'tag' }, shows: ['P-2', 'P-9', 'P-10'] },
    { saying: 'oldest first, unknown last', some: { sort: '-age' }, shows: ['P-2', 'P-10', 'P-9'] },
    { saying: 'youngest first, unknown last', some: { sort: 'age' }, shows: ['P-10', 'P-2', 'P-9'] },
    { saying: 'the words WEST P-2', some: { q: 'WEST P-2' }, shows: ['P-2'] },
    { saying: 'the ward ED', some: { filters: { ward: ['ED'] } }, shows: ['P-9'] },
    { saying: 'an unknown order', some: { sort: 'nonsense' }, shows: ['P-10', 'P-9', 'P-2'] },
  ])('asked for $saying shows $shows', ({ some, shows }) => {
    expect(tags(some)).toEqual(shows);
  });
  it('counts a facet without its own filter, so that one can choose another value', () => {
    const { facets } = localPage(pumps, shape, view({ filters: { ward: ['ED'] } }));
    expect(facets[0]?.values.map((one) => [one.value, one.count])).toEqual([
      ['4 West', 2],
      ['ED', 1],
    ]);
  });
});
