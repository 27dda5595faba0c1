// Time in a case: it stands still while others are waited for, theirs runs, and nobody is pressed twice.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { ChainId } from '../../kernel/ids.ts';
import { addDays, addHours, type Instant, ms } from '../../kernel/time.ts';
import { transact } from '../../platform/transact.ts';
import { publishClocks } from '../raci/index.ts';
import { cases } from './contract.ts';
import { acts, deviceActs, oneCase, settle, tick } from './index.ts';
import { caseList } from './service/lists.ts';
import {
  allSayYes,
  finish,
  on,
  type Place,
  place,
  step,
  updateCase,
  upToDoing,
  violations,
} from './testing-case.ts';

const DAY = 86_400_000;
const policy = (scheduled: number, maker: number) => `title: Ours
rules:
  - { decision: immediate, days: 3 }
  - { decision: out_of_cycle, days: 14 }
  - { decision: scheduled, days: ${scheduled} }
shares: { VUL-5: 20 }
waits: { maker: ${maker}, parts: 30, window: 30, care: 14 }
`;

/** A case whose pumps are being done. */
async function atWork(): Promise<{ p: Place; chain: ChainId }> {
  const p = await place();
  const chain = await updateCase(p);
  await upToDoing(p, chain);
  await acts.startWork(p.h.as('BM'), await on(p, chain, 'VUL-8'));
  return { p, chain };
}
const wait = async (p: Place, chain: ChainId, kind: 'maker' | 'parts' | 'window') =>
  acts.waitFor(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), on: kind, note: 'Asked today.' });
const goOn = async (p: Place, chain: ChainId) => acts.resumeWork(p.h.as('BM'), await on(p, chain, 'VUL-8'));
const dueOf = async (p: Place, chain: ChainId): Promise<Instant> =>
  (await oneCase(p.h.as('CI'), chain)).dueAt;
const pressed = async ({ house }: Place, chain: ChainId) =>
  house.db
    .selectFrom('work.notice')
    .select(['key', 'kind', 'personId', 'text', 'createdAt'])
    .where('chainId', '=', chain)
    .where('kind', 'in', ['reminder', 'escalation'])
    .orderBy('id')
    .execute();

