import { sql } from 'kysely';
import type { PersonId } from '../../kernel/ids.ts';
import { AccountProfile } from '../../kernel/permission.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db/pool.ts';

export const sites = (db: Db) =>
  db.selectFrom('people.site').select(['id', 'code', 'name', 'timezone', 'city']).orderBy('name').execute();

export const wards = (db: Db) =>
  db
    .selectFrom('people.ward')
    .select(['id', 'siteId', 'code', 'name', 'department'])
    .orderBy('name')
    .execute();

/** The person by id, or undefined. */
export const person = (db: Db, id: PersonId) =>
  db.selectFrom('people.person').selectAll().where('id', '=', id).executeTakeFirst();

export type AccountRow = {
  id: number;
  personId: PersonId | null;
  login: string;
  passwordHash: string;
  profile: AccountProfile;
  isEnabled: boolean;
  failedAttempts: number;
  lockedUntil: Instant | null;
  name: string | null;
};

const accounts = (db: Db) =>
  db
    .selectFrom('people.account as a')
    .leftJoin('people.person as p', 'p.id', 'a.personId')
    .select([
      'a.id',
      'a.personId',
      'a.login',
      'a.passwordHash',
      'a.profile',
      'a.isEnabled',
      'a.failedAttempts',
      'a.lockedUntil',
      'p.name',
      'p.isActive',
    ]);

const toAccount = (
  row: Omit<AccountRow, 'profile'> & { profile: string; isActive: boolean | null },
): AccountRow => ({
  ...row,
  profile: AccountProfile.parse(row.profile),
  isEnabled: row.isEnabled && row.isActive !== false,
});

export const accountByLogin = async (db: Db, login: string): Promise<AccountRow | undefined> => {
  const row = await accounts(db)
    .where(sql`lower(a.login)`, '=', login.toLowerCase())
    .forUpdate('a')
    .executeTakeFirst();
  return row && toAccount(row);
};
export const accountOfPerson = async (db: Db, personId: PersonId): Promise<AccountRow | undefined> => {
  const row = await accounts(db).where('a.personId', '=', personId).executeTakeFirst();
  return row && toAccount(row);
};
/** The accounts of these people; whoever has none is left out. */
export const accountsOfPeople = async (db: Db, personIds: readonly PersonId[]): Promise<AccountRow[]> =>
  personIds.length === 0
    ? []
    : (
        await accounts(db)
          .where('a.personId', 'in', [...personIds])
          .execute()
      ).map(toAccount);
/** The account of a live session, or undefined. */
export const accountBySession = async (db: Db, hash: Buffer, now: Instant) => {
  const row = await accounts(db)
    .innerJoin('people.session as s', 's.accountId', 'a.id')
    .where('s.tokenHash', '=', hash)
    .where('s.expiresAt', '>', now)
    .select('s.lastUsedAt')
    .executeTakeFirst();
  return row && { ...toAccount(row), lastUsedAt: row.lastUsedAt };
};
export const countAccounts = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom('people.account')
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
};
export const setAttempts = (db: Db, accountId: number, failedAttempts: number, lockedUntil: Instant | null) =>
  db.updateTable('people.account').set({ failedAttempts, lockedUntil }).where('id', '=', accountId).execute();

export const insertAccount = (
  db: Db,
  account: {
    personId: PersonId | null;
    login: string;
    passwordHash: string;
    profile: AccountProfile;
    createdAt: Instant;
  },
) => db.insertInto('people.account').values(account).execute();

export const insertSession = (
  db: Db,
  session: {
    tokenHash: Buffer;
    accountId: number;
    createdAt: Instant;
    lastUsedAt: Instant;
    expiresAt: Instant;
    userAgent: string | null;
  },
) => db.insertInto('people.session').values(session).execute();
export const touchSession = (db: Db, hash: Buffer, now: Instant) =>
  db.updateTable('people.session').set({ lastUsedAt: now }).where('tokenHash', '=', hash).execute();
export const deleteSession = (db: Db, hash: Buffer) =>
  db.deleteFrom('people.session').where('tokenHash', '=', hash).execute();
export const deleteExpiredSessions = (db: Db, now: Instant) =>
  db.deleteFrom('people.session').where('expiresAt', '<=', now).execute();

export const insertPerson = (db: Db, values: { name: string; email: string; title: string | null }) =>
  db.insertInto('people.person').values(values).returning('id').executeTakeFirstOrThrow();

export const teams = (db: Db) =>
  db
    .selectFrom('people.team as t')
    .leftJoin('people.person as l', 'l.id', 't.leadPersonId')
    .select(['t.id', 't.name', 'l.name as lead'])
    .select(
      sql<
        { id: PersonId; name: string }[]
      >`coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name)
        from people.team_member m join people.person p on p.id = m.person_id where m.team_id = t.id), '[]')`.as(
        'members',
      ),
    )
    .orderBy('t.name')
    .execute();

export const peopleWithAccounts = (db: Db) =>
  db
    .selectFrom('people.person as p')
    .innerJoin('people.account as a', 'a.personId', 'p.id')
    .leftJoin('people.site as s', 's.id', 'p.siteId')
    .where('p.isActive', '=', true)
    .select(['p.id as personId', 'p.name', 'p.title', 's.name as site', 'a.profile'])
    .orderBy('p.name')
    .execute();

/** A person, locked until the transaction ends. */
export const lockPerson = (db: Db, id: PersonId) =>
  db
    .selectFrom('people.person')
    .select(['id', 'name', 'isActive'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** Says that a person is here or has left; whoever left has no account to use and no session open. */
export async function setActive(db: Db, id: PersonId, isActive: boolean): Promise<void> {
  await db.updateTable('people.person').set({ isActive }).where('id', '=', id).execute();
  if (isActive) return;
  const accounts = await db
    .updateTable('people.account')
    .set({ isEnabled: false })
    .where('personId', '=', id)
    .returning('id')
    .execute();
  for (const account of accounts)
    await db.deleteFrom('people.session').where('accountId', '=', account.id).execute();
}
