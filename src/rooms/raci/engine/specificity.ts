// Which of several scopes is the most specific. Written down once, for staffing lines and for overrides:
//   activity > ward > site > department > device class > manufacturer > deployment > life phase > criticality.
// A scope that names an earlier part beats every scope that does not, whatever else that one names. Scopes that name
// the same parts are equally specific: of two staffing lines the newer validFrom wins, then the lower id; of two
// overrides the lower id. Both ties are lint errors, since nobody chose.
import type { Scope, Subject } from '../model.ts';

/** The parts of a scope, the most specific first. */
const scopeParts = [
  'wardId',
  'siteId',
  'department',
  'deviceClass',
  'manufacturer',
  'deployment',
  'lifePhase',
  'criticality',
] as const;

/** What a scope asks of a subject: part by part, words in lower case. */
export type Demand = readonly { readonly part: number; readonly value: string | number }[];

const normal = (value: string | number | undefined): string | number | undefined =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

/** The values of a scope in the order of `scopeParts`, words trimmed and in lower case. */
const valuesOf = (subject: Scope): readonly (string | number | undefined)[] => [
  subject.wardId,
  subject.siteId,
  normal(subject.department),
  normal(subject.deviceClass),
  normal(subject.manufacturer),
  subject.deployment,
  subject.lifePhase,
  normal(subject.criticality),
];

/** What the scope asks; empty for a scope that applies everywhere. A blank word asks nothing. */
export const demandOf = (scope: Scope): Demand =>
  valuesOf(scope).flatMap((value, part) => (value === undefined || value === '' ? [] : [{ part, value }]));

/** How specific a scope is: higher is more specific; equal exactly when the same parts are named. */
export const weightOf = (scope: Scope, activityId: string | null): number =>
  demandOf(scope).reduce(
    (sum, { part }) => sum + 2 ** (scopeParts.length - 1 - part),
    activityId === null ? 0 : 256,
  );

/** True when some subject could meet both scopes: they name no part with different values. */
export function canMeetTogether(a: Scope, b: Scope): boolean {
  const others = new Map(demandOf(b).map(({ part, value }) => [part, value]));
  return demandOf(a).every(({ part, value }) => !others.has(part) || others.get(part) === value);
}

/** The words and ids that scopes ask for, numbered from 1 part by part. Subjects are compared by these numbers. */
export type Words = readonly Map<string | number, number>[];
/** A subject in numbers, in the order of `scopeParts`; 0 where it says nothing that any scope asks for. */
export type SubjectNumbers = readonly number[];
/** What a scope asks, in numbers. */
export type DemandNumbers = readonly { readonly part: number; readonly value: number }[];
/** Spellings of words remembered at most, for each part. */
const SPELLINGS = 10_000;

/** The numbers of everything these demands ask for. */
export function wordsOf(demands: readonly Demand[]): Words {
  const words = scopeParts.map(() => new Map<string | number, number>());
  for (const { part, value } of demands.flat()) {
    const known = words[part];
    if (known && !known.has(value)) known.set(value, known.size + 1);
  }
  return words;
}

/** The demand in the numbers of `words`. */
export const inNumbers = (words: Words, demand: Demand): DemandNumbers =>
  demand.map(({ part, value }) => ({ part, value: words[part]?.get(value) ?? -1 }));

/** The subject in the numbers of `words`. A spelling met for the first time is remembered. */
export function numbersOf(words: Words, subject: Subject): SubjectNumbers {
  return scopeParts.map((name, part) => {
    const raw = subject[name];
    const known = words[part];
    if (raw === undefined || known === undefined || known.size === 0) return 0;
    const number = known.get(raw);
    if (number !== undefined) return number;
    const found = known.get(normal(raw) ?? '') ?? 0;
    if (known.size < SPELLINGS) known.set(raw, found);
    return found;
  });
}

/** True when the subject has everything the scope asks. A subject that does not say a part never meets it. */
export function meets(subject: SubjectNumbers, demand: DemandNumbers): boolean {
  for (const { part, value } of demand) if (subject[part] !== value) return false;
  return true;
}

/** Which subjects a set of scopes can tell apart: the values asked for, part by part. Null: too many to number. */
export type Keys =
  | readonly { readonly part: number; readonly size: number; readonly place: readonly number[] }[]
  | null;

/** The keys of scopes: only the parts that any of them asks for, each value there with its place. */
export function keysOf(words: Words, demands: readonly DemandNumbers[]): Keys {
  const keys = scopeParts.flatMap((_, part) => {
    const place = Array.from({ length: (words[part]?.size ?? 0) + 1 }, () => 0);
    let size = 0;
    for (const asked of demands.flat())
      if (asked.part === part && place[asked.value] === 0) {
        size += 1;
        place[asked.value] = size;
      }
    return size === 0 ? [] : [{ part, size, place }];
  });
  return keys.reduce((all, { size }) => all * (size + 1), 1) > 1e9 ? null : keys;
}

/** A number under 1e9 that is the same for two subjects exactly when no scope of the keys tells them apart; null: none. */
export function keyOf(keys: Keys, subject: SubjectNumbers): number | null {
  if (keys === null) return null;
  let key = 0;
  for (const { part, size, place } of keys) key = key * (size + 1) + (place[subject[part] ?? 0] ?? 0);
  return key;
}
