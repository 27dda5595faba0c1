// SQL of calendars of absences: the calendar, what became of its events, and the absences that came from it.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { PersonId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { calendars } from '../contract/calendars.ts';

/** The calendar of that name, made when there is none, locked until the transaction ends. */
export const keepCalendar = (
  db: Db,
  v: {
    name: string;
    ownerPersonId: PersonId | null;
    state: 'fine' | 'broken';
    problem: string | null;
    readAt: Instant;
    fineAt: Instant | null;
  },
) =>
  db
    .insertInto('people.absenceFeed')
    .values(v)
    .onConflict((c) =>
      c.column('name').doUpdateSet({
        ownerPersonId: v.ownerPersonId,
        state: v.state,
        problem: v.problem,
        readAt: v.readAt,
        fineAt: sql`coalesce(excluded.fine_at, absence_feed.fine_at)`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();

export const absences = (db: Db) =>
  db.selectFrom('people.absence').select(['id', 'personId', 'fromOn', 'toOn', 'feedId', 'feedUid']).execute();
export const peopleWithZones = (db: Db) =>
  db
    .selectFrom('people.person as p')
    .leftJoin('people.site as s', 's.id', 'p.siteId')
    .where('p.isActive', '=', true)
    .select(['p.id', 'p.name', 'p.email', 's.timezone'])
    .execute();

export const insertAbsence = async (
  db: Db,
  v: {
    personId: PersonId;
    fromOn: CalendarDate;
    toOn: CalendarDate;
    reason: string | null;
    feedId: number;
    feedUid: string;
  },
): Promise<number> =>
  (await db.insertInto('people.absence').values(v).returning('id').executeTakeFirstOrThrow()).id;
export const moveAbsence = (
  db: Db,
  id: number,
  v: { personId: PersonId; fromOn: CalendarDate; toOn: CalendarDate },
) => db.updateTable('people.absence').set(v).where('id', '=', id).execute();
export const removeAbsence = (db: Db, id: number) =>
  db.deleteFrom('people.absence').where('id', '=', id).execute();

type Outcome = 'created' | 'updated' | 'unchanged' | 'removed' | 'skipped' | 'refused';
export type EventRow = { uid: string; summary: string; outcome: Outcome; sentence: string };
export async function keepEvents(db: Db, feedId: number, events: readonly EventRow[]): Promise<void> {
  await db.deleteFrom('people.absenceFeedEvent').where('feedId', '=', feedId).execute();
  for (let at = 0; at < events.length; at += 500)
    await db
      .insertInto('people.absenceFeedEvent')
      .values(events.slice(at, at + 500).map((event) => ({ ...event, feedId })))
      .execute();
}

/** Calendars, filtered and sorted as asked. */
export function calendarList(input: z.output<(typeof calendars)['input']>): ListSpec {
  return {
    from: sql`people.absence_feed c left join people.person o on o.id = c.owner_person_id`,
    where: input.q ? [sql`c.name ilike ${anywhere(input.q)}`] : [],
    facets: { state: { column: sql`c.state`, chosen: input.state } },
    id: sql`c.id`,
    select: sql`c.id, c.name, c.state, c.problem, o.name as owner, c.read_at as "readAt", c.fine_at as "fineAt",
      (select count(*)::int from people.absence a where a.feed_id = c.id) as absences,
      (select count(*)::int from people.absence_feed_event e where e.feed_id = c.id and e.outcome = 'refused') as refused`,
    sorts: { name: { by: sql`lower(c.name)`, type: 'text' } },
    defaultSort: 'name',
  };
}
