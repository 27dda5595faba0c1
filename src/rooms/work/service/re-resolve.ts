// Open work follows the version of the matrix it began with. Here it is shown what the version in force would change, and,
// when somebody says so, done: each case in one transaction, so that no step is without an owner in between.
import { AppError } from '../../../kernel/errors.ts';
import type { ChainId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { inForce, mayGovern, type RaciNow, raciNow } from '../../raci/index.ts';
import { Letter } from '../../raci/model.ts';
import type { AllEffect, CaseEffect } from '../contract.ts';
import { type Change, changesOf, stageOf } from '../rules/effect.ts';
import { caseNo } from '../rules/sentences.ts';
import * as chains from '../store/chains.ts';
import * as running from '../store/recast.ts';
import * as remedies from '../store/remedies.ts';
import { follow } from './acts.ts';
import { settleBall } from './apply.ts';
import { ask, recastRunning } from './begin.ts';
import { type Case, factsOf, openCase, responsibleOf, type Step, viewCase } from './case.ts';
import { castOf, type NewHolder } from './cast.ts';

const lineOf = (
  now: RaciNow,
  { letter, ...change }: Change,
): CaseEffect['steps'][number]['changes'][number] => ({
  ...change,
  letter: Letter.parse(letter),
  roleName: now.raci.roles.get(change.role)?.plain ?? change.role,
});
const isOver = (step: Step): boolean => step.o.state === 'closed' || step.o.state === 'withdrawn';

/** What going over to the version in force would change in one case. @throws AppError `not_found`. */
export async function caseEffect(ctx: Ctx, chainId: ChainId): Promise<CaseEffect> {
  const now = await raciNow(ctx);
  const of = await viewCase(ctx, chainId);
  const wards = await remedies.wardsOf(ctx.db, chainId);
  const isOpen = of.chain.state === 'open' && of.chain.matrixVersionId !== now.version.id;
  const steps = of.steps
    .filter((step) => isOpen && !isOver(step))
    .map((step) => {
      const cast = castOf(now, step.activity.id, of.chain.subject, wards, ctx.now());
      const changes = changesOf(step.holders, cast, stageOf(step.o.state));
      return {
        obligationId: step.o.id,
        activityId: step.activity.id,
        plain: step.activity.plain,
        changes: changes.map((c) => lineOf(now, c)),
      };
    });
  return {
    chainId,
    caseNo: caseNo(chainId),
    sentence: of.chain.sentence,
    fromVersion: of.now.version.number,
    toVersion: isOpen ? now.version.number : of.now.version.number,
    steps: steps.filter((step) => step.changes.length > 0),
  };
}

const PAGE = 300;
const MOST_LINES = 500;
/** Cases named for each change. */
const MOST_NAMED = 20;

/** The same for all open cases together, counted by change. */
export async function allEffect(ctx: Ctx): Promise<AllEffect> {
  const now = await raciNow(ctx);
  const cases = new Set<ChainId>();
  const changed = new Set<ChainId>();
  const lines = new Map<string, { change: Change; activityId: string; in: Set<ChainId> }>();
  for (let after = 0; ; ) {
    const steps = await running.runningSteps(ctx.db, { after, limit: PAGE, notFollowing: now.version.id });
    const last = steps.at(-1);
    if (!last) break;
    after = last.chainId;
    const casts = new Map<string, NewHolder[]>();
    for (const { chainId, activityId, subject, wardIds, holders, state } of steps) {
      cases.add(chainId);
      const key = JSON.stringify([activityId, subject, wardIds]);
      const cast = casts.get(key) ?? castOf(now, activityId, subject, wardIds, ctx.now());
      casts.set(key, cast);
      for (const change of changesOf(holders, cast, stageOf(state))) {
        changed.add(chainId);
        const line = JSON.stringify([activityId, change]);
        const known = lines.get(line) ?? { change, activityId, in: new Set() };
        lines.set(line, known);
        known.in.add(chainId);
      }
    }
  }
  const plain = new Map(now.version.document.activities.map((a) => [a.id, a.plain]));
  return {
    toVersion: now.version.number,
    cases: cases.size,
    casesChanged: changed.size,
    lines: [...lines.values()]
      .sort((a, b) => b.in.size - a.in.size)
      .slice(0, MOST_LINES)
      .map((line) => ({
        ...lineOf(now, line.change),
        activityId: line.activityId,
        plain: plain.get(line.activityId) ?? line.activityId,
        cases: line.in.size,
        chainIds: [...line.in].slice(0, MOST_NAMED),
      })),
  };
}

/** The roles that are asked on a step. */
const asked = (step: Step): Set<string> =>
  new Set(step.holders.filter((h) => h.letter === 'C').map((h) => h.role));

/** One step under the new version: holders, then questions put and dropped, then the ball. Answers whether anything changed. */
async function goOver(
  ctx: Ctx,
  of: Case,
  step: Step,
  wards: Parameters<typeof recastRunning>[3],
): Promise<boolean> {
  const before = asked(step);
  if (!(await recastRunning(ctx, of, step, wards))) return false;
  const { claimedBy } = step.o;
  const doers = responsibleOf(of, step);
  // Who had taken the work and may not do it any more gives it back; what they did stays theirs.
  const isTakenAway = claimedBy !== null && !doers.includes(claimedBy);
  if (isTakenAway) step.o.claimedBy = null;
  if (step.o.state === 'consult') {
    const fresh = step.holders.filter((h) => h.letter === 'C' && !before.has(h.role));
    if (fresh.length > 0) await ask(ctx, step, fresh);
    const still = asked(step);
    for (const gate of step.gates.filter((g) => g.answer === null && !still.has(g.role)))
      await follow(
        ctx,
        of,
        step,
        { type: 'gate_dropped', gateId: gate.id },
        { role: gate.role, person: gate.label },
      );
    if (fresh.length === 0 && !isTakenAway) return true;
  } else if (!isTakenAway) return true;
  await settleBall(ctx, of, step, factsOf(of, step), false);
  return true;
}

/** Takes one locked case over. Answers whether somebody changed in it; null where it follows this version already. */
const takeOver = (ctx: Ctx, chainId: ChainId, now: RaciNow): Promise<boolean | null> =>
  transact(ctx, async (ctx) => {
    const old = await openCase(ctx, chainId);
    if (old.chain.state !== 'open' || old.chain.matrixVersionId === now.version.id) return null;
    await chains.followVersion(ctx.db, chainId, now.version.id);
    const of = await openCase(ctx, chainId, now);
    audit(
      ctx,
      'work.re_resolved',
      { kind: 'chain', id: chainId, chainId },
      { fromVersion: old.now.version.number, toVersion: now.version.number },
    );
    const wards = await remedies.wardsOf(ctx.db, chainId);
    let isTouched = false;
    for (const step of of.steps) if (!isOver(step) && (await goOver(ctx, of, step, wards))) isTouched = true;
    return isTouched;
  });

/** @throws AppError `conflict` when another version is in force than the one whose effect was looked at. */
async function mustBeInForce(ctx: Ctx, toVersion: number): Promise<void> {
  const { number } = await inForce(ctx);
  if (number !== toVersion)
    throw new AppError('conflict', `Version ${number} came in force meanwhile. Look at its effect first.`, {
      inForce: number,
    });
}

/** Takes one case over to the version in force.
 *  @throws AppError `forbidden`, `not_found`, `conflict`; `unprocessable` where there is nothing to do. */
export const reResolveCase = (
  ctx: Ctx,
  { chainId, toVersion }: { chainId: ChainId; toVersion: number },
): Promise<ChainId> =>
  transact(ctx, async (ctx) => {
    await mayGovern(ctx);
    await mustBeInForce(ctx, toVersion);
    if ((await takeOver(ctx, chainId, await raciNow(ctx))) === null)
      throw new AppError('unprocessable', 'This case is over, or follows the matrix in force already.');
    return chainId;
  });

/** Takes all open cases over, each in its own transaction: a standstill in the middle leaves whole cases on either side, and
 *  doing it again does the rest. @throws AppError `forbidden`, `conflict`. */
export async function reResolveAll(
  ctx: Ctx,
  { toVersion }: { toVersion: number },
): Promise<{ cases: number; casesChanged: number }> {
  await mayGovern(ctx);
  await mustBeInForce(ctx, toVersion);
  const now = await raciNow(ctx);
  let cases = 0;
  let casesChanged = 0;
  for (const chainId of await chains.followingOthers(ctx.db, now.version.id)) {
    const changed = await takeOver(ctx, chainId, now);
    if (changed !== null) cases += 1;
    if (changed === true) casesChanged += 1;
  }
  return { cases, casesChanged };
}
