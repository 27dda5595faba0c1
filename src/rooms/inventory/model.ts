// The nouns of the inventory: what a source says of a device, and the one record made of all that was said.
import { z } from 'zod';
import { DeviceId, SiteId, WardId } from '../../kernel/ids.ts';
import { Reason } from '../../kernel/reason.ts';
import { DateOrder } from '../../kernel/sheet-dates.ts';
import { CalendarDate, Instant } from '../../kernel/time.ts';
import { DeviceClass } from './model/device-class.ts';

export { DeviceClass } from './model/device-class.ts';
export { Exposure, Mission } from './model/situation.ts';
export { deriveExposure, deriveMission, type NetworkFacts } from './rules/situation.ts';

/** Where a device stands in its life. `unknown` is a value: nobody said, or what was said could not be read. */
export const DeviceStatus = z.enum([
  'in_service',
  'in_storage',
  'in_repair',
  'retired',
  'disposed',
  'unknown',
]);
export type DeviceStatus = z.infer<typeof DeviceStatus>;

export const Networked = z.enum(['yes', 'no', 'unknown']);
export type Networked = z.infer<typeof Networked>;

/** Hardware addresses are written `00:09:fb:11:22:33`. */
export const Mac = z.string().regex(/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/);

const text = z.string().min(1).max(32_767);

/** Everything a source can say about one device. A missing field was not said; no source can say "nothing". */
export const DeviceFields = z.object({
  tag: text.optional(),
  serial: text.optional(),
  udi: text.optional(),
  manufacturer: text.optional(),
  model: text.optional(),
  description: text.optional(),
  category: text.optional(),
  siteText: text.optional(),
  wardText: text.optional(),
  location: text.optional(),
  softwareVersion: text.optional(),
  osName: text.optional(),
  osVersion: text.optional(),
  macs: z.array(Mac).optional(),
  ips: z.array(text).optional(),
  hostname: text.optional(),
  vlan: text.optional(),
  status: DeviceStatus.optional(),
  networked: Networked.optional(),
  criticality: text.optional(),
  department: text.optional(),
  purchaseDate: CalendarDate.optional(),
  warrantyEnd: CalendarDate.optional(),
  lastServiced: CalendarDate.optional(),
});
export type DeviceFields = z.infer<typeof DeviceFields>;

export const DeviceField = DeviceFields.keyof();
export type DeviceField = z.infer<typeof DeviceField>;

/** What one source said about one device at one time. `confidence` from 0 to 1 is how far the source is trusted. */
export const Observation = z.object({
  source: z.string().min(1),
  observedAt: Instant,
  confidence: z.number().min(0).max(1),
  fields: DeviceFields,
});
export type Observation = z.infer<typeof Observation>;

/** One value that was said for a field. `wins` when the device's record shows it. Lists have a claim for each member. */
export const FieldClaim = z.object({
  field: DeviceField,
  value: z.string(),
  source: z.string(),
  observedAt: Instant,
  confidence: z.number().min(0).max(1),
  wins: z.boolean(),
});
export type FieldClaim = z.infer<typeof FieldClaim>;

/** Sources disagree on a field. `winner` is what the record shows; `confidence` is that of each value. */
export const FieldConflict = z.object({
  field: DeviceField,
  winner: z.string(),
  values: z
    .array(z.object({ value: z.string(), confidence: z.number(), sources: z.array(z.string()) }))
    .min(2),
  sentence: z.string(),
});
export type FieldConflict = z.infer<typeof FieldConflict>;

/** Harm if the device fails or is altered, mildest first. @source ISO 14971 practice; FDA postmarket guidance 2016, VI */
export const Harm = z.enum(['negligible', 'minor', 'serious', 'critical', 'catastrophic']);
export type Harm = z.infer<typeof Harm>;

/** What a device's software runs on: decides whether HTM (VUL-8) or IT (VUL-9) applies a patch. */
export const RunsOn = z.enum(['device', 'server', 'workstation', 'gateway']);
export type RunsOn = z.infer<typeof RunsOn>;

/** What a device's class says of it, with the reasons. A rule of this product, to be corrected by clinical engineering. */
export const Classification = z.object({
  deviceClass: DeviceClass,
  harm: Harm,
  lifeSupport: z.boolean(),
  shared: z.enum(['single_patient', 'shared_system']),
  runsOn: RunsOn,
  reasons: z.array(Reason).min(1),
});
export type Classification = z.infer<typeof Classification>;

/** One real device: the fields that win, the place they resolve to, the class, and what is in dispute. */
export const Device = DeviceFields.extend({
  id: DeviceId,
  siteId: SiteId.nullable(),
  wardId: WardId.nullable(),
  status: DeviceStatus,
  networked: Networked,
  macs: z.array(Mac),
  ips: z.array(text),
  classification: Classification,
  conflicts: z.array(FieldConflict),
});
export type Device = z.infer<typeof Device>;

/** What a column of a file feeds. `field` is null for a column that feeds nothing (it is listed, never lost). */
export const ColumnMapping = z.object({
  column: z.number().int().nonnegative(),
  header: z.string(),
  field: DeviceField.nullable(),
  dateOrder: DateOrder.optional(),
  confidence: z.number().min(0).max(1),
  reason: z.string(),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** How a sheet's columns feed the fields. `fingerprint` is the same for the same headings in any order. */
export const Mapping = z.object({ fingerprint: z.string(), columns: z.array(ColumnMapping) });
export type Mapping = z.infer<typeof Mapping>;

/** Something in a row: `refuses` keeps the row out, otherwise it is a warning. `column` is the heading, if one. */
export const RowProblem = z.object({
  column: z.string().nullable(),
  value: z.string(),
  rule: z.string(),
  sentence: z.string(),
  refuses: z.boolean(),
});
export type RowProblem = z.infer<typeof RowProblem>;
