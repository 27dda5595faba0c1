// What follows when a step has ended: the next begins, or the case closes and what is left goes on in the next one.
import type { PersonId, RemedyId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { closeByWork, confirmByWork } from '../../findings/index.ts';
import * as chains from '../store/chains.ts';
import * as checklist from '../store/checklist.ts';
import * as remedies from '../store/remedies.ts';
import { apply, tell } from './apply.ts';
import { begin } from './begin.ts';
import { type Case, CHECK_ROW, type Step } from './case.ts';
import { settleBeforeCommit } from './settle.ts';
import { withdrawChain } from './withdraw.ts';

/** Goes on after a step has closed. */
export async function goOn(ctx: Ctx, of: Case, step: Step): Promise<void> {
  if (step.o.isBeside || of.chain.state !== 'open') return;
  const following = of.steps.find((s) => !s.o.isBeside && s.o.state === 'upcoming');
  if (following) await begin(ctx, of, following, await remedies.wardsOf(ctx.db, of.chain.id));
  else await closeChain(ctx, of);
}

/** Ends the findings of the devices that were done and checked, closes the chain, and settles: what is left of the remedy
 *  is covered by a following case in the same transaction. */
async function closeChain(ctx: Ctx, of: Case): Promise<void> {
  const { chain } = of;
  const remedy = await remedies.byId(ctx.db, chain.remedyId);
  const isChecked = of.steps.some((s) => s.activity.id === CHECK_ROW);
  const ended = isChecked ? of.devices.filter((d) => d.checkOutcome === 'passed') : [];
  if (remedy && ended.length > 0) {
    await closeByWork(ctx, {
      chainId: chain.id,
      deviceIds: ended.map((d) => d.deviceId),
      cohortIds: await remedies.cohortIds(ctx.db, chain.remedyId),
      as: remedy.kind === 'mitigate' ? 'mitigated' : 'fixed',
    });
  } else if (remedy) await takeAnswers(ctx, of, chain.remedyId);
  await chains.saveChainState(ctx.db, chain.id, 'closed', ctx.now());
  of.chain.state = 'closed';
  audit(
    ctx,
    'work.case_closed',
    { kind: 'chain', id: chain.id, chainId: chain.id },
    { devices: of.devices.length, ended: ended.length, ...answersOf(of) },
  );
  settleBeforeCommit(ctx);
}

const answersOf = (of: Case) => {
  const said = (answer: 'yes' | 'no') => of.devices.filter((d) => d.answer === answer).length;
  return of.question === null ? {} : { yes: said('yes'), no: said('no') };
};

/** What was answered at the devices: no ends their findings, yes makes the possible certain for their product-version. */
async function takeAnswers(ctx: Ctx, of: Case, remedyId: RemedyId): Promise<void> {
  const answered = (answer: 'yes' | 'no') =>
    of.devices.filter((d) => d.outcome === 'done' && d.answer === answer);
  const [yes, no] = [answered('yes'), answered('no')];
  if (yes.length + no.length === 0) return;
  const cohortIds = await remedies.cohortIds(ctx.db, remedyId);
  const idsOf = (list: typeof yes) => list.map((d) => d.deviceId);
  const about = { chainId: of.chain.id, cohortIds };
  if (no.length > 0) await closeByWork(ctx, { ...about, deviceIds: idsOf(no), as: 'not_affected' });
  if (yes.length > 0) {
    const by = of.now.org.people.find((p) => p.id === yes[0]?.doneBy)?.name ?? 'Somebody';
    await confirmByWork(ctx, { ...about, deviceIds: idsOf(yes), byName: by });
  }
}

/** The accountable said stop: this case is withdrawn, and the remedy is planned anew, since the risk is still there. */
export async function replan(ctx: Ctx, of: Case, why: string): Promise<void> {
  await withdrawChain(ctx, of, `Stopped by the accountable: ${why}`);
  settleBeforeCommit(ctx);
}

/** Some devices did not pass the check: they go back on the doer's list, the check waits for them, and it counts as a bounce. */
export async function sendBack(ctx: Ctx, of: Case, check: Step, by: PersonId, why: string): Promise<void> {
  const failed = of.devices.filter((d) => d.checkOutcome === 'failed');
  const doing = of.steps.find(
    (s) => check.activity.flow.apartFrom.includes(s.activity.id) && s.o.state === 'closed',
  );
  if (!doing) return;
  const reason = `${failed.length} of ${of.devices.length} did not pass the check: ${why}`;
  await checklist.putBack(
    ctx.db,
    of.chain.id,
    failed.map((d) => d.deviceId),
    reason,
  );
  for (const d of failed)
    Object.assign(d, { outcome: 'to_do', doneBy: null, checkOutcome: null, versionSeen: null, answer: null });
  await apply(ctx, of, check, { type: 'stepped_back', by, reason });
  await apply(ctx, of, doing, { type: 'reopened', reason });
  await tell(ctx, of, doing, doing.o.doers, 'returned', `Came back: ${reason} (${of.chain.sentence})`);
}
