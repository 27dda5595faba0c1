// Acceptances with all that hangs on them: reading them to change them, and writing them.
import { sql } from 'kysely';
import type {
  AcceptanceId,
  ChainId,
  ControlId,
  MatrixVersionId,
  PersonId,
  QuestionId,
  RemedyId,
  SiteId,
  TeamId,
} from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { Department, Subject } from '../../raci/model.ts';
import type { RiskLevel } from '../rules/acceptance/limits.ts';
import type { AcceptanceState } from '../rules/acceptance/states.ts';
import { RiskFacts } from '../rules/acceptance/worse.ts';

export type Acceptance = {
  id: AcceptanceId;
  remedyId: RemedyId;
  chainId: ChainId;
  siteId: SiteId;
  matrixVersionId: MatrixVersionId;
  subject: Subject;
  sentence: string;
  state: AcceptanceState;
  stateSince: Instant;
  level: RiskLevel;
  reason: string;
  conditions: string;
  requestedBy: PersonId;
  requestedAt: Instant;
  ownerPersonId: PersonId;
  wishedUntilOn: CalendarDate;
  untilOn: CalendarDate | null;
  renews: AcceptanceId | null;
  renewal: number;
  factsAsked: RiskFacts;
  facts: RiskFacts | null;
  decidedBy: PersonId | null;
  decidedAt: Instant | null;
  decidedOn: CalendarDate | null;
  decisionText: string | null;
  hash: string | null;
  reviewOn: CalendarDate | null;
  reviewedAt: Instant | null;
  endedAt: Instant | null;
  endedWhy: string | null;
  seenAt: Instant | null;
  version: number;
};

export type HolderRow = {
  id: number;
  letter: 'R' | 'A' | 'C' | 'I';
  role: string;
  personId: PersonId | null;
  teamId: TeamId | null;
  label: string;
  isContract: boolean;
  reasons: Reason[];
};
export type QuestionRow = {
  id: QuestionId;
  acceptanceId: AcceptanceId;
  part: 'assess' | 'consult';
  role: string;
  department: Department;
  personId: PersonId | null;
  teamId: TeamId | null;
  label: string;
  isMandatory: boolean;
  openedAt: Instant;
  dueAt: Instant;
  answer: 'yes' | 'yes_with_conditions' | 'no' | 'lapsed' | null;
  answerText: string | null;
  answeredBy: PersonId | null;
  answeredAt: Instant | null;
  hash: string | null;
};
export type ControlRow = {
  id: ControlId;
  acceptanceId: AcceptanceId;
  what: string;
  ownerPersonId: PersonId;
  checkOn: CalendarDate;
  checkedAt: Instant | null;
  checkedBy: PersonId | null;
  note: string | null;
};

/** The acceptance; with `lock` until the transaction ends. Lock its case before. */
export async function acceptance(db: Db, id: AcceptanceId, lock: boolean): Promise<Acceptance | undefined> {
  const row = await db
    .selectFrom('work.acceptance')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst();
  return (
    row && {
      ...row,
      subject: Subject.parse(row.subject),
      factsAsked: RiskFacts.parse(row.factsAsked),
      facts: RiskFacts.nullable().parse(row.facts),
    }
  );
}

export const holders = async (db: Db, id: AcceptanceId): Promise<HolderRow[]> =>
  (
    await db
      .selectFrom('work.acceptanceHolder')
      .select(['id', 'letter', 'role', 'personId', 'teamId', 'label', 'isContract', 'reasons'])
      .where('acceptanceId', '=', id)
      .where('until', 'is', null)
      .orderBy('id')
      .execute()
  ).map((h) => ({ ...h, reasons: Reason.array().parse(h.reasons) }));

export const questions = async (db: Db, id: AcceptanceId): Promise<QuestionRow[]> =>
  (
    await db
      .selectFrom('work.acceptanceQuestion')
      .selectAll()
      .where('acceptanceId', '=', id)
      .orderBy('id')
      .execute()
  ).map((q) => ({ ...q, department: Department.parse(q.department) }));

export const controls = (db: Db, id: AcceptanceId): Promise<ControlRow[]> =>
  db.selectFrom('work.acceptanceControl').selectAll().where('acceptanceId', '=', id).orderBy('id').execute();

/** Which acceptance a question or a control belongs to, and its case. */
export async function placeOf(
  db: Db,
  of: { acceptanceId: AcceptanceId } | { questionId: QuestionId } | { controlId: ControlId },
): Promise<{ id: AcceptanceId; chainId: ChainId } | undefined> {
  const id =
    'acceptanceId' in of
      ? sql`${of.acceptanceId}::int`
      : 'questionId' in of
        ? sql`(select acceptance_id from work.acceptance_question where id = ${of.questionId})`
        : sql`(select acceptance_id from work.acceptance_control where id = ${of.controlId})`;
  const { rows } = await sql<{
    id: AcceptanceId;
    chainId: ChainId;
  }>`select id, chain_id as "chainId" from work.acceptance where id = ${id}`.execute(db);
  return rows[0];
}

