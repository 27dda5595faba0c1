// The nouns of the RACI engine: the matrix as published, who holds its roles, and what a resolution answers.
import { z } from 'zod';
import { PersonId, SiteId, StaffingId, TeamId, WardId } from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import { CalendarDate, Instant } from '../../../kernel/time.ts';
import {
  Absence,
  Organisation,
  Person,
  Rota,
  RotaShift,
  Site,
  Skill,
  Team,
  Ward,
} from '../../people/model.ts';

/** R does the work, A answers for it, C is asked before, I is told after. @source Gamestorming (2010), ch. 6 */
export const Letter = z.enum(['R', 'A', 'C', 'I']);
export type Letter = z.infer<typeof Letter>;

/** A role's short name in the matrix, e.g. `BM`. */
export const RoleCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{0,7}$/, 'a role code is 1 to 8 capital letters or digits');
export type RoleCode = z.infer<typeof RoleCode>;
/** An activity's short name, e.g. `VUL-8`. */
export const ActivityId = z
  .string()
  .max(20)
  .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, 'an activity id looks like VUL-8');
export type ActivityId = z.infer<typeof ActivityId>;

/** The side of the house a role stands on. `outside` is everybody who is not the hospital's own. */
export const Department = z.enum(['is', 'htm', 'clinical', 'supply', 'leadership', 'privacy', 'outside']);
export type Department = z.infer<typeof Department>;

/** One column of the matrix. `plain` is the name a nurse would use; `aliases` are headings met in hospitals' sheets. */
export const Role = z.strictObject({
  code: RoleCode,
  title: z.string().min(1).max(120),
  plain: z.string().min(1).max(120),
  department: Department,
  isInternal: z.boolean(),
  aliases: z.array(z.string().max(120)).readonly().default([]),
});
export type Role = z.infer<typeof Role>;

/** A circumstance of the subject on which a letter or a second signature can depend. */
export const Condition = z.enum(['no_vendor_fix', 'life_support']);
export type Condition = z.infer<typeof Condition>;

/** One letter or more of a role in a row. `contract`: only where a contract gives it; `when`: only in that case. */
export const Cell = z.strictObject({
  role: RoleCode,
  letters: z.array(Letter).max(4).readonly(),
  contract: z.boolean().default(false),
  when: Condition.nullable().default(null),
});
export type Cell = z.infer<typeof Cell>;

/** What silence means once a gate's time is over: work goes on, A decides, or nothing moves without an answer. */
export const Silence = z.enum(['proceed', 'escalate', 'block']);
export type Silence = z.infer<typeof Silence>;
export const ConsultRule = z.strictObject({
  hours: z.number().positive().max(8760),
  mandatory: z.boolean(),
  silence: Silence,
});
export type ConsultRule = z.infer<typeof ConsultRule>;

/** What A puts at risk by deciding, or how far a delegation reaches. Null: not said, so no limit. */
export const RiskLevel = z.enum(['low', 'medium', 'high']);
export type RiskLevel = z.infer<typeof RiskLevel>;
export const Authority = z.strictObject({
  costCents: z.number().int().nonnegative().nullable().default(null),
  downtimeMinutes: z.number().int().nonnegative().nullable().default(null),
  risk: RiskLevel.nullable().default(null),
});
export type Authority = z.infer<typeof Authority>;

/** Two people from two sides of the house must sign. @source domain.md 8.6 [rule] */
export const TwoPersons = z.strictObject({
  first: z.array(Department).min(1).readonly(),
  second: z.array(Department).min(1).readonly(),
  when: Condition.nullable().default(null),
});
export type TwoPersons = z.infer<typeof TwoPersons>;

/** How a row runs. Every number here is a choice of this product [rule] that a hospital may change. */
export const Flow = z.strictObject({
  consult: z.record(RoleCode, ConsultRule),
  /** `by_exception`: A decides only when somebody objected, kept silent, or the doer reports a problem. */
  signOff: z.enum(['always', 'by_exception', 'none']),
  /** The role that checks the work within this row; null where nobody does or another row does. */
  verifyBy: RoleCode.nullable(),
  /** The row under which this row's work is checked. */
  verifiedUnder: ActivityId.nullable(),
  /** Rows whose doers may not do this one. */
  apartFrom: z.array(ActivityId).readonly(),
  /** True where the doer may not be the one who signs (an acceptance is not approved by its author). */
  signerApart: z.boolean(),
  twoPersons: TwoPersons.nullable(),
  informHours: z.number().positive().max(8760),
  effortHours: z.number().nonnegative().max(10_000),
  /** What deciding this row commits; null: not said. */
  authority: Authority.nullable(),
});
export type Flow = z.infer<typeof Flow>;

