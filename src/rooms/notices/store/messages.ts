// Messages on their way: claimed, looked at once more, and what became of them.
import { sql } from 'kysely';
import type { ChainId, ChannelId, MessageId, PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

export type Claimed = {
  id: MessageId;
  key: string;
  channelId: ChannelId;
  channel: 'email' | 'webhook' | 'teams' | 'slack';
  channelName: string;
  address: Buffer | null;
  secret: Buffer | null;
  personId: PersonId | null;
  name: string | null;
  email: string | null;
  zone: string;
  lane: 'at_once' | 'digest' | 'test' | 'trouble';
  giveUpAt: Instant;
  attempts: number;
  body: string | null;
};

/** Claims one message: the given one, or the next that is due on a way out that is on and not resting after a failure; also one
 *  whose sender died. It is this sender's until `until`. Undefined where there is none. */
export async function claim(
  db: Db,
  at: Instant,
  until: Instant,
  only?: MessageId,
): Promise<Claimed | undefined> {
  const which = only
    ? sql`m.id = ${only}`
    : sql`(c.next_try_at is null or c.next_try_at <= ${at}) and ((m.state in ('gathering', 'queued') and m.leave_at <= ${at})
        or (m.state = 'sending' and m.claimed_until <= ${at}))`;
  const { rows } = await sql<Claimed>`with next as materialized (
      select m.id from notices.message m join notices.channel c on c.id = m.channel_id
      where c.state = 'on' and ${which} and (m.state <> 'sending' or m.claimed_until <= ${at}) and m.state in ('gathering', 'queued', 'sending')
      order by m.leave_at, m.id limit 1 for update of m skip locked),
    held as (
      update notices.message m set state = 'sending', attempts = m.attempts + 1, claimed_until = ${until}
      from next where m.id = next.id returning m.*)
    select h.id, h.key, h.channel_id as "channelId", c.kind as channel, c.name as "channelName", c.address, c.secret,
      h.person_id as "personId", p.name, nullif(trim(p.email), '') as email,
      coalesce(s.timezone, cs.timezone, (select timezone from people.site order by id limit 1), 'UTC') as zone,
      h.lane, h.give_up_at as "giveUpAt", h.attempts, h.body
    from held h join notices.channel c on c.id = h.channel_id left join people.person p on p.id = h.person_id
      left join people.site s on s.id = p.site_id left join people.site cs on cs.id = c.site_id`.execute(db);
  return rows[0];
}

export type Content = {
  outboxId: number;
  thing: string;
  kind: string;
  chainId: ChainId;
  obligationId: number | null;
  text: string;
  outcome: 'scheduled' | 'out_of_cycle' | 'immediate';
  site: string;
  wards: string[];
  dueAt: Instant | null;
  createdAt: Instant;
  waitsFor: string | null;
  people: { id: PersonId; name: string }[];
  /** Why it need not be told any more: they have read it, or it is over or somebody else's. */
  gone: 'read' | 'over' | null;
};

/** What is in a message as it stands at this moment. */
export async function contents(db: Db, id: MessageId): Promise<Content[]> {
  const inTeam = (team: string) =>
    sql`exists (select from people.team_member t where t.team_id = ${sql.ref(team)} and t.person_id = b.person_id)`;
  const { rows } = await sql<Content>`
    select b.id as "outboxId", b.thing, b.kind, b.chain_id as "chainId", b.obligation_id as "obligationId",
      coalesce(n.text, g.question || ' (' || c.sentence || ')', c.sentence) as text, c.outcome, s.name as site,
      array(select w.name from unnest(c.ward_ids[1:3]) with ordinality as at(ward_id, place) join people.ward w on w.id = at.ward_id
        order by at.place) as wards,
      case when g.id is not null then g.due_at when n.id is null or n.kind in ('reminder', 'escalation') then coalesce(o.party_due_at, o.due_at) end as "dueAt",
      b.created_at as "createdAt", nullif(coalesce(g.label, o.court_label), '') as "waitsFor",
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
        from notices.outbox also join people.person p on p.id = also.person_id where also.thing = b.thing), '[]') as people,
      case
        when n.id is not null then case
          when n.acknowledged_at is not null or n.read_at is not null then 'read'
          when n.kind in ('reminder', 'escalation') and (o.id is null or o.state in ('upcoming', 'closed', 'withdrawn')
            or o.state_since > n.created_at) then 'over' end
        when g.id is not null then case when g.answer is null and o.state in ('consult', 'decide')
          and coalesce(g.person_id = b.person_id, ${inTeam('g.team_id')}) then null else 'over' end
        else case when b.thing = 'ball:' || o.id || ':' || o.state || ':' || o.bounces || ':' || o.pauses
          and coalesce(o.court_person_id = b.person_id, ${inTeam('o.court_team_id')}) then null else 'over' end
      end as gone
    from notices.item i join notices.outbox b on b.id = i.outbox_id join work.chain c on c.id = b.chain_id
      join people.site s on s.id = c.site_id
      left join work.obligation o on o.id = b.obligation_id left join work.gate g on g.id = b.gate_id
      left join work.notice n on n.id = b.notice_id
    where i.message_id = ${id} order by b.id`.execute(db);
  return rows;
}

/** Keeps what a webhook or chat is sent, once: later attempts send the same. */
export const keepBody = (db: Db, id: MessageId, body: string) =>
  db.updateTable('notices.message').set({ body }).where('id', '=', id).where('body', 'is', null).execute();

/** The message, locked, as long as this attempt is still its last: another sender may have taken it over meanwhile. */
export const lockAttempt = (db: Db, id: MessageId, attempts: number) =>
  db
    .selectFrom('notices.message')
    .select(['id', 'state', 'giveUpAt'])
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'sending')
    .forUpdate()
    .executeTakeFirst();