/** The newest acceptance of a remedy that is asked for or in force, the asked first; and the last that was ever granted. */
export async function ofRemedy(db: Db, remedyId: RemedyId) {
  const rows = await db
    .selectFrom('work.acceptance')
    .select(['id', 'state', 'renewal', 'untilOn', 'decidedAt', 'requestedBy'])
    .where('remedyId', '=', remedyId)
    .orderBy('id', 'desc')
    .execute();
  return {
    asked: rows.find((a) => a.state === 'requested' || a.state === 'assessed' || a.state === 'consulted'),
    active: rows.find((a) => a.state === 'active'),
    lastGranted: rows.find((a) => a.decidedAt !== null && a.state !== 'refused'),
  };
}

type NewAcceptance = Pick<
  Acceptance,
  | 'remedyId'
  | 'chainId'
  | 'siteId'
  | 'matrixVersionId'
  | 'subject'
  | 'sentence'
  | 'state'
  | 'level'
  | 'reason'
  | 'conditions'
  | 'requestedBy'
  | 'requestedAt'
  | 'ownerPersonId'
  | 'wishedUntilOn'
  | 'renews'
  | 'renewal'
  | 'factsAsked'
>;
export const insert = async (db: Db, a: NewAcceptance): Promise<AcceptanceId> =>
  (
    await db
      .insertInto('work.acceptance')
      .values({
        ...a,
        stateSince: a.requestedAt,
        subject: JSON.stringify(a.subject),
        factsAsked: JSON.stringify(a.factsAsked),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

export const insertHolders = async (
  db: Db,
  acceptanceId: AcceptanceId,
  rows: readonly Omit<HolderRow, 'id'>[],
  since: Instant,
): Promise<void> => {
  if (rows.length === 0) return;
  await db
    .insertInto('work.acceptanceHolder')
    .values(rows.map((h) => ({ ...h, acceptanceId, since, reasons: JSON.stringify(h.reasons) })))
    .execute();
};
export const endHolders = async (db: Db, ids: readonly number[], until: Instant): Promise<void> => {
  if (ids.length > 0)
    await db
      .updateTable('work.acceptanceHolder')
      .set({ until })
      .where('id', 'in', [...ids])
      .execute();
};

export const insertQuestions = async (
  db: Db,
  rows: readonly Omit<QuestionRow, 'id' | 'answer' | 'answerText' | 'answeredBy' | 'answeredAt' | 'hash'>[],
): Promise<void> => {
  if (rows.length > 0)
    await db
      .insertInto('work.acceptanceQuestion')
      .values([...rows])
      .execute();
};
export const saveQuestion = (
  db: Db,
  { id, ...changes }: Pick<QuestionRow, 'id'> & Partial<Omit<QuestionRow, 'id'>>,
) => db.updateTable('work.acceptanceQuestion').set(changes).where('id', '=', id).execute();

export const insertControls = (
  db: Db,
  rows: readonly Pick<ControlRow, 'acceptanceId' | 'what' | 'ownerPersonId' | 'checkOn'>[],
) =>
  db
    .insertInto('work.acceptanceControl')
    .values([...rows])
    .execute();
export const saveControl = (
  db: Db,
  { id, ...changes }: Pick<ControlRow, 'id'> & Partial<Omit<ControlRow, 'id'>>,
) => db.updateTable('work.acceptanceControl').set(changes).where('id', '=', id).execute();

/** Saves what changed as the next version. */
export const save = (
  db: Db,
  id: AcceptanceId,
  { facts, ...changes }: Partial<Omit<Acceptance, 'id' | 'subject' | 'factsAsked' | 'version'>>,
) =>
  db
    .updateTable('work.acceptance')
    .set((eb) => ({
      ...changes,
      ...(facts === undefined ? {} : { facts: facts && JSON.stringify(facts) }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();

/** What is so of the risks that these remedies end: over their open findings, the gravest where they differ. */
export async function factsNow(db: Db, remedyIds: readonly RemedyId[]): Promise<Map<RemedyId, RiskFacts>> {
  if (remedyIds.length === 0) return new Map();
  const { rows } = await sql<{
    remedyId: RemedyId;
    facts: unknown;
  }>`select r.id as "remedyId", json_build_object(
      'outcome', r.outcome, 'devices', r.device_count, 'findings', r.finding_count,
      'exploitation', case max(case d.exploitation when 'active' then 3 when 'public_poc' then 2 else 1 end)
        when 3 then 'active' when 2 then 'public_poc' else 'none' end,
      'exposure', case max(case c.exposure when 'small' then 1 when 'controlled' then 2 else 3 end)
        when 1 then 'small' when 2 then 'controlled' else 'open' end,
      'cves', array_agg(distinct m.cve order by m.cve),
      'kev', coalesce(array_agg(distinct m.cve order by m.cve) filter (where v.kev_added_on is not null), '{}'),
      'epss01', max(v.epss_score), 'isAffected', bool_or(m.status = 'affected')) as facts
    from risk.remedy r join risk.decision d on d.remedy_id = r.id join findings.cohort c on c.id = d.cohort_id and c.open_count > 0
    join findings.match m on m.id = c.match_id left join intel.vulnerability v on v.cve = m.cve
    where r.id = any(${[...remedyIds]}::int[]) and r.state = 'open' group by r.id`.execute(db);
  return new Map(rows.map((r) => [r.remedyId, RiskFacts.parse(r.facts)]));
}
