// What the people room can be told by CSV or XLSX: sites, wards, teams, people, who holds which role, absences, zones.
// People, teams and places are named here as the file names them; whoever stores the rows resolves the names.
import { z } from 'zod';
import { CalendarDate } from '../../../../kernel/time.ts';

const name = z.string().min(1).max(200);
const maybe = name.optional();

/** The kinds of file, in the order in which they must be imported: each names only what came before. */
export const PeopleFileKind = z.enum([
  'sites',
  'wards',
  'people',
  'teams',
  'rota',
  'staffing',
  'absences',
  'zones',
]);
export type PeopleFileKind = z.infer<typeof PeopleFileKind>;

/** The roles of the matrix. @source domain matrix 1.5: CI IS leader ... MR managed risk-reduction service */
export const RoleCode = z.enum([
  'CI',
  'SE',
  'NE',
  'IT',
  'HD',
  'BM',
  'CE',
  'CL',
  'PR',
  'VM',
  'PV',
  'EX',
  'MD',
  'TP',
  'MR',
]);
export type RoleCode = z.infer<typeof RoleCode>;

/** What stands between a network zone and the rest, strictest first; `flat` is no rule at all. */
export const ZonePolicy = z.enum(['enforced_verified', 'enforced', 'monitored', 'flat', 'guest', 'internet']);
export type ZonePolicy = z.infer<typeof ZonePolicy>;

export const ZoneKind = z.enum([
  'life_support',
  'monitoring',
  'infusion',
  'imaging',
  'laboratory',
  'support_servers',
  'vendor_remote',
  'quarantine',
  'clinical',
  'office',
  'guest',
  'other',
]);
export type ZoneKind = z.infer<typeof ZoneKind>;

/** Whose people an organisation's are: the hospital's own, a device maker's, or a service company's. */
export const OrganisationWord = z.enum(['hospital', 'manufacturer', 'service']);

/** A time of day on a date in the site's own time, e.g. `2026-03-09T08:00`. */
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

export const SiteRow = z.object({
  kind: z.literal('sites'),
  code: name.max(60),
  name,
  timezone: maybe,
  city: maybe,
});
export const WardRow = z.object({
  kind: z.literal('wards'),
  site: name,
  code: name.max(60),
  name,
  department: maybe,
  floor: maybe,
});
export const PersonRow = z.object({
  kind: z.literal('people'),
  name,
  email: z.email().max(200).optional(),
  phone: maybe,
  title: maybe,
  organisation: maybe,
  organisationKind: OrganisationWord.optional(),
  site: maybe,
});
/** `members` are names or e-mail addresses, without repeats. Rows of one team add up: one row a member is as good. */
export const TeamRow = z.object({
  kind: z.literal('teams'),
  name,
  site: maybe,
  lead: maybe,
  members: z.array(name).max(500),
});
/** One turn on call, from included, until excluded, in the time of the site. */
export const RotaRow = z.object({
  kind: z.literal('rota'),
  rota: name,
  person: name,
  from: localTime,
  until: localTime,
});
/** Exactly one of `person`, `team` and `rota` holds the role; what is not scoped holds everywhere. */
export const StaffingRow = z.object({
  kind: z.literal('staffing'),
  role: RoleCode,
  person: maybe,
  team: maybe,
  rota: maybe,
  deputy: maybe,
  site: maybe,
  ward: maybe,
  department: maybe,
  deviceClass: maybe,
  manufacturer: maybe,
  activity: maybe,
  from: CalendarDate.optional(),
  until: CalendarDate.optional(),
});
/** Both days are days of absence. */
export const AbsenceRow = z.object({
  kind: z.literal('absences'),
  person: name,
  from: CalendarDate,
  to: CalendarDate,
  reason: maybe,
  deputy: maybe,
});
export const ZoneRow = z.object({
  kind: z.literal('zones'),
  site: name,
  vlan: name.max(60),
  name,
  zoneKind: ZoneKind.optional(),
  policy: ZonePolicy,
  verifiedOn: CalendarDate.optional(),
});

export const PeopleRow = z.discriminatedUnion('kind', [
  SiteRow,
  WardRow,
  PersonRow,
  TeamRow,
  RotaRow,
  StaffingRow,
  AbsenceRow,
  ZoneRow,
]);
export type PeopleRow = z.infer<typeof PeopleRow>;

/** Something in a row of such a file. `refuses` keeps the row out; otherwise it is a warning. */
export const PeopleProblem = z.object({
  column: z.string().nullable(),
  value: z.string(),
  rule: z.string(),
  sentence: z.string(),
  refuses: z.boolean(),
});
export type PeopleProblem = z.infer<typeof PeopleProblem>;
