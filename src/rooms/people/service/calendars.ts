// Absences from an iCalendar file: each event on its own, the same event twice is one, one that vanished takes its absence
// with it. A file that cannot be read changes nothing but the calendar's state, which everybody sees with its owner.
import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { listOf } from '../../../platform/list.ts';
import { transact } from '../../../platform/transact.ts';
import type * as contract from '../contract/calendars.ts';
import { type CalendarEvent, MOST_BYTES, readCalendar } from '../decode/calendar.ts';
import * as store from '../store/calendars.ts';
import { sites } from '../store.ts';

/** Calendars, a page. */
export const calendars = (ctx: Ctx, input: Parameters<typeof store.calendarList>[0]) =>
  listOf<contract.CalendarRow>(ctx.db, store.calendarList(input), input);

/** A calendar that says nothing any more, though it said so many absences before, is taken for a fault. [rule] */
const SUDDENLY_EMPTY = 5;
const SHOWN = 200;

type Person = Awaited<ReturnType<typeof store.peopleWithZones>>[number];

/** Whose absence an event is: by an address in it, else by a name that its words begin with. */
function personOf(event: CalendarEvent, people: readonly Person[]): Person | string {
  const byMail = people.filter((p) => p.email !== null && event.emails.includes(p.email.toLowerCase()));
  const [one, ...more] = byMail;
  if (one && more.length === 0) return one;
  const words = event.summary.toLowerCase();
  const named = (byMail.length > 0 ? byMail : people).filter((p) => {
    const rest = words.startsWith(p.name.toLowerCase()) ? words.slice(p.name.length) : null;
    return rest !== null && !/^[\p{L}\p{N}]/u.test(rest);
  });
  const [first, ...others] = named;
  if (first && others.length === 0) return first;
  return byMail.length + named.length > 1
    ? 'More than one person could be meant. Give it the address of one, or begin its title with the name.'
    : 'Nobody here is meant: no address in it is known, and its title does not begin with a name.';
}

/** Reads a file that came with a request. @throws AppError `invalid` without a file. */
export async function readCalendarFile(
  ctx: Ctx,
  fileName: string,
  upload: { readonly path: string } | null,
): ReturnType<typeof readAbsences> {
  if (!upload) throw new AppError('invalid', 'No file came with the request.');
  const isLarge = (await stat(upload.path)).size > MOST_BYTES;
  const text = isLarge ? 'x'.repeat(MOST_BYTES + 1) : await readFile(upload.path, 'utf8');
  return readAbsences(ctx, fileName, text);
}

/** Brings the absences of a calendar in line with its text. */
export const readAbsences = (ctx: Ctx, name: string, text: string) =>
  transact(ctx, async (ctx) => {
    const [people, known, [site]] = [
      await store.peopleWithZones(ctx.db),
      await store.absences(ctx.db),
      await sites(ctx.db),
    ];
    // One zone for the file: that of the first site. All-day events, the usual ones, have no zone at all.
    const read = readCalendar(text, { timezone: site?.timezone ?? 'UTC', today: ctx.today() });
    const owner = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const broken = async (problem: string) => {
      const at = { ownerPersonId: owner, readAt: ctx.now(), fineAt: null };
      const { id } = await store.keepCalendar(ctx.db, { name, state: 'broken', problem, ...at });
      audit(ctx, 'people.calendar_broken', { kind: 'calendar', id }, { name, problem });
      return { state: 'broken' as const, problem, events: [], counts: countsOf([]) };
    };
    if (!read.ok) return broken(read.reason);
    const { id: feedId } = await store.keepCalendar(ctx.db, {
      name,
      ownerPersonId: owner,
      state: 'fine',
      problem: null,
      readAt: ctx.now(),
      fineAt: ctx.now(),
    });
    const mine = new Map(known.filter((a) => a.feedId === feedId).map((a) => [a.feedUid ?? '', a]));
    const toCome = [...mine.values()].filter((a) => a.toOn >= ctx.today());
    if (read.events.length === 0 && toCome.length >= SUDDENLY_EMPTY)
      return broken(
        `The calendar is empty, but it said ${toCome.length} absences before. Nothing was taken away.`,
      );
    const others = new Map(known.filter((a) => a.feedId !== feedId).map((a) => [dayKey(a), a]));
    const rows: store.EventRow[] = [];
    const kept = new Set<string>();
    for (const event of read.events) {
      const { uid, summary } = event;
      const say = (outcome: store.EventRow['outcome'], sentence: string) =>
        rows.push({ uid, summary, outcome, sentence });
      if (event.kind !== 'absence') {
        // What cannot be read is not gone: an absence that came from it stays until it is cancelled or vanishes.
        if (event.kind === 'refused') kept.add(uid);
        say(event.kind, event.sentence);
        continue;
      }
      const person = personOf(event, people);
      if (typeof person === 'string') {
        say('refused', person);
        continue;
      }
      const days = { personId: person.id, fromOn: event.fromOn, toOn: event.toOn };
      const words = `${person.name} is away from ${event.fromOn} to ${event.toOn}.`;
      const before = mine.get(uid);
      if (others.has(dayKey(days))) {
        say('unchanged', `${words} That was known already.`);
        continue;
      }
      others.set(dayKey(days), { id: 0, feedId, feedUid: uid, ...days });
      kept.add(uid);
      if (!before) {
        await store.insertAbsence(ctx.db, { ...days, reason: summary || null, feedId, feedUid: uid });
        say('created', words);
      } else if (dayKey(before) === dayKey(days)) say('unchanged', words);
      else {
        // Whoever was named by hand to stand in still does.
        await store.moveAbsence(ctx.db, before.id, days);
        say('updated', words);
      }
    }
    for (const [uid, absence] of mine) {
      // Days that are over are history, whatever the calendar still shows.
      if (kept.has(uid) || absence.toOn < ctx.today()) continue;
      await store.removeAbsence(ctx.db, absence.id);
      const row = rows.find((one) => one.uid === uid);
      const sentence = `The absence from ${absence.fromOn} to ${absence.toOn} is taken away. ${row?.sentence ?? 'It is not in the calendar any more.'}`;
      if (row) Object.assign(row, { outcome: 'removed', sentence });
      else rows.push({ uid, summary: '', outcome: 'removed', sentence });
    }
    await store.keepEvents(ctx.db, feedId, rows);
    const counts = countsOf(rows);
    audit(ctx, 'people.calendar_read', { kind: 'calendar', id: feedId }, { name, ...counts });
    if (counts.created + counts.updated + counts.removed > 0) await emit(ctx, 'people.changed');
    const order = (row: store.EventRow): number => (row.outcome === 'unchanged' ? 1 : 0);
    const events = [...rows].sort((a, b) => order(a) - order(b)).slice(0, SHOWN);
    return { state: 'fine' as const, problem: null, events, counts };
  });

const dayKey = (a: { personId: PersonId; fromOn: string; toOn: string }): string =>
  `${a.personId}|${a.fromOn}|${a.toOn}`;
function countsOf(rows: readonly store.EventRow[]) {
  const counts = { created: 0, updated: 0, unchanged: 0, removed: 0, skipped: 0, refused: 0 };
  for (const row of rows) counts[row.outcome] += 1;
  return counts;
}
