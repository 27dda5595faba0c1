// The register of acceptances, and what happened on one.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { AcceptanceId } from '../../../kernel/ids.ts';
import type { CalendarDate } from '../../../kernel/time.ts';
import type { Db } from '../../../platform/db/pool.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { AcceptanceRow, acceptances } from '../contract/acceptances.ts';

export type AcceptanceRowSql = Omit<z.output<typeof AcceptanceRow>, 'acceptanceNo' | 'caseNo'>;

const living = ['requested', 'assessed', 'consulted', 'active'] as const;
/** Of those in force, when they end. */
const ends = (today: CalendarDate) =>
  sql`case when a.state <> 'active' then null when a.until_on <= ${today}::date + 7 then 'week' when a.until_on <= ${today}::date + 30 then 'month' else 'later' end`;
const endLabels: Readonly<Record<string, string>> = {
  week: 'within 7 days',
  month: 'within 30 days',
  later: 'later',
};

const row = sql`a.id, a.sentence, s.name as site, a.state, a.level, a.chain_id as "chainId", p.name as "requestedBy", a.requested_at as "requestedAt",
  coalesce((select d.name from people.person d where d.id = a.decided_by), (select h.label from work.acceptance_holder h
    where h.acceptance_id = a.id and h.letter = 'A' and h.until is null order by h.id limit 1)) as accountable,
  o.name as owner, a.wished_until_on as "wishedUntilOn", a.until_on as "untilOn", a.renewal,
  (coalesce(a.facts, a.facts_asked)->>'devices')::int as devices, (coalesce(a.facts, a.facts_asked)->>'findings')::int as findings,
  a.ended_at as "endedAt", a.ended_why as "endedWhy"`;

/** Acceptances, filtered and sorted as asked; those asked for and in force unless another state is chosen. */
export function acceptanceList(
  input: z.output<(typeof acceptances)['input']>,
  today: CalendarDate,
  sites: Readonly<Record<string, string>>,
): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) {
    const asNumber = /^a-?(\d{1,9})$/i.exec(input.q.trim())?.[1];
    where.push(asNumber ? sql`a.id = ${Number(asNumber)}` : sql`a.sentence ilike ${anywhere(input.q)}`);
  }
  return {
    from: sql`work.acceptance a`,
    joins: sql`join people.site s on s.id = a.site_id join people.person p on p.id = a.requested_by join people.person o on o.id = a.owner_person_id`,
    where,
    facets: {
      state: { column: sql`a.state`, chosen: input.state ?? living },
      level: { column: sql`a.level`, chosen: input.level },
      ends: { column: ends(today), chosen: input.ends, label: (v) => endLabels[v] ?? v },
      site: { column: sql`a.site_id`, chosen: input.site, label: (v) => sites[v] ?? v },
    },
    id: sql`a.id`,
    select: row,
    sorts: {
      until: { by: sql`coalesce(a.until_on, a.wished_until_on) - date '2000-01-01'`, type: 'number' },
      asked: { by: sql`extract(epoch from a.requested_at)`, type: 'number' },
      acceptance: { by: sql`a.id`, type: 'number' },
      sentence: { by: sql`a.sentence`, type: 'text' },
      state: { by: sql`a.state`, type: 'text' },
      level: { by: sql`a.level`, type: 'text' },
      site: { by: sql`a.site_id`, type: 'number' },
      devices: { by: sql`(coalesce(a.facts, a.facts_asked)->>'devices')::int`, type: 'number' },
      owner: {
        by: sql`coalesce((select o.name from people.person o where o.id = a.owner_person_id), '')`,
        type: 'text',
      },
    },
    defaultSort: 'until',
  };
}

export const oneRow = async (db: Db, id: AcceptanceId): Promise<AcceptanceRowSql | undefined> =>
  (
    await sql<AcceptanceRowSql>`select ${row} from work.acceptance a join people.site s on s.id = a.site_id
      join people.person p on p.id = a.requested_by join people.person o on o.id = a.owner_person_id where a.id = ${id}`.execute(
      db,
    )
  ).rows[0];

/** The last events of one acceptance in the ledger, newest first. */
export const history = (db: Db, id: AcceptanceId) =>
  db
    .selectFrom('platform.ledgerEvent')
    .select(['seq', 'at', 'actor', 'verb', 'body'])
    .where('subjectKind', '=', 'acceptance')
    .where('subjectId', '=', id)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute();
