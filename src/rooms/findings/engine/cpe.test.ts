import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationHolds, configurationsHold } from './configuration.ts';
import {
  type CpeName,
  type CpeValue,
  cpeAttributes,
  inRange,
  parseCpe,
  relateNames,
  relateValues,
  rowHolds,
} from './cpe.ts';

const cpe = (middle: string): string =>
  `cpe:2.3:${middle}${':*'.repeat(11 - middle.replace(/\\./g, '').split(':').length)}`;
const row = (middle: string, more = {}) => ({ vulnerable: true, criteria: cpe(middle), ...more });
const parsed = (name: string): CpeName => {
  const found = parseCpe(name);
  if (!found) throw new Error(`not a CPE name: ${name}`);
  return found;
};
const asset = (middle: string) => parsed(cpe(middle));

describe('reading a CPE 2.3 name', () => {
  it('splits at unescaped colons only and takes escapes off', () => {
    const name = parsed('cpe:2.3:o:cisco:ios:12.2\\(33\\)sxh2:*:*:*:*:foo\\:bar:-:*');
    expect(name.version).toEqual({ kind: 'text', text: '12.2(33)sxh2' });
    expect(name.targetSw).toEqual({ kind: 'text', text: 'foo:bar' });
    expect(name.targetHw).toEqual({ kind: 'na' });
    expect(name.other).toEqual({ kind: 'any' });
  });
  it('keeps escaped signs of the wildcard apart from wildcards', () => {
    expect(parsed(cpe('a:x:y:8\\*')).version).toEqual({ kind: 'text', text: '8*' });
    expect(parsed(cpe('a:x:y:8*')).version).toEqual({ kind: 'wild', head: '', text: '8', tail: '*' });
    expect(parsed(cpe('a:x:y:?8??')).version).toEqual({ kind: 'wild', head: '?', text: '8', tail: '??' });
    expect(parsed(cpe('a:x:e\\?:1')).product).toEqual({ kind: 'text', text: 'e?' });
  });
  it.each([
    '',
    'cpe:/a:x:y',
    'cpe:2.3:a:x:y',
    'cpe:2.3:z:x:y:1:*:*:*:*:*:*:*',
    `cpe:2.3:a:${'x'.repeat(9000)}`,
  ])('refuses %s', (text) => {
    expect(parseCpe(text)).toBeNull();
  });
  it('survives any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseCpe(`cpe:2.3:${text}`)));
  });
});

