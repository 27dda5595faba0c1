import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Advisory } from '../../model.ts';
import { advisoryParts, advisoryStatements } from '../../rules/statements.ts';
import { jsonFiles, sharedData } from '../testing.ts';
import { decodeCsaf } from './advisory.ts';

type Json = Record<string, unknown>;
const version = (name: string, id: string, fullName = name, category = 'product_version_range') => ({
  category,
  name,
  product: { name: fullName, product_id: id },
});
/** A small valid document; `change` replaces or adds top-level parts. */
function document(change: Json = {}, doc: Json = {}): Json {
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      publisher: { category: 'vendor', name: 'Acme', namespace: 'https://acme.example' },
      title: 'ACME-1_Acme Pump Vulnerability',
      tracking: {
        id: 'ACME-1',
        status: 'final',
        version: '2',
        initial_release_date: '2024-01-01T00:00:00Z',
        current_release_date: '2024-02-01T10:00:00+02:00',
        revision_history: [{ date: '2024-01-01T00:00:00Z', number: '1', summary: 'x' }],
      },
      ...doc,
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Acme',
          branches: [
            {
              category: 'product_name',
              name: 'Pump',
              branches: [
                version('<2.0', 'P1', 'Pump: versions prior to 2.0'),
                version('2.0', 'P2', 'Pump 2.0', 'product_version'),
              ],
            },
          ],
        },
      ],
      product_groups: [{ group_id: 'G', product_ids: ['P1'] }],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2024-0001',
        cwe: { id: 'CWE-79', name: 'XSS' },
        product_status: { known_affected: ['P1'], first_fixed: ['P2'], recommended: ['P2'] },
        remediations: [
          {
            category: 'vendor_fix',
            details: 'Update to 2.0',
            group_ids: ['G'],
            url: 'https://acme.example/2',
            restart_required: { category: 'system' },
          },
        ],
        scores: [
          {
            products: ['P1'],
            cvss_v3: {
              version: '3.1',
              vectorString: 'CVSS:3.1/AV:N',
              baseScore: 9.8,
              baseSeverity: 'CRITICAL',
            },
          },
        ],
      },
      {
        cve: 'CVE-2024-0002',
        product_status: { under_investigation: ['P1'] },
        remediations: [
          {
            category: 'vendor_fix',
            details: 'Update to 2.0',
            product_ids: ['P1'],
            url: 'https://acme.example/2',
            restart_required: { category: 'system' },
          },
        ],
      },
    ],
    ...change,
  };
}
const decoded = (json: unknown) => {
  const result = decodeCsaf(json);
  if (!result.ok) throw new Error(`${result.place}: ${result.reason}`);
  return result;
};
const refused = (json: unknown): string => {
  const result = decodeCsaf(json);
  return result.ok ? 'not refused' : `${result.place}: ${result.reason}`;
};

