import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkFiles } from '../../platform/files/walk.ts';
import { sharedData } from './decode/testing.ts';
import type { FeedTally } from './model.ts';
import { openIntel } from './read-file.ts';
import { emptyTally, sumTallies } from './rules/tally.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'intel-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Held = {
  kind: string;
  tally: FeedTally;
  asOf: string | null;
  parts: number;
  statements: number;
  configurations: number;
};
async function held(absolute: string): Promise<Held> {
  const file = await openIntel({ path: basename(absolute), absolute });
  if (file.kind === 'none')
    return {
      kind: file.looksLike,
      tally: emptyTally(),
      asOf: null,
      parts: 0,
      statements: 0,
      configurations: 0,
    };
  const count = { parts: 0, statements: 0, configurations: 0 };
  for await (const intake of file.intakes) {
    count.parts += intake.parts.length;
    count.statements += intake.statements.length;
    count.configurations += intake.cpe?.configurations.length ?? 0;
  }
  return { kind: file.kind, tally: file.tally, asOf: file.asOf(), ...count };
}
const put = (name: string, content: string | Buffer): string => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};
const kevEntry = (cveID: string, dateAdded = '2025-01-01') => ({ cveID, dateAdded, dueDate: '2025-02-01' });
const kev = (entries: unknown[]) =>
  JSON.stringify({
    title: 'x',
    catalogVersion: '2025.01.01',
    dateReleased: '2025-01-02T03:04:05Z',
    count: entries.length,
    vulnerabilities: entries,
  });