export const insertAttempt = (
  db: Db,
  a: { messageId: MessageId; at: Instant; isOk: boolean; says: string; tookMs: number },
) => db.insertInto('notices.attempt').values(a).execute();

/** What became of a message. */
export const endMessage = (
  db: Db,
  id: MessageId,
  to: {
    state: 'sent' | 'dead' | 'dropped' | 'queued';
    leaveAt?: Instant;
    endedAt: Instant | null;
    told: number;
    says: string;
  },
) =>
  db
    .updateTable('notices.message')
    .set({ ...to, claimedUntil: null })
    .where('id', '=', id)
    .execute();

/** Notes which things in a message were not told, and why. */
export const leaveOut = (db: Db, id: MessageId, out: readonly { outboxId: number; why: string }[]) =>
  sql`update notices.item i set left_out = o.why
    from unnest(${out.map((o) => o.outboxId)}::int[], ${out.map((o) => o.why)}::text[]) as o(outbox_id, why)
    where i.message_id = ${id} and i.outbox_id = o.outbox_id`.execute(db);

/** Everything else that has waited too long on this way out becomes a dead letter too; answers which. */
export const giveUpRest = async (
  db: Db,
  channelId: ChannelId,
  at: Instant,
  says: string,
): Promise<MessageId[]> => {
  const rows = await db
    .updateTable('notices.message')
    .set({ state: 'dead', endedAt: at, says })
    .where('channelId', '=', channelId)
    .where('state', 'in', ['gathering', 'queued'])
    .where('giveUpAt', '<=', at)
    .returning('id')
    .execute();
  return rows.map((r) => r.id);
};

/** A message outside the lanes: a test, or a word to whoever sees to a way out. */
export const insertMessage = (
  db: Db,
  m: {
    channelId: ChannelId;
    personId: PersonId | null;
    lane: 'test' | 'trouble';
    madeAt: Instant;
    leaveAt: Instant;
    giveUpAt: Instant;
    body: string | null;
  },
) =>
  db
    .insertInto('notices.message')
    .values({ ...m, state: 'queued' })
    .returning('id')
    .executeTakeFirstOrThrow();

/** Puts dead letters (of a webhook also what was sent) back into the queue; answers which. */
export const revive = async (
  db: Db,
  which: { messageId: MessageId } | { channelId: ChannelId },
  at: Instant,
  giveUpAt: Instant,
): Promise<{ id: MessageId; channelId: ChannelId }[]> =>
  db
    .updateTable('notices.message as m')
    .set({ state: 'queued', leaveAt: at, giveUpAt, endedAt: null, says: null })
    .where((eb) =>
      'messageId' in which
        ? eb.and([
            eb('m.id', '=', which.messageId),
            eb.or([
              eb.and([eb('m.state', '=', 'dead'), eb('m.lane', '<>', 'test')]),
              eb.and([
                eb('m.state', '=', 'sent'),
                eb('m.body', 'is not', null),
                eb('m.lane', '=', 'at_once'),
              ]),
            ]),
          ])
        : eb.and([
            eb('m.channelId', '=', which.channelId),
            eb('m.state', '=', 'dead'),
            eb('m.lane', '<>', 'test'),
          ]),
    )
    .returning(['m.id', 'm.channelId'])
    .execute();

/** Puts aside everything that waits on a way out that is no more; says how many. */
export const putAside = async (db: Db, channelId: ChannelId, at: Instant, says: string): Promise<number> => {
  const done = await db
    .updateTable('notices.message')
    .set({ state: 'dead', endedAt: at, says, claimedUntil: null })
    .where('channelId', '=', channelId)
    .where('state', 'in', ['gathering', 'queued', 'sending'])
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
};

/** Whether a test went through this way out since then. */
export const testedSince = async (db: Db, channelId: ChannelId, since: Instant): Promise<boolean> =>
  (await db
    .selectFrom('notices.message')
    .select('id')
    .where('channelId', '=', channelId)
    .where('lane', '=', 'test')
    .where('madeAt', '>', since)
    .executeTakeFirst()) !== undefined;