describe('a CSAF document', () => {
  it('becomes an advisory, whole', () => {
    const { value, warnings } = decoded(document());
    expect(warnings).toEqual([]);
    expect(Advisory.parse(value)).toEqual(value);
    expect(value).toEqual({
      trackingId: 'ACME-1',
      title: 'Acme Pump Vulnerability',
      publisher: { name: 'Acme', category: 'vendor' },
      category: 'csaf_security_advisory',
      initialReleaseAt: '2024-01-01T00:00:00.000Z',
      currentReleaseAt: '2024-02-01T08:00:00.000Z',
      version: '2',
      status: 'final',
      summary: null,
      sectors: [],
      url: null,
      aggregateSeverity: null,
      products: [
        {
          productId: 'P1',
          vendor: 'Acme',
          family: null,
          name: 'Pump',
          fullName: 'Pump: versions prior to 2.0',
          versionText: '<2.0',
          range: { kind: 'list', text: '<2.0', anyOf: [[{ op: '<', version: '2.0' }]] },
          modelNumbers: [],
          alsoNamed: [],
          cpe: null,
          purl: null,
          relation: null,
        },
        {
          productId: 'P2',
          vendor: 'Acme',
          family: null,
          name: 'Pump',
          fullName: 'Pump 2.0',
          versionText: '2.0',
          range: { kind: 'list', text: '2.0', anyOf: [[{ op: '=', version: '2.0' }]] },
          modelNumbers: [],
          alsoNamed: [],
          cpe: null,
          purl: null,
          relation: null,
        },
      ],
      vulnerabilities: [
        {
          no: 0,
          cve: 'CVE-2024-0001',
          ids: [],
          title: null,
          description: null,
          cwe: 'CWE-79',
          cweName: 'XSS',
          exploited: null,
        },
        {
          no: 1,
          cve: 'CVE-2024-0002',
          ids: [],
          title: null,
          description: null,
          cwe: null,
          cweName: null,
          exploited: null,
        },
      ],
      statuses: [
        {
          vulnerability: 0,
          cve: 'CVE-2024-0001',
          productId: 'P1',
          status: 'known_affected',
          word: 'known_affected',
        },
        { vulnerability: 0, cve: 'CVE-2024-0001', productId: 'P2', status: 'fixed', word: 'first_fixed' },
        {
          vulnerability: 1,
          cve: 'CVE-2024-0002',
          productId: 'P1',
          status: 'under_investigation',
          word: 'under_investigation',
        },
      ],
      remediations: [
        {
          no: 0,
          category: 'vendor_fix',
          details: 'Update to 2.0',
          url: 'https://acme.example/2',
          restartRequired: 'system',
          date: null,
          productIds: ['P1'],
          cves: ['CVE-2024-0001', 'CVE-2024-0002'],
          isHeading: false,
        },
      ],
      scores: [
        {
          vulnerability: 0,
          cve: 'CVE-2024-0001',
          version: '3.1',
          score: 9.8,
          vector: 'CVSS:3.1/AV:N',
          productIds: ['P1'],
        },
      ],
    });
  });

  it('speaks as the maker, product by product', () => {
    const { value } = decoded(document());
    expect(
      advisoryStatements(value).map(({ authority, cve, product, status }) => [
        authority,
        cve,
        product,
        status,
      ]),
    ).toEqual([
      ['maker', 'CVE-2024-0001', 'Pump', 'affected'],
      ['maker', 'CVE-2024-0001', 'Pump', 'fixed'],
      ['maker', 'CVE-2024-0002', 'Pump', 'under_investigation'],
    ]);
    expect(advisoryParts(value).map((part) => part.scores?.[0]?.score)).toEqual([9.8, undefined]);
  });

  const tree = (branches: unknown) => document({ product_tree: { branches }, vulnerabilities: undefined });
  const nested = (depth: number): unknown =>
    depth === 0
      ? version('1', 'X')
      : { category: 'product_family', name: 'f', branches: [nested(depth - 1)] };
  it.each([
    { when: 'is no object', json: 7, says: /^: Invalid input/ },
    { when: 'has no document', json: {}, says: /^\/document: / },
    {
      when: 'is of another version',
      json: document({}, { csaf_version: '2.1' }),
      says: '/document/csaf_version: CSAF 2.1 is not supported, only CSAF 2.0',
    },
    { when: 'has no title', json: document({}, { title: '' }), says: /^\/document\/title: / },
    {
      when: 'has a date that is none',
      json: document(
        {},
        {
          tracking: {
            id: 'A',
            status: 'final',
            version: '1',
            initial_release_date: 'soon',
            current_release_date: 'later',
            revision_history: [{ date: 'x', number: '1' }],
          },
        },
      ),
      says: '/document/tracking/initial_release_date: this is not a date and time',
    },
    {
      when: 'has a CVE id that is none',
      json: document({ vulnerabilities: [{ cve: 'CVE-24-1' }] }),
      says: '/vulnerabilities/0/cve: the CVE id does not have the form CVE-YYYY-NNNN',
    },
    {
      when: 'has branches 51 deep',
      json: tree([nested(51)]),
      says: /branches are nested more than 50 deep$/,
    },
    {
      when: 'has a branch without a product',
      json: tree([{ category: 'vendor', name: 'x' }]),
      says: '/product_tree/branches/0: a branch must have either branches or a product',
    },
    {
      when: 'has a branch of an unknown category',
      json: tree([{ category: 'thing', name: 'x', branches: [] }]),
      says: /^\/product_tree\/branches\/0\/category: /,
    },
    {
      when: 'defines a product twice',
      json: tree([version('1', 'X'), version('2', 'X')]),
      says: '/product_tree/branches/1/product/product_id: CSAF 6.1.2: product id X is defined twice',
    },
    {
      when: 'names a product it does not define',
      json: document({
        vulnerabilities: [{ cve: 'CVE-2024-0001', product_status: { fixed: ['P1', 'P9'] } }],
      }),
      says: '/vulnerabilities/0/product_status/fixed/1: CSAF 6.1.1: product id P9 is not defined in the product tree',
    },
    {
      when: 'contradicts itself',
      json: document({
        vulnerabilities: [
          {
            cve: 'CVE-2024-0001',
            product_status: { last_affected: ['P1'], known_not_affected: ['P2', 'P1'] },
          },
        ],
      }),
      says: '/vulnerabilities/0/product_status/known_not_affected/1: CSAF 6.1.6: product id P1 is said to be both known_affected and known_not_affected',
    },
  ])('that $when is refused with the place', ({ json, says }) => {
    expect(refused(json)).toMatch(says);
  });

  it('nested 100,000 deep is refused, not a crash', () => {
    let deep: unknown = version('1', 'X');
    for (let i = 0; i < 100_000; i++) deep = { category: 'product_family', name: 'f', branches: [deep] };
    expect(refused(tree([deep]))).toMatch(/it is nested more than 200 deep$/);
  });

  it.each([
    { when: 'the two agree', range: '<= 2.4', name: 'Pump: Version 2.40 and prior', doubt: true },
    { when: 'the table lost a sign', range: '9.9', name: 'Pump: < 9.9', doubt: true },
    {
      when: 'the numbers differ',
      range: '<= 3.01.1744',
      name: 'Pump Versions: 3.02.1744 and prior',
      doubt: true,
    },
    {
      when: 'only the spelling differs',
      range: '<= L81',
      name: 'Pump: All software Versions L81 and earlier',
      doubt: false,
    },
    {
      when: 'zeros and signs differ',
      range: '>= 2.5 | <= 3.0',
      name: 'Pump: v2.5.0 through v3.0',
      doubt: false,
    },
    { when: 'the name says nothing of versions', range: '<= 3', name: 'Acme Pump', doubt: false },
  ])('leaves a doubt where version and full name disagree: $when', ({ range, name, doubt }) => {
    const json = tree([{ category: 'product_name', name: 'Pump', branches: [version(range, 'X', name)] }]);
    const { value, warnings } = decoded(json);
    expect([warnings.length > 0, 'mayExtend' in (value.products[0]?.range ?? {})]).toEqual([doubt, doubt]);
  });

  it('finds other names: models in place of versions, the title when the name says nothing', () => {
    const json = tree([
      { category: 'product_name', name: 'Version', branches: [version('<= R8', 'A')] },
      {
        category: 'product_name',
        name: 'Bed',
        branches: [version('3002 S3 | 3005 S3', 'B', 'Bed: Models 3002 S3 and 3005 S3', 'product_version')],
      },
    ]);
    expect(decoded(json).value.products.map(({ alsoNamed }) => alsoNamed)).toEqual([
      ['Pump'],
      ['3002 S3', '3005 S3'],
    ]);
  });

  it('gives a product made by a relationship the vendor and version of its component', () => {
    const json = document({
      product_tree: {
        branches: [
          {
            category: 'vendor',
            name: 'Acme',
            branches: [
              {
                category: 'product_name',
                name: 'Stack',
                branches: [version('1.2', 'C', 'Stack 1.2', 'product_version')],
              },
              {
                category: 'product_name',
                name: 'Pump',
                branches: [version('7', 'P', 'Pump 7', 'product_version')],
              },
            ],
          },
        ],
        relationships: [
          {
            category: 'default_component_of',
            product_reference: 'C',
            relates_to_product_reference: 'P',
            full_product_name: { name: 'Stack 1.2 in Pump 7', product_id: 'R' },
          },
        ],
      },
      vulnerabilities: undefined,
    });
    expect(decoded(json).value.products[2]).toMatchObject({
      productId: 'R',
      vendor: 'Acme',
      name: 'Stack',
      versionText: '1.2',
      fullName: 'Stack 1.2 in Pump 7',
      relation: { category: 'default_component_of', productId: 'P' },
    });
  });

  it('repairs text that was encoded twice and cuts what is too long, and says so', () => {
    const { value, warnings } = decoded(
      document(
        {},
        {
          publisher: { category: 'vendor', name: 'Innokas YhtymÃ¤ Oy', namespace: 'x' },
          notes: [{ category: 'summary', text: 'x'.repeat(30_000) }],
        },
      ),
    );
    expect([value.publisher.name, value.summary?.length]).toEqual(['Innokas Yhtymä Oy', 20_000]);
    expect(warnings.map(({ place }) => place).sort()).toEqual([
      '/document/notes/0/text',
      '/document/publisher/name',
    ]);
  });
});