describe('waiting for a maker', () => {
  it('(acceptance 5) stops the clock of the case, starts the maker’s, and moves what is due by the time that it stood still', async () => {
    const { p, chain } = await atWork();
    const due = await dueOf(p, chain);
    const checkDue = (await step(p, chain, 'VUL-10')).dueAt;
    const stoppedAt = p.house.clock.now;
    await wait(p, chain, 'maker');
    const waiting = await oneCase(p.h.as('CI'), chain);
    expect(waiting.paused).toEqual({
      since: stoppedAt,
      waitsFor: 'maker',
      partyDueAt: addDays(stoppedAt, 60),
    });
    // Long after it would have been due, it is not late: the maker is.
    p.house.clock.now = addDays(due, 20);
    const isLate = async () =>
      (await caseList(p.h.as('CI'), cases.input.parse({ overdue: 'yes' }))).items.some(
        (row) => row.id === chain,
      );
    expect(await isLate()).toBe(false);
    await tick(p.house.ctx);
    await goOn(p, chain);
    const stood = ms(p.house.clock.now) - ms(stoppedAt);
    expect(ms(await dueOf(p, chain)) - ms(due)).toBe(stood);
    expect(ms((await step(p, chain, 'VUL-10')).dueAt) - ms(checkDue)).toBe(stood);
    expect((await oneCase(p.h.as('CI'), chain)).paused).toBeNull();
    p.house.clock.now = addHours(addDays(due, 1), stood / 3_600_000);
    expect(await isLate()).toBe(true);
    expect(await violations(p.house)).toEqual([]);
  });

  it('(acceptance 5) survives an edit of the policy: a running case keeps its terms, a new one has the new ones', async () => {
    const { p, chain } = await atWork();
    const due = await dueOf(p, chain);
    const { number } = await publishClocks(p.h.as('CI'), {
      text: policy(30, 10),
      reason: 'The board wants it faster.',
    });
    expect(number).toBe(2);
    await settle(p.house.ctx);
    expect(await dueOf(p, chain)).toBe(due);
    const at = p.house.clock.now;
    await wait(p, chain, 'maker');
    expect((await oneCase(p.h.as('CI'), chain)).paused?.partyDueAt).toBe(addDays(at, 60));
    await publishClocks(p.h.as('CI'), { text: policy(10, 5), reason: 'Faster still.' });
    await settle(p.house.ctx);
    p.house.clock.now = addDays(at, 5);
    await goOn(p, chain);
    expect(ms(await dueOf(p, chain)) - ms(due)).toBe(5 * DAY);
    // What begins anew begins under the new terms.
    await acts.returnWork(p.h.as('BM'), {
      ...(await on(p, chain, 'VUL-8')),
      reason: 'It cannot be done like this.',
    });
    await acts.decide(p.h.as('HD'), {
      ...(await on(p, chain, 'VUL-8')),
      decision: 'stop',
      reason: 'Plan it anew.',
    });
    const next = await updateCase(p);
    expect(next).not.toBe(chain);
    const anew = await oneCase(p.h.as('CI'), next);
    expect(anew.clock).toMatchObject({ policy: 3 });
    expect(ms(anew.dueAt) - ms(anew.openedAt)).toBeLessThanOrEqual(14 * DAY);
  });

  it('presses those who wait when the maker is late, each step once, and takes the case’s own reminders up where they were', async () => {
    const { p, chain } = await atWork();
    const { dueAt } = await step(p, chain, 'VUL-8');
    const from = p.house.clock.now;
    // Past half of its time: reminded once before anybody waits.
    p.house.clock.now = addHours(from, ((ms(dueAt) - ms(from)) / 3_600_000) * 0.6);
    await tick(p.house.ctx);
    const before = (await pressed(p, chain)).length;
    await wait(p, chain, 'maker');
    const waitsFrom = p.house.clock.now;
    p.house.clock.now = addDays(waitsFrom, 29);
    await Promise.all([tick(p.house.ctx), tick(p.house.ctx)]);
    expect((await pressed(p, chain)).length).toBe(before);
    p.house.clock.now = addDays(waitsFrom, 34);
    await tick(p.house.ctx);
    p.house.clock.now = addDays(waitsFrom, 80);
    await Promise.all([tick(p.house.ctx), tick(p.house.ctx)]);
    const late = (await pressed(p, chain)).slice(before);
    expect(late.map((n) => n.text).join()).toContain('half of their time is over');
    expect(late.map((n) => n.personId)).toEqual(
      expect.arrayContaining([p.h.people.BM, p.h.people.HD, p.h.people.EX]),
    );
    await goOn(p, chain);
    await tick(p.house.ctx);
    expect((await pressed(p, chain)).length).toBe(before + late.length);
    // Two fifths of its time are left, and they run from here: its accountable hears of it at four fifths.
    p.house.clock.now = addHours((await step(p, chain, 'VUL-8')).dueAt, 200);
    await tick(p.house.ctx);
    const after = (await pressed(p, chain)).slice(before + late.length);
    expect(after.some((n) => n.kind === 'escalation' && n.personId === p.h.people.HD)).toBe(true);
    expect(after.some((n) => n.kind === 'reminder')).toBe(false);
    const { rows } = await sql<{ twice: number }>`select count(*)::int as twice from (
      select body->>'step', subject_id from platform.ledger_event where verb = 'work.escalated' group by 1, 2 having count(*) > 1) x`.execute(
      p.house.db,
    );
    expect(rows[0]?.twice).toBe(0);
  });

  it('decided more urgent meanwhile: the new time counts from then, and stands still too', async () => {
    const { p, chain } = await atWork();
    await wait(p, chain, 'maker');
    p.house.clock.now = addDays(p.house.clock.now, 2);
    const raisedAt = p.house.clock.now;
    await sql`update intel.vulnerability set kev_added_on = '2026-11-20', kev_due_on = '2026-12-11', kev_ransomware = 'unknown'`.execute(
      p.house.db,
    );
    await settle(p.house.ctx);
    const raised = await oneCase(p.h.as('CI'), chain);
    expect(raised.outcome).not.toBe('scheduled');
    const due = raised.dueAt;
    expect(ms(due) - ms(raisedAt)).toBeLessThanOrEqual(14 * DAY);
    p.house.clock.now = addDays(raisedAt, 4);
    await goOn(p, chain);
    expect(ms(await dueOf(p, chain)) - ms(due)).toBe(4 * DAY);
  });
});

