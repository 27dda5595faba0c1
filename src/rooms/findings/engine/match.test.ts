import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CveId } from '../../../kernel/ids.ts';
import type { CpeConfiguration, CpeRecord, Statement } from '../../intel/model.ts';
import { candidateKeys, compile, statementKeys } from './compile.ts';
import { matchProfile } from './match.ts';
import { profile, shippedAliases, statement } from './testing.ts';

const aliases = shippedAliases();
const one = (statements: Statement[], ...facts: Parameters<typeof profile>) =>
  matchProfile(compile(statements, aliases), profile(...facts));
const maker = { authority: 'maker' as const, record: 'MAKER-1' };
const nvd = { authority: 'enricher' as const, record: 'CVE-2099-0001', source: 'nvd' as const };
const pump = (versions: string, more: Partial<Statement> = {}) =>
  statement('Smiths Medical', 'Medfusion 4000', versions, more);

describe('what the statements say of a device', () => {
  it.each([
    {
      when: 'its version is inside the range',
      version: '1.6',
      versions: '<= 1.6',
      status: 'affected',
      question: null,
    },
    {
      when: 'its version is outside the range',
      version: '1.6.1',
      versions: '<= 1.6',
      status: 'not_affected',
      question: null,
    },
    {
      when: 'its version is not known',
      version: null,
      versions: '<= 1.6',
      status: 'possible',
      question: 'Which software version is installed?',
    },
    {
      when: 'its version says nothing',
      version: 'N/A',
      versions: '<= 1.6',
      status: 'possible',
      question: 'Which software version is installed?',
    },
    {
      when: 'all versions are named and its own is not known',
      version: null,
      versions: 'vers:all/*',
      status: 'affected',
      question: null,
    },
    {
      when: 'the versions cannot be compared',
      version: 'L81',
      versions: '<= U61',
      status: 'possible',
      question: 'Which exact software version is installed?',
    },
    {
      when: 'the record names dates',
      version: '1.6',
      versions: 'distributed < april 1, 2018',
      status: 'possible',
      question: 'Was it made or delivered before april 1, 2018?',
    },
  ])('$status when $when', ({ version, versions, status, question }) => {
    expect(one([pump(versions)], 'Smiths', 'Medfusion 4000', version)).toMatchObject([
      { status, question, record: 'ICSMA-99-001-01' },
    ]);
  });

  it('keeps every reason: the maker, the model and each record with its text', () => {
    const [match] = one([pump('<= 1.6'), pump('= 1.1')], 'Smiths', 'MEDFUSION 4000 SYRINGE PUMP', '1.6');
    expect(match?.reasons.map(({ what }) => what)).toEqual([
      '“Smiths” and “Smiths Medical” are one maker.',
      'Model “MEDFUSION 4000 SYRINGE PUMP” and product “Medfusion 4000” are the same name.',
      'The coordinator (ICSMA-99-001-01) says affected: installed 1.6 is within “<= 1.6”.',
      'The coordinator (ICSMA-99-001-01) leaves it out: installed 1.6 is outside “= 1.1”.',
    ]);
  });

  it('says nothing about products that are not this one', () => {
    expect(one([pump('*')], 'Smiths', 'Medfusion 3500')).toEqual([]);
    expect(one([], 'Smiths', 'Medfusion 4000')).toEqual([]);
    expect(
      matchProfile(compile([pump('*')], aliases), { manufacturer: null, model: null, version: null }),
    ).toEqual([]);
  });

  it.each([
    {
      when: 'the maker says fixed for that version',
      more: pump('= 1.6', { ...maker, status: 'fixed' }),
      status: 'fixed',
      record: 'MAKER-1',
    },
    {
      when: 'the maker says not affected for that version',
      more: pump('= 1.6', { ...maker, status: 'not_affected' }),
      status: 'not_affected',
      record: 'MAKER-1',
    },
    {
      when: 'the maker says not affected for another version',
      more: pump('= 1.7', { ...maker, status: 'not_affected' }),
      status: 'affected',
      record: 'ICSMA-99-001-01',
    },
    {
      when: 'the CPE list says not affected',
      more: pump('= 1.6', { ...nvd, status: 'not_affected' }),
      status: 'affected',
      record: 'ICSMA-99-001-01',
    },
    {
      when: 'the CPE list cannot be read',
      more: pump('some builds of the year', nvd),
      status: 'affected',
      record: 'ICSMA-99-001-01',
    },
    { when: 'the maker affects it too', more: pump('= 1.6', maker), status: 'affected', record: 'MAKER-1' },
    {
      when: 'the maker still investigates',
      more: pump('*', { ...maker, status: 'under_investigation' }),
      status: 'affected',
      record: 'ICSMA-99-001-01',
    },
  ])('the coordinator says affected, and $when: $status by $record', ({ more, status, record }) => {
    const [match] = one([pump('<= 1.6'), more], 'Smiths Medical', 'Medfusion 4000', '1.6');
    expect(match).toMatchObject({ status, record });
  });

  it('leaves a contradiction between a stronger range and a weaker "affected" to the maker', () => {
    const [match] = one([pump('<= 1.5'), pump('<= 1.6', nvd)], 'Smiths Medical', 'Medfusion 4000', '1.6');
    expect(match?.status).toBe('possible');
    expect(match?.question).toContain('does the maker say that it is affected?');
    expect(match?.reasons.at(-1)?.what).toContain('leaves it out');
  });

  it('takes the newest of two records of one authority', () => {
    const older = pump('= 1.6', {
      ...maker,
      status: 'not_affected',
      record: 'OLD',
      statedAt: '2019-01-01T00:00:00Z',
    });
    const newer = pump('= 1.6', { ...maker, record: 'NEW', statedAt: '2021-01-01T00:00:00Z' });
    for (const statements of [
      [older, newer],
      [newer, older],
    ]) {
      expect(one(statements, 'Smiths Medical', 'Medfusion 4000', '1.6')).toMatchObject([
        { status: 'affected', record: 'NEW' },
      ]);
    }
  });

  it('a list without versions does not stand against a range that leaves the device out', () => {
    const silent = pump('x', { ...nvd, versions: { kind: 'unknown', text: '', why: 'empty' } });
    expect(one([pump('<= 1.5'), silent], 'Smiths Medical', 'Medfusion 4000', '1.6')).toMatchObject([
      { status: 'not_affected' },
    ]);
    expect(one([silent], 'Smiths Medical', 'Medfusion 4000', '1.6')).toMatchObject([{ status: 'possible' }]);
  });

  it('reads models that stand in the place of versions', () => {
    const models = statement('General Electric (GE)', 'GE Aespire', '7100 | 7900', {
      alsoNamed: ['7100', '7900'],
    });
    expect(one([models], 'GE', 'Aespire 7900', '7.11')).toMatchObject([
      { status: 'affected', rule: 'alias-name' },
    ]);
    expect(one([models], 'GE', 'Aespire 7200', '7.11')).toMatchObject([{ status: 'not_affected' }]);
    expect(one([models], 'GE', 'Aespire', '7.11')).toMatchObject([{ status: 'possible' }]);
    const spectrum = statement('Baxter', 'Baxter Spectrum', 'v8.x model 35700BAX2');
    expect(one([spectrum], 'Baxter', 'Sigma Spectrum 35700BAX2', '8.00.01')).toMatchObject([
      { status: 'affected' },
    ]);
    expect(one([spectrum], 'Baxter', 'Spectrum', '8.00.01')).toMatchObject([
      { status: 'possible', question: 'Is this so here: “model 35700BAX2”?' },
    ]);
  });
});

