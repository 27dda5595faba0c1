// Today's holders on every open case, whenever people, absences, staffing or the date change.
import type { ChainId, MatrixVersionId, PersonId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { transact } from '../../../platform/transact.ts';
import { type RaciNow, raciNow } from '../../raci/index.ts';
import * as chains from '../store/chains.ts';
import * as running from '../store/recast.ts';
import { recastAcceptances } from './acceptance/clock.ts';
import { recastRunning } from './begin.ts';
import { openCase } from './case.ts';
import { castOf, isCastNow, type NewHolder } from './cast.ts';
import { namePeople } from './naming.ts';

/** How many cases are compared with the people of today at once. */
export const RECAST_PAGE = 300;

/** Names today's holders on every open case, or on those of one person. Only cases where somebody changed are opened.
 *  Answers how many did. */
export const recastAll = (ctx: Ctx, of: PersonId | null = null): Promise<number> =>
  transact(ctx, async (ctx) => {
    await namePeople(ctx);
    const active = new Set(
      (await raciNow(ctx)).org.people.filter((person) => person.isActive).map((person) => person.id),
    );
    const hasLeft = (id: PersonId | null): boolean => id !== null && !active.has(id);
    const known = new Map<number, RaciNow>();
    const raciOf = async (id: MatrixVersionId): Promise<RaciNow> => {
      const now = known.get(id) ?? (await raciNow(ctx, id));
      known.set(id, now);
      return now;
    };
    let changed = 0;
    for (let after = 0; ; ) {
      const steps = await running.runningSteps(ctx.db, { after, limit: RECAST_PAGE, of });
      const last = steps.at(-1);
      if (!last) return changed + (await recastAcceptances(ctx));
      after = last.chainId;
      await chains.placeChains(ctx.db, [...new Set(steps.filter((s) => s.hasMoved).map((s) => s.chainId))]);
      const stale = new Map<ChainId, running.RunningStep>();
      // Cases of one product on the same wards have the same people.
      const casts = new Map<string, NewHolder[]>();
      for (const step of steps) {
        if (stale.has(step.chainId)) continue;
        const now = await raciOf(step.matrixVersionId);
        const { activityId, subject, wardIds } = step;
        const key = JSON.stringify([step.matrixVersionId, activityId, subject, wardIds]);
        const cast = casts.get(key) ?? castOf(now, activityId, subject, wardIds, ctx.now());
        casts.set(key, cast);
        // What they took or were asked goes on too, where the letter stays with a team.
        const isLeft = hasLeft(step.inHandOf) || step.asked.some((g) => hasLeft(g.personId));
        if (isLeft || !isCastNow(step.holders, cast)) stale.set(step.chainId, step);
      }
      for (const { chainId, matrixVersionId, wardIds } of stale.values()) {
        const found = await openCase(ctx, chainId, await raciOf(matrixVersionId));
        let isTouched = false;
        for (const step of found.steps) {
          if (step.o.state === 'closed' || step.o.state === 'withdrawn') continue;
          if (await recastRunning(ctx, found, step, wardIds)) isTouched = true;
        }
        if (isTouched) changed += 1;
      }
    }
  });
