// Builds what must be built, and only when a source changed: the program (esbuild) and the web app (Vite).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

const isWeb = (path) => /(^|\/)(ui|web)\//.test(path);
const isTest = (path) => /\.test\.tsx?$/.test(path);

/** One hash over path, size and time of every file below `dirs` that `wanted` takes. */
function stamp(dirs, wanted) {
  const hash = createHash('sha256');
  const walk = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (wanted(path)) {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}:${size}:${mtimeMs}\n`);
      }
    }
  };
  for (const dir of dirs) walk(dir);
  for (const file of ['package.json', 'package-lock.json', 'vite.config.ts']) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const upToDate = (name, now) => {
  const file = join(dist, `.${name}.stamp`);
  return existsSync(file) && readFileSync(file, 'utf8') === now;
};
const mark = (name, now) => writeFileSync(join(dist, `.${name}.stamp`), now);

/** Builds dist/wardline.js when a server source changed. */
export async function buildProgram() {
  const now = stamp(
    [join(root, 'src')],
    (p) => /\.ts$/.test(p) && !isWeb(p.slice(root.length)) && !isTest(p),
  );
  if (upToDate('program', now)) return false;
  const { build } = await import('esbuild');
  mkdirSync(dist, { recursive: true });
  await build({
    entryPoints: {
      wardline: join(root, 'src/app/cli.ts'),
      'xlsx-worker': join(root, 'src/platform/tabular/xlsx-worker.ts'),
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: 'part-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  mark('program', now);
  return true;
}

/** Builds dist/web when a web source or a contract changed. */
export async function buildWeb(say = () => {}) {
  const now = stamp(
    [join(root, 'src')],
    (p) =>
      /\.(tsx?|css|html|svg)$/.test(p) &&
      !isTest(p) &&
      (isWeb(p.slice(root.length)) || /\/(kernel|rooms)\//.test(p)),
  );
  if (upToDate('web', now) && existsSync(join(dist, 'web/index.html'))) return false;
  say();
  // In a process of its own: what the tools hold of memory would stay with the server that starts after it.
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', join(root, 'vite.config.ts'), '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the web app did not build; what is wrong stands above.');
  mark('web', now);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildProgram();
  await buildWeb();
}
