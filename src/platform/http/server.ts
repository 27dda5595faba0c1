// The HTTP shelf: binds routes, checks who may, parses what comes in, shapes what goes out.
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { ZodError } from 'zod';
import { AppError, statusOf } from '../../kernel/errors.ts';
import type { Actor, Ctx } from '../ctx.ts';
import type { Log } from '../log.ts';
import type { Exchange, FileAnswer, Route, Upload } from './route.ts';

const COOKIE = 'wardline_session';
const JSON_LIMIT = 1_048_576;

export type ServerOptions = {
  readonly routes: readonly Route[];
  /** The context of one request, without its actor. */
  context(requestId: string): Ctx;
  /** Who a session token belongs to, or null. */
  whoIs(ctx: Ctx, token: string): Promise<Actor | null>;
  readonly log: Log;
  readonly uploadLimitBytes: number;
  readonly secureCookies: boolean;
  /** The OpenAPI document. */
  document(): object;
};

type Vars = { Variables: { requestId: string } };

/** The API under `/api/v1`. Static files are added by `app`. */
export function makeServer(options: ServerOptions): Hono<Vars> {
  const app = new Hono<Vars>();
  app.use('*', async (c, next) => {
    c.set('requestId', randomUUID());
    await next();
  });
  app.use(
    '*',
    secureHeaders({
      // No inline script or style anywhere: see src/app/web/README.md.
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginResourcePolicy: 'same-origin',
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      strictTransportSecurity: options.secureCookies ? 'max-age=31536000' : false,
    }),
  );
  app.onError((error, c) => answerError(c, error, options.log));
  const jsonOnly = bodyLimit({
    maxSize: JSON_LIMIT,
    onError: () => {
      throw new AppError('too_large', 'This request is larger than 1 MiB.', { limitBytes: JSON_LIMIT });
    },
  });
  for (const r of options.routes) {
    const path = `/api/v1${r.endpoint.path}`;
    if (r.endpoint.method === 'GET') app.get(path, (c) => handle(c, r, options));
    else if (r.endpoint.upload) app.post(path, (c) => handle(c, r, options));
    else app.post(path, jsonOnly, (c) => handle(c, r, options));
  }
  let document: object | undefined;
  app.get('/api/v1/openapi.json', (c) => {
    document ??= options.document();
    return c.json(document);
  });
  app.all('/api/*', () => {
    throw new AppError('not_found', 'There is nothing at this address.');
  });
  return app;
}

async function handle(c: Context<Vars>, r: Route, options: ServerOptions): Promise<Response> {
  const { endpoint } = r;
  const base = options.context(c.get('requestId'));
  const token = getCookie(c, COOKIE) ?? null;
  const actor = token ? await options.whoIs(base, token) : null;
  if (endpoint.method === 'POST') refuseForgery(c);
  if (endpoint.permission !== 'public') {
    if (!actor) throw new AppError('unauthenticated', 'Please sign in.');
    if (actor.kind === 'person' && !actor.permissions.has(endpoint.permission)) {
      throw new AppError('forbidden', 'Your account may not do this.', { permission: endpoint.permission });
    }
  }
  const ctx: Ctx = actor ? { ...base, actor } : base;
  const spool = endpoint.upload ? await receive(c, options.uploadLimitBytes) : null;
  try {
    const exchange: Exchange = {
      upload: spool?.upload ?? null,
      sessionToken: token,
      userAgent: c.req.header('user-agent')?.slice(0, 300) ?? null,
      setSession: (value, expires) =>
        setCookie(c, COOKIE, value, {
          httpOnly: true,
          sameSite: 'Lax',
          secure: options.secureCookies,
          path: '/',
          expires,
        }),
      clearSession: () => void deleteCookie(c, COOKIE, { path: '/' }),
    };
    const answer = await r.run(ctx, await inputOf(c, r), exchange);
    c.header('cache-control', 'no-store');
    if (endpoint.produces) return fileResponse(c, endpoint.produces, answer as FileAnswer);
    return c.json(endpoint.output.parse(answer) as object);
  } finally {
    if (spool) await rm(spool.dir, { recursive: true, force: true });
  }
}

/** A state change must come from our own pages or a client that knows the header: browsers do not send it across sites. */
function refuseForgery(c: Context<Vars>): void {
  const origin = c.req.header('origin');
  const sameOrigin = !origin || URL.parse(origin)?.host === c.req.header('host');
  if (!sameOrigin || c.req.header('x-wardline-csrf') !== '1') {
    throw new AppError(
      'forbidden',
      'This request did not come from Wardline (header x-wardline-csrf: 1 is missing).',
    );
  }
}

async function inputOf(c: Context<Vars>, r: Route): Promise<unknown> {
  const params = c.req.param();
  if (r.endpoint.method === 'GET' || r.endpoint.upload) return { ...c.req.query(), ...params };
  const text = await c.req.text();
  if (!text) return params;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AppError('invalid', 'The request body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new AppError('invalid', 'The request body must be a JSON object.');
  }
  return { ...body, ...params };
}

/** Spools the body to a file of ours, never larger than the limit. */
async function receive(c: Context<Vars>, limitBytes: number): Promise<{ dir: string; upload: Upload }> {
  const body = c.req.raw.body;
  if (!body) throw new AppError('invalid', 'No file came with this request.');
  const dir = await mkdtemp(join(tmpdir(), 'wardline-upload-'));
  const path = join(dir, 'file');
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limitBytes)
        done(
          new AppError('too_large', `This file is larger than ${Math.round(limitBytes / 1_048_576)} MiB.`, {
            limitBytes,
          }),
        );
      else done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(body as never), counted, createWriteStream(path));
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
  // Shown to people only; never used as a path.
  const fileName = (c.req.query('fileName') ?? 'file').replace(/[^\p{L}\p{N}._ ()-]/gu, '_').slice(-120);
  return { dir, upload: { path, fileName, size } };
}

function fileResponse(c: Context<Vars>, type: string, file: FileAnswer): Response {
  const encoder = new TextEncoder();
  const source = Readable.from(file.chunks).map((chunk: string | Uint8Array) =>
    typeof chunk === 'string' ? encoder.encode(chunk) : chunk,
  );
  c.header('content-type', /^text\/|yaml$/.test(type) ? `${type}; charset=utf-8` : type);
  c.header('content-disposition', `attachment; filename="${file.fileName.replace(/[^\w.-]/g, '_')}"`);
  c.header('x-content-type-options', 'nosniff');
  return c.body(Readable.toWeb(source) as never);
}

function answerError(c: Context<Vars>, error: unknown, log: Log): Response {
  const requestId = c.get('requestId');
  const known =
    error instanceof AppError
      ? error
      : error instanceof ZodError
        ? new AppError('invalid', sentenceOf(error), {
            issues: error.issues.map((i) => ({ path: i.path.join('.'), message: i.message })),
          })
        : null;
  if (!known)
    log.error({
      event: 'http.bug',
      requestId,
      // Secret addresses are part of some paths.
      path: c.req.path.replace(/[\w-]{40,}/g, '***'),
      error: error instanceof Error ? error.stack : String(error),
    });
  const e = known ?? new AppError('internal', 'Something went wrong on our side. It has been logged.');
  return c.json(
    { error: { code: e.code, message: e.message, details: e.details, requestId } },
    statusOf[e.code],
  );
}

const sentenceOf = (error: ZodError): string => {
  const first = error.issues[0];
  return first ? `${first.path.join('.') || 'input'}: ${first.message}` : 'The input is not as it should be.';
};
