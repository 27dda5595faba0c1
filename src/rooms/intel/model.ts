// The nouns of intelligence: what the world says about vulnerabilities, as decoded from feeds and merged by rule.
import { z } from 'zod';
import { CveId } from '../../kernel/ids.ts';
import { CpeConfiguration, VersionSet } from './model/versions.ts';

export * from './model/versions.ts';

/** Where a fact came from. `cisa-adp` is the CISA container inside a CVE record (Vulnrichment). */
export const IntelSource = z.enum(['csaf', 'kev', 'epss', 'nvd', 'cve5', 'cisa-adp', 'overrides']);
export type IntelSource = z.infer<typeof IntelSource>;

// --- CPE applicability --------------------------------------------------------------------------------------------

/** What a CPE source says about one CVE. `keys` are the distinct `part:vendor:product` named (escapes kept), sorted. */
export const CpeRecord = z.object({
  cve: CveId,
  source: IntelSource,
  configurations: z.array(CpeConfiguration),
  keys: z.array(z.string()),
});
export type CpeRecord = z.infer<typeof CpeRecord>;

// --- Vulnerability ------------------------------------------------------------------------------------------------

export const CvssVersion = z.enum(['2.0', '3.0', '3.1', '4.0']);
export type CvssVersion = z.infer<typeof CvssVersion>;
/** A CVSS base score as somebody published it. `by` names the scorer (an address, a CNA, an advisory id). */
export const CvssScore = z.object({
  version: CvssVersion,
  score: z.number().min(0).max(10),
  vector: z.string().nullable(),
  by: z.string(),
});
export type CvssScore = z.infer<typeof CvssScore>;

export const Kev = z.object({
  dateAdded: z.iso.date(),
  dueDate: z.iso.date().nullable(),
  ransomware: z.enum(['known', 'unknown']),
  requiredAction: z.string().nullable(),
});
export type Kev = z.infer<typeof Kev>;
/** `score` is the probability of exploitation in 30 days. `scoreDate` may be missing in tables made from EPSS. */
export const Epss = z.object({
  score: z.number().min(0).max(1),
  percentile: z.number().min(0).max(1),
  modelVersion: z.string().nullable(),
  scoreDate: z.string().nullable(),
});
export type Epss = z.infer<typeof Epss>;
export const Ssvc = z.object({
  exploitation: z.enum(['none', 'poc', 'active']),
  automatable: z.enum(['yes', 'no']),
  technicalImpact: z.enum(['partial', 'total']),
  timestamp: z.string().nullable(),
});
export type Ssvc = z.infer<typeof Ssvc>;

/** A title that was made here from a weakness and its products, or from the first sentence of a text. */
export const DerivedTitle = z.object({ text: z.string(), from: z.enum(['weakness', 'text']) });
export type DerivedTitle = z.infer<typeof DerivedTitle>;

/** What one record of one source says about a CVE; a field that the source does not speak of is absent. Instants are UTC. */
export const VulnerabilityPart = z.object({
  source: IntelSource,
  /** The record it was read from: an advisory id or the CVE id. */
  record: z.string(),
  cve: CveId,
  title: z.string().optional(),
  /** Only where the record gives no title of its own. */
  derivedTitle: DerivedTitle.optional(),
  description: z.string().optional(),
  /** Every base score published, as published. */
  scores: z.array(CvssScore).optional(),
  cwe: z.array(z.string()).optional(),
  publishedAt: z.string().optional(),
  modifiedAt: z.string().optional(),
  state: z.enum(['published', 'rejected']).optional(),
  kev: Kev.optional(),
  epss: Epss.optional(),
  ssvc: Ssvc.optional(),
});
export type VulnerabilityPart = z.infer<typeof VulnerabilityPart>;

export const PictureField = z.enum([
  'title',
  'description',
  'cvss',
  'cwe',
  'publishedAt',
  'modifiedAt',
  'state',
  'kev',
  'epss',
  'ssvc',
]);
export type PictureField = z.infer<typeof PictureField>;

/** The merged picture of a CVE. `sources` names, for each field that has a value, the part it was taken from. */
export const Vulnerability = z.object({
  cve: CveId,
  title: z.string().nullable(),
  /** Whether the source gives the title, or what it was made from. */
  titleFrom: z.enum(['given', ...DerivedTitle.shape.from.options]).nullable(),
  description: z.string().nullable(),
  cvssScore: z.number().nullable(),
  cvssVector: z.string().nullable(),
  cvssVersion: CvssVersion.nullable(),
  cvssSource: z.string().nullable(),
  cwe: z.array(z.string()),
  publishedAt: z.string().nullable(),
  modifiedAt: z.string().nullable(),
  state: z.enum(['published', 'rejected']),
  kev: Kev.nullable(),
  epss: Epss.nullable(),
  ssvc: Ssvc.nullable(),
  sources: z.partialRecord(PictureField, z.object({ source: IntelSource, record: z.string() })),
});
export type Vulnerability = z.infer<typeof Vulnerability>;

// --- Advisory -----------------------------------------------------------------------------------------------------

/** A product of an advisory, flattened from the tree. `name` is the product without vendor and version. */
export const AdvisoryProduct = z.object({
  productId: z.string(),
  vendor: z.string().nullable(),
  family: z.string().nullable(),
  name: z.string(),
  /** The product's full name as the advisory prints it. */
  fullName: z.string(),
  versionText: z.string().nullable(),
  range: VersionSet,
  modelNumbers: z.array(z.string()),
  /** Other names to look for: models written where a version belongs, or the title when the name says nothing. */
  alsoNamed: z.array(z.string()),
  cpe: z.string().nullable(),
  purl: z.string().nullable(),
  /** For a product that is part of, or installed on, another: how, and on which product id. */
  relation: z.object({ category: z.string(), productId: z.string() }).nullable(),
});
export type AdvisoryProduct = z.infer<typeof AdvisoryProduct>;

