import type { z } from 'zod';
import type { Endpoint } from '../../kernel/contract.ts';
import type { Ctx } from '../ctx.ts';

/** A file that came with a request, spooled to disk under a name of ours; it is deleted when the handler returns. */
export type Upload = { readonly path: string; readonly fileName: string; readonly size: number };

/** What only the HTTP shelf knows: the uploaded file, and cookies to set. */
export type Exchange = {
  readonly upload: Upload | null;
  setSession(token: string, expires: Date): void;
  clearSession(): void;
  readonly sessionToken: string | null;
  readonly userAgent: string | null;
};

/** A file as an answer, streamed. */
export type FileAnswer = {
  readonly fileName: string;
  readonly chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
};

export type Route = {
  readonly endpoint: Endpoint;
  run(ctx: Ctx, input: unknown, exchange: Exchange): Promise<unknown>;
};

/** Binds a contract to the use case that answers it. Input is parsed before, output after. */
export function route<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  run: (ctx: Ctx, input: z.output<In>, exchange: Exchange) => Promise<z.input<Out>>,
): Route {
  return { endpoint, run: (ctx, input, exchange) => run(ctx, endpoint.input.parse(input), exchange) };
}

/** Binds a contract that `produces` a file. */
export function fileRoute<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  run: (ctx: Ctx, input: z.output<In>) => Promise<FileAnswer>,
): Route {
  return { endpoint, run: (ctx, input) => run(ctx, endpoint.input.parse(input)) };
}
