// Every list with its facets and every detail page, asked over HTTP of a server process on 100,000 devices with some two
// million findings, as a signed-in analyst over one kept-alive connection.
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { z } from 'zod';
import { type House, openHouse } from '../src/app/house.ts';
import { fillHospital, signedIn } from './hospital.ts';
import { type Bench, type Figure, figure, type Options, percentile, rootDir, start, until } from './kit.ts';

const LIST_TARGET_MS = 100;
const DETAIL_TARGET_MS = 50;
const MEMORY_TARGET_MB = 400;
const CVES_PER_DEVICE = 20;
const CASES = 1000;

const Page = z.object({
  next: z.string().nullable(),
  total: z.number(),
  facets: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: z.string() })) })),
});
type Asked = { readonly path: string; readonly ms: number };
type Client = (path: string) => Promise<{ ms: number; text: string }>;

/** Sorts of each list, and what one types into its search. */
const lists = [
  {
    name: 'devices',
    sorts: 'risk outcome tag model version deviceClass site ward status affected',
    q: 'alaris',
  },
  { name: 'remedies', sorts: 'risk outcome devices findings model site kind sentence', q: 'alaris' },
  { name: 'findings', sorts: 'risk outcome cve model devices epss cvss site status', q: 'CVE-2021-3' },
  { name: 'cases', sorts: 'due opened case outcome court sentence step site', q: 'alaris' },
  { name: 'imports', sorts: '', q: '' },
  { name: 'advisories', sorts: '', q: 'benchmark' },
  { name: 'people', sorts: '', q: 'an' },
];

/** One kept-alive connection that asks as the person of the session. @throws when an answer is not 200. */
export function clientOf(address: string, token: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (path) =>
    new Promise((resolve, reject) => {
      const from = performance.now();
      get(
        `${address}/api/v1${path}`,
        { agent, headers: { cookie: `wardline_session=${token}` } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve({ ms: performance.now() - from, text });
            else reject(new Error(`${path}: ${response.statusCode} ${text.slice(0, 300)}`));
          });
        },
      ).on('error', reject);
    });
}

/** The addresses of a list that a person may come by: no filter, one and two facets, a search; each sort both ways; the
 *  first page and, where there is one, the third. */
async function variantsOf(ask: Client, list: (typeof lists)[number]): Promise<string[]> {
  const page = async (path: string) => Page.parse(JSON.parse((await ask(path)).text));
  const first = await page(`/${list.name}`);
  const pick = first.facets.flatMap((f) => {
    const values = f.values.map((v) => v.value);
    return [...new Set([values[0], values[Math.floor(values.length / 2)]])].flatMap((value) =>
      value ? [{ name: f.name, value }] : [],
    );
  });
  const one = pick.map((p) => `${p.name}=${encodeURIComponent(p.value)}`);
  const two = pick.flatMap((a, i) =>
    pick
      .slice(i + 1)
      .filter((b) => b.name !== a.name)
      .map((b) => `${a.name}=${encodeURIComponent(a.value)}&${b.name}=${encodeURIComponent(b.value)}`),
  );
  const filters = ['', ...one, ...two.filter((_, i) => i % 5 === 0), ...(list.q ? [`q=${list.q}`] : [])];
  const sorts = list.sorts ? list.sorts.split(' ').flatMap((s) => [`sort=${s}`, `sort=-${s}`]) : [''];
  const asked: string[] = [];
  for (const [i, filter] of filters.entries()) {
    // Every sort without a filter; with one, the usual order and one other.
    const some = i === 0 ? ['', ...sorts] : ['', sorts[i % sorts.length] ?? ''];
    for (const sort of new Set(some)) {
      const query = [filter, sort].filter(Boolean).join('&');
      asked.push(`/${list.name}?${query}`);
      const next = await page(`/${list.name}?${query}`);
      const third = next.next && (await page(`/${list.name}?${query}&cursor=${next.next}`)).next;
      if (third) asked.push(`/${list.name}?${query}&cursor=${third}`);
    }
  }
  return asked;
}

/** At least `n` of the addresses in turn, in steps that visit all of them. */
async function askAll(ask: Client, paths: readonly string[], n: number): Promise<Asked[]> {
  const done: Asked[] = [];
  for (let i = 0; done.length < Math.max(n, paths.length); i += 1) {
    const path = paths[(i * 7919) % paths.length] ?? '';
    done.push({ path, ms: (await ask(path)).ms });
  }
  return done;
}

