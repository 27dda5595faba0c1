// One record from what several sources said: per field a winner, the losers, how sure, and what is in dispute.

import { folded, shown } from '../../../kernel/sheet-text.ts';
import { DAY_MS, type Instant, ms } from '../../../kernel/time.ts';
import {
  DeviceField,
  DeviceFields,
  type FieldClaim,
  type FieldConflict,
  type Observation,
} from '../model.ts';
import { makerKey } from './known-models.ts';
import { serialOf, tagOf } from './tag.ts';

/** How far a kind of source is trusted, 0 to 1. @source domain rule 3.4; cmms, manual and sensor are this product's */
export const trustOf = {
  label_scan: 0.95,
  dpws: 0.95,
  manual: 0.9,
  dicom: 0.8,
  snmp: 0.8,
  sensor: 0.75,
  cmms: 0.7,
  hl7: 0.7,
  http: 0.6,
  dhcp: 0.5,
  oui: 0.4,
} as const;

/** Days after which a claim older than the field's newest counts half. Fields not here do not change by themselves. */
const halfLifeDays: ReadonlyMap<DeviceField, number> = new Map([
  ['ips', 30],
  ['vlan', 90],
  ['softwareVersion', 180],
  ['osVersion', 180],
  ['hostname', 180],
  ['status', 180],
  ['networked', 180],
  ['location', 180],
  ['wardText', 180],
  ['osName', 365],
  ['department', 365],
]);
/** Fields in which different words are no dispute. */
const undisputed: ReadonlySet<DeviceField> = new Set([
  'description',
  'category',
  'macs',
  'ips',
  'criticality',
]);
const DISPUTE_FROM = 0.2;
const IP_COUNTS_FROM = 0.2;

export type Fused = { fields: DeviceFields; claims: FieldClaim[]; conflicts: FieldConflict[] };

type Said = {
  field: DeviceField;
  value: string;
  key: string;
  source: string;
  observedAt: Instant;
  trust: number;
};
type Group = {
  value: string;
  key: string;
  confidence: number;
  newest: number;
  sources: string[];
  said: Said[];
};

/**
 * Fuses observations of one device, in any order. Of one source only its newest word on a field counts. Agreeing
 * sources add up as 1 - product of (1 - trust); the surest value wins, then the newest, then by text.
 */
export function fuse(observations: readonly Observation[]): Fused {
  const fields: [DeviceField, string | string[]][] = [];
  const claims: FieldClaim[] = [];
  const conflicts: FieldConflict[] = [];
  for (const field of DeviceField.options) {
    const groups = groupsOf(saidOn(field, observations));
    const [winner] = groups;
    if (!winner) continue;
    const isList = field === 'macs' || field === 'ips';
    const wins = groups.filter(
      (group) => group === winner || (isList && (field === 'macs' || group.confidence >= IP_COUNTS_FROM)),
    );
    fields.push([field, isList ? wins.map((group) => group.value).sort() : winner.value]);
    for (const group of groups)
      for (const { value, source, observedAt, trust } of group.said)
        claims.push({ field, value, source, observedAt, confidence: trust, wins: wins.includes(group) });
    const conflict = undisputed.has(field) ? null : conflictOf(field, groups);
    if (conflict) conflicts.push(conflict);
  }
  return { fields: DeviceFields.parse(Object.fromEntries(fields)), claims, conflicts };
}

