// Says whether an installed version lies in the set of versions that a statement names, three-valued and with the reason.
import type { VersionBound, VersionSet } from '../../intel/model.ts';
import { knownVersion, type Order, orderOf, parseVersion, type Version } from './version.ts';

/** `why` is a sentence for the reason; `question` what a person could find out to settle an `unknown`. */
export interface SetAnswer {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly why: string;
  readonly question: string | null;
}
type Truth = SetAnswer['answer'];

const questions: Record<
  'version' | 'exact' | 'maker' | 'date' | 'model' | 'condition',
  (text: string) => string
> = {
  version: () => 'Which software version is installed?',
  exact: () => 'Which exact software version is installed?',
  maker: () => 'Does the maker count the installed version as affected?',
  date: (named) => `Was it made or delivered ${inTime(named)}?`,
  model: (named) => `Is it one of the models ${named}?`,
  condition: (condition) => `Is this so here: “${condition}”?`,
};

/** `“<May 2018”` is `before May 2018`; what is not one bound is left as the record has it. */
function inTime(named: string): string {
  const [, op, time] =
    /^“\s*(?:distributed\s*|manufactured\s*)?(<=|>=|<|>)\s*([^<>=|]+)”$/i.exec(named) ?? [];
  if (op === undefined || time === undefined) return `in the time that the record means, ${named}`;
  const word = op === '<' ? 'before' : op === '<=' ? 'up to' : op === '>' ? 'after' : 'in or after';
  return `${word} ${time.trim()}`;
}

const isNumber = (run: string | undefined): boolean => run !== undefined && /^\d/.test(run);
const isWild = (run: string | undefined): boolean => run === 'x' || run === 'xx';

/** The parts before a wildcard: `12.2.x.x` is `12.2`. Null where there is none. */
function beforeWildcard(version: Version): Version | null {
  const at = version.runs.findIndex((run, index) => index > 0 && isWild(run));
  return at < 0 ? null : { ...version, runs: version.runs.slice(0, at) };
}

const firstParts = (version: Version, length: number): Version => ({
  ...version,
  runs: version.runs.slice(0, length),
});

/** Whether `longer` goes on where `shorter` stops, with something that counts. */
function goesOn(shorter: Version, longer: Version): boolean {
  if (longer.runs.length <= shorter.runs.length) return false;
  if (orderOf(shorter, firstParts(longer, shorter.runs.length)) !== 0) return false;
  return longer.runs.slice(shorter.runs.length).some((run) => !/^0+$/.test(run));
}

/** `9.1` is exact as it stands; `8`, `K` and `B.02` are names of a whole release with builds below it. */
const isCoarse = (version: Version): boolean => version.runs.length === 1 || !isNumber(version.runs[0]);

const holds = (op: VersionBound['op'], order: -1 | 0 | 1): boolean => {
  switch (op) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
};

/** One bound against one version: `unknown` when the two cannot be ordered or one is too coarse to tell. */
function inBound(installed: Version, { op, version }: VersionBound): Truth {
  const bound = parseVersion(version);
  if (!bound) return 'unknown';
  const prefix = beforeWildcard(bound);
  if (prefix) return inPrefix(installed, op, prefix);
  const vague = beforeWildcard(installed);
  if (vague) return firstDiffers(vague, bound, op);
  if (op === '=' && looksLikeModelNumber(bound, installed)) return 'unknown';
  const order: Order = orderOf(installed, bound);
  if (order === 'incomparable') return 'unknown';
  // "8" may stand for 8.0 to 8.9, "N" for N.01; "4.1" for 4.1L1: a release name does not settle its own builds
  const finer = goesOn(bound, installed) && (isCoarse(bound) || !isNumber(installed.runs[bound.runs.length]));
  const coarser =
    goesOn(installed, bound) && (isCoarse(installed) || !isNumber(bound.runs[installed.runs.length]));
  if ((finer && (op === '=' || op === '<=')) || coarser) return 'unknown';
  return holds(op, order) ? 'yes' : 'no';
}

/** `<= 12.2.x` holds for every 12.2; `< 3.x` for nothing from 3 on. */
function inPrefix(installed: Version, op: VersionBound['op'], prefix: Version): Truth {
  if (prefix.runs.length === 0) return 'unknown';
  const known = beforeWildcard(installed) ?? installed;
  const order = orderOf(firstParts(known, prefix.runs.length), prefix);
  return order === 'incomparable' ? 'unknown' : holds(op, order) ? 'yes' : 'no';
}

