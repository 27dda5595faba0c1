// What people are told, the clocks that remind them, gates and their lapses.
import { sql } from 'kysely';
import type {
  AcceptanceId,
  ChainId,
  GateId,
  NoticeId,
  ObligationId,
  PersonId,
  TeamId,
} from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';

export type NewNotice = {
  chainId: ChainId;
  obligationId: ObligationId | null;
  /** Set when it is about an acceptance of the risk of the case. */
  acceptanceId?: AcceptanceId;
  personId: PersonId;
  kind: 'informed' | 'asked' | 'reminder' | 'escalation' | 'returned' | 'decision';
  text: string;
  /** The same thing said twice has the same key and is said once. */
  key: string;
  createdAt: Instant;
};

/** Kinds that press somebody about a step: the newest one says it all. */
export const nagging = sql`('reminder', 'escalation')`;

export const insertNotices = async (db: Db, rows: readonly NewNotice[]): Promise<void> => {
  for (let i = 0; i < rows.length; i += 2000) {
    await db
      .insertInto('work.notice')
      .values(rows.slice(i, i + 2000))
      .onConflict((c) => c.column('key').doNothing())
      .execute();
  }
};

/** Delivers what is waiting to people who are still active; whether they may see the case is asked when they read. */
export const deliver = async (db: Db, at: Instant): Promise<number> => {
  const { numAffectedRows } = await sql`update work.notice n set delivered_at = ${at}
    from people.person p where p.id = n.person_id and p.is_active and n.delivered_at is null`.execute(db);
  return Number(numAffectedRows ?? 0n);
};

export const markRead = (db: Db, chainId: ChainId, personId: PersonId, at: Instant) =>
  db
    .updateTable('work.notice')
    .set({ readAt: at })
    .where('chainId', '=', chainId)
    .where('personId', '=', personId)
    .where('readAt', 'is', null)
    .execute();

/** What somebody was asked about a step is settled by what they did: they need not read it any more. */
export const settleAsked = (db: Db, obligationId: ObligationId, personId: PersonId, at: Instant) =>
  db
    .updateTable('work.notice')
    .set({
      acknowledgedAt: at,
      readAt: sql`coalesce(read_at, ${at})`,
      deliveredAt: sql`coalesce(delivered_at, ${at})`,
    })
    .where('obligationId', '=', obligationId)
    .where('personId', '=', personId)
    .where('kind', '=', 'asked')
    .where('acknowledgedAt', 'is', null)
    .execute();

/** Acknowledges a person's own notices, and with one that presses the earlier ones about the same step; answers those
 *  that changed. */
export const acknowledge = (db: Db, ids: readonly NoticeId[], personId: PersonId, at: Instant) =>
  db
    .updateTable('work.notice')
    .set({
      acknowledgedAt: at,
      readAt: sql`coalesce(read_at, ${at})`,
      deliveredAt: sql`coalesce(delivered_at, ${at})`,
    })
    .where(
      sql<boolean>`(id = any(${[...ids]}::int[]) or (kind in ${nagging} and exists (select from work.notice later
        where later.id = any(${[...ids]}::int[]) and later.kind in ${nagging}
          and later.obligation_id = work.notice.obligation_id and later.id > work.notice.id)))`,
    )
    .where('personId', '=', personId)
    .where('acknowledgedAt', 'is', null)
    .returning(['id', 'chainId', 'obligationId'])
    .execute();

export type GateRow = {
  id: GateId;
  obligationId: ObligationId;
  role: string;
  personId: PersonId | null;
  teamId: TeamId | null;
  label: string;
  question: string;
  isMandatory: boolean;
  silence: 'proceed' | 'escalate' | 'block';
  openedAt: Instant;
  dueAt: Instant;
  answer: 'yes' | 'yes_with_conditions' | 'no' | 'passed_on' | 'lapsed' | 'overridden' | 'dropped' | null;
  answerText: string | null;
  answeredBy: PersonId | null;
  answeredAt: Instant | null;
};

export const gatesOf = (db: Db, obligationIds: readonly ObligationId[]): Promise<GateRow[]> =>
  obligationIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('work.gate')
        .selectAll()
        .where('obligationId', 'in', [...obligationIds])
        .orderBy('id')
        .execute();

export type NewGate = Omit<GateRow, 'id' | 'answer' | 'answerText' | 'answeredBy' | 'answeredAt'>;
export const insertGates = (db: Db, rows: readonly NewGate[]) =>
  rows.length === 0
    ? Promise.resolve()
    : db
        .insertInto('work.gate')
        .values([...rows])
        .execute();

export const answerGate = (
  db: Db,
  id: GateId,
  answer: {
    answer: NonNullable<GateRow['answer']>;
    answerText: string | null;
    answeredBy: PersonId | null;
    answeredAt: Instant;
  },
) => db.updateTable('work.gate').set(answer).where('id', '=', id).execute();

/** Chains with a gate whose time is over and that nobody has answered. */
export const lapsedChains = async (db: Db, now: Instant): Promise<ChainId[]> => {
  const rows = await db
    .selectFrom('work.gate as g')
    .innerJoin('work.obligation as o', 'o.id', 'g.obligationId')
    .innerJoin('work.chain as c', 'c.id', 'o.chainId')
    .where('c.acceptanceId', 'is', null)
    .where('g.answer', 'is', null)
    .where('g.dueAt', '<=', now)
    .where('o.state', '=', 'consult')
    .select('o.chainId')
    .distinct()
    .orderBy('o.chainId')
    .execute();
  return rows.map((r) => r.chainId);
};

/** Steps due at or before now and not sent, claimed by this transaction: another worker skips them. */
export const dueEscalations = async (db: Db, now: Instant, limit: number) => {
  const { rows } = await sql<{
    obligationId: ObligationId;
    step: string;
    personIds: PersonId[];
    dueAt: Instant;
    chainId: ChainId;
    ask: string;
    sentence: string;
    courtLabel: string;
  }>`
    select e.obligation_id as "obligationId", e.step, e.person_ids as "personIds", e.due_at as "dueAt", o.chain_id as "chainId", o.ask,
      c.sentence, o.court_label as "courtLabel"
    from work.escalation e join work.obligation o on o.id = e.obligation_id join work.chain c on c.id = o.chain_id
    where e.sent_at is null and e.due_at <= ${now} and o.state not in ('closed', 'withdrawn', 'upcoming')
    order by e.due_at, e.obligation_id, e.step limit ${limit} for update of e skip locked`.execute(db);
  return rows;
};

/** Notes that these reminders went out. */
export const markSent = (
  db: Db,
  sent: readonly { obligationId: ObligationId; step: string }[],
  at: Instant,
) =>
  sql`update work.escalation e set sent_at = ${at}
    from unnest(${sent.map((s) => s.obligationId)}::int[], ${sent.map((s) => s.step)}::text[]) as s(obligation_id, step)
    where e.obligation_id = s.obligation_id and e.step = s.step`.execute(db);

/** Puts an open question to somebody else. */
export const moveGate = (
  db: Db,
  id: GateId,
  to: { personId: PersonId | null; teamId: TeamId | null; label: string },
) => db.updateTable('work.gate').set(to).where('id', '=', id).execute();
