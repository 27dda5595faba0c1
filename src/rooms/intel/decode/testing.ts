import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the real data for tests lies, or null: the tests that need it are then skipped, and this says so loudly. */
export function sharedData(what: string): string | null {
  const path = resolve(process.cwd(), '../shared/data', what);
  if (existsSync(path)) return path;
  console.warn(`*** NOT TESTED on real data: ../shared/data/${what} is not there. ***`);
  return null;
}

/** The JSON files of a folder in name order, parsed. */
export function jsonFiles(folder: string): { name: string; json: unknown }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, json: JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown }));
}
