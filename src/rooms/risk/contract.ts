import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { AdvisoryId, CohortId, DeviceId, ProfileId, RemedyId } from '../../kernel/ids.ts';
import { csvOf, PageInput, pageOf } from '../../kernel/page.ts';
import { Reason } from '../../kernel/reason.ts';
import { CalendarDate, Instant } from '../../kernel/time.ts';
import { Exposure } from '../inventory/model.ts';

export const Outcome = z.enum(['defer', 'scheduled', 'out_of_cycle', 'immediate']);
export const FindingStatus = z.enum(['affected', 'possible', 'not_affected', 'fixed']);
const site = csvOf(z.coerce.number().int().positive());
const words = csvOf(z.string().max(200));

// --- Devices, with what threatens them ----------------------------------------------------------------------------
export const DeviceRow = z.object({
  id: DeviceId,
  tag: z.string().nullable(),
  serial: z.string().nullable(),
  manufacturer: z.string(),
  model: z.string(),
  softwareVersion: z.string().nullable(),
  deviceClass: z.string(),
  site: z.string(),
  ward: z.string().nullable(),
  location: z.string().nullable(),
  status: z.string(),
  exposure: z.string(),
  hasConflict: z.boolean(),
  /** Null: nothing known against it was found, which is not the same as safe. */
  outcome: Outcome.nullable(),
  affectedCount: z.number().int(),
  possibleCount: z.number().int(),
  /** 0 to 100. @source domain rule 5.1 */
  risk: z.number().nullable(),
});
export type DeviceRow = z.infer<typeof DeviceRow>;
export const DeviceFilter = z.object({
  site,
  ward: csvOf(z.coerce.number().int().positive()),
  deviceClass: words,
  manufacturer: words,
  model: words,
  status: words,
  exposure: words,
  outcome: words,
  conflict: z.enum(['yes', 'no']).optional(),
  /** Whether their software version is known. */
  version: z.enum(['known', 'unknown']).optional(),
  networked: z.enum(['yes']).optional(),
  remedy: RemedyId.optional(),
  cve: z.string().max(30).optional(),
});
export const devices = endpoint({
  method: 'GET',
  path: '/devices',
  permission: 'inventory.read',
  summary: 'Devices, filtered, sorted and counted by facet',
  input: PageInput.extend(DeviceFilter.shape),
  output: pageOf(DeviceRow),
});
export const devicesFile = endpoint({
  method: 'GET',
  path: '/devices.csv',
  permission: 'inventory.read',
  produces: 'text/csv',
  summary: 'Exactly the devices shown, as CSV',
  input: PageInput.extend(DeviceFilter.shape),
  output: z.string(),
});
export const DeviceFinding = z.object({
  cve: z.string(),
  title: z.string().nullable(),
  status: FindingStatus,
  state: z.string(),
  outcome: Outcome.nullable(),
  risk: z.number().nullable(),
  cohortId: CohortId,
  remedyId: RemedyId.nullable(),
  remedySentence: z.string().nullable(),
  acceptedUntil: CalendarDate.nullable(),
  question: z.string().nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  reasons: z.array(Reason),
  kev: z.boolean(),
});
export const deviceFindings = endpoint({
  method: 'GET',
  path: '/devices/:deviceId/findings',
  permission: 'findings.read',
  summary: 'What threatens one device, worst first',
  input: z.object({ deviceId: DeviceId }),
  output: z.array(DeviceFinding),
});

