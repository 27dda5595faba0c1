// The way of a request from assessors to those consulted to the accountable.
import { addHours } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/ctx.ts';
import { consultRule } from '../../../raci/index.ts';
import type { AcceptanceState } from '../../rules/acceptance/states.ts';
import * as store from '../../store/acceptances.ts';
import { accountableOf, type Held, note } from './load.ts';
import { keepers, tellOf } from './tell.ts';

/** After an answer or a lapse: those consulted are asked once it is assessed, the accountable once all have spoken. */
export async function goOnAsking(ctx: Ctx, held: Held, state: AcceptanceState): Promise<void> {
  const before = held.a.state;
  const at = ctx.now();
  await store.save(ctx.db, held.a.id, state === before ? {} : { state, stateSince: at });
  held.a = { ...held.a, state };
  if (state === before) return;
  if (state === 'assessed')
    for (const q of held.questions.filter((one) => one.part === 'consult' && one.answer === null))
      await store.saveQuestion(ctx.db, {
        id: q.id,
        openedAt: at,
        dueAt: addHours(at, consultRule(held.activity, q.role).hours),
      });
  if (state === 'consulted') {
    const accountable = accountableOf(held.holders);
    note(ctx, held.a, 'put_to_decision', { accountable });
    await tellOf(
      ctx,
      held,
      accountable === null ? keepers(held) : [accountable],
      'asked',
      'It is for you to decide whether this risk is accepted:',
      'decide',
    );
  }
}
