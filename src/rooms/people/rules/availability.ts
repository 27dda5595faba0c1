// Who can be asked at an instant: active and not away, else who stands in. Structural types only, so that
// `model.ts`, the door of this room, can hand these functions on without an import cycle.
import { type CalendarDate, DAY_MS, type Instant, ms } from '../../../kernel/time.ts';

/** A span of time in epoch milliseconds, `fromMs` included and `untilMs` excluded. */
export type SpanMs = { readonly fromMs: number; readonly untilMs: number };

const clocks = new Map<string, Intl.DateTimeFormat | null>();
function clockOf(timezone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(timezone);
  if (known !== undefined) return known;
  let clock: Intl.DateTimeFormat | null = null;
  try {
    const parts = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    } as const;
    clock = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, hourCycle: 'h23', ...parts });
  } catch (error) {
    // A zone nobody knows is read as UTC: a wrong hour is better than a person who cannot be asked.
    if (!(error instanceof RangeError)) throw error;
  }
  clocks.set(timezone, clock);
  return clock;
}

/** Milliseconds the zone's wall clock is ahead of UTC at an instant; 0 for a zone nobody knows. */
function aheadMs(timezone: string, atMs: number): number {
  const clock = timezone === 'UTC' ? null : clockOf(timezone);
  if (!clock) return 0;
  const part = new Map(clock.formatToParts(atMs).map((p) => [p.type, Number(p.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return wall - Math.floor(atMs / 1000) * 1000;
}

/** What UTC shows when the zone's wall clock shows what it shows at `atMs`. */
export const wallClockMs = (atMs: number, timezone: string): number => atMs + aheadMs(timezone, atMs);

/** The instant when the zone's wall clock shows what UTC shows at `utcMs`; summer time is kept. */
export function wallToMs(utcMs: number, timezone: string): number {
  const guess = utcMs - aheadMs(timezone, utcMs);
  return utcMs - aheadMs(timezone, guess);
}

/** The span of whole days from one date to another, both included; null leaves that end open. */
export const daysSpan = (from: CalendarDate | null, to: CalendarDate | null, timezone: string): SpanMs => ({
  fromMs: from === null ? Number.NEGATIVE_INFINITY : wallToMs(Date.parse(from), timezone),
  untilMs: to === null ? Number.POSITIVE_INFINITY : wallToMs(Date.parse(to) + DAY_MS, timezone),
});

/** True when the span holds the instant. */
export const holds = (span: SpanMs, atMs: number): boolean => span.fromMs <= atMs && atMs < span.untilMs;

/** Everyone reachable over named deputies, nearest first, each once, never the start itself. Ends at a cycle. */
export function deputiesOf<Id>(start: Id, named: (of: Id) => readonly Id[]): Id[] {
  const line: Id[] = [];
  const seen = new Set<Id>([start]);
  let ring: readonly Id[] = [start];
  while (ring.length > 0) {
    const next: Id[] = [];
    for (const of of ring)
      for (const deputy of named(of))
        if (!seen.has(deputy)) {
          seen.add(deputy);
          next.push(deputy);
        }
    line.push(...next);
    ring = next;
  }
  return line;
}

/** The people whose line of deputies comes back to themselves, in the order given. */
export const deputyCycles = <Id>(people: readonly Id[], named: (of: Id) => readonly Id[]): Id[] =>
  people.filter((person) =>
    named(person).some((deputy) => deputy === person || deputiesOf(deputy, named).includes(person)),
  );

type Shift = { readonly id: number; readonly fromAt: Instant; readonly toAt: Instant };

/** The shift on duty at the instant, or null in a hole. Where two overlap the later start wins, then the lower id. */
export function onDuty<S extends Shift>(shifts: readonly S[], atMs: number): S | null {
  let found: S | null = null;
  for (const shift of shifts) {
    const fromMs = ms(shift.fromAt);
    if (atMs < fromMs || atMs >= ms(shift.toAt)) continue;
    if (found === null) found = shift;
    else if (fromMs > ms(found.fromAt) || (fromMs === ms(found.fromAt) && shift.id < found.id)) found = shift;
  }
  return found;
}

/** Where a rota is broken within a span: times nobody covers, and pairs of shifts that overlap. */
export function rotaFaults<S extends Shift>(
  shifts: readonly S[],
  within: SpanMs,
): { holes: SpanMs[]; overlaps: [S, S][] } {
  const sorted = shifts
    .map((shift) => ({ shift, fromMs: ms(shift.fromAt), untilMs: ms(shift.toAt) }))
    .filter((s) => s.untilMs > s.fromMs && s.untilMs > within.fromMs && s.fromMs < within.untilMs)
    .sort((a, b) => a.fromMs - b.fromMs || a.shift.id - b.shift.id);
  const holes: SpanMs[] = [];
  const overlaps: [S, S][] = [];
  let coveredUntil = within.fromMs;
  let last: (typeof sorted)[number] | null = null;
  for (const s of sorted) {
    if (s.fromMs > coveredUntil) holes.push({ fromMs: coveredUntil, untilMs: s.fromMs });
    if (last && s.fromMs < last.untilMs) overlaps.push([last.shift, s.shift]);
    coveredUntil = Math.max(coveredUntil, s.untilMs);
    if (!last || s.untilMs > last.untilMs) last = s;
  }
  if (coveredUntil < within.untilMs) holes.push({ fromMs: coveredUntil, untilMs: within.untilMs });
  return { holes, overlaps };
}
