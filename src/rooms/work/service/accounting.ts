// The accounting of hand-offs: where cases wait, what comes back, how soon people respond; every number with its cases.
import { z } from 'zod';
import { dateOf } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { fromCursor, toCursor } from '../../../platform/cursor.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { csvLine } from '../../../platform/tabular/guard.ts';
import { type Calendar, clocksInForce } from '../../raci/index.ts';
import type * as contract from '../contract.ts';
import { inLine, spreadOf } from '../rules/accounting.ts';
import { type AccountScope, casesHref, scopeOfRow } from '../rules/counted.ts';
import { caseNo } from '../rules/sentences.ts';
import * as store from '../store/accounting.ts';
import { partyNames, titlesOf } from './lists.ts';
import { siteNames } from './site-names.ts';

type Input = z.output<(typeof contract.accounting)['input']>;
type Line = contract.AccountLine;

const HOUR_S = 3600;
const hours = (seconds: number): number => seconds / HOUR_S;

/** The calendar by which time is split where the clock of a case names none: the first of the clocks in force. */
async function calendarOf(ctx: Ctx): Promise<Calendar | null> {
  const { policy } = await clocksInForce(ctx);
  return policy.calendars[0] ?? null;
}

const spread = (n: number, median: number | null, p90: number | null) => {
  const of = spreadOf(n, median, p90);
  return {
    n,
    medianHours: of.median === null ? null : hours(of.median),
    p90Hours: of.p90 === null ? null : hours(of.p90),
  };
};

const nothingHeld: Omit<store.HeldRow, 'key'> = {
  cases: 0,
  still: 0,
  worked: 0,
  off: 0,
  unsplit: 0,
  paused: 0,
  beside: 0,
  median: 0,
  p90: 0,
};

type Found = {
  held: store.HeldRow | undefined;
  back: store.BackRow | undefined;
  asked: store.AskedRow | undefined;
};

function line({ held, back, asked }: Found, scope: AccountScope): Line {
  const { cases, still, median, p90, worked, off, unsplit, paused, beside } = held ?? nothingHeld;
  const times = {
    worked: hours(worked),
    off: hours(off),
    unsplit: hours(unsplit),
    paused: hours(paused),
    beside: hours(beside),
  };
  const of = (what: Parameters<typeof casesHref>[0], count: number) => ({
    count,
    href: casesHref(what, scope),
  });
  return {
    cases: of('held', cases),
    still: of('still', still),
    hours: times,
    totalHours: inLine(times),
    stay: spread(cases, median, p90),
    handedBack: { times: back?.times ?? 0, cases: of('handed_back', back?.cases ?? 0) },
    response: {
      ...spread(asked?.answered ?? 0, asked?.median ?? null, asked?.p90 ?? null),
      times: asked?.times ?? 0,
      answered: of('answered', asked?.answeredCases ?? 0),
      waiting: of('unanswered', asked?.waitingCases ?? 0),
      waitingTimes: asked?.waiting ?? 0,
      oldestAt: asked?.oldestAt ?? null,
    },
  };
}

/** Time in court, work that came back and first responses, with the lists of cases behind every number. Open stays count to
 *  now. Rows with most time first; months in their order. */
