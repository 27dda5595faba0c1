// CPE 2.3 names: reading the formatted string, the relation of one name to another, and version ranges.
import type { CpeMatch } from '../../intel/model.ts';
import { compareVersions } from './version.ts';

/** One attribute of a CPE name: ANY (`*`), NA (`-`) or a value, unescaped and in lower case; wildcards kept apart. */
export type CpeValue =
  | { readonly kind: 'any' }
  | { readonly kind: 'na' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wild'; readonly head: string; readonly text: string; readonly tail: string };

export const cpeAttributes = [
  'part',
  'vendor',
  'product',
  'version',
  'update',
  'edition',
  'language',
  'swEdition',
  'targetSw',
  'targetHw',
  'other',
] as const;
export type CpeName = Readonly<Record<(typeof cpeAttributes)[number], CpeValue>>;
/** How source S stands to target T. @source NISTIR 7696, table 6-2 */
export type Relation = 'equal' | 'superset' | 'subset' | 'disjoint' | 'undefined';
/** How two whole names stand. @source NISTIR 7696, table 6-4 */
export type NameRelation = 'equal' | 'superset' | 'subset' | 'disjoint' | 'overlap';

const any: CpeValue = { kind: 'any' };
const longestName = 2_000;

/** Splits at unescaped colons; the escapes stay in the parts. */
function fields(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\') {
      part += sign + text.charAt(at + 1);
      at += 1;
    } else if (sign === ':') {
      parts.push(part);
      part = '';
    } else part += sign;
  }
  parts.push(part);
  return parts;
}

/** A value without its escapes: `12.2\(33\)` is `12.2(33)`. */
export const unescapeCpe = (text: string): string => text.replace(/\\(.)/g, '$1');

function readValue(raw: string): CpeValue {
  const text = raw.toLowerCase();
  if (text === '*' || text === '') return any;
  if (text === '-') return { kind: 'na' };
  const head = /^[*?]+/.exec(text)?.[0] ?? '';
  const tail = /(?<=(?:^|[^\\])(?:\\\\)*)[*?]+$/.exec(text.slice(head.length))?.[0] ?? '';
  const middle = unescapeCpe(text.slice(head.length, text.length - tail.length));
  return head === '' && tail === ''
    ? { kind: 'text', text: middle }
    : { kind: 'wild', head, text: middle, tail };
}

/** A CPE 2.3 formatted string, or null when it is not one (wrong prefix, part, or number of fields). Missing trailing
 *  fields are not forgiven.  @source NISTIR 7695, section 6.2 */
export function parseCpe(name: string): CpeName | null {
  if (name.length > longestName || !/^cpe:2[.]3:/i.test(name)) return null;
  const parts = fields(name).slice(2);
  if (parts.length !== cpeAttributes.length || !/^[aoh*-]$/i.test(parts[0] ?? '')) return null;
  const at = (index: number): CpeValue => readValue(parts[index] ?? '*');
  const [part, vendor, product, version, update, edition] = [at(0), at(1), at(2), at(3), at(4), at(5)];
  return {
    part,
    vendor,
    product,
    version,
    update,
    edition,
    language: at(6),
    swEdition: at(7),
    targetSw: at(8),
    targetHw: at(9),
    other: at(10),
  };
}

/** Whether a value with wildcards covers a plain text: `*` is any run of signs, each `?` one sign or none. */
function covers(wild: Extract<CpeValue, { kind: 'wild' }>, text: string): boolean {
  const headMax = wild.head.includes('*') ? Number.POSITIVE_INFINITY : wild.head.length;
  const tailMax = wild.tail.includes('*') ? Number.POSITIVE_INFINITY : wild.tail.length;
  for (let at = text.indexOf(wild.text); at >= 0 && at <= headMax; at = text.indexOf(wild.text, at + 1)) {
    if (text.length - at - wild.text.length <= tailMax) return true;
    if (at === text.length) break;
  }
  return false;
}

