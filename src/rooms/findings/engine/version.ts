// Reads version texts as makers and hospitals write them, and orders two of them, or says honestly that it cannot.
// One total order stands behind it (`rank` below); schemes only decide whether two texts may be compared at all, so the
// answer is antisymmetric and transitive wherever there is one.

/** The order of two versions; `incomparable` when they follow different schemes. */
export type Order = -1 | 0 | 1 | 'incomparable';

/** What must agree before two versions may be ordered, and the runs of digits and letters that are then ordered. */
export interface Version {
  readonly runs: readonly string[];
  /** A leading word that means something: `release`, `revision`, `hardware`; else empty. */
  readonly tag: string;
  /** A fixed first part that names a product line: `l` in `L81`, `vm` in `VM5.0`, `012u` in `012U000040`; else empty. */
  readonly line: string;
  readonly dated: boolean;
}

const longestText = 120;
const neutralTags = new Set(['v', 'ver', 'vers', 'version', 'versions', 'sw', 'software', 'fw', 'firmware']);
const tagMeaning = new Map([
  ['r', 'release'],
  ['rel', 'release'],
  ['release', 'release'],
  ['rev', 'revision'],
  ['revision', 'revision'],
  ['revisions', 'revision'],
  ['hw', 'hardware'],
  ['hardware', 'hardware'],
]);
const preReleases = new Set(['alpha', 'beta', 'rc', 'pre', 'preview', 'dev', 'snapshot', 'nightly']);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName = new RegExp(`(?<![a-z])(${months.join('|')})[a-z]{0,6}(?![a-z])`);
const saysNothing =
  /^(-|n[/.]?a[.]?|none|unknown|unk|tbd|various|multiple|all|any|null|not (applicable|available|recorded))$/;

/** The version text without padding, or null where the field says nothing (`N/A`, `unknown`, `-`, empty). */
export function knownVersion(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim();
  return saysNothing.test(trimmed.toLowerCase()) || !/[\p{L}\p{N}]/u.test(trimmed) ? null : trimmed;
}

const isNumber = (run: string): boolean => /^\d/.test(run);
const plain = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** The day a text names as year, month, day, or null: `April 1, 2018`, `2018-04-01`, `4/1/2018`, `20180401` is not one. */
function dayOf(text: string): string[] | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return iso.slice(1, 4);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american) return [american[3] ?? '', american[1] ?? '', american[2] ?? ''];
  const named = monthName.exec(text);
  const year = /(?<!\d)(19|20)\d{2}(?!\d)/.exec(text);
  if (!named || !year) return null;
  const day = /(?<!\d)[0-3]?\d(?!\d)/.exec(text.replace(year[0], ' '));
  return [year[0], String(months.indexOf(named[1] ?? '') + 1), day?.[0] ?? '0'];
}

/** Drops leading words that only say "version"; one that means something (`Rev`, `R`) is kept aside as the tag. */
function withoutTag(text: string): { tag: string; rest: string } {
  let tag = '';
  let rest = text;
  for (let word = leadingWord(rest); word !== null; word = leadingWord(rest)) {
    const meaning = tagMeaning.get(word);
    if (meaning === undefined && !neutralTags.has(word)) break;
    // "R.02" and "V.3" use the letter as a number; "R4.1" is release 4.1
    if (word.length === 1 && rest[1] === '.') break;
    tag = meaning ?? tag;
    rest = rest.slice(word.length).replace(/^[^\p{L}\p{N}]+/u, '');
  }
  return { tag, rest };
}

/** The word a text starts with, when something follows it. */
const leadingWord = (text: string): string | null => /^(\p{L}+)(?=.*[\p{L}\p{N}])/u.exec(text)?.[1] ?? null;

/** The line a version belongs to; a single letter followed by a point or nothing is a number, not a line (`B.06`). */
function lineOf(rest: string): string {
  const coded = /^0\d{2}\p{L}(?=\d)/u.exec(rest);
  if (coded) return coded[0];
  const letters = /^\p{L}+/u.exec(rest)?.[0] ?? '';
  return letters.length === 1 && !/^\d/.test(rest.slice(1)) ? '' : letters;
}

/** A version text cut into comparable parts, or null when it holds none or is too long to be a version. */
export function parseVersion(text: string): Version | null {
  if (text.length > longestText) return null;
  const lower = text
    .trim()
    .toLowerCase()
    .replace(/service pack/g, 'sp');
  const day = dayOf(lower);
  if (day) return { runs: day, tag: '', line: '', dated: true };
  const { tag, rest } = withoutTag(lower.replace(/^[^\p{L}\p{N}]+/u, ''));
  const runs = rest.match(/\d+|\p{L}+/gu) ?? [];
  if (runs.length === 0) return null;
  const dated = /^(19|20)\d{2}$/.test(runs[0] ?? '') && runs.length <= 3 && runs.every(isNumber);
  return { runs, tag, line: lineOf(rest), dated };
}

/** Whether two leads follow one scheme. The same letter glued or pointed (`B02`, `B.02`) is one scheme too. */
function sameScheme(a: Version, b: Version): boolean {
  if (a.dated !== b.dated || (a.tag !== '' && b.tag !== '' && a.tag !== b.tag)) return false;
  if (a.line === b.line) return isNumber(a.runs[0] ?? '') === isNumber(b.runs[0] ?? '');
  return !isNumber(a.runs[0] ?? '0') && a.runs[0] === b.runs[0];
}

/** Pre-release words come before nothing, nothing equals zero, then letters, then numbers. */
const rank = (run: string | undefined): number => {
  if (run === undefined || (isNumber(run) && plain(run) === '0')) return 1;
  if (isNumber(run)) return 3;
  return preReleases.has(run) ? 0 : 2;
};

function compareRuns(a: string | undefined, b: string | undefined): Order {
  const [rankA, rankB] = [rank(a), rank(b)];
  if (rankA !== rankB) {
    // a letter against a written number is anybody's guess: "1.5a" or "1.5.1"
    const guess =
      a !== undefined && b !== undefined && isNumber(a) !== isNumber(b) && rankA !== 0 && rankB !== 0;
    if (guess) return 'incomparable';
    return rankA < rankB ? -1 : 1;
  }
  if (rankA === 1 || a === undefined || b === undefined) return 0;
  if (!isNumber(a)) return a === b ? 0 : a < b ? -1 : 1;
  const [x, y] = [plain(a), plain(b)];
  if (x.length !== y.length) return x.length < y.length ? -1 : 1;
  return x === y ? 0 : x < y ? -1 : 1;
}

/** The order of two parsed versions; see `compareVersions`. */
export function orderOf(a: Version, b: Version): Order {
  if (!sameScheme(a, b)) return 'incomparable';
  for (let at = 0; at < Math.max(a.runs.length, b.runs.length); at += 1) {
    const order = compareRuns(a.runs[at], b.runs[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** -1, 0 or 1 as `a` is older, the same or newer than `b`; `incomparable` for different tags, lines or kinds of text.
 *  Missing parts count as zero (`1` = `1.0`), a letter suffix is newer than none, a pre-release word older.
 *  @source domain reference 2.3, version order for ranges [rule] */
export function compareVersions(a: string, b: string): Order {
  const [x, y] = [parseVersion(a), parseVersion(b)];
  return x && y ? orderOf(x, y) : 'incomparable';
}
