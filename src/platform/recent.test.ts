import { describe, expect, it } from 'vitest';
import { recent } from './recent.ts';

describe('the few things used last', () => {
  it('keeps what was asked for and drops what was not', () => {
    const kept = recent<number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    expect(kept.get('a')).toBe(1);
    kept.set('c', 3);
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 3]);
  });
  it('replaces an entry without growing', () => {
    const kept = recent<number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    kept.set('a', 3);
    expect([kept.get('a'), kept.get('b')]).toEqual([3, 2]);
  });
});
