// Matches a profile against compiled statements: who made it, which product it is, whether its version is meant.
import type { Statement } from '../../intel/model.ts';
import type { Match, MatchProfile, MatchStatus } from '../model.ts';
import { candidates, cpeKey, type MatchIndex } from './compile.ts';
import { configurationsHold } from './configuration.ts';
import { and } from './cpe.ts';
import { gateOf, matchOs } from './gate.ts';
import { versionAnswer } from './model-version.ts';
import { matchName, type NameMatch, type ReadProduct, type ReadProfile, readProfile } from './names.ts';
import { osMaker } from './os-key.ts';
import { settle, type Verdict } from './precedence.ts';
import { profileTokens } from './tokens.ts';

/** Everything the statements of an index say about a profile, one entry a CVE, in the order of the CVE ids. Devices whose
 *  version is outside the affected ones are kept as `not_affected`; products that are not this one are left out. */
export function matchProfile(index: MatchIndex, profile: MatchProfile): Match[] {
  const read = readProfile(profile, index.aliases);
  const byCve = new Map<string, Verdict[]>();
  const hold = (verdict: Verdict | null): void => {
    if (!verdict) return;
    const list = byCve.get(verdict.statement.cve);
    if (list) list.push(verdict);
    else byCve.set(verdict.statement.cve, [verdict]);
  };
  for (const { product, statements } of candidates(index, vendorKeysFor(read), profileTokens(read))) {
    const os = matchOs(product, read);
    const name = os ?? matchName(product, read);
    if (!name) continue;
    const version = os ? (profile.osVersion ?? null) : profile.version;
    for (const statement of statements) hold(judge(index, statement, product, name, read, version));
  }
  for (const verdict of cpeVerdicts(index, profile)) hold(verdict);
  return [...byCve.values()]
    .map(settle)
    .filter((match) => match !== null)
    .sort((a, b) => (a.cve < b.cve ? -1 : a.cve > b.cve ? 1 : 0));
}

function vendorKeysFor(read: ReadProfile): readonly string[] {
  const maker = read.os === null ? null : osMaker(read.os);
  return read.makerKeys.length === 0 || maker === null ? read.makerKeys : [...read.makerKeys, maker];
}

function judge(
  index: MatchIndex,
  statement: Statement,
  product: ReadProduct,
  found: NameMatch,
  read: ReadProfile,
  version: string | null,
): Verdict | null {
  const set = versionAnswer(statement, read, version);
  const name: NameMatch =
    set.modelNamed && found.rule === 'product-words'
      ? { ...found, rule: 'model-number', sure: true, confidence01: 0.85, question: null }
      : found;
  const gate = gateOf(index, statement, read);
  const answer = and([set.answer, gate.truth]);
  const why = gate.truth === 'yes' ? set.why : gate.truth === 'no' ? gate.why : `${set.why}; ${gate.why}`;
  const silent = statement.versions.kind === 'unknown' && statement.versions.why === 'empty';
  const base = { statement, name, why, question: set.question ?? gate.question, silent };
  switch (statement.status) {
    case 'affected': {
      if (answer === 'no') return { ...base, status: 'not_affected', explicit: false };
      const status: MatchStatus = answer === 'yes' && name.sure ? 'affected' : 'possible';
      return {
        ...base,
        status,
        explicit: status === 'affected',
        question: questionOf(status, name, base.question, product),
      };
    }
    case 'under_investigation': {
      const question = 'The maker was still looking into it: does the maker now say that it is affected?';
      return answer === 'no' ? null : { ...base, status: 'possible', explicit: false, question };
    }
    case 'fixed':
    case 'not_affected':
      return answer === 'yes' && name.sure ? { ...base, status: statement.status, explicit: true } : null;
  }
}

const questionOf = (
  status: MatchStatus,
  name: NameMatch,
  question: string | null,
  product: ReadProduct,
): string | null =>
  status === 'affected' ? null : (name.question ?? question ?? `Is it the ${product.product}?`);

/** What the CPE names of a profile say by themselves, by the letter of the specification. */
function cpeVerdicts(index: MatchIndex, profile: MatchProfile): Verdict[] {
  const cpes = profile.cpes ?? [];
  const keys = new Set(cpes.map(cpeKey).filter((key): key is string => key !== null));
  const records = new Set([...keys].flatMap((key) => index.byCpe.get(key) ?? []));
  return [...records].map((record) => {
    const truth = configurationsHold(record.configurations, cpes);
    const status: MatchStatus = truth === 'yes' ? 'affected' : truth === 'no' ? 'not_affected' : 'possible';
    const what = `A CPE name of the inventory (${cpes.slice(0, 3).join(', ')}) is named by the record.`;
    return {
      status,
      explicit: truth === 'yes',
      silent: false,
      statement: {
        cve: record.cve,
        record: record.cve,
        source: record.source === 'overrides' ? 'overrides' : record.source === 'nvd' ? 'nvd' : 'cve5',
        authority: 'enricher',
        statedAt: null,
        productId: null,
      },
      name: {
        level: 'exact',
        rule: 'cpe-name',
        sure: true,
        confidence01: 0.97,
        reasons: [{ what, source: 'inventory field cpe' }],
        question: null,
      },
      why:
        truth === 'yes'
          ? 'a configuration holds for the CPE names'
          : truth === 'no'
            ? 'no configuration holds for the CPE names'
            : 'the CPE names are too vague for its configurations',
      question: truth === 'unknown' ? 'Is it one of the versions and platforms that the record lists?' : null,
    };
  });
}