const node = (cpeMatch: CpeConfiguration['nodes'][number]['cpeMatch']) => ({
  operator: 'OR' as const,
  negate: false,
  cpeMatch,
});
const firmware = {
  vulnerable: true,
  criteria: 'cpe:2.3:o:bd:alaris_8015_pcu_firmware:*:*:*:*:*:*:*:*',
  versionEndIncluding: '12.1.3',
};
const hardware = { vulnerable: false, criteria: 'cpe:2.3:h:bd:alaris_8015_pcu:-:*:*:*:*:*:*:*' };
const record = (configuration: CpeConfiguration): CpeRecord => ({
  cve: CveId.parse('CVE-2099-0001'),
  source: 'nvd',
  configurations: [configuration],
  keys: ['o:bd:alaris_8015_pcu_firmware', 'h:bd:alaris_8015_pcu'],
});
const pair = record({ operator: 'AND', negate: false, nodes: [node([firmware]), node([hardware])] });
const onWindows = record({
  operator: 'AND',
  negate: false,
  nodes: [
    node([firmware]),
    node([{ vulnerable: false, criteria: 'cpe:2.3:o:microsoft:windows_7:-:*:*:*:*:*:*:*' }]),
  ],
});
const pcu = statement('bd', 'alaris 8015 pcu firmware', '<= 12.1.3', { ...nvd, part: 'o', configuration: 0 });

