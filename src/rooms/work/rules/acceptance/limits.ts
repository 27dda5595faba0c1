// For how long a risk may be accepted, how often anew, when it is looked at again. Dates are calendar dates, all included.
import { addDays, type CalendarDate, dateOf, daysBetween, Instant } from '../../../../kernel/time.ts';

export type RiskLevel = 'medium' | 'high';

/** The longest an acceptance holds, in days from its decision. @source domain.md 8.3 */
export const mostDays: Readonly<Record<RiskLevel, number>> = { medium: 365, high: 90 };
/** How often it may be renewed. @source domain.md 8.3 */
export const MOST_RENEWALS = 2;
/** A control counts only if somebody looked at it within so many days. @source domain.md 5.3 [rule] */
export const CONTROL_DAYS = 90;
/** Its owner looks at it at least this often, and once this long before it ends. [rule] */
const REVIEW_DAYS = 90;
const LAST_REVIEW_DAYS = 14;

/** The date so many days later. */
export const daysAfter = (on: CalendarDate, days: number): CalendarDate =>
  dateOf(addDays(Instant.parse(`${on}T00:00:00.000Z`), days));

/** High where the decision is out-of-cycle or immediate, it is exploited now, or life support depends on it. [rule] */
export const levelOf = (of: {
  readonly outcome: string;
  readonly exploitation: string;
  readonly isLifeSupport: boolean;
}): RiskLevel =>
  of.outcome === 'out_of_cycle' ||
  of.outcome === 'immediate' ||
  of.exploitation === 'active' ||
  of.isLifeSupport
    ? 'high'
    : 'medium';

/** Why an acceptance may not hold until that date, in a sentence; null when it may. */
export function untilRefusal(today: CalendarDate, untilOn: CalendarDate, level: RiskLevel): string | null {
  const days = daysBetween(today, untilOn);
  if (days < 1) return 'The last day must be after today.';
  if (days <= mostDays[level]) return null;
  return level === 'high'
    ? `A high risk is accepted for ${mostDays.high} days at most; that is until ${daysAfter(today, mostDays.high)}.`
    : `A risk is accepted for ${mostDays.medium} days at most; that is until ${daysAfter(today, mostDays.medium)}.`;
}

/** Why a control may not be looked at as late as that, in a sentence; null when it may. */
export function checkRefusal(today: CalendarDate, checkOn: CalendarDate): string | null {
  const days = daysBetween(today, checkOn);
  if (days < 1) return 'The next look at a control must be after today.';
  return days <= CONTROL_DAYS ? null : `A control is looked at within ${CONTROL_DAYS} days.`;
}

/** The number of a new acceptance of the same remedy: 0 for the first. What ended by itself or by hand and is asked for
 *  again counts as a renewal, so that letting it expire is no way around the limit; a revoked one was another risk. */
export const renewalAfter = (last: { readonly state: string; readonly renewal: number } | null): number =>
  last === null || last.state === 'revoked' ? 0 : last.renewal + 1;

/** When its owner looks at it next: within 90 days, the last time two weeks before its end; a short one once, half way.
 *  Null: not again before it ends. */
export function nextReview(today: CalendarDate, untilOn: CalendarDate): CalendarDate | null {
  const left = daysBetween(today, untilOn);
  if (left <= LAST_REVIEW_DAYS) return null;
  const last = left <= 2 * LAST_REVIEW_DAYS ? Math.floor(left / 2) : left - LAST_REVIEW_DAYS;
  return daysAfter(today, Math.min(REVIEW_DAYS, last));
}
