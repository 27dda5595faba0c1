// When which message leaves for whom: at once or in the digest, bundled, and not in somebody's quiet hours.
import type { AccountProfile } from '../../../kernel/permission.ts';
import { HOUR_MS, type Instant, instant, ms } from '../../../kernel/time.ts';
import { wallClockMs, wallToMs } from '../../people/model.ts';
import type { Choice } from '../model.ts';

export type Lane = 'at_once' | 'digest';
export type Outcome = 'scheduled' | 'out_of_cycle' | 'immediate';
export type Group = 'asks' | 'reads';

/** So long a message at once waits for more: five hundred approvals are one message. */
export const GATHER_MINUTES = 2;
/** So long after one message at once the next may leave. Cases decided "at once" do not wait for it. */
export const APART_MINUTES = 30;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;

const asking: ReadonlySet<string> = new Set(['asked', 'do', 'decide', 'reminder', 'escalation', 'returned']);

/** Whether a thing waits for whoever is told, or is only to be known. Kinds we do not know are to be known. */
export const groupOf = (kind: string): Group => (asking.has(kind) ? 'asks' : 'reads');

const usual: Choice = {
  asks: 'at_once',
  reads: 'digest',
  digestHour: 7,
  quietFrom: 20,
  quietUntil: 6,
  wakes: true,
};
const standards: Readonly<Partial<Record<AccountProfile, Partial<Choice>>>> = {
  // Leaders decide: that comes at once. What they are told is read in the morning.
  leader: { digestHour: 7 },
  analyst: { digestHour: 8 },
  // On the ward before the shift begins.
  technician: { digestHour: 6, quietUntil: 6 },
  clinical: { asks: 'at_once', digestHour: 6 },
  buyer: { asks: 'digest', digestHour: 9 },
  auditor: { reads: 'off' },
  outsider: { digestHour: 9, wakes: false },
};

/** What is standard for a kind of account as it ships. */
export const standardOf = (profile: AccountProfile): Choice => ({ ...usual, ...standards[profile] });

/** At once, in the digest, or not at all. A case decided "at once" never waits for a digest when it asks something. */
export function laneOf(kind: string, outcome: Outcome, choice: Choice): Lane | 'off' {
  if (groupOf(kind) === 'reads') return choice.reads;
  return outcome === 'immediate' ? 'at_once' : choice.asks;
}

/** The time zone, or UTC where the runtime does not know it: a wrong name of one site must not hold up everybody's mail. */
export function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

const hourAt = (at: Instant, zone: string): number =>
  Math.floor((((wallClockMs(ms(at), zone) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS);

/** Whether the instant is in the quiet hours, which may go over midnight; from and until the same is no quiet at all. */
export function isQuiet(at: Instant, zone: string, { quietFrom, quietUntil }: Choice): boolean {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return false;
  const hour = hourAt(at, zone);
  return quietFrom < quietUntil
    ? quietFrom <= hour && hour < quietUntil
    : hour >= quietFrom || hour < quietUntil;
}

/** The next time after `at` that the wall clock of the zone shows `hour` o'clock; summer time is kept. */
export function nextHour(at: Instant, zone: string, hour: number): Instant {
  const wall = wallClockMs(ms(at), zone);
  const today = Math.floor(wall / DAY_MS) * DAY_MS + hour * HOUR_MS;
  for (const day of [0, 1, 2]) {
    const then = wallToMs(today + day * DAY_MS, zone);
    if (then > ms(at)) return instant(then);
  }
  return instant(ms(at) + DAY_MS);
}

/** The instant itself, or the end of the quiet hours it is in. */
export const afterQuiet = (at: Instant, zone: string, choice: Choice): Instant =>
  choice.quietUntil !== null && isQuiet(at, zone, choice) ? nextHour(at, zone, choice.quietUntil) : at;

/** When a message leaves whose first thing came at `now`. `lastAt`: when the person was last written to at once. */
export function leaveAt(of: {
  readonly lane: Lane;
  readonly now: Instant;
  readonly zone: string;
  readonly choice: Choice;
  readonly outcome: Outcome;
  readonly lastAt: Instant | null;
}): Instant {
  const { lane, now, zone, choice, outcome, lastAt } = of;
  // A digest hour inside the quiet hours was chosen so: the person wants it there.
  if (lane === 'digest') return nextHour(now, zone, choice.digestHour);
  const gathered = ms(now) + GATHER_MINUTES * MINUTE_MS;
  if (outcome === 'immediate') {
    const soon = instant(gathered);
    return choice.wakes ? soon : afterQuiet(soon, zone, choice);
  }
  const apart = lastAt === null ? gathered : ms(lastAt) + APART_MINUTES * MINUTE_MS;
  return afterQuiet(instant(Math.max(gathered, apart)), zone, choice);
}
