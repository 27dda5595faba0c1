// What happens to acceptances by itself: expiry, lapsed controls, silence, and facts that became worse. Chosen by "at or
// before now and not yet done", so a missed run loses nothing and no run does anything twice.
import type { AcceptanceId } from '../../../../kernel/ids.ts';
import { addDays, isBefore } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/ctx.ts';
import { transact } from '../../../../platform/transact.ts';
import { escalationPeople, resolveWith } from '../../../raci/index.ts';
import { ACCEPT_ROW } from '../../rules/acceptance/asked.ts';
import { daysAfter } from '../../rules/acceptance/limits.ts';
import { nextAcceptance } from '../../rules/acceptance/machine.ts';
import { worse } from '../../rules/acceptance/worse.ts';
import * as due from '../../store/acceptance-clock.ts';
import * as store from '../../store/acceptances.ts';
import { wardsOf } from '../../store/remedies.ts';
import { openCase } from '../case.ts';
import { sameParty } from '../cast.ts';
import { goOnAsking } from './asking.ts';
import { endAcceptance, endRequest, pauseCase } from './end.ts';
import { acceptanceCast, accountableOf, factsOf, type Held, note, openAcceptance } from './load.ts';
import { keepers, tellOf } from './tell.ts';

/** People are told this many days before the end, and after this many days without a word. [rule] */
const SOON_DAYS = 7;
const QUIET_DAYS = 3;

/** Each in its own transaction: one that fails does not keep the others waiting. Answers how many. */
async function each(
  ctx: Ctx,
  ids: readonly AcceptanceId[],
  work: (ctx: Ctx, held: Held) => Promise<void>,
): Promise<number> {
  for (const acceptanceId of ids)
    await transact(ctx, async (ctx) => work(ctx, await openAcceptance(ctx, { acceptanceId })));
  return ids.length;
}

/** Ends what is over, lapses questions, and puts what waits before people. Answers how many acceptances ended. */
export async function acceptanceTick(ctx: Ctx): Promise<number> {
  const today = ctx.today();
  const expired = await each(ctx, await due.expired(ctx.db, today), async (ctx, held) => {
    if (held.a.state !== 'active' || held.a.untilOn === null || held.a.untilOn >= today) return;
    await endAcceptance(ctx, held, { type: 'expired' }, `Its last day was ${held.a.untilOn}.`);
  });
  const lapsed = await each(ctx, await due.lapsedControls(ctx.db, today), async (ctx, held) => {
    const late = held.controls.filter((c) => c.checkOn < today);
    if (held.a.state !== 'active' || late.length === 0) return;
    const why = late.map(
      (c) => `Nobody has looked by ${c.checkOn} whether this control is still there: ${c.what}`,
    );
    await endAcceptance(ctx, held, { type: 'revoked', why }, why.join(' '));
  });
  await each(ctx, await due.lateQuestions(ctx.db, ctx.now()), lapseQuestions);
  const since = addDays(ctx.now(), -QUIET_DAYS);
  await each(ctx, await due.toRemind(ctx.db, { today, soonOn: daysAfter(today, SOON_DAYS), since }), remind);
  return expired + lapsed;
}

/** Consulted who stay silent are passed over; an assessor's silence is put before the accountable and whoever asked. */
async function lapseQuestions(ctx: Ctx, held: Held): Promise<void> {
  for (const q of held.questions.filter((one) => one.answer === null && !isBefore(ctx.now(), one.dueAt))) {
    const step = nextAcceptance(held.a.state, { type: 'lapsed', questionId: q.id }, factsOf(ctx, held));
    if (step.ok) {
      await store.saveQuestion(ctx.db, { id: q.id, answer: 'lapsed', answeredAt: ctx.now() });
      q.answer = 'lapsed';
      note(ctx, held.a, 'question_lapsed', { role: q.role, person: q.label });
      await goOnAsking(ctx, held, step.state);
    } else if (q.part === 'assess' || held.a.state === 'assessed')
      await tellOf(
        ctx,
        held,
        keepers(held),
        'returned',
        `${q.label} has not answered in time:`,
        `silent:${q.id}`,
      );
  }
}

