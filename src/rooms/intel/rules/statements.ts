// Turns decoded records into statements: "this record says this product, in these versions, has this status for this CVE".
import type {
  Advisory,
  AdvisoryProduct,
  Authority,
  CpeMatch,
  CpeRecord,
  Statement,
  VersionBound,
  VersionSet,
  VulnerabilityPart,
} from '../model.ts';
import { derivedTitle } from './title.ts';

const statusOf = {
  known_affected: 'affected',
  known_not_affected: 'not_affected',
  fixed: 'fixed',
  under_investigation: 'under_investigation',
} as const;

/** A maker speaks for its own products; a coordinator collects from makers. @source domain rule on precedence of VEX statements */
function authorityOf(category: string): Authority {
  if (category === 'vendor') return 'maker';
  return category === 'coordinator' ? 'coordinator' : 'enricher';
}

/** The statements of an advisory, in its order. Sections without a CVE make none: there is nothing to match them with. */
export function advisoryStatements(advisory: Advisory): Statement[] {
  const products = new Map(advisory.products.map((product) => [product.productId, product]));
  const authority = authorityOf(advisory.publisher.category);
  return advisory.statuses.flatMap(({ cve, productId, status }) => {
    const product = products.get(productId);
    if (cve === null || product === undefined) return [];
    return [
      {
        source: 'csaf' as const,
        record: advisory.trackingId,
        authority,
        cve,
        vendor: product.vendor,
        product: product.name,
        alsoNamed: namesBeside(product),
        modelNumbers: product.modelNumbers,
        part: null,
        cpes: product.cpe === null ? [] : [product.cpe],
        productId,
        versions: product.range,
        status: statusOf[status],
        statedAt: advisory.currentReleaseAt,
        configuration: null,
      },
    ];
  });
}

const namesBeside = ({ name, family, fullName, alsoNamed }: AdvisoryProduct): string[] =>
  [...new Set([...alsoNamed, ...(family === null ? [] : [family]), fullName])].filter(
    (other) => other !== name,
  );

/** What an advisory says about each of its CVEs: title, text, weakness, and the highest score of each CVSS version. */
export function advisoryParts(advisory: Advisory): VulnerabilityPart[] {
  return advisory.vulnerabilities.flatMap((one) => {
    const { no, cve, title, description, cwe } = one;
    if (cve === null) return [];
    const made = title === null ? derivedTitle(advisory, one) : null;
    const mine = advisory.scores
      .filter((score) => score.vulnerability === no)
      .toSorted((a, b) => b.score - a.score);
    const best = mine.filter((score, i) => mine.findIndex((other) => other.version === score.version) === i);
    return [
      {
        source: 'csaf' as const,
        record: advisory.trackingId,
        cve,
        ...(title === null ? {} : { title }),
        ...(made === null ? {} : { derivedTitle: made }),
        ...(description === null ? {} : { description }),
        ...(cwe === null ? {} : { cwe: [cwe] }),
        ...(best.length > 0
          ? {
              scores: best.map(({ version, score, vector }) => ({
                version,
                score,
                vector,
                by: advisory.trackingId,
              })),
            }
          : {}),
      },
    ];
  });
}

/**
 * A statement for each configuration and each product it calls vulnerable, with the versions of all its rows for that
 * product. The other nodes ("running on") are in the configuration; negated ones make no statement.
 */
export function cpeStatements(record: CpeRecord, statedAt: string | null): Statement[] {
  return record.configurations.flatMap((configuration, index) => {
    if (configuration.negate) return [];
    const rows = new Map<string, CpeMatch[]>();
    for (const node of configuration.nodes) {
      for (const match of node.negate ? [] : node.cpeMatch) {
        if (!match.vulnerable) continue;
        const key = match.criteria
          .toLowerCase()
          .split(/(?<!\\):/)
          .slice(2, 5)
          .join(':');
        const list = rows.get(key);
        if (list) list.push(match);
        else rows.set(key, [match]);
      }
    }
    return [...rows].map(([key, matches]): Statement => {
      const [part = '', vendor = '', product = ''] = key.split(/(?<!\\):/);
      return {
        source: record.source === 'overrides' ? 'overrides' : 'nvd',
        record: record.cve,
        authority: 'enricher',
        cve: record.cve,
        vendor: plainCpe(vendor),
        product: plainCpe(product) ?? product,
        alsoNamed: [],
        modelNumbers: [],
        part: part === 'a' || part === 'o' || part === 'h' ? part : null,
        cpes: [...new Set(matches.map(({ criteria }) => criteria))],
        productId: null,
        versions: cpeVersions(matches),
        status: 'affected',
        statedAt,
        configuration: index,
      };
    });
  });
}

/** A CPE attribute as people write it: escapes off; null for ANY and NA. */
export function plainCpe(value: string): string | null {
  return value === '*' || value === '-' || value === ''
    ? null
    : value.replace(/\\(.)/g, '$1').replaceAll('_', ' ');
}

/** The versions of rows that name one product. @source NVD API 2.0: range fields count when the version is `*` */
function cpeVersions(matches: readonly CpeMatch[]): VersionSet {
  const anyOf: VersionBound[][] = [];
  const texts: string[] = [];
  let everything = false;
  let doubt: string | undefined;
  let unsaid = false;
  for (const match of matches) {
    const fields = match.criteria.split(/(?<!\\):/);
    const [version = '*', update = '*'] = fields.slice(5, 7);
    const bounds: VersionBound[] = [];
    // NVD writes NA for firmware of which it does not know the versions; hardware has none.
    if (version === '-' && fields[2] !== 'h') {
      unsaid = true;
      texts.push('-');
      continue;
    }
    if (match.versionStartIncluding !== undefined)
      bounds.push({ op: '>=', version: match.versionStartIncluding });
    if (match.versionStartExcluding !== undefined)
      bounds.push({ op: '>', version: match.versionStartExcluding });
    if (match.versionEndIncluding !== undefined)
      bounds.push({ op: '<=', version: match.versionEndIncluding });
    if (match.versionEndExcluding !== undefined) bounds.push({ op: '<', version: match.versionEndExcluding });
    if (bounds.length === 0 && version !== '*' && version !== '-') {
      const plain = plainCpe(version)?.replaceAll(' ', '_') ?? version;
      bounds.push({
        op: '=',
        version: update === '*' || update === '-' ? plain : `${plain} ${plainCpe(update) ?? ''}`.trim(),
      });
    } else if (update !== '*' && update !== '-') doubt = `the update is ${plainCpe(update) ?? update}`;
    if (bounds.length === 0) everything = true;
    else anyOf.push(bounds);
    texts.push(bounds.length === 0 ? '*' : bounds.map(({ op, version: v }) => `${op} ${v}`).join(' '));
  }
  const text = texts.join(' | ').slice(0, 2000);
  const only = doubt === undefined ? {} : { onlyWhen: doubt };
  if (everything) return { kind: 'all', text, ...only };
  if (anyOf.length === 0) return { kind: 'unknown', text, why: 'empty' };
  return {
    kind: 'list',
    text,
    anyOf,
    ...only,
    ...(unsaid ? { mayExtend: 'one row names the product without a version' } : {}),
  };
}
