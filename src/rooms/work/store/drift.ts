// Recorded acts on steps and who held the letters, read a few thousand at a time.
import { sql } from 'kysely';
import { z } from 'zod';
import type {
  ChainId,
  MatrixVersionId,
  ObligationId,
  PersonId,
  SiteId,
  TeamId,
} from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { HeldLetter } from '../rules/drift.ts';
import { gapWords, viaOf } from '../rules/via.ts';

export type DriftScope = { readonly since: Instant | null; readonly siteId: SiteId | undefined };
export type ActRow = {
  /** In the order in which they are read. */
  place: bigint;
  id: string;
  at: Instant;
  verb: string;
  fromState: string | null;
  role: string | null;
  actorId: PersonId | null;
  actor: string;
  teamIds: TeamId[];
  isPassedOn: boolean;
  obligationId: ObligationId;
  activityId: string;
  chainId: ChainId;
  siteId: SiteId;
  matrixVersionId: MatrixVersionId;
};

const answers = sql`('work.gate_answered', 'work.gate_passed_on')`;
const acts = sql`('work.gate_answered', 'work.gate_passed_on', 'work.work_started', 'work.devices_reported', 'work.answer_corrected', 'work.devices_checked',
  'work.work_done', 'work.waiting', 'work.resumed', 'work.returned', 'work.stepped_back', 'work.handed_back', 'work.decided_proceed', 'work.asked_again', 'work.decided_stop', 'work.signed')`;
const of = sql`o.id as "obligationId", o.activity_id as "activityId", c.id as "chainId", c.site_id as "siteId", c.matrix_version_id as "matrixVersionId"`;
const atSite = ({ siteId }: DriftScope) => (siteId === undefined ? sql`true` : sql`c.site_id = ${siteId}`);
const since = (at: ReturnType<typeof sql>, scope: DriftScope) =>
  scope.since === null ? sql`true` : sql`${at} >= ${scope.since}::timestamptz`;

/** What people did on steps, in the order of the ledger, after `after`. */
export async function peopleActs(
  db: Db,
  scope: DriftScope,
  page: { after: bigint; limit: number },
): Promise<ActRow[]> {
  const { rows } =
    await sql<ActRow>`select e.seq as place, e.seq::text as id, e.at, e.verb, e.body->>'from' as "fromState",
      case when e.verb in ${answers} then e.body->>'role' end as role, e.actor_person_id as "actorId", e.actor,
      coalesce((select array_agg(team_id) from people.team_member where person_id = e.actor_person_id), '{}') as "teamIds",
      e.verb in ${answers} and exists (select 1 from platform.ledger_event p
        where p.subject_kind = 'obligation' and p.subject_id = e.subject_id and p.seq < e.seq and p.verb = 'work.gate_passed_on'
          and p.body->>'gateId' = e.body->>'gateId' and coalesce(p.body->>'toPersonId', (select person_id::text from work.gate where id = (e.body->>'gateId')::int)) = e.actor_person_id::text) as "isPassedOn", ${of}
    from platform.ledger_event e join work.obligation o on o.id = e.subject_id join work.chain c on c.id = o.chain_id
    where e.subject_kind = 'obligation' and e.actor_person_id is not null and e.verb in ${acts} and e.seq > ${page.after}
      and ${since(sql`e.at`, scope)} and ${atSite(scope)}
    order by e.seq limit ${page.limit}`.execute(db);
  return rows;
}

/** Questions that nobody answered in time, or that it was gone on without, after gate `after`. */
export async function unanswered(
  db: Db,
  scope: DriftScope,
  page: { after: bigint; limit: number },
): Promise<ActRow[]> {
  const { rows } =
    await sql<ActRow>`select g.id::bigint as place, 'q' || g.id as id, g.answered_at as at, 'gate.' || g.answer as verb, null as "fromState",
      g.role, g.person_id as "actorId", g.label as actor, '{}'::int[] as "teamIds", false as "isPassedOn", ${of}
    from work.gate g join work.obligation o on o.id = g.obligation_id join work.chain c on c.id = o.chain_id
    where g.answer in ('lapsed', 'overridden') and g.answered_at is not null and g.id > ${page.after}
      and ${since(sql`g.answered_at`, scope)} and ${atSite(scope)}
    order by g.id limit ${page.limit}`.execute(db);
  return rows;
}

const Reasons = z.array(Reason).catch([]);
type HolderRow = Omit<HeldLetter, 'via'> & { obligationId: ObligationId; reasons: unknown };

/** Everybody who ever held a letter on these steps, by step. */
export async function holdersEver(
  db: Db,
  ids: readonly ObligationId[],
): Promise<Map<ObligationId, HeldLetter[]>> {
  const found = new Map<ObligationId, HeldLetter[]>();
  if (ids.length === 0) return found;
  const { rows } =
    await sql<HolderRow>`select obligation_id as "obligationId", letter, role, person_id as "personId", team_id as "teamId", label,
      is_contract as "isContract", since, until, reasons
    from work.holder where obligation_id = any(${[...ids]}::int[]) order by id`.execute(db);
  for (const { obligationId, reasons, ...held } of rows) {
    const list = found.get(obligationId) ?? [];
    found.set(obligationId, list);
    list.push({ ...held, via: viaOf(Reasons.parse(reasons)) });
  }
  return found;
}

/** Roles staffed for R of steps that were begun in that time, those by contract and those that fill a gap aside. */
export async function staffedForR(db: Db, scope: DriftScope) {
  const { rows } = await sql<{
    activityId: string;
    siteId: SiteId;
    role: string;
  }>`select distinct o.activity_id as "activityId", c.site_id as "siteId", h.role
    from work.holder h join work.obligation o on o.id = h.obligation_id join work.chain c on c.id = o.chain_id
    where h.letter = 'R' and not h.is_contract and o.started_at is not null and ${since(sql`coalesce(o.closed_at, 'infinity')`, scope)} and ${atSite(scope)}
      and strpos(h.reasons::text, ${gapWords.doer}) = 0
    order by 1, 2, 3`.execute(db);
  return rows;
}
