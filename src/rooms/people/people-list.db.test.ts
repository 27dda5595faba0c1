// The list of people on a real database: who is here, who is away and with whom in their place, counted by team.
import { beforeAll, describe, expect, it } from 'vitest';
import { CalendarDate } from '../../kernel/time.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { people as contract } from './contract.ts';
import { people, peopleFile } from './service/directory.ts';

const { ctx, db } = await testHouse();
const list = (input: object) => people(ctx, contract.input.parse(input));
const names = async (input: object) => (await list(input)).items.map((row) => row.name);

beforeAll(async () => {
  const site = await db
    .insertInto('people.site')
    .values({ code: 'SA', name: 'St. Anne', timezone: 'UTC' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const add = (name: string, siteId: typeof site.id | null, isActive = true) =>
    db
      .insertInto('people.person')
      .values({ name, siteId, isActive, title: `Title of ${name}` })
      .returning('id')
      .executeTakeFirstOrThrow();
  const [ana, ben, cleo] = [await add('Ana', site.id), await add('Ben', null), await add('cleo', site.id)];
  await add('Dan', null, false);
  const team = (name: string) =>
    db.insertInto('people.team').values({ name }).returning('id').executeTakeFirstOrThrow();
  const [biomed, security] = [await team('Biomed'), await team('Security')];
  await db
    .insertInto('people.teamMember')
    .values([
      { teamId: biomed.id, personId: ana.id },
      { teamId: security.id, personId: ana.id },
      { teamId: security.id, personId: ben.id },
    ])
    .execute();
  const away = {
    fromOn: CalendarDate.parse('2026-11-20'),
    toOn: CalendarDate.parse('2026-11-27'),
    reason: null,
  };
  await db
    .insertInto('people.absence')
    .values([
      { ...away, personId: ben.id, deputyPersonId: ana.id },
      { ...away, personId: cleo.id, deputyPersonId: null },
    ])
    .execute();
});

describe('the list of people', () => {
  it('says who is away, until when, and who stands in', async () => {
    const { items } = await list({});
    expect(items.map((p) => [p.name, p.awayUntil, p.deputy, p.isActive])).toEqual([
      ['Ana', null, null, true],
      ['Ben', '2026-11-27', 'Ana', true],
      ['cleo', '2026-11-27', null, true],
      ['Dan', null, null, false],
    ]);
  });
  it('counts who is here by site, and each person in every team they are in', async () => {
    const facets = Object.fromEntries(
      (await list({})).facets.map((f) => [f.name, f.values.map((v) => `${v.label} ${v.count}`)]),
    );
    expect(facets['presence']).toEqual([
      'Away, nobody stands in 1',
      'Away, somebody stands in 1',
      'Has left 1',
      'Here 1',
    ]);
    expect(facets['site']).toEqual(['All sites 2', 'St. Anne 2']);
    expect(facets['team']).toEqual(['Security 2', 'Biomed 1']);
  });
  it.each([
    { when: 'away and alone', input: { presence: 'away_alone' }, found: ['cleo'] },
    { when: 'of one team', input: { team: 'Security' }, found: ['Ana', 'Ben'] },
    { when: 'who work everywhere', input: { site: '0' }, found: ['Ben', 'Dan'] },
    { when: 'by name downwards', input: { sort: '-name' }, found: ['Dan', 'cleo', 'Ben', 'Ana'] },
    { when: 'whose title has a word with %', input: { q: '%' }, found: [] },
  ])('shows the people $when', async ({ input, found }) => {
    expect(await names(input)).toEqual(found);
  });
  it('keeps the other teams in sight when one is chosen', async () => {
    const { facets, total } = await list({ team: 'Biomed' });
    expect(total).toBe(1);
    expect(facets.find((f) => f.name === 'team')?.values.map((v) => v.count)).toEqual([2, 1]);
  });
  it('goes page by page without losing or doubling anybody, by every sort', async () => {
    for (const sort of ['name', '-title', 'site', 'teams', '-away', 'organisation', 'account']) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ sort, limit: 1, cursor });
        seen.push(...page.items.map((p) => p.name));
        cursor = page.next ?? undefined;
      } while (cursor);
      expect([...seen].sort(), sort).toEqual(['Ana', 'Ben', 'Dan', 'cleo']);
    }
  });
  it('puts exactly what is shown into the file', async () => {
    const file = await peopleFile(ctx, contract.input.parse({ presence: 'away_covered' }));
    let text = '';
    for await (const line of file.chunks) text += line.toString();
    expect(text.split('\r\n').filter(Boolean)).toEqual([
      'name,e-mail,title,site,teams,organisation,active,away until,stands in,account',
      'Ben,,Title of Ben,All sites,Security,,yes,2026-11-27,Ana,no',
    ]);
  });
});
