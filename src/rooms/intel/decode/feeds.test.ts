import { describe, expect, it } from 'vitest';
import { decodeCve5 } from './cve5/cve5.ts';
import { decodeEpssRow, readEpssHead } from './epss/epss.ts';
import { decodeKevEntry } from './kev/kev.ts';
import { asInstant, type Decoded, Notes, tooDeep, unmangled } from './kit.ts';
import { cpeKey } from './nvd/cpe.ts';
import { decodeNvdRecord } from './nvd/nvd.ts';
import { decodeNvd1Item } from './nvd/nvd1.ts';
import { decodeOverride } from './overrides/overrides.ts';

const value = <T>(result: Decoded<T>): T => {
  if (!result.ok) throw new Error(`${result.place}: ${result.reason}`);
  return result.value;
};
const says = (result: Decoded<unknown>): string =>
  result.ok
    ? result.warnings.map(({ place, reason }) => `${place}: ${reason}`).join('\n')
    : `refused ${result.place}: ${result.reason}`;

describe('a KEV entry', () => {
  const entry = {
    cveID: 'CVE-2024-8068',
    dateAdded: '2025-08-25',
    dueDate: '2025-09-15',
    knownRansomwareCampaignUse: 'Known',
    requiredAction: 'Patch.',
    vulnerabilityName: 'N',
    shortDescription: 'D',
    cwes: ['CWE-59'],
  };
  it('becomes a part of the picture', () => {
    expect(value(decodeKevEntry(entry))).toEqual({
      source: 'kev',
      record: 'CVE-2024-8068',
      cve: 'CVE-2024-8068',
      title: 'N',
      description: 'D',
      cwe: ['CWE-59'],
      kev: { dateAdded: '2025-08-25', dueDate: '2025-09-15', ransomware: 'known', requiredAction: 'Patch.' },
    });
  });
  it('reads the same from CSV', () => {
    expect(value(decodeKevEntry({ ...entry, cwes: 'CWE-59, CWE-436' })).cwe).toEqual(['CWE-59', 'CWE-436']);
  });
  it('takes an unknown word about ransomware as unknown, and says so', () => {
    const result = decodeKevEntry({ ...entry, knownRansomwareCampaignUse: 'Maybe', dueDate: '' });
    expect(value(result).kev).toMatchObject({ ransomware: 'unknown', dueDate: null });
    expect(says(result)).toContain('/knownRansomwareCampaignUse');
  });
  it.each([
    [{ ...entry, cveID: 'CVE-1' }, /^refused \/cveID/],
    [{ ...entry, dateAdded: '25/08/2025' }, /^refused \/dateAdded/],
    [null, /^refused : /],
  ])('is refused when it names nothing: %#', (json, reason) =>
    expect(says(decodeKevEntry(json))).toMatch(reason),
  );
});

describe('an EPSS row', () => {
  const head = readEpssHead(['model_version:v2026.06.15,score_date:2026-07-31T12:03:43Z']);
  it('takes model and date from the comment line', () => {
    expect(head).toEqual({ modelVersion: 'v2026.06.15', scoreDate: '2026-07-31T12:03:43.000Z' });
    expect(readEpssHead([])).toEqual({ modelVersion: null, scoreDate: null });
  });
  it.each([
    { cve: 'CVE-2024-0001', epss: '0.00043', percentile: '0.08' },
    { CVE: 'CVE-2024-0001', CVSS3: '9.8', EPSS: '4.3e-4', 'EPSS Percentile': '.08' },
  ])('is read by the meaning of its columns: %j', (row) => {
    expect(value(decodeEpssRow(row, head))).toMatchObject({
      cve: 'CVE-2024-0001',
      epss: { score: 0.00043, percentile: 0.08, ...head },
    });
  });
  it.each([
    [{ cve: 'CVE-2024-0001', epss: '', percentile: '' }, /the row has no EPSS score$/],
    [{ cve: 'CVE-2024-0001', epss: '1.2', percentile: '0.1' }, /^refused \/epss: /],
    [{ cve: 'CVE-2024-0001', epss: 'high', percentile: '0.1' }, /not a number from 0 to 1$/],
    ['text', /^refused : /],
  ])('is refused when the score is none: %j', (row, reason) =>
    expect(says(decodeEpssRow(row, head))).toMatch(reason),
  );
});

