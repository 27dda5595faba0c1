// Absences from iCalendar files: what became of each event, and which calendars could not be read.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { csvOf, PageInput, pageOf } from '../../../kernel/page.ts';
import { Instant } from '../../../kernel/time.ts';

const id = z.coerce.number().int().positive().max(2_147_483_647);
export const EventOutcome = z.enum(['created', 'updated', 'unchanged', 'removed', 'skipped', 'refused']);
/** `state` broken: the last file could not be read; what was read before still stands, and `owner` is to mend it. */
export const CalendarRow = z.object({
  id,
  name: z.string(),
  state: z.enum(['fine', 'broken']),
  problem: z.string().nullable(),
  owner: z.string().nullable(),
  readAt: Instant,
  fineAt: Instant.nullable(),
  absences: z.number().int(),
  refused: z.number().int(),
});
export type CalendarRow = z.infer<typeof CalendarRow>;
export const calendars = endpoint({
  method: 'GET',
  path: '/absence-calendars',
  permission: 'people.read',
  summary: 'Calendars that absences were read from',
  input: PageInput.extend({ state: csvOf(z.enum(['fine', 'broken'])) }),
  output: pageOf(CalendarRow),
});
export const CalendarEventRow = z.object({
  uid: z.string(),
  summary: z.string(),
  outcome: EventOutcome,
  sentence: z.string(),
});
export const readCalendarFile = endpoint({
  method: 'POST',
  path: '/absence-calendars/read',
  permission: 'people.write',
  upload: true,
  summary: 'Reads absences from an iCalendar file; the same name again replaces what it said before',
  input: z.object({ fileName: z.string().trim().min(1).max(200) }),
  output: z.object({
    state: z.enum(['fine', 'broken']),
    problem: z.string().nullable(),
    /** Every event that is not `unchanged` first, at most two hundred. */
    events: z.array(CalendarEventRow),
    counts: z.record(EventOutcome, z.number().int()),
  }),
});
