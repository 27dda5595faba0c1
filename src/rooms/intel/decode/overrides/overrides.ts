// CPE configurations that others add for CVEs the NVD has not analysed: Anchore's override records, one JSON object each.
// @source anchore/nvd-data-overrides, data/<year>/CVE-*.json
import { z } from 'zod';
import { CveId } from '../../../../kernel/ids.ts';
import type { VulnerabilityPart } from '../../model.ts';
import { asInstant, type Decoded, Notes, readAs, refuse, tooDeep } from '../kit.ts';
import { readConfigurations } from '../nvd/cpe.ts';
import type { NvdRecord } from '../nvd/nvd.ts';

const Override = z.object({
  _annotation: z.object({
    cve_id: CveId,
    cna: z.string().optional(),
    description: z.string().optional(),
    published: z.string().optional(),
    modified: z.string().optional(),
  }),
  cve: z.object({ configurations: z.unknown().optional() }).optional(),
});

/** What one override says. Rows about the placeholder product `null:null` (meaning: no product) are dropped with a warning. */
export function decodeOverride(json: unknown): Decoded<NvdRecord> {
  const deep = tooDeep(json, 50);
  if (deep !== null) return refuse(deep, 'it is nested more than 50 deep');
  const read = readAs(Override, json, '');
  if (!read.ok) return read;
  const { _annotation: about, cve } = read.value;
  const notes = new Notes();
  const { configurations, keys } =
    cve?.configurations === undefined
      ? { configurations: [], keys: [] }
      : readConfigurations(cve.configurations, '/cve/configurations', notes);
  const real = configurations.filter(
    ({ nodes }) =>
      !nodes.every((node) =>
        node.cpeMatch.every(({ criteria }) => criteria.startsWith('cpe:2.3:a:null:null:')),
      ),
  );
  if (real.length < configurations.length)
    notes.warn(
      '/cve/configurations',
      'it names the placeholder product null:null, which stands for no product',
    );
  const publishedAt = asInstant(about.published);
  const modifiedAt = asInstant(about.modified);
  const description = notes.text(about.description ?? '', 20_000, '/_annotation/description');
  const part: VulnerabilityPart = {
    source: 'overrides',
    record: about.cve_id,
    cve: about.cve_id,
    ...(description === '' ? {} : { description }),
    ...(publishedAt === null ? {} : { publishedAt }),
    ...(modifiedAt === null ? {} : { modifiedAt }),
  };
  const cpe = {
    cve: about.cve_id,
    source: 'overrides' as const,
    configurations: real,
    keys: keys.filter((key) => key !== 'a:null:null'),
  };
  return { ok: true, value: { part, cpe }, warnings: notes.all() };
}