describe('a file of intelligence', () => {
  it('is read whatever it is called, and says when it is from', async () => {
    const found = await held(
      put('holiday.jpg', gzipSync(kev([kevEntry('CVE-2024-0001'), kevEntry('CVE-2024-0002')]))),
    );
    expect(found).toMatchObject({
      kind: 'kev',
      parts: 2,
      asOf: '2025-01-02T03:04:05.000Z',
      tally: { read: 2, refused: 0, warnings: 0, problems: [] },
    });
  });

  it('loses only the records that cannot be read, and names file, record, place and rule', async () => {
    const found = await held(
      put(
        'kev.json',
        kev([
          kevEntry('CVE-2024-0001'),
          kevEntry('CVE-2024-0002', 'soon'),
          { cveID: 'nonsense' },
          kevEntry('CVE-2024-0003'),
        ]),
      ),
    );
    expect(found.tally).toMatchObject({ read: 2, refused: 2 });
    expect(found.tally.problems).toEqual([
      {
        level: 'refused',
        file: 'kev.json',
        record: 'CVE-2024-0002',
        place: expect.stringMatching(/^record 2 at byte \d+, \/dateAdded$/) as string,
        reason: expect.any(String) as string,
      },
      {
        level: 'refused',
        file: 'kev.json',
        record: 'nonsense',
        place: expect.stringMatching(/^record 3 at byte \d+, \/cveID$/) as string,
        reason: expect.any(String) as string,
      },
    ]);
  });

  it('cut off half way keeps what was read, and says where it ended', async () => {
    const random = Array.from({ length: 40_000 }, (_, i) =>
      kevEntry(`CVE-2024-${String((i * 7919) % 100_000).padStart(5, '0')}`),
    );
    const whole = gzipSync(kev(random));
    const found = await held(put('cut.json.gz', whole.subarray(0, whole.length - 20_000)));
    expect(found.tally.read).toBeGreaterThan(0);
    expect(found.tally.refused).toBe(1);
    expect(found.tally.problems[0]).toMatchObject({
      file: 'cut.json.gz',
      reason: expect.stringContaining('truncated') as string,
    });
  });

  it('that is no intelligence says what it looks like', async () => {
    expect((await held(put('a.json', '{"bomFormat":"CycloneDX"}'))).kind).toBe(
      'a CycloneDX bill of materials',
    );
    await expect(held(put('a.zip', 'PK\u0003\u0004'))).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('of EPSS carries model and date to every row', async () => {
    const found = await held(
      put(
        'epss.csv',
        '#model_version:v1,score_date:2026-07-31T12:03:43Z\ncve,epss,percentile\nCVE-2024-0001,0.1,0.2\nCVE-2024-0002,x,0.2\n',
      ),
    );
    expect(found).toMatchObject({
      kind: 'epss',
      asOf: '2026-07-31T12:03:43.000Z',
      tally: { read: 1, refused: 1 },
    });
    expect(found.tally.problems[0]).toMatchObject({ record: 'CVE-2024-0002', place: 'line 4, /epss' });
  });
});

const cve = sharedData('cve');
const csaf = sharedData('csaf');
describe.skipIf(cve === null || csaf === null)('the real files', () => {
  it.each([
    {
      file: 'kev/known_exploited_vulnerabilities.json',
      kind: 'kev',
      read: 1404,
      asOf: '2025-08-25T17:04:19.979Z',
    },
    {
      file: 'kev/known_exploited_vulnerabilities.csv',
      kind: 'kev',
      read: 1404,
      asOf: '2025-08-25T00:00:00.000Z',
    },
    { file: 'kev/kev_epss_2026-08-22.csv', kind: 'epss', read: 1556, asOf: null },
    { file: 'nvd-medical.json', kind: 'nvd2', read: 459, asOf: '2021-04-09T02:01:52.000Z' },
    { file: 'nvd-medical-2021-2023-sample.json', kind: 'nvd2', read: 8, asOf: '2024-01-01T00:00:00.000Z' },
    { file: 'nvd-medical-1.1.json.gz', kind: 'nvd1', read: 459, asOf: '2021-04-09T02:01:00.000Z' },
    { file: 'nvd-bulk/nvdcve-2.0-1999.json.gz', kind: 'nvd2', read: 1579, asOf: '2021-04-09T02:01:52.000Z' },
    {
      file: 'vulnrichment/vulnrichment-2025.jsonl.gz',
      kind: 'cve5',
      read: 226,
      asOf: '2025-01-23T21:18:39.916Z',
    },
    {
      file: 'anchore-nvd-overrides.jsonl.gz',
      kind: 'overrides',
      read: 32_184,
      asOf: '2026-08-21T03:55:23.242Z',
    },
  ])('$file: $read records, none refused', async ({ file, kind, read, asOf }) => {
    const found = await held(join(cve ?? '', file));
    expect([found.kind, found.tally.read, found.tally.refused, found.asOf]).toEqual([kind, read, 0, asOf]);
  });

  it('in the NVD 1.1 and 2.0 forms say the same of every CVE', async () => {
    const records = async (file: string) => {
      const opened = await openIntel({ path: file, absolute: join(cve ?? '', file) });
      const found = [];
      if (opened.kind !== 'none')
        for await (const { cpe, parts } of opened.intakes)
          found.push({
            cpe,
            scores: parts[0]?.scores?.map(({ version, score, vector }) => ({ version, score, vector })),
            cwe: parts[0]?.cwe,
          });
      return found.sort((a, b) => (a.cpe?.cve ?? '').localeCompare(b.cpe?.cve ?? ''));
    };
    expect(await records('nvd-medical-1.1.json.gz')).toEqual(await records('nvd-medical.json'));
  });

  it('of a whole folder are each accounted for', async () => {
    let sum = emptyTally();
    const passed: Record<string, number> = {};
    for await (const found of walkFiles(csaf ?? '')) {
      if (found.kind !== 'file') continue;
      const { kind, tally } = await held(found.absolute);
      sum = sumTallies(sum, tally);
      if (kind !== 'csaf') passed[kind] = (passed[kind] ?? 0) + 1;
    }
    // 115 + 300 advisories, 4 importer cases, 19 examples, 147 validator cases; refused: 13 of those cases and CSAF 1.2.
    expect([sum.read, sum.refused]).toEqual([571, 14]);
    expect(passed).toEqual({
      'a CSAF aggregator': 3,
      'CSAF provider metadata': 1,
      'a ROLIE feed, service or category document': 4,
      'JSON with the fields $schema, testschema_version, tests': 1,
      'a table with the columns id, file, title, initial_release, current_release': 2,
    });
  });

  it('read the same when packed and unpacked', async () => {
    const packed = join(cve ?? '', 'nvd-medical-1.1.json.gz');
    const plain = await held(put('plain', gunzipSync(readFileSync(packed))));
    expect(plain).toEqual(await held(packed));
  });
});
