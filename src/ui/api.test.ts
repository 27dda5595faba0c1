import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../kernel/contract.ts';
import { AppError } from '../kernel/errors.ts';
import { callEndpoint, fileNameOf, fillPath, queryOf, refusalOf, requestIdOf, whenSignedOut } from './api.ts';

const output = z.object({ id: z.number() });
const read = endpoint({
  method: 'GET',
  path: '/loans/:id',
  permission: 'inventory.read',
  summary: '',
  input: z.object({ id: z.number(), q: z.string().optional(), ward: z.array(z.string()).optional() }),
  output,
});
const change = endpoint({
  method: 'POST',
  path: '/loans/:id/return',
  permission: 'inventory.write',
  summary: '',
  input: z.object({ id: z.number(), note: z.string() }),
  output,
});
const open = { ...change, permission: 'public' } as const;

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const answer = (status: number, body: unknown) =>
  fetched.mockResolvedValue(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
const refusal = { error: { code: 'conflict', message: 'It is back.', details: { id: 3 }, requestId: 'r-9' } };
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('It did not refuse.'),
    (error: unknown) => error,
  );

beforeEach(() => vi.stubGlobal('fetch', fetched));
afterEach(() => {
  vi.unstubAllGlobals();
  whenSignedOut(() => undefined);
});

describe('a call', () => {
  it('reads with the rest of its input in the query', async () => {
    answer(200, { id: 3 });
    await expect(callEndpoint(read, { id: 3, q: 'a b', ward: ['4W', '5E'] })).resolves.toEqual({ id: 3 });
    const [url, init] = fetched.mock.lastCall ?? [];
    expect(url).toBe('/api/v1/loans/3?q=a+b&ward=4W%2C5E');
    expect(init?.headers).toMatchObject({ 'x-wardline-csrf': '1' });
    expect(init?.body).toBeUndefined();
  });
  it('changes with the rest of its input as JSON', async () => {
    answer(200, { id: 3 });
    await callEndpoint(change, { id: 3, note: 'x' });
    const [url, init] = fetched.mock.lastCall ?? [];
    expect(url).toBe('/api/v1/loans/3/return');
    expect(init).toMatchObject({ method: 'POST', body: '{"note":"x"}' });
    expect(init?.headers).toMatchObject({ 'x-wardline-csrf': '1', 'content-type': 'application/json' });
  });
  it('refuses in the words of the server', async () => {
    answer(409, refusal);
    const error = await caught(callEndpoint(read, { id: 3 }));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'conflict',
      message: 'It is back.',
      details: { id: 3, requestId: 'r-9' },
    });
    expect(requestIdOf(error)).toBe('r-9');
  });
  it('says when the server cannot be reached', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(callEndpoint(read, { id: 3 })).rejects.toMatchObject({ code: 'unavailable' });
  });
  it('says when the answer has another form than agreed', async () => {
    answer(200, { id: 'three' });
    await expect(callEndpoint(read, { id: 3 })).rejects.toMatchObject({ code: 'internal' });
    answer(200, '<html>');
    await expect(callEndpoint(read, { id: 3 })).rejects.toMatchObject({ code: 'internal' });
  });
  it('tells the shell that the session is over, but not when a sign-in is wrong', async () => {
    const gone = vi.fn();
    whenSignedOut(gone);
    answer(401, { error: { code: 'unauthenticated', message: 'Who?' } });
    await caught(callEndpoint(open, { id: 3, note: '' }));
    expect(gone).not.toHaveBeenCalled();
    answer(401, { error: { code: 'unauthenticated', message: 'Who?' } });
    await caught(callEndpoint(change, { id: 3, note: '' }));
    expect(gone).toHaveBeenCalledOnce();
  });
});

it.each([
  { body: '<h1>Bad gateway</h1>', status: 503, code: 'unavailable' },
  { body: '', status: 404, code: 'not_found' },
  { body: '{"error":1}', status: 418, code: 'invalid' },
  { body: 'null', status: 502, code: 'internal' },
  { body: '{"error":{"code":"made_up","message":"m"}}', status: 409, code: 'conflict' },
])('an answer $status that is not ours is $code', ({ body, status, code }) => {
  expect(refusalOf(status, body).code).toBe(code);
});

it('escapes what goes into a path, and needs all of it', () => {
  expect(fillPath('/loans/:id/x', { id: 'a/b?c', q: 1 })).toEqual({
    path: '/loans/a%2Fb%3Fc/x',
    rest: { q: 1 },
  });
  expect(() => fillPath('/loans/:id', {})).toThrow(/id/);
});

it('writes a query in one order, without what is empty', () => {
  expect(queryOf({ z: 1, a: [], b: '', c: undefined, d: null, e: true, f: ['x', 'y'] })).toBe(
    '?e=true&f=x%2Cy&z=1',
  );
  expect(queryOf({})).toBe('');
});

it.each([
  ['attachment; filename="devices.csv"', 'devices.csv'],
  ["attachment; filename=x.csv; filename*=UTF-8''ger%C3%A4te.csv", 'geräte.csv'],
  ['attachment; filename="../../etc/passwd"', 'passwd'],
  ["attachment; filename*=UTF-8''%E0%A4%A", 'list.csv'],
  [null, 'list.csv'],
])('a file sent as %s is called %s', (disposition, name) => {
  expect(fileNameOf(disposition, 'list.csv')).toBe(name);
});
