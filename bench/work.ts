// Work at the size of a large network; with `--devices 200000`: 200 sites, two million findings, 50,000 open obligations. What one
// advisory opens, the proof, My work of who is asked most, and many people and two workers at once.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { type House, openHouse } from '../src/app/house.ts';
import type { PersonId } from '../src/kernel/ids.ts';
import { verifyLedger } from '../src/platform/ledger.ts';
import { settle } from '../src/rooms/work/index.ts';
import { signedIn } from './hospital.ts';
import { type Bench, type Figure, figure, type Options, percentile, start, timed, until } from './kit.ts';
import { bundled, clientOf } from './lists.ts';
import { MODELS_PER_ADVISORY, makeAdvisory, makeDevices, makePeople } from './network.ts';

const PER_SITE = 20;
/** Devices that one advisory is about. */
const PER_ADVISORY = 40_000;
const WRITERS = 8;
const WORKERS = 2;
const SECONDS = 60;

const counted = async (house: House) => {
  const { rows } = await sql<{ devices: number; findings: number; obligations: number; cases: number }>`select
    (select count(*)::int from inventory.device) as devices, (select count(*)::int from findings.finding where state = 'open') as findings,
    (select count(*)::int from work.obligation where state not in ('closed', 'withdrawn')) as obligations,
    (select count(*)::int from work.chain where state = 'open') as cases`.execute(house.db);
  return rows[0] ?? { devices: 0, findings: 0, obligations: 0, cases: 0 };
};

/** One advisory on 40,000 devices, timed; then four more, so that the rest is measured at full size. */
async function opened(house: House, options: Options): Promise<Figure[]> {
  await makePeople(house);
  await makeDevices(house, 0, PER_SITE);
  await makeAdvisory(house, 0, 2);
  const { ms } = await timed(() => settle(house.ctx('bench')));
  const { obligations, devices } = await counted(house);
  options.say(`${obligations} obligations opened`);
  const advisories = Math.max(1, Math.round(options.devices / PER_ADVISORY));
  for (let i = 1; i < advisories; i += 1) {
    await makeDevices(house, i * MODELS_PER_ADVISORY, PER_SITE);
    await makeAdvisory(house, i, 12);
    const more = await timed(() => settle(house.ctx('bench')));
    options.say(`advisory ${i + 1} of ${advisories}: ${(more.ms / 1000).toFixed(1)} s`);
  }
  await house.db.connection().execute(async (db) => {
    await sql`set statement_timeout = 0`.execute(db);
    await sql`vacuum analyze`.execute(db);
  });
  return [
    figure('one advisory, settled', 's', [ms / 1000], 20, `${obligations} obligations, ${devices} devices`),
  ];
}

async function proven(program: string, data: string, options: Options): Promise<Figure[]> {
  const seconds: number[] = [];
  const memory: number[] = [];
  let note = '';
  for (let i = 0; i < options.runs; i += 1) {
    const child = start(process.execPath, [program, 'prove', data]);
    if ((await child.ended) !== 0) throw new Error('the proof did not end well');
    const { tookMs, violations } = z
      .object({ tookMs: z.number(), violations: z.number() })
      .parse(JSON.parse(child.out().trim()));
    seconds.push(tookMs / 1000);
    memory.push(child.peakMb());
    note = `${violations} violations`;
  }
  return [figure('prove', 's', seconds, 10, note), figure('prove, memory', 'MB', memory, 500)];
}

/** The person with most that waits for them. */
async function busiest(house: House): Promise<PersonId> {
  const { rows } = await sql<{
    id: PersonId;
  }>`select g.person_id as id from work.gate g where g.answer is null and g.person_id is not null
    group by 1 order by count(*) desc, 1 limit 1`.execute(house.db);
  if (!rows[0]) throw new Error('nobody is asked anything');
  return rows[0].id;
}

async function myWork(program: string, data: string, token: string, options: Options): Promise<Figure[]> {
  const server = start(process.execPath, [program, 'serve', data]);
  try {
    const address = await until(60, () => /http:\S+/.exec(server.out())?.[0] ?? null);
    const ask = clientOf(address, token);
    const { counts } = z
      .object({ counts: z.record(z.string(), z.number()) })
      .parse(JSON.parse((await ask('/work')).text));
    const runs: number[][] = [];
    for (let i = 0; i < options.runs; i += 1) {
      const ms: number[] = [];
      while (ms.length < options.requests) ms.push((await ask('/work')).ms);
      runs.push(ms);
    }
    const items = Object.values(counts).reduce((a, b) => a + b, 0);
    const at = (p: number) => runs.map((run) => percentile(run, p));
    return [
      figure('my work p50', 'ms', at(0.5), null),
      figure('my work p95', 'ms', at(0.95), 60, `${items} items`),
    ];
  } finally {
    server.process.kill('SIGTERM');
    await server.ended;
  }
}

