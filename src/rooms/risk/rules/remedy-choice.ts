// Chooses the action for one finding out of the maker's texts: which texts are meant for it, and to which version.
import type { Action, RemedyFinding, RemedyGroup, Text } from './remedy-facts.ts';
import { leftOut, readsAs, sentences, type Target, targetsIn } from './remedy-text.ts';

/** The action for one finding: what is asked when it is only possible, else the best that the maker's texts offer. */
export function actionFor(finding: RemedyFinding, group: RemedyGroup): Action {
  if (finding.status === 'possible') {
    const question = finding.question ?? 'Which software version is installed?';
    const how = /^Which software version/.test(question)
      ? 'version'
      : /^Which exact/.test(question)
        ? 'exact'
        : 'question';
    return { kind: 'identify', how, target: null, question, texts: [] };
  }
  const all = textsFor(finding, group);
  const words = marks(productOf(finding, group));
  const naming = all.filter(({ kind, remediation }) => kind === 'fix' && says(remediation.details, words));
  const texts = naming.length > 0 ? all.filter((text) => text.kind !== 'fix' || naming.includes(text)) : all;
  const fixes = texts.filter(({ kind }) => kind === 'fix');
  const target = targetOf(fixes, finding, group);
  const done = texts.find(({ kind }) => kind === 'done');
  if (fixes.length > 0) return { kind: 'apply', how: 'fix', target, question: null, texts };
  if (done)
    return { kind: 'apply', how: 'done', target: targetOf([done], finding, group), question: null, texts };
  if (texts.some(({ kind }) => kind === 'replace'))
    return { kind: 'replace', how: 'replace', target: null, question: null, texts };
  const how =
    (['none', 'planned', 'advice'] as const).find((kind) => texts.some((text) => text.kind === kind)) ??
    'silent';
  return { kind: 'mitigate', how, target: null, question: null, texts };
}

/** The product as the finding's own record calls it, else as the inventory does. */
const productOf = ({ record, productId }: RemedyFinding, { advisories, product }: RemedyGroup): string =>
  advisories.find((it) => it.record === record)?.products.get(productId ?? '') ?? product;

/** The texts that are meant for a finding: of its record, else of any record about the CVE; for its product; not headings
 *  unless they hold the fix itself. */
function textsFor(finding: RemedyFinding, group: RemedyGroup): Text[] {
  const own = group.advisories.filter(({ record }) => record === finding.record);
  const about =
    own.length > 0
      ? own
      : group.advisories.filter(({ remediations }) =>
          remediations.some(({ cves }) => cves.includes(finding.cve)),
        );
  return about.flatMap(({ record, remediations, products }) =>
    remediations
      .filter(({ cves }) => cves.length === 0 || cves.includes(finding.cve))
      .filter(
        ({ productIds }) =>
          finding.productId === null || productIds.length === 0 || productIds.includes(finding.productId),
      )
      .filter(({ details }) => !leftOut(details).includes(finding.cve))
      .map((remediation) => ({ ...remediation, details: aboutCve(remediation.details, finding.cve) }))
      .filter(({ details }) => details !== '')
      .map((remediation) => ({ remediation, record, kind: readsAs(remediation) }))
      .filter(({ remediation: { details, productIds }, kind }) => {
        // advice is for all: a guide's title may hold another product's name
        if (kind === 'advice' || kind === 'pointer') return true;
        const listed = productIds.flatMap((id) => products.get(id) ?? []);
        return isMeant(details, listed, productOf(finding, group));
      })
      .filter(
        ({ remediation, kind }) =>
          !remediation.isHeading || kind === 'fix' || kind === 'none' || kind === 'planned',
      ),
  );
}

/** A text without the sentences that name other CVEs only: "fixed CVE-1 in 3.6. Plans to fix CVE-2" says two things. */
function aboutCve(details: string, cve: string): string {
  if (!/CVE-\d{4}-/i.test(details) || leftOut(details).length > 0) return details;
  const kept = sentences(details).filter(
    (line) => !/CVE-\d{4}-\d+/i.test(line) || line.toUpperCase().includes(cve),
  );
  return kept.join(' ');
}

