import type { z } from 'zod';
import type { Permission } from './permission.ts';

/**
 * One endpoint as a plain value: the server binds it, the web calls it, the API document lists it.
 * `path` is below `/api/v1`; `:name` parts, the query (GET) and the JSON body (POST) together are `input`.
 * `upload` means the body is a file sent as is (application/octet-stream) and the rest of `input` comes from the query.
 */
export type Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  readonly permission: Permission;
  readonly summary: string;
  readonly input: In;
  readonly output: Out;
  readonly upload?: boolean;
  /** `text/csv` and the like: the handler answers a file, not JSON. */
  readonly produces?: string;
};

/** The endpoint as given, with its types kept. */
export const endpoint = <In extends z.ZodType, Out extends z.ZodType>(
  e: Endpoint<In, Out>,
): Endpoint<In, Out> => e;

export type InputOf<E extends Endpoint> = z.input<E['input']>;
export type OutputOf<E extends Endpoint> = z.output<E['output']>;
