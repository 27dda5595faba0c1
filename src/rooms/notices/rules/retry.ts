// What happens to a message that did not get through: tried again less and less often, in the end kept as a dead letter.
import { addDays, type Instant, instant, ms } from '../../../kernel/time.ts';

/** Minutes until the next attempt after the first failure, the second and so on; then always the last. */
export const BACKOFF_MINUTES = [1, 2, 5, 15, 30, 60, 120, 240] as const;
/** After so many days without getting through, a message is put aside until somebody sends it again. */
export const DEAD_AFTER_DAYS = 3;
/** So long a way out may fail before the person who sees to it is written to. */
export const TELL_OWNER_AFTER_MINUTES = 60;
/** A claimed message is free again after this: its sender has died. Longer than any attempt may take. */
export const LEASE_MINUTES = 3;

/** When to try again after so many failures in a row (1 for the first). */
export function tryAgainAt(failures: number, at: Instant): Instant {
  const step = Math.min(Math.max(failures, 1), BACKOFF_MINUTES.length) - 1;
  return instant(ms(at) + (BACKOFF_MINUTES[step] ?? 240) * 60_000);
}

/** Until when a message made (or sent again) at that time is tried. */
export const giveUpAt = (at: Instant): Instant => addDays(at, DEAD_AFTER_DAYS);

/** How an attempt ended. `message`: only this one is at fault, e.g. its address; `channel`: nothing gets through there. */
export type Carried =
  | { readonly kind: 'sent'; readonly says: string }
  | { readonly kind: 'failed'; readonly scope: 'message' | 'channel'; readonly says: string };

/** What becomes of a message after a failed attempt. A refused address is not tried again: it would be refused again. */
export const afterFailure = (
  carried: Extract<Carried, { kind: 'failed' }>,
  giveUp: Instant,
  at: Instant,
): 'queued' | 'dead' => (carried.scope === 'message' || ms(at) >= ms(giveUp) ? 'dead' : 'queued');

/** Whether the person who sees to a way out is to be written to now: once for each time it fails. */
export const isOwnerDue = (failingSince: Instant | null, toldAt: Instant | null, at: Instant): boolean =>
  failingSince !== null &&
  ms(at) - ms(failingSince) >= TELL_OWNER_AFTER_MINUTES * 60_000 &&
  (toldAt === null || ms(toldAt) < ms(failingSince));