export async function accounting(ctx: Ctx, { by, ...scope }: Input): Promise<contract.Accounting> {
  const now = ctx.now();
  const calendar = await calendarOf(ctx);
  const until = { now, calendar };
  const { db } = ctx;
  const isWhole = scope.activity === undefined && scope.party === undefined;
  const [held, back, asked, nobody, choices, parties, titles, sites] = await Promise.all([
    store.held(db, by, scope, until),
    store.handedBack(db, by, scope),
    store.asked(db, by, scope, until),
    isWhole ? store.withNobody(db, scope, until) : null,
    store.choices(db, now),
    partyNames(ctx),
    titlesOf(ctx),
    siteNames(ctx),
  ]);
  const labels = {
    party: (key: string) => parties.get(key) ?? key,
    activity: (key: string) => titles.get(key) ?? key,
    site: (key: string) => sites[key] ?? key,
    month: (key: string) => key,
  };
  const found = (key: string | null): Found => ({
    held: held.find((r) => r.key === key),
    back: back.find((r) => r.key === key),
    asked: asked.find((r) => r.key === key),
  });
  const keys = [...new Set([...held, ...back, ...asked].flatMap((r) => r.key ?? []))];
  const rows = keys.map((key) => ({
    key,
    label: labels[by](key),
    ...line(found(key), scopeOfRow(by, key, scope)),
  }));
  const choice = (value: string, label: string) => ({ value, label });
  return {
    countedAt: now,
    by,
    total: line(found(null), scope),
    rows: rows.sort((a, b) =>
      by === 'month'
        ? a.key.localeCompare(b.key)
        : b.totalHours - a.totalHours || b.hours.beside - a.hours.beside || a.key.localeCompare(b.key),
    ),
    unheld: nobody && {
      cases: { count: nobody.cases, href: casesHref('unheld', scope) },
      hours: hours(nobody.seconds),
    },
    calendar: calendar?.name ?? null,
    choices: {
      months: choices.months,
      activities: choices.activities.map((id) => choice(id, titles.get(id) ?? id)),
      parties: choices.parties.map((code) => choice(code, parties.get(code) ?? code)),
      sites: Object.entries(sites).map(([id, name]) => choice(id, name)),
    },
  };
}

const inTenths = (value: number | null): string => (value === null ? '' : value.toFixed(1));

/** The accounting as a file: a line a row, then the total. Hours with one decimal. */
export async function accountingFile(ctx: Ctx, input: Input): Promise<FileAnswer> {
  const found = await accounting(ctx, input);
  const cells = (key: string, label: string, l: Line): string =>
    csvLine([
      key,
      label,
      String(l.cases.count),
      String(l.still.count),
      inTenths(l.totalHours),
      ...(['worked', 'off', 'unsplit', 'paused', 'beside'] as const).map((kind) => inTenths(l.hours[kind])),
      inTenths(l.stay.medianHours),
      inTenths(l.stay.p90Hours),
      String(l.handedBack.times),
      String(l.handedBack.cases.count),
      String(l.response.times),
      String(l.response.n),
      String(l.response.waitingTimes),
      inTenths(l.response.medianHours),
      inTenths(l.response.p90Hours),
    ]);
  function* lines(): Generator<string> {
    yield csvLine([
      found.by,
      'name',
      'cases',
      'still there',
      'hours',
      'in working hours',
      'out of working hours',
      'not split',
      'clock stood still',
      'beside the line',
      'median hours of a case',
      '90% under hours',
      'handed back',
      'handed back in cases',
      'asked',
      'responded',
      'still to respond',
      'median hours to respond',
      '90% responded under hours',
    ]);
    for (const row of found.rows) yield cells(row.key, row.label, row);
    yield cells('', 'all together', found.total);
  }
  return { fileName: `accounting-by-${found.by}-${dateOf(found.countedAt)}.csv`, chunks: lines() };
}

/** Work that came back, newest first, with the reasons given. */
export async function handBacks(ctx: Ctx, input: z.output<(typeof contract.handBacks)['input']>) {
  const { cursor, limit, siteId, activity, party, month } = input;
  const scope = { siteId, activity, party, month };
  const after = fromCursor(z.string().regex(/^\d+$/), cursor);
  const [rows, count, parties, titles] = await Promise.all([
    store.handBackList(ctx.db, scope, { before: after === null ? null : BigInt(after), limit: limit + 1 }),
    store.handedBack(ctx.db, 'party', scope),
    partyNames(ctx),
    titlesOf(ctx),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((r) => ({
      id: String(r.seq),
      at: r.at,
      by: r.actor,
      party: parties.get(r.party) ?? r.party,
      chainId: r.chainId,
      caseNo: caseNo(r.chainId),
      sentence: r.sentence,
      activityId: r.activityId,
      step: titles.get(r.activityId) ?? r.activityId,
      reason: r.reason,
    })),
    next: last ? toCursor(String(last.seq)) : null,
    total: count.find((r) => r.key === null)?.times ?? 0,
    facets: [],
  };
}
