import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFiles, sharedData } from '../decode/testing.ts';
import { VersionSet } from '../model.ts';
import { parseVersionText } from './version-text.ts';

/** A set in one line: `>= 1 & < 2 | = 3`, then what is only so under a condition and what may be more. */
function told(text: string): string {
  const set = parseVersionText(text);
  if (set.kind === 'unknown') return `? ${set.why}`;
  const base =
    set.kind === 'all'
      ? 'all'
      : set.anyOf
          .map((bounds) => bounds.map(({ op, version }) => `${op} ${version}`).join(' & '))
          .join(' | ');
  return `${base}${set.onlyWhen === undefined ? '' : ` only when: ${set.onlyWhen}`}${set.mayExtend === undefined ? '' : ` may be: ${set.mayExtend}`}`;
}

const perLine = 'each bound is for one release line; the text does not say which';
describe('a version text', () => {
  it.each([
    // all
    ['vers:all/*', 'all'],
    ['*', 'all'],
    ['All versions', 'all'],
    ['* (end-of-life 2011)', 'all'],
    ['* | 1.5.0 plus205', 'all'],
    ['All_versions_with_OIS_Extension_Module', 'all only when: with OIS Extension Module'],
    [
      '* running on old, unsupported operating systems such as Windows 2000',
      'all only when: running on old, unsupported operating systems such as Windows 2000',
    ],
    ['vers:all/including_affected_DNS_modules', 'all only when: including affected DNS modules'],
    // one bound
    ['<4.2', '< 4.2'],
    ['<= R4.1L1', '<= R4.1L1'],
    ['vers:all/<V2.9.7', '< V2.9.7'],
    ['<vers:/_V20.2_HotfixRev14', '< V20.2 HotfixRev14'],
    ['<V14_V14_SP3', '< V14 SP3'],
    ['<  rev. 1.2.6', '< 1.2.6'],
    ['≤ 3.1', '<= 3.1'],
    ['>=V2.3', '>= V2.3'],
    ['12.1.2 and prior', '<= 12.1.2'],
    ['2.3.6 and  below', '<= 2.3.6'],
    ['Version 12.1.2 and earlier versions', '<= 12.1.2'],
    ['Versions 2.0 and later', '>= 2.0'],
    ['all versions prior to 3', '< 3'],
    ['All software versions before 3.1', '< 3.1'],
    ['versions up to and including 7.1', '<= 7.1'],
    ['1.1.3 MR Build 11', '= 1.1.3 MR Build 11'],
    ['Version v1.0', '= v1.0'],
    ['2019_R1', '= 2019 R1'],
    // intervals
    ['>= 2003 | <= 2006', '>= 2003 & <= 2006'],
    ['>=4.0|<5.1', '>= 4.0 & < 5.1'],
    ['>=V6.2<V7.1', '>= V6.2 & < V7.1'],
    ['>=V2.3_and_<V6.30.016', '>= V2.3 & < V6.30.016'],
    ['>= 1.0, < 2.0', '>= 1.0 & < 2.0'],
    ['Versions 2.5 through 3.11', '>= 2.5 & <= 3.11'],
    ['v2.0 - v3.1', '>= v2.0 & <= v3.1'],
    ['Version 2.50 to Version 3.35', '>= 2.50 & <= 3.35'],
    ['All versions between V2.5 (including) and V2.7 (excluding)', '>= V2.5 & < V2.7'],
    ['A10 < A11', '>= A10 & <= A11'],
    // letters: a revision letter stands for all its sub-revisions
    ['Rev B-M', '>= B & < N'],
    ['<=N', '< O'],
    ['<= K', '< L'],
    // wildcards
    ['2.X', '>= 2 & < 3'],
    ['<= 12.2.x.x', '< 12.3'],
    ['< 3.x', '< 3'],
    ['MCE_3.x', '>= MCE 3 & < MCE 4'],
    ['>= 7.4x | <= 8.0x', '>= 7.40 & <= 8.09'],
    // lists
    ['10 | 11', '= 10 | = 11'],
    ['9.13 | 9.19 | 9.33', '= 9.13 | = 9.19 | = 9.33'],
    ['(Release 1.3.2 1.4.0 1.4.1)', '= 1.3.2 | = 1.4.0 | = 1.4.1'],
    ['<= 1.12.0.27 | 1.12.13.2', '<= 1.12.0.27 | = 1.12.13.2'],
    ['A.01 <= C.0x | 4.0', '>= A.01 & <= C.09 | = 4.0'],
    // upper bounds of several release lines settle nothing, of different tags they do
    ['< 19.0.1 | < 18.0.1', `< 19.0.1 | < 18.0.1 only when: ${perLine}`],
    ['<=2.0.11_/_3.0.11', `<= 2.0.11 | <= 3.0.11 only when: ${perLine}`],
    ['<= U61 |<= L81', '<= U61 | <= L81'],
    // conditions and extensions
    ['<=11.2 on Windows 8.1 with IIS 7.5', '<= 11.2 only when: on Windows 8.1 with IIS 7.5'],
    ['<V1.5_SP1_with_Ethernet_interface', '< V1.5 SP1 only when: with Ethernet interface'],
    ['v6.x model 35700BAX', '>= v6 & < v7 only when: model 35700BAX'],
    ['<= 7.20 (7.50 and 7.60 may also be affected)', '<= 7.20 may be: 7.50 and 7.60 may also be affected'],
    ['Rev J-M | (X3/MX100 for Rev M only)', '>= J & < N only when: X3/MX100 for Rev M only'],
    ['<15.2(7)E2', '< 15.2(7)E2'],
    // not honest to read
    ['distributed  < april 1, 2018', '? date'],
    ['< august 28', '? date'],
    ['<May 2018', '? date'],
    ['MMT-508 MiniMed pump', '? model'],
    ['Accu-Chek Inform II', '? model'],
    ['HEN04103L', '? model'],
    ['DH-IPC-HDW1XXX,', '? model'],
    ['24950 | 24952', '? model'],
    ['3120', '? model'],
    ['TCP', '? model'],
    ['Version A, Firmware A.03.09', '? prose'],
    ['<only_when_running_on_ROX_II_V2.15.1', '? prose'],
    ['<  sentinel ldk rte 7.55', '? prose'],
    ['', '? empty'],
    ['  ', '? empty'],
  ])('%j means %s', (text, meaning) => {
    expect(told(text)).toBe(meaning);
  });

  it('is kept as it was written', () => {
    expect(parseVersionText(' <= R4.1L1 ')).toMatchObject({ text: ' <= R4.1L1 ' });
  });

  it('never throws, ends quickly and keeps the shape, whatever it is', () => {
    const parts = fc.constantFrom(
      '<',
      '>=',
      '|',
      ' and ',
      '1.2',
      'v',
      '(',
      ')',
      ' prior',
      'all',
      '*',
      'x',
      'Rev ',
      ',',
      '_',
      'to',
      '-',
      '\u0000',
      'é',
      '9'.repeat(40),
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 200 }),
          fc.array(parts, { maxLength: 80 }).map((list) => list.join('')),
        ),
        (text) => {
          expect(VersionSet.safeParse(parseVersionText(text)).success).toBe(true);
        },
      ),
    );
    for (const text of [
      '1 '.repeat(100_000),
      '('.repeat(100_000),
      `${'1.'.repeat(50_000)}x`,
      ' and prior'.repeat(20_000),
      '1 - '.repeat(500),
      'a'.repeat(1999),
      '<'.repeat(1999),
      '1 to '.repeat(399),
    ]) {
      parseVersionText(text);
    }
  });
});

