// One record of the NVD 2.0 form: what it says of the CVE, and which products it names.
// @source NVD API 2.0 (nvd.nist.gov/developers/vulnerabilities)
import { z } from 'zod';
import { CveId } from '../../../../kernel/ids.ts';
import type { CpeRecord, CvssScore, VulnerabilityPart } from '../../model.ts';
import { asInstant, type Decoded, Notes, readAs, readPart, tooDeep } from '../kit.ts';
import { readConfigurations } from './cpe.ts';

/** Where the records are in the 2.0 form. */
export const nvd2Shape = { kind: 'array', keys: ['vulnerabilities'] } as const;

/** What a record holds: a part of the picture, and its CPE configurations (none: not analysed, which is not "not affected"). */
export type NvdRecord = { readonly part: VulnerabilityPart; readonly cpe: CpeRecord };

const Record = z.object({
  cve: z.object({
    id: CveId,
    sourceIdentifier: z.string().optional(),
    published: z.string().optional(),
    lastModified: z.string().optional(),
    vulnStatus: z.string().optional(),
    descriptions: z.unknown().optional(),
    metrics: z.unknown().optional(),
    weaknesses: z.unknown().optional(),
    configurations: z.unknown().optional(),
  }),
});
const Descriptions = z.array(z.object({ lang: z.string(), value: z.string() })).max(1000);
const Weaknesses = z.array(z.object({ type: z.string().optional(), description: Descriptions })).max(1000);
const Metric = z.object({
  source: z.string().optional(),
  type: z.string().optional(),
  cvssData: z.object({
    version: z.enum(['2.0', '3.0', '3.1', '4.0']).optional(),
    vectorString: z.string().max(500).optional(),
    baseScore: z.number().min(0).max(10),
  }),
});
const metricKinds = [
  ['cvssMetricV31', '3.1'],
  ['cvssMetricV30', '3.0'],
  ['cvssMetricV40', '4.0'],
  ['cvssMetricV2', '2.0'],
] as const;
const metricList = z.array(Metric).max(100).optional();
const Metrics = z.object({
  cvssMetricV31: metricList,
  cvssMetricV30: metricList,
  cvssMetricV40: metricList,
  cvssMetricV2: metricList,
});

/** What one NVD 2.0 record (`{cve: {...}}`) says. Parts that cannot be read are left out with a warning. */
export function decodeNvdRecord(json: unknown): Decoded<NvdRecord> {
  const deep = tooDeep(json, 50);
  if (deep !== null) return { ok: false, place: deep, reason: 'it is nested more than 50 deep' };
  const read = readAs(Record, json, '');
  if (!read.ok) return read;
  const { cve } = read.value;
  const notes = new Notes();
  const descriptions =
    cve.descriptions === undefined
      ? []
      : (readPart(Descriptions, cve.descriptions, '/cve/descriptions', notes) ?? []);
  const english = descriptions.find(({ lang }) => lang.startsWith('en'));
  const weaknesses =
    cve.weaknesses === undefined
      ? []
      : (readPart(Weaknesses, cve.weaknesses, '/cve/weaknesses', notes) ?? []);
  const cwe = [
    ...new Set(
      weaknesses
        .flatMap(({ description }) => description.map(({ value }) => value))
        .filter((id) => /^CWE-\d+$/.test(id)),
    ),
  ];
  const metrics =
    cve.metrics === undefined ? undefined : readPart(Metrics, cve.metrics, '/cve/metrics', notes);
  const scores: CvssScore[] = metricKinds.flatMap(([kind, version]) =>
    // NVD's own (Primary) before others of the same version.
    (metrics?.[kind] ?? [])
      .toSorted((a, b) => Number(b.type === 'Primary') - Number(a.type === 'Primary'))
      .map(({ source = 'nvd', cvssData }) => ({
        version,
        score: cvssData.baseScore,
        vector: cvssData.vectorString ?? null,
        by: source.slice(0, 200),
      })),
  );
  const publishedAt = asInstant(cve.published);
  const modifiedAt = asInstant(cve.lastModified);
  const { configurations, keys } =
    cve.configurations === undefined
      ? { configurations: [], keys: [] }
      : readConfigurations(cve.configurations, '/cve/configurations', notes);
  const part: VulnerabilityPart = {
    source: 'nvd',
    record: cve.id,
    cve: cve.id,
    ...(english === undefined ? {} : { description: notes.text(english.value, 20_000, '/cve/descriptions') }),
    ...(scores.length > 0 ? { scores } : {}),
    ...(cwe.length > 0 ? { cwe } : {}),
    ...(publishedAt === null ? {} : { publishedAt }),
    ...(modifiedAt === null ? {} : { modifiedAt }),
    ...(cve.vulnStatus === undefined
      ? {}
      : {
          state:
            /^reject/i.test(cve.vulnStatus) || /^\*\* ?reject/i.test(english?.value ?? '')
              ? 'rejected'
              : 'published',
        }),
  };
  return {
    ok: true,
    value: { part, cpe: { cve: cve.id, source: 'nvd', configurations, keys } },
    warnings: notes.all(),
  };
}
