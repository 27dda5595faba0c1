// `npm run bench [-- name ...] [--runs N] [--devices N] [--requests N] [--keep DIR]`: measures, prints a table, writes JSON.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importBench } from './import.ts';
import { type Bench, type Figure, meets, type Options, rootDir } from './kit.ts';
import { listsBench } from './lists.ts';
import { resolveBench } from './resolve.ts';
import { startBench } from './start.ts';
import { syncBench } from './sync.ts';
import { webBench } from './web.ts';
import { workBench } from './work.ts';

const benches: readonly Bench[] = [
  webBench,
  startBench,
  syncBench,
  importBench,
  listsBench,
  resolveBench,
  workBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    devices: { type: 'string', default: '100000' },
    requests: { type: 'string', default: '200' },
    keep: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !benches.some((b) => b.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}. There are: ${benches.map((b) => b.name).join(', ')}.`,
  );
  process.exit(2);
}

const line = (f: Figure): string => {
  const verdict = f.target === null ? '' : meets(f) ? 'met   ' : 'MISSED';
  const target = f.target === null ? '' : `${f.unit.endsWith('/s') ? '>' : '<'} ${f.target}`;
  return `${f.name.padEnd(34)} ${`${f.median} ${f.unit}`.padStart(12)} ${target.padStart(8)} ${verdict.padEnd(6)} load ${f.load}`;
};

const options: Options = {
  runs: Number(values.runs),
  devices: Number(values.devices),
  requests: Number(values.requests),
  keep: values.keep ? resolve(values.keep) : null,
  say: (what) => console.error(`  ${what}`),
};
const out = join(rootDir, 'bench-results');
await mkdir(out, { recursive: true });
for (const bench of benches.filter((b) => positionals.length === 0 || positionals.includes(b.name))) {
  console.log(`\n${bench.name}: ${bench.about} (load ${loadavg()[0]?.toFixed(1) ?? '?'})`);
  const at = new Date().toISOString();
  const figures = await bench.run(options);
  for (const f of figures) console.log(line(f));
  const machine = {
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: process.platform,
  };
  const { say: _, keep: __, ...asked } = options;
  await writeFile(
    join(out, `${bench.name}.json`),
    `${JSON.stringify({ bench: bench.name, at, machine, options: asked, figures }, null, 2)}\n`,
  );
}
