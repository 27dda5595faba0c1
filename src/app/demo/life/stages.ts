// The trouble that the story wants open today: these cases are brought to their step at the told hour, and stay there.
import type { PersonId } from '../../../kernel/ids.ts';
import { addDays, addHours, type Instant } from '../../../kernel/time.ts';
import { withActor } from '../../../platform/ctx.ts';
import { acts } from '../../../rooms/work/index.ts';
import { type Stage, stages } from '../story.ts';
import { listed, report, reportDone } from './acts.ts';
import { type Life, type Running, runningSteps } from './cast.ts';
import { rush } from './days.ts';

/** The steps of a case in their order; those of one place exclude each other. */
const places: readonly (readonly string[])[] = [
  ['INV-3'],
  ['VUL-5'],
  ['VUL-6'],
  ['VUL-7'],
  ['VUL-8', 'VUL-9'],
  ['VUL-10'],
];
const placeOf = (activityId: string): number => places.findIndex((ids) => ids.includes(activityId));

const isAbout = (stage: Stage, r: Running): boolean =>
  r.site === stage.site && r.model === stage.model && r.kind === stage.kind;
const isAt = (stage: Stage, r: Running): boolean =>
  r.activityId === stage.step ||
  (placeOf(r.activityId) >= 0 && placeOf(r.activityId) === placeOf(stage.step));

/** When a stage is set, seen from today. */
export const momentOf = (stage: Stage, today: Instant): Instant => addHours(today, -stage.hoursAgo);

/** Whether the story holds a step: one that a stage has reached, or the end of the step before it while it is too early. */
export function isHeld(r: Running, today: Instant, now: Instant): boolean {
  const stage = stages.find((one) => isAbout(one, r));
  if (!stage) return false;
  if (stage.step === 'VUL-12') return r.isBeside;
  if (r.isBeside) return false;
  if (isAt(stage, r)) return true;
  const isEarly = now < momentOf(stage, today);
  return (
    isEarly &&
    placeOf(r.activityId) === placeOf(stage.step) - 1 &&
    (r.claimedBy !== null || r.state === 'sign_off')
  );
}

/** Brings the case of a stage to where it should stand and does there what the story tells. False when there is no such case. */
export async function enact(
  life: Life,
  stage: Stage,
  byEmail: ReadonlyMap<string, PersonId>,
): Promise<boolean> {
  const mine = async () => (await runningSteps(life.ctx)).filter((r) => isAbout(stage, r));
  const first = (await mine()).find((r) => r.isBeside === (stage.step === 'VUL-12'));
  if (!first) return false;
  await rush(life, first, (r) => isAt(stage, r) && (stage.how === 'asked' || standsReady(stage, r)));
  const there = (await mine()).find((r) => (stage.step === 'VUL-12' ? r.isBeside : isAt(stage, r)));
  if (!there || stage.how === 'asked' || stage.how === 'to_be_signed') return there !== undefined;
  const id = there.claimedBy ?? byEmail.get(stage.by ?? '') ?? null;
  const person = id ? life.people.get(id) : undefined;
  if (!person) return false;
  const ctx = withActor(life.ctx, person);
  const on = { obligationId: there.obligationId, version: there.version };
  if (stage.how === 'waits_for_window') await acts.waitFor(ctx, { ...on, on: 'window', note: stage.note });
  if (stage.how === 'waits_for_maker') await acts.waitFor(ctx, { ...on, on: 'maker', note: stage.note });
  if (stage.how === 'on_the_round') {
    const open = await listed(ctx, there, 'to_do');
    const lost = open.slice(0, stage.lost ?? 0);
    const busy = open.slice(lost.length, lost.length + (stage.inUse ?? 0));
    const rest = open.slice(lost.length + busy.length);
    if (lost.length > 0) await report(ctx, there, lost, 'could_not_locate', { note: stage.note });
    if (busy.length > 0)
      await report(ctx, there, busy, 'in_use', {
        note: 'On a patient; nursing calls when it is free.',
        nextAt: addDays(life.ctx.now(), 4),
      });
    await reportDone(ctx, there, rest.slice(0, Math.ceil(rest.length / 2)));
  }
  return true;
}

/** Whether a step is in the state from which its stage goes on. */
const standsReady = (stage: Stage, r: Running): boolean =>
  stage.how === 'to_be_signed'
    ? r.state === 'sign_off'
    : r.state === 'do' && (r.claimedBy !== null || r.activityId === 'VUL-12');
