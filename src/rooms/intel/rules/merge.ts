// Merges what sources say about a CVE into one picture. Each field is taken whole from one part, and the part is named.
import type {
  CvssScore,
  CvssVersion,
  IntelSource,
  PictureField,
  Vulnerability,
  VulnerabilityPart,
} from '../model.ts';

type TextField = 'title' | 'description' | 'publishedAt' | 'modifiedAt' | 'state' | 'cwe' | 'kev';

/** Whose word counts for a field, the first that has one. The CVE record is the authority on itself; KEV on KEV. */
export const precedence: Readonly<Record<TextField | 'scores', readonly IntelSource[]>> = {
  title: ['cve5', 'kev', 'csaf', 'nvd', 'overrides', 'cisa-adp', 'epss'],
  description: ['cve5', 'nvd', 'csaf', 'overrides', 'kev', 'cisa-adp', 'epss'],
  publishedAt: ['cve5', 'nvd', 'overrides', 'csaf', 'kev', 'cisa-adp', 'epss'],
  modifiedAt: ['cve5', 'nvd', 'overrides', 'csaf', 'kev', 'cisa-adp', 'epss'],
  state: ['cve5', 'nvd', 'overrides', 'csaf', 'kev', 'cisa-adp', 'epss'],
  cwe: ['nvd', 'cve5', 'cisa-adp', 'kev', 'csaf', 'overrides', 'epss'],
  kev: ['kev', 'cisa-adp', 'cve5', 'nvd', 'csaf', 'overrides', 'epss'],
  scores: ['nvd', 'cve5', 'cisa-adp', 'csaf', 'overrides', 'kev', 'epss'],
};

/** Which CVSS version is shown when there are several: 3.1 is what advisories and tables use; 2.0 only when alone. */
export const cvssPreference: readonly CvssVersion[] = ['3.1', '3.0', '4.0', '2.0'];

/** Newest first where parts of one source compete, then by record: the order of the parts given does not matter. */
function inOrder(parts: readonly VulnerabilityPart[], order: readonly IntelSource[]): VulnerabilityPart[] {
  return parts.toSorted(
    (a, b) =>
      order.indexOf(a.source) - order.indexOf(b.source) ||
      compare(b.modifiedAt ?? '', a.modifiedAt ?? '') ||
      compare(b.record, a.record) ||
      compare(JSON.stringify(a), JSON.stringify(b)),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const origin = ({ source, record }: VulnerabilityPart) => ({ source, record });

/**
 * The picture of one CVE from all its parts (at least one, all of the same CVE). Rules: `precedence` for each field;
 * CVSS by `cvssPreference` first and source second; EPSS by newest score date; SSVC by newest timestamp.
 */
export function mergeParts(parts: readonly [VulnerabilityPart, ...VulnerabilityPart[]]): Vulnerability {
  const sources: Vulnerability['sources'] = {};
  const pick = <F extends TextField>(field: F): VulnerabilityPart[F] | undefined => {
    const part = inOrder(parts, precedence[field]).find((one) => one[field] !== undefined);
    if (part) sources[field] = origin(part);
    return part?.[field];
  };
  const newest = (
    field: 'epss' | 'ssvc',
    when: (part: VulnerabilityPart) => string,
  ): VulnerabilityPart | undefined => {
    const having = inOrder(parts, precedence.kev).filter((part) => part[field] !== undefined);
    const best = having.toSorted((a, b) => compare(when(b), when(a)))[0];
    if (best) sources[field] = origin(best);
    return best;
  };
  const score = bestScore(parts, sources);
  const given = pick('title');
  // A title that anybody gives goes before one that was made here.
  const maker =
    given === undefined ? inOrder(parts, precedence.title).find((p) => p.derivedTitle) : undefined;
  if (maker) sources.title = origin(maker);
  return {
    cve: parts[0].cve,
    title: given ?? maker?.derivedTitle?.text ?? null,
    titleFrom: given === undefined ? (maker?.derivedTitle?.from ?? null) : 'given',
    description: pick('description') ?? null,
    cvssScore: score?.score ?? null,
    cvssVector: score?.vector ?? null,
    cvssVersion: score?.version ?? null,
    cvssSource: score?.by ?? null,
    cwe: pick('cwe') ?? [],
    publishedAt: pick('publishedAt') ?? null,
    modifiedAt: pick('modifiedAt') ?? null,
    state: pick('state') ?? 'published',
    kev: pick('kev') ?? null,
    epss: newest('epss', (part) => part.epss?.scoreDate ?? '')?.epss ?? null,
    ssvc: newest('ssvc', (part) => part.ssvc?.timestamp ?? '')?.ssvc ?? null,
    sources,
  };
}

function bestScore(
  parts: readonly VulnerabilityPart[],
  sources: Partial<Record<PictureField, { source: IntelSource; record: string }>>,
): CvssScore | undefined {
  const ordered = inOrder(parts, precedence.scores);
  for (const version of cvssPreference) {
    for (const part of ordered) {
      const score = part.scores?.find((one) => one.version === version);
      if (score === undefined) continue;
      sources.cvss = origin(part);
      return score;
    }
  }
  return undefined;
}
