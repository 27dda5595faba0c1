// My work, cases as a list, the checklist and the timeline of a case.
import { z } from 'zod';
import type { ChainId, DeviceId, RemedyId } from '../../../kernel/ids.ts';
import { type Instant, isBefore } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { fromCursor, toCursor } from '../../../platform/cursor.ts';
import type { FileAnswer } from '../../../platform/http/route.ts';
import { everyRow, listOf } from '../../../platform/list.ts';
import { csvLine } from '../../../platform/tabular/guard.ts';
import { transact } from '../../../platform/transact.ts';
import { inForce } from '../../raci/index.ts';
import type * as contract from '../contract.ts';
import { DeviceOutcome, type WorkItem } from '../contract.ts';
import { acceptanceNo, attentionWords, caseNo, placeWords } from '../rules/sentences.ts';
import { eventSentence } from '../rules/timeline.ts';
import { countedChains } from '../store/accounting.ts';
import * as cases from '../store/cases.ts';
import * as checklist from '../store/checklist.ts';
import * as myWorkStore from '../store/my-work.ts';
import * as notices from '../store/notices.ts';
import { lastChain } from '../store/remedies.ts';
import { me } from './acts.ts';
import { ACCEPTED } from './apply.ts';
import { CHECK_ROW, hasDevices } from './case.ts';
import { caseDetail } from './case-view.ts';
import { siteNames } from './site-names.ts';

/** What to call a role, or a court that is no role's. */
export const partyNames = async (ctx: Ctx): Promise<Map<string, string>> =>
  new Map([
    ...(await inForce(ctx)).document.roles.map((r): [string, string] => [r.code, r.plain]),
    [ACCEPTED, 'Nobody: the risk is accepted for now'],
    ['care', 'Care (in use, not found, window)'],
    ['outside', 'Outside parties'],
  ]);

/** The plain names of the rows of the matrix. */
export const titlesOf = async (ctx: Ctx): Promise<Map<string, string>> =>
  new Map((await inForce(ctx)).document.activities.map((a) => [a.id, a.plain]));

/** Asked on an acceptance: it is opened, and answered there. */
const isOfAcceptance = (r: myWorkStore.WorkRow): boolean => r.acceptanceId !== null && r.grp !== 'read';

function actionOf(r: myWorkStore.WorkRow): WorkItem['action'] {
  if (r.grp === 'read') return 'read';
  if (r.grp === 'answer') return 'answer';
  if (isOfAcceptance(r)) return r.grp === 'do' ? 'check' : 'decide';
  if (r.grp === 'decide') return r.state === 'sign_off' ? 'sign' : 'decide';
  if (r.activityId === CHECK_ROW) return 'check';
  return r.claimedBy ? 'do' : 'start';
}

const Attention = z.array(z.object({ kind: z.string(), what: z.string() })).catch([]);

/** Told to press somebody: shown as it stands now, not in the words of the day it was sent. */
const isPressed = (r: myWorkStore.WorkRow): boolean => r.kind === 'escalation' || r.kind === 'reminder';

const acceptanceWhy: Readonly<Record<string, string>> = {
  assess: 'Somebody asks that this risk be accepted; your assessment comes first',
  consult: 'Somebody asks that this risk be accepted; it has been assessed',
  consulted: 'It was assessed and all were asked; you decide',
  revoked: 'Something made it another risk; the case goes on',
  review: 'You look after this acceptance',
  control: 'A risk is accepted as long as this holds',
};

function whyNow(r: myWorkStore.WorkRow, titles: ReadonlyMap<string, string>): string {
  const step = titles.get(r.activityId ?? '') ?? '';
  if (isOfAcceptance(r)) return acceptanceWhy[r.state ?? ''] ?? step;
  if (r.grp === 'answer')
    return r.openGates > 1
      ? `${step}; ${r.openGates === 2 ? 'one other is' : `${r.openGates - 1} others are`} asked too`
      : step;
  if (r.grp === 'decide') {
    const [first] = attentionWords(Attention.parse(r.attention), r.silent);
    return first ? `${step}. ${first}` : `${step}: the work is done, your signature is needed`;
  }
  return isPressed(r) ? `${step}: waits for ${r.courtLabel || 'nobody'}` : step;
}

