// Chains, their obligations, holders and devices: reading them to change them, and writing them.
import { type RawBuilder, sql } from 'kysely';
import type {
  ChainId,
  DeviceId,
  GateId,
  MatrixVersionId,
  ObligationId,
  PersonId,
  RemedyId,
  SiteId,
  TeamId,
} from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import type { Instant } from '../../../kernel/time.ts';
import { type Db, prepared } from '../../../platform/db/pool.ts';
import { type Attention, ClockTerms, type WaitingOn, type WaitKind } from '../../raci/index.ts';
import { Subject } from '../../raci/model.ts';
import { MOST_WARDS } from './remedies.ts';

export type Chain = {
  id: ChainId;
  remedyId: RemedyId;
  siteId: SiteId;
  matrixVersionId: MatrixVersionId;
  subject: Subject;
  sentence: string;
  why: string;
  outcome: 'scheduled' | 'out_of_cycle' | 'immediate';
  state: 'open' | 'closed' | 'withdrawn';
  openedAt: Instant;
  dueAt: Instant;
  follows: ChainId | null;
  closedAt: Instant | null;
  /** What it was promised when it began. */
  clock: ClockTerms;
  /** Since when its clock stands still; null while it runs. */
  pausedAt: Instant | null;
};

export type Obligation = {
  id: ObligationId;
  chainId: ChainId;
  activityId: string;
  position: number;
  isBeside: boolean;
  state: 'upcoming' | 'consult' | 'decide' | 'do' | 'verify' | 'sign_off' | 'closed' | 'withdrawn';
  ask: string;
  dueAt: Instant;
  startedAt: Instant | null;
  closedAt: Instant | null;
  stateSince: Instant;
  claimedBy: PersonId | null;
  courtKind: 'person' | 'team' | 'outside' | 'care' | 'nobody';
  courtPersonId: PersonId | null;
  courtTeamId: TeamId | null;
  courtLabel: string;
  courtSince: Instant;
  attention: Attention[];
  doers: PersonId[];
  waitingOn: WaitingOn | null;
  isWorkDone: boolean;
  isVerified: boolean;
  bounces: number;
  version: number;
  /** From when the clock of its state runs, moved on by the time that it stood still. */
  clockFrom: Instant;
  pausedAt: Instant | null;
  pausedFor: WaitKind | null;
  /** Until when those who are waited for have time. */
  partyDueAt: Instant | null;
  pauses: number;
};

export type HolderRow = {
  id: number;
  obligationId: ObligationId;
  letter: 'R' | 'A' | 'C' | 'I';
  role: string;
  personId: PersonId | null;
  teamId: TeamId | null;
  label: string;
  isContract: boolean;
  reasons: Reason[];
};

/** A chain by its own id, or by a step or a question of it. */
export type WhichChain = { id: ChainId } | { obligationId: ObligationId } | { gateId: GateId };

const idOf = (of: WhichChain): RawBuilder<ChainId> => {
  if ('id' in of) return sql`${of.id}::int`;
  if ('obligationId' in of) return sql`(select chain_id from work.obligation where id = ${of.obligationId})`;
  return sql`(select o.chain_id from work.gate g join work.obligation o on o.id = g.obligation_id where g.id = ${of.gateId})`;
};

/** The chain; with `lock` until the transaction ends, so that two people on one case act one after the other. */
export async function chain(db: Db, of: WhichChain, lock: boolean): Promise<Chain | undefined> {
  const row = await db
    .selectFrom('work.chain')
    .select([
      'id',
      'remedyId',
      'siteId',
      'matrixVersionId',
      'subject',
      'sentence',
      'why',
      'outcome',
      'state',
      'openedAt',
      'dueAt',
    ])
    .select(['follows', 'closedAt', 'clock', 'pausedAt'])
    .where('id', '=', idOf(of))
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst();
  return row && { ...row, subject: Subject.parse(row.subject), clock: ClockTerms.parse(row.clock) };
}

