// Who may do a step: who it can be handed to.
import type { ObligationId, PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import type { OrgSnapshot } from '../../raci/model.ts';
import * as store from '../store/hands.ts';
import { factsOf, responsibleOf, stepOf, viewCaseOf } from './case.ts';
import { refuseStrangers } from './case-view.ts';

/** The last day of the absence a person is in today; null while they are here. */
export function awayUntil({ absences }: OrgSnapshot, id: PersonId, today: CalendarDate): CalendarDate | null {
  const days = absences
    .filter((a) => a.personId === id && a.fromOn <= today && today <= a.toOn)
    .map((a) => a.toOn);
  return days.sort().at(-1) ?? null;
}

/** Everybody else who may do a step, those who are here and have least in hand first. @throws AppError `not_found`. */
export async function hands(ctx: Ctx, obligationId: ObligationId) {
  const of = await viewCaseOf(ctx, obligationId);
  refuseStrangers(ctx, of);
  const step = stepOf(of, obligationId);
  const { apart } = factsOf(of, step);
  const me = actorId(ctx);
  const ids = responsibleOf(of, step).filter((id) => !apart.includes(id) && id !== me);
  const loads = await store.inHand(ctx.db, ids);
  const people = of.now.org.people
    .filter((p) => p.isActive && ids.includes(p.id))
    .map(({ id, name, title }) => ({
      id,
      name,
      title,
      awayUntil: awayUntil(of.now.org, id, ctx.today()),
      inHand: loads.get(id) ?? 0,
    }))
    .sort(
      (a, b) =>
        Number(a.awayUntil !== null) - Number(b.awayUntil !== null) ||
        a.inHand - b.inHand ||
        a.name.localeCompare(b.name),
    );
  return { people };
}
