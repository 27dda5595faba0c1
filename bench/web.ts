// What the browser loads before My work can be used: the scripts index.html names and those of the page itself, gzipped.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Bench, figure, rootDir, start } from './kit.ts';

const TARGET_KB = 250;
const assets = join(rootDir, 'dist', 'web', 'assets');

/** The scripts a built script needs before it runs: its own static imports, and theirs. */
async function withImports(names: readonly string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const next = [...names];
  for (let name = next.pop(); name; name = next.pop()) {
    if (seen.has(name)) continue;
    const text = await readFile(join(assets, name), 'utf8');
    seen.set(name, text);
    for (const [, found] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      if (found) next.push(found);
  }
  return seen;
}

const gzippedKb = (texts: Iterable<string>): number =>
  [...texts].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1000;

export const webBench: Bench = {
  name: 'web',
  about: 'initial JavaScript for My work, gzipped',
  run: async () => {
    const built = await start(process.execPath, [join(rootDir, 'scripts', 'build.mjs')]).ended;
    if (built !== 0) throw new Error('The web app cannot be built.');
    const html = await readFile(join(rootDir, 'dist', 'web', 'index.html'), 'utf8');
    const named = [...html.matchAll(/(?:src|href)="\/assets\/([\w.-]+\.js)"/g)].flatMap((m) => m[1] ?? []);
    const page = (await readdir(assets)).filter((f) => /^(Home|MyWork)-[\w-]+\.js$/.test(f));
    const shell = await withImports(named);
    const all = await withImports([...named, ...page]);
    const everything = await Promise.all(
      (await readdir(assets)).filter((f) => f.endsWith('.js')).map((f) => readFile(join(assets, f), 'utf8')),
    );
    return [
      figure('JavaScript of the shell', 'kB', [gzippedKb(shell.values())], null, `${shell.size} files`),
      figure(
        'JavaScript for My work',
        'kB',
        [gzippedKb(all.values())],
        TARGET_KB,
        page.length > 0 ? `${all.size} files` : 'the page has no chunk of its own',
      ),
      figure('JavaScript of every page', 'kB', [gzippedKb(everything)], null, `${everything.length} files`),
    ];
  },
};
