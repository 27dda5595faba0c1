// Chains, their obligations, holders and devices: reading them to change them, and writing them.
import { sql } from 'kysely';
import { z } from 'zod';
import {
  type ChainId,
  type DeviceId,
  type GateId,
  type MatrixVersionId,
  type ObligationId,
  PersonId,
  type RemedyId,
  type SiteId,
  type TeamId,
} from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import type { Attention, WaitingOn } from '../../raci/index.ts';
import { Subject } from '../../raci/model.ts';

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

const AttentionList = z.array(
  z.object({ kind: z.enum(['objection', 'silence', 'unfinished', 'problem', 'returned']), what: z.string() }),
);
const Doers = z.array(PersonId);

/** The chain; with `lock` until the transaction ends, so that two people on one case act one after the other. */
export async function chain(db: Db, id: ChainId, lock: boolean): Promise<Chain | undefined> {
  const row = await db
    .selectFrom('work.chain')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst();
  return row && { ...row, subject: Subject.parse(row.subject) };
}

export const chainOf = async (db: Db, obligationId: ObligationId): Promise<ChainId | undefined> =>
  (await db.selectFrom('work.obligation').select('chainId').where('id', '=', obligationId).executeTakeFirst())
    ?.chainId;

export const chainOfGate = async (db: Db, gateId: GateId): Promise<ChainId | undefined> =>
  (
    await db
      .selectFrom('work.gate as g')
      .innerJoin('work.obligation as o', 'o.id', 'g.obligationId')
      .select('o.chainId')
      .where('g.id', '=', gateId)
      .executeTakeFirst()
  )?.chainId;

/** Obligations of a chain in the order of its steps, those beside last. */
export async function obligations(db: Db, chainId: ChainId): Promise<Obligation[]> {
  const rows = await db
    .selectFrom('work.obligation')
    .selectAll()
    .where('chainId', '=', chainId)
    .orderBy('isBeside')
    .orderBy('position')
    .execute();
  return rows.map((o) => ({
    ...o,
    attention: AttentionList.parse(o.attention),
    doers: Doers.parse(o.doers),
  }));
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
  c: Omit<Chain, 'id' | 'state' | 'subject' | 'closedAt'> & { subject: Subject },
): Promise<ChainId> => {
  const row = await db
    .insertInto('work.chain')
    .values({ ...c, subject: JSON.stringify(c.subject), state: 'open' })
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

/** Saves what may change on an obligation; every save is a new version. */
export const saveObligation = (db: Db, o: Obligation, closedAt: Instant | null) =>
  db
    .updateTable('work.obligation')
    .set({
      state: o.state,
      dueAt: o.dueAt,
      startedAt: o.startedAt,
      stateSince: o.stateSince,
      closedAt,
      claimedBy: o.claimedBy,
      courtKind: o.courtKind,
      courtPersonId: o.courtPersonId,
      courtTeamId: o.courtTeamId,
      courtLabel: o.courtLabel,
      courtSince: o.courtSince,
      attention: JSON.stringify(o.attention),
      doers: [...o.doers],
      waitingOn: o.waitingOn,
      isWorkDone: o.isWorkDone,
      isVerified: o.isVerified,
      bounces: o.bounces,
      version: o.version + 1,
    })
    .where('id', '=', o.id)
    .execute();

export const saveChainState = (db: Db, id: ChainId, state: Chain['state'], closedAt: Instant | null) =>
  db.updateTable('work.chain').set({ state, closedAt }).where('id', '=', id).execute();

/** Moves the ball: ends the stay in the court before, begins the next; nothing when it stays where it is. */
export async function moveBall(db: Db, o: Obligation, role: string | null, at: Instant): Promise<void> {
  await db
    .updateTable('work.court')
    .set({ toAt: at })
    .where('obligationId', '=', o.id)
    .where('toAt', 'is', null)
    .execute();
  if (o.courtKind === 'nobody') return;
  await db
    .insertInto('work.court')
    .values({
      chainId: o.chainId,
      obligationId: o.id,
      kind: o.courtKind,
      personId: o.courtPersonId,
      teamId: o.courtTeamId,
      role,
      label: o.courtLabel,
      fromAt: at,
    })
    .execute();
}

export type ChainDevice = {
  deviceId: DeviceId;
  outcome: 'to_do' | 'done' | 'could_not_locate' | 'in_use' | 'deferred' | 'replaced' | 'retired';
  doneBy: PersonId | null;
  checkOutcome: 'passed' | 'failed' | null;
  versionSeen: string | null;
};

export const devicesOf = (db: Db, chainId: ChainId): Promise<ChainDevice[]> =>
  db
    .selectFrom('work.chainDevice')
    .select(['deviceId', 'outcome', 'doneBy', 'checkOutcome', 'versionSeen'])
    .where('chainId', '=', chainId)
    .orderBy('deviceId')
    .execute();

/** Puts every device with an open finding of the remedy on the chain's list. Answers how many are new. */
export const syncDevices = async (db: Db, chainId: ChainId, remedyId: RemedyId): Promise<number> => {
  const { rows } = await sql<{ n: number }>`with added as (
      insert into work.chain_device (chain_id, device_id, outcome)
      select distinct ${chainId}::int, f.device_id, 'to_do' from risk.decision d
      join findings.finding f on f.cohort_id = d.cohort_id and f.state = 'open'
      where d.remedy_id = ${remedyId}
      on conflict do nothing returning device_id)
    select count(*)::int as n from added`.execute(db);
  return rows[0]?.n ?? 0;
};

/** The sentence and the why of a chain as its remedy says them now. */
export const reword = (db: Db, chainId: ChainId, remedyId: RemedyId) =>
  sql`update work.chain c set sentence = r.sentence, why = r.why from risk.remedy r where c.id = ${chainId} and r.id = ${remedyId}`.execute(
    db,
  );

/** Makes a chain more urgent: nothing in it may be due after the new time. */
export async function raise(
  db: Db,
  chainId: ChainId,
  outcome: Chain['outcome'],
  dueAt: Instant,
): Promise<void> {
  await sql`update work.chain c set outcome = ${outcome}, due_at = least(c.due_at, ${dueAt}::timestamptz),
    why = r.why, sentence = r.sentence from risk.remedy r where c.id = ${chainId} and r.id = c.remedy_id`.execute(
    db,
  );
  await sql`update work.obligation set due_at = least(due_at, ${dueAt}::timestamptz), version = version + 1
    where chain_id = ${chainId} and state not in ('closed', 'withdrawn')`.execute(db);
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