/** The newest word of each source on a field, with its trust after ageing. Each member of a list is a word of its own. */
function saidOn(field: DeviceField, observations: readonly Observation[]): Said[] {
  const newestOf = new Map<string, Observation>();
  for (const one of observations) {
    const value = one.fields[field];
    if (value === undefined || value.length === 0) continue;
    const held = newestOf.get(one.source);
    if (!held || later(one, held, field)) newestOf.set(one.source, one);
  }
  const kept = [...newestOf.values()];
  const newest = Math.max(...kept.map((one) => ms(one.observedAt)));
  const halfLife = halfLifeDays.get(field);
  return kept.flatMap((one) => {
    const value = one.fields[field] ?? [];
    const age = (newest - ms(one.observedAt)) / DAY_MS;
    const aged = one.confidence * (halfLife === undefined ? 1 : 0.5 ** (age / halfLife));
    return (Array.isArray(value) ? [...new Set(value)] : [value]).map(
      (text): Said => ({
        field,
        value: text,
        key: keyOf(field, text),
        source: one.source,
        observedAt: one.observedAt,
        trust: (field === 'status' || field === 'networked') && text === 'unknown' ? aged / 10 : aged,
      }),
    );
  });
}

/** Newer first; of two at one instant the more trusted, then the greater text, so that order of input never matters. */
function later(a: Observation, b: Observation, field: DeviceField): boolean {
  const text = (one: Observation) => JSON.stringify(one.fields[field]);
  const [x, y] = [ms(a.observedAt), ms(b.observedAt)];
  return x !== y ? x > y : a.confidence !== b.confidence ? a.confidence > b.confidence : text(a) > text(b);
}

function keyOf(field: DeviceField, value: string): string {
  switch (field) {
    case 'tag':
      return tagOf(value)?.key ?? value;
    case 'serial':
      return serialOf(value)?.key ?? value;
    case 'manufacturer':
      return makerKey(value);
    case 'softwareVersion':
    case 'osVersion':
      return value.toLowerCase().replace(/\s/g, '');
    case 'macs':
    case 'ips':
    case 'status':
    case 'networked':
    case 'purchaseDate':
    case 'warrantyEnd':
    case 'lastServiced':
      return value;
    case 'udi':
    case 'model':
    case 'description':
    case 'category':
    case 'siteText':
    case 'wardText':
    case 'location':
    case 'osName':
    case 'hostname':
    case 'vlan':
    case 'criticality':
    case 'department':
      return folded(value) || value;
  }
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function groupsOf(said: readonly Said[]): Group[] {
  const byKey = new Map<string, Said[]>();
  for (const one of said) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  const groups = [...byKey].map(([key, all]): Group => {
    const sorted = all.sort(
      (a, b) =>
        b.trust - a.trust ||
        ms(b.observedAt) - ms(a.observedAt) ||
        byText(a.value, b.value) ||
        byText(a.source, b.source),
    );
    const confidence = 1 - sorted.reduce((doubt, one) => doubt * (1 - one.trust), 1);
    const newest = Math.max(...sorted.map((one) => ms(one.observedAt)));
    return {
      key,
      value: sorted[0]?.value ?? '',
      confidence,
      newest,
      sources: sorted.map((one) => one.source),
      said: sorted,
    };
  });
  return groups.sort((a, b) => b.confidence - a.confidence || b.newest - a.newest || byText(a.key, b.key));
}

function conflictOf(field: DeviceField, groups: readonly Group[]): FieldConflict | null {
  const known = groups.filter((group) => group.confidence >= DISPUTE_FROM && group.key !== 'unknown');
  const [winner, other] = known;
  if (!winner || !other) return null;
  const longer =
    (field === 'model' || field === 'manufacturer' || field === 'osName') &&
    known.every((g) => g.key.includes(winner.key) || winner.key.includes(g.key));
  if (longer) return null;
  const why =
    winner.newest > other.newest
      ? 'newer'
      : winner.sources.length > other.sources.length
        ? 'said by more sources'
        : 'better trusted';
  const say = (group: Group) =>
    `${group.sources.join(', ')} ${group.sources.length > 1 ? 'say' : 'says'} "${shown(group.value)}"`;
  return {
    field,
    winner: winner.value,
    values: known.map(({ value, confidence, sources }) => ({ value, confidence, sources })),
    sentence: `${say(winner)}, ${say(other)}. The first is shown because it is ${why}.`,
  };
}
