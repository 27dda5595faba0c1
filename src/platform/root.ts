import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the installation: the nearest one above this file that holds Wardline's package.json. */
function findRoot(): string {
  let dir = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = join(dir, 'package.json');
    if (existsSync(file) && /"name":\s*"wardline"/.test(readFileSync(file, 'utf8'))) return dir;
    const up = dirname(dir);
    if (up === dir) throw new Error('package.json of wardline not found above this program');
    dir = up;
  }
}

export const rootDir = findRoot();
/** The version in package.json. */
export const version: string = (
  JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')) as { version: string }
).version;
export const migrationsDir = join(rootDir, 'migrations');
export const dataFilesDir = join(rootDir, 'data');
export const webDir = join(rootDir, 'dist', 'web');
