// One CVE record of format 5.x, with what CISA's Vulnrichment adds to it (SSVC, KEV date, CPE names).
// @source CVE Record Format 5.1; cisagov/vulnrichment for the container titled "CISA ADP Vulnrichment"
import { z } from 'zod';
import { CveId } from '../../../../kernel/ids.ts';
import type { CvssScore, Ssvc, Statement, VulnerabilityPart } from '../../model.ts';
import { asInstant, at, type Decoded, Notes, readAs, readPart, refuse, tooDeep } from '../kit.ts';
import { affectedVersions, DefaultStatus, VersionEntry } from './versions.ts';

/** What a record holds: one part by the CNA and one by CISA when it added any, and a statement for each product. */
export type Cve5Record = { readonly parts: VulnerabilityPart[]; readonly statements: Statement[] };

const maxProducts = 5000;
const maxVersions = 5000;
const Record = z.object({
  cveMetadata: z.object({
    cveId: CveId,
    state: z.string(),
    datePublished: z.string().optional(),
    dateUpdated: z.string().optional(),
    assignerShortName: z.string().optional(),
  }),
  containers: z.object({ cna: z.unknown(), adp: z.array(z.unknown()).max(100).optional() }),
});
const Texts = z.array(z.object({ lang: z.string(), value: z.string() })).max(1000);
const Container = z.object({
  title: z.string().optional(),
  providerMetadata: z
    .object({ shortName: z.string().optional(), dateUpdated: z.string().optional() })
    .optional(),
  descriptions: z.unknown().optional(),
  rejectedReasons: z.unknown().optional(),
  metrics: z.array(z.unknown()).max(1000).optional(),
  problemTypes: z.unknown().optional(),
  affected: z.array(z.unknown()).optional(),
});
type Container = z.infer<typeof Container>;
const Affected = z.object({
  vendor: z.string().optional(),
  product: z.string().optional(),
  packageName: z.string().optional(),
  defaultStatus: DefaultStatus.optional(),
  cpes: z.array(z.string()).max(10_000).optional(),
  versions: z.array(z.unknown()).optional(),
});
const ProblemTypes = z
  .array(z.object({ descriptions: z.array(z.object({ cweId: z.string().optional() })).max(1000) }))
  .max(1000);
const Score = z.object({
  vectorString: z.string().max(500).optional(),
  baseScore: z.number().min(0).max(10),
});
const cvssKeys = [
  ['cvssV3_1', '3.1'],
  ['cvssV3_0', '3.0'],
  ['cvssV4_0', '4.0'],
  ['cvssV2_0', '2.0'],
] as const;
const Metric = z.object({
  cvssV3_1: z.unknown().optional(),
  cvssV3_0: z.unknown().optional(),
  cvssV4_0: z.unknown().optional(),
  cvssV2_0: z.unknown().optional(),
  other: z.object({ type: z.string(), content: z.unknown() }).optional(),
});
const SsvcContent = z.object({
  options: z.array(z.record(z.string(), z.unknown())).max(50),
  timestamp: z.string().optional(),
});
const KevContent = z.object({ dateAdded: z.iso.date() });