/** One row. `ask` is what R reads, `question` what C reads; `seed` numbers the sentences of domain.md 1.4. */
export const Activity = z.strictObject({
  id: ActivityId,
  group: z.string().min(1).max(20),
  title: z.string().min(1).max(200),
  plain: z.string().min(1).max(200),
  ask: z.string().min(1).max(500),
  question: z.string().min(1).max(500).nullable(),
  seed: z.array(z.number().int().positive()).readonly(),
  cells: z.array(Cell).readonly(),
  flow: Flow,
});
export type Activity = z.infer<typeof Activity>;

export const Deployment = z.enum(['on_premise', 'vendor_managed', 'software_only']);
export type Deployment = z.infer<typeof Deployment>;
export const LifePhase = z.enum(['supported', 'limited_support', 'end_of_support']);
export type LifePhase = z.infer<typeof LifePhase>;

/** Where something applies; a part left out applies everywhere. Words compare without regard to case. */
const places = {
  siteId: SiteId.optional(),
  wardId: WardId.optional(),
  /** The clinical department of the CMMS, e.g. Radiology. */
  department: z.string().max(200).optional(),
  deviceClass: z.string().max(200).optional(),
  manufacturer: z.string().max(200).optional(),
  deployment: Deployment.optional(),
  lifePhase: LifePhase.optional(),
  criticality: z.string().max(60).optional(),
};
export const Scope = z.strictObject(places);
export type Scope = z.infer<typeof Scope>;

/** What an activity is done on: the same parts as a scope, what is so of it, and what the decision would commit. */
export const Subject = z.strictObject({
  ...places,
  when: z.array(Condition).readonly().optional(),
  demand: Authority.optional(),
});
export type Subject = z.infer<typeof Subject>;

/** Changes to one row within a scope: each cell replaces that role's letters; no letters takes the role out.
 *  An override that gives A moves it: whoever held A keeps only the other letters. */
export const Override = z.strictObject({
  id: z.string().min(1).max(60),
  activityId: ActivityId,
  scope: Scope,
  cells: z.array(Cell).min(1).readonly(),
  why: z.string().max(500).nullable().default(null),
});
export type Override = z.infer<typeof Override>;

/** A matrix as published: roles across, activities down, overrides beside. */
export const MatrixDocument = z.strictObject({
  id: z.string().min(1).max(60),
  title: z.string().min(1).max(200),
  note: z.string().max(2000).nullable().default(null),
  groups: z
    .array(z.strictObject({ id: z.string().min(1).max(20), title: z.string().min(1).max(120) }))
    .readonly(),
  roles: z.array(Role).min(1).max(60).readonly(),
  activities: z.array(Activity).max(500).readonly(),
  overrides: z.array(Override).max(5000).readonly().default([]),
});
export type MatrixDocument = z.infer<typeof MatrixDocument>;

/** Who holds a role: one person, a team with its queue, or whoever is on duty on a rota. */
export const StaffingHolder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), personId: PersonId }),
  z.strictObject({ kind: z.literal('team'), teamId: TeamId }),
  z.strictObject({ kind: z.literal('rota'), rota: z.string().min(1).max(200) }),
]);
export type StaffingHolder = z.infer<typeof StaffingHolder>;

/** One line of staffing: in this scope (and for this activity, if named) the role is held by so and so. Dates included. */
export const StaffingLine = z.strictObject({
  id: StaffingId,
  role: RoleCode,
  scope: Scope,
  holder: StaffingHolder,
  deputyPersonId: PersonId.nullable().default(null),
  activityId: ActivityId.nullable().default(null),
  validFrom: CalendarDate.nullable().default(null),
  validUntil: CalendarDate.nullable().default(null),
  limits: Authority.nullable().default(null),
});
export type StaffingLine = z.infer<typeof StaffingLine>;

