import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { feeds } from '../../intel/contract.ts';
import { ApiDocument, linesOf, operationsOf, search, typeWords } from './api-document.ts';

const schemaOf = (type: z.ZodType) => z.record(z.string(), z.unknown()).parse(z.toJSONSchema(type));

describe('a schema in words', () => {
  it.each([
    ['text', z.string()],
    ['text, 2 to 9 characters', z.string().min(2).max(9)],
    ['whole number, at least 1', z.int().min(1)],
    ['one of a, b', z.enum(['a', 'b'])],
    ['text or nothing', z.string().nullable()],
    ['list of one of a, b', z.array(z.enum(['a', 'b']))],
    ['instant, ISO 8601', z.iso.datetime()],
    ['object', z.object({ a: z.string() })],
    ['object with any names', z.record(z.string(), z.string())],
    ['yes or no (true, false)', z.boolean()],
    ['anything', z.unknown()],
  ])('says "%s"', (words, type) => expect(typeWords(schemaOf(type))).toBe(words));
  it('never fails on a schema it does not know', () => {
    expect(typeWords({ type: 12, items: 'x', anyOf: 'y', enum: {} })).toBe('anything');
    expect(linesOf({ properties: 'x', required: 3 })).toEqual([]);
  });
});

describe('a schema as lines', () => {
  it('puts the fields of a list one step under it, with what is needed', () =>
    expect(
      linesOf(
        schemaOf(
          z.object({ items: z.array(z.object({ id: z.int().min(1).max(9) })), next: z.string().optional() }),
        ),
      ),
    ).toEqual([
      { depth: 0, name: 'items', type: 'list of object', isNeeded: true },
      { depth: 1, name: 'id', type: 'whole number, 1 to 9', isNeeded: true },
      { depth: 0, name: 'next', type: 'text', isNeeded: false },
    ]));
  it('reads a real contract', () => {
    const lines = linesOf(schemaOf(feeds.output));
    expect(lines.find((line) => line.name === 'freshness')?.type).toBe('one of fresh, old, empty');
    expect(lines.find((line) => line.name === 'syncedAt')?.type).toBe('instant, ISO 8601 or nothing');
  });
  it('ends on a schema that holds itself', () => {
    const loop: Record<string, unknown> = { type: 'object' };
    loop['properties'] = { a: loop, b: loop };
    expect(linesOf(loop).length).toBeLessThanOrEqual(520);
  });
});

const document = ApiDocument.parse({
  openapi: '3.1.0',
  info: { title: 'Wardline', version: '1' },
  paths: {
    '/api/v1/findings': { get: { tags: ['findings'], summary: 'Findings', 'x-permission': 'findings.read' } },
    '/api/v1/devices': {
      post: {
        tags: ['devices'],
        summary: 'Import',
        requestBody: { content: { 'application/octet-stream': { schema: { type: 'string' } } } },
      },
      get: {
        tags: ['devices'],
        summary: 'Devices',
        parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
        responses: { '200': { content: { 'text/csv': { schema: { type: 'string' } } } } },
      },
    },
  },
});

describe('the operations', () => {
  const all = operationsOf(document);
  it('stand by part, then by path and method', () =>
    expect(all.map((one) => `${one.method} ${one.path}`)).toEqual([
      'GET /api/v1/devices',
      'POST /api/v1/devices',
      'GET /api/v1/findings',
    ]));
  it('say what they take and give', () => {
    expect(all[0]).toMatchObject({
      answerType: 'text/csv',
      parameters: [{ name: 'q', where: 'query', type: 'text', isNeeded: false }],
    });
    expect(all[1]?.bodyIsFile).toBe(true);
  });
  it.each([
    ['devices', 2],
    ['post dev', 1],
    ['findings.read', 1],
    ['nothing like it', 0],
    ['', 3],
  ])('found by "%s": %i', (text, count) => expect(search(all, text)).toHaveLength(count));
});
