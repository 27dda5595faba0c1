// The mandatory tests of CSAF 2.0 that we check. Refusing: the document names or judges products in a way nobody can act
// on. Warning: the advisory is still useful, and a hospital must not lose it for a flaw of form.
// Refusing: 6.1.1, 6.1.2, 6.1.3, 6.1.4, 6.1.5 (tree.ts: 2, 3, 5), 6.1.6, 6.1.23. Warning: 6.1.7, 6.1.8, 6.1.27.9, 6.1.29,
// 6.1.31, 6.1.32. Not checked: 6.1.9 to 6.1.22, 6.1.24 to 6.1.26, the rest of 6.1.27, 6.1.28,
// 6.1.30, 6.1.33: they judge form, hashes, language and revision counting, which nothing here depends on.
import { at, type Notes, type Refusal, refuse } from '../kit.ts';
import type { StatusWord, Vulnerability } from './schema.ts';
import type { FlatTree, TreeProduct } from './tree.ts';

/** The four groups of product status that exclude each other; `recommended` is free. @source CSAF 2.0, 6.1.6 */
export const statusGroup: Record<
  StatusWord,
  'known_affected' | 'known_not_affected' | 'fixed' | 'under_investigation' | null
> = {
  first_affected: 'known_affected',
  known_affected: 'known_affected',
  last_affected: 'known_affected',
  known_not_affected: 'known_not_affected',
  first_fixed: 'fixed',
  fixed: 'fixed',
  under_investigation: 'under_investigation',
  recommended: null,
};

type Referring = {
  readonly product_ids?: readonly string[] | undefined;
  readonly group_ids?: readonly string[] | undefined;
};

/** The products a part of the document refers to, groups opened, each once, in order. */
export function productsOf(part: Referring, tree: FlatTree): string[] {
  const grouped = (part.group_ids ?? []).flatMap((id) => tree.groups.get(id) ?? []);
  return [...new Set([...(part.product_ids ?? []), ...grouped])];
}

/** The first refusing fault of the document's references and statuses, or null. */
export function mandatoryFault(tree: FlatTree, vulnerabilities: readonly Vulnerability[]): Refusal | null {
  const undefinedId = (id: string, place: string) =>
    tree.products.has(id)
      ? null
      : refuse(place, `CSAF 6.1.1: product id ${id.slice(0, 80)} is not defined in the product tree`);
  for (const { id, place } of tree.used) {
    const fault = undefinedId(id, place);
    if (fault) return fault;
  }
  const cves = new Set<string>();
  for (const [i, vulnerability] of vulnerabilities.entries()) {
    const place = at('/vulnerabilities', i);
    const { cve } = vulnerability;
    if (cve !== undefined && cves.has(cve))
      return refuse(at(place, 'cve'), `CSAF 6.1.23: ${cve} has two sections`);
    if (cve !== undefined) cves.add(cve);
    const statusFault = contradiction(vulnerability, place);
    if (statusFault) return statusFault;
    for (const [ids, where] of idLists(vulnerability, place)) {
      for (const [k, id] of ids.entries()) {
        const fault = undefinedId(id, at(where, k));
        if (fault) return fault;
      }
    }
    for (const [part, where] of referring(vulnerability, place)) {
      const missing = part.group_ids?.findIndex((id) => !tree.groups.has(id)) ?? -1;
      if (missing >= 0)
        return refuse(
          at(where, 'group_ids', missing),
          'CSAF 6.1.4: this group id is not defined in the product tree',
        );
    }
  }
  return null;
}

/** A product in two of the four groups: 6.1.6. */
function contradiction({ product_status: status = {} }: Vulnerability, place: string): Refusal | null {
  const groupOf = new Map<string, string>();
  for (const [word, ids] of statusEntries(status)) {
    const group = statusGroup[word];
    if (group === null) continue;
    for (const [k, id] of ids.entries()) {
      const before = groupOf.get(id);
      if (before !== undefined && before !== group) {
        const where = at(place, 'product_status', word, k);
        return refuse(
          where,
          `CSAF 6.1.6: product id ${id.slice(0, 80)} is said to be both ${before} and ${group}`,
        );
      }
      groupOf.set(id, group);
    }
  }
  return null;
}