/** A holder names somebody to act for them; `activityIds` null means in everything. Dates included. Not passed on. */
export const Delegation = z.object({
  id: z.coerce.number().int().positive(),
  fromPersonId: PersonId,
  toPersonId: PersonId,
  activityIds: z.array(ActivityId).readonly().nullable(),
  fromOn: CalendarDate,
  untilOn: CalendarDate,
  reason: z.string().max(500).nullable().default(null),
  limits: Authority.nullable().default(null),
});
export type Delegation = z.infer<typeof Delegation>;

/** What whoever does an activity must be trained in. */
export const SkillNeed = z.object({ activityId: ActivityId, skill: z.string().trim().min(1).max(120) });
export type SkillNeed = z.infer<typeof SkillNeed>;

/** The organisation at a moment, as plain data: all that a resolution may look at besides the matrix. */
export const OrgSnapshot = z.object({
  organisations: z.array(Organisation).readonly(),
  sites: z.array(Site).readonly(),
  wards: z.array(Ward).readonly(),
  people: z.array(Person).readonly(),
  teams: z.array(Team).readonly(),
  absences: z.array(Absence).readonly(),
  /** Turns that came from a file; those of a rota's layers are worked out from `rotas`. */
  shifts: z.array(RotaShift).readonly(),
  rotas: z.array(Rota).readonly(),
  skills: z.array(Skill).readonly(),
  skillNeeds: z.array(SkillNeed).readonly(),
  staffing: z.array(StaffingLine).readonly(),
  delegations: z.array(Delegation).readonly(),
});
export type OrgSnapshot = z.infer<typeof OrgSnapshot>;

/** Who holds a letter. A team (`personId` null) is a queue its `memberIds`, present and active, may claim from. */
export const Holder = z.object({
  role: RoleCode,
  personId: PersonId.nullable(),
  teamId: TeamId.nullable(),
  memberIds: z.array(PersonId).readonly(),
  viaDeputyOf: PersonId.nullable(),
  viaDelegation: z.number().int().nullable(),
  staffingId: StaffingId,
  contract: z.boolean(),
  isOutside: z.boolean(),
  reasons: z.array(Reason).readonly(),
});
export type Holder = z.infer<typeof Holder>;

/** What is missing where a letter cannot be given to anybody. */
export const GapKind = z.enum([
  'no_row', // the matrix has no such activity
  'no_role', // the row gives the letter to nobody
  'two_accountables', // the row gives A twice
  'not_staffed', // no line says who holds the role here
  'nobody_present', // the holders, their deputies and the wider lines are away or have left
  'team_without_lead', // A fell to a team with nobody to answer for it
  'only_outsiders', // A fell to people who are not the hospital's own
  'no_authority', // the holders' authority does not reach this far
  'not_trained', // those who are there are not trained in what the activity needs, or not any more
  'contract_only', // all who could do the work are there by contract only (V2)
  'nobody', // and there is nobody to settle it: a violation of the proof
]);
export type GapKind = z.infer<typeof GapKind>;

/** A hole, named and owned. `isBlocking`: without it the work cannot run (no A, no R, no answer that is a must). */
export const Gap = z.object({
  letter: Letter,
  role: RoleCode.nullable(),
  kind: GapKind,
  what: z.string(),
  isBlocking: z.boolean(),
  ownedBy: z.array(PersonId).readonly(),
  reasons: z.array(Reason).readonly(),
});
export type Gap = z.infer<typeof Gap>;

/** A letter of the row that does not apply here, and why: no contract, or its condition is not met. */
export const Skipped = z.object({ letter: Letter, role: RoleCode, what: z.string() });
export type Skipped = z.infer<typeof Skipped>;

/** The named people of one activity on one subject at one instant. Exactly one A, or a gap for it. */
export const Resolution = z.object({
  activityId: ActivityId,
  at: Instant,
  A: z.array(Holder).readonly(),
  R: z.array(Holder).readonly(),
  C: z.array(Holder).readonly(),
  I: z.array(Holder).readonly(),
  gaps: z.array(Gap).readonly(),
  skipped: z.array(Skipped).readonly(),
});
export type Resolution = z.infer<typeof Resolution>;
