// `wardline start`: the web app, the API and the jobs in one process.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { serve } from '@hono/node-server';
import { AppError } from '../kernel/errors.ts';
import { openApi } from '../platform/http/openapi.ts';
import { makeServer } from '../platform/http/server.ts';
import { startWorker } from '../platform/jobs/index.ts';
import { version, webDir } from '../platform/root.ts';
import { whoIs } from '../rooms/people/index.ts';
import type { House } from './house.ts';
import { jobs, routes } from './rooms.ts';

const UPLOAD_LIMIT_BYTES = 512 * 1_048_576;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** The HTTP application of an open house: the API, its document, and the web app's files. */
export function application(house: Pick<House, 'ctx' | 'log'>, secureCookies: boolean) {
  const app = makeServer({
    routes,
    context: (requestId) => ({ ...house.ctx('web'), requestId }),
    whoIs,
    log: house.log,
    uploadLimitBytes: UPLOAD_LIMIT_BYTES,
    secureCookies,
    document: () =>
      openApi(
        routes.map((r) => r.endpoint),
        version,
      ),
  });
  addWeb(app);
  return app;
}

/** Files of the built web app; every other address is the app itself, which routes in the browser. */
function addWeb(app: ReturnType<typeof makeServer>): void {
  app.get('*', async (c) => {
    const path = normalize(decodeURIComponent(c.req.path)).replace(/^[/\\]+/, '');
    const inside = join(webDir, path);
    const isFile = path !== '' && inside.startsWith(webDir) && extname(path) !== '' && existsSync(inside);
    const file = isFile ? inside : join(webDir, 'index.html');
    if (!isFile && path.startsWith('assets/')) throw new AppError('not_found', 'There is no such file.');
    const body = await readFile(file).catch(() => null);
    if (!body)
      throw new AppError('unavailable', 'The web app is not built. Run `npm start` in the checkout.');
    // Names under assets/ carry a hash of their content.
    c.header(
      'cache-control',
      path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    c.header('content-type', types[extname(file)] ?? 'application/octet-stream');
    return c.body(new Uint8Array(body));
  });
}

export type Running = { readonly address: string; stop(): Promise<void> };

/** Serves and works until stopped. @throws AppError `conflict` when the port is taken. */
export async function startServer(
  house: House,
  options: { port: number; host: string; beforeWork: () => Promise<void> },
): Promise<Running> {
  const app = application(house, false);
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const listening = serve({ fetch: app.fetch, port: options.port, hostname: options.host }, () =>
      resolve(listening),
    );
    listening.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError(
              'conflict',
              `Port ${options.port} is taken. Is Wardline running already? Otherwise start it with --port.`,
              { port: options.port },
            )
          : error,
      );
    });
  });
  // Only whoever got the port works: a second start by mistake has ended before this.
  await options.beforeWork();
  const worker = await startWorker(house, jobs, house.log, (name) => house.ctx(name));
  const at = server.address();
  const port = at && typeof at === 'object' ? at.port : options.port;
  return {
    address: `http://${options.host}:${port}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await Promise.all([closed, worker.stop()]);
    },
  };
}
