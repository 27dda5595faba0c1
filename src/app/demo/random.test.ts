import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random, weighted } from './random.ts';

describe('random', () => {
  it('tells the same story for the same seed and label', () => {
    const draw = () => Array.from({ length: 50 }, random(7, 'pumps').next01);
    expect(draw()).toEqual(draw());
  });
  it('tells another story for another seed, and for another label', () => {
    const draws = [random(7, 'pumps'), random(8, 'pumps'), random(7, 'beds')].map((rng) => rng.next01());
    expect(new Set(draws).size).toBe(3);
  });
  it('stays within the bounds asked for', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(40), (seed, low, span) => {
        const value = random(seed, 'x').between(low, low + span);
        return Number.isInteger(value) && value >= low && value <= low + span;
      }),
    );
  });
  it('uses the whole range about evenly', () => {
    const rng = random(1, 'even');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let at = 0; at < 10_000; at += 1) {
      const bin = rng.between(0, 9);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1_150);
  });
});

describe('weighted', () => {
  it('never chooses what has no weight', () => {
    const choose = weighted(['never', 'always'], (one) => (one === 'always' ? 1 : 0));
    const rng = random(3, 'w');
    expect(new Set(Array.from({ length: 200 }, () => choose(rng)))).toEqual(new Set(['always']));
  });
  it('chooses in about the proportion of the weights', () => {
    const choose = weighted(['a', 'b'], (one) => (one === 'a' ? 3 : 1));
    const rng = random(4, 'w');
    const drawn = Array.from({ length: 4_000 }, () => choose(rng)).filter((one) => one === 'a').length;
    expect(drawn / 4_000).toBeGreaterThan(0.7);
    expect(drawn / 4_000).toBeLessThan(0.8);
  });
  it('refuses when nothing can be chosen', () => {
    expect(() => weighted(['a'], () => 0)).toThrow(RangeError);
  });
});
