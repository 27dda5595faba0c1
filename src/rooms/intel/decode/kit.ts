// What every feed decoder shares: the result type, places as JSON pointers, bounds on text and depth, readable instants.
import type { z } from 'zod';

export type DecodeWarning = { readonly place: string; readonly reason: string };
/** What a decoder answers: the value with its warnings, or the reason and the place (a JSON pointer) of the refusal. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: DecodeWarning[] }
  | { readonly ok: false; readonly reason: string; readonly place: string };
export type Refusal = Extract<Decoded<never>, { ok: false }>;

export const refuse = (place: string, reason: string): Refusal => ({ ok: false, reason, place });

/** A JSON pointer to one field below `place`. @source RFC 6901, section 3 */
export function at(place: string, ...steps: readonly PropertyKey[]): string {
  return (
    place +
    steps.map((step) => `/${String(step).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  );
}

/** The value in the schema's shape, or a refusal that names the first fault and how many more there are. */
export function readAs<S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: string,
): { readonly ok: true; readonly value: z.output<S> } | Refusal {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const [first, ...more] = result.error.issues;
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  const say = first?.message.slice(0, 200) ?? 'it does not have the expected form';
  return refuse(at(place, ...(first?.path ?? [])), `${say}${others}`);
}

/** The value in the schema's shape, or undefined with a warning: for parts a record can do without. */
export function readPart<S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: string,
  notes: Notes,
): z.output<S> | undefined {
  const result = readAs(schema, value, place);
  if (result.ok) return result.value;
  notes.warn(result.place, result.reason);
  return undefined;
}

/** Collects warnings, at most 50 of them and one line for the rest, and bounds text. */
export class Notes {
  readonly #warnings: DecodeWarning[] = [];
  #more = 0;

  /** Adds a warning. */
  warn(place: string, reason: string): void {
    if (this.#warnings.length < 50) this.#warnings.push({ place, reason });
    else this.#more += 1;
  }

  /** The text without control characters, repaired when it was encoded twice, cut at `most` characters with a warning. */
  text(value: string, most: number, place: string): string {
    const repaired = unmangled(value);
    if (repaired !== value)
      this.warn(place, 'the text was encoded twice (UTF-8 read as Windows-1252); it is shown repaired');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
    const plain = repaired.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim();
    if (plain.length <= most) return plain;
    this.warn(place, `the text of ${plain.length} characters is cut at ${most}`);
    return `${plain.slice(0, most - 1)}…`;
  }

  all(): DecodeWarning[] {
    const rest = this.#more > 0 ? [{ place: '', reason: `and ${this.#more} more warnings` }] : [];
    return [...this.#warnings, ...rest];
  }
}

/** Where a parsed JSON value is nested deeper than `most`, as a short pointer; null when it is not. No recursion. */
export function tooDeep(value: unknown, most: number): string | null {
  let level: object[] = isObject(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > most) return firstDeepPlace(value, most);
    const below: object[] = [];
    for (const one of level) {
      const children: unknown[] = Array.isArray(one) ? one : Object.values(one);
      for (const child of children) if (isObject(child)) below.push(child);
    }
    level = below;
  }
  return null;
}

/** The first steps of the way down to the first thing that is too deep; only looked for when there is one. */
function firstDeepPlace(value: unknown, most: number): string {
  type Step = { value: object; steps: readonly string[]; depth: number };
  const pending: Step[] = isObject(value) ? [{ value, steps: [], depth: 1 }] : [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.depth > most) return at('', ...next.steps);
    for (const [key, child] of Object.entries(next.value).reverse()) {
      if (isObject(child))
        pending.push({
          value: child,
          steps: next.depth <= 8 ? [...next.steps, key] : next.steps,
          depth: next.depth + 1,
        });
    }
  }
  return '';
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A date or time as a UTC instant, or null when it is none. Without a zone it is UTC, as NVD and CVE write it. */
export function asInstant(text: unknown): string | null {
  const found = typeof text === 'string' ? written.exec(text.trim()) : null;
  if (!found) return null;
  const [, date = '', time = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = found;
  const parsed = Date.parse(`${date}T${time}${seconds}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}

/** Windows-1252 for the bytes 0x80 to 0x9F, in order; the rest of it is Latin-1. */
const upper =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** "YhtymÃ¤" as "Yhtymä": text that was UTF-8, was read as Windows-1252 and encoded again. Anything else is left as it is. */
export function unmangled(text: string): string {
  if (!/[\u00c3\u00c2\u00e2][\u0080-\u00bf\u0152-\u2122]/.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const high = upper.indexOf(text.charAt(i));
    if (high === -1 && code > 0xff) return text;
    bytes[i] = high === -1 ? code : 0x80 + high;
  }
  return utf8(bytes) ?? text;
}

/** Strict UTF-8, written out because this file stands on no platform; null when the bytes are not UTF-8. */
function utf8(bytes: Uint8Array): string | null {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0;
    const more =
      lead < 0x80
        ? 0
        : lead >= 0xc2 && lead < 0xe0
          ? 1
          : lead >= 0xe0 && lead < 0xf0
            ? 2
            : lead >= 0xf0 && lead < 0xf5
              ? 3
              : -1;
    if (more === -1 || i + more >= bytes.length) return null;
    let point = more === 0 ? lead : lead & (0x3f >> more);
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0;
      if ((next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 0x3f);
    }
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return null;
    out += String.fromCodePoint(point);
    i += more + 1;
  }
  return out;
}
