// Notes who is on duty on every rota. What differs from the last note has changed since, however many runs were missed: work in
// the hands of a rota follows at once, and the ledger says who was on call from when.
import type { PersonId } from '../../../kernel/ids.ts';
import { instant, ms } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { compileRota, dutyAt } from '../rules/rota.ts';
import * as store from '../store/rotas.ts';

/** Notes the shifts that changed since the last run; answers on how many rotas somebody else is on duty. */
export async function changeShifts(ctx: Ctx): Promise<number> {
  const [heads, duties] = await Promise.all([store.rotaHeads(ctx.db), store.duties(ctx.db)]);
  const before = new Map(duties.map((duty) => [duty.rotaId, duty]));
  let changed = 0;
  for (const { id } of heads) {
    const whole = await store.rotaWhole(ctx.db, id);
    if (!whole) continue;
    const { turn, untilMs } = dutyAt(compileRota<PersonId>(whole, whole.shifts), ms(ctx.now()));
    const now = { personId: turn?.personId ?? null, untilAt: instant(turn?.untilMs ?? untilMs) };
    const was = before.get(id);
    if (was && was.personId === now.personId && was.untilAt === now.untilAt) continue;
    await transact(ctx, async (ctx) => {
      await store.noteDuty(ctx.db, { rotaId: id, ...now, notedAt: ctx.now() });
      if (was ? was.personId === now.personId : now.personId === null) return;
      changed += 1;
      const facts = { rota: whole.name, from: was?.personId ?? null, to: now.personId, untilAt: now.untilAt };
      audit(ctx, 'people.shift_changed', { kind: 'rota', id }, facts);
      await emit(ctx, 'people.changed');
    });
  }
  return changed;
}