/** The slow, literal reading: a value as the set of texts it stands for, over a small world of texts. */
const world = ['', 'a', 'b', 'ab', 'ba', 'aab', 'abb', 'bab', 'c', 'aa'];
const literal = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[*?]/g, (sign) => (sign === '*' ? '.*' : '.?'))}$`);

describe('the relation of two values', () => {
  it.each([
    ['*', '*', 'equal'],
    ['*', '-', 'superset'],
    ['*', 'a', 'superset'],
    ['-', '*', 'subset'],
    ['-', '-', 'equal'],
    ['-', 'a', 'disjoint'],
    ['a', 'a', 'equal'],
    ['a', 'b', 'disjoint'],
    ['a', '-', 'disjoint'],
    ['a', '*', 'subset'],
    ['a*', 'ab', 'superset'],
    ['a*', 'b', 'disjoint'],
    ['a*', '*', 'subset'],
    ['a*', '-', 'disjoint'],
    ['a', 'b*', 'undefined'],
    ['*', 'b*', 'undefined'],
    ['A', 'a', 'equal'],
  ])('%s to %s is %s', (source, target, relation) => {
    const value = (text: string): CpeValue => parsed(cpe(`a:v:p:${text}`)).version;
    expect(relateValues(value(source), value(target))).toBe(relation);
  });

  it('agrees with a brute-force reading of the table on every short pattern and text', () => {
    const marks = ['', '*', '?', '??'];
    let compared = 0;
    for (const head of marks) {
      for (const tail of marks) {
        for (const middle of world.slice(1)) {
          for (const target of world.slice(1)) {
            const pattern = `${head}${middle}${tail}`;
            const source: CpeValue = parsed(cpe(`a:v:p:${pattern}`)).version;
            const matches = literal(pattern).test(target);
            const expected =
              head + tail === '' ? (matches ? 'equal' : 'disjoint') : matches ? 'superset' : 'disjoint';
            expect([pattern, target, relateValues(source, { kind: 'text', text: target })]).toEqual([
              pattern,
              target,
              expected,
            ]);
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(1_000);
  });

  it('joins attributes into names as table 6-4 says, whatever the attributes are', () => {
    const text = fc.constantFrom('*', '-', 'a', 'b', 'a*', '?b');
    const middle = fc
      .tuple(text, text, text)
      .map(([vendor, product, version]) => `a:${vendor}:${product}:${version}`);
    const slow = (relations: string[]): string => {
      const [all, some] = [
        (...of: string[]) => relations.every((it) => of.includes(it)),
        (it: string) => relations.includes(it),
      ];
      if (some('disjoint')) return 'disjoint';
      if (all('equal')) return 'equal';
      if (all('equal', 'subset')) return 'subset';
      return all('equal', 'superset') ? 'superset' : 'overlap';
    };
    fc.assert(
      fc.property(middle, middle, (a, b) => {
        const [source, target] = [asset(a), asset(b)];
        const relations = cpeAttributes.map((attribute) =>
          relateValues(source[attribute], target[attribute]),
        );
        expect(relateNames(source, target)).toBe(slow(relations));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('rows and configurations', () => {
  const firmware = row('o:bd:alaris_8015_pcu_firmware', { versionEndIncluding: '12.1.3' });
  const hardware = { ...row('h:bd:alaris_8015_pcu:-'), vulnerable: false };
  const pair = {
    operator: 'AND' as const,
    negate: false,
    nodes: [
      { operator: 'OR' as const, negate: false, cpeMatch: [firmware] },
      { operator: 'OR' as const, negate: false, cpeMatch: [hardware] },
    ],
  };
  it.each([
    ['o:bd:alaris_8015_pcu_firmware:12.1.2', 'yes'],
    ['o:bd:alaris_8015_pcu_firmware:12.1.4', 'no'],
    ['o:bd:alaris_8015_pcu_firmware', 'unknown'],
    ['o:bd:alaris_8015_pcu_firmware:-', 'no'],
    ['o:bd:alaris_8100_firmware:12.1.2', 'no'],
    ['o:bd:alaris_8015_pcu_firmware:rev b', 'unknown'],
  ])('a range up to 12.1.3 for %s: %s', (name, truth) => expect(rowHolds(firmware, asset(name))).toBe(truth));

  it('takes the escapes off range bounds', () => {
    const bounds = {
      vulnerable: true,
      criteria: cpe('o:cisco:ios'),
      versionEndExcluding: '12.2\\(33\\)sxh2',
    };
    expect(inRange('12.2(33)sxh1', bounds)).toBe('yes');
    expect(inRange('12.2(33)sxh2', bounds)).toBe('no');
    expect(rowHolds(bounds, asset('o:cisco:ios:12.2\\(33\\)sxh1'))).toBe('yes');
  });
  it.each([
    [['o:bd:alaris_8015_pcu_firmware:12.1.2', 'h:bd:alaris_8015_pcu:-'], 'yes'],
    [['o:bd:alaris_8015_pcu_firmware:12.1.2'], 'no'],
    [['o:bd:alaris_8015_pcu_firmware', 'h:bd:alaris_8015_pcu:-'], 'unknown'],
    [['h:bd:alaris_8015_pcu:-'], 'no'],
    [[], 'no'],
  ])('firmware on hardware, over the set %j: %s', (names, truth) => {
    expect(configurationsHold([pair], names.map(cpe))).toBe(truth);
  });
  it('never makes a finding of context alone', () => {
    const context = {
      operator: 'OR' as const,
      negate: false,
      nodes: [{ operator: 'OR' as const, negate: false, cpeMatch: [hardware] }],
    };
    expect(configurationHolds(context, () => 'yes')).toBe('yes');
    expect(configurationsHold([context], [cpe('h:bd:alaris_8015_pcu:-')])).toBe('no');
  });
  it('negates nodes and whole configurations, keeping unknown unknown', () => {
    const one = (negate: boolean, whole: boolean, truth: 'yes' | 'no' | 'unknown') =>
      configurationHolds(
        { operator: 'AND', negate: whole, nodes: [{ operator: 'OR', negate, cpeMatch: [firmware] }] },
        () => truth,
      );
    expect([one(true, false, 'yes'), one(true, true, 'yes'), one(false, true, 'unknown')]).toEqual([
      'no',
      'yes',
      'unknown',
    ]);
  });
});
