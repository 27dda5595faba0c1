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
/** A subject's own values, in the order of `scopeParts`. */
export type SubjectValues = readonly (string | number | undefined)[];

const normal = (value: string | number | undefined): string | number | undefined =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

/** The subject's values in the order of `scopeParts`, words trimmed and in lower case. */
export const valuesOf = (subject: Subject | Scope): SubjectValues => [
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

/** True when the subject has everything the scope asks. A subject that does not say a part never meets it. */
export function meets(values: SubjectValues, demand: Demand): boolean {
  for (const { part, value } of demand) if (values[part] !== value) return false;
  return true;
}

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

/** Which subjects a set of scopes can tell apart: the values asked for, part by part. Null: too many to number. */
export type Keys =
  | readonly { readonly part: number; readonly values: ReadonlyMap<string | number, number> }[]
  | null;

/** The keys of scopes: only the parts that any of them asks for. */
export function keysOf(demands: readonly Demand[]): Keys {
  const keys = scopeParts.flatMap((_, part) => {
    const values = new Set(
      demands
        .flat()
        .filter((asked) => asked.part === part)
        .map((asked) => asked.value),
    );
    return values.size === 0
      ? []
      : [{ part, values: new Map([...values].map((value, index) => [value, index + 1])) }];
  });
  return keys.reduce((all, { values }) => all * (values.size + 1), 1) > 1e9 ? null : keys;
}

/** A number under 1e9 that is the same for two subjects exactly when no scope of the keys tells them apart; null: none. */
export function keyOf(keys: Keys, values: SubjectValues): number | null {
  if (keys === null) return null;
  let key = 0;
  for (const { part, values: asked } of keys) {
    const value = values[part];
    key = key * (asked.size + 1) + (value === undefined ? 0 : (asked.get(value) ?? 0));
  }
  return key;
}
