import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeCsaf } from '../../intel/decode/csaf/advisory.ts';
import type { Statement } from '../../intel/model.ts';
import { advisoryStatements } from '../../intel/rules/statements.ts';
import { compile, type MatchIndex } from './compile.ts';
import { matchProfile } from './match.ts';
import { profile, shippedAliases } from './testing.ts';

const folder = new URL('../../../../../shared/data/csaf/icsma/', import.meta.url);
const there = existsSync(folder);
if (!there)
  console.warn(
    'SKIPPED: the medical advisories are not at ../shared/data/csaf/icsma, so matching was not tried on them.',
  );

/** Record to status, for each record that speaks of the device. */
const said = (index: MatchIndex, ...facts: Parameters<typeof profile>): Record<string, string> =>
  Object.fromEntries(matchProfile(index, profile(...facts)).map(({ record, status }) => [record, status]));

describe.skipIf(!there)('on the published medical advisories', () => {
  const statements: Statement[] = !there
    ? []
    : readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .flatMap((name) => {
          const read = decodeCsaf(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
          return read.ok ? advisoryStatements(read.value) : [];
        });
  const index = compile(statements, shippedAliases());

  it('reads a statement for every product and CVE', () => expect(statements.length).toBeGreaterThan(1_000));

  it.each([
    [
      ['CareFusion', 'ALARIS 8015 LVP PC UNIT', '9.33'],
      { 'ICSMA-17-017-02': 'affected', 'ICSMA-20-170-06': 'affected', 'ICSMA-20-317-01': 'affected' },
    ],
    [
      ['BD', 'Alaris PCU 8015', '12.1.2'],
      {
        'ICSMA-17-017-02': 'not_affected',
        'ICSMA-20-170-06': 'not_affected',
        'ICSMA-20-317-01': 'not_affected',
      },
    ],
    [['BD', 'Alaris PC Unit 8000', null], { 'ICSMA-17-017-01': 'affected', 'ICSMA-20-170-06': 'possible' }],
    [['Becton Dickinson', 'Alaris 8100 LVP Module', '9.19'], {}],
    [['Philips', 'IntelliVue MX40', 'B.06.17'], { 'ICSMA-17-255-01': 'affected' }],
    [['Philips', 'IntelliVue MX40', 'B.06.18'], { 'ICSMA-17-255-01': 'not_affected' }],
    [
      ['Philips', 'IntelliBridge EC 80 Hub', 'C.01.00'],
      { 'ICSMA-19-318-01': 'affected', 'ICSMA-21-322-01': 'not_affected' },
    ],
    [
      ['Philips', 'PIIC iX', 'B.02.18'],
      { 'ICSMA-18-233-01': 'possible', 'ICSMA-20-254-01': 'possible', 'ICSMA-21-322-02': 'possible' },
    ],
    [['Smiths Medical', 'Medfusion 4000', '1.6'], { 'ICSMA-17-250-02A': 'affected' }],
    [['Smiths Medical', 'Medfusion 4000', '1.6.1'], { 'ICSMA-17-250-02A': 'not_affected' }],
    [['Smiths Medical', 'Medfusion 3500', '6.0'], {}],
    [['Hill-Rom', 'Welch Allyn Connex Spot Monitor', '1.51'], { 'ICSMA-21-152-01': 'affected' }],
    [['Innokas', 'VC150', '1.7.10'], { 'ICSMA-21-007-01': 'affected' }],
    [['Hamilton Medical', 'HAMILTON-T1', '2.2.4'], { 'ICSMA-21-047-01': 'not_affected' }],
    [['Draeger', 'Infinity Delta', null], { 'ICSMA-19-022-01': 'affected' }],
    [['Draeger', 'Evita V500', '2.51'], {}],
    [['Roche', 'Accu-Chek Inform II', null], { 'ICSMA-18-310-01': 'affected' }],
    [['Stryker', 'InTouch 2131', null], { 'ICSMA-19-029-01': 'affected' }],
    [['Gambro', 'PRISMAFLEX', null], { 'ICSMA-20-170-02': 'affected' }],
    [['Contec', 'CMS8000', null], {}],
  ] as [[string, string, string | null], Record<string, string>][])('%j: %j', (facts, records) => {
    expect(said(index, ...facts)).toEqual(records);
  });
});
