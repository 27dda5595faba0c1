// The log of messages as a list, one message whole, and the last ones to a person.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { ChainId, MessageId, PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { MessageRow, messages } from '../contract.ts';

type Input = z.output<(typeof messages)['input']>;
type Words = {
  readonly state: Readonly<Record<string, string>>;
  readonly lane: Readonly<Record<string, string>>;
  readonly channel: Readonly<Record<string, string>>;
};

const inIt = sql`(select count(*)::int from notices.item i where i.message_id = m.id)`;

/** Messages, filtered and sorted as asked. */
export function messageList(input: Input, words: Words): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) {
    const like = anywhere(input.q);
    where.push(
      sql`(p.name ilike ${like} or c.name ilike ${like} or m.says ilike ${like} or m.key::text ilike ${like})`,
    );
  }
  return {
    from: sql`notices.message m join notices.channel c on c.id = m.channel_id left join people.person p on p.id = m.person_id`,
    where,
    facets: {
      state: { column: sql`m.state`, chosen: input.state, label: (v) => words.state[v] ?? v },
      channel: { column: sql`m.channel_id`, chosen: input.channel, label: (v) => words.channel[v] ?? v },
      lane: { column: sql`m.lane`, chosen: input.lane, label: (v) => words.lane[v] ?? v },
    },
    id: sql`m.id`,
    select: sql`m.id, m.channel_id as "channelId", c.name as channel, c.kind, p.name as person, m.lane, m.state, m.made_at as "madeAt",
      m.leave_at as "leaveAt", m.ended_at as "endedAt", m.attempts, ${inIt} as "inIt", m.told, m.says`,
    sorts: {
      made: { by: sql`m.id`, type: 'integer' },
      leave: { by: sql`extract(epoch from m.leave_at)`, type: 'number' },
      channel: { by: sql`lower(c.name)`, type: 'text' },
      person: { by: sql`lower(coalesce(p.name, ''))`, type: 'text' },
      state: { by: sql`m.state`, type: 'text' },
      attempts: { by: sql`m.attempts`, type: 'integer' },
    },
    defaultSort: '-made',
  };
}

/** One message with what only its own page shows; undefined where there is none. */
export async function message(db: Db, id: MessageId) {
  const { rows } = await sql<
    MessageRow & {
      key: string;
      giveUpAt: Instant;
      personId: PersonId | null;
      isRemoved: boolean;
      hasBody: boolean;
    }
  >`select m.id, m.channel_id as "channelId", c.name as channel, c.kind, p.name as person, m.lane, m.state, m.made_at as "madeAt",
      m.leave_at as "leaveAt", m.ended_at as "endedAt", m.attempts, ${inIt} as "inIt", m.told, m.says, m.key,
      m.give_up_at as "giveUpAt", m.person_id as "personId", c.state = 'removed' as "isRemoved", m.body is not null as "hasBody"
    from notices.message m join notices.channel c on c.id = m.channel_id left join people.person p on p.id = m.person_id
    where m.id = ${id}`.execute(db);
  return rows[0];
}

/** The attempts of a message, newest first. */
export const attempts = (db: Db, id: MessageId) =>
  db
    .selectFrom('notices.attempt')
    .select(['at', 'isOk', 'says', 'tookMs'])
    .where('messageId', '=', id)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();

/** What is in a message, at most a thousand things. */
export async function itemsOf(db: Db, id: MessageId) {
  const { rows } = await sql<{
    thing: string;
    kind: string;
    chainId: ChainId;
    leftOut: 'read' | 'over' | 'no_access' | null;
  }>`select b.thing, b.kind, b.chain_id as "chainId", i.left_out as "leftOut"
    from notices.item i join notices.outbox b on b.id = i.outbox_id where i.message_id = ${id} order by b.id limit 1000`.execute(
    db,
  );
  return rows;
}

/** The last messages to a person, newest first. */
export async function lastTo(db: Db, personId: PersonId) {
  const { rows } = await sql<{
    at: Instant;
    state: MessageRow['state'];
    lane: MessageRow['lane'];
    told: number;
    inIt: number;
    says: string | null;
    leaveAt: Instant;
  }>`select coalesce(m.ended_at, m.made_at) as at, m.state, m.lane, m.told, ${inIt} as "inIt", m.says, m.leave_at as "leaveAt"
    from notices.message m where m.person_id = ${personId} order by m.id desc limit 10`.execute(db);
  return rows;
}

/** The address of a person's calendar, without its secret. */
export const calendarOf = (db: Db, personId: PersonId) =>
  db
    .selectFrom('notices.calendar')
    .select(['madeAt', 'lastReadAt'])
    .where('personId', '=', personId)
    .executeTakeFirst();

/** Makes the address of a calendar, in place of one made before. */
export const saveCalendar = (db: Db, personId: PersonId, tokenHash: Buffer, at: Instant) => {
  const row = { tokenHash, madeAt: at, lastReadAt: null };
  return db
    .insertInto('notices.calendar')
    .values({ personId, ...row })
    .onConflict((c) => c.column('personId').doUpdateSet(row))
    .execute();
};

export const deleteCalendar = (db: Db, personId: PersonId) =>
  db.deleteFrom('notices.calendar').where('personId', '=', personId).returning('personId').executeTakeFirst();

/** Whose calendar a secret address is; notes that it was read. */
export const readCalendar = (db: Db, tokenHash: Buffer, at: Instant) =>
  db
    .updateTable('notices.calendar')
    .set({ lastReadAt: at })
    .where('tokenHash', '=', tokenHash)
    .returning('personId')
    .executeTakeFirst();
