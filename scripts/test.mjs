// `npm test`: builds what must be built, then unit, property, database, HTTP tests and the browser journeys. With
// arguments they go to vitest as they are (`npm test -- --project unit src/rooms/raci`).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProgram, buildWeb } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const run = (more, env = {}) =>
  spawnSync(process.execPath, [vitest, 'run', ...more], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status ?? 1;

await buildProgram();
await buildWeb(() => console.log('Building the web app ...'));

if (!existsSync(join(root, '../shared/data'))) {
  console.warn(
    '\n*** ../shared/data is not here: tests against real advisories and captures are SKIPPED. ***\n',
  );
}
const chromium = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
].find((path) => path && existsSync(path));
if (!chromium) {
  console.error(
    'No Chromium found for the browser journeys. On Debian: apt-get install chromium. Elsewhere set CHROMIUM to its path.',
  );
  process.exit(1);
}
let failed = run(args, { CHROMIUM: chromium });

// The same database tests on a PostgreSQL server, reached by its address, where one is installed.
if (args.length === 0 && !process.env.DATABASE_URL) {
  const base = '/usr/lib/postgresql';
  const version = existsSync(base)
    ? readdirSync(base)
        .filter((v) => Number(v) >= 15 && existsSync(join(base, v, 'bin/postgres')))
        .sort((a, b) => Number(b) - Number(a))[0]
    : undefined;
  if (version) {
    console.log(`\nDatabase tests again, on the PostgreSQL ${version} server of this machine:`);
    failed ||= run(['--project', 'database'], { WARDLINE_TEST_PG_BIN: join(base, version, 'bin') });
  } else
    console.warn(
      '\n*** No PostgreSQL server (15 or newer) on this machine: the second backend is SKIPPED. ***\n',
    );
}
process.exit(failed);
