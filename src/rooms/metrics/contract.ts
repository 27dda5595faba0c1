import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { SiteId } from '../../kernel/ids.ts';
import { CalendarDate, Instant } from '../../kernel/time.ts';

/** The leaders' front page. Every number says where it leads: `href` is the list of the items behind it. */
export const FrontPage = z.object({
  proof: z
    .object({
      at: Instant,
      openFindings: z.number().int(),
      violationCount: z.number().int(),
      threshold: z.string(),
    })
    .nullable(),
  burnDown: z.object({
    points: z.array(z.object({ on: CalendarDate, risk: z.number(), openFindings: z.number().int() })),
    firstOn: CalendarDate.nullable(),
  }),
  courts: z.array(
    z.object({
      label: z.string(),
      role: z.string().nullable(),
      hours: z.number(),
      share01: z.number(),
      cases: z.number().int(),
      href: z.string(),
    }),
  ),
  courtDays: z.number().int(),
  week: z.object({
    opened: z.number().int(),
    closed: z.number().int(),
    newCases: z.number().int(),
    closedCases: z.number().int(),
    becameImmediate: z.number().int(),
  }),
  sla: z.object({
    inTime: z.number().int(),
    closed: z.number().int(),
    overdueOpen: z.number().int(),
    rate01: z.number().nullable(),
  }),
  waiting: z.array(z.object({ sentence: z.string(), href: z.string(), since: Instant.nullable() })),
  notEvaluated: z.array(
    z.object({
      sentence: z.string(),
      count: z.number().int(),
      asked: z.string().nullable(),
      href: z.string(),
    }),
  ),
  byOutcome: z.array(
    z.object({
      outcome: z.string(),
      cohorts: z.number().int(),
      findings: z.number().int(),
      href: z.string(),
    }),
  ),
  feeds: z.array(
    z.object({ name: z.string(), freshness: z.enum(['fresh', 'old', 'empty']), why: z.string() }),
  ),
});
export type FrontPage = z.infer<typeof FrontPage>;
export const frontPage = endpoint({
  method: 'GET',
  path: '/front-page',
  permission: 'metrics.read',
  summary: 'Is risk going down, what waits for me, where is the ball',
  input: z.object({ siteId: SiteId.optional() }),
  output: FrontPage,
});

export const SearchHit = z.object({
  kind: z.enum(['device', 'case', 'person', 'cve', 'remedy', 'page']),
  label: z.string(),
  detail: z.string().nullable(),
  href: z.string(),
});
export const search = endpoint({
  method: 'GET',
  path: '/search',
  permission: 'signed_in',
  summary: 'Devices, cases, people and CVEs by a few letters',
  input: z.object({ q: z.string().trim().min(1).max(100) }),
  output: z.array(SearchHit),
});
export const ledger = endpoint({
  method: 'GET',
  path: '/ledger/check',
  permission: 'ledger.read',
  summary: 'Check the hash chain of the ledger',
  input: z.object({}),
  output: z.object({
    events: z.number().int(),
    firstAt: Instant.nullable(),
    lastAt: Instant.nullable(),
    faults: z.array(z.object({ seq: z.string(), what: z.string() })),
  }),
});
