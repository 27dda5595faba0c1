// Reads what makers write under "remediation": is it a fix, a promise, a refusal, a replacement or advice, and to which
// version. CISA files nearly everything under vendor_fix, so the words count, not the category alone.
import type { AdvisoryRemediation } from '../../intel/model.ts';

/** `fix`: something to install now. `planned`: a promise. `none`: the maker says there will be none. `replace`: the maker
 *  wants the product gone. `done`: the maker did it, nobody here need act. `advice`: a measure. `pointer`: where to read. */
export type TextKind = 'fix' | 'planned' | 'none' | 'replace' | 'done' | 'advice' | 'pointer';

const longest = 4_000;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Text without tags, entities, control characters and links other than http(s); blanks are single. */
export const plainText = (raw: string): string =>
  raw
    .slice(0, longest)
    .replace(/<(script|style)\b[^>]*>[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<\/?[a-z!][^<>]{0,300}>/gi, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/\b(?:javascript|data|vbscript|file):\S*/gi, ' ')
    .replace(/\p{C}/gu, ' ')
    .replace(/\(link is external\)|\(external link\)/gi, '')
    .replace(/ '(?=\s)/g, "'")
    .replace(/ '(s )/g, "'$1")
    .replace(/\s+/g, ' ')
    .trim();

/** Sentences of a plain text; a point inside a version, an abbreviation or an initial ends none. */
export const sentences = (text: string): string[] =>
  plainText(text)
    .split(/(?<=\S[.!?;:])(?<!(?:^|\s)[A-Za-z][.])\s+(?=["“(]?[A-Z0-9•*-])/)
    .reduce<string[]>((list, part) => {
      const last = list.at(-1);
      if (last !== undefined && /(?:\b(?:e\.g|i\.e|etc|Inc|Ltd|Corp|No|vs|St|approx)\.)$/.test(last))
        list[list.length - 1] = `${last} ${part}`;
      else list.push(part);
      return list;
    }, [])
    .map((part) => part.replace(/^(?:[•*–-]|\d{1,2}[.)])\s*/, '').trim())
    .filter((part) => part.length > 2);

const refusal =
  /\b(?:has|have) not (?:developed|released|created|produced) an? (?:product )?(?:update|fix|patch)|\bwill not (?:be )?(?:issu|releas|provid|produc)\w* an? (?:product |security )*(?:update|fix|patch)|\boffer no mitigations?\b|\bno (?:fix|update|patch) (?:is|will be) (?:available|planned)|\bnot capable of accepting\b/i;
const promise =
  /\b(?:plans?|planning|planned|intends?|working (?:on|to)|is piloting|in the process of|will be (?:further )?assessing|will (?:be )?(?:releas|provid|issu|updat)\w*|is (?:currently )?(?:strengthening|assessing|producing)|scheduled (?:to )?(?:be )?(?:for )?releas\w*|has scheduled release|are being developed|will be (?:available|mitigated|addressed|released)|expected in an? upcoming|upcoming version|is scheduled to release|are scheduled to be)\b/i;
const onceOut =
  /\bwhen [^.]{0,40}(?:releases its|(?:is|are|become) available)|\bas soon as it becomes available/i;
const gone =
  /\b(?:recommends? (?:a )?(?:users? )?(?:consider )?replac\w+|consider replacing|changing to (?:a|the) (?:newer|latest) model|no longer use|stop using|transitioning all users to a replacement)\b/i;
const accomplished =
  /\busers? (?:do(?:es)?n ?'t|do not|need not) need to take any action|\bhosted (?:application|solution)s? (?:and|will)|\bwill be (?:automatically updated|applied to devices automatically)|\bserver-side (?:updates?|security changes)\b/i;
const remedyWord =
  /\b(?:remediation for |update[ds]?|upgrad\w+|patch(?:es|ed)?|hotfix(?:es)?|fix(?:es)?|new versions?|newest release|firmware|software (?:update|release)|version|release)\b/i;
const available =
  /\b(?:currently available|has been (?:mitigated|remediated|fixed|resolved) in|(?:version|update) [\w.]+ is reported to fix|(?<!not )releas(?:ed|es)|(?:is|are) (?:now |currently )?available|has (?:made|produced|created|developed|implemented)|have created|recommends? (?:that )?(?:users |customers |organizations )?(?:of [^.]{0,60} )?(?:to )?(?:updat|upgrad|install|appl)\w*|should (?:update|upgrade|install|apply|obtain and apply)|advises users to update|remediation is to update|to arrange installation|mitigates? reported|(?:updat|upgrad)(?:e|ing) to (?:the |a |version|v?\d)|with the affected .{0,40} to update|contacted users and initiated|obtained by contacting|has remediated)\b/i;
/** Said to whoever reads it: "Update the MX40 to B.06.18 or later." */
const told =
  /(?:^|[.;:] )(?:update|upgrade|install|apply|load) [^.]{0,80}\b(?:to|version|release|patch|hotfix|firmware|update)\b/i;
const pointing =
  /^(?:https?:\/\/|www\.|for (?:more|additional|further|product)|please (?:see|visit|refer|contact)|see |refer to|users (?:with|who have) questions|users can (?:see|contact|find)|if you own|.{0,60}contact information is|.{0,80}(?:advisory|bulletin)s? (?:is|are) available|where additional information|more information)/i;

/** How a maker's text reads, from its words, then from its category. */
export function readsAs({ details, category }: Pick<AdvisoryRemediation, 'details' | 'category'>): TextKind {
  // news about the advisory itself promises nothing: "plans to provide updates and additional security information"
  const text = plainText(details).replace(/\bupdates? (?:and|on) [^.]{0,30}information\b/gi, 'news');
  if (category === 'none_available' || category === 'no_fix_planned') return 'none';
  if (
    pointing.test(text) &&
    targetsIn(text).length === 0 &&
    !/\b(?:updat|upgrad|appl|install)\w*/i.test(text)
  )
    return 'pointer';
  if (gone.test(text) && !available.test(text)) return 'replace';
  if (refusal.test(text)) return 'none';
  if (accomplished.test(text)) return 'done';
  if (listsVersion.test(text)) return 'fix';
  const offered = text.replace(/\b(?:will be|have not) (?:released|available)\b/gi, ' ');
  const fix =
    remedyWord.test(text) &&
    (available.test(offered) || told.test(offered)) &&
    !/safety communication/i.test(text);
  if (fix && onceOut.test(text) && targetsIn(text).length === 0) return 'planned';
  if (fix && (!promise.test(firstSentence(text)) || /\bcurrently available\b/i.test(text))) return 'fix';
  if (fix && targetsIn(text).length > 0) return 'fix';
  if (gone.test(text)) return 'replace';
  if (promise.test(text) && (remedyWord.test(text) || /\bremediat/i.test(text))) return 'planned';
  if (fix) return 'fix';
  if (pointing.test(text)) return 'pointer';
  return 'advice';
}

const firstSentence = (text: string): string => sentences(text)[0] ?? text;

// "Welch Allyn Connex Spot Monitor (CSM): v1.52", "IntelliVue Patient Monitors Versions N.00 and N.01"
const listsVersion =
  /^[^.:]{4,140}: v\d[\w.]*(?: Service Pack \d+)?(?: \((?:released|available)[^)]*\))?$|^[^.:,]{4,60} Versions? [A-Z]{0,2}\.?\d[\w.]*(?: and [A-Z]?\.?\d[\w.]*)?$/i;

/** A version that a fix text names, with how it is meant. */
export interface Target {
  readonly version: string;
  readonly orLater: boolean;
  /** `2.2.3` in "later than 2.2.3": the fix is above it, and has no number of its own. */
  readonly above: boolean;
  /** What stands around it, to tell which of several products it is for. */
  readonly before: string;
  readonly after: string;
}

const number = String.raw`(?:[vV]\.?\s?)?(?:LPI )?[A-Z]{0,3}\.?\d[\w.]*\w(?: (?:Service Pack|SP|GMA) \d+)?|(?:[vV]\.?\s?)?[A-Z]?\d+`;
const named = String.raw`(?:software |firmware |application |mobile |latest |newest |newer |the |a |release |updated |update |version |versions |Version |Versions |v\. ?)*`;
const tail = String.raw`(?![\w-])`;
const finds: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:later|newer|higher) than (?:[\w-]+ ){0,4}?version (?<above>${number})${tail}`,
    'gi',
  ),
  new RegExp(
    String.raw`\b(?:updat\w*|upgrad\w*|devices|compounders?|systems?)\b[^.:;]{0,90}?,? \bto (?:${named})(?:[A-Z][\w-]* ){0,3}?(?:version |release )?(?<to>${number})${tail}`,
    'gi',
  ),
  new RegExp(String.raw`\bversions? (?<later>${number}),? (?:or|and) (?:later|higher|newer|above)\b`, 'gi'),
  new RegExp(
    String.raw`(?:v?(?<lead>\d[\w.]*) )?\((?<later2>${number}) or later\)|\bv(?<later3>\d[\w.]*) \(or later\)`,
    'gi',
  ),
  new RegExp(
    String.raw`\b(?:releas\w+|produc\w+|creat\w+|firmware image|software|developed)\b[^.:;]{0,110}?(?:\b(?:version|update|firmware update) |\(version )(?<out>${number})${tail}`,
    'gi',
  ),
  new RegExp(
    String.raw`\bversion (?<was>${number}) (?:was|has been|is) (?:released|available|reported to fix)\b`,
    'gi',
  ),
  new RegExp(String.raw`\bversion (?<tied>${number})(?= \([^)]*[A-Z][^)]*\))`, 'gi'),
  new RegExp(
    String.raw`\b(?:in|mitigated in|fixed in) (?:[A-Z]\w* ){1,3}(?:version )?(?<inside>[A-Z]\.\d\d(?:\.\d\d)?|\d+\.\d[\w.]*)${tail}`,
    'gi',
  ),
  /\breleased [A-Z]\w+(?:\/[A-Z]\w+)? (?<bare>\d[\w.]*(?: GMA \d+)?)/g,
  /^[^.:]{4,140}: v(?<listed>\d[\w.]*(?: Service Pack \d+)?)/g,
  /^[^.:,]{4,60} Versions? (?<headed>[A-Z]{0,2}\.?\d[\w.]*)/g,
  /\bDelta\/Infinity Explorer (?<explorer>VF\d[\w.]*)/g,
];

/** Texts that look like versions and are none: versions named as affected, dates, operating systems. */
const withoutDistractions = (text: string): string =>
  text
    .replace(/\b(?:all )?versions? (?:prior to|before) [\w.]+/gi, ' ')
    .replace(/\b[\w.]+ (?:or|and) (?:prior|earlier|below)\b/gi, ' ')
    .replace(/\bWindows (?:server )?\w+(?: or later)?/gi, ' ')
    .replace(
      /\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?/g,
      ' ',
    );

/** The versions that a fix text offers, in the order met. Versions after "prior to" or before "or prior" are not offers. */
export function targetsIn(raw: string): Target[] {
  const text = withoutDistractions(plainText(raw));
  const found: Target[] = [];
  for (const pattern of finds) {
    for (const match of text.matchAll(pattern)) {
      const groups = match.groups ?? {};
      const kind = Object.keys(groups).find((name) => name !== 'lead' && groups[name] !== undefined);
      const word = kind === undefined ? undefined : groups[kind];
      if (kind === undefined || word === undefined) continue;
      if (kind === 'to' && /\b(?:later|newer|higher) than\b/i.test(match[0])) continue;
      const lead = groups['lead'] === undefined ? '' : `${groups['lead']} `;
      const version = `${lead}${word}`.replace(/^v\.? ?(?=\d)/i, '').replace(/[.]$/, '');
      if (!/\d/.test(version) || /^(?:19|20)\d\d$/.test(version)) continue;
      const at = match.index + match[0].lastIndexOf(word);
      const orLater =
        kind.startsWith('later') ||
        /^,? (?:or|and) (?:later|higher|newer|above)/i.test(text.slice(at + word.length));
      found.push({
        version,
        orLater,
        above: kind === 'above',
        before: text.slice(Math.max(0, at - 80), at),
        after: text.slice(at + word.length, at + word.length + 30),
      });
    }
  }
  const first = (one: Target): number =>
    found.findIndex((it) => it.version.toLowerCase() === one.version.toLowerCase());
  return found.filter((one, at) => first(one) === at);
}

/** The CVEs that a fix text leaves out: "fixes all vulnerabilities above except CVE-2021-37160". */
export const leftOut = (raw: string): string[] =>
  [...plainText(raw).matchAll(/\bexcept(?: for)? ((?:CVE-\d{4}-\d{4,19}(?:, | and )?)+)/gi)].flatMap(
    (match) => match[1]?.match(/CVE-\d{4}-\d+/gi) ?? [],
  );
