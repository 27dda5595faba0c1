// The nouns of "what if": a scenario, the work it is tried on, and what would come of it.
import { z } from 'zod';
import { ChainId, OrganisationId, PersonId, WardId } from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import { CalendarDate, Instant } from '../../../kernel/time.ts';
import { ActivityId, Letter, MatrixDocument, OrgSnapshot, Subject } from './matrix.ts';

/** Above this share of the hours there are a load is warned of, and above this it is more than there is time for.
 *  @source domain.md 1.3 [rule] */
export const LOAD_WARN = 0.85;
export const LOAD_ERROR = 1;

/** What is supposed. Nothing supposed but `weeks`: how things stand. Absences include both days. */
export const Scenario = z.strictObject({
  fromOn: CalendarDate,
  weeks: z.number().int().min(1).max(26),
  absences: z
    .array(z.strictObject({ personId: PersonId, fromOn: CalendarDate, toOn: CalendarDate }))
    .max(50)
    .readonly(),
  lostOrganisationIds: z.array(OrganisationId).max(20).readonly(),
  /** How much more new work comes than was recorded: 1 is as much. */
  growth: z.number().min(0.1).max(10),
  /** Hours a person has for work on risk in a week of five days. */
  hoursPerWeek: z.number().min(1).max(60),
});
export type Scenario = z.infer<typeof Scenario>;

const work = {
  activityId: ActivityId,
  subject: Subject,
  wardIds: z.array(WardId).max(200).readonly(),
};
/** One step of a case that is not over. `label` is what people call it, `chainId` its case where there is one. */
export const OpenItem = z.strictObject({
  ...work,
  id: z.string().max(60),
  label: z.string().max(500),
  chainId: ChainId.optional(),
  dueAt: Instant,
});
export type OpenItem = z.infer<typeof OpenItem>;
/** Steps of one kind that were opened in the time recorded, and the days they were given. */
export const RecordedWork = z.strictObject({
  ...work,
  count: z.number().int().positive(),
  dueDays: z.number().nonnegative(),
});
export type RecordedWork = z.infer<typeof RecordedWork>;

/** All that a simulation looks at. `other` is the matrix to be tried in place of `matrix`; null: the same. */
export const SimulationInput = z.strictObject({
  at: Instant,
  matrix: MatrixDocument,
  other: MatrixDocument.nullable(),
  org: OrgSnapshot,
  open: z.array(OpenItem).max(100_000).readonly(),
  recorded: z.array(RecordedWork).max(20_000).readonly(),
  recordedWeeks: z.number().positive(),
  scenario: Scenario,
});
export type SimulationInput = z.infer<typeof SimulationInput>;

/** `before` and `after`: load as a share of the hours there are; null where the person is away all week. */
export const PersonLoad = z.object({
  personId: PersonId,
  name: z.string(),
  weeks: z.array(
    z.object({ weekOn: CalendarDate, before: z.number().nullable(), after: z.number().nullable() }),
  ),
});
export type PersonLoad = z.infer<typeof PersonLoad>;
/** A letter without which the work cannot run, and that nobody would hold. `openItems` is work under way it stops. */
export const BrokenActivity = z.object({
  activityId: z.string(),
  title: z.string(),
  letter: Letter,
  role: z.string().nullable(),
  what: z.string(),
  openItems: z.number().int(),
  places: z.number().int(),
  firstOn: CalendarDate,
  ownedBy: z.array(z.string()),
  reasons: z.array(Reason),
  isNew: z.boolean(),
});
export type BrokenActivity = z.infer<typeof BrokenActivity>;
/** Somebody whose letter nobody would take over: the only one at `places` places, for `activities`. */
export const SinglePoint = z.object({
  personId: PersonId,
  name: z.string(),
  role: z.string(),
  roleName: z.string(),
  letter: Letter,
  activities: z.array(z.string()),
  places: z.number().int(),
  isNew: z.boolean(),
});
export type SinglePoint = z.infer<typeof SinglePoint>;
/** A letter that no named person holds: a queue of a team, or a party outside with no name. */
export const NonHumanHolder = z.object({
  activityId: z.string(),
  title: z.string(),
  letter: Letter,
  role: z.string(),
  roleName: z.string(),
  holder: z.string(),
  places: z.number().int(),
});
export type NonHumanHolder = z.infer<typeof NonHumanHolder>;
/** A step that would not be done in time. `doneOn` null: not within the weeks looked at. */
export const Breach = z.object({
  id: z.string(),
  chainId: ChainId.nullable(),
  label: z.string(),
  activityId: z.string(),
  title: z.string(),
  dueAt: Instant,
  doneOn: CalendarDate.nullable(),
  why: z.string(),
  isNew: z.boolean(),
});
export type Breach = z.infer<typeof Breach>;
/** Work whose holder of a letter another matrix would change. */
export const ReplayedChange = z.object({
  activityId: z.string(),
  title: z.string(),
  letter: Letter,
  before: z.string(),
  after: z.string(),
  items: z.number().int(),
});
export type ReplayedChange = z.infer<typeof ReplayedChange>;

/** What would come of a scenario beside how things stand, and every assumption it rests on as a sentence. */
export const SimulationResult = z.object({
  assumptions: z.array(z.string()),
  weeks: z.array(CalendarDate),
  /** People of the hospital with more work than hours, week by week. */
  overloaded: z.array(z.object({ weekOn: CalendarDate, before: z.number().int(), after: z.number().int() })),
  broken: z.array(BrokenActivity),
  load: z.array(PersonLoad),
  singlePoints: z.array(SinglePoint),
  nonHuman: z.array(NonHumanHolder),
  breaches: z.object({
    open: z.number().int(),
    lateAlready: z.number().int(),
    notJudged: z.number().int(),
    before: z.number().int(),
    after: z.number().int(),
    items: z.array(Breach),
  }),
  replay: z
    .object({ items: z.number().int(), changedItems: z.number().int(), changes: z.array(ReplayedChange) })
    .nullable(),
});
export type SimulationResult = z.infer<typeof SimulationResult>;

/** What one row of the matrix costs a person by one letter over all weeks looked at. */
export const LoadPart = z.object({
  activityId: z.string(),
  title: z.string(),
  letter: Letter,
  hours: z.number(),
});
export type LoadPart = z.infer<typeof LoadPart>;
/** A person's hours of work against the hours there are, by week. `load` null: away all week. The dearest parts first. */
export const PersonWork = z.object({
  personId: PersonId,
  name: z.string(),
  weeks: z.array(
    z.object({
      weekOn: CalendarDate,
      workHours: z.number(),
      hours: z.number(),
      load: z.number().nullable(),
      level: z.enum(['fine', 'warning', 'error']),
    }),
  ),
  workHours: z.number(),
  parts: z.array(LoadPart),
});
export type PersonWork = z.infer<typeof PersonWork>;