const Done = z.object({ done: z.array(z.tuple([z.string(), z.number()])), refused: z.number() });

/** Eight people act and two workers tick for a minute. What each says it did is held against the ledger, one for one. */
async function together(program: string, data: string, house: House): Promise<Figure[]> {
  const from =
    (await sql<{ seq: string }>`select seq::text from platform.ledger_head`.execute(house.db)).rows[0]?.seq ??
    '0';
  const { rows: people } = await sql<{ id: number }>`select person_id as id from (
      select g.person_id, count(*) as n from work.gate g where g.answer is null and g.person_id is not null group by 1) asked order by n desc, 1 limit ${WRITERS}`.execute(
    house.db,
  );
  const writers = Array.from({ length: WRITERS }, (_, i) =>
    start(process.execPath, [
      program,
      'write',
      data,
      `${people[i % people.length]?.id ?? 1}`,
      `${SECONDS}`,
      `${i}`,
    ]),
  );
  const workers = Array.from({ length: WORKERS }, () =>
    start(process.execPath, [program, 'tick', data, `${SECONDS}`]),
  );
  const codes = await Promise.all([...writers, ...workers].map((child) => child.ended));
  if (codes.some((code) => code !== 0)) throw new Error(`a process ended with ${codes.join(', ')}`);
  const said = writers.map((child) => Done.parse(JSON.parse(child.out().trim())));
  const done = said.flatMap((one) => one.done.map(([verb, id]) => `${verb} ${id}`));
  const { rows } = await sql<{
    what: string;
  }>`select verb || ' ' || case verb when 'work.gate_answered' then body::jsonb ->> 'gateId' else subject_id::text end as what
    from platform.ledger_event where seq > ${from}::bigint and actor like 'writer %' and verb in ('work.gate_answered', 'work.work_started', 'work.work_done')`.execute(
    house.db,
  );
  const kept = new Map<string, number>();
  for (const { what } of rows) kept.set(what, (kept.get(what) ?? 0) + 1);
  const lost = done.filter((what) => !kept.has(what)).length;
  const doubled = [...kept.values()].filter((n) => n > 1).length + (rows.length - new Set(done).size);
  const { rows: order } = await sql<{ n: number }>`with e as (
      select body::jsonb ->> 'from' as was, lag(body::jsonb ->> 'to') over (partition by subject_id order by seq) as before
      from platform.ledger_event where seq > ${from}::bigint and subject_kind = 'obligation' and body::jsonb ? 'from' and body::jsonb ? 'to')
    select count(*) filter (where before is not null and was is distinct from before)::int as n from e`.execute(
    house.db,
  );
  const { rows: notices } = await sql<{ n: number }>`select count(*)::int as n from (
      select obligation_id, step from work.escalation where sent_at is not null group by 1, 2 having count(*) > 1) twice`.execute(
    house.db,
  );
  const { faults } = await verifyLedger(house.db);
  const refused = said.reduce((sum, one) => sum + one.refused, 0);
  return [
    figure(
      '8 writers, 2 workers: acts',
      'n',
      [done.length],
      null,
      `${refused} refused because somebody was faster`,
    ),
    figure('lost', 'n', [lost], 1),
    figure('doubled', 'n', [doubled + (notices[0]?.n ?? 0)], 1),
    figure('out of order', 'n', [order[0]?.n ?? 0], 1),
    figure('faults of the ledger', 'n', [faults.length], 1),
  ];
}

export const workBench: Bench = {
  name: 'work',
  about: 'opening, My work, the proof and many at once, at 200 sites',
  run: async (options) => {
    const data = options.keep ?? (await mkdtemp(join(tmpdir(), 'wardline-bench-')));
    try {
      const figures: Figure[] = [];
      const program = await bundled();
      const house = await openHouse({ data, logLevel: 'warn' });
      let token: string;
      try {
        if ((await counted(house)).cases === 0) figures.push(...(await opened(house, options)));
        const size = await counted(house);
        options.say(JSON.stringify(size));
        token = await signedIn(house, await busiest(house));
      } finally {
        await house.close();
      }
      figures.push(...(await proven(program, data, options)));
      figures.push(...(await myWork(program, data, token, options)));
      const again = await openHouse({ data, logLevel: 'warn' });
      try {
        figures.push(...(await together(program, data, again)));
      } finally {
        await again.close();
      }
      return figures;
    } finally {
      if (!options.keep) await rm(data, { recursive: true, force: true });
    }
  },
};