describe('care comes first', () => {
  it('the clock stands while all that is left is in use, and goes on when the devices come back', async () => {
    const { p, chain } = await atWork();
    const due = await dueOf(p, chain);
    const { obligationId } = await on(p, chain, 'VUL-8');
    const back = addDays(p.house.clock.now, 3);
    await deviceActs.reportDevices(p.h.as('BM'), {
      obligationId,
      deviceIds: p.pumps,
      outcome: 'in_use',
      nextAt: back,
      note: 'Patients on all of them.',
    });
    expect((await oneCase(p.h.as('CI'), chain)).paused?.waitsFor).toBe('care');
    p.house.clock.now = addHours(back, 1);
    expect((await tick(p.house.ctx)).returned).toBe(p.pumps.length);
    expect((await tick(p.house.ctx)).returned).toBe(0);
    const again = await oneCase(p.h.as('CI'), chain);
    expect(again.paused).toBeNull();
    expect(again.steps.find((s) => s.activityId === 'VUL-8')?.court.label).toBe('BM');
    expect(ms(again.dueAt) - ms(due)).toBe(3 * DAY + 3_600_000);
    expect(await violations(p.house)).toEqual([]);
  });
});

describe('idle work', () => {
  it('is reminded, then pressed by its accountable, their deputy and the executive; a worker killed between sends nothing twice and skips nothing (acceptance 4)', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await allSayYes(p, chain);
    await finish(p, chain, 'VUL-5', 'SE');
    await acts.sign(p.h.as('CI'), await on(p, chain, 'VUL-5'));
    await allSayYes(p, chain);
    const { obligationId } = await on(p, chain, 'VUL-6');
    const planned = await p.house.db
      .selectFrom('work.escalation')
      .select(['step', 'dueAt', 'personIds'])
      .where('obligationId', '=', obligationId)
      .where('sentAt', 'is', null)
      .orderBy('dueAt')
      .execute();
    const { CE, HD, HDdeputy, EX } = p.h.people;
    expect(planned.map((e) => e.personIds)).toEqual([[CE], [HD], [HDdeputy], [EX]]);
    const told = async () =>
      (
        await p.house.db
          .selectFrom('work.notice')
          .select('personId')
          .where('obligationId', '=', obligationId)
          .where('kind', 'in', ['reminder', 'escalation'])
          .orderBy('id')
          .execute()
      ).map((n) => n.personId);
    for (const [at, { dueAt }] of planned.entries()) {
      p.house.clock.now = addHours(dueAt, -0.02);
      await tick(p.house.ctx);
      expect(await told()).toEqual([CE, HD, HDdeputy, EX].slice(0, at));
      p.house.clock.now = addHours(dueAt, 0.02);
      // The worker is killed after it has written and before it has committed; two start at once after that.
      const killed = transact(p.house.ctx, async (ctx) => {
        await tick(ctx);
        throw new Error('killed');
      });
      await expect(killed).rejects.toThrow('killed');
      expect(await told()).toEqual([CE, HD, HDdeputy, EX].slice(0, at));
      await Promise.all([tick(p.house.ctx), tick(p.house.ctx)]);
      expect(await told()).toEqual([CE, HD, HDdeputy, EX].slice(0, at + 1));
    }
    // Nothing is left to send, however long it stays idle; and after missed runs all of it came at once, in order.
    p.house.clock.now = addDays(p.house.clock.now, 400);
    await tick(p.house.ctx);
    expect(await told()).toEqual([CE, HD, HDdeputy, EX]);
  });
});

describe('reminders', () => {
  it('keep to the hours of the policy where it names some', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await allSayYes(p, chain);
    await finish(p, chain, 'VUL-5', 'SE');
    const { rows } = await sql<{ dueAt: Instant }>`select e.due_at as "dueAt" from work.escalation e
      join work.obligation o on o.id = e.obligation_id join work.chain c on c.id = o.chain_id where c.clock->'remind' <> 'null'`.execute(
      p.house.db,
    );
    for (const { dueAt } of rows) {
      const at = new Date(dueAt);
      expect([1, 2, 3, 4, 5]).toContain(at.getUTCDay());
      expect(at.getUTCHours()).toBeGreaterThanOrEqual(7);
      expect(at.getUTCHours() * 60 + at.getUTCMinutes()).toBeLessThan(18 * 60);
    }
  });
});