const cpe = (name: string, more = {}) => ({
  vulnerable: true,
  criteria: `cpe:2.3:${name}:*:*:*:*:*:*:*`,
  ...more,
});
describe('an NVD record', () => {
  const record = {
    cve: {
      id: 'CVE-2023-30560',
      published: '2023-07-13T19:15:09.000',
      lastModified: '2023-07-25T13:00:00.000',
      vulnStatus: 'Analyzed',
      descriptions: [
        { lang: 'es', value: 'x' },
        { lang: 'en', value: 'The PCU ...' },
      ],
      metrics: {
        cvssMetricV31: [
          {
            source: 'cna@bd.com',
            type: 'Secondary',
            cvssData: { version: '3.1', vectorString: 'S', baseScore: 6.8 },
          },
          {
            source: 'nvd@nist.gov',
            type: 'Primary',
            cvssData: { version: '3.1', vectorString: 'P', baseScore: 5.7 },
          },
        ],
        cvssMetricV2: [{ cvssData: { vectorString: 'V2', baseScore: 4 } }],
      },
      weaknesses: [
        {
          description: [
            { lang: 'en', value: 'CWE-287' },
            { lang: 'en', value: 'NVD-CWE-noinfo' },
          ],
        },
      ],
      configurations: [
        {
          operator: 'AND',
          nodes: [
            {
              operator: 'OR',
              negate: false,
              cpeMatch: [
                cpe('o:BD:alaris_8015_pcu_firmware:*', {
                  versionEndIncluding: '12.1.3',
                  matchCriteriaId: 'M',
                }),
              ],
            },
            {
              operator: 'OR',
              negate: false,
              cpeMatch: [{ ...cpe('h:bd:alaris_8015_pcu:-'), vulnerable: false }],
            },
          ],
        },
      ],
    },
  };
  it('becomes a part and a compact configuration with its keys', () => {
    const { part, cpe: found } = value(decodeNvdRecord(record));
    expect(part).toEqual({
      source: 'nvd',
      record: 'CVE-2023-30560',
      cve: 'CVE-2023-30560',
      description: 'The PCU ...',
      cwe: ['CWE-287'],
      state: 'published',
      publishedAt: '2023-07-13T19:15:09.000Z',
      modifiedAt: '2023-07-25T13:00:00.000Z',
      scores: [
        { version: '3.1', score: 5.7, vector: 'P', by: 'nvd@nist.gov' },
        { version: '3.1', score: 6.8, vector: 'S', by: 'cna@bd.com' },
        { version: '2.0', score: 4, vector: 'V2', by: 'nvd' },
      ],
    });
    expect(found.keys).toEqual(['h:bd:alaris_8015_pcu', 'o:bd:alaris_8015_pcu_firmware']);
    expect(found.configurations[0]).toEqual({
      operator: 'AND',
      negate: false,
      nodes: [
        {
          operator: 'OR',
          negate: false,
          cpeMatch: [cpe('o:BD:alaris_8015_pcu_firmware:*', { versionEndIncluding: '12.1.3' })],
        },
        {
          operator: 'OR',
          negate: false,
          cpeMatch: [{ ...cpe('h:bd:alaris_8015_pcu:-'), vulnerable: false }],
        },
      ],
    });
  });
  it('without configurations is not analysed, and rejected when it says so', () => {
    expect(value(decodeNvdRecord({ cve: { id: 'CVE-2020-0001', vulnStatus: 'Rejected' } }))).toMatchObject({
      part: { state: 'rejected' },
      cpe: { configurations: [], keys: [] },
    });
  });
  it('loses only the part that cannot be read, and says which', () => {
    const bad = {
      ...record.cve,
      metrics: { cvssMetricV31: [{ cvssData: { baseScore: 99 } }] },
      configurations: [
        { nodes: [{ cpeMatch: [cpe('a:x:y:1'), { criteria: 'not a cpe' }] }] },
        { nodes: [{ cpeMatch: [cpe('a:x:z:1')] }] },
      ],
    };
    const result = decodeNvdRecord({ cve: bad });
    expect(value(result).cpe.keys).toEqual(['a:x:z']);
    expect(says(result)).toMatch(
      /\/cve\/metrics\/cvssMetricV31\/0\/cvssData\/baseScore[\s\S]*\/cve\/configurations\/0\/nodes\/0\/cpeMatch\/1: .*not a CPE 2.3 name/,
    );
  });
  it('of the 1.1 form says the same', () => {
    const item = {
      cve: {
        CVE_data_meta: { ID: 'CVE-2023-30560' },
        problemtype: { problemtype_data: [{ description: [{ lang: 'en', value: 'CWE-287' }] }] },
        description: { description_data: [{ lang: 'en', value: 'The PCU ...' }] },
      },
      configurations: {
        nodes: [
          {
            operator: 'AND',
            children: [
              {
                operator: 'OR',
                cpe_match: [
                  {
                    vulnerable: true,
                    cpe23Uri: 'cpe:2.3:o:BD:alaris_8015_pcu_firmware:*:*:*:*:*:*:*:*',
                    versionEndIncluding: '12.1.3',
                  },
                ],
              },
              {
                operator: 'OR',
                cpe_match: [{ vulnerable: false, cpe23Uri: 'cpe:2.3:h:bd:alaris_8015_pcu:-:*:*:*:*:*:*:*' }],
              },
            ],
          },
        ],
      },
      impact: { baseMetricV3: { cvssV3: { version: '3.1', vectorString: 'P', baseScore: 5.7 } } },
      publishedDate: '2023-07-13T19:15Z',
    };
    const [one, two] = [value(decodeNvd1Item(item)), value(decodeNvdRecord(record))];
    expect(one.cpe).toEqual(two.cpe);
    expect(one.part).toMatchObject({
      publishedAt: '2023-07-13T19:15:00.000Z',
      scores: [two.part.scores?.[0]],
      cwe: ['CWE-287'],
    });
  });
  it('keys products by part, vendor and product, escapes kept', () => {
    expect([
      cpeKey('cpe:2.3:a:GEhealthcare:entegra_p\\&r\\:x:*:*:*:*:*:*:*:*'),
      cpeKey('cpe:/a:x:y'),
      cpeKey('cpe:2.3:q:x:y:1'),
    ]).toEqual(['a:gehealthcare:entegra_p\\&r\\:x', null, null]);
  });
});