/** p50, p95 and worst as figures; the slowest addresses are named. */
function figuresOf(name: string, runs: readonly Asked[][], target: number): Figure[] {
  const all = (run: readonly Asked[]) => run.map((a) => a.ms);
  const byPath = new Map<string, number[]>();
  for (const a of runs.flat()) byPath.set(a.path, [...(byPath.get(a.path) ?? []), a.ms]);
  const slow = [...byPath]
    .map(([path, ms]) => ({ path, ms: percentile(ms, 0.5) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 3)
    .map((s) => `${s.path.replace(/cursor=[^&]+/, 'cursor=...')} ${s.ms.toFixed(0)} ms`);
  return [
    figure(
      `${name} p50`,
      'ms',
      runs.map((r) => percentile(all(r), 0.5)),
      null,
    ),
    figure(
      `${name} p95`,
      'ms',
      runs.map((r) => percentile(all(r), 0.95)),
      target,
      slow.join('; '),
    ),
    figure(
      `${name} max`,
      'ms',
      runs.map((r) => Math.max(...all(r))),
      null,
      `${runs[0]?.length ?? 0} requests a run`,
    ),
  ];
}

/** Addresses of detail pages, each of 100 things picked over the whole table. */
async function detailsOf(house: House): Promise<Record<string, string[]>> {
  const ids = async (from: string, id = 'id') => {
    const { rows } = await sql<{ id: string }>`select ${sql.raw(id)}::text as id from ${sql.raw(from)}
      order by md5(${sql.raw(id)}::text) limit 100`.execute(house.db);
    return rows.map((r) => r.id);
  };
  const [devices, remedies, cohorts, cases, advisories, vulnerabilities] = await Promise.all([
    ids('inventory.device'),
    ids(`risk.remedy where state = 'open'`),
    ids('findings.cohort where open_count > 0'),
    ids('work.chain'),
    ids(`intel.advisory where tracking_id not like 'BENCH%'`),
    ids(`intel.vulnerability where parts <> '[]'`, 'cve'),
  ]);
  return {
    device: devices.map((id) => `/devices/${id}`),
    'device findings': devices.map((id) => `/devices/${id}/findings`),
    'device owners': devices.map((id) => `/devices/${id}/owners`),
    'device work': devices.map((id) => `/devices/${id}/work`),
    'device history': devices.map((id) => `/devices/${id}/history`),
    remedy: remedies.map((id) => `/remedies/${id}`),
    'finding group': cohorts.map((id) => `/findings/${id}`),
    case: cases.map((id) => `/cases/${id}`),
    'case devices': cases.map((id) => `/cases/${id}/devices`),
    'case timeline': cases.map((id) => `/cases/${id}/timeline`),
    advisory: advisories.map((id) => `/advisories/${id}`),
    vulnerability: vulnerabilities.map((id) => `/vulnerabilities/${id}`),
    'my work': ['/work'],
    'front page': ['/front-page'],
    search: [
      '/search?q=alaris',
      '/search?q=00:09:fb',
      '/search?q=W-12',
      '/search?q=CVE-2021',
      '/search?q=anna',
    ],
  };
}

/** The server as one file without the tools that run TypeScript, so that its memory is its own. */
export async function bundled(): Promise<string> {
  const outfile = join(rootDir, 'bench-results', 'serve.mjs');
  await build({
    entryPoints: [join(rootDir, 'bench', 'serve.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}

/** The large hospital: what `keep` holds, or made anew. */
async function hospital(
  data: string,
  options: Options,
): Promise<{ token: string; details: Record<string, string[]>; size: string }> {
  const house = await openHouse({ data, logLevel: 'warn' });
  try {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from work.chain`.execute(house.db);
    if ((rows[0]?.n ?? 0) === 0) {
      await fillHospital(
        house,
        { devices: options.devices, cvesPerDevice: CVES_PER_DEVICE, cases: CASES },
        options.say,
      );
    }
    const size = await sql<{
      what: string;
    }>`select concat_ws(', ', (select count(*) from inventory.device) || ' devices',
      (select count(*) from findings.finding) || ' findings', (select count(*) from findings.cohort) || ' groups of findings',
      (select count(*) from risk.remedy) || ' remedies', (select count(*) from work.chain) || ' cases') as what`.execute(
      house.db,
    );
    return {
      token: await signedIn(house),
      details: await detailsOf(house),
      size: size.rows[0]?.what ?? '',
    };
  } finally {
    await house.close();
  }
}

export const listsBench: Bench = {
  name: 'lists',
  about: 'every list and every detail page at the HTTP API',
  run: async (options) => {
    const data = options.keep ?? (await mkdtemp(join(tmpdir(), 'wardline-bench-')));
    try {
      const { token, details, size } = await hospital(data, options);
      options.say(size);
      const figures: Figure[] = [];
      const program = await bundled();
      const server = start(process.execPath, [program, 'serve', data]);
      try {
        const address = await until(60, () => /http:\S+/.exec(server.out())?.[0] ?? null);
        figures.push(...(await measure(clientOf(address, token), details, options)));
        figures.push(figure('server memory, highest', 'MB', [server.peakMb()], MEMORY_TARGET_MB, size));
      } finally {
        server.process.kill('SIGTERM');
        await server.ended;
      }
      return [...figures, ...(await hourly(program, data, options))];
    } finally {
      if (!options.keep) await rm(data, { recursive: true, force: true });
    }
  },
};

/** The hourly job on all of it: names today's holders, and decides again what changed; here every decision is new to it. */
async function hourly(program: string, data: string, options: Options): Promise<Figure[]> {
  const from = performance.now();
  const child = start(process.execPath, [program, 'recast', data]);
  const code = await child.ended;
  options.say(`hourly job: ${child.out().trim()}`);
  if (code !== 0) options.say(`hourly job ended with ${code}`);
  return [
    figure(
      'hourly job',
      's',
      [(performance.now() - from) / 1000],
      null,
      code === 0 ? child.out().trim() : 'FAILED',
    ),
    figure('hourly job, memory', 'MB', [child.peakMb()], MEMORY_TARGET_MB),
  ];
}

async function measure(ask: Client, details: Record<string, string[]>, options: Options): Promise<Figure[]> {
  const figures: Figure[] = [];
  const run = async (name: string, paths: string[], target: number) => {
    const runs: Asked[][] = [];
    for (let i = 0; i < options.runs; i += 1) runs.push(await askAll(ask, paths, options.requests));
    const made = figuresOf(name, runs, target);
    figures.push(...made);
    options.say(`${name}: ${made.map((f) => `${f.median}`).join(' / ')} ms  ${made[1]?.note ?? ''}`);
  };
  for (const list of lists) await run(`list ${list.name}`, await variantsOf(ask, list), LIST_TARGET_MS);
  for (const [name, paths] of Object.entries(details))
    if (paths.length > 0) await run(name, paths, DETAIL_TARGET_MS);
  return figures;
}
