// The accounting of hand-offs on a real case: it adds up, and every number has its list.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ChainId } from '../../kernel/ids.ts';
import { addDays, addHours, HOUR_MS, type Instant, instant } from '../../kernel/time.ts';
import { clocksInForce, workingMs } from '../raci/index.ts';
import type { Accounting } from './contract.ts';
import * as contract from './contract.ts';
import { acts, deviceActs, oneCase } from './index.ts';
import { courtTimes, inLine, type Times } from './rules/accounting.ts';
import type { AccountBy } from './rules/counted.ts';
import { accounting, accountingFile, handBacks } from './service/accounting.ts';
import { caseList, casesFile } from './service/lists.ts';
import {
  allSayYes,
  checkAndSign,
  doDevices,
  finish,
  on,
  type Place,
  place,
  updateCase,
} from './testing-case.ts';

type Input = z.input<typeof contract.accounting.input>;
const ask = ({ house }: Place, input: Input = {}) =>
  accounting(house.ctx, contract.accounting.input.parse(input));
const later = ({ house }: Place, hours: number): Instant => {
  house.clock.now = addHours(house.clock.now, hours);
  return house.clock.now;
};
const row = (found: Accounting, key: string) => {
  const one = found.rows.find((r) => r.key === key);
  if (!one) throw new Error(`no row ${key} among ${found.rows.map((r) => r.key).join(' ')}`);
  return one;
};

/** A case with hours between everything that happens: the validation comes back once, and biomed waits for the maker. */
async function livedCase(): Promise<{ p: Place; chain: ChainId }> {
  const p = await place();
  const chain = await updateCase(p);
  later(p, 3);
  await allSayYes(p, chain);
  later(p, 5);
  await finish(p, chain, 'VUL-5', 'SE');
  later(p, 20);
  await acts.returnWork(p.h.as('CI'), { ...(await on(p, chain, 'VUL-5')), reason: 'The window is missing.' });
  later(p, 2);
  await finish(p, chain, 'VUL-5', 'SE');
  later(p, 1);
  await acts.sign(p.h.as('CI'), await on(p, chain, 'VUL-5'));
  later(p, 7);
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-6', 'CE');
  later(p, 30);
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-7', 'BM');
  later(p, 4);
  await allSayYes(p, chain);
  later(p, 2);
  await acts.startWork(p.h.as('BM'), await on(p, chain, 'VUL-8'));
  await acts.waitFor(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), on: 'maker', note: 'Asked.' });
  later(p, 50);
  await acts.resumeWork(p.h.as('BM'), await on(p, chain, 'VUL-8'));
  later(p, 6);
  return { p, chain };
}

async function close(p: Place, chain: ChainId): Promise<void> {
  await doDevices(p, chain, p.pumps);
  await acts.finishWork(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), note: 'Done.' });
  later(p, 9);
  await checkAndSign(p, chain, p.pumps);
}

/** The same by the pure rules, from the stays as they are kept. */
async function byTheRules({ house }: Place, chain: ChainId) {
  const calendar = (await clocksInForce(house.ctx)).policy.calendars[0] ?? null;
  const life = await house.db
    .selectFrom('work.chain')
    .select(['openedAt', 'closedAt'])
    .where('id', '=', chain)
    .executeTakeFirstOrThrow();
  const stays = await house.db
    .selectFrom('work.court as k')
    .innerJoin('work.obligation as o', 'o.id', 'k.obligationId')
    .select(['k.role', 'k.kind', 'k.pausedFor', 'k.fromAt', 'k.toAt', 'o.isBeside'])
    .where('k.chainId', '=', chain)
    .execute();
  return courtTimes(
    life,
    stays.map((k) => ({
      party: k.role ?? k.kind,
      isBeside: k.isBeside,
      isPaused: k.pausedFor !== null,
      fromAt: k.fromAt,
      untilAt: k.toAt,
    })),
    calendar && ((from, until) => workingMs(from, until, calendar, 'UTC')),
    house.clock.now,
  );
}

const kinds: readonly (keyof Times)[] = ['worked', 'off', 'unsplit', 'paused', 'beside'];

