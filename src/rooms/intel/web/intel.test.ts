import { describe, expect, it } from 'vitest';
import { Advisory, VersionSet } from '../model.ts';
import { productLines, remediationGroups, scoreOf } from './advisory-view.ts';
import { versionWords } from './version-words.ts';
import { chanceWords, cvssMark } from './words.ts';

const list = (...anyOf: [string, string][][]): VersionSet =>
  VersionSet.parse({
    kind: 'list',
    text: '',
    anyOf: anyOf.map((bounds) => bounds.map(([op, version]) => ({ op, version }))),
  });

describe('versions as understood', () => {
  it.each<[string, VersionSet]>([
    ['before 12.3.1', list([['<', '12.3.1']])],
    [
      'from 2.0 before 3.1; 4.0',
      list(
        [
          ['<', '3.1'],
          ['>=', '2.0'],
        ],
        [['=', '4.0']],
      ),
    ],
    [
      'after 1 up to 2',
      list([
        ['<=', '2'],
        ['>', '1'],
      ]),
    ],
    ['every version', { kind: 'all', text: '*' }],
    ['every version, except 3', { kind: 'all', text: '*', except: [[{ op: '=', version: '3' }]] }],
    ['every version, only when used with X', { kind: 'all', text: '*', onlyWhen: 'used with X' }],
    ['text that cannot be compared', { kind: 'unknown', text: 'some units', why: 'prose' }],
  ])('%s', (said, set) => expect(versionWords(set)).toBe(said));
});

it.each([
  [0, 'None'],
  [0.1, 'Low'],
  [3.9, 'Low'],
  [4, 'Medium'],
  [6.9, 'Medium'],
  [7, 'High'],
  [8.9, 'High'],
  [9, 'Critical'],
  [10, 'Critical'],
])('CVSS %s is %s', (score, word) => expect(cvssMark(score).word).toBe(word));

it('a tiny chance is said, never rounded to nothing', () => {
  expect(chanceWords(0.0004)).toBe('less than 0.1%');
  expect(chanceWords(0)).toBe('0.0%');
  expect(chanceWords(0.9412)).toBe('94.1%');
});

describe('an advisory', () => {
  const product = (productId: string) => ({
    productId,
    vendor: 'BD',
    family: null,
    name: `Pump ${productId}`,
    fullName: `BD Pump ${productId}`,
    versionText: '<3',
    range: { kind: 'all', text: '*' },
    modelNumbers: [],
    alsoNamed: [],
    cpe: null,
    purl: null,
    relation: null,
  });
  const remediation = (no: number, category: string, productIds: string[], some: object = {}) => ({
    no,
    category,
    details: `Do ${no}.`,
    url: null,
    restartRequired: null,
    date: null,
    productIds,
    cves: [],
    isHeading: false,
    ...some,
  });
  const status = (vulnerability: number, productId: string, word: string) => ({
    vulnerability,
    cve: null,
    productId,
    status: word,
    word,
  });
  const score = (vulnerability: number, version: string, base: number) => ({
    vulnerability,
    cve: null,
    version,
    score: base,
    vector: null,
    productIds: [],
  });
  const document = Advisory.parse({
    trackingId: 'X-1',
    title: 'Pumps',
    publisher: { name: 'CISA', category: 'coordinator' },
    category: 'csaf_security_advisory',
    initialReleaseAt: '2026-01-01T00:00:00Z',
    currentReleaseAt: '2026-01-01T00:00:00Z',
    version: '1',
    status: 'final',
    summary: null,
    sectors: [],
    url: null,
    aggregateSeverity: null,
    products: [product('a'), product('b'), product('c')],
    vulnerabilities: [],
    statuses: [
      status(0, 'b', 'known_affected'),
      status(1, 'b', 'fixed'),
      status(0, 'a', 'fixed'),
      status(0, 'b', 'known_affected'),
    ],
    remediations: [
      remediation(0, 'mitigation', ['a', 'b', 'c']),
      remediation(1, 'vendor_fix', ['b'], { restartRequired: 'none' }),
      remediation(2, 'mitigation', ['a'], { isHeading: true }),
      remediation(3, 'mitigation', ['a'], { details: ' ' }),
    ],
    scores: [score(0, '3.1', 9.1), score(0, '4.0', 6), score(0, '4.0', 8.2), score(1, '2.0', 4)],
  });

  it('puts a fix first, leaves out lines that ask for nothing, and names products only where not all are meant', () => {
    const groups = remediationGroups(document);
    expect(
      groups.map((one) => [
        one.category,
        one.items.map(({ no, products, restart }) => [no, products, restart]),
      ]),
    ).toEqual([
      ['vendor_fix', [[1, ['BD Pump b'], null]]],
      ['mitigation', [[0, [], null]]],
    ]);
  });
  it('shows every product once, the affected first, those that nothing is said of last', () => {
    expect(productLines(document).map((line) => [line.product.productId, line.said])).toEqual([
      [
        'b',
        [
          { status: 'known_affected', count: 1 },
          { status: 'fixed', count: 1 },
        ],
      ],
      ['a', [{ status: 'fixed', count: 1 }]],
      ['c', []],
    ]);
  });
  it('gives the highest score of the newest CVSS version, and none where none was given', () => {
    expect(scoreOf(document, 0)?.score).toBe(8.2);
    expect(scoreOf(document, 1)?.score).toBe(4);
    expect(scoreOf(document, 2)).toBeUndefined();
  });
});
