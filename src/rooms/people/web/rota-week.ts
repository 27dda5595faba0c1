// A week of a rota as a list of days, in the rota's own zone: what of each turn and hole falls on each day. Pure.
type Span = { readonly fromAt: string; readonly toAt: string };

const partsOf = (timezone: string) =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** An instant on the rota's wall clock: `{ on: '2026-11-23', at: '08:00' }`. */
export function wallOf(instant: string, timezone: string): { on: string; at: string } {
  const part = new Map(
    partsOf(timezone)
      .formatToParts(new Date(instant))
      .map((p) => [p.type, p.value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): string => part.get(type) ?? '';
  return { on: `${of('year')}-${of('month')}-${of('day')}`, at: `${of('hour')}:${of('minute')}` };
}

/** The date so many days later. */
export const dayAfter = (on: string, days: number): string =>
  new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);

/** A stretch of a day: `from` null when it began before, `to` null when it goes on after. */
export type Stretch<S> = { readonly span: S; readonly from: string | null; readonly to: string | null };

/** What falls on each of the days, the earliest first; a turn over midnight is on both. */
export function daysOf<S extends Span>(
  spans: readonly S[],
  { from, days, timezone }: { from: string; days: number; timezone: string },
): { on: string; stretches: Stretch<S>[] }[] {
  const read = [...spans]
    .sort((a, b) => a.fromAt.localeCompare(b.fromAt) || a.toAt.localeCompare(b.toAt))
    .map((span) => ({ span, begin: wallOf(span.fromAt, timezone), end: wallOf(span.toAt, timezone) }));
  return Array.from({ length: days }, (_, i) => dayAfter(from, i)).map((on) => ({
    on,
    stretches: read
      .filter(({ begin, end }) => begin.on <= on && (end.on > on || (end.on === on && end.at > '00:00')))
      .map(({ span, begin, end }) => ({
        span,
        from: begin.on === on ? begin.at : null,
        to: end.on === on ? end.at : null,
      })),
  }));
}