/** Who holds which letter now on these obligations. */
export async function holders(db: Db, obligationIds: readonly ObligationId[]): Promise<HolderRow[]> {
  if (obligationIds.length === 0) return [];
  const rows = await db
    .selectFrom('work.holder')
    .select(['id', 'obligationId', 'letter', 'role', 'personId', 'teamId', 'label', 'isContract', 'reasons'])
    .where('obligationId', 'in', [...obligationIds])
    .where('until', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((h) => ({ ...h, reasons: Reason.array().parse(h.reasons) }));
}

export const insertChain = async (
  db: Db,
  c: Omit<Chain, 'id' | 'state' | 'closedAt' | 'pausedAt'>,
): Promise<ChainId> => {
  const row = await db
    .insertInto('work.chain')
    .values({ ...c, subject: JSON.stringify(c.subject), clock: JSON.stringify(c.clock), state: 'open' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
};

export const insertObligations = (
  db: Db,
  rows: readonly {
    chainId: ChainId;
    activityId: string;
    position: number;
    isBeside: boolean;
    ask: string;
    dueAt: Instant;
    at: Instant;
    carriedOver: boolean;
  }[],
) =>
  db
    .insertInto('work.obligation')
    .values(
      rows.map(({ at, carriedOver, ...o }) => ({
        ...o,
        state: carriedOver ? ('closed' as const) : ('upcoming' as const),
        closedAt: carriedOver ? at : null,
        stateSince: at,
        clockFrom: at,
        courtKind: 'nobody' as const,
        courtLabel: '',
        courtSince: at,
      })),
    )
    .returning(['id', 'activityId'])
    .execute();

export const insertHolders = async (
  db: Db,
  rows: readonly {
    obligationId: ObligationId;
    letter: 'R' | 'A' | 'C' | 'I';
    role: string;
    personId: PersonId | null;
    teamId: TeamId | null;
    label: string;
    isContract: boolean;
    reasons: readonly Reason[];
    since: Instant;
  }[],
): Promise<void> => {
  for (let i = 0; i < rows.length; i += 2000) {
    await db
      .insertInto('work.holder')
      .values(rows.slice(i, i + 2000).map((h) => ({ ...h, reasons: JSON.stringify(h.reasons) })))
      .execute();
  }
};

export const endHolders = (db: Db, ids: readonly number[], at: Instant) =>
  ids.length === 0
    ? Promise.resolve()
    : db
        .updateTable('work.holder')
        .set({ until: at })
        .where('id', 'in', [...ids])
        .execute();

/** A step as it is after an act, and what went with it: the ball that moved, the reminders planned anew. */
export type StepSaved = {
  o: Obligation;
  closedAt: Instant | null;
  /** The role of the court the ball is in now; null when it stayed where it is. */
  ball: { role: string | null; at: Instant } | null;
  /** Reminders in place of those not sent yet; null leaves them. */
  clock: readonly { step: string; personIds: readonly PersonId[]; dueAt: Instant }[] | null;
};

/** Saves a step as its next version, moves the ball and plans the reminders, in one round trip. */
export async function saveStep(db: Db, { o, closedAt, ball, clock }: StepSaved): Promise<void> {
  const isInPlay = ball !== null && o.courtKind !== 'nobody';
  await sql`${prepared('save_step')}with saved as (
      update work.obligation set state = ${o.state}, due_at = ${o.dueAt}, started_at = ${o.startedAt}, state_since = ${o.stateSince},
        closed_at = ${closedAt}, claimed_by = ${o.claimedBy}, court_kind = ${o.courtKind}, court_person_id = ${o.courtPersonId},
        court_team_id = ${o.courtTeamId}, court_label = ${o.courtLabel}, court_since = ${o.courtSince},
        attention = ${JSON.stringify(o.attention)}::jsonb, doers = ${[...o.doers]}::int[], waiting_on = ${o.waitingOn},
        is_work_done = ${o.isWorkDone}, clock_from = ${o.clockFrom}, paused_at = ${o.pausedAt},
        paused_for = ${o.pausedFor}, party_due_at = ${o.partyDueAt}, pauses = ${o.pauses}, is_verified = ${o.isVerified}, bounces = ${o.bounces}, version = ${o.version + 1}
      where id = ${o.id}),
    left_court as (
      update work.court set to_at = ${ball?.at ?? null}::timestamptz
      where ${ball !== null} and obligation_id = ${o.id} and to_at is null returning 1),
    -- Reads what left, so that there is never a second open stay beside it.
    entered_court as (
      insert into work.court (chain_id, obligation_id, kind, person_id, team_id, role, label, paused_for, from_at)
      select ${o.chainId}::int, ${o.id}::int, ${o.courtKind}, ${o.courtPersonId}::int, ${o.courtTeamId}::int, ${ball?.role ?? null}, ${o.courtLabel},
        ${o.pausedFor}, ${ball?.at ?? null}::timestamptz
      from (select count(*) from left_court) before where ${isInPlay}),
    called_off as (
      delete from work.escalation where ${clock !== null} and obligation_id = ${o.id} and sent_at is null
        and step <> all(${clock?.map((c) => c.step) ?? []}::text[]))
    insert into work.escalation (obligation_id, step, due_at, person_ids)
    select ${o.id}::int, c.step, c."dueAt", c."personIds"
    from json_to_recordset(${JSON.stringify(clock ?? [])}::json) as c(step text, "dueAt" timestamptz, "personIds" int[])
    on conflict (obligation_id, step) do update set due_at = excluded.due_at, person_ids = excluded.person_ids
      where escalation.sent_at is null`.execute(db);
}

/** Open cases that follow another version than this one, the oldest first. */
export const followingOthers = async (db: Db, than: MatrixVersionId): Promise<ChainId[]> => {
  const rows = await db
    .selectFrom('work.chain')
    .select('id')
    .where('state', '=', 'open')
    .where('matrixVersionId', '<>', than)
    .orderBy('id')
    .execute();
  return rows.map((r) => r.id);
};

export const followVersion = (db: Db, id: ChainId, matrixVersionId: MatrixVersionId) =>
  db.updateTable('work.chain').set({ matrixVersionId }).where('id', '=', id).execute();

export const saveChainState = (db: Db, id: ChainId, state: Chain['state'], closedAt: Instant | null) =>
  db.updateTable('work.chain').set({ state, closedAt }).where('id', '=', id).execute();

export type ChainDevice = {
  deviceId: DeviceId;
  outcome: 'to_do' | 'done' | 'could_not_locate' | 'in_use' | 'deferred' | 'replaced' | 'retired';
  doneBy: PersonId | null;
  checkOutcome: 'passed' | 'failed' | null;
  versionSeen: string | null;
  /** What a look at the device answered, where the case asks a question. */
  answer: 'yes' | 'no' | null;
};

/** Puts every device with an open finding of the remedy on the chain's list. Answers how many are new. */
export const syncDevices = async (db: Db, chainId: ChainId, remedyId: RemedyId): Promise<number> => {
  const { rows } = await sql<{ n: number }>`with added as (
      insert into work.chain_device (chain_id, device_id, outcome)
      select distinct ${chainId}::int, f.device_id, 'to_do' from risk.decision d
      join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open'
      where d.remedy_id = ${remedyId}
      on conflict do nothing returning device_id)
    select count(*)::int as n from added`.execute(db);
  await placeChains(db, [chainId]);
  return rows[0]?.n ?? 0;
};

/** Notes on these chains which wards their devices are on, those with most first. */
export async function placeChains(db: Db, chainIds: readonly ChainId[]): Promise<void> {
  if (chainIds.length === 0) return;
  await sql`update work.chain c set ward_ids = now.ward_ids from (
      select id, coalesce(array_agg(ward_id order by place) filter (where ward_id is not null), '{}') as ward_ids
      from unnest(${[...chainIds]}::int[]) as chain(id) left join (
        select cd.chain_id, d.ward_id, row_number() over (partition by cd.chain_id order by count(*) desc, d.ward_id) as place
        from work.chain_device cd join inventory.device d on d.id = cd.device_id
        where cd.chain_id = any(${[...chainIds]}::int[]) and d.ward_id is not null group by 1, 2) ranked
        on ranked.chain_id = chain.id and ranked.place <= ${MOST_WARDS}
      group by 1) now
    where c.id = now.id and c.ward_ids <> now.ward_ids`.execute(db);
}

/** The sentence and the why of a chain as its remedy says them now. */
export const reword = (db: Db, chainId: ChainId, remedyId: RemedyId) =>
  sql`update work.chain c set sentence = r.sentence, why = r.why from risk.remedy r where c.id = ${chainId} and r.id = ${remedyId}`.execute(
    db,
  );

/** Makes a chain more urgent under new terms: nothing in it may be due after the new time. A clock that stands still goes on
 *  standing, and counts from now. */
export async function raise(
  db: Db,
  chainId: ChainId,
  to: { outcome: Chain['outcome']; dueAt: Instant; clock: ClockTerms; at: Instant },
): Promise<void> {
  await sql`update work.chain c set outcome = ${to.outcome}, due_at = least(c.due_at, ${to.dueAt}::timestamptz), clock = ${JSON.stringify(to.clock)}::jsonb,
    paused_at = case when c.paused_at is not null then ${to.at}::timestamptz end,
    why = r.why, sentence = r.sentence from risk.remedy r where c.id = ${chainId} and r.id = c.remedy_id`.execute(
    db,
  );
  await sql`update work.obligation set due_at = least(due_at, ${to.dueAt}::timestamptz), version = version + 1
    where chain_id = ${chainId} and state not in ('closed', 'withdrawn')`.execute(db);
}

/** Stops the clock of a case. */
export const pauseChain = (db: Db, id: ChainId, at: Instant) =>
  db.updateTable('work.chain').set({ pausedAt: at }).where('id', '=', id).execute();

/** Lets the clock of a case run again: it and its steps in line are due later by the time that it stood still. */
export async function resumeChain(db: Db, id: ChainId, stoodMs: number): Promise<void> {
  await sql`update work.chain set paused_at = null, paused_ms = paused_ms + ${stoodMs}::bigint,
      due_at = due_at + ${stoodMs}::bigint * interval '1 millisecond' where id = ${id}`.execute(db);
  await sql`update work.obligation set due_at = due_at + ${stoodMs}::bigint * interval '1 millisecond'
    where chain_id = ${id} and not is_beside and state not in ('closed', 'withdrawn')`.execute(db);
}

/** Lets devices that went out of use leave the lists of open cases, with that as their outcome; by case. */
export async function releaseRetired(db: Db): Promise<{ chainId: ChainId; devices: number }[]> {
  const { rows } = await sql<{ chainId: ChainId; devices: number }>`with left_now as (
      update work.chain_device cd set outcome = 'retired', note = 'Taken out of use.'
      from work.chain c, inventory.device d
      where c.id = cd.chain_id and c.state = 'open' and d.id = cd.device_id and d.status in ('retired', 'disposed')
        and cd.outcome in ('to_do', 'in_use', 'could_not_locate', 'deferred')
      returning cd.chain_id)
    select chain_id as "chainId", count(*)::int as devices from left_now group by 1 order by 1`.execute(db);
  return rows;
}
