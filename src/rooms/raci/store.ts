import { sql } from 'kysely';
import type { DeviceId, MatrixVersionId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db/pool.ts';
import { MatrixDocument, OrgSnapshot } from './model.ts';

/** The whole organisation as it stands, for the resolver: people, teams, absences, shifts, staffing, delegations. */
export async function organisation(db: Db): Promise<OrgSnapshot> {
  const [organisations, sites, wards, people, teams, members, absences, shifts, staffing, delegations] =
    await Promise.all([
      db.selectFrom('people.organisation').select(['id', 'name', 'kind']).orderBy('id').execute(),
      db.selectFrom('people.site').selectAll().orderBy('id').execute(),
      db.selectFrom('people.ward').selectAll().orderBy('id').execute(),
      db.selectFrom('people.person').selectAll().orderBy('id').execute(),
      db.selectFrom('people.team').selectAll().orderBy('id').execute(),
      db.selectFrom('people.teamMember').selectAll().orderBy('personId').execute(),
      db.selectFrom('people.absence').selectAll().orderBy('id').execute(),
      db.selectFrom('people.rotaShift').selectAll().orderBy('id').execute(),
      staffingRows(db),
      db.selectFrom('raci.delegation').selectAll().orderBy('id').execute(),
    ]);
  return OrgSnapshot.parse({
    organisations,
    sites,
    wards,
    people,
    absences,
    shifts,
    delegations,
    teams: teams.map((t) => ({
      ...t,
      memberIds: members.filter((m) => m.teamId === t.id).map((m) => m.personId),
    })),
    staffing: staffing.map(toLine),
  });
}

const staffingRows = (db: Db) => db.selectFrom('raci.staffing').selectAll().orderBy('id').execute();

type StaffingRow = Awaited<ReturnType<typeof staffingRows>>[number];

const toLine = (s: StaffingRow): unknown => ({
  id: s.id,
  role: s.role,
  scope: Object.fromEntries(
    Object.entries({
      siteId: s.siteId,
      wardId: s.wardId,
      department: s.department,
      deviceClass: s.deviceClass,
      manufacturer: s.manufacturer,
    }).filter(([, value]) => value !== null),
  ),
  holder: s.personId
    ? { kind: 'person', personId: s.personId }
    : s.teamId
      ? { kind: 'team', teamId: s.teamId }
      : { kind: 'rota', rota: s.rota },
  deputyPersonId: s.deputyPersonId,
  activityId: s.activityId,
  validFrom: s.validFrom,
  validUntil: s.validUntil,
  limits: s.limits,
});

export type MatrixVersion = {
  id: MatrixVersionId;
  number: number;
  state: 'draft' | 'in_force' | 'retired';
  document: MatrixDocument;
  inForceFrom: Instant | null;
};

const toVersion = (row: {
  id: MatrixVersionId;
  number: number;
  state: MatrixVersion['state'];
  document: unknown;
  inForceFrom: Instant | null;
}): MatrixVersion => ({
  ...row,
  document: MatrixDocument.parse(row.document),
});

/** The version in force, or undefined before the first. */
export async function versionInForce(db: Db): Promise<MatrixVersion | undefined> {
  const row = await db
    .selectFrom('raci.matrixVersion')
    .select(['id', 'number', 'state', 'document', 'inForceFrom'])
    .where('state', '=', 'in_force')
    .executeTakeFirst();
  return row && toVersion(row);
}

/** Any version by id. */
export async function version(db: Db, id: MatrixVersionId): Promise<MatrixVersion | undefined> {
  const row = await db
    .selectFrom('raci.matrixVersion')
    .select(['id', 'number', 'state', 'document', 'inForceFrom'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toVersion(row);
}

/** Puts a document in force as the next version; the one before is retired. */
export async function putInForce(db: Db, document: MatrixDocument, at: Instant): Promise<MatrixVersionId> {
  await db
    .updateTable('raci.matrixVersion')
    .set({ state: 'retired' })
    .where('state', '=', 'in_force')
    .execute();
  const row = await db
    .insertInto('raci.matrixVersion')
    .values({
      number: sql`(select coalesce(max(number), 0) + 1 from raci.matrix_version)`,
      state: 'in_force',
      document: JSON.stringify(document),
      inForceFrom: at,
      createdAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** What of a device the staffing may be scoped by. */
export const deviceSubject = (db: Db, id: DeviceId) =>
  db
    .selectFrom('inventory.device')
    .select(['siteId', 'wardId', 'department', 'deviceClass', 'manufacturer'])
    .where('id', '=', id)
    .executeTakeFirst();
