// What is to be told: rows of the outbox that are not in an envelope yet, and the envelopes they are put into.
import { sql } from 'kysely';
import type { ChainId, ChannelId, MessageId, PersonId, SiteId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

export type Unsorted = {
  id: number;
  thing: string;
  kind: string;
  personId: PersonId;
  chainId: ChainId;
  outcome: 'scheduled' | 'out_of_cycle' | 'immediate';
  siteId: SiteId;
  email: string | null;
  zone: string;
  /** When this person was last written to at once. */
  lastAt: Instant | null;
};

/** Rows that nobody has sorted, the oldest first, held by this transaction: another sorter skips them. */
export async function unsorted(db: Db, limit: number): Promise<Unsorted[]> {
  const { rows } = await sql<Unsorted>`with held as materialized (
      select * from notices.outbox where sorted_at is null order by id limit ${limit} for update skip locked)
    select b.id, b.thing, b.kind, b.person_id as "personId", b.chain_id as "chainId", c.outcome, c.site_id as "siteId",
      nullif(trim(p.email), '') as email, coalesce(ps.timezone, cs.timezone) as zone,
      (select max(m.ended_at) from notices.message m where m.person_id = b.person_id and m.lane = 'at_once' and m.state = 'sent') as "lastAt"
    from held b join work.chain c on c.id = b.chain_id join people.site cs on cs.id = c.site_id
      join people.person p on p.id = b.person_id left join people.site ps on ps.id = p.site_id
    order by b.id`.execute(db);
  return rows;
}

export type Envelope = {
  readonly channelId: ChannelId;
  readonly personId: PersonId | null;
  readonly lane: 'at_once' | 'digest';
  readonly madeAt: Instant;
  readonly leaveAt: Instant;
  readonly giveUpAt: Instant;
};

/** The open envelope of this way out, person and lane, made where there is none. It leaves when the most urgent thing in it
 *  does. It is held until the transaction ends: nobody sends it while something is put in. */
export async function openEnvelope(db: Db, e: Envelope): Promise<MessageId> {
  const { rows } = await sql<{ id: MessageId }>`insert into notices.message as m
      (channel_id, person_id, lane, state, made_at, leave_at, give_up_at)
    values (${e.channelId}, ${e.personId}, ${e.lane}, 'gathering', ${e.madeAt}, ${e.leaveAt}, ${e.giveUpAt})
    on conflict (channel_id, coalesce(person_id, 0), lane) where state = 'gathering' and lane in ('at_once', 'digest')
    do update set leave_at = least(m.leave_at, excluded.leave_at), give_up_at = greatest(m.give_up_at, excluded.give_up_at)
    returning m.id`.execute(db);
  const [made] = rows;
  if (!made) throw new Error('An envelope was neither made nor found.');
  return made.id;
}

/** Puts things into an envelope; what went through this way out before is left out. Answers how many are in it now. */
export async function putIn(
  db: Db,
  messageId: MessageId,
  channelId: ChannelId,
  outboxIds: readonly number[],
): Promise<number> {
  await sql`insert into notices.item (message_id, outbox_id, channel_id)
    select ${messageId}, id, ${channelId} from unnest(${[...outboxIds]}::int[]) as t(id) on conflict do nothing`.execute(
    db,
  );
  const { n } = await db
    .selectFrom('notices.item')
    .where('messageId', '=', messageId)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** Closes a full envelope: what comes next goes into another. */
export const closeEnvelope = (db: Db, id: MessageId) =>
  db
    .updateTable('notices.message')
    .set({ state: 'queued' })
    .where('id', '=', id)
    .where('state', '=', 'gathering')
    .execute();

/** Of these things, those that a way out has in one of its messages already. */
export async function thingsGone(
  db: Db,
  channelId: ChannelId,
  things: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('notices.item as i')
    .innerJoin('notices.outbox as b', 'b.id', 'i.outboxId')
    .where('i.channelId', '=', channelId)
    .where('b.thing', '=', sql<string>`any(${[...things]}::text[])`)
    .select('b.thing')
    .distinct()
    .execute();
  return new Set(rows.map((r) => r.thing));
}

/** Marks rows as sorted; `unsent` says why no mail was made of one. */
export const markSorted = (db: Db, rows: readonly { id: number; unsent: string | null }[], at: Instant) =>
  sql`update notices.outbox b set sorted_at = ${at}, unsent = s.unsent
    from unnest(${rows.map((r) => r.id)}::int[], ${rows.map((r) => r.unsent)}::text[]) as s(id, unsent)
    where b.id = s.id`.execute(db);

/** People to whom nothing could be sent in the last 30 days, with why and how often; the most often first. */
export async function unreached(db: Db, since: Instant) {
  const { rows } = await sql<{
    personId: PersonId;
    name: string;
    why: 'no_account' | 'no_address';
    things: number;
  }>`
    select b.person_id as "personId", p.name, b.unsent as why, count(*)::int as things
    from notices.outbox b join people.person p on p.id = b.person_id
    where b.unsent in ('no_account', 'no_address') and b.created_at >= ${since}
    group by b.person_id, p.name, b.unsent order by things desc, p.name, b.person_id limit 50`.execute(db);
  return rows;
}
