// Absences out of an iCalendar file (RFC 5545). Bytes are hostile: every length, count and recurrence is bounded, one bad event
// spoils only itself, and a file that was cut off is refused whole, so that nothing vanishes by accident.
import { convertIcsEvent, type IcsEvent } from 'ts-ics';
import { CalendarDate, DAY_MS, HOUR_MS } from '../../../kernel/time.ts';
import { wallClockMs } from '../rules/availability.ts';
import { startsOf } from '../rules/rota-rule.ts';

export const MOST_BYTES = 2_000_000;
const MOST_EVENTS = 3000;
const MOST_EVENT_CHARS = 32_000;
const MOST_OCCURRENCES = 100;
/** Absences from so many days ago to so many days ahead are of interest. [rule] */
const BACK_DAYS = 31;
const AHEAD_DAYS = 400;
/** A timed event makes a day of absence when it covers so much of it. [rule] */
const HALF_DAY_MS = 4 * HOUR_MS;

/** One event, or one occurrence of one that recurs, read. Without days it is `skipped` or `refused`, with a sentence. */
export type CalendarEvent = {
  readonly uid: string;
  readonly summary: string;
  readonly emails: readonly string[];
} & (
  | { readonly kind: 'absence'; readonly fromOn: CalendarDate; readonly toOn: CalendarDate }
  | { readonly kind: 'skipped' | 'refused'; readonly sentence: string }
);
type Place = { readonly timezone: string; readonly today: CalendarDate };

const dateAt = (wallMs: number): CalendarDate =>
  CalendarDate.parse(new Date(wallMs).toISOString().slice(0, 10));
const isTime = (at: Date | undefined): at is Date => at !== undefined && !Number.isNaN(at.getTime());

/** The events of a calendar, each by its own id, in their order. Days are those of `timezone`.  @source RFC 5545 */
export function readCalendar(
  text: string,
  place: Place,
): { ok: true; events: CalendarEvent[] } | { ok: false; reason: string } {
  if (text.length > MOST_BYTES) return { ok: false, reason: 'The calendar is larger than 2 MB.' };
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|\n/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const said = lines.map((line) => line.trimEnd().toUpperCase());
  if (said.find((line) => line !== '') !== 'BEGIN:VCALENDAR')
    return { ok: false, reason: 'This is not an iCalendar file: it does not begin with BEGIN:VCALENDAR.' };
  if (!said.includes('END:VCALENDAR'))
    return { ok: false, reason: 'The calendar was cut off: its end, END:VCALENDAR, is missing.' };
  const blocks: string[][] = [];
  let open: string[] | null = null;
  let alarm = false;
  for (const [at, line] of lines.entries()) {
    if (said[at] === 'BEGIN:VEVENT') open = [];
    if (said[at] === 'BEGIN:VALARM') alarm = true;
    if (open && !alarm) open.push(line);
    if (said[at] === 'END:VALARM') alarm = false;
    if (said[at] === 'END:VEVENT' && open) {
      blocks.push(open);
      open = null;
      if (blocks.length > MOST_EVENTS)
        return { ok: false, reason: `The calendar has more than ${MOST_EVENTS} events.` };
    }
  }
  if (open) return { ok: false, reason: 'The calendar was cut off within an event.' };
  const moved = new Set(
    blocks.flatMap((block) => {
      const uid = lineOf(block, 'UID');
      const of = lineOf(block, 'RECURRENCE-ID');
      return uid && of ? [`${uid}#${isoDay(of)}`] : [];
    }),
  );
  const events = new Map<string, CalendarEvent>();
  for (const [at, block] of blocks.entries())
    for (const event of readEvent(block, at, place, moved))
      events.set(event.uid, events.has(event.uid) ? twice(event) : event);
  return { ok: true, events: [...events.values()] };
}

const twice = ({ uid, summary, emails }: CalendarEvent): CalendarEvent => ({
  uid,
  summary,
  emails,
  kind: 'refused',
  sentence: 'Two events have this id; which one counts is not known.',
});
const lineOf = (block: readonly string[], name: string): string | null => {
  const line = block.find(
    (one) => one.toUpperCase().startsWith(`${name}:`) || one.toUpperCase().startsWith(`${name};`),
  );
  return line?.slice(line.indexOf(':') + 1).trim() || null;
};
const isoDay = (stamp: string): string => `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 8)}`;

/** The days an event covers: all of an all-day event, of a timed one those of which it covers half a working day. */
function daysOf(
  start: Date,
  end: Date,
  isDay: boolean,
  timezone: string,
): [CalendarDate, CalendarDate] | null {
  if (isDay) return [dateAt(start.getTime()), dateAt(Math.max(start.getTime(), end.getTime() - DAY_MS))];
  const [from, to] = [wallClockMs(start.getTime(), timezone), wallClockMs(end.getTime(), timezone)];
  const first = Math.floor(from / DAY_MS);
  const last = Math.floor((to - 1) / DAY_MS);
  const covers = (day: number): boolean =>
    Math.min(to, (day + 1) * DAY_MS) - Math.max(from, day * DAY_MS) >= HALF_DAY_MS;
  // Days in between are whole, so only the ends can be too short.
  const begin = covers(first) ? first : first + 1;
  const finish = covers(last) ? last : last - 1;
  return begin > finish ? null : [dateAt(begin * DAY_MS), dateAt(finish * DAY_MS)];
}

