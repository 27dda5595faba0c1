// The questions of the coverage proof, asked of the database as it is, not of any counter.
import { sql } from 'kysely';
import type { ChainId, MatrixVersionId, ObligationId, PersonId, RemedyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { Subject } from '../../raci/model.ts';

type Count = { n: number };
const one = async (db: Db, query: ReturnType<typeof sql<Count>>): Promise<number> =>
  (await query.execute(db)).rows[0]?.n ?? 0;

/** Findings that are open, counted one by one; how many of them are at or above the threshold. */
export async function totals(db: Db) {
  const { rows } = await sql<{ open: number; due: number }>`select count(*)::int as open,
      count(*) filter (where d.outcome <> 'defer')::int as due
    from findings.finding f left join risk.decision d on d.cohort_id = f.cohort_id where f.state = 'open'`.execute(
    db,
  );
  const remedies = await one(
    db,
    sql<Count>`select count(*)::int as n from risk.remedy where state = 'open' and outcome <> 'defer'`,
  );
  const chains = await one(db, sql<Count>`select count(*)::int as n from work.chain where state = 'open'`);
  return { openFindings: rows[0]?.open ?? 0, dueFindings: rows[0]?.due ?? 0, remedies, chains };
}

export type Found = {
  rule: string;
  count: number;
  chainId: ChainId | null;
  obligationId: ObligationId | null;
  remedyId: RemedyId | null;
  what: string;
};

/** Open findings that no decision was made on, or whose group miscounts them. */
export async function undecided(db: Db): Promise<Found[]> {
  const { rows } =
    await sql<Found>`select 'undecided' as rule, count(*)::int as count, null::int as "chainId", null::int as "obligationId", null::int as "remedyId",
      m.cve || ' on ' || p.manufacturer || ' ' || p.model as what
    from findings.finding f join findings.cohort c on c.id = f.cohort_id join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id
    left join risk.decision d on d.cohort_id = c.id where f.state = 'open' and d.cohort_id is null group by m.cve, p.manufacturer, p.model`.execute(
      db,
    );
  return rows;
}

/** Findings at or above the threshold that no open remedy ends. */
export async function withoutRemedy(db: Db): Promise<Found[]> {
  const { rows } =
    await sql<Found>`select 'no_remedy' as rule, count(*)::int as count, null::int as "chainId", null::int as "obligationId", d.remedy_id as "remedyId",
      m.cve || ' on ' || p.manufacturer || ' ' || p.model as what
    from findings.finding f join risk.decision d on d.cohort_id = f.cohort_id join findings.cohort c on c.id = f.cohort_id
    join findings.match m on m.id = c.match_id join inventory.profile p on p.id = m.profile_id left join risk.remedy r on r.id = d.remedy_id and r.state = 'open'
    where f.state = 'open' and d.outcome <> 'defer' and r.id is null group by m.cve, p.manufacturer, p.model, d.remedy_id`.execute(
      db,
    );
  return rows;
}

/** Remedies at or above the threshold that have no live chain, or more than one. */
export async function withoutChain(db: Db): Promise<Found[]> {
  const { rows } =
    await sql<Found>`select case when count(c.id) = 0 then 'no_chain' else 'two_chains' end as rule, max(r.finding_count) as count,
      min(c.id) as "chainId", null::int as "obligationId", r.id as "remedyId", r.sentence as what
    from risk.remedy r left join work.chain c on c.remedy_id = r.id and c.state = 'open'
    where r.state = 'open' and r.outcome <> 'defer' group by r.id having count(c.id) <> 1`.execute(db);
  return rows;
}

/** Devices with an open finding of a remedy whose chain does not list them. */
export async function devicesLeftOut(db: Db): Promise<Found[]> {
  const { rows } =
    await sql<Found>`select 'device_left_out' as rule, count(distinct f.device_id)::int as count, c.id as "chainId", null::int as "obligationId",
      d.remedy_id as "remedyId", c.sentence as what
    from risk.decision d join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open' join work.chain c on c.remedy_id = d.remedy_id and c.state = 'open'
    left join work.chain_device cd on cd.chain_id = c.id and cd.device_id = f.device_id where cd.device_id is null group by c.id, d.remedy_id`.execute(
      db,
    );
  return rows;
}

/** Live chains without exactly one step under way, or with the ball in no court or in two. */
export async function ballLost(db: Db): Promise<Found[]> {
  const { rows } = await sql<Found>`with running as (
      select c.id as chain_id, c.sentence, count(o.id) filter (where o.state not in ('upcoming', 'closed', 'withdrawn'))::int as steps,
        count(o.id) filter (where o.state not in ('upcoming', 'closed', 'withdrawn') and o.court_kind = 'nobody')::int as lost,
        count(o.id) filter (where o.state not in ('upcoming', 'closed', 'withdrawn') and (select count(*) from work.court k where k.obligation_id = o.id and k.to_at is null) <> 1)::int as courts
      from work.chain c left join work.obligation o on o.chain_id = c.id and not o.is_beside where c.state = 'open' group by c.id)
    select case when steps <> 1 then 'no_step' else 'no_court' end as rule, 1 as count, chain_id as "chainId", null::int as "obligationId", null::int as "remedyId", sentence as what
    from running where steps <> 1 or lost > 0 or courts > 0`.execute(db);
  return rows;
}

export type OpenStep = {
  id: ObligationId;
  chainId: ChainId;
  activityId: string;
  state: string;
  dueAt: Instant | null;
  sentence: string;
  matrixVersionId: MatrixVersionId;
  subject: Subject;
  accountables: {
    personId: PersonId | null;
    name: string;
    isActive: boolean;
    isInternal: boolean;
    since: Instant;
    role: string;
  }[];
  responsibles: number;
  lastStepPeople: number;
  /** Its case stands still while the risk is accepted. */
  isPaused: boolean;
};

/** Every open step of every live chain with its holders as recorded, whether they are active, and the end of its path up. */
export async function openSteps(db: Db): Promise<OpenStep[]> {
  const { rows } = await sql<Omit<OpenStep, 'subject'> & { subject: unknown }>`
    select o.id, o.chain_id as "chainId", o.activity_id as "activityId", o.state, o.due_at as "dueAt", c.sentence, c.matrix_version_id as "matrixVersionId", c.subject, c.acceptance_id is not null as "isPaused",
      coalesce(a.list, '[]') as accountables, coalesce(r.n, 0) as responsibles,
      coalesce((select count(*)::int from work.escalation e join people.person p on p.id = any(e.person_ids) and p.is_active
        where e.obligation_id = o.id and e.due_at = (select max(l.due_at) from work.escalation l where l.obligation_id = o.id)), 0) as "lastStepPeople"
    from work.obligation o join work.chain c on c.id = o.chain_id
    left join lateral (select json_agg(json_build_object('personId', h.person_id, 'name', h.label, 'isActive', coalesce(p.is_active, false),
        'isInternal', coalesce(g.kind, 'hospital') = 'hospital', 'since', to_char(h.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'role', h.role)) as list
      from work.holder h left join people.person p on p.id = h.person_id left join people.organisation g on g.id = p.organisation_id
      where h.obligation_id = o.id and h.letter = 'A' and h.until is null) a on true
    left join lateral (select count(*)::int as n from work.holder h left join people.person p on p.id = h.person_id
      where h.obligation_id = o.id and h.letter = 'R' and h.until is null and not h.is_contract
        and (p.is_active or exists (select from people.team_member t join people.person m on m.id = t.person_id and m.is_active where t.team_id = h.team_id))) r on true
    where c.state = 'open' and o.state not in ('closed', 'withdrawn') order by o.id`.execute(db);
  return rows.map((row) => ({ ...row, subject: Subject.parse(row.subject) }));
}

/** What could not be evaluated, so that nobody takes it for safe. */
export async function notEvaluated(db: Db): Promise<{ what: string; count: number; href: string }[]> {
  const { rows } = await sql<{ what: string; count: number; href: string }>`
    select 'devices in use whose software version is not known' as what, count(*)::int as count, '/devices?version=unknown&status=in_service,in_storage,in_repair,unknown' as href from inventory.device where software_version is null and status not in ('retired', 'disposed')
    union all select 'findings that are only possible, with a question open', count(*)::int, '/findings?status=possible' from findings.finding f join findings.cohort c on c.id = f.cohort_id
      join findings.match m on m.id = c.match_id where f.state = 'open' and m.status = 'possible'
    union all select 'devices that no rule could classify', count(*)::int, '/devices?deviceClass=other&status=in_service,in_storage,in_repair,unknown' from inventory.device where device_class = 'other' and status not in ('retired', 'disposed')
    union all select 'feeds that were never read', count(*)::int, '/feeds' from (values ('csaf'), ('kev'), ('epss')) k(kind) where not exists (select from intel.feed f where f.kind = k.kind and f.record_count > 0)`.execute(
    db,
  );
  return rows.filter((r) => r.count > 0);
}

export const saveProof = (
  db: Db,
  p: { at: Instant; risks: number; chains: number; violations: number; detail: string; tookMs: number },
) => db.insertInto('work.proof').values(p).execute();

export const lastProof = async (db: Db): Promise<unknown> =>
  (await db.selectFrom('work.proof').select('detail').orderBy('id', 'desc').limit(1).executeTakeFirst())
    ?.detail ?? null;
