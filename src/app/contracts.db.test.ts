// Walks every contract: who may not get in, what bad input gets, and that every change leaves its event in the ledger.
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AccountProfile, permissionsOf } from '../kernel/permission.ts';
import { hashPassword } from '../platform/auth/password.ts';
import { silentLog } from '../platform/log.ts';
import { testHouse } from '../platform/testing/database.ts';
import { routes } from './rooms.ts';
import { application } from './server.ts';

const house = await testHouse();
const app = application({ ctx: () => house.ctx, log: silentLog }, false);
const endpoints = routes.map((r) => r.endpoint);
const named = endpoints.map((e) => ({ name: `${e.method} ${e.path}`, e }));
const closed = named.filter(({ e }) => e.permission !== 'public');

const addressOf = (path: string): string => `/api/v1${path.replace(/:[A-Za-z]+/g, '1')}`;
const send = (
  e: (typeof endpoints)[number],
  options: { cookie?: string; body?: string; headers?: Record<string, string> } = {},
) =>
  app.request(addressOf(e.path) + (e.upload ? '?fileName=x.csv&source=test' : ''), {
    method: e.method,
    headers: {
      ...(e.method === 'POST' ? { 'x-wardline-csrf': '1', 'content-type': 'application/json' } : {}),
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...options.headers,
    },
    ...(e.method === 'POST' ? { body: options.body ?? '{}' } : {}),
  });

const cookies = new Map<AccountProfile, string>();

beforeAll(async () => {
  const passwordHash = await hashPassword('a long enough password');
  for (const profile of AccountProfile.options) {
    const { id } = await house.db
      .insertInto('people.person')
      .values({ name: profile, email: `${profile}@example.org` })
      .returning('id')
      .executeTakeFirstOrThrow();
    await house.db
      .insertInto('people.account')
      .values({
        personId: id,
        login: `${profile}@example.org`,
        passwordHash,
        profile,
        createdAt: house.clock.now,
      })
      .execute();
    const answer = await app.request('/api/v1/sign-in', {
      method: 'POST',
      headers: { 'x-wardline-csrf': '1' },
      body: JSON.stringify({ login: `${profile}@example.org`, password: 'a long enough password' }),
    });
    expect(answer.status).toBe(200);
    cookies.set(profile, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  }
});

const errorOf = async (answer: Response) =>
  z
    .object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) })
    .parse(await answer.json()).error;

describe('one act on many rows', () => {
  const act = (body: unknown) =>
    app.request('/api/v1/work/act', {
      method: 'POST',
      headers: {
        'x-wardline-csrf': '1',
        'content-type': 'application/json',
        cookie: cookies.get('technician') ?? '',
      },
      body: JSON.stringify(body),
    });
  const step = { obligationId: 1, version: 1 };

  it.each([
    ['no rows', { act: 'start', steps: [] }],
    ['more than 1,000 rows', { act: 'start', steps: Array.from({ length: 1001 }, () => step) }],
    ['a row without its version', { act: 'start', steps: [{ obligationId: 1 }] }],
    ['done without a word', { act: 'finish', steps: [step] }],
    ['done with two letters', { act: 'finish', steps: [step], note: ' ok ' }],
    ['an act that is not for many', { act: 'sign', steps: [step] }],
    ['messages where steps belong', { act: 'start', noticeIds: [1] }],
  ])('with %s answers 400', async (_name, body) => {
    const answer = await act(body);
    expect(answer.status).toBe(400);
    expect((await errorOf(answer)).code).toBe('invalid');
  });

  it('answers for each row, and refuses what is not there', async () => {
    const answer = await act({ act: 'start', steps: [step, { obligationId: 2, version: 1 }, step] });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      reports: [
        { id: 1, ok: false },
        { id: 2, ok: false },
      ],
    });
  });
});

