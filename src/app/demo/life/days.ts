// How people of the demonstration spend their days: they work in the morning, and answer, decide and sign in the afternoon,
// each at their own pace, faster where the case is urgent.
import { sql } from 'kysely';
import type { NoticeId, PersonId } from '../../../kernel/ids.ts';
import { addHours } from '../../../kernel/time.ts';
import { withActor } from '../../../platform/ctx.ts';
import { acts } from '../../../rooms/work/index.ts';
import { answer, decideOrSign, work } from './acts.ts';
import { type Life, openQuestions, type Running, runningSteps, unlessRefused } from './cast.ts';

/** The share of steps that are moved on in a morning, by how urgent the case is. */
const pace01 = { immediate: 1, out_of_cycle: 0.85, scheduled: 0.5 } as const;
const ANSWERED_THE_SAME_DAY = 0.85;
const SIGNED_THE_SAME_DAY = 0.6;

/** Cases that the story holds at a step are not moved past it. */
export type Held = (r: Running) => boolean;

/** A morning: steps are taken, devices done, results reported. */
export async function morning(life: Life, isHeld: Held): Promise<void> {
  for (const r of await runningSteps(life.ctx)) {
    if (r.state !== 'do' || isHeld(r) || !life.random.chance(pace01[r.outcome])) continue;
    await unlessRefused(work(life, r));
  }
}

/** An afternoon: questions answered, decisions made, signatures given. */
export async function afternoon(life: Life, isHeld: Held): Promise<void> {
  for (const asked of await openQuestions(life.ctx))
    if (life.random.chance(ANSWERED_THE_SAME_DAY)) await unlessRefused(answer(life, asked));
  for (const r of await runningSteps(life.ctx)) {
    if ((r.state !== 'decide' && r.state !== 'sign_off') || isHeld(r)) continue;
    if (r.outcome !== 'scheduled' || life.random.chance(SIGNED_THE_SAME_DAY))
      await unlessRefused(decideOrSign(life, r));
  }
}

/** Everybody drops what they do for one case, or for the step beside it, and takes it on until `until` says it stands where
 *  it should, or no one can go on. Whoever is outside the house is not waited for: the accountable decides. */
export async function rush(
  life: Life,
  { chainId, isBeside }: Pick<Running, 'chainId' | 'isBeside'>,
  until: (r: Running) => boolean,
): Promise<void> {
  const step = async () => (await runningSteps(life.ctx, chainId)).find((r) => r.isBeside === isBeside);
  for (let turn = 0; turn < 60; turn += 1) {
    const r = await step();
    if (!r || until(r)) return;
    let moved = false;
    if (r.state === 'consult') {
      for (const asked of await openQuestions(life.ctx, chainId))
        moved = (await unlessRefused(answer(life, asked))) || moved;
      const still = await step();
      if (still?.obligationId === r.obligationId && still.state === 'consult')
        moved = (await unlessRefused(decideOrSign(life, still))) || moved;
    } else moved = await unlessRefused(r.state === 'do' ? work(life, r) : decideOrSign(life, r));
    if (!moved) return;
  }
}

/** Once a week everybody reads what they were told until yesterday. */
export async function readTheirNotices(life: Life): Promise<void> {
  const { rows } = await sql<{
    personId: PersonId;
    ids: NoticeId[];
  }>`select person_id as "personId", (array_agg(id order by id))[1:500] as ids
    from work.notice where acknowledged_at is null and created_at < ${addHours(life.ctx.now(), -20)} group by 1 order by 1`.execute(
    life.ctx.db,
  );
  for (const { personId, ids } of rows) {
    const person = life.people.get(personId);
    if (person && !life.silent.has(personId))
      await acts.acknowledge(withActor(life.ctx, person), { noticeIds: ids });
  }
}
