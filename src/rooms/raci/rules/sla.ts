// How a chain's time is divided over its rows, and by when a question is to be answered.
import { addDays, HOUR_MS, type Instant, instant, ms } from '../../../kernel/time.ts';

/** The share of a row that the policy does not name. */
const OTHER_SHARE = 20;

/** The longest a maker is given for a fix or a statement. @source FDA Postmarket Cybersecurity Guidance (2016), VI.B */
const MAKER_DAYS = 60;

/** When a row of a chain may begin at the latest, and when it is due. */
export type StepDue = { readonly activityId: string; readonly startAt: Instant; readonly dueAt: Instant };

/** Start and due time of every step of a chain, in the order given. Steps in line follow one another and the last is due
 *  at the end; a step beside runs from the start to the end, at most `MAKER_DAYS`. `shares` are the policy's. */
export function stepDues(
  steps: readonly { readonly activityId: string; readonly isBeside: boolean }[],
  openedAt: Instant,
  dueAt: Instant,
  shares: Readonly<Record<string, number>>,
): StepDue[] {
  const start = ms(openedAt);
  const span = Math.max(0, ms(dueAt) - start);
  const shareOf = (activityId: string): number => shares[activityId] ?? OTHER_SHARE;
  const total = steps
    .filter((step) => !step.isBeside)
    .reduce((sum, step) => sum + shareOf(step.activityId), 0);
  let used = 0;
  return steps.map(({ activityId, isBeside }) => {
    if (isBeside) {
      const until = Math.min(start + span, ms(addDays(openedAt, MAKER_DAYS)));
      return { activityId, startAt: openedAt, dueAt: instant(until) };
    }
    const from = used;
    used += shareOf(activityId);
    const at = (share: number): Instant => instant(start + Math.round((span * share) / total));
    return { activityId, startAt: at(from), dueAt: at(used) };
  });
}

/** When a gate closes: after the rule's hours, but by half of the time left for the step, and never within the hour.
 *  So consulting can take half of a step and no more: an immediate risk does not wait three days for an opinion. [rule] */
export function gateDueAt(openedAt: Instant, hours: number, stepDueAt: Instant): Instant {
  const opened = ms(openedAt);
  const half = (ms(stepDueAt) - opened) / 2;
  return instant(opened + Math.max(HOUR_MS, Math.min(hours * HOUR_MS, half)));
}
