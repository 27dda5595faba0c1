// Opens the demonstration hospital: its files go through the same importers a hospital uses, then six months of work are
// lived through the real services on a simulated clock.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.ts';
import type { AccountProfile } from '../../kernel/permission.ts';
import { addDays, dateOf } from '../../kernel/time.ts';
import { hashPassword, newToken } from '../../platform/auth/password.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting, writeSetting } from '../../platform/settings.ts';
import { transact } from '../../platform/transact.ts';
import { inForce } from '../../rooms/raci/index.ts';
import { prove } from '../../rooms/work/index.ts';
import { importFile } from '../import/index.ts';
import { generateHospital, type Hospital } from './hospital.ts';
import { liveThrough } from './life/index.ts';
import { random } from './random.ts';
import { exportName, writeHospital } from './write.ts';

export const DEMO_SEED = 1;
export const DEMO_DEVICES = 12_000;
const HISTORY_DAYS = 183;

const profileOf: Readonly<Record<string, AccountProfile>> = {
  CI: 'leader',
  EX: 'leader',
  HD: 'leader',
  SE: 'analyst',
  NE: 'analyst',
  IT: 'analyst',
  BM: 'technician',
  CE: 'technician',
  CL: 'clinical',
  PR: 'buyer',
  VM: 'buyer',
  // Asked before risks are accepted: an auditor's account could not answer.
  PV: 'clinical',
  MD: 'outsider',
  TP: 'outsider',
  MR: 'outsider',
};
const rank: readonly AccountProfile[] = [
  'leader',
  'analyst',
  'technician',
  'clinical',
  'buyer',
  'auditor',
  'outsider',
];

export type SeedProgress = (what: string, done: number, total: number) => void;

/** Fills an empty installation with the demonstration hospital. @throws AppError `conflict` when it is not empty. */
export async function openDemo(
  ctx: Ctx,
  options: { devices?: number; historyDays?: number; progress?: SeedProgress } = {},
): Promise<void> {
  const progress = options.progress ?? (() => undefined);
  const today = ctx.now();
  const historyDays = options.historyDays ?? HISTORY_DAYS;
  const clock = { now: addDays(today, -historyDays) };
  const then: Ctx = { ...ctx, now: () => clock.now, today: () => dateOf(clock.now), subscribers: new Map() };
  const dir = await mkdtemp(join(tmpdir(), 'wardline-demo-'));
  try {
    await begin(ctx);
    const hospital = generateHospital({
      seed: DEMO_SEED,
      devices: options.devices ?? DEMO_DEVICES,
      now: dateOf(today),
    });
    await writeHospital(hospital, dir);
    await importHospital(then, hospital, dir, progress);
    await openAccounts(then);
    await liveThrough(then, {
      clock,
      today,
      historyDays,
      dir,
      random: random(DEMO_SEED, 'life'),
      say: (done, total) => progress('Living six months of work', done, total),
    });
    await transact(ctx, async (ctx) => {
      await writeSetting(ctx, 'setup', 'ready');
    });
    await prove(ctx);
  } catch (error) {
    await transact(ctx, (ctx) => writeSetting(ctx, 'setup', 'empty'));
    throw error;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const begin = (ctx: Ctx): Promise<void> =>
  transact(ctx, async (ctx) => {
    const people = await ctx.db.selectFrom('people.person').select('id').limit(1).execute();
    const setup = await readSetting(ctx, 'setup', z.string(), 'empty');
    if (people.length > 0 || setup === 'ready')
      throw new AppError(
        'conflict',
        'This installation is in use already; the demonstration needs an empty one (another --data folder).',
      );
    await writeSetting(ctx, 'demo', true);
    await writeSetting(ctx, 'setup', 'preparing');
    await inForce(ctx);
  });

async function importHospital(
  ctx: Ctx,
  hospital: Hospital,
  dir: string,
  progress: SeedProgress,
): Promise<void> {
  const people = ['sites', 'wards', 'people', 'teams', 'staffing', 'absences', 'rota', 'zones'];
  const exports = hospital.sites.map((s) => ({
    file: exportName(s),
    source: `CMMS ${s.name}`,
    site: s.code,
  }));
  const total = people.length + exports.length;
  let done = 0;
  for (const name of people) {
    progress('Reading people and places', done, total);
    await importFile(ctx, {
      path: join(dir, `${name}.csv`),
      fileName: `${name}.csv`,
      source: 'Hospital directory',
    });
    done += 1;
  }
  for (const e of exports) {
    progress(`Reading the device list of ${e.site}`, done, total);
    await importFile(ctx, { path: join(dir, e.file), fileName: e.file, source: e.source, siteCode: e.site });
    done += 1;
  }
}

/** Everybody who holds a role gets an account; nobody knows its password, one steps in from the demonstration's page. */
const openAccounts = (ctx: Ctx): Promise<void> =>
  transact(ctx, async (ctx) => {
    const passwordHash = await hashPassword(newToken());
    const lines = await ctx.db
      .selectFrom('raci.staffing')
      .select(['role', 'personId', 'teamId', 'deputyPersonId'])
      .execute();
    const members = await ctx.db.selectFrom('people.teamMember').selectAll().execute();
    const best = new Map<number, AccountProfile>();
    const offer = (id: number | null, profile: AccountProfile) => {
      const now = id === null ? undefined : best.get(id);
      if (id !== null && (!now || rank.indexOf(profile) < rank.indexOf(now))) best.set(id, profile);
    };
    for (const line of lines) {
      const profile = profileOf[line.role] ?? 'clinical';
      offer(line.personId, profile);
      offer(line.deputyPersonId, profile);
      for (const m of members) if (m.teamId === line.teamId) offer(m.personId, profile);
    }
    const people = await ctx.db
      .selectFrom('people.person')
      .select(['id', 'email'])
      .where('isActive', '=', true)
      .orderBy('id')
      .execute();
    for (const p of people) {
      const profile = best.get(p.id);
      if (profile && p.email)
        await ctx.db
          .insertInto('people.account')
          .values({ personId: p.id, login: p.email, passwordHash, profile, createdAt: ctx.now() })
          .execute();
    }
  });