const icsma = sharedData('csaf/icsma');
const icsa = sharedData('csaf/icsa');
describe.skipIf(icsma === null || icsa === null)('the version texts of the real advisories', () => {
  it('are read but for models, dates and prose: 1,007 distinct texts, 840 of them read', () => {
    const texts = new Map<string, number>();
    for (const { json } of [...jsonFiles(icsma ?? ''), ...jsonFiles(icsa ?? '')]) {
      const pending = [(json as { product_tree: Branch }).product_tree];
      for (let branch = pending.pop(); branch; branch = pending.pop()) {
        pending.push(...(branch.branches ?? []));
        if (branch.category?.startsWith('product_version'))
          texts.set(
            `${branch.category} ${branch.name}`,
            (texts.get(`${branch.category} ${branch.name}`) ?? 0) + 1,
          );
      }
    }
    const count: Record<string, [texts: number, uses: number]> = {};
    for (const [key, uses] of texts) {
      const set = parseVersionText(key.slice(key.indexOf(' ') + 1));
      const kind =
        set.kind === 'unknown'
          ? `unknown ${set.why}`
          : set.onlyWhen === undefined && set.mayExtend === undefined
            ? set.kind
            : `${set.kind} with a doubt`;
      const before = count[kind] ?? [0, 0];
      count[kind] = [before[0] + 1, before[1] + uses];
    }
    expect(texts.size).toBe(1007);
    expect(count).toMatchInlineSnapshot(`
      {
        "all": [
          4,
          635,
        ],
        "all with a doubt": [
          10,
          11,
        ],
        "list": [
          797,
          1977,
        ],
        "list with a doubt": [
          29,
          31,
        ],
        "unknown date": [
          9,
          25,
        ],
        "unknown model": [
          147,
          149,
        ],
        "unknown prose": [
          11,
          15,
        ],
      }
    `);
  });
});
type Branch = { category?: string; name?: string; branches?: Branch[] };