/** What waits for the person who asks. */
export async function myWork(ctx: Ctx, input: { limit: number }) {
  const personId = me(ctx);
  const titles = await titlesOf(ctx);
  const readsAll = ctx.actor.kind === 'person' && ctx.actor.permissions.has('work.read');
  const [rows, away] = await Promise.all([
    myWorkStore.items(ctx.db, { personId, readsAll, today: ctx.today() }, input.limit),
    myWorkStore.away(ctx.db, personId, ctx.today()),
  ]);
  const inGroup = (grp: myWorkStore.WorkRow['grp']) => rows.find((r) => r.grp === grp)?.ofGroup ?? 0;
  const counts = {
    decide: inGroup('decide'),
    do: inGroup('do'),
    answer: inGroup('answer'),
    read: inGroup('read'),
  };
  const elsewhere = rows.length === 0 ? await myWorkStore.elsewhere(ctx.db, personId) : [];
  const now = ctx.now();
  const items = rows.map(
    (r, i): WorkItem => ({
      key: isOfAcceptance(r)
        ? `${r.grp}-${acceptanceNo(r.acceptanceId ?? 0)}-${r.state ?? ''}-${i}`
        : `${r.grp}-${r.gateId ?? r.noticeId ?? r.obligationId ?? r.chainId}`,
      group: r.grp,
      chainId: r.chainId,
      caseNo: caseNo(r.chainId),
      obligationId: r.obligationId,
      version: r.version,
      gateId: r.gateId,
      noticeId: r.noticeId,
      acceptanceId: r.acceptanceId,
      action: actionOf(r),
      finishable: r.grp === 'do' && !hasDevices(r.activityId ?? ''),
      sentence:
        r.grp === 'read' && !isPressed(r)
          ? r.text
          : r.grp === 'answer' || isOfAcceptance(r)
            ? `${r.text} (${r.sentence})`
            : r.sentence,
      step: titles.get(r.activityId ?? '') ?? '',
      whyNow: whyNow(r, titles),
      place: placeWords(r.site, r.wards),
      outcome: r.outcome,
      dueAt: r.dueAt,
      isOverdue: r.dueAt !== null && isBefore(r.dueAt, now),
      devicesDone: r.devicesDone,
      devicesTotal: r.devicesTotal,
      waitsForMe: r.grp === 'answer' || r.grp === 'decide' ? (titles.get(r.activityId ?? '') ?? null) : null,
      next: r.grp === 'read' || isOfAcceptance(r) ? null : r.next ? (titles.get(r.next) ?? r.next) : null,
      handed: r.grp === 'do' && r.needed !== null ? { by: r.handedBy ?? '', needed: r.needed } : null,
      team: r.team,
      at: isPressed(r) ? (r.courtSince ?? r.at) : r.at,
      notice: r.kind,
    }),
  );
  return { counts, items, elsewhere, away: away ?? null };
}

type CaseRow = z.output<typeof contract.CaseRow>;

const toRow = (r: cases.CaseRowSql, titles: ReadonlyMap<string, string>, now: Instant): CaseRow => ({
  id: r.id,
  caseNo: caseNo(r.id),
  sentence: r.sentence,
  site: r.site,
  outcome: r.outcome,
  state: r.state,
  step: titles.get(r.step) ?? (r.state === 'open' ? r.step : r.state === 'closed' ? 'Closed' : 'Withdrawn'),
  court:
    r.courtKind && r.courtLabel !== null && r.courtSince
      ? { kind: r.courtKind, label: r.courtLabel, since: r.courtSince }
      : null,
  devicesDone: r.devicesDone,
  devicesTotal: r.devicesTotal,
  openedAt: r.openedAt,
  dueAt: r.dueAt,
  closedAt: r.closedAt,
  isOverdue: r.state === 'open' && r.acceptedUntil === null && isBefore(r.dueAt, r.pausedAt ?? now),
  acceptedUntil: r.acceptedUntil,
});

/** The cases behind a number of the accounting; null where the list is not asked for one. Found first and by themselves: within
 *  the list the planner would look for them once a row. */
async function countedIds(
  ctx: Ctx,
  input: z.output<(typeof contract.cases)['input']>,
): Promise<ChainId[] | null> {
  const { counted, countedParty: party, countedActivity: activity, countedMonth: month, site } = input;
  if (!counted) return null;
  const siteId = site?.length === 1 ? site[0] : undefined;
  return countedChains(ctx.db, counted, { party, activity, month, siteId }, ctx.now());
}

