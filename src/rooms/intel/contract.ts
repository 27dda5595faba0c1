import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { AdvisoryId, CveId, FeedId } from '../../kernel/ids.ts';
import { PageInput, pageOf } from '../../kernel/page.ts';
import { CalendarDate, Instant } from '../../kernel/time.ts';
import { Advisory, Vulnerability } from './model.ts';

/** How fresh a feed is: `empty` was never read, `old` is past the age its kind allows. */
export const Freshness = z.enum(['fresh', 'old', 'empty']);

export const Feed = z.object({
  id: FeedId,
  kind: z.string(),
  name: z.string(),
  location: z.string(),
  contentDate: Instant.nullable(),
  syncedAt: Instant.nullable(),
  recordCount: z.number().int(),
  readCount: z.number().int(),
  refusedCount: z.number().int(),
  passedOverCount: z.number().int(),
  message: z.string().nullable(),
  freshness: Freshness,
  freshnessWhy: z.string(),
});
export type Feed = z.infer<typeof Feed>;

export const feeds = endpoint({
  method: 'GET',
  path: '/feeds',
  permission: 'intel.read',
  summary: 'Every feed with its date, count and what could not be read',
  input: z.object({}),
  output: z.array(Feed),
});
export const refusals = endpoint({
  method: 'GET',
  path: '/feeds/:feedId/refusals',
  permission: 'intel.read',
  summary: 'What could not be read of a feed, with place and rule',
  input: PageInput.extend({ feedId: FeedId }),
  output: pageOf(
    z.object({
      id: z.number().int(),
      file: z.string(),
      place: z.string(),
      rule: z.string(),
      message: z.string(),
      at: Instant,
    }),
  ),
});
export const sync = endpoint({
  method: 'POST',
  path: '/intel/sync',
  permission: 'intel.sync',
  summary: 'Read intelligence from a directory on the server or a URL, in the background',
  input: z.object({ from: z.string().trim().min(1).max(1000) }),
  output: z.object({ queued: z.boolean() }),
});
export const uploadIntel = endpoint({
  method: 'POST',
  path: '/intel/upload',
  permission: 'intel.sync',
  upload: true,
  summary: 'Read one intelligence file, recognised by its content',
  input: z.object({ fileName: z.string().min(1).max(200) }),
  output: z.object({ queued: z.boolean() }),
});

export const AdvisoryRow = z.object({
  id: AdvisoryId,
  trackingId: z.string(),
  publisher: z.string(),
  title: z.string(),
  currentReleaseAt: Instant.nullable(),
  revision: z.string(),
  cves: z.array(z.string()),
});
export const advisories = endpoint({
  method: 'GET',
  path: '/advisories',
  permission: 'intel.read',
  summary: 'Advisories, newest first',
  input: PageInput.extend({ publisher: z.string().max(200).optional() }),
  output: pageOf(AdvisoryRow),
});
export const advisory = endpoint({
  method: 'GET',
  path: '/advisories/:advisoryId',
  permission: 'intel.read',
  summary: 'One advisory as it was read',
  input: z.object({ advisoryId: AdvisoryId }),
  output: AdvisoryRow.extend({ file: z.string(), syncedAt: Instant, document: Advisory }),
});
export const vulnerability = endpoint({
  method: 'GET',
  path: '/vulnerabilities/:cve',
  permission: 'intel.read',
  summary: 'One vulnerability, each field with the source it is taken from',
  input: z.object({ cve: CveId }),
  output: z.object({
    picture: Vulnerability,
    advisories: z.array(AdvisoryRow),
    kevAddedOn: CalendarDate.nullable(),
  }),
});