/** The status lists of a vulnerability in a fixed order. */
export function statusEntries(
  status: NonNullable<Vulnerability['product_status']>,
): [StatusWord, readonly string[]][] {
  const words: StatusWord[] = [
    'known_affected',
    'first_affected',
    'last_affected',
    'known_not_affected',
    'fixed',
    'first_fixed',
    'under_investigation',
    'recommended',
  ];
  return words.flatMap((word): [StatusWord, readonly string[]][] => {
    const ids = status[word];
    return ids === undefined ? [] : [[word, ids]];
  });
}

function referring(vulnerability: Vulnerability, place: string): [Referring, string][] {
  const parts: [Referring, string][] = [];
  for (const [name, list] of [
    ['remediations', vulnerability.remediations],
    ['threats', vulnerability.threats],
    ['flags', vulnerability.flags],
  ] as const) {
    for (const [k, part] of (list ?? []).entries()) parts.push([part, at(place, name, k)]);
  }
  return parts;
}

function idLists(vulnerability: Vulnerability, place: string): [readonly string[], string][] {
  const statuses = statusEntries(vulnerability.product_status ?? {}).map(
    ([word, ids]): [readonly string[], string] => [ids, at(place, 'product_status', word)],
  );
  const parts = referring(vulnerability, place).map(([part, where]): [readonly string[], string] => [
    part.product_ids ?? [],
    at(where, 'product_ids'),
  ]);
  const scores = (vulnerability.scores ?? []).map((score, k): [readonly string[], string] => [
    score.products,
    at(place, 'scores', k, 'products'),
  ]);
  return [...statuses, ...parts, ...scores];
}

/** Notes the flaws of form that we check and forgive. */
export function noteFlaws(
  facts: { tree: FlatTree; vulnerabilities: readonly Vulnerability[]; isVex: boolean },
  notes: Notes,
): void {
  const { tree, vulnerabilities, isVex } = facts;
  for (const product of tree.products.values()) noteVersionRange(product, notes);
  for (const [i, vulnerability] of vulnerabilities.entries()) {
    const place = at('/vulnerabilities', i);
    for (const [part, where] of referring(vulnerability, place)) {
      const named = (part.product_ids?.length ?? 0) + (part.group_ids?.length ?? 0) > 0;
      if (named || where.includes('/threats/')) continue;
      const rule = where.includes('/flags/') ? '6.1.32: a flag' : '6.1.29: a remediation';
      notes.warn(where, `CSAF ${rule} names no product; it is taken to be for all of them`);
    }
    noteTwoScores(vulnerability, place, notes);
    if (isVex) noteUnexplained(vulnerability, place, tree, notes);
  }
}

/** 6.1.31: a product_version that is a range. */
function noteVersionRange({ path, place }: TreeProduct, notes: Notes): void {
  const version = path.find((branch) => branch.category === 'product_version')?.name ?? '';
  const isRange = /[<>]|(?:^|\s)(?:after|all|before|earlier|later|prior|versions)(?=\s|$)/i.test(version);
  if (isRange) notes.warn(place, `CSAF 6.1.31: a product_version holds a range: ${version.slice(0, 60)}`);
}

/** 6.1.7: more than one score of one CVSS version for a product. */
function noteTwoScores(vulnerability: Vulnerability, place: string, notes: Notes): void {
  const seen = new Set<string>();
  for (const [k, score] of (vulnerability.scores ?? []).entries()) {
    for (const kind of ['cvss_v2', 'cvss_v3'] as const) {
      if (score[kind] === undefined) continue;
      const twice = score.products.find((id) => seen.has(`${kind} ${id}`));
      if (twice !== undefined)
        notes.warn(
          at(place, 'scores', k),
          `CSAF 6.1.7: product id ${twice.slice(0, 80)} has two scores; the higher one counts`,
        );
      for (const id of score.products) seen.add(`${kind} ${id}`);
    }
  }
}

/** 6.1.27.9: a VEX that says not affected must say why, by a flag or an impact threat. */
function noteUnexplained(vulnerability: Vulnerability, place: string, tree: FlatTree, notes: Notes): void {
  const explained = new Set([
    ...(vulnerability.flags ?? []).flatMap((flag) => productsOf(flag, tree)),
    ...(vulnerability.threats ?? [])
      .filter((threat) => threat.category === 'impact')
      .flatMap((threat) => productsOf(threat, tree)),
  ]);
  for (const id of vulnerability.product_status?.known_not_affected ?? []) {
    if (!explained.has(id))
      notes.warn(
        at(place, 'product_status', 'known_not_affected'),
        `CSAF 6.1.27.9: it does not say why ${id.slice(0, 80)} is not affected`,
      );
  }
}
