// Opening work: one chain for each remedy that is due, with all its steps and their holders from the first moment.
import type { ChainId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { chainDueAt, chainFor, type RaciNow, stepDues } from '../../raci/index.ts';
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

/** Opens the chain of a remedy and begins its first step; the steps beside it begin at once. */
export async function openChain(ctx: Ctx, remedy: remedies.RemedyRow, now: RaciNow): Promise<ChainId | null> {
  if (remedy.outcome === 'defer') return null;
  const at = ctx.now();
  const before = await remedies.lastChain(ctx.db, remedy.id);
  const follows = before?.state === 'closed' ? before : null;
  const subject = subjectOf(remedy);
  // What is left over keeps its date: it does not get new time because some of it was done.
  const dueAt = follows ? follows.dueAt : chainDueAt(remedy.outcome, at);
  const plan = chainFor({
    kind: remedy.kind,
    runsOn: remedy.runsOn === 'device' ? 'device' : 'server',
    makerHasFix: remedy.hasFix,
  }).filter((s) => !(s.isBeside && follows));
  const dues = new Map(stepDues(plan, at, dueAt).map((d) => [d.activityId, d.dueAt]));
  const activities = new Map(now.version.document.activities.map((a) => [a.id, a]));
  const chainId = await chains.insertChain(ctx.db, {
    remedyId: remedy.id,
    siteId: remedy.siteId,
    matrixVersionId: now.version.id,
    subject,
    sentence: remedy.sentence,
    why: remedy.why,
    outcome: remedy.outcome,
    openedAt: at,
    dueAt,
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
