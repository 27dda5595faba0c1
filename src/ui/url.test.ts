import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fitSearch, parseSearch, safeNext, stringifySearch } from './url.ts';

describe('the address to come back to', () => {
  it.each([
    { next: undefined, to: '/' },
    { next: '/devices/3?tab=risks', to: '/devices/3?tab=risks' },
    { next: 'https://evil.example/', to: '/' },
    { next: '//evil.example/', to: '/' },
    { next: '/\\evil.example/', to: '/' },
    { next: '/\t/evil.example/', to: '/' },
    { next: 'javascript:alert(1)', to: '/' },
    { next: '/sign-in?next=/devices', to: '/' },
  ])('$next leads to $to', ({ next, to }) => {
    expect(safeNext(next)).toBe(to);
  });
  it('never leaves the app, whatever a link says', () => {
    fc.assert(
      fc.property(fc.string(), (tail) => {
        for (const next of [tail, `/${tail}`, `//${tail}`, `/\\${tail}`])
          expect(new URL(safeNext(next), 'http://ward.local').host).toBe('ward.local');
      }),
    );
  });
});

it('the search part of a URL survives being read and written', () => {
  const name = fc.string({ minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      fc.dictionary(name, fc.string({ minLength: 1, maxLength: 12 }), { noNullPrototype: true }),
      (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual(search);
      },
    ),
  );
});

it('keeps what fits a schema and leaves out what does not', () => {
  const schema = z.object({ tab: z.enum(['risks', 'work']).optional(), page: z.coerce.number().optional() });
  expect(fitSearch(schema, { tab: 'nonsense', page: '2', ward: '4W' })).toEqual({ page: '2', ward: '4W' });
  expect(fitSearch(schema, { tab: 'work' })).toEqual({ tab: 'work' });
});
