import { describe, expect, it } from 'vitest';
import { letterOfKey, toggled } from './typing.ts';

const own = { code: 'BM', plain: 'Biomed', isInternal: true };
const outside = { code: 'TP', plain: 'Service company', isInternal: false };

describe('typing into a cell', () => {
  it.each([
    { text: '', key: 'r', after: 'R' },
    { text: '', key: 'A', after: 'A' },
    { text: 'R', key: 'a', after: 'A/R' },
    { text: 'A/R', key: 'r', after: 'A' },
    { text: 'R', key: 'r', after: '' },
    { text: 'C', key: 'i', after: 'C/I' },
    { text: 'C if life_support', key: 'r', after: 'R/C if life_support' },
    { text: 'C if life_support', key: 'c', after: '' },
    { text: 'nonsense!', key: 'c', after: 'C' },
  ])('own role: "$text" and $key gives "$after"', ({ text, key, after }) => {
    expect(toggled(text, key, own)).toBe(after);
  });
  it.each([
    { text: '', key: 'r', after: 'r' },
    { text: '', key: 'R', after: 'R' },
    { text: 'r', key: 'r', after: '' },
    { text: 'r', key: 'R', after: 'R' },
    { text: 'C', key: 'r', after: 'C/r' },
    { text: 'C/r', key: 'C', after: 'r' },
  ])('outside role: "$text" and $key gives "$after"', ({ text, key, after }) => {
    expect(toggled(text, key, outside)).toBe(after);
  });
  it.each(['x', '1', 'Enter', 'Delete', ' ', 'RA'])('%s is no letter', (key) => {
    expect(letterOfKey(key, true)).toBeNull();
    expect(toggled('R', key, own)).toBeNull();
  });
});
