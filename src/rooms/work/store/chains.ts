// Chains, their obligations, holders and devices: reading them to change them, and writing them.
import { type RawBuilder, sql } from 'kysely';
import type {
  AcceptanceId,
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
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
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
  /** How often an acceptance of its risk has ended: it is reminded of anew each time. */
  cameBack: number;
  /** The acceptance because of which it stands still; null while it runs. */
  accepted: Accepted | null;
};

export type Accepted = {
  id: AcceptanceId;
  ownerId: PersonId;
  ownerName: string;
  untilOn: CalendarDate;
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
  /** Handed to somebody who has not taken it yet. */
  offer: HandedOn | null;
};

/** Work handed on: to whom and by whom, what was done and what is needed. */
export type HandedOn = {
  to: PersonId;
  by: PersonId;
  /** It was in hand of who handed it on, and goes back there. */
  wasTheirs: boolean;
  done: string | null;
  needed: string;
  at: Instant;
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

const accepted = sql<Accepted | null>`(select json_build_object('id', a.id, 'ownerId', a.owner_person_id, 'ownerName', p.name, 'untilOn', a.until_on)
  from work.acceptance a join people.person p on p.id = a.owner_person_id where a.id = work.chain.acceptance_id)`;

const chainRows = (db: Db) =>
  db
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
    .select(['follows', 'closedAt', 'clock', 'pausedAt', 'cameBack'])
    .select(accepted.as('accepted'));
const toChain = <T extends { subject: unknown; clock: unknown }>(row: T) => ({
  ...row,
  subject: Subject.parse(row.subject),
  clock: ClockTerms.parse(row.clock),
});

/** The chain; with `lock` until the transaction ends, so that two people on one case act one after the other. */
export async function chain(db: Db, of: WhichChain, lock: boolean): Promise<Chain | undefined> {
  const row = await chainRows(db)
    .where('id', '=', idOf(of))
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst();
  return row && toChain(row);
}

/** These chains, by number. */
export const chainsOf = async (db: Db, ids: readonly ChainId[]): Promise<Chain[]> =>
  (
    await chainRows(db)
      .where(sql<boolean>`id = any(${[...ids]}::int[])`)
      .orderBy('id')
      .execute()
  ).map(toChain);

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

export type NewChain = Omit<Chain, 'id' | 'state' | 'closedAt' | 'pausedAt' | 'cameBack' | 'accepted'>;
/** Inserts open chains, in this order. */
export const insertChains = async (db: Db, rows: readonly NewChain[]): Promise<ChainId[]> =>
  (
    await db
      .insertInto('work.chain')
      .values(
        rows.map((c) => ({
          ...c,
          subject: JSON.stringify(c.subject),
          clock: JSON.stringify(c.clock),
          state: 'open' as const,
        })),
      )
      .returning('id')
      .execute()
  ).map((row) => row.id);

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
    .returning(['id', 'chainId', 'activityId'])
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

/** Lets a case stand still from now on, because its risk is accepted. */
export const standStill = (db: Db, id: ChainId, acceptanceId: AcceptanceId, at: Instant) =>
  db
    .updateTable('work.chain')
    .set((eb) => ({ acceptanceId, acceptedAt: eb.fn.coalesce('acceptedAt', eb.val(at)) }))
    .where('id', '=', id)
    .execute();

/** Lets a case go on: whatever was due is due later by as long as it stood still. */
export async function goOnAgain(db: Db, id: ChainId, at: Instant): Promise<void> {
  await sql`with stood as (select id, ${at}::timestamptz - accepted_at as long from work.chain where id = ${id} and accepted_at is not null),
    steps as (update work.obligation o set due_at = o.due_at + stood.long, version = o.version + 1 from stood
      where o.chain_id = stood.id and o.state not in ('closed', 'withdrawn') returning o.id),
    asked as (update work.gate g set due_at = g.due_at + stood.long from stood
      where g.answer is null and g.obligation_id in (select id from work.obligation where chain_id = stood.id))
    update work.chain c set due_at = c.due_at + stood.long, acceptance_id = null, accepted_at = null, came_back = c.came_back + 1
    from stood where c.id = stood.id`.execute(db);
}

export type ChainDevice = {
  deviceId: DeviceId;
  outcome: 'to_do' | 'done' | 'could_not_locate' | 'in_use' | 'deferred' | 'replaced' | 'retired';
  doneBy: PersonId | null;
  checkOutcome: 'passed' | 'failed' | null;
  versionSeen: string | null;
  /** What a look at the device answered, where the case asks a question. */
  answer: 'yes' | 'no' | null;
};

/** Puts every device with an open finding of their remedies on the lists of new chains. */
export async function listDevices(db: Db, chainIds: readonly ChainId[]): Promise<void> {
  await sql`insert into work.chain_device (chain_id, device_id, outcome)
    select distinct c.id, f.device_id, 'to_do' from work.chain c join risk.decision d on d.remedy_id = c.remedy_id
    join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open' where c.id = any(${[...chainIds]}::int[])`.execute(
    db,
  );
  await placeChains(db, chainIds);
}

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
    accepted_at = case when c.accepted_at is not null then ${to.at}::timestamptz end,
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
