// From the command to the first page served, on a data folder that exists and a program that is built.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, figure, rootDir, start, until } from './kit.ts';

const TARGET_S = 5;

/** Starts, waits for the first page and for the API's first answer, stops. Seconds to each, and the memory it took. */
async function once(data: string) {
  const from = performance.now();
  const seconds = () => (performance.now() - from) / 1000;
  const child = start(join(rootDir, 'bin', 'wardline'), ['start', '--port', '0', '--data', data], {
    env: { ...process.env, WARDLINE_LOG: 'error' },
  });
  try {
    const address = await until(120, () => /http:\/\/[\d.]+:\d+/.exec(child.out())?.[0] ?? null);
    const page = await fetch(`${address}/`);
    if (!page.ok || !(await page.text()).includes('<script')) throw new Error(`no page: ${page.status}`);
    const pageS = seconds();
    const me = await fetch(`${address}/api/v1/me`);
    if (!me.ok) throw new Error(`no API: ${me.status}`);
    await me.text();
    return { pageS, apiS: seconds(), peakMb: child.peakMb() };
  } finally {
    child.process.kill('SIGTERM');
    await child.ended;
  }
}

export const startBench: Bench = {
  name: 'start',
  about: 'bin/wardline start to the first page, built and with data',
  run: async ({ runs }) => {
    const data = await mkdtemp(join(tmpdir(), 'wardline-bench-'));
    try {
      const first = await once(data);
      const all = [];
      for (let i = 0; i < runs; i += 1) all.push(await once(data));
      return [
        figure('first start, empty data folder', 's', [first.pageS], null),
        figure(
          'start to first page',
          's',
          all.map((r) => r.pageS),
          TARGET_S,
        ),
        figure(
          'start to first API answer',
          's',
          all.map((r) => r.apiS),
          TARGET_S,
        ),
        figure(
          'server memory after start',
          'MB',
          all.map((r) => r.peakMb),
          400,
        ),
      ];
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  },
};