/** Cases, a page. */
export async function caseList(ctx: Ctx, input: z.output<(typeof contract.cases)['input']>) {
  const [titles, sites, parties] = await Promise.all([titlesOf(ctx), siteNames(ctx), partyNames(ctx)]);
  const page = await listOf<cases.CaseRowSql>(
    ctx.db,
    cases.caseList(input, ctx.now(), sites, titles, parties, await countedIds(ctx, input)),
    input,
  );
  return { ...page, items: page.items.map((r) => toRow(r, titles, ctx.now())) };
}

/** The cases shown, as a file. */
export async function casesFile(
  ctx: Ctx,
  input: z.output<(typeof contract.casesFile)['input']>,
): Promise<FileAnswer> {
  const [titles, sites, parties] = await Promise.all([titlesOf(ctx), siteNames(ctx), partyNames(ctx)]);
  const only = await countedIds(ctx, input);
  const spec = cases.caseList(input, ctx.now(), sites, titles, parties, only);
  async function* lines(): AsyncGenerator<string> {
    yield csvLine([
      'case',
      'sentence',
      'site',
      'decision',
      'state',
      'step',
      'waits for',
      'since',
      'devices done',
      'devices',
      'opened',
      'due',
      'closed',
      'accepted until',
    ]);
    for await (const raw of everyRow<cases.CaseRowSql>(ctx.db, spec, input.sort)) {
      const r = toRow(raw, titles, ctx.now());
      yield csvLine([
        r.caseNo,
        r.sentence,
        r.site,
        r.outcome,
        r.state,
        r.step,
        r.court?.label ?? '',
        r.court?.since ?? '',
        String(r.devicesDone),
        String(r.devicesTotal),
        r.openedAt,
        r.dueAt,
        r.closedAt ?? '',
        r.acceptedUntil ?? '',
      ]);
    }
  }
  return { fileName: `cases-${ctx.today()}.csv`, chunks: lines() };
}

/** Open and past cases of one device. */
export async function deviceWork(ctx: Ctx, deviceId: DeviceId) {
  const titles = await titlesOf(ctx);
  return (await cases.ofDevice(ctx.db, deviceId)).map((r) => ({
    ...toRow(r, titles, ctx.now()),
    deviceOutcome: DeviceOutcome.parse(r.deviceOutcome),
  }));
}

/** A case as the person who asks may see it; what they were told of it counts as read. */
export const oneCase = (ctx: Ctx, chainId: ChainId) =>
  transact(ctx, async (ctx) => {
    const detail = await caseDetail(ctx, chainId);
    if (ctx.actor.kind === 'person') await notices.markRead(ctx.db, chainId, ctx.actor.personId, ctx.now());
    return detail;
  });

/** The case of a remedy: at most one is open, and it is the last. */
export const caseOfRemedy = async (ctx: Ctx, remedyId: RemedyId) => ({
  chainId: (await lastChain(ctx.db, remedyId))?.id ?? null,
});

type DeviceRow = z.output<typeof contract.CaseDevice> & { id: number };

/** The device checklist, a page, for those who may see the case. */
export async function caseDevices(ctx: Ctx, input: z.output<(typeof contract.caseDevices)['input']>) {
  await caseDetail(ctx, input.chainId);
  return listOf<DeviceRow>(ctx.db, checklist.deviceList(input), input);
}

/** What happened on a case, newest first. */
export async function timeline(
  ctx: Ctx,
  input: { chainId: ChainId; limit: number; cursor?: string | undefined },
) {
  await caseDetail(ctx, input.chainId);
  const before = fromCursor(z.string().regex(/^\d+$/), input.cursor);
  const [rows, total, titles] = await Promise.all([
    cases.timeline(ctx.db, input.chainId, before === null ? null : BigInt(before), input.limit),
    cases.timelineCount(ctx.db, input.chainId),
    titlesOf(ctx),
  ]);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    items: rows.map((e) => ({
      seq: e.seq.toString(),
      at: e.at,
      actor: e.actor,
      verb: e.verb,
      sentence: eventSentence(e.verb, e.body, titles),
    })),
    next: last ? toCursor(last.seq.toString()) : null,
    total,
    facets: [],
  };
}
