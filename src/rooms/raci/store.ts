import { type RawBuilder, sql } from 'kysely';
import type { DeviceId, MatrixVersionId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db/pool.ts';
import { recent } from '../../platform/recent.ts';
import { MatrixDocument, OrgSnapshot } from './model.ts';
import type { VersionState } from './rules/publication.ts';

/** Organisations by a hash of all their rows: many acts ask for the same one, and the hash costs a fiftieth of reading it. */
const organisations = recent<OrgSnapshot>(4);

const organisationTables = [
  ['people.organisation', 'id'],
  ['people.site', 'id'],
  ['people.ward', 'id'],
  ['people.person', 'id'],
  ['people.team', 'id'],
  ['people.team_member', 'team_id, person_id'],
  ['people.absence', 'id'],
  ['people.rota_shift', 'id'],
  ['people.rota', 'id'],
  ['people.rota_layer', 'id'],
  ['people.rota_swap', 'id'],
  ['people.skill', 'person_id, skill'],
  ['raci.staffing', 'id'],
  ['raci.delegation', 'id'],
  ['raci.skill_need', 'activity_id, skill'],
] as const;

async function organisationHash(db: Db): Promise<string> {
  const texts = organisationTables.map(
    ([table, order]) =>
      sql`(select coalesce(md5(string_agg(t::text, e'\n' order by ${sql.raw(order)})), '') from ${sql.raw(table)} t)`,
  );
  const { rows } = await sql<{ hash: string }>`select concat_ws(' ', ${sql.join(texts)}) as hash`.execute(db);
  return rows[0]?.hash ?? '';
}

/** The whole organisation as it stands, for the resolver: people, teams, absences, shifts, staffing, delegations. Two
 *  callers may get the same object: it is not to be changed. */
export async function organisation(db: Db): Promise<OrgSnapshot> {
  const hash = await organisationHash(db);
  const known = organisations.get(hash);
  if (known) return known;
  const org = await readOrganisation(db);
  // What changed between the two readings is nobody's.
  if ((await organisationHash(db)) === hash) organisations.set(hash, org);
  return org;
}

async function readOrganisation(db: Db): Promise<OrgSnapshot> {
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
      db.selectFrom('raci.delegation').selectAll().where('endedAt', 'is', null).orderBy('id').execute(),
    ]);
  const [rotas, skills, skillNeeds] = await Promise.all([
    readRotas(db),
    db.selectFrom('people.skill').selectAll().orderBy('personId').orderBy('skill').execute(),
    db.selectFrom('raci.skillNeed').selectAll().orderBy('activityId').orderBy('skill').execute(),
  ]);
  return OrgSnapshot.parse({
    organisations,
    sites,
    wards,
    people,
    absences,
    shifts,
    rotas,
    skills,
    skillNeeds,
    delegations,
    teams: teams.map((t) => ({
      ...t,
      memberIds: members.filter((m) => m.teamId === t.id).map((m) => m.personId),
    })),
    staffing: staffing.map(toLine),
  });
}

/** Rotas with their layers and the swaps that count, first agreed first. */
async function readRotas(db: Db) {
  const [rotas, layers, swaps] = await Promise.all([
    db.selectFrom('people.rota').select(['id', 'name', 'timezone']).orderBy('id').execute(),
    db.selectFrom('people.rotaLayer').selectAll().orderBy('id').execute(),
    db
      .selectFrom('people.rotaSwap')
      .selectAll()
      .where('state', '=', 'agreed')
      .orderBy('settledAt')
      .orderBy('id')
      .execute(),
  ]);
  return rotas.map((rota) => ({
    ...rota,
    layers: layers.filter((layer) => layer.rotaId === rota.id),
    swaps: swaps.filter((swap) => swap.rotaId === rota.id),
  }));
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
  /** 0 for what was never in force. */
  number: number;
  state: VersionState;
  document: MatrixDocument;
  /** Of the document: two versions that say the same have the same. */
  hash: string;
  inForceFrom: Instant | null;
};

/** Documents by their hash: they are long, and every act asks for one. */
const documents = recent<MatrixDocument>(8);

/** The version in force, or undefined before the first. */
export const versionInForce = (db: Db): Promise<MatrixVersion | undefined> =>
  oneVersion(db, sql<boolean>`state = 'in_force'`);

/** Any version by id. */
export const version = (db: Db, id: MatrixVersionId): Promise<MatrixVersion | undefined> =>
  oneVersion(db, sql<boolean>`id = ${id}`);

async function oneVersion(db: Db, where: RawBuilder<boolean>): Promise<MatrixVersion | undefined> {
  const row = await db
    .selectFrom('raci.matrixVersion')
    .select(['id', 'number', 'state', 'inForceFrom', 'documentHash as hash'])
    .where(where)
    .executeTakeFirst();
  if (!row) return undefined;
  const document = documents.get(row.hash) ?? (await readDocument(db, row.id));
  documents.set(row.hash, document);
  return { ...row, number: row.number ?? 0, document };
}

const readDocument = async (db: Db, id: MatrixVersionId): Promise<MatrixDocument> => {
  const { document } = await db
    .selectFrom('raci.matrixVersion')
    .select('document')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return MatrixDocument.parse(document);
};

/** What of a device the staffing may be scoped by. */
export const deviceSubject = (db: Db, id: DeviceId) =>
  db
    .selectFrom('inventory.device')
    .select(['siteId', 'wardId', 'department', 'deviceClass', 'manufacturer'])
    .where('id', '=', id)
    .executeTakeFirst();
