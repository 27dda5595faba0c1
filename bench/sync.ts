// A full reading of real medical advisories (CSAF), the list of exploited vulnerabilities (KEV) and scores (EPSS), by the
// command that the server's job runs, into an empty installation; then the same again.
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse } from '../src/app/house.ts';
import { type Bench, figure, rootDir, sharedData, start } from './kit.ts';

const TARGET_S = 20;

async function once(from: string) {
  const data = await mkdtemp(join(tmpdir(), 'wardline-bench-'));
  const house = await openHouse({ data, logLevel: 'error' });
  const run = async () => {
    const begin = performance.now();
    const child = start(
      process.execPath,
      [join(rootDir, 'scripts', 'run.mjs'), '--data', data, '--json', 'intel', 'sync', '--from', from],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const code = await child.ended;
    if (code !== 0 && code !== 1) throw new Error(`the sync ended with ${code}: ${child.out()}`);
    return { seconds: (performance.now() - begin) / 1000, peakMb: child.peakMb() };
  };
  try {
    const first = await run();
    const counts = await house.db
      .selectFrom('intel.feed')
      .select(['name', 'recordCount'])
      .where('recordCount', '>', 0)
      .orderBy('name')
      .execute();
    return { first, again: await run(), read: counts.map((c) => `${c.name} ${c.recordCount}`).join(', ') };
  } finally {
    await house.close();
    await rm(data, { recursive: true, force: true });
  }
}

export const syncBench: Bench = {
  name: 'sync',
  about: 'medical advisories, KEV and EPSS from files',
  run: async ({ runs, say }) => {
    if (!(await stat(sharedData).catch(() => null))) {
      console.warn(`SKIPPED: bench sync needs ${sharedData}, which is not there.`);
      return [];
    }
    const dir = await mkdtemp(join(tmpdir(), 'wardline-bench-'));
    try {
      await cp(join(sharedData, 'csaf', 'icsma'), join(dir, 'icsma'), { recursive: true });
      await cp(join(sharedData, 'cve', 'kev'), join(dir, 'kev'), { recursive: true });
      const all = [];
      for (let i = 0; i < runs; i += 1) all.push(await once(dir));
      const firsts = all.map((r) => r.first);
      const agains = all.map((r) => r.again);
      say(all[0]?.read ?? '');
      return [
        figure(
          'sync',
          's',
          firsts.map((r) => r.seconds),
          TARGET_S,
          all[0]?.read ?? '',
        ),
        figure(
          'sync memory, highest',
          'MB',
          firsts.map((r) => r.peakMb),
          400,
        ),
        figure(
          'the same again',
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
