import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRecord, type Intake } from './feed.ts';
import type { Decoded } from './kit.ts';
import { jsonFiles, sharedData } from './testing.ts';

const kinds = ['csaf', 'kev', 'epss', 'nvd2', 'nvd1', 'cve5', 'overrides'] as const;
const head = { modelVersion: null, scoreDate: null };

/** What must hold of every answer: a place and a reason, or a value with bounded warnings. */
function sound(result: Decoded<Intake>): void {
  if (result.ok) expect(result.warnings.length).toBeLessThanOrEqual(51);
  else {
    expect(result.reason.length).toBeGreaterThan(0);
    expect(result.place === '' || result.place.startsWith('/')).toBe(true);
  }
}

const names = [
  'document',
  'product_tree',
  'vulnerabilities',
  'branches',
  'product',
  'cve',
  'id',
  'cveMetadata',
  'containers',
  'cna',
  'adp',
  'affected',
  'versions',
  'configurations',
  'nodes',
  'cpeMatch',
  '__proto__',
  'constructor',
  'toString',
  '',
];
const hostile = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, 0, -1, 1e308, '', 'CVE-2020-0001', '2.0', 'x'.repeat(3000), '\u0000\uD800'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('every decoder', () => {
  it.each(kinds)('%s survives any JSON and answers with a place', (kind) => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), hostile), (json) => sound(decodeRecord(kind, json, head))),
      { numRuns: 300 },
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each(kinds)('%s refuses a value nested 100,000 deep without a stack overflow', (kind) => {
    let [list, object]: [unknown, unknown] = [0, 0];
    for (let i = 0; i < 100_000; i++)
      [list, object] = [[list], { vulnerabilities: object, branches: [object] }];
    for (const json of [
      list,
      { document: list, product_tree: list, cve: list, containers: list, _annotation: list },
    ])
      sound(decodeRecord(kind, json, head));
  });
});

/** A copy of the document with one value, found by its running number, replaced. */
function changed(json: unknown, at: number, by: unknown): unknown {
  let count = 0;
  const walk = (value: unknown): unknown => {
    if (count++ === at) return by;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, walk(child)]));
    return value;
  };
  return walk(json);
}

const icsma = sharedData('csaf/icsma');
describe.skipIf(icsma === null)('real advisories with one value changed', () => {
  it('load or are refused with a place inside the document', () => {
    const files = jsonFiles(icsma ?? '').slice(0, 30);
    const junk = fc.constantFrom<unknown>(
      null,
      '',
      'CSAFPID-0001',
      'x',
      0,
      [],
      {},
      [{}],
      ['CSAFPID-0009'],
      { __proto__: 1 },
      '<',
      '\uD800',
    );
    fc.assert(
      fc.property(fc.nat(files.length - 1), fc.nat(400), junk, (file, at, by) => {
        sound(decodeRecord('csaf', changed(files[file]?.json, at, by), head));
      }),
      { numRuns: 500 },
    );
  });
});
