// "What if" through the server's own door: who may ask, and what bad input gets.
import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../platform/auth/password.ts';
import { silentLog } from '../platform/log.ts';
import { testHouse } from '../platform/testing/database.ts';
import { SimulationResult } from '../rooms/raci/model.ts';
import { application } from './server.ts';

const house = await testHouse();
const app = application({ ctx: () => house.ctx, log: silentLog }, false);
const cookies = new Map<string, string>();
const ask = (query: string, profile?: string) =>
  app.request(`/api/v1/raci/what-if${query}`, {
    headers: profile ? { cookie: cookies.get(profile) ?? '' } : {},
  });

beforeAll(async () => {
  const passwordHash = await hashPassword('a long enough password');
  for (const profile of ['leader', 'outsider'] as const) {
    const login = `${profile}@example.org`;
    const { id: personId } = await house.db
      .insertInto('people.person')
      .values({ name: profile, email: login })
      .returning('id')
      .executeTakeFirstOrThrow();
    await house.db
      .insertInto('people.account')
      .values({ personId, login, passwordHash, profile, createdAt: house.clock.now })
      .execute();
    const answer = await app.request('/api/v1/sign-in', {
      method: 'POST',
      headers: { 'x-wardline-csrf': '1' },
      body: JSON.stringify({ login, password: 'a long enough password' }),
    });
    cookies.set(profile, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  }
});

describe('GET /raci/what-if', () => {
  it('answers 401 without a session and 403 to people from outside', async () => {
    expect((await ask('')).status).toBe(401);
    expect((await ask('', 'outsider')).status).toBe(403);
    const choices = { headers: { cookie: cookies.get('outsider') ?? '' } };
    expect((await app.request('/api/v1/raci/what-if/choices', choices)).status).toBe(403);
  });

  it('answers a leader, also where there is no work and nobody at all', async () => {
    const answer = await ask('?weeks=2&growth=1.5', 'leader');
    expect(answer.status).toBe(200);
    const result = SimulationResult.parse(await answer.json());
    expect(result.breaches).toMatchObject({ open: 0, after: 0 });
    expect(result.assumptions.length).toBeGreaterThan(5);
  });

  it.each([
    ['?weeks=0'],
    ['?weeks=27'],
    ['?weeks=many'],
    ['?growth=0'],
    ['?growth=11'],
    ['?growth=Infinity'],
    ['?hours=0'],
    ['?fromOn=2026-02-30'],
    ['?away=1'],
    ['?away=1:2026-12-01'],
    ['?away=1:2026-12-02:2026-12-01'],
    [`?away=${Array<string>(101).fill('1:2026-12-01:2026-12-02').join(',')}`],
    ['?lost=maker'],
    ['?version=-1'],
  ])('answers 400 to %s', async (query) => {
    expect((await ask(query, 'leader')).status).toBe(400);
  });

  it('answers 404 to somebody who is not there', async () => {
    expect((await ask('?away=999999:2026-12-01:2026-12-02', 'leader')).status).toBe(404);
  });
});
