// The part of the proof about accepted risks: each in force until a day to come, given by two sides of the house and not by
// its author, with one active accountable, an owner, and controls that were looked at.
import type { Ctx } from '../../../../platform/ctx.ts';
import type { RaciNow } from '../../../raci/index.ts';
import { usualSides } from '../../rules/acceptance/asked.ts';
import { acceptanceNo } from '../../rules/sentences.ts';
import * as store from '../../store/proof-acceptances.ts';
import { acceptanceCast, acceptRow } from './load.ts';

export type AcceptanceFault = { rule: string; sentence: string; of: store.ProvenAcceptance };

/** What is wrong with who answers for it, as a rule and the end of a sentence; null when nothing is. */
function ownerFault(ctx: Ctx, of: store.ProvenAcceptance, now: RaciNow): string | null {
  const [a, ...more] = of.accountables;
  if (!of.isOwnerActive) return 'whoever looks after it no longer works here';
  if (!a?.personId) return 'nobody answers for it';
  if (more.length > 0) return `${[a, ...more].map((x) => x.name).join(' and ')} both answer for it`;
  if (!a.isActive) return `${a.name} answers for it but is no longer active`;
  if (!a.isInternal) return `${a.name} answers for it but is not of the hospital`;
  const isNamed = [ctx.now(), a.since].some((when) =>
    acceptanceCast(now, of.subject, [], when).some((h) => h.letter === 'A' && h.personId === a.personId),
  );
  return isNamed ? null : `${a.name} is recorded, but the matrix and the staffing no longer name them`;
}

function isByTwo(of: store.ProvenAcceptance, now: RaciNow): boolean {
  const two = acceptRow(now).flow.twoPersons ?? usualSides;
  const favour = of.favour.filter((f) => f.by !== of.requestedBy);
  const isOf = (side: readonly string[], department: string): boolean => side.includes(department);
  return favour.some(
    (a) =>
      isOf(two.first, a.department) && favour.some((b) => b.by !== a.by && isOf(two.second, b.department)),
  );
}

/** Every fault of an accepted risk; none when each covers what its case would. */
export async function acceptanceFaults(
  ctx: Ctx,
  raciOf: (id: store.ProvenAcceptance['matrixVersionId']) => Promise<RaciNow>,
): Promise<AcceptanceFault[]> {
  const faults: AcceptanceFault[] = [];
  for (const of of await store.acceptances(ctx.db, ctx.today())) {
    const no = acceptanceNo(of.id);
    const fault = (rule: string, what: string) => {
      faults.push({ rule, sentence: `${no}: ${what}: ${of.sentence}`, of });
    };
    if (of.state !== 'active' || !of.isOfCase) {
      fault('acceptance_not_in_force', `the case stands still for an acceptance that is ${of.state}`);
      continue;
    }
    const now = await raciOf(of.matrixVersionId);
    if (of.chainId === null)
      fault('acceptance_without_case', 'it is in force but no case stands still for it');
    if (of.untilOn === null || of.untilOn < ctx.today())
      fault('acceptance_expired', `it was over after ${of.untilOn ?? 'no day'} and is still in force`);
    const owner = ownerFault(ctx, of, now);
    if (owner !== null) fault('acceptance_ownerless', owner);
    if (of.decidedBy === null || of.decidedBy === of.requestedBy)
      fault('acceptance_by_its_author', 'nobody but its author has approved it');
    if (!isByTwo(of, now)) fault('acceptance_not_by_two', 'two sides of the house have not spoken for it');
    if (of.lostControls > 0)
      fault(
        'acceptance_control_ownerless',
        `${of.lostControls} of its controls are kept by nobody who works here`,
      );
    if (of.lapsedControls > 0)
      fault('acceptance_control_lapsed', `${of.lapsedControls} of its controls were not looked at in time`);
  }
  return faults;
}
