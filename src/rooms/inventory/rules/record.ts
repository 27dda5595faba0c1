// The one record of a device, from everything that was said of it: what wins, where it is, its class, harm and exposure.
import type { SiteId, WardId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import {
  type Classification,
  DeviceField,
  DeviceFields,
  type Exposure,
  type Mission,
  type Observation,
} from '../model.ts';
import { type Fused, fuse } from './fuse.ts';
import { type Derived, deriveExposure, deriveMission, type NetworkFacts } from './situation.ts';
import { serialOf, tagOf } from './tag.ts';
import { readUdi } from './udi.ts';

export type KnownZone = {
  readonly id: number;
  readonly name: string;
  readonly policy: NonNullable<NetworkFacts['policy']>;
};

/** What a record is made with: places, zones, the usual spelling of makers, and the classifier. */
export type RecordContext = {
  readonly site: (text: string) => SiteId | null;
  readonly ward: (site: SiteId, text: string) => WardId | null;
  readonly zone: (site: SiteId, vlan: string) => KnownZone | null;
  readonly makerName: (text: string) => string;
  readonly classify: (fields: DeviceFields) => Classification;
  readonly thisYear: number;
};

/** A label with its key; the key is null where the label cannot be trusted to recognise the device by. */
export type KeyedLabel = { readonly display: string; readonly key: string | null };
/** Labels whose keys are known already, from a row or from the record before. */
export type KnownLabels = {
  readonly tag: readonly KeyedLabel[];
  readonly serial: readonly KeyedLabel[];
  readonly udi: readonly KeyedLabel[];
};

/** A device's record: what its row in the database holds, save ids and version. */
export type DeviceRecord = {
  siteId: SiteId;
  wardId: WardId | null;
  tag: string | null;
  tagKey: string | null;
  serial: string | null;
  serialKey: string | null;
  udiKey: string | null;
  manufacturer: string;
  model: string;
  softwareVersion: string | null;
  osName: string | null;
  osVersion: string | null;
  deviceClass: Classification['deviceClass'];
  description: string | null;
  location: string | null;
  hostname: string | null;
  macs: string[];
  ips: string[];
  vlan: string | null;
  zoneId: number | null;
  status: NonNullable<DeviceFields['status']>;
  networked: NonNullable<DeviceFields['networked']>;
  exposure: Exposure;
  /** Nothing is known of its network: the adverse exposure was taken. */
  isExposureAssumed: boolean;
  harm: Classification['harm'];
  isShared: boolean;
  isLifeSupport: boolean;
  mission: Mission;
  runsOn: Classification['runsOn'];
  department: string | null;
  hasConflict: boolean;
  observedAt: Instant;
  search: string;
};

/** A record with the reasons behind it. */
export type ReasonedRecord = {
  record: DeviceRecord;
  fused: Fused;
  classification: Classification;
  exposure: Derived<Exposure>;
  mission: Derived<Mission>;
};

/** `VLAN 0110`, `110.0` and `110` are one VLAN; names are compared in lower case. */
export const vlanKey = (text: string): string => {
  const number = /^(?:vlan)?[ _-]*0*(\d{1,4})(?:\.0)?$/i.exec(text.trim())?.[1];
  return number ?? text.trim().toLowerCase();
};

/** Said to be on a network, or an address there is known; otherwise nobody knows. */
const networkedOf = (fields: DeviceFields): NonNullable<DeviceFields['networked']> =>
  fields.networked !== undefined && fields.networked !== 'unknown'
    ? fields.networked
    : (fields.ips ?? []).length > 0 || fields.vlan !== undefined || fields.hostname !== undefined
      ? 'yes'
      : 'unknown';

const keyOf = (
  display: string | undefined,
  known: readonly KeyedLabel[],
  read: (display: string) => string | null,
): string | null => {
  if (display === undefined) return null;
  const found = known.find((label) => label.display === display);
  return found ? found.key : read(display);
};

const trusted = (label: { key: string; damage: unknown } | null): string | null =>
  label && label.damage === null ? label.key : null;

/** What fusing a single word comes to, without its claims: most devices are known from one list alone. */
const alone = ({ fields }: Observation): Fused => ({
  fields: {
    ...fields,
    ...(fields.macs ? { macs: [...new Set(fields.macs)].sort() } : {}),
    ...(fields.ips ? { ips: [...new Set(fields.ips)].sort() } : {}),
  },
  claims: [],
  conflicts: [],
});

/** The record of a device; for a list without the claims behind its fields. `fallbackSite` is where it stands
 *  when no source names a site that is known, `seenAt` when anybody last spoke of it. */
export function deviceRecord(
  observations: readonly Observation[],
  ctx: RecordContext,
  {
    fallbackSite,
    labels,
    isForList = false,
    seenAt,
  }: { fallbackSite: SiteId; labels: KnownLabels; seenAt: Instant; isForList?: boolean },
): ReasonedRecord {
  const [only, ...more] = observations;
  const fused = isForList && only && more.length === 0 ? alone(only) : fuse(observations);
  const { fields } = fused;
  const siteId = (fields.siteText === undefined ? null : ctx.site(fields.siteText)) ?? fallbackSite;
  const wardId = fields.wardText === undefined ? null : ctx.ward(siteId, fields.wardText);
  const manufacturer = fields.manufacturer === undefined ? '' : ctx.makerName(fields.manufacturer);
  const classification = ctx.classify(fields);
  const zone = fields.vlan === undefined ? null : ctx.zone(siteId, vlanKey(fields.vlan));
  const networked = networkedOf(fields);
  const exposure = deriveExposure({
    policy: zone?.policy ?? null,
    networked,
    source: zone ? `zone ${zone.name}` : 'inventory',
  });
  const mission = deriveMission({
    criticality: fields.criticality ?? null,
    deviceClass: classification.deviceClass === 'other' ? null : classification.deviceClass,
  });
  const tagKey = keyOf(fields.tag, labels.tag, (text) => trusted(tagOf(text)));
  const record: DeviceRecord = {
    siteId,
    wardId,
    tag: fields.tag ?? null,
    tagKey,
    serial: fields.serial ?? null,
    serialKey: keyOf(fields.serial, labels.serial, (text) => trusted(serialOf(text))),
    udiKey: keyOf(fields.udi, labels.udi, (text) => udiKeyOf(text, ctx.thisYear)),
    manufacturer,
    model: fields.model ?? '',
    softwareVersion: fields.softwareVersion ?? null,
    osName: fields.osName ?? null,
    osVersion: fields.osVersion ?? null,
    deviceClass: classification.deviceClass,
    description: fields.description ?? fields.category ?? null,
    location: fields.location ?? null,
    hostname: fields.hostname ?? null,
    macs: fields.macs ?? [],
    ips: fields.ips ?? [],
    vlan: fields.vlan ?? null,
    zoneId: zone?.id ?? null,
    status: fields.status ?? 'unknown',
    networked,
    exposure: exposure.value,
    isExposureAssumed: exposure.assumed,
    harm: classification.harm,
    isShared: classification.shared === 'shared_system',
    isLifeSupport: classification.lifeSupport,
    mission: mission.value,
    runsOn: classification.runsOn,
    department: fields.department ?? null,
    hasConflict: fused.conflicts.length > 0,
    observedAt: seenAt,
    search: searchText(fields, manufacturer, tagKey),
  };
  return { record, fused, classification, exposure, mission };
}

function udiKeyOf(text: string, thisYear: number): string | null {
  const read = readUdi(text, thisYear);
  const serial = read.ok && read.udi.serial !== undefined ? serialOf(read.udi.serial) : null;
  return read.ok && serial ? `${read.udi.di}|${serial.key}` : null;
}

/** Everything a person may type to find the device, in lower case. */
const searchText = (fields: DeviceFields, manufacturer: string, tagKey: string | null): string =>
  [
    fields.tag,
    tagKey,
    fields.serial,
    manufacturer,
    fields.manufacturer === manufacturer ? undefined : fields.manufacturer,
    fields.model,
    fields.hostname,
    ...(fields.macs ?? []),
    ...(fields.ips ?? []),
    fields.description,
    fields.category,
    fields.wardText,
    fields.location,
  ]
    .filter((text) => text !== undefined && text !== null && text !== '')
    .join(' ')
    .toLowerCase()
    .slice(0, 2_000);

const fold = (text: string | null): string => (text ?? '').toLowerCase().replace(/\s+/g, ' ').trim();

/** The key of a product-version: maker, model, version, operating system and its version, case and blanks aside. */
export const profileKey = (
  r: Pick<DeviceRecord, 'manufacturer' | 'model' | 'softwareVersion' | 'osName' | 'osVersion'>,
): string => JSON.stringify([r.manufacturer, r.model, r.softwareVersion, r.osName, r.osVersion].map(fold));

/** Whether a record is as it stood before, whatever its time. The product-version is compared by its key elsewhere. */
export function sameRecord(before: DeviceRecord, now: DeviceRecord): boolean {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(now).every(
    ([key, value]) =>
      key === 'observedAt' ||
      key === 'osName' ||
      key === 'osVersion' ||
      (Array.isArray(value)
        ? JSON.stringify(value) === JSON.stringify(old.get(key))
        : value === old.get(key)),
  );
}

/** What matching and deciding look at; when none of it changes they need not look again. */
export const mattersToFindings = (a: DeviceRecord, b: DeviceRecord): boolean =>
  a.siteId !== b.siteId ||
  a.exposure !== b.exposure ||
  a.isExposureAssumed !== b.isExposureAssumed ||
  a.harm !== b.harm ||
  a.isShared !== b.isShared ||
  a.mission !== b.mission ||
  a.status !== b.status;

/** A source's word with the fields it said at other times apart, so that each field is as old as it is. */
export function observationsOf(said: {
  source: string;
  saidAt: Instant;
  later: Readonly<Record<string, Instant>>;
  confidence: number;
  fields: DeviceFields;
}): Observation[] {
  const { source, confidence } = said;
  const times = new Set([said.saidAt, ...Object.values(said.later)]);
  if (times.size === 1) return [{ source, observedAt: said.saidAt, confidence, fields: said.fields }];
  return [...times].map((observedAt) => ({
    source,
    observedAt,
    confidence,
    fields: pick(said.fields, (field) => (said.later[field] ?? said.saidAt) === observedAt),
  }));
}

const pick = (fields: DeviceFields, wanted: (field: DeviceField) => boolean): DeviceFields =>
  DeviceFields.parse(
    Object.fromEntries(Object.entries(fields).filter(([field]) => wanted(DeviceField.parse(field)))),
  );

/** What a row adds to what its source said before: the fields together, and which of them changed. Blanks wipe nothing;
 *  a list that says nothing new changes nothing. With `onlyBlanks` the word before stands wherever there is one. */
export function merged(
  before: DeviceFields,
  row: DeviceFields,
  onlyBlanks = false,
): { fields: DeviceFields; changed: DeviceField[] } {
  const old = new Map(Object.entries(before));
  const added = Object.entries(row).filter(([field, value]) => {
    const known = old.get(field);
    if (known === undefined) return true;
    if (onlyBlanks) return false;
    return Array.isArray(value)
      ? !(Array.isArray(known) && value.every((one) => known.includes(one)))
      : known !== value;
  });
  return {
    fields: added.length === 0 ? before : DeviceFields.parse({ ...before, ...Object.fromEntries(added) }),
    changed: added.map(([field]) => DeviceField.parse(field)),
  };
}

/** When any source last spoke of a device; `otherwise` when none did. */
export const lastSeen = (said: readonly { observedAt: Instant }[], otherwise: Instant): Instant =>
  said
    .map((s) => s.observedAt)
    .sort()
    .at(-1) ?? otherwise;