const everyday = new Set(
  'system systems server station workstation unit software version device devices medical pump patient with series monitor model the and for all from family products product'.split(
    ' ',
  ),
);
const marks = (name: string): string[] => [
  ...new Set(
    (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
      (word) => (word.length > 2 || /\d/.test(word)) && !everyday.has(word),
    ),
  ),
];
/** Lower case, with single blanks in the place of all signs. */
export const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');

/** Whether a text that names some products names ours as much as any other of its list; one that names none is for all. A
 *  text about a model number that is not ours (MX8000) and does not name us is for something else. */
function isMeant(details: string, listed: readonly string[], product: string): boolean {
  const own = marks(product);
  const words = new Set(squeezed(details).split(' '));
  const foreign = (details.match(/\b[A-Z]{2,}-?\d{3,}\b/g) ?? []).filter(
    (it) => !/^(?:CVE|CWE|ICSM?A|NIST|ISO|IEC|TLS|SHA|AES|FCO|D0)/.test(it),
  );
  if (foreign.length > 0 && !own.some((word) => words.has(word))) return false;
  const unlike = [...new Set(listed)].filter((name) => name !== product);
  if (unlike.length === 0) return true;
  const shared = own.filter((word) => unlike.every((name) => marks(name).includes(word)));
  const share = (name: string): number => {
    const distinct = marks(name).filter((word) => !shared.includes(word));
    const numbers = distinct.filter((word) => /\d{3}/.test(word));
    if (numbers.some((word) => words.has(word))) return 1;
    return distinct.length === 0
      ? 0
      : distinct.filter((word) => words.has(word)).length / (distinct.length + (numbers.length > 0 ? 1 : 0));
  };
  const others = Math.max(...unlike.map(share));
  return others === 0 || share(product) >= others;
}

/** The version that the fixes offer for this product: not itself affected. Of versions in one line the newest counts, since
 *  it ends what the older ones do; of versions that cannot be compared none does. */
function targetOf(fixes: readonly Text[], finding: RemedyFinding, group: RemedyGroup): Target | null {
  const { compare } = group;
  const words = marks(productOf(finding, group));
  const offers = fixes.flatMap(({ remediation }) =>
    forProduct(
      targetsIn(remediation.details).filter(({ version }) => !words.includes(version.toLowerCase())),
      words,
    ).filter(
      // a fix written for this product alone is believed even where the affected range is too coarse to leave it out
      ({ version, above }) => above || remediation.productIds.length === 1 || !isAffected(version, finding),
    ),
  );
  let best: Target | null = null;
  for (const it of offers) {
    if (best === null) best = it;
    else {
      const order = compare(it.version, best.version);
      if (order === 'incomparable') return null;
      if (order > 0) best = it;
    }
  }
  return best;
}

/** Whether a version is affected itself. A range without an upper end says nothing about a fix that came later. */
const isAffected = (version: string, { counts }: RemedyFinding): boolean =>
  counts?.(version) === 'yes' && counts('999999999') !== 'yes';

/** Of several versions in one text, those that stand beside the product's name: in brackets behind, or closest before. */
function forProduct(targets: readonly Target[], words: readonly string[]): readonly Target[] {
  if (targets.length < 2) return targets;
  const bracketed = targets.filter(({ after }) => /^ ?\([^)]*[A-Z]{2}/.test(after));
  if (bracketed.length > 0)
    return bracketed.filter(({ after }) => says(/^ ?\(([^)]*)/.exec(after)?.[1] ?? '', words));
  const distance = ({ before }: Target): number =>
    Math.max(
      ...words
        .map((word) => before.toLowerCase().lastIndexOf(word))
        .map((at) => (at < 0 ? -1 : at - before.length + 1_000)),
    );
  const nearest = Math.max(...targets.map(distance));
  return nearest < 0 ? [] : targets.filter((target) => distance(target) === nearest);
}

const says = (text: string, words: readonly string[]): boolean =>
  words.some((word) => ` ${squeezed(text)} `.includes(word));
