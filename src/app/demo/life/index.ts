// Six months of hospital life on a simulated clock: what the world publishes arrives, people do their work through the real
// services, and the trouble that the story tells is left open.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { addDays, dateOf, Instant, instant, isBefore, ms } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { dataFilesDir } from '../../../platform/root.ts';
import { transact } from '../../../platform/transact.ts';
import { sync } from '../../../rooms/intel/index.ts';
import { recordDay } from '../../../rooms/metrics/index.ts';
import { recastAll, settle, tick } from '../../../rooms/work/index.ts';
import type { Random } from '../random.ts';
import { arrivals, silentDays, silentPeople, stages } from '../story.ts';
import { castOfLife, type Life, runningSteps, unlessRefused } from './cast.ts';
import { afternoon, morning, readTheirNotices, rush } from './days.ts';
import { enact, isHeld, momentOf } from './stages.ts';

/** A clock that the simulation turns; everything of the six months reads it. */
export type Clock = { now: Instant };

type Part = 'morning' | 'afternoon';
const hourUtc: Readonly<Record<Part, string>> = { morning: '14:05:00.000Z', afternoon: '20:10:00.000Z' };
/** People do not all act in the same second. */
const MINUTES_PER_ACT = 2;
const MOST_MINUTES = 170;

/** Lives from `historyDays` ago until today. */
export async function liveThrough(
  ctx: Ctx,
  {
    clock,
    today,
    historyDays,
    dir,
    random,
    say,
  }: {
    clock: Clock;
    today: Instant;
    historyDays: number;
    dir: string;
    random: Random;
    say: (done: number, total: number) => void;
  },
): Promise<void> {
  // In less than a week the lists were read and people asked; nobody has acted yet.
  const isLived = historyDays >= 7;
  const cast = await castOfLife(ctx);
  const silent = new Set(silentPeople.flatMap((email) => cast.byEmail.get(email) ?? []));
  const advisories = await arrivalDays(historyDays);
  const due = (isLived ? stages : [])
    .map((stage) => ({ stage, at: momentOf(stage, today) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const lifeOn = (inner: Ctx, daysAgo: number): Life => ({
    ...cast,
    ctx: { ...inner, now: passing(clock) },
    random,
    silent: daysAgo <= silentDays ? silent : new Set(),
  });
  /** The stages whose hour comes before `until`, each at its hour. */
  const setStages = async (until: Instant) => {
    for (let next = due[0]; next && isBefore(next.at, until); next = due[0]) {
      due.shift();
      const { stage, at } = next;
      if (isBefore(at, clock.now)) continue;
      clock.now = at;
      await transact(ctx, async (inner) => {
        await tick(inner);
        await unlessRefused(enact(lifeOn(inner, stage.hoursAgo / 24), stage, cast.byEmail));
      });
    }
  };
  let isUrgent = false;
  for (let daysAgo = historyDays; daysAgo >= 1; daysAgo -= 1) {
    say(historyDays - daysAgo, historyDays);
    const date = dateOf(addDays(today, -daysAgo));
    const weekday = new Date(date).getUTCDay();
    const fresh = advisories.filter((a) => a.daysAgo === daysAgo);
    const isFirst = daysAgo === historyDays;
    const isBusy = isLived && !isFirst && (weekday === 1 || weekday === 3 || weekday === 5 || daysAgo === 1);
    if (!isBusy && !isUrgent && fresh.length === 0) continue;
    const begin = async (part: Part) => {
      const at = Instant.parse(`${date}T${hourUtc[part]}`);
      await setStages(at);
      clock.now = at;
    };
    await begin('morning');
    if (fresh.length > 0 || isFirst)
      await arrive(ctx, advisories, { daysAgo, isFirst, inbox: join(dir, 'inbox') });
    await transact(ctx, async (inner) => {
      if (fresh.length > 0 || isFirst) await settle(inner);
      if (weekday === 1) await recastAll(inner);
      await tick(inner);
      const life = lifeOn(inner, daysAgo);
      if (isLived && !isFirst) await urgent(life, today);
      if (isBusy) await morning(life, (r) => isHeld(r, today, clock.now));
    });
    await begin('afternoon');
    await transact(ctx, async (inner) => {
      await tick(inner);
      const life = lifeOn(inner, daysAgo);
      if (isLived && !isFirst) await urgent(life, today);
      if (isBusy) await afternoon(life, (r) => isHeld(r, today, clock.now));
      if (weekday === 5 || daysAgo === 1) await readTheirNotices(life);
    });
    isUrgent = (await runningSteps(ctx)).some(
      (r) => r.outcome === 'immediate' && !isHeld(r, today, clock.now),
    );
    await recordDay(ctx.db, date);
  }
  await setStages(today);
  clock.now = today;
  await transact(ctx, async (inner) => {
    await settle(inner);
    await recastAll(inner);
    await tick(inner);
  });
  await recordDay(ctx.db, dateOf(today));
}

/** A clock that goes on a little with every look, for some hours at the most. */
function passing(clock: Clock): () => Instant {
  const from = ms(clock.now);
  let minutes = 0;
  return () => {
    minutes = Math.min(MOST_MINUTES, minutes + MINUTES_PER_ACT / 60);
    return instant(from + Math.floor(minutes * 60_000));
  };
}

/** All hands on cases that are due at once: half a day takes each through one of its steps. */
async function urgent(life: Life, today: Instant): Promise<void> {
  for (const r of await runningSteps(life.ctx)) {
    if (r.outcome !== 'immediate' || r.isBeside || isHeld(r, today, life.ctx.now())) continue;
    await rush(life, r, (now) => now.activityId !== r.activityId || isHeld(now, today, life.ctx.now()));
  }
}

const Told = z.object({
  document: z.object({ tracking: z.object({ id: z.string(), aliases: z.array(z.string()).optional() }) }),
  vulnerabilities: z.array(z.object({ cve: z.string().optional() })).default([]),
});
type Arriving = { path: string; cves: ReadonlySet<string>; daysAgo: number };

/** The starter pack's advisories with the day on which each reached the hospital; those of no told day were there before. */
async function arrivalDays(historyDays: number): Promise<Arriving[]> {
  const dir = join(dataFilesDir, 'starter', 'csaf');
  const told = new Map(arrivals.map((a) => [a.advisory, a.daysAgo]));
  const files = (await readdir(dir)).filter((f) => f.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (f) => {
      const path = join(dir, f);
      const { document, vulnerabilities } = Told.parse(JSON.parse(await readFile(path, 'utf8')));
      const { id, aliases = [] } = document.tracking;
      const days = [id, ...aliases].flatMap((n) => told.get(n) ?? []);
      return {
        path,
        cves: new Set(vulnerabilities.flatMap(({ cve }) => cve ?? [])),
        daysAgo: Math.max(1, Math.min(historyDays, ...days)),
      };
    }),
  );
}

const CveLine = z.object({ cveMetadata: z.object({ cveId: z.string() }) });

/** What the world published reaches the hospital: the advisories of the day with the CVE records they name; on the first day
 *  KEV and EPSS, and the records that no later advisory brings. */
async function arrive(
  ctx: Ctx,
  all: readonly Arriving[],
  { daysAgo, isFirst, inbox }: { daysAgo: number; isFirst: boolean; inbox: string },
): Promise<void> {
  await rm(inbox, { recursive: true, force: true });
  await mkdir(inbox, { recursive: true });
  const fresh = all.filter((a) => a.daysAgo === daysAgo);
  for (const [i, a] of fresh.entries()) await copyFile(a.path, join(inbox, `${i}.json`));
  const starter = join(dataFilesDir, 'starter');
  if (isFirst) for (const f of ['kev.json', 'epss.csv']) await copyFile(join(starter, f), join(inbox, f));
  const isNew = (cve: string) =>
    fresh.some((a) => a.cves.has(cve)) || (isFirst && !all.some((a) => a.cves.has(cve)));
  const records = (await readFile(join(starter, 'ssvc.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && isNew(CveLine.parse(JSON.parse(line)).cveMetadata.cveId));
  if (records.length > 0) await writeFile(join(inbox, 'records.jsonl'), `${records.join('\n')}\n`);
  await sync(ctx, inbox);
}
