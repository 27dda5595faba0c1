// The nouns of the hospital's people and places. Every later room speaks of people in these words.
import { z } from 'zod';
import { OrganisationId, PersonId, SiteId, TeamId, WardId } from '../../kernel/ids.ts';
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
