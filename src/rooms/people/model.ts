// The nouns of the hospital's people and places. Every later room speaks of people in these words.
import { z } from 'zod';
import { OrganisationId, PersonId, RotaId, SiteId, TeamId, WardId } from '../../kernel/ids.ts';
import { CalendarDate, Instant } from '../../kernel/time.ts';

export {
  daysSpan,
  deputiesOf,
  deputyCycles,
  holds,
  rotaFaults,
  type SpanMs,
  wallClockMs,
  wallToMs,
} from './rules/availability.ts';
export { type CompiledRota, compileRota, type Duty, dutyAt, type Turn, turnsWithin } from './rules/rota.ts';
export { MOST_TURNS } from './rules/rota-rule.ts';

const name = z.string().trim().min(1).max(200);
const rowId = z.coerce.number().int().positive().max(2_147_483_647);

/** Whose people they are. Only the hospital's own may answer for an outcome. */
export const OrganisationKind = z.enum(['hospital', 'manufacturer', 'service']);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** A hospital system, a manufacturer, or a service company working under contract. */
export const Organisation = z.object({ id: OrganisationId, name, kind: OrganisationKind });
export type Organisation = z.infer<typeof Organisation>;

/** A hospital or clinic at one address. `code` is what the CMMS calls it, `timezone` an IANA name. */
export const Site = z.object({
  id: SiteId,
  code: z.string().min(1).max(60),
  name,
  timezone: z.string().min(1).max(60),
  city: z.string().max(200).nullable(),
});
export type Site = z.infer<typeof Site>;

/** A ward, unit or other place within a site that has a clinical owner. */
export const Ward = z.object({
  id: WardId,
  siteId: SiteId,
  code: z.string().min(1).max(60),
  name,
  department: z.string().max(200).nullable(),
  floor: z.string().max(60).nullable(),
});
export type Ward = z.infer<typeof Ward>;

/** A named person, the hospital's own or a partner's. No organisation means the hospital's own. */
export const Person = z.object({
  id: PersonId,
  name,
  email: z.string().max(254).nullable(),
  phone: z.string().max(60).nullable(),
  title: z.string().max(200).nullable(),
  organisationId: OrganisationId.nullable(),
  siteId: SiteId.nullable(),
  isActive: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** People who share a queue. The lead answers for the team where one person must. */
export const Team = z.object({
  id: TeamId,
  name,
  siteId: SiteId.nullable(),
  leadPersonId: PersonId.nullable(),
  memberIds: z.array(PersonId).readonly(),
});
export type Team = z.infer<typeof Team>;

/** Days on which a person cannot be asked, both dates included, at their own site; `deputyPersonId` stands in. */
export const Absence = z.object({
  id: rowId,
  personId: PersonId,
  fromOn: CalendarDate,
  toOn: CalendarDate,
  reason: z.string().max(500).nullable(),
  deputyPersonId: PersonId.nullable(),
});
export type Absence = z.infer<typeof Absence>;

/** One person's turn on an on-call rota, `fromAt` included, `toAt` excluded. A rota is known by its name. */
export const RotaShift = z.object({
  id: rowId,
  rota: name,
  personId: PersonId,
  fromAt: Instant,
  toAt: Instant,
});
export type RotaShift = z.infer<typeof RotaShift>;

/** A date and time of day on a rota's own wall clock, e.g. `2026-11-23T08:00`. */
export const WallTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'a time looks like 2026-11-23T08:00');

/** One pattern of turns: from `firstAt` by the rule (RFC 5545 RRULE), the members one after another. `shiftMinutes` are minutes
 *  of the wall clock: a turn of 12 h from 20:00 ends at 08:00 in every night. */
export const RotaLayer = z.object({
  id: rowId,
  firstAt: WallTime,
  rule: z.string().min(1).max(200),
  shiftMinutes: z.number().int().min(15).max(44_640),
  memberIds: z.array(PersonId).min(1).max(60).readonly(),
  untilAt: Instant.nullable(),
});
export type RotaLayer = z.infer<typeof RotaLayer>;

/** `toPersonId` takes the turn that begins at `turnAt` from `fromPersonId`; both agreed. */
export const RotaSwap = z.object({
  id: rowId,
  turnAt: Instant,
  fromPersonId: PersonId,
  toPersonId: PersonId,
});
export type RotaSwap = z.infer<typeof RotaSwap>;

/** An on-call rota: its layers of turns and the swaps agreed, first agreed first. Known by its name; `timezone` an IANA name. */
export const Rota = z.object({
  id: RotaId,
  name,
  timezone: z.string().min(1).max(60),
  layers: z.array(RotaLayer).readonly(),
  swaps: z.array(RotaSwap).readonly(),
});
export type Rota = z.infer<typeof Rota>;

/** What a person is trained in, `gainedOn` and `expiresOn` included; null does not run out. */
export const Skill = z.object({
  personId: PersonId,
  skill: z.string().trim().min(1).max(120),
  gainedOn: CalendarDate,
  expiresOn: CalendarDate.nullable(),
});
export type Skill = z.infer<typeof Skill>;
