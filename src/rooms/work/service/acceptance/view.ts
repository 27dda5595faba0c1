// An acceptance as each person sees it, and the register.
import type { z } from 'zod';
import { AppError } from '../../../../kernel/errors.ts';
import type { AcceptanceId, PersonId } from '../../../../kernel/ids.ts';
import { actorId, type Ctx } from '../../../../platform/ctx.ts';
import type { FileAnswer } from '../../../../platform/http/route.ts';
import { everyRow, listOf } from '../../../../platform/list.ts';
import { csvLine } from '../../../../platform/tabular/guard.ts';
import { nameOf } from '../../../raci/index.ts';
import type * as contract from '../../contract.ts';
import { daysAfter, MOST_RENEWALS, mostDays } from '../../rules/acceptance/limits.ts';
import { nextAcceptance } from '../../rules/acceptance/machine.ts';
import { isAsked } from '../../rules/acceptance/states.ts';
import { acceptanceNo, caseNo } from '../../rules/sentences.ts';
import { eventSentence } from '../../rules/timeline.ts';
import * as list from '../../store/acceptance-list.ts';
import { takesPart } from '../acts.ts';
import { siteNames } from '../site-names.ts';
import { hasPart, refuseStrangers } from './acts.ts';
import { accountableOf, factsOf, type Held, viewAcceptance, worseOf } from './load.ts';

type Detail = contract.AcceptanceDetail;
type Act = Detail['allowed'][number];

/** What this person may do now, asked of the same rules that judge it when it is done. */
function allowedOn(ctx: Ctx, held: Held, by: PersonId): Act[] {
  const { a } = held;
  const facts = factsOf(ctx, held);
  const can = (event: Parameters<typeof nextAcceptance>[1]): boolean =>
    nextAcceptance(a.state, event, facts).ok;
  const reason = 'because';
  const isA = facts.accountable === by && a.requestedBy !== by;
  const allowed: Act[] = [];
  // Shown to the accountable also where it cannot be approved yet: trying says what is missing.
  if (isA && a.state === 'consulted') allowed.push('approve');
  for (const type of ['refused', 'withdrawn', 'reviewed', 'closed'] as const)
    if (can({ type, by, reason }))
      allowed.push(
        ({ refused: 'refuse', withdrawn: 'withdraw', reviewed: 'review', closed: 'close' } as const)[type],
      );
  if (a.state === 'active' && hasPart(held, by)) allowed.push('revoke');
  const mayRenew = a.state === 'active' && a.renewal < MOST_RENEWALS && facts.accountable !== by;
  if (mayRenew && takesPart(held.of, by)) allowed.push('renew');
  if (facts.accountable === by && a.state === 'revoked' && a.seenAt === null) allowed.push('take_note');
  return allowed;
}

const toRow = (r: list.AcceptanceRowSql) => ({
  ...r,
  acceptanceNo: acceptanceNo(r.id),
  caseNo: caseNo(r.chainId),
});