const csaf = sharedData('csaf');
describe.skipIf(csaf === null)('the real documents', () => {
  const folder = (name: string) => jsonFiles(join(csaf ?? '', name));

  /** Rows of a CSV without line breaks in cells, by column name. */
  function table(name: string): Record<string, string>[] {
    const [head = '', ...lines] = readFileSync(join(csaf ?? '', name), 'utf8')
      .trim()
      .split(/\r?\n/);
    const cells = (line: string) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      );
    const names = cells(head);
    return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell])));
  }

  it.each([
    ['icsma', 115],
    ['icsa', 300],
  ])('all of %s load, and hold what the index says: %i', (name, count) => {
    const rows = new Map(table(`${name}-index.csv`).map((row) => [row['file'], row]));
    const files = folder(name);
    expect([files.length, rows.size]).toEqual([count, count]);
    for (const { name: file, json } of files) {
      const { value } = decoded(json);
      const row = rows.get(file);
      expect([
        file,
        value.trackingId,
        value.initialReleaseAt.slice(0, 10),
        value.currentReleaseAt.slice(0, 10),
      ]).toEqual([file, row?.['id'], row?.['initial_release'], row?.['current_release']]);
      expect([file, value.products.length]).toEqual([file, Number(row?.['products'])]);
      expect([file, value.vulnerabilities.map(({ cve }) => cve).sort()]).toEqual([
        file,
        row?.['cve_ids']?.split(' ').sort(),
      ]);
      expect([file, Math.max(...value.scores.map(({ score }) => score))]).toEqual([
        file,
        Number(row?.['max_cvss3']),
      ]);
      expect(Advisory.parse(value)).toEqual(value);
      expect(value.products.every(({ vendor }) => vendor !== null)).toBe(true);
    }
  });

  it('of the VEX and advisory examples load; no status is lost', () => {
    type Written = { vulnerabilities?: { product_status?: Record<string, string[]> }[] };
    const files = ['oasis-examples/csaf', 'oasis-examples/vex'].flatMap(folder);
    expect(files).toHaveLength(19);
    for (const { name, json } of files) {
      const lists = ((json as Written).vulnerabilities ?? []).flatMap((one) =>
        Object.entries(one.product_status ?? {}),
      );
      const written = lists
        .filter(([word]) => word !== 'recommended')
        .reduce((sum, [, ids]) => sum + ids.length, 0);
      expect([name, decoded(json).value.statuses.length]).toEqual([name, written]);
    }
  });

  it('of the importer cases load but the one of an unsupported version', () => {
    expect(folder('importer-cases').map(({ name, json }) => [name, decodeCsaf(json).ok])).toEqual([
      ['csaf_many_vuln.json', true],
      ['csaf_no_vuln.json', true],
      ['csaf_one_vuln.json', true],
      ['csaf_unsupported_version.json', false],
    ]);
  });

  it('that the OASIS cases call invalid are refused or warned about by the tests we check, and no valid one is', () => {
    const refusing = new Set(['6.1.1', '6.1.2', '6.1.3', '6.1.4', '6.1.5', '6.1.6', '6.1.23']);
    const warning = new Set(['6.1.7', '6.1.8', '6.1.27.9', '6.1.29', '6.1.31', '6.1.32']);
    const cases = JSON.parse(
      readFileSync(join(csaf ?? '', 'oasis-validator-cases/testcases.json'), 'utf8'),
    ) as {
      tests: { id: string; group: string; failures?: { name: string }[]; valid?: { name: string }[] }[];
    };
    let seen = 0;
    for (const { id, failures = [], valid = [] } of cases.tests.filter(
      ({ group }) => group === 'mandatory',
    )) {
      const read = ({ name }: { name: string }) =>
        decodeCsaf(JSON.parse(readFileSync(join(csaf ?? '', 'oasis-validator-cases', name), 'utf8')));
      for (const one of valid) {
        const result = read(one);
        seen += 1;
        expect([one.name, result.ok]).toEqual([one.name, true]);
        if (result.ok && warning.has(id))
          expect([one.name, result.warnings.filter(({ reason }) => reason.includes(`CSAF ${id}:`))]).toEqual([
            one.name,
            [],
          ]);
      }
      for (const one of failures) {
        const result = read(one);
        seen += 1;
        if (refusing.has(id))
          expect([one.name, result.ok ? '' : result.reason]).toEqual([
            one.name,
            expect.stringContaining(`CSAF ${id}:`),
          ]);
        else expect([one.name, result.ok]).toEqual([one.name, true]);
        if (result.ok && warning.has(id))
          expect([one.name, result.warnings.map(({ reason }) => reason).join()]).toEqual([
            one.name,
            expect.stringContaining(`CSAF ${id}:`),
          ]);
      }
    }
    expect(seen).toBe(147);
  });
});
