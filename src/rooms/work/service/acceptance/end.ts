// How an acceptance begins to hold and how it ends: the case stands still, the case goes on, in the same transaction.
import type { Ctx } from '../../../../platform/ctx.ts';
import { nameOf } from '../../../raci/index.ts';
import { markAccepted } from '../../../risk/index.ts';
import type { AcceptanceEvent } from '../../rules/acceptance/machine.ts';
import type { AcceptanceState } from '../../rules/acceptance/states.ts';
import * as store from '../../store/acceptances.ts';
import * as chains from '../../store/chains.ts';
import { settleBalls } from '../apply.ts';
import { openCase } from '../case.ts';
import { type Held, judge, note } from './load.ts';
import { holding, keepers, tellOf } from './tell.ts';

/** Lets the case stand still; who looks after the acceptance has the ball. */
export async function pauseCase(ctx: Ctx, held: Held): Promise<void> {
  const { a, of } = held;
  if (a.untilOn === null) return;
  await chains.standStill(ctx.db, of.chain.id, a.id, ctx.now());
  const ownerName = nameOf(held.now.org, { personId: a.ownerPersonId, teamId: null });
  of.chain.accepted = { id: a.id, ownerId: a.ownerPersonId, ownerName, untilOn: a.untilOn };
  await settleBalls(ctx, of);
  await markAccepted(ctx, a.remedyId, a.untilOn);
}

/** Lets the case go on: alive, with who has the ball by its own rules, and due later by as long as it stood still. */
async function wakeCase(ctx: Ctx, held: Held): Promise<void> {
  const { a, of } = held;
  await markAccepted(ctx, a.remedyId, null);
  if (of.chain.accepted?.id !== a.id) return;
  await chains.goOnAgain(ctx.db, of.chain.id, ctx.now());
  held.of = await openCase(ctx, of.chain.id);
  await settleBalls(ctx, held.of);
}

const said = {
  expired: 'The acceptance has expired; the case goes on.',
  revoked: 'The acceptance was revoked; the case goes on.',
  closed: 'The acceptance was ended; the case goes on.',
} as const;

/** Ends an acceptance that is in force. The case goes on in the same transaction; a renewal takes the place instead.
 *  @throws AppError `unprocessable` when the rules refuse it. */
export async function endAcceptance(
  ctx: Ctx,
  held: Held,
  event: AcceptanceEvent & { type: 'expired' | 'revoked' | 'closed' | 'renewed' },
  why: string,
): Promise<void> {
  const { state } = judge(ctx, held, event);
  const at = ctx.now();
  await store.save(ctx.db, held.a.id, { state, stateSince: at, endedAt: at, endedWhy: why, reviewOn: null });
  held.a = { ...held.a, state, endedAt: at, endedWhy: why };
  note(ctx, held.a, state, { why, untilOn: held.a.untilOn });
  if (event.type === 'renewed') return;
  await wakeCase(ctx, held);
  const what = `${said[event.type]}${event.type === 'expired' ? '' : ` ${why}`}`;
  const answered = held.questions.flatMap((q) => (q.answeredBy === null ? [] : [q.answeredBy]));
  await tellOf(ctx, held, [...keepers(held), ...answered], 'decision', what, state);
  await tellOf(ctx, held, holding(held, 'RI'), 'informed', what, state);
}

/** Ends a request: refused, taken back, or overtaken by what happened to its case. */
export async function endRequest(
  ctx: Ctx,
  held: Held,
  state: AcceptanceState & ('refused' | 'withdrawn'),
  why: string,
): Promise<void> {
  const at = ctx.now();
  await store.save(ctx.db, held.a.id, { state, stateSince: at, endedAt: at, endedWhy: why });
  held.a = { ...held.a, state, endedAt: at, endedWhy: why };
  note(ctx, held.a, state, { why });
  const what =
    state === 'refused'
      ? `Not accepted: ${why}`
      : `It is no longer asked for that this risk be accepted: ${why}`;
  const asked = held.questions.flatMap((q) => q.answeredBy ?? q.personId ?? []);
  await tellOf(ctx, held, [...keepers(held), ...asked], 'decision', what, state);
}
