// The retired NVD 1.1 form, which mirrors still hold, re-shaped to the 2.0 form and then read as that.
// @source NVD JSON 1.1 feed schema; the 2.0 form makes a two-child AND node a configuration of two nodes
import { z } from 'zod';
import { type Decoded, readAs, refuse } from '../kit.ts';
import { decodeNvdRecord, type NvdRecord } from './nvd.ts';

/** Where the records are in the 1.1 form. */
export const nvd1Shape = { kind: 'array', keys: ['CVE_Items'] } as const;

const lang = z.array(z.object({ lang: z.string(), value: z.string() }));
const Match = z.object({
  vulnerable: z.boolean().optional(),
  cpe23Uri: z.string().optional(),
  versionStartIncluding: z.string().optional(),
  versionStartExcluding: z.string().optional(),
  versionEndIncluding: z.string().optional(),
  versionEndExcluding: z.string().optional(),
});
const Leaf = z.object({
  operator: z.string().optional(),
  negate: z.boolean().optional(),
  cpe_match: z.array(Match).optional(),
  children: z.array(z.unknown()).max(0).optional(),
});
const Node = Leaf.extend({ children: z.array(Leaf).optional() });
const Item = z.object({
  cve: z.object({
    CVE_data_meta: z.object({ ID: z.string(), ASSIGNER: z.string().optional() }),
    problemtype: z.object({ problemtype_data: z.array(z.object({ description: lang })) }).optional(),
    description: z.object({ description_data: lang }).optional(),
  }),
  configurations: z.object({ nodes: z.array(Node).max(10_000) }).optional(),
  impact: z
    .object({
      baseMetricV3: z.object({ cvssV3: z.object({ version: z.string() }).loose() }).optional(),
      baseMetricV2: z.object({ cvssV2: z.unknown() }).optional(),
    })
    .optional(),
  publishedDate: z.string().optional(),
  lastModifiedDate: z.string().optional(),
});

const leaf = (node: z.infer<typeof Leaf>) => ({
  operator: node.operator ?? 'OR',
  negate: node.negate ?? false,
  cpeMatch: (node.cpe_match ?? []).map(({ cpe23Uri, ...rest }) => ({ ...rest, criteria: cpe23Uri ?? '' })),
});

/** What one NVD 1.1 item says, by way of the 2.0 form. Places point into the 2.0 form where the content was at fault. */
export function decodeNvd1Item(json: unknown): Decoded<NvdRecord> {
  const read = readAs(Item, json, '');
  if (!read.ok) return read;
  const { cve, configurations, impact, publishedDate, lastModifiedDate } = read.value;
  const v3 = impact?.baseMetricV3?.cvssV3;
  const v2 = impact?.baseMetricV2?.cvssV2;
  const metric = (cvssData: unknown) => [{ source: 'nvd@nist.gov', type: 'Primary', cvssData }];
  const reshaped = {
    cve: {
      id: cve.CVE_data_meta.ID,
      sourceIdentifier: cve.CVE_data_meta.ASSIGNER,
      published: publishedDate,
      lastModified: lastModifiedDate,
      vulnStatus: 'Analyzed',
      descriptions: cve.description?.description_data ?? [],
      metrics: {
        ...(v3 === undefined
          ? {}
          : { [v3.version === '3.0' ? 'cvssMetricV30' : 'cvssMetricV31']: metric(v3) }),
        ...(v2 === undefined ? {} : { cvssMetricV2: metric(v2) }),
      },
      weaknesses: (cve.problemtype?.problemtype_data ?? []).map(({ description }) => ({
        type: 'Primary',
        description,
      })),
      configurations: (configurations?.nodes ?? []).map((node) =>
        node.children !== undefined && node.children.length > 0
          ? { operator: node.operator ?? 'AND', negate: node.negate ?? false, nodes: node.children.map(leaf) }
          : { operator: 'OR', negate: false, nodes: [leaf(node)] },
      ),
    },
  };
  const decoded = decodeNvdRecord(reshaped);
  return decoded.ok ? decoded : refuse(decoded.place, decoded.reason);
}
