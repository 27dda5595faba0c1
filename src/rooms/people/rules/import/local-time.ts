import { type Instant, instant } from '../../../../kernel/time.ts';

/** Minutes that a time zone is ahead of UTC at an instant given in epoch milliseconds. */
function aheadMinutes(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const there = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return Math.round((there - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/** The instant of a time of day at a site, e.g. `2026-03-09T08:00` in `Europe/Berlin`. A time that the clocks skip is
 *  taken as the one after the change. */
export function instantAt(local: string, zone: string): Instant {
  const asUtc = Date.parse(`${local}:00Z`);
  const first = asUtc - aheadMinutes(zone, asUtc) * 60_000;
  return instant(asUtc - aheadMinutes(zone, first) * 60_000);
}