/** An installed `12.x` settles a bound only where the written parts already differ. */
function firstDiffers(vague: Version, bound: Version, op: VersionBound['op']): Truth {
  const length = Math.min(vague.runs.length, bound.runs.length);
  const order = orderOf(firstParts(vague, length), firstParts(bound, length));
  if (order === 'incomparable' || order === 0) return 'unknown';
  return holds(op, order) ? 'yes' : 'no';
}

/** Advisories put model numbers where versions belong (`7900`, `24950`): a bare long number says nothing about `1.2`. */
const looksLikeModelNumber = (bound: Version, installed: Version): boolean =>
  bound.runs.length === 1 &&
  isNumber(bound.runs[0]) &&
  (bound.runs[0]?.length ?? 0) >= 3 &&
  installed.runs.length > 1;

const and = (truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';
const or = (truths: readonly Truth[]): Truth =>
  truths.includes('yes') ? 'yes' : truths.includes('unknown') ? 'unknown' : 'no';

const boundText = ({ op, version }: VersionBound): string => (op === '=' ? version : `${op} ${version}`);

/** The set in words, as the statement wrote it, or spelled from its bounds. */
export function setText(set: VersionSet): string {
  const text = set.text.trim();
  if (set.kind === 'all') return 'all versions';
  if (set.kind === 'unknown') return text === '' ? 'versions it does not name' : `“${text}”`;
  return text === ''
    ? set.anyOf.map((bounds) => bounds.map(boundText).join(' and ')).join(' or ')
    : `“${text}”`;
}

const within = (installed: Version, ranges: readonly (readonly VersionBound[])[]): Truth =>
  or(ranges.map((bounds) => and(bounds.map((bound) => inBound(installed, bound)))));

const not = (truth: Truth): Truth => (truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown');

/** Whether the installed version is in the set: `unknown` when it is not known, cannot be compared or is too coarse, and
 *  when the statement itself adds a condition or a doubt. Order of the set's parts does not matter. */
export function inSet(version: string | null, set: VersionSet): SetAnswer {
  const named = setText(set);
  const known = knownVersion(version);
  const unknown = (why: string, question: string): SetAnswer => ({ answer: 'unknown', why, question });
  if (set.kind === 'unknown') {
    if (set.why === 'empty') return unknown('the record names no versions', questions.maker(named));
    const question =
      set.why === 'date' ? questions.date : set.why === 'model' ? questions.model : questions.maker;
    return unknown(`${named} cannot be compared with ${known ?? 'a version'}`, question(named));
  }
  const whole = set.kind === 'all' ? 'yes' : known === null ? 'unknown' : null;
  const installed = known === null ? null : parseVersion(known);
  const listed =
    whole ??
    (installed && set.kind === 'list' && set.anyOf.length > 0 ? within(installed, set.anyOf) : 'unknown');
  const spared =
    installed && set.except ? not(within(installed, set.except)) : set.except ? 'unknown' : 'yes';
  const answer = and([listed, spared]);
  const it = known === null ? 'the installed version is not known' : `installed ${known}`;
  if (answer === 'yes' && set.onlyWhen !== undefined) {
    return unknown(
      `${it}: within ${named}, but only when ${set.onlyWhen}`,
      questions.condition(set.onlyWhen),
    );
  }
  if (answer === 'no' && set.mayExtend !== undefined) {
    return unknown(`${it}: outside ${named}, but ${set.mayExtend}`, questions.maker(named));
  }
  if (answer === 'yes')
    return {
      answer,
      why: whole === 'yes' ? 'all versions are named' : `${it} is within ${named}`,
      question: null,
    };
  if (answer === 'no') return { answer, why: `${it} is outside ${named}`, question: null };
  if (known === null) return unknown(`${it}; named: ${named}`, questions.version(named));
  return unknown(`${it} cannot be placed against ${named}`, questions.exact(named));
}

/** Whether any of the sets counts a version as affected; a set of all versions says nothing about a fix that came later. */
export function countsIn(version: string, sets: readonly VersionSet[]): SetAnswer['answer'] {
  return or(sets.map((set) => (set.kind === 'all' ? 'unknown' : inSet(version, set).answer)));
}
