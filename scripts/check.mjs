// `npm run check`: quickest first, stops at the first fault.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const steps = [
  ['shape (biome)', bin('biome'), ['ci', '--error-on-warnings', '.']],
  ['types, server', bin('tsc'), ['-p', 'tsconfig.server.json']],
  ['types, web', bin('tsc'), ['-p', 'tsconfig.web.json']],
  ['the arrow (dependency-cruiser)', bin('depcruise'), ['src', '--output-type', 'err']],
  ['dead files, exports, packages (knip)', bin('knip'), []],
  ['judgement (eslint)', bin('eslint'), ['.']],
  ['generated files', bin('tsx'), ['scripts/gen.ts', '--check']],
];
for (const [name, command, args] of steps) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\ncheck: ${name} failed`);
    process.exit(1);
  }
  console.log(`ok  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
