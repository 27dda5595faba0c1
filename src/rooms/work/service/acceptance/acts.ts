// What people do on an acceptance. Each is one transaction: its case locked, the rules asked, the ledger written.
import { AppError } from '../../../../kernel/errors.ts';
import type { AcceptanceId, ControlId, QuestionId } from '../../../../kernel/ids.ts';
import type { CalendarDate } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/ctx.ts';
import { transact } from '../../../../platform/transact.ts';
import { peopleOf } from '../../../raci/index.ts';
import { checkRefusal, nextReview } from '../../rules/acceptance/limits.ts';
import { acceptanceNo } from '../../rules/sentences.ts';
import * as store from '../../store/acceptances.ts';
import { me } from '../acts.ts';
import { partyOf } from '../case.ts';
import { goOnAsking } from './asking.ts';
import { endAcceptance, endRequest, pauseCase } from './end.ts';
import { accountableOf, type Held, judge, note, openAcceptance, signatureOf } from './load.ts';
import { holding, keepers, tellOf } from './tell.ts';

type OnAcceptance = { acceptanceId: AcceptanceId; version: number };

/** Runs `work` on the acceptance with its case locked. @throws AppError `not_found`, `conflict` when the page was out of date. */
const on = (
  ctx: Ctx,
  input: OnAcceptance,
  work: (ctx: Ctx, held: Held) => Promise<void>,
): Promise<AcceptanceId> =>
  transact(ctx, async (ctx) => {
    const held = await openAcceptance(ctx, { acceptanceId: input.acceptanceId });
    refuseStrangers(ctx, held);
    if (held.a.version !== input.version)
      throw new AppError('conflict', 'Somebody changed this meanwhile. Look again, then decide.', {
        version: held.a.version,
      });
    await work(ctx, held);
    return held.a.id;
  });

/** True when the person has a part in it: a letter, a question, a control, or it is theirs. */
export const hasPart = (held: Held, id: number): boolean =>
  held.a.requestedBy === id ||
  held.a.ownerPersonId === id ||
  held.a.decidedBy === id ||
  held.controls.some((c) => c.ownerPersonId === id) ||
  [...held.holders, ...held.questions].some((h) => peopleOf(partyOf(held.now, h)).some((one) => one === id));

/** Whoever may not see it learns nothing. @throws AppError `not_found`. */
export function refuseStrangers(ctx: Ctx, held: Held): void {
  if (ctx.actor.kind !== 'person' || ctx.actor.permissions.has('work.read')) return;
  if (!hasPart(held, ctx.actor.personId))
    throw new AppError('not_found', 'No such acceptance.', { id: held.a.id });
}

/** Assesses, or answers as one consulted. The answer is signed. */
export const answerAcceptance = (
  ctx: Ctx,
  input: { questionId: QuestionId; answer: 'yes' | 'yes_with_conditions' | 'no'; text?: string | undefined },
): Promise<AcceptanceId> =>
  transact(ctx, async (ctx) => {
    const by = me(ctx);
    const held = await openAcceptance(ctx, { questionId: input.questionId });
    refuseStrangers(ctx, held);
    const text = input.text?.trim() ?? '';
    const step = judge(ctx, held, {
      type: 'answered',
      questionId: input.questionId,
      by,
      answer: input.answer,
      text,
    });
    const q = held.questions.find((one) => one.id === input.questionId);
    if (!q) throw new AppError('not_found', 'No such question.');
    const at = ctx.now();
    const hash = signatureOf(
      by,
      q.role,
      held.a.id,
      q.part,
      input.answer,
      text,
      at,
      held.a.sentence,
      held.factsNow,
    );
    const answered = { answer: input.answer, answerText: text || null, answeredBy: by, answeredAt: at, hash };
    await store.saveQuestion(ctx.db, { id: q.id, ...answered });
    Object.assign(q, answered);
    note(ctx, held.a, q.part === 'assess' ? 'assessed' : 'answered', {
      role: q.role,
      answer: input.answer,
      text,
      hash,
    });
    await goOnAsking(ctx, held, step.state);
    return held.a.id;
  });

/** The accountable accepts the risk until a day. From here on the case stands still; a renewed one ends. */
export const approveAcceptance = (
  ctx: Ctx,
  input: OnAcceptance & { untilOn: CalendarDate; statement: string },
): Promise<AcceptanceId> =>
  on(ctx, input, async (ctx, held) => {
    const by = me(ctx);
    const { untilOn, statement } = input;
    const { state } = judge(ctx, held, { type: 'approved', by, untilOn });
    const { of, factsNow } = held;
    if (of.chain.state !== 'open' || !factsNow)
      throw new AppError('unprocessable', 'The case is over: there is nothing left to accept.');
    const before = held.a.renews ?? of.chain.accepted?.id;
    if (before) {
      const earlier = await openAcceptance(ctx, { acceptanceId: before });
      if (earlier.a.state === 'active')
        await endAcceptance(ctx, earlier, { type: 'renewed' }, `Renewed by ${acceptanceNo(held.a.id)}.`);
    }
    const at = ctx.now();
    const role = held.holders.find((h) => h.letter === 'A')?.role ?? '';
    const hash = signatureOf(by, role, held.a.id, held.a.sentence, untilOn, statement, at, factsNow);
    const changes = {
      state,
      stateSince: at,
      untilOn,
      facts: factsNow,
      decidedBy: by,
      decidedAt: at,
      decidedOn: ctx.today(),
      decisionText: statement,
      hash,
      reviewOn: nextReview(ctx.today(), untilOn),
    };
    await store.save(ctx.db, held.a.id, changes);
    held.a = { ...held.a, ...changes };
    note(ctx, held.a, 'approved', { role, untilOn, statement, hash, facts: factsNow });
    await pauseCase(ctx, held);
    const what = `This risk is accepted until ${untilOn}:`;
    const answered = held.questions.flatMap((q) => q.answeredBy ?? []);
    await tellOf(ctx, held, [...keepers(held), ...answered], 'decision', what, 'approved');
    const controlOwners = held.controls.map((c) => c.ownerPersonId);
    await tellOf(ctx, held, [...holding(held, 'RI'), ...controlOwners], 'informed', what, 'approved');
  });

