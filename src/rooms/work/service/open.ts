// Opening work: one chain for each remedy that is due, with all its steps and their holders from the first moment.
import type { ChainId, SiteId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import {
  type ClockVersion,
  chainFor,
  clockTerms,
  dueUnder,
  type RaciNow,
  stepDues,
} from '../../raci/index.ts';
import type { Subject } from '../../raci/model.ts';
import * as chains from '../store/chains.ts';
import * as remedies from '../store/remedies.ts';
import { begin } from './begin.ts';
import { openCase } from './case.ts';
import { asRows, castOf } from './cast.ts';

/** Steps whose result holds for the devices that were left over: the plan and its validation are not made again. */
const CARRIED_OVER: ReadonlySet<string> = new Set(['VUL-5', 'VUL-6']);

const subjectOf = (r: remedies.RemedyRow): Subject => ({
  siteId: r.siteId,
  deviceClass: r.deviceClass,
  manufacturer: r.manufacturer,
  ...(r.wardIds.length === 1 && r.wardIds[0] ? { wardId: r.wardIds[0] } : {}),
  when: [
    ...(r.hasFix ? [] : (['no_vendor_fix'] as const)),
    ...(r.isLifeSupport ? (['life_support'] as const) : []),
  ],
});

/** What the clocks in force say of a remedy's case. */
export function termsOf(
  { policy, number }: ClockVersion,
  { org }: RaciNow,
  of: { siteId: SiteId; deviceClass: string; outcome: chains.Chain['outcome'] },
) {
  const site = org.sites.find((s) => s.id === of.siteId);
  const { outcome, deviceClass } = of;
  const where = { site: site?.code ?? '', timezone: site?.timezone ?? 'UTC' };
  return clockTerms(policy, number, { outcome, deviceClass, ...where });
}

/** What opening looks at besides the remedy: the matrix with today's people, and the clocks. */
export type OpenUnder = { readonly now: RaciNow; readonly clocks: ClockVersion };

/** Opens the chain of a remedy and begins its first step; the steps beside it begin at once. */
export async function openChain(
  ctx: Ctx,
  remedy: remedies.RemedyRow,
  { now, clocks }: OpenUnder,
): Promise<ChainId | null> {
  const { outcome } = remedy;
  if (outcome === 'defer') return null;
  const at = ctx.now();
  const before = await remedies.lastChain(ctx.db, remedy.id);
  const follows = before?.state === 'closed' ? before : null;
  const subject = subjectOf(remedy);
  // What is left over keeps its date: it does not get new time because some of it was done.
  const clock = termsOf(clocks, now, { ...remedy, outcome });
  const dueAt = follows ? follows.dueAt : dueUnder(clock, at);
  const plan = chainFor({
    kind: remedy.kind,
    runsOn: remedy.runsOn === 'device' ? 'device' : 'server',
    makerHasFix: remedy.hasFix,
  }).filter((s) => !(s.isBeside && follows));
  const dues = new Map(stepDues(plan, at, dueAt, clocks.policy.shares).map((d) => [d.activityId, d.dueAt]));
  const activities = new Map(now.version.document.activities.map((a) => [a.id, a]));
  const chainId = await chains.insertChain(ctx.db, {
    remedyId: remedy.id,
    siteId: remedy.siteId,
    matrixVersionId: now.version.id,
    subject,
    sentence: remedy.sentence,
    why: remedy.why,
    outcome,
    openedAt: at,
    dueAt,
    clock,
    follows: follows?.id ?? null,
  });
  await chains.syncDevices(ctx.db, chainId, remedy.id);
  const made = await chains.insertObligations(
    ctx.db,
    plan.map((s) => ({
      chainId,
      activityId: s.activityId,
      position: s.position,
      isBeside: s.isBeside,
      ask: activities.get(s.activityId)?.ask ?? s.activityId,
      dueAt: dues.get(s.activityId) ?? dueAt,
      at,
      carriedOver: follows !== null && CARRIED_OVER.has(s.activityId),
    })),
  );
  await chains.insertHolders(
    ctx.db,
    made.flatMap((o) => asRows(o.id, castOf(now, o.activityId, subject, remedy.wardIds, at), at)),
  );
  audit(
    ctx,
    'work.case_opened',
    { kind: 'chain', id: chainId, chainId },
    {
      remedyId: remedy.id,
      sentence: remedy.sentence,
      outcome: remedy.outcome,
      dueAt,
      clock: clock.says,
      devices: remedy.deviceCount,
      follows: follows?.id ?? null,
      matrixVersion: now.version.number,
    },
  );
  const of = await openCase(ctx, chainId, now);
  const first = of.steps.find((s) => !s.o.isBeside && s.o.state === 'upcoming');
  for (const step of of.steps)
    if (step === first || (step.o.isBeside && step.o.state === 'upcoming'))
      await begin(ctx, of, step, remedy.wardIds);
  return chainId;
}
