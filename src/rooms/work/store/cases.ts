// Cases as lists and what a case page shows besides its steps.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ChainId, DeviceId, ObligationId, RemedyId } from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import type { CalendarDate, Instant } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { cases } from '../contract.ts';

const finishedOutcomes = sql`('done', 'replaced', 'retired')`;

/** The step where the ball is, as one row a chain. Chains that are over have none and are not searched for it: they only grow. */
const current = sql`left join lateral (select o.activity_id, o.court_kind, o.court_label, o.court_since,
    (select coalesce(k.role, k.kind) from work.court k where k.obligation_id = o.id and k.to_at is null limit 1) as party from work.obligation o
  where c.state = 'open' and o.chain_id = c.id and not o.is_beside and o.state not in ('upcoming', 'closed', 'withdrawn') order by o.position limit 1) o on true`;

const row = sql`c.id, c.sentence, s.name as site, c.outcome, c.state, coalesce(o.activity_id, '') as step, o.court_kind as "courtKind",
  o.court_label as "courtLabel", o.court_since as "courtSince", c.opened_at as "openedAt", c.due_at as "dueAt", c.paused_at as "pausedAt", c.closed_at as "closedAt",
  (select a.until_on from work.acceptance a where a.id = c.acceptance_id) as "acceptedUntil",
  (select count(*)::int from work.chain_device cd where cd.chain_id = c.id) as "devicesTotal",
  (select count(*)::int from work.chain_device cd where cd.chain_id = c.id and cd.outcome in ${finishedOutcomes}) as "devicesDone"`;

export type CaseRowSql = {
  id: ChainId;
  sentence: string;
  site: string;
  outcome: 'scheduled' | 'out_of_cycle' | 'immediate';
  state: 'open' | 'closed' | 'withdrawn';
  step: string;
  courtKind: 'person' | 'team' | 'outside' | 'care' | 'nobody' | null;
  courtLabel: string | null;
  courtSince: Instant | null;
  openedAt: Instant;
  dueAt: Instant;
  pausedAt: Instant | null;
  closedAt: Instant | null;
  acceptedUntil: CalendarDate | null;
  devicesTotal: number;
  devicesDone: number;
};

/** Cases, filtered and sorted as asked; open ones unless another state is chosen. With `only` those that a number of the
 *  accounting counted, whatever their state. */
export function caseList(
  input: z.output<(typeof cases)['input']>,
  now: Instant,
  sites: Readonly<Record<string, string>>,
  stepNames: ReadonlyMap<string, string>,
  roles: ReadonlyMap<string, string>,
  only: readonly ChainId[] | null,
): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) {
    const asNumber = /^w-?(\d+)$/i.exec(input.q.trim())?.[1];
    where.push(asNumber ? sql`c.id = ${Number(asNumber)}` : sql`c.sentence ilike ${anywhere(input.q)}`);
  }
  if (only) where.push(sql`c.id = any(${[...only]}::int[])`);
  const overdue = sql`case when c.state = 'open' and c.acceptance_id is null and c.due_at < coalesce(c.paused_at, ${now}) then 'yes' else 'no' end`;
  return {
    from: sql`work.chain c ${current}`,
    joins: sql`join people.site s on s.id = c.site_id`,
    where,
    facets: {
      state: { column: sql`c.state`, chosen: input.state ?? (only ? undefined : ['open']) },
      site: { column: sql`c.site_id`, chosen: input.site, label: (v) => sites[v] ?? v },
      outcome: { column: sql`c.outcome`, chosen: input.outcome },
      step: { column: sql`o.activity_id`, chosen: input.step, label: (v) => stepNames.get(v) ?? v },
      party: { column: sql`o.party`, chosen: input.party, label: (v) => roles.get(v) ?? v },
      court: { column: sql`o.court_label`, chosen: input.court },
      accepted: {
        column: sql`case when c.acceptance_id is null then 'no' else 'yes' end`,
        chosen: input.accepted ? [input.accepted] : undefined,
      },
      overdue: { column: overdue, chosen: input.overdue ? [input.overdue] : undefined },
    },
    id: sql`c.id`,
    select: row,
    sorts: {
      due: { by: sql`extract(epoch from c.due_at)`, type: 'number' },
      opened: { by: sql`extract(epoch from c.opened_at)`, type: 'number' },
      case: { by: sql`c.id`, type: 'number' },
      outcome: {
        by: sql`case c.outcome when 'immediate' then 3 when 'out_of_cycle' then 2 else 1 end`,
        type: 'number',
      },
      court: { by: sql`coalesce(o.court_label, '')`, type: 'text' },
      sentence: { by: sql`c.sentence`, type: 'text' },
      step: { by: sql`coalesce(o.activity_id, '')`, type: 'text' },
      site: { by: sql`c.site_id`, type: 'number' },
    },
    defaultSort: 'due',
  };
}

