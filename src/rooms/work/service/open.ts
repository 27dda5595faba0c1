// Opening work: one chain for each remedy that is due, with all its steps and their holders from the first moment.
import type { ChainId, SiteId, WardId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
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
import * as notices from '../store/notices.ts';
import * as remedies from '../store/remedies.ts';
import { type StepSaved, saveSteps } from '../store/save-steps.ts';
import { apply } from './apply.ts';
import { questionsTo } from './begin.ts';
import { type Case, openCases } from './case.ts';
import { asRows, castOf, type NewHolder } from './cast.ts';

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

/** How many cases are opened together. */
const TOGETHER = 200;

/** Opens a chain for each of these remedies and begins its first step; the steps beside it begin at once. The statements
 *  are for many cases at a time. Answers how many were opened. */
export async function openChains(
  ctx: Ctx,
  due: readonly remedies.RemedyRow[],
  under: OpenUnder,
): Promise<number> {
  const worth = due.flatMap((remedy): Due[] =>
    remedy.outcome === 'defer' ? [] : [{ ...remedy, outcome: remedy.outcome }],
  );
  for (let i = 0; i < worth.length; i += TOGETHER) await openSome(ctx, worth.slice(i, i + TOGETHER), under);
  return worth.length;
}

type Due = remedies.RemedyRow & { outcome: chains.Chain['outcome'] };

async function openSome(ctx: Ctx, due: readonly Due[], { now, clocks }: OpenUnder): Promise<void> {
  const at = ctx.now();
  const before = await remedies.lastChains(
    ctx.db,
    due.map((remedy) => remedy.id),
  );
  const planned = due.map((remedy) => planOf(remedy, before.get(remedy.id), { now, clocks }, at));
  const ids = await chains.insertChains(
    ctx.db,
    planned.map((one) => one.chain),
  );
  await chains.listDevices(ctx.db, ids);
  const cases = planned.map((one, i) => ({ ...one, id: idAt(ids, i) }));
  const made = await chains.insertObligations(
    ctx.db,
    cases.flatMap((one) => one.steps.map((step) => ({ ...step, chainId: one.id }))),
  );
  const castOnce = castsOf(now, at);
  const byChain = new Map(cases.map((one) => [one.id, one]));
  await chains.insertHolders(
    ctx.db,
    made.flatMap((o) => {
      const one = byChain.get(o.chainId);
      return one ? asRows(o.id, castOnce(o.activityId, one.chain.subject, one.remedy.wardIds), at) : [];
    }),
  );
  for (const { id, remedy, chain } of cases)
    audit(
      ctx,
      'work.case_opened',
      { kind: 'chain', id, chainId: id },
      {
        remedyId: remedy.id,
        sentence: remedy.sentence,
        outcome: remedy.outcome,
        dueAt: chain.dueAt,
        clock: chain.clock.says,
        devices: remedy.deviceCount,
        follows: chain.follows,
        matrixVersion: now.version.number,
      },
    );
  await beginAll(ctx, await openCases(ctx, ids, now));
}

/** Begins the first step of each new case, and those beside it. */
async function beginAll(ctx: Ctx, cases: readonly Case[]): Promise<void> {
  const saves: StepSaved[] = [];
  const begun = cases.flatMap((of) => {
    const first = of.steps.find((s) => !s.o.isBeside && s.o.state === 'upcoming');
    return of.steps
      .filter((s) => s === first || (s.o.isBeside && s.o.state === 'upcoming'))
      .map((step) => ({ of: { ...of, saves }, step }));
  });
  await notices.insertGates(
    ctx.db,
    begun.flatMap(({ step }) =>
      questionsTo(
        ctx,
        step,
        step.holders.filter((h) => h.letter === 'C'),
      ),
    ),
  );
  const gates = await notices.gatesOf(
    ctx.db,
    begun.map(({ step }) => step.o.id),
  );
  const asked = new Map(begun.map(({ step }) => [step.o.id, step]));
  for (const gate of gates) asked.get(gate.obligationId)?.gates.push(gate);
  for (const { of, step } of begun) await apply(ctx, of, step, { type: 'opened' });
  await saveSteps(ctx.db, saves);
}

const idAt = (ids: readonly ChainId[], i: number): ChainId => {
  const id = ids[i];
  if (id === undefined) throw new Error('a chain was not inserted');
  return id;
};

/** Who holds an activity here, found once for all cases of the same kind and place. */
function castsOf(now: RaciNow, at: Instant) {
  const known = new Map<string, NewHolder[]>();
  return (activityId: string, subject: Subject, wards: readonly WardId[]): NewHolder[] => {
    const key = JSON.stringify([activityId, subject, wards]);
    const cast = known.get(key) ?? castOf(now, activityId, subject, wards, at);
    known.set(key, cast);
    return cast;
  };
}

type Planned = {
  remedy: Due;
  chain: chains.NewChain;
  steps: Omit<Parameters<typeof chains.insertObligations>[1][number], 'chainId'>[];
};

/** The chain of a remedy and its steps, before anything is written. `last` is the chain it had before, if any. */
function planOf(
  remedy: Due,
  last: { id: ChainId; state: string; dueAt: Instant } | undefined,
  { now, clocks }: OpenUnder,
  at: Instant,
): Planned {
  const follows = last?.state === 'closed' ? last : null;
  // What is left over keeps its date: it does not get new time because some of it was done.
  const clock = termsOf(clocks, now, remedy);
  const dueAt = follows ? follows.dueAt : dueUnder(clock, at);
  const plan = chainFor({
    kind: remedy.kind,
    runsOn: remedy.runsOn === 'device' ? 'device' : 'server',
    makerHasFix: remedy.hasFix,
  }).filter((s) => !(s.isBeside && follows));
  const dues = new Map(stepDues(plan, at, dueAt, clocks.policy.shares).map((d) => [d.activityId, d.dueAt]));
  const asks = new Map(now.version.document.activities.map((a) => [a.id, a.ask]));
  const { id: remedyId, siteId, sentence, why, outcome } = remedy;
  return {
    remedy,
    chain: {
      remedyId,
      siteId,
      matrixVersionId: now.version.id,
      subject: subjectOf(remedy),
      sentence,
      why,
      outcome,
      openedAt: at,
      dueAt,
      clock,
      follows: follows?.id ?? null,
    },
    steps: plan.map((s) => ({
      activityId: s.activityId,
      position: s.position,
      isBeside: s.isBeside,
      ask: asks.get(s.activityId) ?? s.activityId,
      dueAt: dues.get(s.activityId) ?? dueAt,
      at,
      carriedOver: follows !== null && CARRIED_OVER.has(s.activityId),
    })),
  };
}