/** The relation of one source value to one target value; a target with wildcards is undefined.
 *  @source NISTIR 7696, table 6-2 */
export function relateValues(source: CpeValue, target: CpeValue): Relation {
  if (target.kind === 'wild') return 'undefined';
  switch (source.kind) {
    case 'any':
      return target.kind === 'any' ? 'equal' : 'superset';
    case 'na':
      return target.kind === 'any' ? 'subset' : target.kind === 'na' ? 'equal' : 'disjoint';
    case 'text':
      if (target.kind === 'any') return 'subset';
      return target.kind === 'text' && target.text === source.text ? 'equal' : 'disjoint';
    case 'wild':
      if (target.kind === 'any') return 'subset';
      return target.kind === 'text' && covers(source, target.text) ? 'superset' : 'disjoint';
  }
}

/** The relation of whole names from those of their attributes. `except` leaves attributes out that something else judges.
 *  @source NISTIR 7696, table 6-4 */
export function relateNames(
  source: CpeName,
  target: CpeName,
  except: readonly (keyof CpeName)[] = [],
): NameRelation {
  const found = cpeAttributes
    .filter((it) => !except.includes(it))
    .map((it) => relateValues(source[it], target[it]));
  if (found.includes('disjoint')) return 'disjoint';
  if (found.every((relation) => relation === 'equal')) return 'equal';
  if (found.every((relation) => relation === 'equal' || relation === 'subset')) return 'subset';
  if (found.every((relation) => relation === 'equal' || relation === 'superset')) return 'superset';
  return 'overlap';
}

export type Truth = 'yes' | 'no' | 'unknown';

/** Whether a row names bounds on the version. */
export const hasRange = (row: CpeMatch): boolean =>
  [
    row.versionStartIncluding,
    row.versionStartExcluding,
    row.versionEndIncluding,
    row.versionEndExcluding,
  ].some((bound) => bound !== undefined);

/** Whether a plain version text lies within a row's bounds; bounds are unescaped first (`12.2\(33\)sxh2`). */
export function inRange(version: string, row: CpeMatch): Truth {
  const test = (bound: string | undefined, holds: (order: -1 | 0 | 1) => boolean): Truth => {
    if (bound === undefined) return 'yes';
    const order = compareVersions(version, unescapeCpe(bound));
    return order === 'incomparable' ? 'unknown' : holds(order) ? 'yes' : 'no';
  };
  return and([
    test(row.versionStartIncluding, (order) => order >= 0),
    test(row.versionStartExcluding, (order) => order > 0),
    test(row.versionEndIncluding, (order) => order <= 0),
    test(row.versionEndExcluding, (order) => order < 0),
  ]);
}

/** Three-valued AND, OR and NOT: `unknown` unless the known parts settle it. */
export const and = (truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';
export const or = (truths: readonly Truth[]): Truth =>
  truths.includes('yes') ? 'yes' : truths.includes('unknown') ? 'unknown' : 'no';
export const not = (truth: Truth): Truth => (truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown');

/** Whether one row holds for one CPE name of an asset. SUPERSET and EQUAL hold; SUBSET and overlap (the inventory is
 *  vaguer) are unknown.  @source domain reference 2.3 */
export function rowHolds(row: CpeMatch, asset: CpeName): Truth {
  const criteria = parseCpe(row.criteria);
  if (!criteria) return 'unknown';
  const ranged = hasRange(row) && criteria.version.kind === 'any';
  const relation = relateNames(criteria, asset, ranged ? ['version'] : []);
  if (relation === 'disjoint') return 'no';
  const named: Truth = relation === 'equal' || relation === 'superset' ? 'yes' : 'unknown';
  if (!ranged) return named;
  const { version, update } = asset;
  if (version.kind === 'na') return 'no';
  if (version.kind !== 'text') return 'unknown';
  return and([named, inRange(update.kind === 'text' ? `${version.text} ${update.text}` : version.text, row)]);
}
