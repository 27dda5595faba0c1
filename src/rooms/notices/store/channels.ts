// Ways out, and what people chose.
import { sql } from 'kysely';
import type { ChannelId, PersonId, SiteId } from '../../../kernel/ids.ts';
import type { AccountProfile } from '../../../kernel/permission.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { Choice } from '../model.ts';

export type Channel = {
  id: ChannelId;
  kind: 'email' | 'webhook' | 'teams' | 'slack';
  name: string;
  host: string;
  address: Buffer | null;
  secret: Buffer | null;
  kinds: string[];
  siteId: SiteId | null;
  ownerPersonId: PersonId | null;
  state: 'on' | 'paused' | 'removed';
  failingSince: Instant | null;
  failures: number;
  nextTryAt: Instant | null;
  lastError: string | null;
  lastSentAt: Instant | null;
  ownerToldAt: Instant | null;
  madeAt: Instant;
  version: number;
};

/** Every way out that was not removed, by kind and name. */
export const channels = (db: Db): Promise<Channel[]> =>
  db
    .selectFrom('notices.channel')
    .selectAll()
    .where('state', '<>', 'removed')
    .orderBy('kind')
    .orderBy('name')
    .orderBy('id')
    .execute();

export const lockChannel = (db: Db, id: ChannelId): Promise<Channel | undefined> =>
  db
    .selectFrom('notices.channel')
    .selectAll()
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .forUpdate()
    .executeTakeFirst();

export type NewChannel = Pick<
  Channel,
  'kind' | 'name' | 'host' | 'address' | 'secret' | 'kinds' | 'siteId' | 'ownerPersonId' | 'madeAt'
>;
export const insertChannel = async (db: Db, c: NewChannel): Promise<ChannelId> =>
  (
    await db
      .insertInto('notices.channel')
      .values({ ...c, state: 'on' })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

/** Makes the way out by e-mail; undefined where there is one already, perhaps made at this moment by another process. */
export const insertEmail = (db: Db, of: { host: string; ownerPersonId: PersonId | null; at: Instant }) =>
  db
    .insertInto('notices.channel')
    .values({
      kind: 'email',
      name: 'E-mail',
      host: of.host,
      ownerPersonId: of.ownerPersonId,
      state: 'on',
      madeAt: of.at,
    })
    .onConflict((c) => c.column('kind').where('kind', '=', 'email').doNothing())
    .returning('id')
    .executeTakeFirst();

type Change = Partial<Omit<Channel, 'id' | 'kind' | 'version' | 'madeAt'>>;
/** Changes a way out; `version` goes up only where a person changed it. */
export const saveChannel = (db: Db, id: ChannelId, change: Change, byPerson: boolean) =>
  db
    .updateTable('notices.channel')
    .set({ ...change, ...(byPerson ? { version: sql<number>`version + 1` } : {}) })
    .where('id', '=', id)
    .execute();

/** How many messages of each way out stand where. */
export async function tallies(db: Db) {
  const { rows } = await sql<{ channelId: ChannelId; waiting: number; dead: number; sent: number }>`
    select channel_id as "channelId", count(*) filter (where state in ('gathering', 'queued', 'sending'))::int as waiting,
      count(*) filter (where state = 'dead' and lane <> 'test')::int as dead, count(*) filter (where state = 'sent')::int as sent
    from notices.message group by channel_id`.execute(db);
  return rows;
}

/** What these people chose, for those who did. */
export async function choices(db: Db, personIds: readonly PersonId[]): Promise<Map<PersonId, Choice>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('notices.choice')
    .selectAll()
    .where('personId', 'in', [...personIds])
    .execute();
  return new Map(rows.map((r) => [r.personId, Choice.parse(r)]));
}

export const choiceOf = (db: Db, personId: PersonId) =>
  db.selectFrom('notices.choice').selectAll().where('personId', '=', personId).forUpdate().executeTakeFirst();

export const saveChoice = (db: Db, personId: PersonId, choice: Choice) =>
  db
    .insertInto('notices.choice')
    .values({ personId, ...choice })
    .onConflict((c) => c.column('personId').doUpdateSet({ ...choice, version: sql`choice.version + 1` }))
    .execute();

export const deleteChoice = (db: Db, personId: PersonId) =>
  db.deleteFrom('notices.choice').where('personId', '=', personId).execute();

/** What an administrator made standard, by kind of account. */
export async function standards(db: Db): Promise<Map<string, Choice>> {
  const rows = await db.selectFrom('notices.standard').select(['profile', 'choice']).execute();
  return new Map(
    rows.flatMap((r): [string, Choice][] => {
      const choice = Choice.safeParse(r.choice);
      return choice.success ? [[r.profile, choice.data]] : [];
    }),
  );
}

export const saveStandard = (db: Db, profile: AccountProfile, choice: Choice, at: Instant) => {
  const row = { choice: JSON.stringify(choice), changedAt: at };
  return db
    .insertInto('notices.standard')
    .values({ profile, ...row })
    .onConflict((c) => c.column('profile').doUpdateSet(row))
    .execute();
};

/** Who may see to a way out: everybody with an account in use who works here. */
export const keepers = (db: Db) =>
  db
    .selectFrom('people.person as p')
    .innerJoin('people.account as a', 'a.personId', 'p.id')
    .where('p.isActive', '=', true)
    .where('a.isEnabled', '=', true)
    .where('a.profile', '<>', 'outsider')
    .select(['p.id', 'p.name'])
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();

/** Where a person is written to, and whose wall clock is theirs. */
export const addressee = (db: Db, personId: PersonId) =>
  db
    .selectFrom('people.person as p')
    .leftJoin('people.site as s', 's.id', 'p.siteId')
    .where('p.id', '=', personId)
    .select([
      sql<string | null>`nullif(trim(p.email), '')`.as('email'),
      sql<string>`coalesce(s.timezone, (select timezone from people.site order by id limit 1), 'UTC')`.as(
        'zone',
      ),
    ])
    .executeTakeFirst();

/** The administrator of longest standing: sees to e-mail until somebody else is named. */
export const firstAdministrator = (db: Db) =>
  db
    .selectFrom('people.person as p')
    .innerJoin('people.account as a', 'a.personId', 'p.id')
    .where('p.isActive', '=', true)
    .where('a.isEnabled', '=', true)
    .where('a.profile', '=', 'administrator')
    .select(['p.id', 'p.name'])
    .orderBy('a.id')
    .limit(1)
    .executeTakeFirst();
