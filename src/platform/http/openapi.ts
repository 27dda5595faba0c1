import { z } from 'zod';
import type { Endpoint } from '../../kernel/contract.ts';
import { statusOf } from '../../kernel/errors.ts';

type Schema = Record<string, unknown>;

/** JSON Schema of a zod type as the document wants it: in or out, dates and brands as plain types. */
const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any', reused: 'inline' });
  return schema;
};

const pathParams = (path: string): string[] => [...path.matchAll(/:([A-Za-z]+)/g)].map((m) => m[1] ?? '');

const errorSchema: Schema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: Object.keys(statusOf) },
        message: { type: 'string' },
        details: { type: 'object' },
        requestId: { type: 'string' },
      },
      required: ['code', 'message', 'details', 'requestId'],
    },
  },
  required: ['error'],
};

function operation(e: Endpoint): Schema {
  const input = schemaOf(e.input, 'input');
  const properties = (input['properties'] ?? {}) as Record<string, Schema>;
  const required = new Set((input['required'] ?? []) as string[]);
  const inPath = pathParams(e.path);
  const parameter = (name: string, where: 'path' | 'query') => ({
    name,
    in: where,
    required: where === 'path' || required.has(name),
    schema: properties[name] ?? { type: 'string' },
  });
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const asQuery = e.method === 'GET' || e.upload === true;
  const body = e.upload
    ? {
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        required: true,
      }
    : {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: Object.fromEntries(rest.map((n) => [n, properties[n]])),
              required: rest.filter((n) => required.has(n)),
            },
          },
        },
      };
  return {
    operationId: `${e.method.toLowerCase()}${e.path.replace(/[^A-Za-z0-9]+/g, '_')}`,
    summary: e.summary,
    tags: [e.path.split('/')[1] ?? ''],
    'x-permission': e.permission,
    parameters: [
      ...inPath.map((n) => parameter(n, 'path')),
      ...(asQuery ? rest.map((n) => parameter(n, 'query')) : []),
    ],
    ...(e.method === 'POST' ? { requestBody: body } : {}),
    responses: {
      '200': {
        description: 'What was asked for.',
        content: {
          [e.produces ?? 'application/json']: {
            schema: e.produces ? { type: 'string' } : schemaOf(e.output, 'output'),
          },
        },
      },
      default: {
        description: 'A refusal with its reason.',
        content: { 'application/json': { schema: errorSchema } },
      },
    },
  };
}

/** The OpenAPI 3.1 document of the contracts, in the order of their paths. */
export function openApi(endpoints: readonly Endpoint[], version: string): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const e of [...endpoints].sort((a, b) => a.path.localeCompare(b.path))) {
    const path = `/api/v1${e.path.replace(/:([A-Za-z]+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operation(e) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Wardline', version, license: { name: 'Apache-2.0' } },
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'wardline_session' } } },
    security: [{ session: [] }],
    paths,
  };
}
