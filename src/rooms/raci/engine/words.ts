// Reasons in words: how far authority reaches, what somebody is not trained in, until when they are on call.
import type { CalendarDate } from '../../../kernel/time.ts';
import type { SpanMs } from '../../people/model.ts';
import type { Authority } from '../model.ts';

/** How far an authority reaches, e.g. `5,000 in money, 30 minutes of downtime, low risk`. Nothing said: `no limit`. */
export function authorityInWords(limits: Authority | null): string {
  const parts = [
    limits?.costCents == null ? null : `${(limits.costCents / 100).toLocaleString('en-US')} in money`,
    limits?.downtimeMinutes == null ? null : `${limits.downtimeMinutes} minutes of downtime`,
    limits?.risk == null ? null : `${limits.risk} risk`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'no limit' : parts.join(', ');
}

type Had = SpanMs & { readonly expiresOn: CalendarDate | null };

/** Why somebody may not do an activity: what they were never trained in, and what has run out or has not begun. */
export function untrained(
  name: string,
  activityId: string,
  missing: readonly { readonly skill: string; readonly had: Had | null }[],
  atMs: number,
): string {
  const parts = missing.map(({ skill, had }) => {
    if (had === null) return `no training in ${skill} is noted`;
    if (atMs < had.fromMs) return `the training in ${skill} has not begun`;
    return `the training in ${skill} ran out on ${had.expiresOn ?? 'an unknown day'}`;
  });
  return `${name} may not do ${activityId}: ${parts.join(', ')}.`;
}

/** A moment on a wall clock, e.g. `Mon 23 Nov 08:00`; in UTC where nobody knows the zone. */
export function whenInWords(atMs: number, timezone: string): string {
  const parts = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  const say = (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone })
      .format(atMs)
      .replaceAll(',', '');
  try {
    return say(timezone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `${say('UTC')} UTC`;
  }
}
