// Versions and drafts of the matrix as rows: reading and writing each step of their life.
import { sql } from 'kysely';
import type { MatrixVersionId, PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { Cell, MatrixDocument } from '../model.ts';
import type { CellStep } from '../rules/edit.ts';
import type { VersionState } from '../rules/publication.ts';

export type VersionRow = {
  id: MatrixVersionId;
  number: number | null;
  state: VersionState;
  title: string;
  reason: string | null;
  revision: number;
  basedOn: MatrixVersionId | null;
  basedOnNumber: number | null;
  createdAt: Instant;
  createdBy: string | null;
  publishedBy: PersonId | null;
  proposedAt: Instant | null;
  proposedBy: string | null;
  signedAt: Instant | null;
  signedBy: string | null;
  inForceFrom: Instant | null;
  endedAt: Instant | null;
};

/** Two publications never happen at the same moment: numbers have no holes, and one version is in force. */
const PUBLISH_LOCK = 730_002;
export const lockPublishing = (db: Db) => sql`select pg_advisory_xact_lock(${PUBLISH_LOCK})`.execute(db);

const rows = (db: Db) =>
  db
    .selectFrom('raci.matrixVersion as v')
    .leftJoin('raci.matrixVersion as b', 'b.id', 'v.basedOn')
    .leftJoin('people.person as c', 'c.id', 'v.createdBy')
    .leftJoin('people.person as p', 'p.id', 'v.publishedBy')
    .leftJoin('people.person as s', 's.id', 'v.secondSignatureBy')
    .select([
      'v.id',
      'v.number',
      'v.state',
      sql<string>`v.document->>'title'`.as('title'),
      'v.reason',
      'v.revision',
      'v.basedOn',
      'b.number as basedOnNumber',
      'v.createdAt',
      'c.name as createdBy',
      'v.publishedBy',
      'v.proposedAt',
      'p.name as proposedBy',
      'v.signedAt',
      's.name as signedBy',
      'v.inForceFrom',
      'v.endedAt',
    ]);

/** All versions and drafts, what is open first, then the newest. At most 500. */
export const versionRows = (db: Db): Promise<VersionRow[]> =>
  rows(db)
    .orderBy(sql`v.state in ('draft', 'proposed', 'signed')`, 'desc')
    .orderBy(sql`v.number`, (o) => o.desc().nullsLast())
    .orderBy('v.id', 'desc')
    .limit(500)
    .execute();

/** One of them; with `lock` until the transaction ends. */
export const versionRow = (db: Db, id: MatrixVersionId, lock = false): Promise<VersionRow | undefined> =>
  rows(db)
    .where('v.id', '=', id)
    .$if(lock, (q) => q.forUpdate('v'))
    .executeTakeFirst();

export async function insertDraft(
  db: Db,
  draft: { document: MatrixDocument; basedOn: MatrixVersionId | null; by: PersonId | null; at: Instant },
): Promise<MatrixVersionId> {
  const { id } = await db
    .insertInto('raci.matrixVersion')
    .values({
      state: 'draft',
      document: JSON.stringify(draft.document),
      basedOn: draft.basedOn,
      createdBy: draft.by,
      createdAt: draft.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes a draft's text as its next revision. */
export const saveDraft = (db: Db, id: MatrixVersionId, document: MatrixDocument) =>
  db
    .updateTable('raci.matrixVersion')
    .set({ document: JSON.stringify(document), revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute();

export const noteSteps = (
  db: Db,
  id: MatrixVersionId,
  steps: readonly CellStep[],
  by: PersonId | null,
  at: Instant,
) =>
  db
    .insertInto('raci.cellChange')
    .values(
      steps.map((s) => ({
        versionId: id,
        activityId: s.activityId,
        role: s.role,
        before: s.before,
        after: s.text,
        changedBy: by,
        changedAt: at,
      })),
    )
    .execute();

type Step =
  | {
      state: 'proposed';
      publishedBy: PersonId;
      proposedAt: Instant;
      reason: string;
      inForceFrom: Instant | null;
    }
  | { state: 'signed'; secondSignatureBy: PersonId; signedAt: Instant; inForceFrom: Instant }
  | { state: 'withdrawn'; endedAt: Instant };
export const saveStep = (db: Db, id: MatrixVersionId, step: Step) =>
  db.updateTable('raci.matrixVersion').set(step).where('id', '=', id).execute();

/** Signatures of what comes in force at once. */
export const saveSignature = (db: Db, id: MatrixVersionId, by: PersonId, at: Instant) =>
  db
    .updateTable('raci.matrixVersion')
    .set({ secondSignatureBy: by, signedAt: at })
    .where('id', '=', id)
    .execute();

/** Signed versions whose instant has come, the earliest first. */
export const due = (db: Db, at: Instant): Promise<{ id: MatrixVersionId; inForceFrom: Instant | null }[]> =>
  db
    .selectFrom('raci.matrixVersion')
    .select(['id', 'inForceFrom'])
    .where('state', '=', 'signed')
    .where('inForceFrom', '<=', at)
    .orderBy('inForceFrom')
    .orderBy('id')
    .execute();

const retire = (db: Db, at: Instant) =>
  db
    .updateTable('raci.matrixVersion')
    .set({ state: 'retired', endedAt: at })
    .where('state', '=', 'in_force')
    .execute();

const nextNumber = sql<number>`(select coalesce(max(number), 0) + 1 from raci.matrix_version)`;

/** Puts a version in force from `at` with the next number; the one before is retired. Answers the number. */
export async function bringInForce(db: Db, id: MatrixVersionId, at: Instant): Promise<number> {
  await retire(db, at);
  const { number } = await db
    .updateTable('raci.matrixVersion')
    .set({ state: 'in_force', number: nextNumber, inForceFrom: at })
    .where('id', '=', id)
    .returning('number')
    .executeTakeFirstOrThrow();
  return number ?? 0;
}

/** Puts a document in force as the next version; the one before is retired. */
export async function insertInForce(db: Db, document: MatrixDocument, at: Instant): Promise<MatrixVersionId> {
  await retire(db, at);
  const { id } = await db
    .insertInto('raci.matrixVersion')
    .values({
      number: nextNumber,
      state: 'in_force',
      document: JSON.stringify(document),
      inForceFrom: at,
      createdAt: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The text of a version as it is now, whatever its state. */
export const documentOf = async (db: Db, id: MatrixVersionId): Promise<MatrixDocument> => {
  const { document } = await db
    .selectFrom('raci.matrixVersion')
    .select('document')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return MatrixDocument.parse(document);
};

/** One cell in every version that was or is in force, the first version first; `hasRow` is false where the row was not there. */
export async function cellInVersions(db: Db, activityId: string, role: string) {
  const { rows: found } = await sql<{
    id: MatrixVersionId;
    number: number;
    state: VersionState;
    title: string;
    at: Instant;
    by: string[];
    cells: unknown;
  }>`select v.id, v.number, v.state, v.document->>'title' as title, v.in_force_from as at,
      array_remove(array[p.name, s.name], null) as by,
      (select coalesce(jsonb_agg(c), '[]') from jsonb_array_elements(v.document->'activities') a,
        jsonb_array_elements(a->'cells') c where a->>'id' = ${activityId} and c->>'role' = ${role}) as cells
    from raci.matrix_version v left join people.person p on p.id = v.published_by
      left join people.person s on s.id = v.second_signature_by
    where v.state in ('in_force', 'retired') order by v.number`.execute(db);
  return found.map((row) => ({ ...row, cells: Cell.array().parse(row.cells) }));
}

/** The edits of one cell in drafts that are still open, the first one first. At most 200. */
export const cellInDrafts = (db: Db, activityId: string, role: string) =>
  db
    .selectFrom('raci.cellChange as c')
    .innerJoin('raci.matrixVersion as v', 'v.id', 'c.versionId')
    .leftJoin('people.person as p', 'p.id', 'c.changedBy')
    .select([
      'v.id',
      'v.state',
      sql<string>`v.document->>'title'`.as('title'),
      'c.before',
      'c.after',
      'c.changedAt as at',
      'p.name as by',
    ])
    .where('v.state', 'in', ['draft', 'proposed', 'signed'])
    .where('c.activityId', '=', activityId)
    .where('c.role', '=', role)
    .orderBy('c.id')
    .limit(200)
    .execute();

/** What was said about a cell, the first remark first. At most 500. */
export const comments = (db: Db, activityId: string, role: string) =>
  db
    .selectFrom('raci.cellComment as c')
    .leftJoin('people.person as p', 'p.id', 'c.saidBy')
    .select([
      'c.id',
      'c.saidAt as at',
      sql<string>`coalesce(p.name, 'Wardline')`.as('by'),
      'c.versionId',
      'c.text',
    ])
    .where('c.activityId', '=', activityId)
    .where('c.role', '=', role)
    .orderBy('c.id')
    .limit(500)
    .execute();

export const insertComment = (
  db: Db,
  of: {
    activityId: string;
    role: string;
    versionId: MatrixVersionId;
    text: string;
    by: PersonId | null;
    at: Instant;
  },
) =>
  db
    .insertInto('raci.cellComment')
    .values({
      activityId: of.activityId,
      role: of.role,
      versionId: of.versionId,
      text: of.text,
      saidBy: of.by,
      saidAt: of.at,
    })
    .execute();

/** How many remarks there are about each cell that has any. */
export const commentCounts = (db: Db) =>
  db
    .selectFrom('raci.cellComment')
    .select(['activityId', 'role', sql<number>`count(*)::int`.as('count')])
    .groupBy(['activityId', 'role'])
    .orderBy('activityId')
    .orderBy('role')
    .limit(5000)
    .execute();
