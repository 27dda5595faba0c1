// The accounting of hand-offs: where cases have waited, what came back, how soon people responded.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { ChainId, SiteId } from '../../../kernel/ids.ts';
import { PageInput, pageOf } from '../../../kernel/page.ts';
import { Instant } from '../../../kernel/time.ts';
import { counted } from '../rules/counted.ts';

const Party = z
  .string()
  .regex(/^([A-Z][A-Z0-9]{0,7}|care|outside|nobody)$/, 'a role code, care, outside or nobody');
const Activity = z
  .string()
  .max(20)
  .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, 'an activity id looks like VUL-8');
const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'a month looks like 2026-10');

/** What a list of cases can be narrowed to from a number of the accounting. */
export const CountedFilter = z.object({
  counted: z.enum(counted).optional(),
  countedParty: Party.optional(),
  countedActivity: Activity.optional(),
  countedMonth: Month.optional(),
});

const Scope = z.object({
  siteId: SiteId.optional(),
  activity: Activity.optional(),
  party: Party.optional(),
  /** Months of the site's own clock; without one, everything since the first case. */
  month: Month.optional(),
});
export const AccountBy = z.enum(['party', 'activity', 'site', 'month']);

/** A number of cases and the list of exactly these. */
const Cases = z.object({ count: z.number().int(), href: z.string() });
/** Over `n`: the middle, and what nine of ten stayed under, in hours; null where too few to say. */
const SpreadHours = z.object({
  n: z.number().int(),
  medianHours: z.number().nullable(),
  p90Hours: z.number().nullable(),
});
const AccountLine = z.object({
  cases: Cases,
  /** Cases that are there still: their time counts to now. */
  still: Cases,
  /** Hours by kind; `beside` runs at the same time as the line and is in no sum. */
  hours: z.object({
    worked: z.number(),
    off: z.number(),
    unsplit: z.number(),
    paused: z.number(),
    beside: z.number(),
  }),
  /** In the line: all kinds but `beside`. */
  totalHours: z.number(),
  /** Of one case's time there, over cases. */
  stay: SpreadHours,
  handedBack: z.object({ times: z.number().int(), cases: Cases }),
  /** From when somebody was asked or given the work to the first thing they did about it. */
  response: SpreadHours.extend({
    times: z.number().int(),
    answered: Cases,
    waiting: Cases,
    waitingTimes: z.number().int(),
    oldestAt: Instant.nullable(),
  }),
});
export type AccountLine = z.infer<typeof AccountLine>;
export const AccountRow = AccountLine.extend({ key: z.string(), label: z.string() });
export type AccountRow = z.infer<typeof AccountRow>;

const Choice = z.object({ value: z.string(), label: z.string() });
export const Accounting = z.object({
  /** Until when time that still runs is counted. */
  countedAt: Instant,
  by: AccountBy,
  total: AccountLine,
  rows: z.array(AccountRow),
  /** Time with nobody, which should be none; null where only part of each case is looked at. */
  unheld: z.object({ cases: Cases, hours: z.number() }).nullable(),
  /** The calendar of cases whose clock names none; null: their working time is not evaluated. */
  calendar: z.string().nullable(),
  choices: z.object({
    months: z.array(z.string()),
    activities: z.array(Choice),
    parties: z.array(Choice),
    sites: z.array(Choice),
  }),
});
export type Accounting = z.infer<typeof Accounting>;
const AccountInput = Scope.extend({ by: AccountBy.default('party') });
export const accounting = endpoint({
  method: 'GET',
  path: '/accounting',
  permission: 'metrics.read',
  summary: 'Time in court, work that came back and first responses, by party, activity, site or month',
  input: AccountInput,
  output: Accounting,
});
export const accountingFile = endpoint({
  method: 'GET',
  path: '/accounting.csv',
  permission: 'metrics.read',
  produces: 'text/csv',
  summary: 'The accounting as shown, as CSV',
  input: AccountInput,
  output: z.string(),
});

export const HandBack = z.object({
  id: z.string(),
  at: Instant,
  by: z.string(),
  party: z.string(),
  chainId: ChainId,
  caseNo: z.string(),
  sentence: z.string(),
  activityId: z.string(),
  step: z.string(),
  reason: z.string().nullable(),
});
export const handBacks = endpoint({
  method: 'GET',
  path: '/accounting/hand-backs',
  permission: 'metrics.read',
  summary: 'Work that came back, with the reason given, newest first',
  input: PageInput.extend(Scope.shape),
  output: pageOf(HandBack),
});