describe('configurations', () => {
  it.each([
    { facts: profile('BD', 'Alaris PCU 8015', '12.1.2'), from: pair, status: 'affected' },
    { facts: profile('BD', 'Alaris PCU 8015', '12.1.4'), from: pair, status: 'not_affected' },
    { facts: profile('BD', 'Alaris PCU 8015'), from: pair, status: 'possible' },
    { facts: profile('BD', 'Alaris PCU 8015', '12.1.2'), from: onWindows, status: 'possible' },
    {
      facts: profile('BD', 'Alaris PCU 8015', '12.1.2', { osName: 'Windows XP' }),
      from: onWindows,
      status: 'not_affected',
    },
    {
      facts: profile('BD', 'Alaris PCU 8015', '12.1.2', { osName: 'Windows 7', osVersion: '6.1.7601' }),
      from: onWindows,
      status: 'affected',
    },
  ])('$facts.model $facts.version on $facts.osName: $status', ({ facts, from, status }) => {
    expect(matchProfile(compile([pcu], aliases, [from]), facts)).toMatchObject([{ status }]);
  });

  it('judges CPE names of the inventory by the letter', () => {
    const index = compile([], aliases, [pair]);
    const cpes = [
      'cpe:2.3:o:bd:alaris_8015_pcu_firmware:12.1.2:*:*:*:*:*:*:*',
      'cpe:2.3:h:bd:alaris_8015_pcu:-:*:*:*:*:*:*:*',
    ];
    expect(matchProfile(index, { manufacturer: null, model: null, version: null, cpes })).toMatchObject([
      { status: 'affected', rule: 'cpe-name', level: 'exact' },
    ]);
    expect(
      matchProfile(index, { manufacturer: null, model: null, version: null, cpes: cpes.slice(0, 1) }),
    ).toMatchObject([{ status: 'not_affected' }]);
    expect(
      matchProfile(index, { manufacturer: null, model: null, version: null, cpes: ['nonsense'] }),
    ).toEqual([]);
  });

  it('an operating system without its build is only possibly affected', () => {
    const windows = statement('microsoft', 'windows 10', '*', { ...nvd, part: 'o' });
    const facts = (osVersion: string | null) =>
      profile('Philips', 'IntelliSpace Portal', null, { osName: 'Windows 10 Pro', osVersion });
    expect(matchProfile(compile([windows], aliases), facts(null))).toMatchObject([
      { status: 'possible', rule: 'operating-system' },
    ]);
    expect(matchProfile(compile([windows], aliases), facts('10.0.14393'))).toMatchObject([
      { status: 'affected' },
    ]);
  });
});

