// The leaders' front page: every number with the list behind it.

import type { z } from 'zod';
import type { SiteId } from '../../../kernel/ids.ts';
import type { Permission } from '../../../kernel/permission.ts';
import { addDays, addHours, dateOf } from '../../../kernel/time.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { verifyLedger } from '../../../platform/ledger.ts';
import { feeds } from '../../intel/index.ts';
import { lastProof, partyNames } from '../../work/index.ts';
import type { FrontPage, SearchHit } from '../contract.ts';
import * as store from '../store.ts';

const COURT_DAYS = 30;
const HISTORY_DAYS = 183;
const SLA_DAYS = 90;

/** Is risk going down, what waits, where is the ball. */
export async function frontPage(ctx: Ctx, input: { siteId?: SiteId | undefined }): Promise<FrontPage> {
  const { siteId } = input;
  const now = ctx.now();
  const weekAgo = addDays(now, -7);
  const [proof, points, courts, names, week, sla, outcomes, waits, unknown, feedRows] = await Promise.all([
    lastProof(ctx),
    store.burnDown(ctx.db, dateOf(addDays(now, -HISTORY_DAYS)), siteId),
    store.courtTime(ctx.db, addDays(now, -COURT_DAYS), now, siteId),
    partyNames(ctx),
    store.week(ctx.db, dateOf(weekAgo), weekAgo, siteId),
    store.sla(ctx.db, addDays(now, -SLA_DAYS), now, siteId),
    store.byOutcome(ctx.db, siteId),
    store.waiting(ctx.db, actorId(ctx), now, addHours(now, 24)),
    store.unknownVersions(ctx.db, siteId),
    feeds(ctx),
  ]);
  const site = siteId ? `&site=${siteId}` : '';
  const hours = courts.reduce((sum, c) => sum + c.hours, 0);
  return {
    proof: proof
      ? {
          at: proof.at,
          openFindings: proof.openFindings,
          violationCount: proof.violationCount,
          threshold: proof.threshold,
        }
      : null,
    burnDown: { points, firstOn: points[0]?.on ?? null },
    courts: courts.map((c) => ({
      label: names.get(c.party) ?? c.party,
      role: c.role,
      hours: c.hours,
      share01: hours > 0 ? c.hours / hours : 0,
      cases: c.cases,
      href: `/cases?party=${encodeURIComponent(c.party)}${site}`,
    })),
    courtDays: COURT_DAYS,
    week,
    sla: {
      ...sla,
      rate01: sla.closed + sla.overdueOpen > 0 ? sla.inTime / (sla.closed + sla.overdueOpen) : null,
    },
    waiting: waits
      ? [
          ...(waits.mine > 0
            ? [
                {
                  sentence: count(waits.mine, 'decision waits for you', 'decisions wait for you'),
                  href: '/',
                  since: waits.mineSince,
                },
              ]
            : []),
          ...(waits.others > 0
            ? [
                {
                  sentence: count(
                    waits.others,
                    'decision waits for somebody else',
                    'decisions wait for others',
                  ),
                  href: '/cases',
                  since: waits.othersSince,
                },
              ]
            : []),
          ...(waits.lapsing > 0
            ? [
                {
                  sentence: count(
                    waits.lapsing,
                    'question runs out of time within a day',
                    'questions run out of time within a day',
                  ),
                  href: '/cases',
                  since: null,
                },
              ]
            : []),
          ...(waits.outside > 0
            ? [
                {
                  sentence: count(
                    waits.outside,
                    'step waits for an outside party',
                    'steps wait for outside parties',
                  ),
                  href: '/cases?party=MD',
                  since: waits.outsideSince,
                },
              ]
            : []),
          ...(sla.overdueOpen > 0
            ? [
                {
                  sentence: count(sla.overdueOpen, 'case is over its time', 'cases are over their time'),
                  href: `/cases?overdue=yes${site}`,
                  since: null,
                },
              ]
            : []),
        ]
      : [],
    notEvaluated: [
      ...(unknown.devices > 0
        ? [
            {
              sentence: 'networked devices whose software version nobody has told us',
              count: unknown.devices,
              asked: unknown.asked,
              href: `/devices?version=unknown&networked=yes&status=in_service,in_storage,in_repair,unknown${site}`,
            },
          ]
        : []),
    ],
    byOutcome: outcomes.map((o) => ({ ...o, href: `/findings?outcome=${o.outcome}${site}` })),
    feeds: feedRows.map((f) => ({ name: f.name, freshness: f.freshness, why: f.freshnessWhy })),
  };
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const needs: Readonly<Record<store.Hit['kind'], Permission>> = {
  device: 'inventory.read',
  case: 'work.read',
  person: 'people.read',
  cve: 'intel.read',
  remedy: 'risk.read',
};
const hrefs: Readonly<Record<store.Hit['kind'], (id: string) => string>> = {
  device: (id) => `/devices/${id}`,
  case: (id) => `/cases/${id}`,
  person: () => '/people',
  cve: (id) => `/vulnerabilities/${id}`,
  remedy: (id) => `/remedies/${id}`,
};

/** Finds by a few letters, only what the person may see. */
export async function search(ctx: Ctx, input: { q: string }): Promise<z.output<typeof SearchHit>[]> {
  const { actor } = ctx;
  const kinds = (['device', 'case', 'person', 'cve', 'remedy'] as const).filter(
    (k) => actor.kind === 'system' || actor.permissions.has(needs[k]),
  );
  return (await store.search(ctx.db, input.q, new Set(kinds))).map((h) => ({
    kind: h.kind,
    label: h.label,
    detail: h.detail,
    href: hrefs[h.kind](h.id),
  }));
}

/** Checks the chain of the ledger. */
export const ledgerCheck = (ctx: Ctx) => verifyLedger(ctx.db);
