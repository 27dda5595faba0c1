// An equipment list of 50,000 rows with 37 that must be refused, by the command that the server's job runs: reading, writing,
// the report, the file of refused rows, and matching what came in.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHospital, writeHospital } from '../src/app/demo/index.ts';
import { openHouse } from '../src/app/house.ts';
import { importFile } from '../src/app/import/index.ts';
import { CalendarDate } from '../src/kernel/time.ts';
import { csvLine } from '../src/platform/tabular/guard.ts';
import { sync } from '../src/rooms/intel/index.ts';
import { type Bench, figure, rootDir, start } from './kit.ts';

const ROWS = 50_000;
const BAD = 37;
const TARGET_S = 30;
const HEADER =
  'Ctrl No,Manufacturer,Model,Ser. No.,Equipment Description,Hosp,Unit,EQUIPMENT_STATUS,Software Version,MAC Address,IP Address,VLAN,Room,Remarks';

/** The list: every 1,351st row is bad, in turn a site nobody knows and no tag, serial or address. */
function equipmentList(hospital: ReturnType<typeof generateHospital>): string {
  const lines = [HEADER];
  let bad = 0;
  for (const site of hospital.sites)
    for (const d of hospital.devicesOf(site)) {
      const n = lines.length;
      if (n > ROWS) break;
      const isBad = n % 1351 === 0 && bad < BAD;
      if (isBad) bad += 1;
      const isNameless = isBad && bad % 2 === 0;
      lines.push(
        csvLine([
          isNameless ? '' : `${site.code}${d.tag}`,
          d.model.maker,
          d.model.model,
          isNameless ? '' : d.serial,
          d.model.wording,
          isBad && !isNameless ? 'Elsewhere Clinic' : site.code,
          d.ward.code,
          d.isRetired ? 'Retired' : 'Active',
          d.isVersionListed ? (d.version?.version ?? '') : '',
          isNameless ? '' : d.macs.join(' '),
          isNameless ? '' : (d.ip ?? ''),
          String(d.zone?.vlan ?? ''),
          d.room,
          `PM done ${d.lastServicedOn}`,
        ]).trimEnd(),
      );
    }
  if (lines.length !== ROWS + 1 || bad !== BAD) throw new Error(`made ${lines.length - 1} rows, ${bad} bad`);
  return `${lines.join('\r\n')}\r\n`;
}

/** Imports into a fresh installation that knows the places and the shipped advisories; then the same file again. */
async function once(dir: string, file: string) {
  const data = await mkdtemp(join(tmpdir(), 'wardline-bench-'));
  const house = await openHouse({ data, logLevel: 'error' });
  const run = async () => {
    const refused = join(dir, 'refused.csv');
    const from = performance.now();
    const args = [
      '--data',
      data,
      '--json',
      'import',
      'devices',
      file,
      '--source',
      'CMMS',
      '--refused',
      refused,
    ];
    const child = start(process.execPath, [join(rootDir, 'scripts', 'run.mjs'), ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // The report comes before matching begins.
    let reportS = 0;
    child.process.stdout?.once('data', () => {
      reportS = (performance.now() - from) / 1000;
    });
    const code = await child.ended;
    const seconds = (performance.now() - from) / 1000;
    // 1: some rows were refused.
    if (code !== 1) throw new Error(`the import ended with ${code}: ${child.out()}`);
    const lines = (await readFile(refused, 'utf8')).trim().split('\n').length - 1;
    if (lines !== BAD) throw new Error(`${lines} rows were refused, not ${BAD}`);
    return { reportS, seconds, peakMb: child.peakMb() };
  };
  try {
    const ctx = { ...house.ctx('bench'), subscribers: new Map() };
    await sync(ctx, join(rootDir, 'data', 'starter'));
    for (const name of ['sites', 'wards', 'zones'])
      await importFile(ctx, { path: join(dir, `${name}.csv`), fileName: `${name}.csv`, source: 'Directory' });
    return { first: await run(), again: await run() };
  } finally {
    await house.close();
    await rm(data, { recursive: true, force: true });
  }
}

export const importBench: Bench = {
  name: 'import',
  about: `an equipment list of ${ROWS} rows, ${BAD} of them bad`,
  run: async ({ runs, say }) => {
    const dir = await mkdtemp(join(tmpdir(), 'wardline-bench-'));
    try {
      const now = CalendarDate.parse('2026-11-23');
      const size = { seed: 1, now, sites: 5 };
      await writeHospital(generateHospital({ ...size, devices: 500 }), dir);
      const file = join(dir, 'equipment.csv');
      await writeFile(file, equipmentList(generateHospital({ ...size, devices: ROWS })));
      const all = [];
      for (let i = 0; i < runs; i += 1) {
        all.push(await once(dir, file));
        say(`run ${i + 1}: ${all[i]?.first.reportS.toFixed(1) ?? ''} s`);
      }
      const firsts = all.map((r) => r.first);
      const agains = all.map((r) => r.again);
      return [
        figure(
          'import and report',
          's',
          firsts.map((r) => r.reportS),
          TARGET_S,
        ),
        figure(
          'with matching and new cases',
          's',
          firsts.map((r) => r.seconds),
          null,
        ),
        figure(
          'import memory, highest',
          'MB',
          firsts.map((r) => r.peakMb),
          400,
        ),
        figure(
          'the same file again',
          's',
          agains.map((r) => r.seconds),
          TARGET_S,
        ),
        figure(
          'memory of that, highest',
          'MB',
          agains.map((r) => r.peakMb),
          400,
        ),
      ];
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
};