/** What one CVE record says. The CNA container is needed unless the record is rejected; flaws in others are warnings. */
export function decodeCve5(json: unknown): Decoded<Cve5Record> {
  const deep = tooDeep(json, 100);
  if (deep !== null) return refuse(deep, 'it is nested more than 100 deep');
  const read = readAs(Record, json, '');
  if (!read.ok) return read;
  const { cveMetadata: meta, containers } = read.value;
  const cna = readAs(Container, containers.cna, '/containers/cna');
  if (!cna.ok) return cna;
  const notes = new Notes();
  const publishedAt = asInstant(meta.datePublished);
  const modifiedAt = asInstant(meta.dateUpdated);
  const title = notes.text(cna.value.title ?? '', 500, '/containers/cna/title');
  const by = cna.value.providerMetadata?.shortName ?? meta.assignerShortName ?? 'CNA';
  const parts: VulnerabilityPart[] = [
    {
      source: 'cve5',
      record: meta.cveId,
      cve: meta.cveId,
      state: meta.state.toUpperCase() === 'REJECTED' ? 'rejected' : 'published',
      ...(title === '' ? {} : { title }),
      ...(publishedAt === null ? {} : { publishedAt }),
      ...(modifiedAt === null ? {} : { modifiedAt }),
      ...factsOf(cna.value, by, '/containers/cna', notes),
    },
  ];
  const statedAt = asInstant(cna.value.providerMetadata?.dateUpdated) ?? modifiedAt;
  const statements = statementsOf(
    cna.value,
    { cve: meta.cveId, authority: 'cna', statedAt, place: '/containers/cna' },
    notes,
  );
  for (const [i, raw] of (containers.adp ?? []).entries()) {
    const place = at('/containers/adp', i);
    const adp = readPart(Container, raw, place, notes);
    if (adp === undefined || !isCisa(adp)) continue;
    const facts = { ...factsOf(adp, 'CISA-ADP', place, notes), ...cisaFacts(adp, place, notes) };
    if (Object.keys(facts).length > 0)
      parts.push({ source: 'cisa-adp', record: meta.cveId, cve: meta.cveId, ...facts });
    const updated = asInstant(adp.providerMetadata?.dateUpdated);
    statements.push(
      ...statementsOf(adp, { cve: meta.cveId, authority: 'enricher', statedAt: updated, place }, notes),
    );
  }
  return { ok: true, value: { parts, statements }, warnings: notes.all() };
}

const isCisa = ({ title = '', providerMetadata }: Container) =>
  providerMetadata?.shortName === 'CISA-ADP' || /^CISA ADP/i.test(title);

/** Description, scores and weaknesses of a container. */
function factsOf(container: Container, by: string, place: string, notes: Notes) {
  const texts = container.descriptions ?? container.rejectedReasons;
  const descriptions =
    texts === undefined ? [] : (readPart(Texts, texts, at(place, 'descriptions'), notes) ?? []);
  const english = descriptions.find(({ lang }) => lang.toLowerCase().startsWith('en')) ?? descriptions[0];
  const problems =
    container.problemTypes === undefined
      ? []
      : (readPart(ProblemTypes, container.problemTypes, at(place, 'problemTypes'), notes) ?? []);
  const cwe = [
    ...new Set(
      problems
        .flatMap(({ descriptions: list }) => list.map(({ cweId = '' }) => cweId))
        .filter((id) => /^CWE-\d+$/.test(id)),
    ),
  ];
  const scores: CvssScore[] = [];
  for (const [k, raw] of (container.metrics ?? []).entries()) {
    const metric = readPart(Metric, raw, at(place, 'metrics', k), notes);
    for (const [key, version] of cvssKeys) {
      if (metric?.[key] === undefined) continue;
      const score = readPart(Score, metric[key], at(place, 'metrics', k, key), notes);
      if (score) scores.push({ version, score: score.baseScore, vector: score.vectorString ?? null, by });
    }
  }
  return {
    ...(english === undefined
      ? {}
      : { description: notes.text(english.value, 20_000, at(place, 'descriptions')) }),
    ...(scores.length > 0 ? { scores } : {}),
    ...(cwe.length > 0 ? { cwe } : {}),
  };
}

/** CISA's SSVC decision points and KEV date. @source cisagov/vulnrichment, metrics[].other of types "ssvc" and "kev" */
function cisaFacts(
  container: Container,
  place: string,
  notes: Notes,
): Pick<VulnerabilityPart, 'ssvc' | 'kev'> {
  const facts: Pick<VulnerabilityPart, 'ssvc' | 'kev'> = {};
  for (const [k, raw] of (container.metrics ?? []).entries()) {
    const where = at(place, 'metrics', k, 'other', 'content');
    const other = Metric.safeParse(raw).data?.other;
    if (other?.type === 'ssvc') {
      const ssvc = ssvcOf(other.content, where, notes);
      if (ssvc) facts.ssvc = ssvc;
    } else if (other?.type === 'kev') {
      const kev = readPart(KevContent, other.content, where, notes);
      if (kev)
        facts.kev = { dateAdded: kev.dateAdded, dueDate: null, ransomware: 'unknown', requiredAction: null };
    }
  }
  return facts;
}