/** Tells, once each: its owner that a look is due, both that it ends soon, and up the line when nobody decides. */
async function remind(ctx: Ctx, held: Held): Promise<void> {
  const { a } = held;
  const today = ctx.today();
  const accountable = accountableOf(held.holders);
  const both = [a.ownerPersonId, ...(accountable === null ? [] : [accountable])];
  if (a.state === 'active' && a.reviewOn !== null && a.reviewOn <= today) {
    await tellOf(
      ctx,
      held,
      [a.ownerPersonId],
      'asked',
      'Look whether this acceptance still fits:',
      `review:${a.reviewOn}`,
    );
    if (daysAfter(a.reviewOn, SOON_DAYS) <= today)
      await tellOf(
        ctx,
        held,
        both,
        'returned',
        `Nobody has looked since ${a.reviewOn}:`,
        `review-late:${a.reviewOn}`,
      );
  }
  if (a.state === 'active' && a.untilOn !== null && a.untilOn <= daysAfter(today, SOON_DAYS))
    await tellOf(
      ctx,
      held,
      both,
      'asked',
      `The acceptance ends after ${a.untilOn}; then the case goes on:`,
      `soon:${a.untilOn}`,
    );
  if (a.state !== 'consulted' && a.state !== 'revoked') return;
  const up = escalationPeople(
    held.now.raci,
    resolveWith(held.now.raci, ACCEPT_ROW, a.subject, ctx.now()),
    a.subject,
  );
  const next = [accountable, up.deputy, up.executive].filter((id) => id !== null);
  await tellOf(ctx, held, next, 'returned', 'This waits for a decision:', `undecided:${a.state}`);
}

/** Revokes every acceptance whose risk became worse than what was accepted. Part of settling: what revokes it and the
 *  case that goes on are committed together. Answers how many. */
export async function revokeWorse(ctx: Ctx): Promise<number> {
  const kept = await due.inForce(ctx.db);
  if (kept.length === 0) return 0;
  const now = await store.factsNow(
    ctx.db,
    kept.map((a) => a.remedyId),
  );
  let revoked = 0;
  for (const one of kept) {
    const facts = now.get(one.remedyId);
    const why = facts ? worse(one.facts, facts) : [];
    if (why.length === 0) continue;
    const held = await openAcceptance(ctx, { acceptanceId: one.id });
    await endAcceptance(ctx, held, { type: 'revoked', why }, why.join(' '));
    revoked += 1;
  }
  return revoked;
}

/** Follows what became of the cases: a request goes on with the case that took the place, or ends; an acceptance whose
 *  case was withdrawn is over, as nothing of it is left. Part of settling. */
export async function followCases(ctx: Ctx): Promise<void> {
  for (const { id, openChainId } of await due.withoutCase(ctx.db)) {
    const held = await openAcceptance(ctx, { acceptanceId: id });
    if (held.a.state === 'active')
      await endAcceptance(
        ctx,
        held,
        { type: 'closed', by: held.a.ownerPersonId, reason: 'over' },
        'Nothing is left of the risk as it was accepted: its case is over.',
      );
    else if (openChainId === null) await endRequest(ctx, held, 'withdrawn', 'Its case is over.');
    else {
      await store.save(ctx.db, id, { chainId: openChainId });
      note(ctx, { id, chainId: openChainId }, 'moved', { from: held.a.chainId });
    }
  }
}

/** Names today's people on every acceptance that is asked for or in force. One that nobody answers for any more is revoked:
 *  the case goes on with its own people. Answers how many changed. */
export async function recastAcceptances(ctx: Ctx): Promise<number> {
  let changed = 0;
  for (const acceptanceId of await due.alive(ctx.db)) {
    const held = await openAcceptance(ctx, { acceptanceId });
    if (await recastOne(ctx, held)) changed += 1;
  }
  return changed;
}