function readEvent(
  block: readonly string[],
  at: number,
  { timezone, today }: Place,
  moved: ReadonlySet<string>,
): CalendarEvent[] {
  const text = block.join('\r\n');
  const id = (lineOf(block, 'UID') ?? `event ${at + 1}`).slice(0, 300);
  const summary = (lineOf(block, 'SUMMARY') ?? '').replace(/\\([,;\\])/g, '$1').slice(0, 200);
  const emails = [...text.slice(0, MOST_EVENT_CHARS).matchAll(/mailto:([^\s;:,<>"]{3,254})/gi)].map((m) =>
    (m[1] ?? '').toLowerCase(),
  );
  const of = { uid: id, summary, emails: [...new Set(emails)].slice(0, 20) };
  const no = (kind: 'skipped' | 'refused', sentence: string): CalendarEvent[] => [{ ...of, kind, sentence }];
  if (lineOf(block, 'UID') === null)
    return no('refused', 'The event has no id (UID), so it would be new each time.');
  if (text.length > MOST_EVENT_CHARS) return no('refused', 'The event is longer than 32,000 characters.');
  // The library promises more than it does: of a damaged event any part may be missing.
  let event: Partial<IcsEvent>;
  try {
    event = convertIcsEvent(undefined, text);
  } catch {
    return no('refused', 'The event cannot be read.');
  }
  if (event.status === 'CANCELLED') return no('skipped', 'It was cancelled.');
  if (event.status === 'TENTATIVE') return no('skipped', 'It is not sure yet.');
  if (event.timeTransparent === 'TRANSPARENT') return no('skipped', 'It is marked as free time.');
  const start = event.start?.date;
  const isDay = event.start?.type === 'DATE';
  if (!isTime(start)) return no('refused', 'Its start cannot be read.');
  const lasts =
    (event.duration?.weeks ?? 0) * 7 * DAY_MS +
    (event.duration?.days ?? 0) * DAY_MS +
    (event.duration?.hours ?? 0) * HOUR_MS;
  const end = event.end?.date ?? new Date(start.getTime() + (lasts || (isDay ? DAY_MS : 0)));
  if (!isTime(end)) return no('refused', 'Its end cannot be read.');
  if (end < start) return no('refused', 'It ends before it starts.');
  const [firstMs, lastMs] = [Date.parse(today) - BACK_DAYS * DAY_MS, Date.parse(today) + AHEAD_DAYS * DAY_MS];
  const of1 = lineOf(block, 'RECURRENCE-ID');
  const rule = lineOf(block, 'RRULE')?.toUpperCase() ?? null;
  const spans: { uid: string; start: Date; end: Date }[] = [];
  if (rule === null || of1 !== null)
    spans.push({ uid: of1 === null ? id : `${id}#${isoDay(of1)}`, start, end });
  else {
    const starts = occurrences(rule, start, isDay ? 'UTC' : timezone, { firstMs, lastMs });
    if (starts === null) return no('refused', 'By its rule it recurs in a way that cannot be read.');
    const out = new Set(
      (event.exceptionDates ?? []).map(({ date }) => (isTime(date) ? date.toISOString().slice(0, 10) : '')),
    );
    for (const one of starts) {
      const day = one.toISOString().slice(0, 10);
      if (!out.has(day) && !moved.has(`${id}#${day}`))
        spans.push({
          uid: `${id}#${day}`,
          start: one,
          end: new Date(one.getTime() + end.getTime() - start.getTime()),
        });
    }
  }
  const read = spans.map((span): CalendarEvent => {
    const days = daysOf(span.start, span.end, isDay, timezone);
    const one = { ...of, uid: span.uid };
    if (!days) return { ...one, kind: 'skipped', sentence: 'It is shorter than half a day.' };
    const [fromOn, toOn] = days;
    if (Date.parse(toOn) < firstMs)
      return { ...one, kind: 'skipped', sentence: 'It was over more than a month ago.' };
    if (Date.parse(fromOn) > lastMs)
      return { ...one, kind: 'skipped', sentence: 'It is more than a year ahead.' };
    return { ...one, kind: 'absence', fromOn, toOn };
  });
  return read.length > 0 ? read : no('skipped', 'It does not recur in the time looked at.');
}

/** When a rule begins anew within the time looked at, at most a hundred times; null for a rule that cannot be read. */
function occurrences(
  rule: string,
  start: Date,
  timezone: string,
  { firstMs, lastMs }: { firstMs: number; lastMs: number },
): Date[] | null {
  if (!/^[A-Z0-9=;,:+-]{1,300}$/.test(rule) || !/FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)/.test(rule)) return null;
  const until = /UNTIL=(\d{8})/.exec(rule)?.[1];
  const endMs = until ? Date.parse(isoDay(until)) + DAY_MS : Number.POSITIVE_INFINITY;
  const ahead = wallClockMs(start.getTime(), timezone) - start.getTime();
  try {
    return startsOf(
      rule.replace(/;?UNTIL=[^;]*/, ''),
      start.getTime() + ahead,
      Math.min(lastMs, endMs) + ahead,
    )
      .map((wallMs) => new Date(wallMs - ahead))
      .filter((at) => at.getTime() >= firstMs)
      .slice(0, MOST_OCCURRENCES);
  } catch {
    return null;
  }
}
