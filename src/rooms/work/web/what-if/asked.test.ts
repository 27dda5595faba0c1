import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from '../../../../ui/url.ts';
import { whatIf } from '../../contract.ts';
import { inputOf, isSupposed, readAsked, writeAsked } from './asked.ts';

const read = (text: string) => readAsked(parseSearch(text));

describe('what an address supposes', () => {
  it('comes back as it was written', () => {
    const text =
      '?away=12:2026-12-01:2026-12-14,12:2027-01-04:2027-01-04&lost=2,3&growth=1.5&hours=12&version=4&weeks=13';
    expect(stringifySearch(writeAsked(read(text)))).toBe(text);
  });

  it('is nothing where the address says nothing, and the address stays empty', () => {
    expect(isSupposed(read(''))).toBe(false);
    expect(isSupposed(read('?weeks=13&hours=12'))).toBe(false);
    expect(stringifySearch(writeAsked(read('')))).toBe('');
  });

  it.each([
    ['an absence that ends before it starts', '?away=12:2026-12-14:2026-12-01'],
    ['a day that is none', '?away=12:2026-02-30:2026-12-01'],
    ['a person that is none', '?away=x:2026-12-01:2026-12-02'],
    ['work that does not grow', '?growth=0'],
    ['endless work', '?growth=Infinity'],
    ['a draft that is none', '?version=-1'],
    ['a partner that is none', '?lost=maker'],
  ])('leaves out %s', (_, text) => {
    expect(isSupposed(read(text))).toBe(false);
  });

  it('asks nothing that the server refuses for its form, whatever the address says', () => {
    for (const text of [
      '?weeks=2.5&hours=0',
      '?weeks=99',
      `?lost=${Array(40).fill(1).join(',')}`,
      '?hours=61',
    ])
      expect(whatIf.input.safeParse(inputOf(read(text))).success).toBe(true);
    const many = `?away=${Array(99).fill('1:2026-12-01:2026-12-02').join(',')}`;
    expect(whatIf.input.parse(inputOf(read(many))).away).toHaveLength(50);
  });
});
