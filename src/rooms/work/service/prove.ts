// The proof: every open finding at or above the threshold is covered by exactly one live chain with exactly one active
// accountable human, at least one active responsible human, a due time, and a way up the line that ends. From scratch.
import type { MatrixVersionId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { type RaciNow, raciNow } from '../../raci/index.ts';
import { milderThanDecided } from '../../risk/index.ts';
import { ProofResult } from '../contract.ts';
import { caseNo } from '../rules/sentences.ts';
import * as store from '../store/proof.ts';
import { acceptedFindings } from '../store/proof-acceptances.ts';
import { acceptanceFaults } from './acceptance/prove.ts';
import { castOf } from './cast.ts';

type Violation = ProofResult['violations'][number];
const MOST_LISTED = 500;

const found: Readonly<Record<string, (f: store.Found) => string>> = {
  undecided: (f) => `${f.count} open findings have no decision: ${f.what}.`,
  no_remedy: (f) => `${f.count} open findings have no remedy: ${f.what}.`,
  no_chain: (f) => `No case covers this: ${f.what}`,
  two_chains: (f) => `More than one case covers this: ${f.what}`,
  device_left_out: (f) =>
    `${f.count} devices with an open finding are not on the list of the case: ${f.what}`,
  no_step: (f) => `The case has not exactly one step under way: ${f.what}`,
  no_court: (f) => `Nobody has the ball: ${f.what}`,
};

const toViolation = (f: store.Found): Violation => ({
  rule: f.rule,
  sentence: (found[f.rule] ?? (() => f.what))(f),
  chainId: f.chainId,
  obligationId: f.obligationId,
  remedyId: f.remedyId,
  count: f.count,
});

/** What is wrong with the holders, the time and the way up of one open step. */
function faultsOf(
  step: store.OpenStep,
  now: RaciNow,
  isNamed: (step: store.OpenStep) => boolean,
): { rule: string; sentence: string }[] {
  const title =
    now.version.document.activities.find((a) => a.id === step.activityId)?.plain ?? step.activityId;
  const where = `${caseNo(step.chainId)}, "${title}"`;
  const faults: { rule: string; sentence: string }[] = [];
  const [a, ...more] = step.accountables;
  if (!a) faults.push({ rule: 'no_accountable', sentence: `${where}: nobody is accountable.` });
  else if (more.length > 0)
    faults.push({
      rule: 'two_accountables',
      sentence: `${where}: ${step.accountables.map((x) => x.name).join(' and ')} are both accountable.`,
    });
  else if (a.personId === null)
    faults.push({ rule: 'accountable_not_a_person', sentence: `${where}: the accountable is not a person.` });
  else if (!a.isActive)
    faults.push({
      rule: 'accountable_not_active',
      sentence: `${where}: ${a.name} is accountable but no longer active.`,
    });
  else if (!a.isInternal)
    faults.push({
      rule: 'accountable_outside',
      sentence: `${where}: ${a.name} is accountable but not of the hospital.`,
    });
  else if (!isNamed(step))
    faults.push({
      rule: 'accountable_not_named',
      sentence: `${where}: ${a.name} is recorded as accountable, but the matrix and the staffing no longer name them.`,
    });
  if (step.responsibles === 0)
    faults.push({ rule: 'no_responsible', sentence: `${where}: no active person is there to do it.` });
  if (step.dueAt === null) faults.push({ rule: 'no_due_time', sentence: `${where}: it has no due time.` });
  // A case that stands still is watched by its acceptance instead.
  if (!step.isPaused && step.state !== 'upcoming' && step.lastStepPeople === 0)
    faults.push({
      rule: 'no_escalation',
      sentence: `${where}: the way up the line ends with nobody active.`,
    });
  return faults;
}

/** True when matrix and staffing as they are now name the recorded accountable: now, or for the moment they were recorded
 *  (an absence that began since is no fault; a deleted line is). */
function namedBy(now: RaciNow, at: ProofResult['at']): (step: store.OpenStep) => boolean {
  return (step) => {
    const [a] = step.accountables;
    if (!a) return false;
    return [at, a.since].some((when) =>
      castOf(now, step.activityId, step.subject, [], when).some(
        (h) => h.letter === 'A' && h.personId === a.personId,
      ),
    );
  };
}

/** Proves coverage from scratch; every violation counts, the first 500 are listed. Keeps the result. */
export const prove = (ctx: Ctx): Promise<ProofResult> =>
  transact(ctx, async (ctx) => {
    const startedMs = performance.now();
    const totals = await store.totals(ctx.db);
    const gaps = [
      ...(await store.undecided(ctx.db)),
      ...(await store.withoutRemedy(ctx.db)),
      ...(await store.withoutChain(ctx.db)),
      ...(await store.devicesLeftOut(ctx.db)),
      ...(await store.ballLost(ctx.db)),
    ];
    const violations = gaps.map(toViolation);
    for (const c of await milderThanDecided(ctx)) {
      violations.push({
        rule: 'decision_out_of_date',
        sentence: `${c.what} is recorded as ${c.recorded} but its inputs give ${c.computed}.`,
        chainId: null,
        obligationId: null,
        remedyId: c.remedyId,
        count: c.count,
      });
    }
    const steps = await store.openSteps(ctx.db);
    const known = new Map<number, RaciNow>();
    const raciOf = async (id: MatrixVersionId): Promise<RaciNow> => {
      const now = known.get(id) ?? (await raciNow(ctx, id));
      known.set(id, now);
      return now;
    };
    const accepted = await acceptanceFaults(ctx, raciOf);
    for (const { rule, sentence, of } of accepted)
      violations.push({
        rule,
        sentence,
        chainId: of.chainId,
        obligationId: null,
        remedyId: of.remedyId,
        count: of.findings,
      });
    for (const step of steps) {
      const now = await raciOf(step.matrixVersionId);
      for (const fault of faultsOf(step, now, namedBy(now, ctx.now()))) {
        violations.push({ ...fault, chainId: step.chainId, obligationId: step.id, remedyId: null, count: 1 });
      }
    }
    const uncovered = gaps
      .filter((g) => g.rule !== 'no_step' && g.rule !== 'no_court')
      .reduce((sum, g) => sum + g.count, 0);
    // A risk behind a faulty acceptance is worked on by nobody: it is not covered, once however many faults there are.
    const uncoveredAccepted = [...new Map(accepted.map((f) => [f.of.id, f.of.findings])).values()].reduce(
      (sum, n) => sum + n,
      0,
    );
    const result = ProofResult.parse({
      at: ctx.now(),
      openFindings: totals.dueFindings,
      coveredFindings: Math.max(0, totals.dueFindings - uncovered - uncoveredAccepted),
      acceptedFindings: await acceptedFindings(ctx.db, ctx.now()),
      remedies: totals.remedies,
      chains: totals.chains,
      obligations: steps.length,
      threshold: 'scheduled',
      violationCount: violations.length,
      violations: violations.slice(0, MOST_LISTED),
      tookMs: Math.round(performance.now() - startedMs),
      notEvaluated: await store.notEvaluated(ctx.db),
    });
    await store.saveProof(ctx.db, {
      at: result.at,
      risks: result.openFindings,
      chains: result.chains,
      violations: result.violationCount,
      detail: JSON.stringify(result),
      tookMs: result.tookMs,
    });
    audit(
      ctx,
      'work.proved',
      { kind: 'proof', id: null },
      { openFindings: result.openFindings, chains: result.chains, violations: result.violationCount },
    );
    return result;
  });

/** The last proof, or null before the first. */
export async function lastProof(ctx: Ctx): Promise<ProofResult | null> {
  const parsed = ProofResult.nullable().safeParse(await store.lastProof(ctx.db));
  return parsed.success ? parsed.data : null;
}
