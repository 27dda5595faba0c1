// What the proof asks of accepted risks, of the database as it is.
import { sql } from 'kysely';
import type { AcceptanceId, ChainId, MatrixVersionId, PersonId, RemedyId } from '../../../kernel/ids.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { Subject } from '../../raci/model.ts';
import type { OpenStep } from './proof.ts';

export type ProvenAcceptance = {
  id: AcceptanceId;
  state: string;
  untilOn: CalendarDate | null;
  remedyId: RemedyId;
  /** The open case that stands still because of it; null: none does. */
  chainId: ChainId | null;
  isOfCase: boolean;
  sentence: string;
  findings: number;
  matrixVersionId: MatrixVersionId;
  subject: Subject;
  requestedBy: PersonId;
  decidedBy: PersonId | null;
  isOwnerActive: boolean;
  accountables: OpenStep['accountables'];
  /** What was answered in favour: by whom, for which side of the house. */
  favour: { by: PersonId; department: string }[];
  lapsedControls: number;
  /** Kept by nobody who still works here. */
  lostControls: number;
};

/** Every acceptance in force, and every one that an open case stands still for. */
export async function acceptances(db: Db, today: CalendarDate): Promise<ProvenAcceptance[]> {
  const { rows } = await sql<Omit<ProvenAcceptance, 'subject'> & { subject: unknown }>`
    select a.id, a.state, a.until_on as "untilOn", a.remedy_id as "remedyId", c.id as "chainId", coalesce(c.remedy_id = a.remedy_id, true) as "isOfCase",
      a.sentence, r.finding_count as findings, a.matrix_version_id as "matrixVersionId", a.subject, a.requested_by as "requestedBy",
      a.decided_by as "decidedBy", o.is_active as "isOwnerActive",
      coalesce((select json_agg(json_build_object('personId', h.person_id, 'name', h.label, 'isActive', coalesce(p.is_active, false),
          'isInternal', coalesce(g.kind, 'hospital') = 'hospital', 'since', to_char(h.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'role', h.role))
        from work.acceptance_holder h left join people.person p on p.id = h.person_id left join people.organisation g on g.id = p.organisation_id
        where h.acceptance_id = a.id and h.letter = 'A' and h.until is null), '[]') as accountables,
      coalesce((select json_agg(json_build_object('by', q.answered_by, 'department', q.department)) from work.acceptance_question q
        where q.acceptance_id = a.id and q.answer in ('yes', 'yes_with_conditions') and q.answered_by is not null), '[]') as favour,
      (select count(*)::int from work.acceptance_control k where k.acceptance_id = a.id and k.check_on < ${today}::date) as "lapsedControls",
      (select count(*)::int from work.acceptance_control k join people.person kp on kp.id = k.owner_person_id
        where k.acceptance_id = a.id and not kp.is_active) as "lostControls"
    from work.acceptance a join risk.remedy r on r.id = a.remedy_id join people.person o on o.id = a.owner_person_id
    left join work.chain c on c.acceptance_id = a.id and c.state = 'open'
    where a.state = 'active' or c.id is not null order by a.id`.execute(db);
  return rows.map((row) => ({ ...row, subject: Subject.parse(row.subject) }));
}

/** Open findings at or above the threshold that are accepted for now, counted one by one. */
export async function acceptedFindings(db: Db, at: Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from work.acceptance a
    join risk.decision d on d.remedy_id = a.remedy_id and d.outcome <> 'defer' join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open'
    where a.state = 'active' and a.until_on >= (${at}::timestamptz at time zone 'UTC')::date`.execute(db);
  return rows[0]?.n ?? 0;
}
