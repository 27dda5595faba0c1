import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, knownVersion, parseVersion } from './version.ts';

describe('the order of two versions', () => {
  it.each([
    ['9.33', '9.33.1', -1],
    ['9.9', '9.10', -1],
    ['12.1.2', '12.1.3', -1],
    ['1.0', '1', 0],
    ['v1.52', '1.52', 0],
    ['Version 1.7.15', '1.7.15b', -1],
    ['1.7.15B', '1.7.15b', 0],
    ['SW 3.36', '3.40', -1],
    ['R8.0.3', 'R8.0.4', -1],
    ['R8.0.3', '8.0.3', 0],
    ['R4.1L1', '4.1', 1],
    ['Rev B', 'Rev M', -1],
    ['Rev B', 'B', 0],
    ['B.06.18', 'B.06.17', 1],
    ['B.06.18', 'C.00.04', -1],
    ['B02', 'B.02', 0],
    ['D25', 'D29', -1],
    ['3.0 D15', '3.0 D16', -1],
    ['VM5.0', 'VM6.0', -1],
    ['012U000040', '012U000061', -1],
    ['16', '16D38', -1],
    ['v20D29', '20D32', -1],
    ['2.6A', '2.7A', -1],
    ['1.8.4 Service Pack 01', '1.8.4', 1],
    ['1.8.4 SP1', '1.8.4 Service Pack 01', 0],
    ['1.3.1 Build 13', '1.3.0 Build 14', 1],
    ['5.89.05b', '5.09.02', 1],
    ['4107600010.23', '4107600010.24', -1],
    ['12.2(33)SXH2', '12.2(33)sxh10', -1],
    ['2.0-rc1', '2.0', -1],
    ['2.0-beta', '2.0-rc1', -1],
    ['2018-1', '2021-1', -1],
    ['April 1, 2018', '2018-04-02', -1],
    ['HD 16', 'HD16', 0],
    ['BT03', 'BT06', -1],
    ['A.01.09', 'A.03.09', -1],
    ['99999999999999999999', '100000000000000000000', -1],
  ] as const)('%s against %s is %s', (a, b, order) => {
    expect(compareVersions(a, b)).toBe(order);
    expect(compareVersions(b, a)).toBe(order === 0 ? 0 : -order);
  });

  it.each([
    ['L81', 'U61'],
    ['Rev B', 'SW 3'],
    ['R4', 'Rev 4'],
    ['VM5.0', 'BT06'],
    ['2018-1', '2.5'],
    ['April 1, 2018', '1.2'],
    ['012U000061', '028U000061'],
    ['1.5a', '1.5.1'],
    ['B.02', '2.0'],
    ['', '1.0'],
    ['...', '1.0'],
    ['x'.repeat(500), '1'],
  ])('%s and %s follow different schemes', (a, b) => {
    expect(compareVersions(a, b)).toBe('incomparable');
    expect(compareVersions(b, a)).toBe('incomparable');
  });

  it.each(['', ' ', '-', 'N/A', 'n.a.', 'Unknown', 'TBD', '??', null, undefined])(
    '%s says nothing',
    (text) => {
      expect(knownVersion(text)).toBeNull();
    },
  );
});

const run = fc.oneof(
  fc.nat(30).map(String),
  fc.constantFrom('00', '0', '01', 'a', 'b', 'rc', 'x', 'sp', 'beta'),
);
const lead = fc.constantFrom(
  '',
  '',
  '',
  'v',
  'R',
  'Rev ',
  'SW ',
  'B.',
  'VM',
  'L',
  'Release ',
  '012U',
  '2018-',
);
const version = fc
  .tuple(
    lead,
    fc.array(fc.tuple(run, fc.constantFrom('.', '', '-', ' ', '_', '(')), { minLength: 1, maxLength: 4 }),
  )
  .map(([first, rest]) => first + rest.map(([text, sign], at) => (at === 0 ? text : sign + text)).join(''));

describe('the order as a whole', () => {
  it('is the same seen from the other side', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [x, y] = [compareVersions(a, b), compareVersions(b, a)];
        expect(y).toBe(x === 'incomparable' ? x : x === 0 ? 0 : -x);
      }),
      { numRuns: 5_000 },
    );
  });
  it('calls every version equal to itself', () => {
    fc.assert(
      fc.property(version, (a) => {
        expect(compareVersions(a, a)).toBe(0);
      }),
    );
  });
  it('never goes round in a circle where all three can be compared', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, bc, ac] = [compareVersions(a, b), compareVersions(b, c), compareVersions(a, c)];
        if (ab === 'incomparable' || bc === 'incomparable' || ac === 'incomparable') return;
        if (ab <= 0 && bc <= 0) expect(ac).toBe(ab === 0 && bc === 0 ? 0 : -1);
      }),
      { numRuns: 20_000 },
    );
  });
  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        parseVersion(text);
        knownVersion(text);
        expect([-1, 0, 1, 'incomparable']).toContain(compareVersions(text, '1.2'));
      }),
    );
  });
});