/** Cases of one device, open first. */
export async function ofDevice(db: Db, deviceId: DeviceId) {
  const { rows } = await sql<
    CaseRowSql & { deviceOutcome: string }
  >`select ${row}, mine.outcome as "deviceOutcome"
    from work.chain_device mine join work.chain c on c.id = mine.chain_id join people.site s on s.id = c.site_id ${current}
    where mine.device_id = ${deviceId} order by (c.state = 'open') desc, c.id desc limit 100`.execute(db);
  return rows;
}

export const noticesOf = (db: Db, ids: readonly ObligationId[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('work.notice as n')
        .innerJoin('people.person as p', 'p.id', 'n.personId')
        .select([
          'n.obligationId',
          'n.personId',
          'n.kind',
          'n.createdAt',
          'n.deliveredAt',
          'n.readAt',
          'n.acknowledgedAt',
          'p.name as person',
        ])
        .where('n.obligationId', 'in', [...ids])
        .orderBy('n.id')
        .limit(500)
        .execute();

const Detail = z.object({ reasons: z.array(Reason).optional() });

/** What a case shows of its remedy: steps, the maker's text, the vulnerabilities, and why it was decided so. */
export async function remedyOf(db: Db, id: RemedyId) {
  const remedy = await db
    .selectFrom('risk.remedy as r')
    .innerJoin('people.site as s', 's.id', 'r.siteId')
    .select(['r.steps', 'r.makerText', 'r.url', 'r.targetVersion', 'r.question', 'r.cves', 's.name as site'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!remedy) return undefined;
  const decisions = await db
    .selectFrom('risk.decision')
    .select(['cohortId', 'detail'])
    .where('remedyId', '=', id)
    .orderBy('risk', 'desc')
    .limit(50)
    .execute();
  const worst = Detail.safeParse(decisions[0]?.detail);
  return {
    ...remedy,
    steps: z.array(z.string()).parse(remedy.steps),
    cohortIds: decisions.map((d): number => d.cohortId),
    reasons: worst.success ? (worst.data.reasons ?? []) : [],
  };
}

/** Names of the wards where the devices of a case are, those with most first; at most four. */
export async function wardNames(db: Db, chainId: ChainId): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select w.name from work.chain_device cd join inventory.device d on d.id = cd.device_id
    join people.ward w on w.id = d.ward_id where cd.chain_id = ${chainId} group by 1 order by count(*) desc, 1 limit 4`.execute(
    db,
  );
  return rows.map((r) => r.name);
}

/** Ledger events of a case, newest first, before `before`. */
export const timeline = (db: Db, chainId: ChainId, before: bigint | null, limit: number) =>
  db
    .selectFrom('platform.ledgerEvent')
    .select(['seq', 'at', 'actor', 'verb', 'subjectKind', 'body'])
    .where('chainId', '=', chainId)
    .$if(before !== null, (q) => q.where('seq', '<', before ?? 0n))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();

export const timelineCount = async (db: Db, chainId: ChainId): Promise<number> => {
  const r = await db
    .selectFrom('platform.ledgerEvent')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('chainId', '=', chainId)
    .executeTakeFirstOrThrow();
  return r.n;
};