/** One acceptance with all that was said on it. @throws AppError `not_found`. */
export async function acceptanceDetail(ctx: Ctx, id: AcceptanceId): Promise<Detail> {
  const held = await viewAcceptance(ctx, id);
  refuseStrangers(ctx, held);
  const row = await list.oneRow(ctx.db, id);
  if (!row) throw new AppError('not_found', 'No such acceptance.', { id });
  const events = await list.history(ctx.db, id);
  const { a, now } = held;
  const viewer = actorId(ctx);
  const named = (one: PersonId | null): string | null =>
    one === null ? null : nameOf(now.org, { personId: one, teamId: null });
  const roleName = (role: string): string => now.raci.roles.get(role)?.plain ?? role;
  const facts = factsOf(ctx, held);
  const isAskedNow = { assess: a.state === 'requested', consult: a.state === 'assessed' };
  const isAlive = row.state === 'active' || isAsked(row.state);
  return {
    ...toRow(row),
    remedyId: a.remedyId,
    reason: a.reason,
    conditions: a.conditions,
    cves: (held.factsNow ?? a.facts ?? a.factsAsked).cves,
    parties: held.holders.map((h) => ({
      letter: h.letter,
      role: h.role,
      roleName: roleName(h.role),
      name: h.label,
      personId: h.personId,
      teamId: h.teamId,
      contract: h.isContract,
      reasons: h.reasons,
      state: null,
    })),
    questions: held.questions.map((q) => ({
      id: q.id,
      part: q.part,
      role: q.role,
      roleName: roleName(q.role),
      label: q.label,
      openedAt: q.openedAt,
      dueAt: q.dueAt,
      answer: q.answer,
      answerText: q.answerText,
      answeredBy: named(q.answeredBy),
      answeredAt: q.answeredAt,
      hash: q.hash,
      isMine:
        viewer !== null &&
        q.answer === null &&
        viewer !== a.requestedBy &&
        isAskedNow[q.part] &&
        (facts.questions.find((f) => f.id === q.id)?.people.includes(viewer) ?? false),
    })),
    controls: held.controls.map((c) => ({
      id: c.id,
      what: c.what,
      owner: named(c.ownerPersonId) ?? '',
      ownerPersonId: c.ownerPersonId,
      checkOn: c.checkOn,
      checkedAt: c.checkedAt,
      checkedBy: named(c.checkedBy),
      note: c.note,
      isMine:
        viewer !== null &&
        nextAcceptance(a.state, { type: 'checked', by: viewer, controlId: c.id }, facts).ok,
    })),
    factsAsked: a.factsAsked,
    factsDecided: a.facts,
    factsNow: held.factsNow,
    worse: isAlive ? worseOf(held) : [],
    mostDays: mostDays[a.level],
    latestOn: earlier(a.wishedUntilOn, daysAfter(ctx.today(), mostDays[a.level])),
    decidedBy: named(a.decidedBy),
    decidedAt: a.decidedAt,
    decisionText: a.decisionText,
    hash: a.hash,
    reviewOn: a.reviewOn,
    reviewedAt: a.reviewedAt,
    seenAt: a.seenAt,
    renewsId: a.renews,
    allowed: viewer === null ? [] : allowedOn(ctx, held, viewer),
    history: events.map((e) => ({
      seq: e.seq.toString(),
      at: e.at,
      actor: e.actor,
      sentence: eventSentence(e.verb, e.body, new Map()),
    })),
    matrixVersion: now.version.number,
    version: a.version,
    accountable: row.accountable ?? named(accountableOf(held.holders)),
  };
}

const earlier = <T extends string>(a: T, b: T): T => (a < b ? a : b);

/** The register, a page. */
export async function acceptanceList(ctx: Ctx, input: z.output<(typeof contract.acceptances)['input']>) {
  const spec = list.acceptanceList(input, ctx.today(), await siteNames(ctx));
  const page = await listOf<list.AcceptanceRowSql>(ctx.db, spec, input);
  return { ...page, items: page.items.map(toRow) };
}

/** The acceptances shown, as a file. */
export async function acceptancesFile(
  ctx: Ctx,
  input: z.output<(typeof contract.acceptancesFile)['input']>,
): Promise<FileAnswer> {
  const spec = list.acceptanceList(input, ctx.today(), await siteNames(ctx));
  async function* lines(): AsyncGenerator<string> {
    yield csvLine([
      'acceptance',
      'case',
      'sentence',
      'site',
      'state',
      'risk',
      'asked by',
      'asked',
      'accountable',
      'owner',
      'asked until',
      'accepted until',
      'renewal',
      'devices',
      'findings',
      'ended',
      'why ended',
    ]);
    for await (const raw of everyRow<list.AcceptanceRowSql>(ctx.db, spec, input.sort)) {
      const r = toRow(raw);
      yield csvLine([
        r.acceptanceNo,
        r.caseNo,
        r.sentence,
        r.site,
        r.state,
        r.level,
        r.requestedBy,
        r.requestedAt,
        r.accountable ?? '',
        r.owner,
        r.wishedUntilOn,
        r.untilOn ?? '',
        String(r.renewal),
        String(r.devices),
        String(r.findings),
        r.endedAt ?? '',
        r.endedWhy ?? '',
      ]);
    }
  }
  return { fileName: `acceptances-${ctx.today()}.csv`, chunks: lines() };
}
