// Somebody leaves: it is shown where everything goes, and it goes there in the same transaction.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addHours } from '../../kernel/time.ts';
import { transact } from '../../platform/transact.ts';
import { acts, leave, leaving, oneCase, settle, tick } from './index.ts';
import { comeBack } from './service/leaving.ts';
import { namePeople } from './service/naming.ts';
import { allSayYes, on, type Place, place, step, updateCase, violations } from './testing-case.ts';

/** What of a person's is with them still: letters, claims, questions and the ball of open work. */
const stillTheirs = async ({ house }: Place, who: number): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select (
      (select count(*) from work.holder h join work.obligation o on o.id = h.obligation_id
        where h.until is null and h.person_id = ${who} and o.state not in ('closed', 'withdrawn'))
      + (select count(*) from work.obligation where state not in ('closed', 'withdrawn') and (claimed_by = ${who} or court_person_id = ${who}))
      + (select count(*) from work.gate g join work.obligation o on o.id = g.obligation_id
        where g.answer is null and g.person_id = ${who} and o.state not in ('closed', 'withdrawn')))::int as n`.execute(
    house.db,
  );
  return rows[0]?.n ?? -1;
};
const admin = (p: Place) => p.h.as('CI');

describe('before somebody leaves', () => {
  it('every letter, task and question of theirs is shown with where it goes, and nothing has changed', async () => {
    const p = await place();
    const chain = await updateCase(p);
    const before = await leaving(admin(p), { personId: p.h.people.HD });
    expect(before.person).toMatchObject({ name: 'HD', isActive: true });
    expect(before.roles).toContainEqual(
      expect.objectContaining({ role: 'HD', as: 'holder', goesTo: ['HDdeputy'] }),
    );
    const accountable = before.work.filter((w) => w.what === 'A');
    expect(accountable.length).toBeGreaterThan(0);
    for (const group of accountable) expect(group).toMatchObject({ goesTo: ['HDdeputy'], isGap: false });
    expect(before.work.flatMap((w) => w.cases.map((c) => c.chainId))).toContain(chain);
    expect(before.work.some((w) => w.what === 'question' && w.goesTo.join() === 'HDdeputy')).toBe(true);
    expect(await stillTheirs(p, p.h.people.HD)).toBeGreaterThan(0);
    expect(await leaving(admin(p), { personId: p.h.people.HD })).toEqual(before);
  });
  it('a letter that nobody else holds is shown as a gap with who answers for it', async () => {
    const p = await place();
    const { work } = await leaving(admin(p), { personId: p.h.people.CE });
    await p.house.db
      .updateTable('raci.staffing')
      .set({ deputyPersonId: null })
      .where('role', '=', 'CE')
      .execute();
    const without = await leaving(admin(p), { personId: p.h.people.CE });
    expect(work.filter((w) => w.what === 'R').every((w) => !w.isGap)).toBe(true);
    const gaps = without.work.filter((w) => w.what === 'R');
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.every((w) => w.isGap && w.goesTo.length > 0)).toBe(true);
    expect(without.roles).toContainEqual(expect.objectContaining({ role: 'CE', as: 'holder', goesTo: [] }));
  });
});

describe('when somebody leaves', () => {
  it('nothing is theirs any more and nothing is nobody’s, in one transaction (acceptance 8)', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await allSayYes(p, chain);
    await acts.startWork(p.h.as('SE'), await on(p, chain, 'VUL-5'));
    const shown = await leaving(admin(p), { personId: p.h.people.SE });
    expect(shown.work).toContainEqual(
      expect.objectContaining({ what: 'claim', activityId: 'VUL-5', goesTo: ['SecOps'] }),
    );
    await leave(admin(p), { personId: p.h.people.SE, reason: 'Moves to another hospital.' });
    expect(await stillTheirs(p, p.h.people.SE)).toBe(0);
    expect((await step(p, chain, 'VUL-5')).court.label).toBe('SecOps');
    expect(await violations(p.house)).toEqual([]);
    const ledger = await p.house.db
      .selectFrom('platform.ledgerEvent')
      .select('body')
      .where('verb', '=', 'people.left')
      .execute();
    expect(ledger).toHaveLength(1);
    await expect(leave(admin(p), { personId: p.h.people.SE, reason: 'Again.' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
  it('each of the people in turn, down to the last: the proof holds after every one, or says who is missing', async () => {
    const p = await place();
    await updateCase(p);
    for (const who of ['BM', 'CL', 'HD', 'NE', 'CE', 'VM', 'SE2'] as const) {
      await leave(admin(p), { personId: p.h.people[who], reason: 'Leaves.' });
      expect(await stillTheirs(p, p.h.people[who])).toBe(0);
      const found = await violations(p.house);
      expect(found.filter((rule) => rule.includes('accountable'))).toEqual([]);
    }
  });
  it('a question that only they could answer is put to whoever answers for the step', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await p.house.db
      .updateTable('raci.staffing')
      .set({ deputyPersonId: null })
      .where('role', '=', 'NE')
      .execute();
    const asked = (await step(p, chain, 'VUL-5')).gates.find((g) => g.label === 'NE');
    expect(asked?.answer).toBeNull();
    await leave(admin(p), { personId: p.h.people.NE, reason: 'Retires.' });
    const now = (await step(p, chain, 'VUL-5')).gates.find((g) => g.id === asked?.id);
    expect(now?.label).toBe('CI');
    if (!now) throw new Error('the question is gone');
    await acts.answerGate(p.h.as('CI'), { gateId: now.id, answer: 'yes' });
  });
  it('no message that was waiting for them is delivered, and they cannot sign in (acceptance 7)', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await p.house.db
      .insertInto('people.account')
      .values({
        personId: p.h.people.HD,
        login: 'hd',
        passwordHash: 'x',
        profile: 'leader',
        createdAt: p.house.clock.now,
      })
      .execute();
    await p.house.db
      .insertInto('work.notice')
      .values({
        chainId: chain,
        personId: p.h.people.HD,
        kind: 'informed',
        text: 'Waits in the outbox.',
        key: 'test:1',
        createdAt: p.house.clock.now,
      })
      .execute();
    await leave(admin(p), { personId: p.h.people.HD, reason: 'Leaves.' });
    p.house.clock.now = addHours(p.house.clock.now, 1);
    await tick(p.house.ctx);
    const notice = await p.house.db
      .selectFrom('work.notice')
      .select('deliveredAt')
      .where('key', '=', 'test:1')
      .executeTakeFirstOrThrow();
    expect(notice.deliveredAt).toBeNull();
    const account = await p.house.db
      .selectFrom('people.account')
      .select('isEnabled')
      .where('login', '=', 'hd')
      .executeTakeFirstOrThrow();
    expect(account.isEnabled).toBe(false);
  });
  it('waits for whoever is naming people, who then sees them gone', async () => {
    const p = await place();
    const order: string[] = [];
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let inside: () => void = () => undefined;
    const isInside = new Promise<void>((resolve) => {
      inside = resolve;
    });
    const naming = transact(p.house.ctx, async (ctx) => {
      await namePeople(ctx);
      inside();
      await held;
      order.push('named');
    });
    await isInside;
    const leaves = leave(admin(p), { personId: p.h.people.HD, reason: 'Leaves.' }).then(() =>
      order.push('left'),
    );
    // The one who leaves is seen to wait by the database itself.
    for (let n = 0; n === 0; ) {
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`.execute(
        p.house.db,
      );
      n = rows[0]?.n ?? 0;
    }
    letGo();
    await Promise.all([naming, leaves]);
    expect(order).toEqual(['named', 'left']);
  });
  it('is refused for oneself, and can be taken back', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await expect(leave(p.h.as('CI'), { personId: p.h.people.CI, reason: 'I go.' })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    await leave(admin(p), { personId: p.h.people.HD, reason: 'Leaves.' });
    await comeBack(admin(p), { personId: p.h.people.HD, reason: 'It was a mistake.' });
    await settle(p.house.ctx);
    const parties = (await oneCase(p.h.as('CI'), chain)).steps.flatMap((s) => s.parties);
    expect(parties.some((x) => x.personId === p.h.people.HD && x.letter === 'A')).toBe(true);
    expect(await violations(p.house)).toEqual([]);
  });
});
