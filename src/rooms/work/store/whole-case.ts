// A case with everything that hangs on it, in one round trip: every act reads it.
import { type RawBuilder, sql } from 'kysely';
import type { ChainId } from '../../../kernel/ids.ts';
import { type Db, prepared } from '../../../platform/db/pool.ts';
import type { ChainDevice, HolderRow, Obligation } from './chains.ts';
import type { GateRow } from './notices.ts';
import type { SignatureRow } from './signatures.ts';

export type WholeCase = {
  /** In the order of the steps, those beside last. */
  obligations: Obligation[];
  /** Who holds which letter now. */
  holders: HolderRow[];
  gates: GateRow[];
  signatures: SignatureRow[];
  devices: ChainDevice[];
  /** What its remedy asks of each device. */
  question: string | null;
};

/** An instant inside JSON, written as everywhere else. */
const at = (column: string): RawBuilder<string> =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** A case that has nothing. */
export const noCase: WholeCase = {
  obligations: [],
  holders: [],
  gates: [],
  signatures: [],
  devices: [],
  question: null,
};

/** Everything of each case but the chain itself. Lock the chains by a query before this one: what was committed while the
 *  lock was waited for is seen only by a statement that begins after it. */
export async function wholeCases(
  db: Db,
  chainIds: readonly ChainId[],
): Promise<ReadonlyMap<ChainId, WholeCase>> {
  const mine = sql.raw('(select id from work.obligation where chain_id = c.id)');
  const { rows } = await sql<WholeCase & { id: ChainId }>`${prepared('whole_cases')}select c.id,
      (select coalesce(json_agg(o), '[]') from (
        select id, chain_id as "chainId", activity_id as "activityId", position, is_beside as "isBeside", state, ask, ${at('due_at')} as "dueAt",
          ${at('started_at')} as "startedAt", ${at('closed_at')} as "closedAt", ${at('state_since')} as "stateSince", claimed_by as "claimedBy",
          court_kind as "courtKind", court_person_id as "courtPersonId", court_team_id as "courtTeamId", court_label as "courtLabel",
          ${at('court_since')} as "courtSince", attention, doers, waiting_on as "waitingOn", is_work_done as "isWorkDone",
          is_verified as "isVerified", bounces, version,
          ${at('clock_from')} as "clockFrom", ${at('paused_at')} as "pausedAt", paused_for as "pausedFor", ${at('party_due_at')} as "partyDueAt", pauses, offer
        from work.obligation where chain_id = c.id order by is_beside, position) o) as obligations,
      (select coalesce(json_agg(h), '[]') from (
        select id, obligation_id as "obligationId", letter, role, person_id as "personId", team_id as "teamId", label,
          is_contract as "isContract", reasons
        from work.holder where until is null and obligation_id in ${mine} order by id) h) as holders,
      (select coalesce(json_agg(g), '[]') from (
        select id, obligation_id as "obligationId", role, person_id as "personId", team_id as "teamId", label, question,
          is_mandatory as "isMandatory", silence, ${at('opened_at')} as "openedAt", ${at('due_at')} as "dueAt", answer,
          answer_text as "answerText", answered_by as "answeredBy", ${at('answered_at')} as "answeredAt"
        from work.gate where obligation_id in ${mine} order by id) g) as gates,
      (select coalesce(json_agg(s), '[]') from (
        select obligation_id as "obligationId", person_id as "personId", role, department, meaning, ${at('at')} as at, hash
        from work.signature where obligation_id in ${mine} order by id) s) as signatures,
      (select coalesce(json_agg(d), '[]') from (
        select device_id as "deviceId", outcome, done_by as "doneBy", check_outcome as "checkOutcome", version_seen as "versionSeen", answer
        from work.chain_device where chain_id = c.id order by device_id) d) as devices,
      (select r.question from risk.remedy r where r.id = c.remedy_id) as question
    from work.chain c where c.id = any(${[...chainIds]}::int[])`.execute(db);
  return new Map(rows.map(({ id, ...whole }) => [id, whole]));
}
