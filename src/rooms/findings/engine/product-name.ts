// Reads a product or model name into what distinguishes it: words, model numbers (with lists and ranges), and what an
// advisory adds in brackets or after "with", "not including" or "Windows XP-based".
import { fold } from './words.ts';

/** A model number with the letters that belong to it: `MX` `400` in MX400, `530` `c` in 530c. `to` ends a range. */
export interface Designator {
  readonly prefix: string;
  readonly number: string;
  readonly suffix: string;
  readonly to: string | null;
}
/** One reading of a name. Each inner list of `words` and `numbers` needs one of its entries. */
export interface ProductName {
  readonly text: string;
  readonly words: readonly (readonly string[])[];
  readonly numbers: readonly (readonly Designator[])[];
  /** Numbers in brackets: part numbers that identify as well as the name does. */
  readonly hints: readonly Designator[];
  /** Words after "with" or "used with": without them in the model, the match is only possible. */
  readonly conditions: readonly string[];
  readonly excluded: ProductName | null;
  readonly os: string | null;
  /** Every letter word of the text in order, glued parts of numbers included: what a product's words are looked up in. */
  readonly all: readonly string[];
}
interface Run {
  readonly text: string;
  readonly digits: boolean;
  readonly glued: boolean;
  readonly at: number;
  readonly end: number;
}

const generic = new Set(
  `system unit device module monitor patient series family software firmware version model product machine bed medical all
  wireless infusion syringe pump volumetric workstation workplace hub platform app application based only type
  revision rev family line equipment instrument apparatus console assembly the a an and or of for in by on to from with
  w wlan certain new style large volume no number nr part pn sku ref hw sw release previously enabled using used
  worn bedside portable mobile old various vital sign digital electronic network networked`.split(/\s+/),
);
// 'vital sign(s)' alone says little, yet "Connex Vital Signs Monitor" keeps "connex"

/** The singular of an English word, so that `monitors` meets `monitor`. */
export const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !/(us|is|iss|as|os)$/.test(word)
    ? word.slice(0, -1)
    : word;

/** Whether a word says nothing about which product it is. */
export const isGeneric = (word: string): boolean => generic.has(word);

const windows =
  /\bwindows (xp|vista|ce|nt|\d+([.]\d+)?|2000|server \d{4}( r2)?)(?:[ -]?(based|embedded|professional|systems?))*/;
const measures =
  /\b\d+([.]\d+)?\s?-?(channel|ch|lead|inch|in|slice|bed|port|gb|mhz|ghz|vac|volt|hz|kg|ml|pt|pack|year|yr)s?\b/g;
const versions =
  /\bv\d+[.][.\w]*|\b(ver|version|versions|sw|fw|rev|revision|release)[.:]?\s*([a-z]?[.]?\d+[.\w]*|[a-z]\b)/g;

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const match of text.matchAll(/\d+([.]\d+)*([.]x\b)?|\p{L}+/gu)) {
    const before = runs.at(-1);
    runs.push({
      text: match[0],
      digits: /^\d/.test(match[0]),
      glued: before !== undefined && before.end === match.index,
      at: match.index,
      end: match.index + match[0].length,
    });
  }
  return runs;
}

/** The letters in front that belong to a number: glued ones (`MX400`), or a short word before it (`EC 40`). */
function prefixOf(runs: readonly Run[], at: number): string {
  const before = runs[at - 1];
  if (!before || before.digits || isGeneric(before.text)) return '';
  if (before.glued && runs[at - 2]?.digits) return '';
  return before.text.length <= (runs[at]?.glued ? 4 : 3) ? before.text : '';
}

function suffixOf(runs: readonly Run[], at: number): string {
  const after = runs[at + 1];
  return after?.glued && !after.digits && after.text.length <= 4 && !runs[at + 2]?.glued ? after.text : '';
}

interface Found extends Designator {
  readonly from: number;
  readonly end: number;
}

function designatorsOf(text: string, runs: readonly Run[]): Found[] {
  const found: Found[] = [];
  runs.forEach((run, at) => {
    if (!run.digits) return;
    const last = found.at(-1);
    const prefix = prefixOf(runs, at);
    const suffix = suffixOf(runs, at);
    const from = prefix === '' ? run.at : (runs[at - 1]?.at ?? run.at);
    const end = suffix === '' ? run.end : (runs[at + 1]?.end ?? run.end);
    const between = last ? text.slice(last.end, from) : '';
    const whole = /^\d+$/.test(run.text);
    // "865240/41" and "M8001A/2A" abbreviate 865241 and M8002A
    const short = last && /^\s?\/\s?$/.test(between) && prefix === '' && whole;
    const number =
      short && last.number.length >= 4 && run.text.length <= 2 ? abbreviated(last, run.text) : run.text;
    const ranged = last && whole && last.to === null && /^\s?(-|to|through)\s?$/.test(between);
    if (ranged && (prefix === '' || prefix === last.prefix) && Number(number) > Number(last.number)) {
      found[found.length - 1] = { ...last, to: number, end };
      return;
    }
    found.push({
      prefix: short ? last.prefix : prefix,
      number,
      suffix,
      to: null,
      from,
      end,
    });
  });
  return found;
}

