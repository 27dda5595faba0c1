// Beginning a step: today's holders, a question to everyone consulted, then the ball.
import type { PersonId, WardId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { consultRule, gateDueAt } from '../../raci/index.ts';
import * as chains from '../store/chains.ts';
import * as notices from '../store/notices.ts';
import { apply, settleBall, tell } from './apply.ts';
import { type Case, factsOf, responsibleOf, type Step } from './case.ts';
import { asRows, castOf, difference } from './cast.ts';

/** Brings the holders of a step in line with the matrix and the people of today; answers how many changed. */
export async function recast(ctx: Ctx, of: Case, step: Step, wards: readonly WardId[]): Promise<number> {
  const cast = castOf(of.now, step.activity.id, of.chain.subject, wards, ctx.now());
  const { end, add } = difference(step.holders, cast);
  if (end.length + add.length === 0) return 0;
  await chains.endHolders(
    ctx.db,
    end.map((h) => h.id),
    ctx.now(),
  );
  await chains.insertHolders(ctx.db, asRows(step.o.id, add, ctx.now()));
  step.holders = await chains.holders(ctx.db, [step.o.id]);
  audit(
    ctx,
    'work.holders_changed',
    { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
    {
      activity: step.activity.id,
      ended: end.map((h) => `${h.letter} ${h.role} ${h.label}`),
      named: add.map((h) => `${h.letter} ${h.role} ${h.label}`),
    },
  );
  return end.length + add.length;
}

/** Recasts a step that is under way: open questions and the claim move to whoever holds the letter now. What somebody who
 *  left was asked and nobody else holds is put to the accountable. */
export async function recastRunning(
  ctx: Ctx,
  of: Case,
  step: Step,
  wards: readonly WardId[],
): Promise<boolean> {
  const active = new Set(of.now.org.people.filter((p) => p.isActive).map((p) => p.id));
  const hasLeft = (id: PersonId | null): boolean => id !== null && !active.has(id);
  const open = step.gates.filter((g) => g.answer === null);
  const isLeft =
    hasLeft(step.o.claimedBy) || hasLeft(step.o.offer?.to ?? null) || open.some((g) => hasLeft(g.personId));
  const onCall = claimedOnCall(step);
  const changes = await recast(ctx, of, step, wards);
  if (changes === 0 && !isLeft) return false;
  for (const gate of open) {
    const still =
      !hasLeft(gate.personId) &&
      step.holders.some(
        (h) =>
          h.letter === 'C' &&
          h.role === gate.role &&
          h.personId === gate.personId &&
          h.teamId === gate.teamId,
      );
    const isAsked = (h: Step['holders'][number]) =>
      step.gates.some((g) => g.role === h.role && g.personId === h.personId && g.teamId === h.teamId);
    const heir =
      step.holders.find((h) => h.letter === 'C' && h.role === gate.role && !isAsked(h)) ??
      (hasLeft(gate.personId) ? step.holders.find((h) => h.letter === 'A') : undefined);
    if (still || !heir) continue;
    const { personId, teamId, label } = heir;
    await notices.moveGate(ctx.db, gate.id, { personId, teamId, label });
    Object.assign(gate, { personId, teamId, label });
  }
  if (hasLeft(step.o.claimedBy)) step.o.claimedBy = null;
  else if (onCall !== null && !responsibleOf(of, step).includes(onCall))
    await handOver(ctx, of, step, onCall);
  takeBackOffer(ctx, of, step);
  await settleBall(ctx, of, step, factsOf(of, step), false);
  return true;
}

/** What was handed to somebody who may not do it any more goes back to who had it, where they still may; else to all. */
function takeBackOffer(ctx: Ctx, of: Case, step: Step): void {
  const { offer } = step.o;
  const doers = responsibleOf(of, step);
  if (offer === null || doers.includes(offer.to)) return;
  const claimedBy = offer.wasTheirs && doers.includes(offer.by) ? offer.by : null;
  step.o = { ...step.o, offer: null, claimedBy };
  audit(
    ctx,
    'work.offer_dropped',
    { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
    { activity: step.activity.id, to: offer.to, backTo: claimedBy },
  );
}

/** The question of a step to each of these holders of C. */
export const questionsTo = (
  ctx: Ctx,
  { o, activity }: Pick<Step, 'o' | 'activity'>,
  consulted: readonly Pick<chains.HolderRow, 'role' | 'personId' | 'teamId' | 'label'>[],
): notices.NewGate[] =>
  consulted.map((h) => {
    const rule = consultRule(activity, h.role);
    return {
      obligationId: o.id,
      role: h.role,
      personId: h.personId,
      teamId: h.teamId,
      label: h.label,
      question: activity.question ?? activity.ask,
      isMandatory: rule.mandatory,
      silence: rule.silence,
      openedAt: ctx.now(),
      dueAt: gateDueAt(ctx.now(), rule.hours, o.dueAt),
    };
  });

/** Whoever began the work because they were on call, while it is not done; null for others. */
function claimedOnCall({ o, holders }: Step): PersonId | null {
  const isTurn = holders.some(
    (h) =>
      h.letter === 'R' &&
      h.personId === o.claimedBy &&
      h.reasons.some((reason) => reason.source.startsWith('Rota ')),
  );
  return isTurn && !o.isWorkDone ? o.claimedBy : null;
}

/** The shift is over: what was begun goes to whoever is on call now, and both are told. What was done stays done, and whoever
 *  did it still does not check it. Without this the ball would be with somebody who sleeps (decision 20). */
async function handOver(ctx: Ctx, of: Case, step: Step, from: PersonId): Promise<void> {
  const nameOf = (id: PersonId): string => of.now.org.people.find((p) => p.id === id)?.name ?? `person ${id}`;
  const heirs = responsibleOf(of, step);
  const to = heirs.map(nameOf).join(', ');
  step.o.claimedBy = null;
  const { sentence } = of.chain;
  await tell(
    ctx,
    of,
    step,
    heirs,
    'asked',
    `Handed over to you by ${nameOf(from)}, who had begun it: ${sentence}`,
  );
  await tell(ctx, of, step, [from], 'decision', `Your turn on call is over. ${to} goes on with: ${sentence}`);
  audit(
    ctx,
    'work.handed_over',
    { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
    { activity: step.activity.id, from, to: heirs, person: to },
  );
}

/** Puts the question of a step to these holders of C. */
export async function ask(ctx: Ctx, step: Step, consulted: readonly chains.HolderRow[]): Promise<void> {
  await notices.insertGates(ctx.db, questionsTo(ctx, step, consulted));
  step.gates = await notices.gatesOf(ctx.db, [step.o.id]);
}

/** Begins a step. */
export async function begin(ctx: Ctx, of: Case, step: Step, wards: readonly WardId[]): Promise<void> {
  await recast(ctx, of, step, wards);
  await ask(
    ctx,
    step,
    step.holders.filter((h) => h.letter === 'C'),
  );
  await apply(ctx, of, step, { type: 'opened' });
}
