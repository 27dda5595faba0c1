// What is due as a calendar: the number of the case and its sentence, and nothing else of it.
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { type Instant, ms } from '../../../kernel/time.ts';
import { caseUrl, plain } from './compose.ts';
import { say } from './words.ts';

export type Due = {
  readonly group: 'decide' | 'do' | 'answer';
  /** Stable for one thing, so that a moved due time moves the entry. */
  readonly key: string;
  readonly chainId: number;
  readonly sentence: string;
  readonly dueAt: Instant;
};

/** An entry ends when the thing is due and begins half an hour before. */
const ENTRY_MS = 30 * 60_000;

/** The calendar as text. Entries block no time: a due time is not a meeting. @source RFC 5545 */
export function calendarText(
  due: readonly Due[],
  of: { now: Instant; baseUrl: string | null; host: string },
): string {
  const calendar = ical({
    name: say.calendar.name,
    prodId: { company: 'Wardline', product: 'Wardline', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const one of due) {
    const url = caseUrl(of.baseUrl, one.chainId);
    calendar.createEvent({
      id: `${one.key}@${of.host}`,
      stamp: new Date(of.now),
      start: new Date(ms(one.dueAt) - ENTRY_MS),
      end: new Date(one.dueAt),
      summary: `W-${one.chainId} ${say.calendar[one.group]}: ${plain(one.sentence)}`,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(url === null ? {} : { url }),
    });
  }
  return calendar.toString();
}
