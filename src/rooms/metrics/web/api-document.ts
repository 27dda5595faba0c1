// The OpenAPI document as a page reads it: operations by part, schemas as lines in plain words. Pure; never throws on an odd schema.
import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';

const Schema = z.record(z.string(), z.unknown());
type Schema = z.infer<typeof Schema>;
const Content = z.record(z.string(), z.object({ schema: Schema.optional() }));
const Operation = z.object({
  operationId: z.string().optional(),
  summary: z.string().default(''),
  tags: z.array(z.string()).default([]),
  'x-permission': z.string().default(''),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        schema: Schema.default({}),
      }),
    )
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })).default({}),
});
export const ApiDocument = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});
export type ApiDocument = z.infer<typeof ApiDocument>;

/** The document itself, which the server makes of the contracts. */
export const apiDocument = endpoint({
  method: 'GET',
  path: '/openapi.json',
  permission: 'public',
  summary: 'This document',
  input: z.object({}),
  output: ApiDocument,
});

export type Line = {
  readonly depth: number;
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
};
export type ApiOperation = {
  readonly id: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly permission: string;
  readonly parameters: readonly { name: string; where: string; type: string; isNeeded: boolean }[];
  readonly body: Schema | null;
  readonly bodyIsFile: boolean;
  readonly answer: Schema | null;
  readonly answerType: string;
};

/** Every operation, parts in the order of the alphabet, paths within them too. */
export function operationsOf({ paths }: ApiDocument): ApiOperation[] {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): ApiOperation => {
      const [sent] = Object.entries(one.requestBody?.content ?? {});
      const [given] = Object.entries(one.responses['200']?.content ?? {});
      return {
        id: one.operationId ?? `${method}${path}`,
        tag: (one.tags[0] ?? '').replace(/[.][a-z]+$/, ''),
        method: method.toUpperCase(),
        path,
        summary: one.summary,
        permission: one['x-permission'],
        parameters: one.parameters.map(({ name, in: where, required, schema }) => ({
          name,
          where,
          type: typeWords(schema),
          isNeeded: required,
        })),
        body: sent?.[1].schema ?? null,
        bodyIsFile: sent?.[0] === 'application/octet-stream',
        answer: given?.[1].schema ?? null,
        answerType: given?.[0] ?? '',
      };
    }),
  );
  const by = (one: ApiOperation) => `${one.tag} ${one.path} ${one.method}`;
  return all.toSorted((a, b) => (by(a) < by(b) ? -1 : 1));
}

/** The operations that hold every word in path, summary, permission or method. */
export function search(operations: readonly ApiOperation[], text: string): ApiOperation[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter(({ method, path, summary, permission }) => {
    const all = `${method} ${path} ${summary} ${permission}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

const schemaOf = (value: unknown): Schema | null => Schema.safeParse(value).data ?? null;
const listOf = (value: unknown): Schema[] => z.array(Schema).safeParse(value).data ?? [];
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const formats: Readonly<Record<string, string>> = {
  'date-time': 'instant, ISO 8601',
  date: 'date, YYYY-MM-DD',
  email: 'e-mail address',
  uri: 'address',
};
/** What a schema may be one of: `anyOf`, `oneOf`, or several types at once. */
function optionsOf(schema: Schema): Schema[] {
  const types = z.array(z.string()).safeParse(schema['type']).data;
  if (types) return types.map((type) => ({ ...schema, type }));
  return [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
}
const isNothing = (schema: Schema) => schema['type'] === 'null';

/** What a schema allows, in a few words: `text`, `list of numbers`, `one of a, b`, `text or nothing`. */
export function typeWords(schema: Schema, depth = 0): string {
  const options = optionsOf(schema);
  if (options.length && depth < 6) {
    const rest = [
      ...new Set(options.filter((one) => !isNothing(one)).map((one) => typeWords(one, depth + 1))),
    ];
    return `${rest.join(' or ')}${options.some(isNothing) ? ' or nothing' : ''}`;
  }
  const values = z.array(z.union([z.string(), z.number(), z.boolean()])).safeParse(schema['enum']).data;
  if (values) return `one of ${values.join(', ')}`;
  if (schema['const'] !== undefined) return `always ${JSON.stringify(schema['const'])}`;
  const items = schemaOf(schema['items']);
  if (schema['type'] === 'array')
    return items && depth < 6 ? `list of ${typeWords(items, depth + 1)}` : 'list';
  return `${plain(schema)}${limits(schema)}`;
}

function plain(schema: Schema): string {
  switch (schema['type']) {
    case 'string':
      return formats[textOf(schema['format']) ?? ''] ?? 'text';
    case 'integer':
      return 'whole number';
    case 'number':
      return 'number';
    case 'boolean':
      return 'yes or no (true, false)';
    case 'object':
      return schemaOf(schema['properties']) ? 'object' : 'object with any names';
    case 'null':
      return 'nothing';
    default:
      return textOf(schema['$ref']) ? 'as above' : 'anything';
  }
}

function limits(schema: Schema): string {
  const number = (name: string) => {
    const value = schema[name];
    return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
  };
  const least = number('minLength') ?? number('minimum');
  const most = number('maxLength') ?? number('maximum');
  const unit = schema['type'] === 'string' ? ' characters' : '';
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}${unit}`;
  if (least !== undefined) return `, at least ${least}${unit}`;
  return most === undefined ? '' : `, at most ${most}${unit}`;
}

/** The fields of a schema as lines, those inside another one step deeper. At most 400 lines and eight steps deep. */
export function linesOf(schema: Schema): Line[] {
  const lines: Line[] = [];
  const visit = (one: Schema, depth: number): void => {
    if (depth > 8 || lines.length >= 400) return;
    for (const option of optionsOf(one)) visit(option, depth);
    const items = schemaOf(one['items']);
    if (items) visit(items, depth);
    const needed = new Set(z.array(z.string()).safeParse(one['required']).data ?? []);
    for (const [name, value] of Object.entries(schemaOf(one['properties']) ?? {})) {
      const field = schemaOf(value) ?? {};
      lines.push({ depth, name, type: typeWords(field), isNeeded: needed.has(name) });
      visit(field, depth + 1);
    }
  };
  visit(schema, 0);
  return lines;
}
