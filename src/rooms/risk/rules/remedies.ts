// Groups the findings of a product at a site into the few actions that end them, each one sentence for a biomed.
import type { Reason } from '../../../kernel/reason.ts';
import type { MakerText, Remedy } from '../model.ts';
import { actionFor, squeezed } from './remedy-choice.ts';
import type { Action, RemedyFinding, RemedyGroup, Text } from './remedy-facts.ts';
import { remedySentence } from './remedy-sentence.ts';
import { plainText, sentences, type Target, type TextKind } from './remedy-text.ts';

export type { AdvisoryFacts, RemedyFinding, RemedyGroup } from './remedy-facts.ts';

/** A remedy with the findings it ends, as they were given: its devices are theirs and no others'. */
export type PlannedRemedy = Remedy & { readonly findings: readonly RemedyFinding[] };

/** The actions that end or reduce the findings of a group, the most to the point first: identify, apply, replace,
 *  mitigate. Every finding is in exactly one. The same group gives the same remedies in any order of its findings. */
export function remediesFor(group: RemedyGroup): PlannedRemedy[] {
  const ordered = [...group.findings].sort((a, b) =>
    a.cve < b.cve ? -1 : a.cve > b.cve ? 1 : a.status.localeCompare(b.status),
  );
  const made = ordered.map((finding) => ({ finding, action: actionFor(finding, group) }));
  const joined = new Map<string, typeof made>();
  for (const one of made) {
    const key = actionKey(
      one.action,
      made.map((it) => it.action),
      group,
    );
    joined.set(key, [...(joined.get(key) ?? []), one]);
  }
  return [...joined].map(([key, members]) => remedyOf(key, members, group)).sort(byKind);
}

const kindOrder: Readonly<Record<Remedy['kind'], number>> = {
  identify: 0,
  apply: 1,
  replace: 2,
  mitigate: 3,
};
const byKind = (a: Remedy, b: Remedy): number =>
  kindOrder[a.kind] - kindOrder[b.kind] || (a.key < b.key ? -1 : 1);

/** What makes two actions one: identifying by the same question, the same version or a newer one of its line, the same
 *  kind of step otherwise. */
function actionKey(
  { kind, how, target, question }: Action,
  all: readonly Action[],
  { compare }: RemedyGroup,
): string {
  if (kind === 'identify') return how === 'question' ? `identify|${question ?? ''}` : 'identify|version';
  if (kind !== 'apply') return kind;
  const targets = all.flatMap((it) => (it.kind === 'apply' && it.target ? [it.target] : []));
  if (target === null) return `apply|${how}`;
  return `apply|${newest(target, targets, compare)}`;
}

/** The newest version that the one given can be compared with. */
const newest = (
  target: Target | undefined,
  targets: readonly Target[],
  compare: RemedyGroup['compare'],
): string =>
  targets.reduce((best, it) => (compare(it.version, best) === 1 ? it.version : best), target?.version ?? '');

function remedyOf(
  key: string,
  members: readonly { finding: RemedyFinding; action: Action }[],
  group: RemedyGroup,
): PlannedRemedy {
  const actions = members.map(({ action }) => action);
  const version = key.startsWith('apply|') ? key.slice('apply|'.length) : null;
  const lead =
    actions.find(({ target }) => target !== null && target.version === version) ?? gravest(actions);
  const texts = unlike(actions.flatMap((action) => action.texts));
  const cves = [...new Set(members.map(({ finding }) => finding.cve))];
  const kind = lead?.kind ?? 'mitigate';
  return {
    key: `${kind}|${squeezed(group.product).trim()}|${squeezed(group.site).trim()}|${squeezed(key).trim()}`,
    kind,
    product: group.product,
    site: group.site,
    question: lead?.how === 'question' ? lead.question : null,
    targetVersion: lead?.target && !lead.target.above ? lead.target.version : null,
    sentence: remedySentence(
      lead ?? null,
      texts.map(({ remediation }) => remediation.details),
      group,
    ),
    steps: stepsOf(kind, texts),
    makerTexts: texts.map(makerText),
    cves,
    deviceCount: group.deviceCount,
    ends: kind === 'apply' || kind === 'replace',
    reasons: reasonsOf(lead ?? null, texts, cves),
    findings: members.map((one) => one.finding),
  };
}

/** Of mitigations joined into one, the clearest word of the maker leads: a refusal before a promise before advice. */
const clarity = ['none', 'planned', 'advice', 'silent'];
const gravest = (actions: readonly Action[]): Action | undefined =>
  [...actions].sort((a, b) => clarity.indexOf(a.how) - clarity.indexOf(b.how))[0];

const unlike = (texts: readonly Text[]): Text[] =>
  texts.filter(
    (one, at) =>
      texts.findIndex((it) => plainText(it.remediation.details) === plainText(one.remediation.details)) ===
      at,
  );

const makerText = ({ remediation, record }: Text): MakerText => ({
  category: remediation.category,
  text: plainText(remediation.details),
  source: record,
  url: remediation.url !== null && /^https?:\/\//i.test(remediation.url) ? remediation.url : null,
});

const mostSteps = 12;
const stepKinds: Readonly<Record<Remedy['kind'], readonly TextKind[]>> = {
  apply: ['fix', 'done', 'advice', 'pointer'],
  replace: ['replace', 'none', 'advice', 'pointer'],
  mitigate: ['none', 'planned', 'advice', 'pointer'],
  identify: [],
};

/** Short sentences out of the maker's texts: what ends it first, then what helps meanwhile, then whom to ask. */
function stepsOf(kind: Remedy['kind'], texts: readonly Text[]): string[] {
  const lines = stepKinds[kind].flatMap((wanted) =>
    texts.filter((text) => text.kind === wanted).flatMap(({ remediation }) => sentences(remediation.details)),
  );
  return [...new Set(lines)]
    .filter((line) => line.length <= 400 && !line.endsWith(':') && !/^https?:\S+$/.test(line))
    .slice(0, mostSteps);
}

function reasonsOf(lead: Action | null, texts: readonly Text[], cves: readonly string[]): Reason[] {
  if (lead?.kind === 'identify')
    return [
      { what: lead.question ?? 'The installed version is not known.', source: 'open question of the match' },
    ];
  const deciding = texts.filter(({ kind }) => kind === (lead?.how === 'silent' ? 'advice' : lead?.how));
  if (deciding.length === 0)
    return [
      {
        what: `No record says what to do about ${cves.slice(0, 3).join(', ')}.`,
        source: 'advisories at hand',
      },
    ];
  return deciding.slice(0, 5).map(({ remediation, record }) => ({
    what: plainText(remediation.details).slice(0, 300),
    source: record,
  }));
}
