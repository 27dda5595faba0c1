// SQL for the people room's own files: everything there is by its names, and what an import writes.
import { sql } from 'kysely';
import type { OrganisationId, PersonId, SiteId, TeamId, WardId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

export const sites = (db: Db) => db.selectFrom('people.site').selectAll().orderBy('id').execute();
export const wards = (db: Db) => db.selectFrom('people.ward').selectAll().orderBy('id').execute();
export const people = (db: Db) => db.selectFrom('people.person').selectAll().orderBy('id').execute();
export const teams = (db: Db) => db.selectFrom('people.team').selectAll().orderBy('id').execute();
export const organisations = (db: Db) =>
  db.selectFrom('people.organisation').selectAll().orderBy('id').execute();
export const absences = (db: Db) =>
  db
    .selectFrom('people.absence')
    .select(['id', 'personId', 'fromOn', 'toOn', 'reason', 'deputyPersonId'])
    .orderBy('id')
    .execute();
export const members = (db: Db) =>
  db.selectFrom('people.teamMember').selectAll().orderBy('teamId').orderBy('personId').execute();
export const shifts = (db: Db) => db.selectFrom('people.rotaShift').selectAll().orderBy('id').execute();
export const rotas = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('people.rota').select('name').orderBy('name').execute()).map((r) => r.name);
/** A rota of that name, made when there is none. */
export const keepRota = (db: Db, name: string, timezone: string) =>
  db
    .insertInto('people.rota')
    .values({ name, timezone })
    .onConflict((c) => c.doNothing())
    .execute();

export type SiteValues = { code: string; name: string; timezone?: string; city?: string | null };
export const insertSite = async (db: Db, v: SiteValues): Promise<SiteId> =>
  (await db.insertInto('people.site').values(v).returning('id').executeTakeFirstOrThrow()).id;
export const updateSite = (db: Db, id: SiteId, v: Partial<SiteValues>) =>
  db.updateTable('people.site').set(v).where('id', '=', id).execute();

export type WardValues = {
  siteId: SiteId;
  code: string;
  name: string;
  department: string | null;
  floor: string | null;
};
export const insertWard = async (db: Db, v: WardValues): Promise<WardId> =>
  (await db.insertInto('people.ward').values(v).returning('id').executeTakeFirstOrThrow()).id;
export const updateWard = (db: Db, id: WardId, v: Partial<WardValues>) =>
  db.updateTable('people.ward').set(v).where('id', '=', id).execute();

export type OrganisationKind = 'hospital' | 'manufacturer' | 'service';
export const insertOrganisation = async (
  db: Db,
  name: string,
  kind: OrganisationKind,
): Promise<OrganisationId> =>
  (
    await db
      .insertInto('people.organisation')
      .values({ name, kind })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;
export const setOrganisationKind = (db: Db, id: OrganisationId, kind: OrganisationKind) =>
  db.updateTable('people.organisation').set({ kind }).where('id', '=', id).execute();

export type PersonValues = {
  name: string;
  email: string | null;
  phone: string | null;
  title: string | null;
  organisationId: OrganisationId | null;
  siteId: SiteId | null;
  isActive: boolean;
};
export const insertPerson = async (db: Db, v: PersonValues): Promise<PersonId> =>
  (await db.insertInto('people.person').values(v).returning('id').executeTakeFirstOrThrow()).id;
export const updatePerson = (db: Db, id: PersonId, v: Partial<PersonValues>) =>
  db.updateTable('people.person').set(v).where('id', '=', id).execute();

export type TeamValues = { name: string; siteId: SiteId | null; leadPersonId: PersonId | null };
export const insertTeam = async (db: Db, v: TeamValues): Promise<TeamId> =>
  (await db.insertInto('people.team').values(v).returning('id').executeTakeFirstOrThrow()).id;
export const updateTeam = (db: Db, id: TeamId, v: Partial<TeamValues>) =>
  db.updateTable('people.team').set(v).where('id', '=', id).execute();
export const addMember = (db: Db, teamId: TeamId, personId: PersonId) =>
  db
    .insertInto('people.teamMember')
    .values({ teamId, personId })
    .onConflict((c) => c.doNothing())
    .execute();
export const removeMembers = (db: Db, teamId: TeamId, personIds: readonly PersonId[]) =>
  db
    .deleteFrom('people.teamMember')
    .where('teamId', '=', teamId)
    .where('personId', '=', sql<PersonId>`any(${[...personIds]}::int[])`)
    .execute();

export type AbsenceValues = {
  personId: PersonId;
  fromOn: CalendarDate;
  toOn: CalendarDate;
  reason: string | null;
  deputyPersonId: PersonId | null;
};
export const insertAbsence = async (db: Db, v: AbsenceValues): Promise<number> =>
  (await db.insertInto('people.absence').values(v).returning('id').executeTakeFirstOrThrow()).id;
export const updateAbsence = (db: Db, id: number, v: Pick<AbsenceValues, 'reason' | 'deputyPersonId'>) =>
  db.updateTable('people.absence').set(v).where('id', '=', id).execute();

export type ShiftValues = { rota: string; personId: PersonId; fromAt: Instant; toAt: Instant };
export const insertShift = async (db: Db, v: ShiftValues): Promise<number> =>
  (await db.insertInto('people.rotaShift').values(v).returning('id').executeTakeFirstOrThrow()).id;
export const updateShift = (db: Db, id: number, toAt: Instant) =>
  db.updateTable('people.rotaShift').set({ toAt }).where('id', '=', id).execute();