describe('every endpoint', () => {
  it.each(closed)('$name without a session answers 401', async ({ e }) => {
    const answer = await send(e);
    expect(answer.status).toBe(401);
    expect((await errorOf(answer)).code).toBe('unauthenticated');
  });

  it.each(closed)('$name with a made-up session answers 401', async ({ e }) => {
    expect((await send(e, { cookie: 'wardline_session=made-up' })).status).toBe(401);
  });

  it.each(
    closed.flatMap(({ name, e }) => {
      const profile = AccountProfile.options.find((p) => !permissionsOf[p].includes(e.permission));
      return profile ? [{ name, e, profile }] : [];
    }),
  )('$name for a $profile account answers 403', async ({ e, profile }) => {
    const answer = await send(e, { cookie: cookies.get(profile) ?? '' });
    expect(answer.status).toBe(403);
    expect((await errorOf(answer)).code).toBe('forbidden');
  });

  it.each(closed.filter(({ e }) => e.method === 'POST'))(
    '$name from another site (no CSRF header) answers 403',
    async ({ e }) => {
      const answer = await send(e, {
        cookie: cookies.get('administrator') ?? '',
        headers: { 'x-wardline-csrf': '' },
      });
      expect(answer.status).toBe(403);
    },
  );

  it.each(closed.filter(({ e }) => e.method === 'POST'))(
    '$name from another origin answers 403',
    async ({ e }) => {
      const answer = await send(e, {
        cookie: cookies.get('administrator') ?? '',
        headers: { origin: 'https://evil.example', host: 'wardline.example' },
      });
      expect(answer.status).toBe(403);
    },
  );

  it.each(named.filter(({ e }) => e.method === 'POST' && !e.upload))(
    '$name with a body that is not JSON answers 400',
    async ({ e }) => {
      const answer = await send(e, { cookie: cookies.get('administrator') ?? '', body: '{"unclosed' });
      expect(answer.status).toBe(400);
    },
  );

  it.each(named.filter(({ e }) => /:[A-Za-z]+/.test(e.path) && !e.path.includes(':cve')))(
    '$name with a number that is none answers 400',
    async ({ e }) => {
      const answer = await app.request(`/api/v1${e.path.replace(/:[A-Za-z]+/g, 'not-a-number')}`, {
        method: e.method,
        headers: { cookie: cookies.get('administrator') ?? '', 'x-wardline-csrf': '1' },
        ...(e.method === 'POST' ? { body: '{}' } : {}),
      });
      expect(answer.status).toBe(400);
      expect((await errorOf(answer)).message.length).toBeGreaterThan(3);
    },
  );

  it.each(
    named.filter(
      ({ e }) => e.method === 'GET' && 'limit' in (e.input instanceof z.ZodObject ? e.input.shape : {}),
    ),
  )('$name does not answer a page of a million', async ({ e }) => {
    const answer = await app.request(`${addressOf(e.path)}?limit=1000000`, {
      headers: { cookie: cookies.get('administrator') ?? '' },
    });
    expect(answer.status).toBe(400);
  });

  it.each(named.filter(({ e }) => e.method === 'GET'))(
    '$name never answers 500 on an empty house',
    async ({ e }) => {
      const answer = await send(e, { cookie: cookies.get('administrator') ?? '' });
      expect([200, 400, 404]).toContain(answer.status);
    },
  );
});

describe('the API as a whole', () => {
  it('says 404 in its own words at an unknown address', async () => {
    const answer = await app.request('/api/v1/nothing-here');
    expect(answer.status).toBe(404);
    expect((await errorOf(answer)).code).toBe('not_found');
  });

  it('refuses a body larger than its limit', async () => {
    const answer = await app.request('/api/v1/sign-in', {
      method: 'POST',
      headers: { 'x-wardline-csrf': '1' },
      body: JSON.stringify({ login: 'x', password: 'y'.repeat(2_000_000) }),
    });
    expect(answer.status).toBe(413);
  });

  it('sends a strict content security policy with every answer', async () => {
    const policy = (await app.request('/api/v1/me')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('lists every endpoint in the OpenAPI document', async () => {
    const document = z
      .object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(await (await app.request('/api/v1/openapi.json')).json());
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(
      endpoints.map((e) => `${e.method} /api/v1${e.path.replace(/:([A-Za-z]+)/g, '{$1}')}`).sort(),
    );
  });

  it('has no two endpoints at one address', () => {
    const all = endpoints.map((e) => `${e.method} ${e.path}`);
    expect(new Set(all).size).toBe(all.length);
  });

  it('makes the account rest after wrong passwords, and the right one does not help then', async () => {
    const attempt = (password: string) =>
      app.request('/api/v1/sign-in', {
        method: 'POST',
        headers: { 'x-wardline-csrf': '1' },
        body: JSON.stringify({ login: 'buyer@example.org', password }),
      });
    for (let i = 0; i < 5; i += 1) expect((await attempt('wrong')).status).toBe(401);
    expect((await attempt('a long enough password')).status).toBe(429);
  });
});