describe('an override', () => {
  it('is a configuration for a CVE; the placeholder for no product is dropped', () => {
    const _annotation = {
      cve_id: 'CVE-1999-0037',
      description: 'D',
      published: '1999-09-29T04:00:00',
      modified: '2024-08-01T16:27:57.203000+00:00',
    };
    const result = decodeOverride({
      _annotation,
      cve: {
        configurations: [
          { nodes: [{ cpeMatch: [cpe('a:null:null:*')] }] },
          { nodes: [{ cpeMatch: [cpe('a:x:y:*')] }] },
        ],
      },
    });
    expect(value(result)).toMatchObject({
      part: { source: 'overrides', modifiedAt: '2024-08-01T16:27:57.203Z' },
      cpe: { keys: ['a:x:y'], configurations: [{}] },
    });
    expect(says(result)).toContain('null:null');
  });
});

describe('a CVE record', () => {
  const record = (cna: object, adp: object[] = []) => ({
    dataType: 'CVE_RECORD',
    cveMetadata: { cveId: 'CVE-2024-0001', state: 'PUBLISHED', datePublished: '1999-09-29T04:00:00' },
    containers: { cna, adp },
  });
  const versions = (entries: object[], more: object = {}) =>
    value(
      decodeCve5(record({ affected: [{ vendor: 'V', product: 'P', versions: entries, ...more }] })),
    ).statements.map(({ status, versions: set }) => [status, set]);
  const list = (text: string, ...anyOf: string[][]) => ({
    kind: 'list',
    text,
    anyOf: anyOf.map((bounds) =>
      bounds.map((bound) => ({ op: bound.split(' ')[0], version: bound.slice(bound.indexOf(' ') + 1) })),
    ),
  });

  it('becomes one part by the CNA and one by CISA, with SSVC and KEV', () => {
    const cisa = {
      title: 'CISA ADP Vulnrichment',
      providerMetadata: { shortName: 'CISA-ADP' },
      metrics: [
        {
          other: {
            type: 'ssvc',
            content: {
              role: 'CISA Coordinator',
              options: [{ Exploitation: 'poc' }, { Automatable: 'yes' }, { 'Technical Impact': 'total' }],
              timestamp: '2024-08-01T18:51:01.909711Z',
            },
          },
        },
        { other: { type: 'kev', content: { dateAdded: '2024-05-30', reference: 'x' } } },
      ],
    };
    const cna = {
      title: 'T',
      descriptions: [{ lang: 'en', value: 'D' }],
      providerMetadata: { shortName: 'acme' },
      metrics: [{ cvssV3_1: { baseScore: 7.5, vectorString: 'X' } }],
      problemTypes: [{ descriptions: [{ cweId: 'CWE-79' }] }],
    };
    expect(value(decodeCve5(record(cna, [{ title: 'CVE Program Container' }, cisa]))).parts).toEqual([
      {
        source: 'cve5',
        record: 'CVE-2024-0001',
        cve: 'CVE-2024-0001',
        state: 'published',
        title: 'T',
        description: 'D',
        publishedAt: '1999-09-29T04:00:00.000Z',
        cwe: ['CWE-79'],
        scores: [{ version: '3.1', score: 7.5, vector: 'X', by: 'acme' }],
      },
      {
        source: 'cisa-adp',
        record: 'CVE-2024-0001',
        cve: 'CVE-2024-0001',
        ssvc: {
          exploitation: 'poc',
          automatable: 'yes',
          technicalImpact: 'total',
          timestamp: '2024-08-01T18:51:01.909Z',
        },
        kev: { dateAdded: '2024-05-30', dueDate: null, ransomware: 'unknown', requiredAction: null },
      },
    ]);
  });

  const a = (version: string, more = {}) => ({ version, status: 'affected', ...more });
  const u = (version: string, more = {}) => ({ version, status: 'unaffected', ...more });
  it.each([
    {
      when: 'a range',
      entries: [a('1.0', { lessThan: '2.0' })],
      sets: [['affected', list('1.0 < 2.0', ['>= 1.0', '< 2.0'])]],
    },
    {
      when: 'from the beginning',
      entries: [a('0', { lessThanOrEqual: '2.0' })],
      sets: [['affected', list('0 <= 2.0', ['<= 2.0'])]],
    },
    {
      when: 'without an end',
      entries: [a('1.0', { lessThan: '*' })],
      sets: [['affected', list('1.0 < *', ['>= 1.0'])]],
    },
    {
      when: 'to the end of a line',
      entries: [a('1.0', { lessThanOrEqual: '1.*' })],
      sets: [['affected', list('1.0 <= 1.*', ['>= 1.0', '< 2'])]],
    },
    {
      when: 'everything',
      entries: [a('0', { lessThan: '*' })],
      sets: [['affected', { kind: 'all', text: '0 < *' }]],
    },
    { when: 'one version', entries: [a('2.4')], sets: [['affected', list('2.4', ['= 2.4'])]] },
    {
      when: 'words',
      entries: [a('>= 1.0, < 1.5')],
      sets: [['affected', list('>= 1.0, < 1.5', ['>= 1.0', '< 1.5'])]],
    },
    {
      when: 'a fix inside the range',
      entries: [a('6.0', { lessThan: '7.0', changes: [{ at: '6.0.3', status: 'unaffected' }] })],
      sets: [
        ['affected', list('6.0 < 7.0', ['>= 6.0', '< 6.0.3'])],
        [
          'not_affected',
          {
            ...list('6.0 < 7.0', ['>= 6.0.3', '< 7.0']),
            except: [
              [
                { op: '>=', version: '6.0' },
                { op: '<', version: '6.0.3' },
              ],
            ],
          },
        ],
      ],
    },
    {
      when: 'an earlier entry that takes out',
      entries: [u('1.5'), a('1.0', { lessThan: '2.0' })],
      sets: [
        [
          'affected',
          { ...list('1.5 | 1.0 < 2.0', ['>= 1.0', '< 2.0']), except: [[{ op: '=', version: '1.5' }]] },
        ],
        ['not_affected', list('1.5 | 1.0 < 2.0', ['= 1.5'])],
      ],
    },
    {
      when: 'escaped brackets',
      entries: [a('16.01.0.8\\(1576\\)')],
      sets: [['affected', list('16.01.0.8\\(1576\\)', ['= 16.01.0.8(1576)'])]],
    },
    {
      when: 'commits',
      entries: [a('abc', { lessThan: 'def', versionType: 'git' })],
      sets: [['affected', { kind: 'unknown', text: 'abc < def', why: 'commit' }]],
    },
    {
      when: 'nothing',
      entries: [a('n/a')],
      sets: [['affected', { kind: 'unknown', text: 'n/a', why: 'empty' }]],
    },
    {
      when: 'one unreadable beside one readable',
      entries: [a('2.4'), a('before the storm')],
      sets: [
        [
          'affected',
          {
            ...list('2.4 | before the storm', ['= 2.4']),
            mayExtend: 'not readable as versions: before the storm',
          },
        ],
      ],
    },
  ])('reads its versions: $when', ({ entries, sets }) => {
    expect(versions(entries)).toEqual(sets);
  });

  it('takes a default of affected at its word: all but what is unaffected', () => {
    expect(versions([u('3.0', { lessThan: '*' })], { defaultStatus: 'affected' })).toEqual([
      ['affected', { kind: 'all', text: '3.0 < *', except: [[{ op: '>=', version: '3.0' }]] }],
      ['not_affected', list('3.0 < *', ['>= 3.0'])],
    ]);
    expect(versions([a('1.0', { lessThan: '2.0' })], { defaultStatus: 'affected' })).toEqual([
      [
        'affected',
        {
          ...list('1.0 < 2.0', ['>= 1.0', '< 2.0']),
          mayExtend: 'the record says that versions it does not list are affected too',
        },
      ],
    ]);
    expect(versions([], {})).toEqual([['affected', { kind: 'unknown', text: '', why: 'empty' }]]);
  });

  it('makes no statement about a product "n/a"', () => {
    expect(
      value(decodeCve5(record({ affected: [{ vendor: 'n/a', product: 'n/a', versions: [a('n/a')] }] })))
        .statements,
    ).toEqual([]);
  });

  it('keeps CPE names and package names, and warns about what it cannot read', () => {
    const result = decodeCve5(
      record({
        affected: [
          { product: 'P', packageName: 'org:p', cpes: ['cpe:2.3:o:v:p:*:*:*:*:*:*:*:*'], versions: [a('1')] },
          { product: 7 },
        ],
      }),
    );
    expect(value(result).statements).toMatchObject([
      {
        vendor: null,
        product: 'P',
        alsoNamed: ['org:p'],
        part: 'o',
        cpes: ['cpe:2.3:o:v:p:*:*:*:*:*:*:*:*'],
      },
    ]);
    expect(says(result)).toContain('/containers/cna/affected/1/product');
  });
});