/** Every number that leads to a list leads to as many cases. */
async function listsAgree(p: Place, found: Accounting): Promise<number> {
  let looked = 0;
  for (const line of [...found.rows, found.total])
    for (const { count, href } of [
      line.cases,
      line.still,
      line.handedBack.cases,
      line.response.answered,
      line.response.waiting,
      ...(found.unheld ? [found.unheld.cases] : []),
    ]) {
      const query = Object.fromEntries(new URL(`http://x${href}`).searchParams);
      const list = await caseList(p.house.ctx, contract.cases.input.parse({ ...query, limit: '1' }));
      expect({ href, total: list.total }).toEqual({ href, total: count });
      looked += 1;
    }
  return looked;
}

describe('the accounting', () => {
  it('of a case that lived adds up to its life, by party, in SQL as by the rules', async () => {
    const { p, chain } = await livedCase();
    await close(p, chain);
    const { state, openedAt, closedAt } = await oneCase(p.h.as('CI'), chain);
    expect(state).toBe('closed');
    const mine = await byTheRules(p, chain);
    expect(mine.life).toBe(Date.parse(closedAt ?? '') - Date.parse(openedAt));
    expect(mine.unheld).toBe(0);
    const ids = await p.house.db.selectFrom('work.chain').select('id').execute();
    const all = await Promise.all(ids.map(({ id }) => byTheRules(p, id)));
    const found = await ask(p);
    for (const { key, hours, totalHours } of found.rows) {
      const times = sumOf(all.flatMap((one) => one.byParty.get(key) ?? []));
      for (const kind of kinds) expect(hours[kind], `${key} ${kind}`).toBeCloseTo(times[kind] / HOUR_MS, 6);
      expect(totalHours).toBeCloseTo(inLine(times) / HOUR_MS, 6);
    }
    expect(new Set(found.rows.filter((r) => r.cases.count > 0).map((r) => r.key))).toEqual(
      new Set(all.flatMap((one) => [...one.byParty.keys()])),
    );
    const lived = all.reduce((sum, one) => sum + one.life, 0);
    expect(found.total.totalHours).toBeCloseTo(lived / HOUR_MS, 6);
    expect(found.unheld?.cases.count).toBe(0);
    expect(row(found, 'MD').hours.paused).toBeCloseTo(50, 6);
    expect(row(found, 'BM').hours.paused).toBe(0);
    // A whole life of a case, on a machine with other work.
  }, 120_000);

  it.each(['party', 'activity', 'site', 'month'] satisfies AccountBy[])(
    'by %s leads from every number to as many cases, and all groups have the same sum',
    async (by) => {
      const { p } = await livedCase();
      const found = await ask(p, { by });
      expect(await listsAgree(p, found)).toBeGreaterThan(8);
      expect(found.rows.reduce((sum, r) => sum + r.totalHours, 0)).toBeCloseTo(found.total.totalHours, 6);
      const narrowed = await ask(p, {
        by,
        siteId: p.h.site,
        party: 'SE',
        activity: 'VUL-5',
        month: '2026-11',
      });
      expect(narrowed.total.cases.count).toBe(1);
      await listsAgree(p, narrowed);
    },
  );

  it('counts what came back as often as it came back, with the reason and who gave it back', async () => {
    const { p, chain } = await livedCase();
    await doDevices(p, chain, p.pumps);
    await acts.finishWork(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), note: 'Done.' });
    later(p, 1);
    await allSayYes(p, chain);
    const { obligationId } = await on(p, chain, 'VUL-10');
    const failed = { obligationId, deviceIds: p.pumps.slice(0, 2), outcome: 'failed' as const };
    await deviceActs.checkDevices(p.h.as('SE'), { ...failed, note: 'Still the old version.' });
    await acts.finishWork(p.h.as('SE'), { ...(await on(p, chain, 'VUL-10')), note: 'Two are old.' });
    const kept = await p.house.db
      .selectFrom('work.obligation')
      .select((eb) => eb.fn.sum<string>('bounces').as('n'))
      .where('chainId', '=', chain)
      .executeTakeFirstOrThrow();
    const found = await ask(p);
    expect(Number(kept.n)).toBe(2);
    expect(found.total.handedBack.times).toBe(2);
    expect([row(found, 'CI').handedBack.times, row(found, 'SE').handedBack.times]).toEqual([1, 1]);
    const list = await handBacks(p.house.ctx, contract.handBacks.input.parse({ limit: 1 }));
    expect(list).toMatchObject({ total: 2, items: [{ by: 'SE', activityId: 'VUL-10', chainId: chain }] });
    const rest = await handBacks(
      p.house.ctx,
      contract.handBacks.input.parse({ limit: 5, cursor: list.next ?? '' }),
    );
    expect(rest.items.map((b) => `${b.by}: ${b.reason ?? ''}`)).toEqual(['CI: The window is missing.']);
    expect(rest.next).toBeNull();
  });

  it('measures the first response from when somebody was asked, and tells those who have not responded', async () => {
    const p = await place();
    const chain = await updateCase(p);
    later(p, 3);
    await allSayYes(p, chain);
    later(p, 5);
    await acts.startWork(p.h.as('SE'), await on(p, chain, 'VUL-5'));
    later(p, 8);
    const found = await ask(p, { activity: 'VUL-5' });
    // Taken after five hours; what was done afterwards is no first response.
    expect(row(found, 'SE').response).toMatchObject({ times: 1, n: 1, medianHours: null, waitingTimes: 0 });
    const answered = found.rows.filter((r) => r.key !== 'SE' && r.response.n > 0);
    expect(answered.length).toBeGreaterThan(0);
    expect(found.total.response.medianHours).toBeCloseTo(3, 3);
    await finish(p, chain, 'VUL-5', 'SE');
    later(p, 2);
    const waits = row(await ask(p, { activity: 'VUL-5' }), 'CI').response;
    expect(waits).toMatchObject({ n: 0, waitingTimes: 1, waiting: { count: 1 }, medianHours: null });
  });

  it('cuts a stay at the ends of a month of the site, and counts what is not over to now', async () => {
    const { p, chain } = await livedCase();
    p.house.clock.now = addDays(instant(new Date('2026-12-01T00:00:00Z')), 2);
    const months = (await ask(p, { by: 'month' })).rows;
    expect(months.map((m) => m.key)).toEqual(['2026-11', '2026-12']);
    const december = await ask(p, { month: '2026-12' });
    expect(december.total.totalHours).toBeCloseTo(48 * december.total.cases.count, 6);
    expect(december.total.still.count).toBe(december.total.cases.count);
    expect(row(await ask(p, { by: 'month' }), '2026-11').still.count).toBe(0);
    // Asked in November, done in December: it counts where it was asked.
    await doDevices(p, chain, p.pumps);
    await listsAgree(p, await ask(p, { by: 'month' }));
    const file = await casesFile(
      p.house.ctx,
      contract.casesFile.input.parse({ counted: 'held', countedMonth: '2026-12', countedParty: 'BM' }),
    );
    let text = '';
    for await (const chunk of file.chunks) text += chunk.toString();
    expect(text).toContain(`W-${chain}`);
  });

  it('says nothing of nothing, and its file has a line a row and the total', async () => {
    const p = await place();
    const none = await ask(p, { month: '2026-01' });
    expect(none.rows).toEqual([]);
    expect(none.total.stay).toEqual({ n: 0, medianHours: null, p90Hours: null });
    later(p, 2);
    const { chunks, fileName } = await accountingFile(p.house.ctx, contract.accountingFile.input.parse({}));
    const lines: string[] = [];
    for await (const chunk of chunks) lines.push(chunk.toString());
    expect(fileName).toBe('accounting-by-party-2026-11-23.csv');
    expect(lines).toHaveLength((await ask(p)).rows.length + 2);
  });
});

function sumOf(all: readonly Times[]): Times {
  const sum: Times = { worked: 0, off: 0, unsplit: 0, paused: 0, beside: 0 };
  for (const times of all) for (const kind of kinds) sum[kind] += times[kind];
  return sum;
}
