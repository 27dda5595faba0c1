// Writes (or with --check compares) what is generated: the row types of the database, and the OpenAPI document.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { routes } from '../src/app/rooms.ts';
import { startEmbedded } from '../src/platform/db/embedded/index.ts';
import { openApi } from '../src/platform/http/openapi.ts';
import { migrationsDir, rootDir, version } from '../src/platform/root.ts';
import { applyAll, schemaText } from './gen-schema.ts';

const check = process.argv.includes('--check');

async function keep(file: string, text: string): Promise<boolean> {
  const path = join(rootDir, file);
  const old = await readFile(path, 'utf8').catch(() => '');
  if (old === text) return true;
  if (check) console.error(`${file} is out of date: npm run gen`);
  else await writeFile(path, text);
  return !check;
}

const dir = await mkdtemp('/tmp/wl-gen-');
const server = await startEmbedded({ dataDir: dir, log: () => undefined });
const client = new pg.Client({
  host: server.socketDir,
  port: server.port,
  user: server.user,
  database: server.database,
});
await client.connect();
await applyAll(client, migrationsDir);
const schema = await schemaText(client);
await client.end();
await server.stop();
await rm(dir, { recursive: true, force: true });
const document = `${JSON.stringify(
  openApi(
    routes.map((r) => r.endpoint),
    version,
  ),
  null,
  1,
)}\n`;
const same = [await keep('src/platform/db/schema.gen.ts', schema), await keep('docs/openapi.json', document)];
process.exit(same.every(Boolean) ? 0 : 1);