describe('shared parts of decoders', () => {
  it.each([
    ['2017-03-17T00:59:00.000', '2017-03-17T00:59:00.000Z'],
    ['2021-04-09T02:01Z', '2021-04-09T02:01:00.000Z'],
    ['2025-08-25T17:04:19.9796Z', '2025-08-25T17:04:19.979Z'],
    ['2024-02-01T10:00:00+02:00', '2024-02-01T08:00:00.000Z'],
    ['2024-02-01', '2024-02-01T00:00:00.000Z'],
    ['2024-02-31T25:00:00Z', null],
    ['yesterday', null],
    [7, null],
  ])('the instant %j is %j', (text, instant) => expect(asInstant(text)).toBe(instant));

  it.each([
    ['Innokas YhtymÃ¤ Oy', 'Innokas Yhtymä Oy'],
    ['Câ€¢CURE', 'C•CURE'],
    ['Yhtymä', 'Yhtymä'],
    ['Ã', 'Ã'],
    ['SÃO PAULO', 'SÃO PAULO'],
  ])('the text %j is %j', (text, repaired) => expect(unmangled(text)).toBe(repaired));

  it('depth is measured without recursion, with the first steps of the way', () => {
    expect([tooDeep({ a: { b: [1] } }, 3), tooDeep({ a: { b: [1] } }, 2), tooDeep(7, 0)]).toEqual([
      null,
      '/a/b',
      null,
    ]);
  });

  it('warnings are bounded', () => {
    const notes = new Notes();
    for (let i = 0; i < 1000; i++) notes.warn('', `${i}`);
    expect([notes.all().length, notes.all().at(-1)?.reason]).toEqual([51, 'and 950 more warnings']);
  });
});
