import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../url.ts';
import { cleared, nextSort, searchOf, toggled, viewOf, withChosen } from './list-view.ts';

describe('the view in a URL', () => {
  it('is words, order and the named filters; anything else is not its business', () => {
    expect(viewOf({ q: 'pump', sort: '-due', site: '1,2,2', tab: 'risks' }, ['site', 'ward'])).toEqual({
      q: 'pump',
      sort: '-due',
      filters: { site: ['1', '2'] },
    });
  });
  it('comes back the same from its text', () => {
    const word = fc.string({ maxLength: 12 }).map((text) => text.replace(/[,\s]/g, ''));
    fc.assert(
      fc.property(word, word, fc.array(word, { maxLength: 4 }), (q, sort, values) => {
        const view = viewOf({ q, sort, ward: values.join(',') }, ['ward']);
        const again = viewOf(parseSearch(searchOf(view)), ['ward']);
        expect(searchOf(again)).toBe(searchOf(view));
        expect(again.q).toBe(view.q);
      }),
    );
  });
});

it.each([
  { sort: '', next: 'due', on: 'a fresh column' },
  { sort: 'due', next: '-due', on: 'an ascending column' },
  { sort: '-due', next: '', on: 'a descending column' },
  { sort: '-name', next: 'due', on: 'another column' },
])('a click on $on orders by "$next"', ({ sort, next }) => {
  expect(nextSort(sort, 'due')).toBe(next);
});

it('a filter value goes in by one click and out by the next', () => {
  const first = toggled({}, 'ward', '4W');
  expect(first).toEqual({ ward: '4W' });
  expect(toggled({ ward: ['4W'] }, 'ward', '5E')).toEqual({ ward: '4W,5E' });
  expect(toggled({ ward: ['4W'] }, 'ward', '4W')).toEqual({ ward: undefined });
  expect(cleared(['ward'])).toEqual({ q: undefined, ward: undefined });
});

it('a chosen value that counts nothing can still be taken out', () => {
  const facet = { name: 'ward', values: [{ value: '4W', label: '4 West', count: 3 }] };
  expect(withChosen(facet, ['4W', '9Z']).values.map((one) => [one.value, one.count])).toEqual([
    ['4W', 3],
    ['9Z', 0],
  ]);
});