/** The accountable does not accept the risk: the case goes on as it is. */
export const refuseAcceptance = (ctx: Ctx, input: OnAcceptance & { reason: string }): Promise<AcceptanceId> =>
  on(ctx, input, async (ctx, held) => {
    judge(ctx, held, { type: 'refused', by: me(ctx), reason: input.reason });
    await endRequest(ctx, held, 'refused', input.reason);
  });

/** Whoever asked for it takes it back. */
export const withdrawAcceptance = (
  ctx: Ctx,
  input: OnAcceptance & { reason: string },
): Promise<AcceptanceId> =>
  on(ctx, input, async (ctx, held) => {
    judge(ctx, held, { type: 'withdrawn', by: me(ctx), reason: input.reason });
    await endRequest(ctx, held, 'withdrawn', input.reason);
  });

/** Its owner, or the accountable, has looked: it still fits. */
export const reviewAcceptance = (ctx: Ctx, input: OnAcceptance & { reason: string }): Promise<AcceptanceId> =>
  on(ctx, input, async (ctx, held) => {
    judge(ctx, held, { type: 'reviewed', by: me(ctx), reason: input.reason });
    const { untilOn } = held.a;
    const reviewOn = untilOn === null ? null : nextReview(ctx.today(), untilOn);
    await store.save(ctx.db, held.a.id, { reviewOn, reviewedAt: ctx.now() });
    note(ctx, held.a, 'reviewed', { why: input.reason, next: reviewOn });
  });

/** Ends it before its time, as it is no longer needed. */
export const closeAcceptance = (ctx: Ctx, input: OnAcceptance & { reason: string }): Promise<AcceptanceId> =>
  on(ctx, input, (ctx, held) =>
    endAcceptance(ctx, held, { type: 'closed', by: me(ctx), reason: input.reason }, input.reason),
  );

/** Revokes it by hand: an incident, or whatever makes it another risk. Whoever has a part in it may. */
export const revokeAcceptance = (ctx: Ctx, input: OnAcceptance & { reason: string }): Promise<AcceptanceId> =>
  on(ctx, input, async (ctx, held) => {
    if (!hasPart(held, me(ctx)))
      throw new AppError('forbidden', 'Only those who have a part in this acceptance can do this.');
    await endAcceptance(ctx, held, { type: 'revoked', why: [input.reason] }, input.reason);
  });

/** The accountable has seen that it was revoked, and says how it goes on. */
export const noteRevocation = (ctx: Ctx, input: OnAcceptance & { reason: string }): Promise<AcceptanceId> =>
  on(ctx, input, async (ctx, held) => {
    if (held.a.state !== 'revoked' || held.a.seenAt !== null)
      throw new AppError('unprocessable', 'There is no revocation to take note of.');
    if (accountableOf(held.holders) !== me(ctx))
      throw new AppError('unprocessable', 'Only the person who answers for it can decide this.');
    await store.save(ctx.db, held.a.id, { seenAt: ctx.now() });
    note(ctx, held.a, 'revocation_seen', { why: input.reason });
    await tellOf(ctx, held, keepers(held), 'decision', `On the revoked acceptance: ${input.reason}`, 'seen');
  });

/** Says that a control is still there, or that it is gone: then the acceptance falls with it. */
export const checkControl = (
  ctx: Ctx,
  input: { controlId: ControlId; isThere: boolean; note: string; nextOn?: CalendarDate | undefined },
): Promise<AcceptanceId> =>
  transact(ctx, async (ctx) => {
    const by = me(ctx);
    const held = await openAcceptance(ctx, { controlId: input.controlId });
    refuseStrangers(ctx, held);
    judge(ctx, held, { type: 'checked', by, controlId: input.controlId });
    const control = held.controls.find((c) => c.id === input.controlId);
    if (!control) throw new AppError('not_found', 'No such control.');
    if (input.isThere && !input.nextOn) throw new AppError('invalid', 'Say when it is looked at next.');
    const wrong = input.isThere && input.nextOn ? checkRefusal(ctx.today(), input.nextOn) : null;
    if (wrong !== null) throw new AppError('invalid', wrong);
    const checked = { checkedAt: ctx.now(), checkedBy: by, note: input.note };
    await store.saveControl(ctx.db, {
      id: control.id,
      ...checked,
      ...(input.isThere && input.nextOn ? { checkOn: input.nextOn } : {}),
    });
    note(ctx, held.a, input.isThere ? 'control_checked' : 'control_gone', {
      what: control.what,
      note: input.note,
      next: input.nextOn ?? null,
    });
    if (input.isThere) await store.save(ctx.db, held.a.id, {});
    else if (held.a.state === 'active') {
      const why = `A control is gone: ${control.what} (${input.note})`;
      await endAcceptance(ctx, held, { type: 'revoked', why: [why] }, why);
    } else await endRequest(ctx, held, 'withdrawn', `A control it rests on is gone: ${control.what}`);
    return held.a.id;
  });
