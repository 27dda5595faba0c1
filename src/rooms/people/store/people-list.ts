// People as a list: filtered, counted and sorted like every list of the house.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { CalendarDate } from '../../../kernel/time.ts';
import { anywhere, type ListSpec } from '../../../platform/list.ts';
import type { people } from '../contract.ts';

/** The teams of a person, one column a person; and each one apart, to count people by team. */
const teamNames = sql`array(select t.name from people.team t join people.team_member m on m.team_id = t.id
  where m.person_id = p.id order by 1)`;

const presence = sql`case when not p.is_active then 'left' when b.to_on is null then 'here'
  when b.deputy_person_id is null then 'away_alone' else 'away_covered' end`;
const account = sql`case when exists (select from people.account a where a.person_id = p.id) then 'yes' else 'no' end`;

/** The absence that lasts longest of those in force today, with who stands in. */
const absence = (today: CalendarDate): RawBuilder<unknown> => sql`left join lateral (
  select a.to_on, a.deputy_person_id from people.absence a where a.person_id = p.id and ${today}::date between a.from_on and a.to_on
  order by a.to_on desc, a.id limit 1) b on true`;

type Input = z.output<(typeof people)['input']>;
type Words = {
  readonly sites: Readonly<Record<string, string>>;
  readonly presence: Readonly<Record<string, string>>;
  readonly account: Readonly<Record<string, string>>;
};

/** People, filtered and sorted as asked. */
export function peopleList(input: Input, today: CalendarDate, words: Words): ListSpec {
  const where: RawBuilder<unknown>[] = [];
  if (input.q) {
    const like = anywhere(input.q);
    where.push(sql`(p.name ilike ${like} or p.email ilike ${like} or p.title ilike ${like})`);
  }
  if (input.team?.length)
    where.push(sql`exists (select from people.team_member m join people.team t on t.id = m.team_id
      where m.person_id = p.id and t.name = any(${input.team}::text[]))`);
  return {
    from: sql`people.person p left join people.organisation o on o.id = p.organisation_id left join people.site s on s.id = p.site_id
      ${absence(today)}`,
    joins: sql`left join people.person d on d.id = b.deputy_person_id`,
    where,
    facets: {
      presence: { column: presence, chosen: input.presence, label: (v) => words.presence[v] ?? v },
      site: { column: sql`coalesce(p.site_id, 0)`, chosen: input.site, label: (v) => words.sites[v] ?? v },
      organisation: { column: sql`o.name`, chosen: input.organisation },
      account: { column: account, chosen: input.account, label: (v) => words.account[v] ?? v },
    },
    id: sql`p.id`,
    select: sql`p.id, p.name, p.email, p.title, o.name as organisation, s.name as site, p.is_active as "isActive",
      ${account} = 'yes' as "hasAccount", b.to_on::text as "awayUntil", d.name as deputy, ${teamNames} as teams`,
    sorts: {
      name: { by: sql`lower(p.name)`, type: 'text' },
      title: { by: sql`lower(coalesce(p.title, ''))`, type: 'text' },
      site: { by: sql`coalesce(s.name, '')`, type: 'text' },
      teams: { by: sql`array_to_string(${teamNames}, ', ')`, type: 'text' },
      away: { by: sql`coalesce(b.to_on::text, '')`, type: 'text' },
      organisation: { by: sql`coalesce(o.name, '')`, type: 'text' },
      account: { by: account, type: 'text' },
    },
    defaultSort: 'name',
  };
}

/** The same people once for each team they are in, for counting by team under all other choices. */
export function byTeam(input: Input, today: CalendarDate, words: Words): ListSpec {
  const spec = peopleList({ ...input, team: undefined }, today, words);
  return {
    ...spec,
    from: sql`${spec.from} join people.team_member tm on tm.person_id = p.id join people.team t on t.id = tm.team_id`,
    facets: { ...spec.facets, team: { column: sql`t.name`, chosen: input.team } },
  };
}