const abbreviated = (last: Designator, tail: string): string =>
  `${last.number.slice(0, -tail.length)}${tail}`;

/** Numbers of one list (`FM20/FM30`, `2131 and 2141`, `TC10 TC20`) are alternatives; others are all needed. */
function grouped(text: string, found: readonly Found[]): Found[][] {
  const groups: Found[][] = [];
  for (const one of found) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const between = last ? text.slice(last.end, one.from) : '';
    const listed = last && /^\s*([/,&|]|and|or)+\s*$/.test(between);
    const alike = last && /^\s+$/.test(between) && last.prefix !== '' && last.prefix === one.prefix;
    if (group && (listed || alike)) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

const plainDesignator = ({ prefix, number, suffix, to }: Found): Designator => ({
  prefix,
  number,
  suffix,
  to,
});

/** Letter words that a reader needs to see, as groups of alternatives: `EPIQ/Affiniti` is either of two. */
function wordGroups(text: string, runs: readonly Run[], numbers: readonly Found[]): string[][] {
  const inNumber = (run: Run): boolean => numbers.some((one) => run.at >= one.from && run.end <= one.end);
  const groups: string[][] = [];
  let last: Run | null = null;
  for (const run of runs) {
    if (run.digits || inNumber(run)) {
      last = null;
      continue;
    }
    const word = singular(run.text);
    const slash =
      last !== null && text.slice(last.end, run.at) === '/' && last.text.length > 3 && word.length > 3;
    if (isGeneric(word)) {
      last = null;
      continue;
    }
    if (slash) groups.at(-1)?.push(word);
    else groups.push([word]);
    last = run;
  }
  return groups;
}

/** Cuts `text` at the first match of `at`: what stands before, and what after (empty without a match). */
function cut(text: string, at: RegExp): [string, string] {
  const match = at.exec(text);
  return match ? [text.slice(0, match.index), text.slice(match.index + match[0].length)] : [text, ''];
}

/** A name read once. Numbers of versions (`v9.1`, `Rev B.2`) and of measures (`12-lead`) are not model numbers. */
export function readName(raw: string): ProductName {
  const folded = fold(raw)
    .replace(/_/g, ' ')
    .replace(/(?<=[\p{L}\p{N}])\+/gu, ' plus ')
    .replace(/ w\/ ?/g, ' with ');
  const os = windows.exec(folded);
  const clean = folded.replace(windows, ' ').replace(versions, ' ').replace(measures, ' ');
  const [kept, without] = cut(clean, /,? (not including|excluding|except) /);
  const brackets = [...kept.matchAll(/\(([^)]*)\)?/g)].map((match) => match[1] ?? '').join(' / ');
  const [named, condition] = cut(
    kept.replace(/\([^)]*\)?/g, ' '),
    / (?:used |running |integrated |together )?with(?:in| installed)? | used in | of the /,
  );
  const text = named.replace(/\s+/g, ' ').trim();
  const runs = runsOf(text);
  const numbers = designatorsOf(text, runs);
  const hintRuns = runsOf(brackets);
  return {
    text,
    words: wordGroups(text, runs, numbers),
    numbers: grouped(text, numbers).map((group) => group.map(plainDesignator)),
    hints: designatorsOf(brackets, hintRuns).map(plainDesignator),
    conditions: runsOf(condition)
      .filter((run) => !run.digits && !isGeneric(singular(run.text)))
      .map((run) => singular(run.text)),
    excluded: without === '' ? null : readName(without),
    os: os ? `windows ${os[1] ?? ''}` : null,
    all: [...runs, ...hintRuns, ...runsOf(condition)]
      .filter((run) => !run.digits)
      .map((run) => singular(run.text)),
  };
}

/** The names that a product's text offers: itself, each side of a spaced ` / ` or `and`, and an acronym in brackets. */
export function readNames(raw: string): ProductName[] {
  const whole = readName(raw);
  const acronym = /\(([A-Z][A-Za-z ]{2,9})\)\s*$/.exec(raw)?.[1];
  const sides = raw.split(/ \/ | and (?=[A-Z])/).filter((side) => /\p{L}{3}/u.test(side));
  const names = [whole];
  if (sides.length > 1 && sides.length < 6)
    names.push(...sides.map(readName).filter((side) => side.words.length > 0));
  if (acronym !== undefined && /[A-Z]{2}/.test(acronym)) names.push(readName(acronym));
  return names;
}