export const ProductStatus = z.enum(['known_affected', 'known_not_affected', 'fixed', 'under_investigation']);
export type ProductStatus = z.infer<typeof ProductStatus>;

/** `word` is the status as written (`first_affected`, `recommended` ...). `cve` is null when the vulnerability has none. */
export const AdvisoryStatus = z.object({
  vulnerability: z.number().int(),
  cve: CveId.nullable(),
  productId: z.string(),
  status: ProductStatus,
  word: z.string(),
});
export type AdvisoryStatus = z.infer<typeof AdvisoryStatus>;

export const RemediationCategory = z.enum([
  'workaround',
  'mitigation',
  'vendor_fix',
  'none_available',
  'no_fix_planned',
]);
export type RemediationCategory = z.infer<typeof RemediationCategory>;

/** What an advisory tells people to do. The same words for the same products are one remediation for several CVEs. */
export const AdvisoryRemediation = z.object({
  no: z.number().int(),
  category: RemediationCategory,
  details: z.string(),
  url: z.string().nullable(),
  restartRequired: z.string().nullable(),
  date: z.string().nullable(),
  productIds: z.array(z.string()),
  cves: z.array(CveId),
  /** True for a line that asks nobody to do anything by itself: an introduction, a bare link, a name. */
  isHeading: z.boolean(),
});
export type AdvisoryRemediation = z.infer<typeof AdvisoryRemediation>;

/** A vulnerability section of an advisory. `no` counts from 0 and is what statuses and scores point to. */
export const AdvisoryVulnerability = z.object({
  no: z.number().int(),
  cve: CveId.nullable(),
  ids: z.array(z.string()),
  title: z.string().nullable(),
  description: z.string().nullable(),
  cwe: z.string().nullable(),
  /** The name that the advisory gives the weakness. Missing in advisories kept before it was read. */
  cweName: z.string().nullable().default(null),
  exploited: z.string().nullable(),
});
export type AdvisoryVulnerability = z.infer<typeof AdvisoryVulnerability>;

export const AdvisoryScore = z.object({
  vulnerability: z.number().int(),
  cve: CveId.nullable(),
  version: CvssVersion,
  score: z.number(),
  vector: z.string().nullable(),
  productIds: z.array(z.string()),
});
export type AdvisoryScore = z.infer<typeof AdvisoryScore>;

export const Advisory = z.object({
  trackingId: z.string(),
  title: z.string(),
  publisher: z.object({ name: z.string(), category: z.string() }),
  category: z.string(),
  initialReleaseAt: z.string(),
  currentReleaseAt: z.string(),
  /** The revision of the document. */
  version: z.string(),
  status: z.string(),
  summary: z.string().nullable(),
  sectors: z.array(z.string()),
  url: z.string().nullable(),
  aggregateSeverity: z.string().nullable(),
  products: z.array(AdvisoryProduct),
  vulnerabilities: z.array(AdvisoryVulnerability),
  statuses: z.array(AdvisoryStatus),
  remediations: z.array(AdvisoryRemediation),
  scores: z.array(AdvisoryScore),
});
export type Advisory = z.infer<typeof Advisory>;

// --- Statement ----------------------------------------------------------------------------------------------------

/** Whose word it is, the strongest first. @source domain rule: maker > coordinator > CNA > who adds to their records */
export const Authority = z.enum(['maker', 'coordinator', 'cna', 'enricher']);
export type Authority = z.infer<typeof Authority>;

/**
 * What one record says about one product and one CVE: the unit that matching uses. `record` is the advisory id or the CVE
 * id. `part` is the CPE part when known. `configuration` is the index in the CPE record's configurations: a statement
 * that has one holds only together with the other nodes of that configuration.
 */
export const Statement = z.object({
  source: z.enum(['csaf', 'nvd', 'cve5', 'overrides']),
  record: z.string(),
  authority: Authority,
  cve: CveId,
  vendor: z.string().nullable(),
  product: z.string(),
  /** Other names of the product that may stand in an inventory: full name, family, models. */
  alsoNamed: z.array(z.string()),
  modelNumbers: z.array(z.string()),
  part: z.enum(['a', 'o', 'h']).nullable(),
  /** CPE 2.3 names the record gives for the product, as written. */
  cpes: z.array(z.string()),
  productId: z.string().nullable(),
  versions: VersionSet,
  status: z.enum(['affected', 'not_affected', 'fixed', 'under_investigation']),
  statedAt: z.string().nullable(),
  configuration: z.number().int().nullable(),
});
export type Statement = z.infer<typeof Statement>;

// --- What a feed file held ----------------------------------------------------------------------------------------

export const FeedKind = z.enum(['csaf', 'kev', 'epss', 'nvd2', 'nvd1', 'cve5', 'overrides']);
export type FeedKind = z.infer<typeof FeedKind>;

/** What could not be read, or was read with a doubt. `place` is where in the file or document. */
export const FeedProblem = z.object({
  level: z.enum(['refused', 'warning']),
  file: z.string(),
  record: z.string().nullable(),
  place: z.string(),
  reason: z.string(),
});
export type FeedProblem = z.infer<typeof FeedProblem>;

/** The honest count of a file or feed: every record is in exactly one of the three; `problems` is cut, the counts are not. */
export const FeedTally = z.object({
  read: z.number().int(),
  refused: z.number().int(),
  passedOver: z.number().int(),
  warnings: z.number().int(),
  problems: z.array(FeedProblem),
});
export type FeedTally = z.infer<typeof FeedTally>;
