// Accepted risks somebody has a part in: what they look after, answer for, are asked, and which controls are theirs.
import { sql } from 'kysely';
import type { AcceptanceId, PersonId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/db/pool.ts';

export type PartInAcceptance = {
  id: AcceptanceId;
  sentence: string;
  isOwner: boolean;
  letters: ('R' | 'A' | 'C' | 'I')[];
  questions: number;
  controls: number;
  ownerName: string;
  isOwnerHere: boolean;
};

/** Every acceptance asked for or in force that this person has a part in themselves, by number. */
export async function partsIn(db: Db, person: PersonId): Promise<PartInAcceptance[]> {
  const { rows } =
    await sql<PartInAcceptance>`select a.id, a.sentence, a.owner_person_id = ${person} as "isOwner",
      array(select distinct h.letter from work.acceptance_holder h where h.acceptance_id = a.id and h.until is null and h.person_id = ${person} order by 1) as letters,
      (select count(*)::int from work.acceptance_question q where q.acceptance_id = a.id and q.answer is null and q.person_id = ${person}) as questions,
      (select count(*)::int from work.acceptance_control k where k.acceptance_id = a.id and k.owner_person_id = ${person}) as controls,
      o.name as "ownerName", o.is_active as "isOwnerHere"
    from work.acceptance a join people.person o on o.id = a.owner_person_id
    where a.state in ('requested', 'assessed', 'consulted', 'active') and a.id in (
      select id from work.acceptance where owner_person_id = ${person}
      union select acceptance_id from work.acceptance_holder where person_id = ${person} and until is null
      union select acceptance_id from work.acceptance_question where person_id = ${person} and answer is null
      union select acceptance_id from work.acceptance_control where owner_person_id = ${person})
    order by a.id`.execute(db);
  return rows;
}
