// Who acts in the demonstration's six months, and what they are in the middle of.
import { sql } from 'kysely';
import { AppError } from '../../../kernel/errors.ts';
import { type ChainId, type GateId, type ObligationId, PersonId } from '../../../kernel/ids.ts';
import { AccountProfile, permissionsOf } from '../../../kernel/permission.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Actor, Ctx } from '../../../platform/ctx.ts';
import type { Random } from '../random.ts';

export type Life = {
  ctx: Ctx;
  random: Random;
  people: ReadonlyMap<PersonId, Actor>;
  teams: ReadonlyMap<number, readonly PersonId[]>;
  /** People who do nothing at this time. */
  silent: ReadonlySet<PersonId>;
};

/** A step that is under way, with what it takes to act on it. */
export type Running = {
  obligationId: ObligationId;
  chainId: ChainId;
  activityId: string;
  isBeside: boolean;
  state: string;
  stateSince: Instant;
  outcome: 'immediate' | 'out_of_cycle' | 'scheduled';
  version: number;
  bounces: number;
  claimedBy: PersonId | null;
  waitingOn: string | null;
  accountable: PersonId | null;
  site: string;
  model: string;
  kind: 'apply' | 'mitigate' | 'replace' | 'identify';
  targetVersion: string | null;
  question: string | null;
  devices: number;
  responsible: { personId: PersonId | null; teamId: number | null }[];
  /** Those who worked on the devices of this case: none of them checks it. */
  doers: PersonId[];
};

/** A question that nobody has answered yet. */
export type Asked = {
  id: GateId;
  chainId: ChainId;
  personId: PersonId | null;
  teamId: number | null;
  role: string;
  openedAt: Instant;
};

/** The steps under way of open cases, of one case when asked for, in a fixed order. */
export async function runningSteps(ctx: Ctx, only: ChainId | null = null): Promise<Running[]> {
  const { rows } =
    await sql<Running>`select o.id as "obligationId", o.chain_id as "chainId", o.activity_id as "activityId", o.is_beside as "isBeside", o.state,
      o.state_since as "stateSince", c.outcome, o.version, o.bounces, o.claimed_by as "claimedBy", o.waiting_on as "waitingOn", s.code as site, r.model, r.kind,
      r.target_version as "targetVersion", r.question,
      (select h.person_id from work.holder h where h.obligation_id = o.id and h.letter = 'A' and h.until is null order by h.id limit 1) as accountable,
      (select count(*)::int from work.chain_device d where d.chain_id = c.id) as devices,
      (select coalesce(json_agg(json_build_object('personId', h.person_id, 'teamId', h.team_id) order by h.id), '[]') from work.holder h
        where h.obligation_id = o.id and h.letter = 'R' and h.until is null and not h.is_contract) as responsible,
      (select coalesce(array_agg(distinct d), '{}') from work.obligation w, unnest(w.doers) d
        where w.chain_id = c.id and w.activity_id in ('VUL-8', 'VUL-9')) as doers
    from work.obligation o join work.chain c on c.id = o.chain_id join risk.remedy r on r.id = c.remedy_id join people.site s on s.id = c.site_id
    where c.state = 'open' and o.state not in ('upcoming', 'closed', 'withdrawn') and (${only}::int is null or c.id = ${only})
    order by o.id`.execute(ctx.db);
  return rows;
}

/** Open questions of steps under way, of one case when asked for, in a fixed order. */
export async function openQuestions(ctx: Ctx, only: ChainId | null = null): Promise<Asked[]> {
  const { rows } =
    await sql<Asked>`select g.id, o.chain_id as "chainId", g.person_id as "personId", g.team_id as "teamId", g.role, g.opened_at as "openedAt"
    from work.gate g join work.obligation o on o.id = g.obligation_id
    where g.answer is null and o.state = 'consult' and (${only}::int is null or o.chain_id = ${only}) order by g.id`.execute(
      ctx.db,
    );
  return rows;
}

/** Everybody who has an account, as they act; teams; people by mail address in small letters. */
export async function castOfLife(
  ctx: Ctx,
): Promise<Pick<Life, 'people' | 'teams'> & { byEmail: ReadonlyMap<string, PersonId> }> {
  const rows = await ctx.db
    .selectFrom('people.person as p')
    .innerJoin('people.account as a', 'a.personId', 'p.id')
    .select(['p.id', 'p.name', 'p.email', 'a.profile'])
    .orderBy('p.id')
    .execute();
  const people = new Map<PersonId, Actor>();
  const byEmail = new Map<string, PersonId>();
  for (const p of rows) {
    const profile = AccountProfile.parse(p.profile);
    if (p.email) byEmail.set(p.email.toLowerCase(), p.id);
    people.set(p.id, {
      kind: 'person',
      personId: PersonId.parse(p.id),
      name: p.name,
      profile,
      permissions: new Set(permissionsOf[profile]),
    });
  }
  const members = await ctx.db.selectFrom('people.teamMember').selectAll().orderBy('personId').execute();
  const teams = new Map<number, PersonId[]>();
  for (const m of members) teams.set(m.teamId, [...(teams.get(m.teamId) ?? []), m.personId]);
  return { people, teams, byEmail };
}

/** Those of a person or a team who act at this time. */
export function active(life: Life, who: { personId: PersonId | null; teamId: number | null }): PersonId[] {
  const ids = who.personId ? [who.personId] : (life.teams.get(who.teamId ?? 0) ?? []);
  return ids.filter((id) => life.people.has(id) && !life.silent.has(id));
}

/** A refusal is part of life: somebody was faster, or it is not theirs after all. It changes nothing. */
export const unlessRefused = (act: Promise<unknown>): Promise<boolean> =>
  act.then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code !== 'internal') return false;
      throw error;
    },
  );