// --- Remedies -----------------------------------------------------------------------------------------------------
export const RemedyKind = z.enum(['apply', 'mitigate', 'replace', 'identify']);
export const RemedyRow = z.object({
  id: RemedyId,
  kind: RemedyKind,
  sentence: z.string(),
  site: z.string(),
  manufacturer: z.string(),
  model: z.string(),
  deviceClass: z.string(),
  outcome: Outcome,
  deviceCount: z.number().int(),
  findingCount: z.number().int(),
  cves: z.array(z.string()),
  /** Expected harm removed when it is done: sum over devices, 0 to 100 each. */
  risk: z.number(),
  hasFix: z.boolean(),
  state: z.enum(['open', 'done', 'withdrawn']),
  /** The risk stays open and counted; until this day, included, it is accepted. */
  acceptedUntil: CalendarDate.nullable(),
});
export type RemedyRow = z.infer<typeof RemedyRow>;
const RemedyFilter = z.object({
  site,
  kind: words,
  outcome: words,
  manufacturer: words,
  deviceClass: words,
  state: words,
  accepted: z.enum(['yes', 'no']).optional(),
});
export const remedies = endpoint({
  method: 'GET',
  path: '/remedies',
  permission: 'risk.read',
  summary: 'The few actions that end the most risk',
  input: PageInput.extend(RemedyFilter.shape),
  output: pageOf(RemedyRow),
});
export const remediesFile = endpoint({
  method: 'GET',
  path: '/remedies.csv',
  permission: 'risk.read',
  produces: 'text/csv',
  summary: 'Exactly the remedies shown, as CSV',
  input: PageInput.extend(RemedyFilter.shape),
  output: z.string(),
});
export const remedy = endpoint({
  method: 'GET',
  path: '/remedies/:remedyId',
  permission: 'risk.read',
  summary: 'One remedy with its steps, the maker’s own text and its findings',
  input: z.object({ remedyId: RemedyId }),
  output: RemedyRow.extend({
    steps: z.array(z.string()),
    makerText: z.string().nullable(),
    url: z.string().nullable(),
    advisoryId: AdvisoryId.nullable(),
    advisory: z.string().nullable(),
    targetVersion: z.string().nullable(),
    /** What is asked at each device, yes or no; null where a version is asked, or nothing. */
    question: z.string().nullable(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
    cohorts: z.array(
      z.object({
        id: CohortId,
        cve: z.string(),
        version: z.string().nullable(),
        status: FindingStatus,
        outcome: Outcome,
        deviceCount: z.number().int(),
        kev: z.boolean(),
        risk: z.number(),
      }),
    ),
    wards: z.array(z.object({ ward: z.string().nullable(), count: z.number().int() })),
  }),
});

// --- Findings, gathered: one CVE on one product-version at one site in one situation ------------------------------
export const CohortRow = z.object({
  id: CohortId,
  cve: z.string(),
  title: z.string().nullable(),
  manufacturer: z.string(),
  model: z.string(),
  softwareVersion: z.string().nullable(),
  site: z.string(),
  status: FindingStatus,
  outcome: Outcome.nullable(),
  deviceCount: z.number().int(),
  risk: z.number().nullable(),
  kev: z.boolean(),
  epss: z.number().nullable(),
  cvss: z.number().nullable(),
  remedyId: RemedyId.nullable(),
  /** What tells two groups of one product version at one site apart: how its devices are reached and what harm is feared. */
  exposure: Exposure,
  isExposureAssumed: z.boolean(),
  harm: z.string(),
  mission: z.string(),
  acceptedUntil: CalendarDate.nullable(),
});
const CohortFilter = z.object({
  site,
  status: words,
  outcome: words,
  manufacturer: words,
  model: words,
  cve: words,
  kev: z.enum(['yes', 'no']).optional(),
});
export const cohorts = endpoint({
  method: 'GET',
  path: '/findings',
  permission: 'findings.read',
  summary: 'Findings, gathered by product-version and site',
  input: PageInput.extend(CohortFilter.shape),
  output: pageOf(CohortRow),
});
export const cohortsFile = endpoint({
  method: 'GET',
  path: '/findings.csv',
  permission: 'findings.read',
  produces: 'text/csv',
  summary: 'Exactly the findings shown, as CSV',
  input: PageInput.extend(CohortFilter.shape),
  output: z.string(),
});

/** One input of the decision: its value, where it came from, whether a person set it, and what else it could be. */
export const DecisionInput = z.object({
  point: z.string(),
  label: z.string(),
  value: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  assumed: z.boolean(),
  reasons: z.array(Reason),
  override: z.object({ value: z.string(), reason: z.string(), by: z.string(), at: Instant }).nullable(),
});
/** One step down the tree: the point, the branch taken, and all branches. */
export const PathStep = z.object({
  point: z.string(),
  label: z.string(),
  value: z.string(),
  options: z.array(z.string()),
});
export const CohortDetail = CohortRow.extend({
  profileId: ProfileId,
  description: z.string().nullable(),
  level: z.string(),
  confidence: z.number(),
  rule: z.string(),
  record: z.string(),
  advisoryId: AdvisoryId.nullable(),
  question: z.string().nullable(),
  matchReasons: z.array(Reason),
  inputs: z.array(DecisionInput),
  path: z.array(PathStep),
  riskReasons: z.array(Reason),
  tables: z.array(z.string()),
  remedySentence: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export type CohortDetail = z.infer<typeof CohortDetail>;
export const cohort = endpoint({
  method: 'GET',
  path: '/findings/:cohortId',
  permission: 'findings.read',
  summary: 'One group of findings: why matched, how decided',
  input: z.object({ cohortId: CohortId }),
  output: CohortDetail,
});
export const overrideInput = endpoint({
  method: 'POST',
  path: '/findings/:cohortId/override',
  permission: 'risk.decide',
  summary: 'Set one input of the decision by hand, with a reason; null takes it back',
  input: z.object({
    cohortId: CohortId,
    point: z.string().max(60),
    value: z.string().max(60).nullable(),
    reason: z.string().trim().min(5).max(1000),
  }),
  output: CohortDetail,
});
