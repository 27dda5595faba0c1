// The running steps of all open cases, with who holds what on them: read a few hundred cases at a time, so that naming
// today's holders everywhere costs a handful of queries and bounded memory, however many cases there are.
import { sql } from 'kysely';
import type {
  ChainId,
  MatrixVersionId,
  ObligationId,
  PersonId,
  TeamId,
  WardId,
} from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { Subject } from '../../raci/model.ts';
import type { Obligation } from './chains.ts';
import { MOST_WARDS } from './remedies.ts';

/** Who holds a letter, without the reasons. */
export type HeldBy = { letter: string; role: string; personId: PersonId | null; teamId: TeamId | null };
export type RunningStep = {
  chainId: ChainId;
  obligationId: ObligationId;
  activityId: string;
  matrixVersionId: MatrixVersionId;
  state: Obligation['state'];
  subject: Subject;
  wardIds: WardId[];
  sentence: string;
  /** Who has the work, or is handed it. */
  inHandOf: PersonId | null;
  /** Roles that a person was asked as and has not answered; by the person asked. */
  asked: { role: string; personId: PersonId | null }[];
  /** True when the case still shows other wards. */
  hasMoved: boolean;
  holders: (HeldBy & { label: string })[];
};

/** Open cases in which a person holds a letter, a claim or an open question, themselves or in a team. */
const involving = (person: PersonId) => sql`and id in (
  select o.chain_id from work.obligation o left join work.holder h on h.obligation_id = o.id and h.until is null
  where o.state not in ('closed', 'withdrawn') and (o.claimed_by = ${person} or (o.offer ->> 'to')::int = ${person} or h.person_id = ${person}
    or h.team_id in (select team_id from people.team_member where person_id = ${person}))
  union select o.chain_id from work.gate g join work.obligation o on o.id = g.obligation_id
  where g.answer is null and o.state not in ('closed', 'withdrawn') and g.person_id = ${person})`;

/** Steps that are not over, of the `limit` open cases after case `after`, by case; with `of` only of one person's cases, with
 *  `notFollowing` only of those that follow another version of the matrix. */
export async function runningSteps(
  db: Db,
  {
    after,
    limit,
    of = null,
    notFollowing = null,
  }: { after: number; limit: number; of?: PersonId | null; notFollowing?: MatrixVersionId | null },
): Promise<RunningStep[]> {
  const { rows } = await sql<Omit<RunningStep, 'subject'> & { subject: unknown }>`with page as materialized (
      select id, matrix_version_id, subject, ward_ids, sentence from work.chain where state = 'open' and id > ${after} ${of === null ? sql`` : involving(of)}
        ${notFollowing === null ? sql`` : sql`and matrix_version_id <> ${notFollowing}`} order by id limit ${limit}),
    ward as (
      select chain_id, array_agg(ward_id order by place) as ward_ids
      from (select cd.chain_id, d.ward_id, row_number() over (partition by cd.chain_id order by count(*) desc, d.ward_id) as place
        from page join work.chain_device cd on cd.chain_id = page.id join inventory.device d on d.id = cd.device_id
        where d.ward_id is not null group by 1, 2) ranked
      where place <= ${MOST_WARDS} group by 1)
    select page.id as "chainId", o.id as "obligationId", o.activity_id as "activityId", o.state, page.matrix_version_id as "matrixVersionId",
      page.subject, page.sentence, coalesce(o.claimed_by, (o.offer ->> 'to')::int) as "inHandOf",
      (select coalesce(json_agg(json_build_object('role', g.role, 'personId', g.person_id)), '[]')
        from work.gate g where g.obligation_id = o.id and g.answer is null) as asked, coalesce(ward.ward_ids, '{}') as "wardIds", coalesce(ward.ward_ids, '{}') <> page.ward_ids as "hasMoved",
      (select coalesce(json_agg(json_build_object('letter', h.letter, 'role', h.role, 'personId', h.person_id, 'teamId', h.team_id, 'label', h.label)), '[]')
        from work.holder h where h.obligation_id = o.id and h.until is null) as holders
    from page join work.obligation o on o.chain_id = page.id and o.state not in ('closed', 'withdrawn')
    left join ward on ward.chain_id = page.id order by page.id, o.id`.execute(db);
  return rows.map((row) => ({ ...row, subject: Subject.parse(row.subject) }));
}