async function recastOne(ctx: Ctx, held: Held): Promise<boolean> {
  const { a, now } = held;
  const cast = acceptanceCast(now, a.subject, await wardsOf(ctx.db, a.chainId), ctx.now());
  const end = held.holders.filter((k) => !cast.some((c) => sameParty(k, c)));
  const add = cast.filter((c) => !held.holders.some((k) => sameParty(k, c)));
  if (end.length + add.length > 0) {
    await store.endHolders(
      ctx.db,
      end.map((h) => h.id),
      ctx.now(),
    );
    await store.insertHolders(ctx.db, a.id, add, ctx.now());
    held.holders = await store.holders(ctx.db, a.id);
    await moveQuestions(ctx, held);
    await store.save(ctx.db, a.id, {});
    note(ctx, a, 'holders_changed', {
      ended: end.map((h) => `${h.letter} ${h.role} ${h.label}`),
      named: add.map((h) => `${h.letter} ${h.role} ${h.label}`),
    });
  }
  const accountable = accountableOf(held.holders);
  if (a.state === 'active' && accountable === null) {
    const why = 'Nobody answers for it any more.';
    await endAcceptance(ctx, held, { type: 'revoked', why: [why] }, why);
    return true;
  }
  const isHere = now.org.people.some((p) => p.id === a.ownerPersonId && p.isActive);
  if (!isHere && accountable !== null) {
    await store.save(ctx.db, a.id, { ownerPersonId: accountable });
    held.a = { ...a, ownerPersonId: accountable };
    note(ctx, a, 'owner_changed', { why: 'The owner no longer works here.' });
    if (a.state === 'active') {
      held.of = await openCase(ctx, a.chainId);
      await pauseCase(ctx, held);
    }
    await tellOf(
      ctx,
      held,
      [accountable],
      'asked',
      'Its owner left; you look after this acceptance now:',
      `owner:${accountable}`,
    );
  }
  const moved = await moveControls(ctx, held);
  return end.length + add.length > 0 || !isHere || moved > 0;
}

/** A control whose owner has left goes to whoever looks after the acceptance. Answers how many went. */
async function moveControls(ctx: Ctx, held: Held): Promise<number> {
  const { a, now } = held;
  const here = new Set(now.org.people.filter((p) => p.isActive).map((p) => p.id));
  const lost = here.has(a.ownerPersonId) ? held.controls.filter((c) => !here.has(c.ownerPersonId)) : [];
  for (const control of lost) {
    await store.saveControl(ctx.db, { id: control.id, ownerPersonId: a.ownerPersonId });
    note(ctx, a, 'control_moved', { what: control.what, to: a.ownerPersonId });
    await tellOf(
      ctx,
      held,
      [a.ownerPersonId],
      'asked',
      `Whoever kept it left; you keep it now: ${control.what}`,
      `control:${control.id}:${a.ownerPersonId}`,
    );
  }
  return lost.length;
}

type Party = Pick<store.HolderRow, 'role' | 'personId' | 'teamId'>;
/** An open question whose person no longer holds the role goes to whoever does. */
async function moveQuestions(ctx: Ctx, held: Held): Promise<void> {
  for (const q of held.questions.filter((one) => one.answer === null)) {
    const here = (h: Party): boolean =>
      h.role === q.role && h.personId === q.personId && h.teamId === q.teamId;
    if (held.holders.some(here)) continue;
    const heir = held.holders.find(
      (h) =>
        h.role === q.role &&
        h.personId !== held.a.requestedBy &&
        !held.questions.some(
          (other) => other.role === h.role && other.personId === h.personId && other.teamId === h.teamId,
        ),
    );
    if (!heir) continue;
    const to = { personId: heir.personId, teamId: heir.teamId, label: heir.label };
    await store.saveQuestion(ctx.db, { id: q.id, ...to });
    Object.assign(q, to);
  }
}