const SsvcPoints = z.object({
  exploitation: z.enum(['none', 'poc', 'active']),
  automatable: z.enum(['yes', 'no']),
  technicalimpact: z.enum(['partial', 'total']),
});

function ssvcOf(content: unknown, place: string, notes: Notes): Ssvc | undefined {
  const read = readPart(SsvcContent, content, place, notes);
  if (read === undefined) return undefined;
  const named = read.options
    .flatMap((option) => Object.entries(option))
    .map(([name, value]) => [
      name.toLowerCase().replace(/[^a-z]/g, ''),
      typeof value === 'string' ? value.toLowerCase().replace('public poc', 'poc') : value,
    ]);
  const points = readPart(SsvcPoints, Object.fromEntries(named), at(place, 'options'), notes);
  if (points === undefined) return undefined;
  const { exploitation, automatable, technicalimpact: technicalImpact } = points;
  return { exploitation, automatable, technicalImpact, timestamp: asInstant(read.timestamp) };
}

type Stating = { cve: CveId; authority: 'cna' | 'enricher'; statedAt: string | null; place: string };

/** A statement for each product that is named; a product "n/a" says nothing about any device. */
function statementsOf(
  container: Container,
  { cve, authority, statedAt, place }: Stating,
  notes: Notes,
): Statement[] {
  const statements: Statement[] = [];
  const all = container.affected ?? [];
  if (all.length > maxProducts)
    notes.warn(at(place, 'affected'), `only the first ${maxProducts} of ${all.length} products are read`);
  for (const [i, raw] of all.slice(0, maxProducts).entries()) {
    const where = at(place, 'affected', i);
    const affected = readPart(Affected, raw, where, notes);
    if (affected === undefined) continue;
    const product = named(affected.product) ?? named(affected.packageName);
    if (product === null) continue;
    const entries: VersionEntry[] = [];
    const versions = affected.versions ?? [];
    if (versions.length > maxVersions)
      notes.warn(
        at(where, 'versions'),
        `only the first ${maxVersions} of ${versions.length} versions are read`,
      );
    for (const [k, version] of versions.slice(0, maxVersions).entries()) {
      const entry = readPart(VersionEntry, version, at(where, 'versions', k), notes);
      if (entry) entries.push(entry);
    }
    const cpes = (affected.cpes ?? []).slice(0, 1000);
    const packageName = named(affected.packageName);
    const base = {
      source: 'cve5' as const,
      record: cve,
      authority,
      cve,
      vendor: named(affected.vendor),
      product: notes.text(product, 1000, at(where, 'product')),
      alsoNamed: packageName === null || packageName === product ? [] : [packageName],
      modelNumbers: [],
      part: partOf(cpes[0]),
      cpes,
      productId: null,
      statedAt,
      configuration: null,
    };
    const sets = affectedVersions(entries, affected.defaultStatus ?? 'unknown');
    if (sets.affected) statements.push({ ...base, versions: sets.affected, status: 'affected' });
    if (sets.notAffected) statements.push({ ...base, versions: sets.notAffected, status: 'not_affected' });
    // A product named without any version at all: something is affected, which versions is not said.
    if (!sets.affected && !sets.notAffected) {
      statements.push({
        ...base,
        versions: { kind: 'unknown', text: '', why: 'empty' },
        status: affected.defaultStatus === 'unaffected' ? 'not_affected' : 'affected',
      });
    }
  }
  return statements;
}

/** A name that names something. */
const named = (text: string | undefined): string | null => {
  const plain = text?.trim() ?? '';
  return plain === '' || /^(?:n\/a|unknown|unspecified|-)$/i.test(plain) ? null : plain.slice(0, 1000);
};

const partOf = (cpe: string | undefined): 'a' | 'o' | 'h' | null => {
  const part = /^cpe:(?:2\.3:|\/)([aoh]):/i.exec(cpe ?? '')?.[1]?.toLowerCase();
  return part === 'a' || part === 'o' || part === 'h' ? part : null;
};
