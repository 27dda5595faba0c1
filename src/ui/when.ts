// Times in the words people use: weekday and time when near, a date when far, the zone never in doubt.

const locale = 'en-GB';
const DAY = 86_400_000;

/** What the words depend on: the instant now and the IANA zone of the place, e.g. `Europe/Vienna`. */
export type Clock = { readonly now: Date; readonly zone: string };

const isDay = (at: string) => /^\d{4}-\d{2}-\d{2}$/.test(at);

// Making a formatter costs far more than using one, and a table asks for hundreds.
const formats = new Map<string, Intl.DateTimeFormat>();
const formatIn = (language: string, zone: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
};
const format = (at: Date, zone: string, options: Intl.DateTimeFormatOptions) =>
  formatIn(locale, zone, options).format(at);

const dayParts: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };
const dayOf = (at: Date, zone: string): number =>
  Date.parse(formatIn('en-CA', zone, dayParts).format(at)) / DAY;

/** Calendar days from today to `at` in the zone: 0 today, 1 tomorrow, -1 yesterday. A bare date is that date. */
export function daysAway(at: string, { now, zone }: Clock): number {
  const day = isDay(at) ? Date.parse(at) / DAY : dayOf(new Date(at), zone);
  return day - dayOf(now, zone);
}

/** Seen from now: `today 15:00`, `tomorrow 09:00`, `Thu 15:00` within six days either way, else `12 Dec` (with the year when it is another). */
export function whenWords(at: string, clock: Clock): string {
  const day = isDay(at);
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return 'unknown time';
  const zone = day ? 'UTC' : clock.zone;
  const away = daysAway(at, clock);
  const time = day ? '' : ` ${format(date, zone, { hour: '2-digit', minute: '2-digit' })}`;
  if (away === 0) return `today${time}`;
  if (away === 1) return `tomorrow${time}`;
  if (away === -1) return `yesterday${time}`;
  if (Math.abs(away) <= 6) return `${format(date, zone, { weekday: 'short' })}${time}`;
  const sameYear =
    format(date, zone, { year: 'numeric' }) === format(clock.now, clock.zone, { year: 'numeric' });
  return format(date, zone, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** All of it, for the hover: `Thursday 26 November 2026, 15:00 CET (Europe/Vienna)`; a bare date has no time. */
export function wholeWhen(at: string, zone: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return 'unknown time';
  const long: Intl.DateTimeFormatOptions = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  };
  if (isDay(at)) return format(date, 'UTC', long).replace(',', '');
  const time = format(date, zone, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
  return `${format(date, zone, long).replace(',', '')}, ${time} (${zone})`;
}

/** A length of time in one or two words: `less than a minute`, `12 min`, `5 h`, `3 d`, `7 weeks`, `5 months`. Rounded down. */
export function howLong(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  const days = Math.floor(hours / 24);
  if (days < 21) return `${days} d`;
  return days < 90 ? `${Math.floor(days / 7)} weeks` : `${Math.floor(days / 30.44)} months`;
}

/** How a due time stands: `late` once it has passed (a bare date: once the day is over), `soon` within 24 hours or today. */
export function standing(at: string, clock: Clock): 'late' | 'soon' | 'later' {
  const away = daysAway(at, clock);
  if (isDay(at)) return away < 0 ? 'late' : away === 0 ? 'soon' : 'later';
  const left = Date.parse(at) - clock.now.getTime();
  return left < 0 ? 'late' : left < DAY || away === 0 ? 'soon' : 'later';
}

/** By how much a passed due time was missed: hours or days of delay in words. */
export const lateBy = (at: string, clock: Clock): string =>
  isDay(at) ? `${-daysAway(at, clock)} d` : howLong(clock.now.getTime() - Date.parse(at));