const makers = fc.constantFrom(
  'BD',
  'CareFusion',
  'Philips',
  'GE',
  'Baxter',
  'Hillrom',
  'Smiths Medical',
  'B. Braun',
  null,
);
const models = fc.constantFrom(
  'Alaris PCU 8015',
  'Pyxis Med Station ES',
  'IntelliVue MX450',
  'MedStation 4000',
  'Optima CT 540',
  'Vivid E95',
  'Medfusion 4000',
  'SpaceStation w/ SpaceCom 2',
  'BD Alaris 8015',
  'Connex Spot Monitor',
  'FACSLyric',
  'EC 40 Hub',
);
const products = fc.constantFrom<[string | null, string]>(
  ['BD', 'Alaris PC Unit'],
  ['BD', 'Alaris 8015 PC unit'],
  ['BD', 'BD Pyxis MedStation ES'],
  ['BD', 'FACSLyric IVD'],
  ['Philips', 'IntelliVue patient monitor MX400-MX850'],
  ['GE Healthcare', 'Vivid products, not including EchoPAC'],
  ['GE Healthcare', 'Optima CT540'],
  ['Smiths Medical', 'Medfusion 4000 Wireless Syringe Infusion Pump'],
  ['B. Braun Medical', 'SpaceStation with SpaceCom 2'],
  ['Hillrom', 'Welch Allyn Connex Spot Monitor (CSM)'],
  ['Philips', 'IntelliBridge EC40 Hub'],
  [null, 'Alaris PC Unit'],
);
const versions = fc.constantFrom('*', '<= 1.6', '= B.02', '< 12.2', 'Rev B-M');
const statements = fc
  .array(
    fc.record({
      product: products,
      versions,
      cve: fc.nat(3),
      authority: fc.constantFrom('maker' as const, 'coordinator' as const, 'enricher' as const),
      record: fc.constantFrom('A', 'B', 'C'),
      status: fc.constantFrom(
        'affected' as const,
        'fixed' as const,
        'not_affected' as const,
        'under_investigation' as const,
      ),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ product, versions: text, cve, ...more }) =>
      statement(product[0], product[1], text, {
        ...more,
        cve: CveId.parse(`CVE-2099-000${cve}`),
      }),
    ),
  );
const profiles = fc.record({
  manufacturer: makers,
  model: models,
  version: fc.constantFrom(null, '1.6', 'B.02.1', '12.1', 'N/A'),
});

describe('any statements and any device', () => {
  it('give the same answer in any order of the statements', () => {
    fc.assert(
      fc.property(
        statements,
        profiles,
        fc.array(fc.nat(1_000), { minLength: 12, maxLength: 12 }),
        (list, facts, mix) => {
          const shuffled = list
            .map((it, at) => ({ it, by: mix[at] ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ it }) => it);
          const [a, b] = [
            matchProfile(compile(list, aliases), facts),
            matchProfile(compile(shuffled, aliases), facts),
          ];
          expect(b.map(({ cve, status, record: by, question }) => ({ cve, status, by, question }))).toEqual(
            a.map(({ cve, status, record: by, question }) => ({ cve, status, by, question })),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
  it('ask a question exactly when the answer is possible, and always give a reason', () => {
    fc.assert(
      fc.property(statements, profiles, (list, facts) => {
        for (const match of matchProfile(compile(list, aliases), facts)) {
          expect(match.question === null).toBe(match.status !== 'possible');
          // What asks for no version is asked so that yes means affected, and a biomed is given the two words.
          expect(match.question ?? '').not.toMatch(
            /^(?!Which (exact )?software version is installed).*\b(which|what|who)\b/i,
          );
          expect(match.reasons.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  });
  it('match the same when only the statements under the candidate keys are loaded', () => {
    fc.assert(
      fc.property(statements, profiles, (list, facts) => {
        const keys = candidateKeys(facts, aliases);
        const loaded = list.filter((it) => {
          const stored = statementKeys(it, aliases);
          const byMaker =
            keys.vendorKeys.length === 0 || stored.vendorKeys.some((key) => keys.vendorKeys.includes(key));
          return byMaker && stored.tokens.some((token) => keys.tokens.includes(token));
        });
        expect(matchProfile(compile(loaded, aliases), facts)).toEqual(
          matchProfile(compile(list, aliases), facts),
        );
      }),
      { numRuns: 300 },
    );
  });
});
