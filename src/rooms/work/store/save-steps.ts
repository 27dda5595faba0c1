// Saving steps after acts on them: one statement however many there are.
import { sql } from 'kysely';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import { type Db, prepared } from '../../../platform/db/pool.ts';
import type { Obligation } from './chains.ts';

/** A step as it is after an act, and what went with it: the ball that moved, the reminders planned anew. */
export type StepSaved = {
  o: Obligation;
  closedAt: Instant | null;
  /** The role of the court the ball is in now; null when it stayed where it is. */
  ball: { role: string | null; at: Instant } | null;
  /** Reminders in place of those not sent yet; null leaves them. */
  clock: readonly { step: string; personIds: readonly PersonId[]; dueAt: Instant }[] | null;
};

/** Saves each step as its next version, moves its ball and plans its reminders, all in one round trip. No step twice. */
export async function saveSteps(db: Db, steps: readonly StepSaved[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map(({ o, closedAt, ball, clock }) => ({
    ...o,
    version: o.version + 1,
    closedAt,
    moved: ball !== null,
    ballRole: ball?.role ?? null,
    ballAt: ball?.at ?? null,
    clock,
  }));
  await sql`${prepared('save_steps')}with s as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as s(id int, "chainId" int, state text, "dueAt" timestamptz, "startedAt" timestamptz,
        "stateSince" timestamptz, "closedAt" timestamptz, "claimedBy" int, "courtKind" text, "courtPersonId" int, "courtTeamId" int, "courtLabel" text,
        "courtSince" timestamptz, attention jsonb, doers int[], "waitingOn" text, "isWorkDone" boolean, "clockFrom" timestamptz,
        "pausedAt" timestamptz, "pausedFor" text, "partyDueAt" timestamptz, pauses int, offer jsonb, "isVerified" boolean, bounces int, version int,
        moved boolean, "ballRole" text, "ballAt" timestamptz, clock jsonb)),
    saved as (
      update work.obligation o set state = s.state, due_at = s."dueAt", started_at = s."startedAt", state_since = s."stateSince",
        closed_at = s."closedAt", claimed_by = s."claimedBy", court_kind = s."courtKind", court_person_id = s."courtPersonId",
        court_team_id = s."courtTeamId", court_label = s."courtLabel", court_since = s."courtSince", attention = s.attention, doers = s.doers,
        waiting_on = s."waitingOn", is_work_done = s."isWorkDone", clock_from = s."clockFrom", paused_at = s."pausedAt",
        paused_for = s."pausedFor", party_due_at = s."partyDueAt", pauses = s.pauses, offer = s.offer, is_verified = s."isVerified",
        bounces = s.bounces, version = s.version
      from s where o.id = s.id),
    left_court as (
      update work.court c set to_at = s."ballAt" from s where s.moved and c.obligation_id = s.id and c.to_at is null returning 1),
    -- Reads what left, so that there is never a second open stay beside it.
    entered_court as (
      insert into work.court (chain_id, obligation_id, kind, person_id, team_id, role, label, paused_for, from_at)
      select s."chainId", s.id, s."courtKind", s."courtPersonId", s."courtTeamId", s."ballRole", s."courtLabel", s."pausedFor", s."ballAt"
      from (select count(*) from left_court) before, s where s.moved and s."courtKind" <> 'nobody'),
    called_off as (
      delete from work.escalation e using s where s.clock is not null and e.obligation_id = s.id and e.sent_at is null
        and not s.clock @> jsonb_build_array(jsonb_build_object('step', e.step)))
    insert into work.escalation (obligation_id, step, due_at, person_ids)
    select s.id, c.step, c."dueAt", c."personIds"
    from s cross join lateral jsonb_to_recordset(coalesce(s.clock, '[]'::jsonb)) as c(step text, "dueAt" timestamptz, "personIds" int[])
    on conflict (obligation_id, step) do update set due_at = excluded.due_at, person_ids = excluded.person_ids
      where escalation.sent_at is null`.execute(db);
}
