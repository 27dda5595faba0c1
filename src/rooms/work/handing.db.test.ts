// Work that goes from hand to hand: with what was done and what is needed, taken or given back, one by one or a thousand at once.
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChainId, ObligationId, PersonId } from '../../kernel/ids.ts';
import { verifyLedger } from '../../platform/ledger.ts';
import { acts, leave, myWork, oneCase, prove, recastAll } from './index.ts';
import { hands } from './service/hands.ts';
import { actOnMany } from './service/many.ts';
import type { SmallHospital } from './testing.ts';
import { on, type Place, place, step, updateCase, upToDoing } from './testing-case.ts';

type Who = keyof SmallHospital['people'];

let p: Place;
let chain: ChainId;
beforeAll(async () => {
  p = await place();
  chain = await updateCase(p);
  await upToDoing(p, chain);
});
const doing = () => step(p, chain, 'VUL-8');
const handOn = async (who: Who, to: Who | PersonId, needed = 'The pumps on 4 West.', done?: string) =>
  acts.handOn(p.h.as(who), {
    ...(await on(p, chain, 'VUL-8')),
    personId: typeof to === 'string' ? p.h.people[to] : to,
    needed,
    ...(done === undefined ? {} : { done }),
  });
const handBack = async (who: Who, reason = 'I am on leave next week.') =>
  acts.handBack(p.h.as(who), { ...(await on(p, chain, 'VUL-8')), reason });
const start = async (who: Who) => acts.startWork(p.h.as(who), await on(p, chain, 'VUL-8'));
const seen = async (who: Who) => {
  const item = (await myWork(p.h.as(who), { limit: 100 })).items.find(
    (one) => one.group === 'do' && one.chainId === chain,
  );
  return item ? (item.handed ?? 'mine') : null;
};
const may = async (who: Who) =>
  (await oneCase(p.h.as(who), chain)).steps.find((s) => s.activityId === 'VUL-8')?.allowed ?? [];
const told = async (who: Who, kind: 'asked' | 'returned') =>
  (
    await p.house.db
      .selectFrom('work.notice')
      .select('text')
      .where('personId', '=', p.h.people[who])
      .where('kind', '=', kind)
      .where('chainId', '=', chain)
      .orderBy('id')
      .execute()
  ).map((one) => one.text);

describe('one step from hand to hand', () => {
  it('is with whom it is handed to, who reads what is needed; nobody else is asked meanwhile', async () => {
    await start('BM');
    expect(await may('BM')).toContain('hand_on');
    expect((await hands(p.h.as('BM'), (await doing()).id)).people).toEqual([
      { id: p.h.people.BM2, name: 'BM2', title: null, awayUntil: null, inHand: 0 },
    ]);
    await handOn('BM', 'BM2', 'The pumps on 4 West.', 'Six of ten are done.');
    expect(await doing()).toMatchObject({
      claimedBy: null,
      court: { kind: 'person', label: 'BM2' },
      handed: { to: 'BM2', by: 'BM', needed: 'The pumps on 4 West.', done: 'Six of ten are done.' },
    });
    expect(await seen('BM2')).toEqual({ by: 'BM', needed: 'The pumps on 4 West.' });
    expect(await seen('BM')).toBeNull();
    expect(await told('BM2', 'asked')).toEqual([
      expect.stringMatching(/^Handed to you: The pumps on 4 West/),
    ]);
    expect(await may('BM2')).toEqual(expect.arrayContaining(['start', 'hand_back', 'hand_on']));
    expect((await prove(p.house.ctx)).violations).toEqual([]);
  });

  it('comes back with a reason, which is counted', async () => {
    await handBack('BM2');
    expect(await doing()).toMatchObject({ claimedBy: 'BM', handed: null, court: { label: 'BM' } });
    expect(await told('BM', 'returned')).toEqual([
      expect.stringMatching(/^Not taken: I am on leave next week/),
    ]);
    const { bounces } = await p.house.db
      .selectFrom('work.obligation')
      .select('bounces')
      .where('id', '=', (await doing()).id)
      .executeTakeFirstOrThrow();
    expect(bounces).toBe(1);
  });

  it('is handed by the accountable to who does it, and taken', async () => {
    await handOn('HD', 'BM2');
    await start('BM2');
    expect(await doing()).toMatchObject({ claimedBy: 'BM2', handed: null });
    expect(await seen('BM2')).toBe('mine');
    const { left } = await p.house.db
      .selectFrom('work.notice')
      .select(sql<number>`count(*) filter (where acknowledged_at is null)::int`.as('left'))
      .where('personId', '=', p.h.people.BM2)
      .where('kind', '=', 'asked')
      .executeTakeFirstOrThrow();
    expect(left).toBe(0);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['to who does not hold the letter', () => handOn('BM2', 'CL'), 'does not let this person'],
    ['by who has no part in it', () => handOn('CL', 'BM'), 'with somebody else'],
    ['by a colleague of who has it', () => handOn('BM', 'BM2'), 'with somebody else'],
    ['to nobody', () => handOn('BM2', 99_999 as PersonId), 'Nobody of that name'],
    ['back when nothing was handed', () => handBack('BM'), 'Nothing was handed to you'],
  ])('is refused %s', async (_, act, sentence) => {
    const before = await doing();
    await expect(act()).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining(sentence) as string,
    });
    expect(await doing()).toEqual(before);
  });

  it('is not handed to somebody who is away', async () => {
    await p.house.db
      .insertInto('people.absence')
      .values({ personId: p.h.people.BM, fromOn: p.house.ctx.today(), toOn: p.house.ctx.today() })
      .execute();
    await expect(handOn('BM2', 'BM')).rejects.toMatchObject({
      message: expect.stringMatching(/^BM is away until/) as string,
    });
    await p.house.db.deleteFrom('people.absence').execute();
  });

  it('is never with somebody who has left: back to who had it, or to all', async () => {
    await handOn('BM2', 'BM');
    await leave(p.h.as('CI'), { personId: p.h.people.BM, reason: 'Went to another house.' });
    expect(await doing()).toMatchObject({ claimedBy: 'BM2', handed: null, court: { label: 'BM2' } });
    expect((await prove(p.house.ctx)).violations).toEqual([]);
    expect((await verifyLedger(p.house.db)).faults).toEqual([]);
  });

  it('finds who was made inactive behind its back, when people are looked at anew', async () => {
    await p.house.db
      .updateTable('people.person')
      .set({ isActive: true })
      .where('id', '=', p.h.people.BM)
      .execute();
    await handOn('BM2', 'BM');
    await p.house.db
      .updateTable('people.person')
      .set({ isActive: false })
      .where('id', '=', p.h.people.BM)
      .execute();
    await recastAll(p.house.ctx);
    expect(await doing()).toMatchObject({ claimedBy: 'BM2', handed: null });
  });
});

describe('(acceptance 9) bulk assignment', () => {
  /** The case as it is while the work is done, so many times over, each on a remedy of its own. */
  async function copies(of: Place, from: ChainId, count: number): Promise<void> {
    const { db } = of.house;
    await sql`with remedy as (
        insert into risk.remedy (key, kind, site_id, manufacturer, model, device_class, runs_on, target_version, sentence, why, steps,
          has_fix, outcome, device_count, finding_count, risk, cves, state, opened_at)
        select r.key || ':copy' || n, r.kind, r.site_id, r.manufacturer, r.model, r.device_class, r.runs_on, r.target_version, r.sentence, r.why,
          r.steps, r.has_fix, r.outcome, 0, 0, 0, r.cves, 'open', r.opened_at
        from risk.remedy r join work.chain c on c.remedy_id = r.id and c.id = ${from}, generate_series(1, ${count}) n returning id),
      chain as (
        insert into work.chain (remedy_id, site_id, matrix_version_id, subject, sentence, why, outcome, state, opened_at, due_at, ward_ids, clock)
        select remedy.id, c.site_id, c.matrix_version_id, c.subject, c.sentence, c.why, c.outcome, 'open', c.opened_at, c.due_at, c.ward_ids, c.clock
        from work.chain c, remedy where c.id = ${from} returning id),
      step as (
        insert into work.obligation (chain_id, activity_id, position, is_beside, state, ask, due_at, started_at, state_since, court_kind,
          court_team_id, court_label, court_since, attention, doers, is_work_done, is_verified, bounces, clock_from)
        select chain.id, o.activity_id, o.position, o.is_beside, o.state, o.ask, o.due_at, o.started_at, o.state_since, o.court_kind,
          o.court_team_id, o.court_label, o.court_since, o.attention, o.doers, o.is_work_done, o.is_verified, o.bounces, o.clock_from
        from work.obligation o, chain where o.chain_id = ${from} and o.activity_id = 'VUL-8' returning id, chain_id, court_team_id, court_label, court_since),
      ball as (
        insert into work.court (chain_id, obligation_id, kind, team_id, label, from_at)
        select step.chain_id, step.id, 'team', step.court_team_id, step.court_label, step.court_since from step)
      insert into work.holder (obligation_id, letter, role, person_id, team_id, label, is_contract, reasons, since)
      select step.id, h.letter, h.role, h.person_id, h.team_id, h.label, h.is_contract, h.reasons, h.since
      from step, work.holder h join work.obligation o on o.id = h.obligation_id and o.chain_id = ${from} and o.activity_id = 'VUL-8' and h.until is null`.execute(
      db,
    );
  }

  it('of 1,000 steps applies every check of one and answers for each', async () => {
    const here = await place();
    const first = await updateCase(here);
    await upToDoing(here, first);
    await copies(here, first, 1000);
    const steps = await here.house.db
      .selectFrom('work.obligation')
      .select(['id as obligationId', 'version'])
      .where('activityId', '=', 'VUL-8')
      .where('state', '=', 'do')
      .where('chainId', '<>', first)
      .orderBy('id')
      .execute();
    expect(steps).toHaveLength(1000);
    const at = (i: number): { obligationId: ObligationId; version: number } => {
      const one = steps[i];
      if (!one) throw new Error(`no step ${i}`);
      return one;
    };
    // One is somebody's already, one was changed meanwhile, one does not let this person do it, one is not there.
    await acts.startWork(here.h.as('BM'), at(10));
    await here.house.db
      .deleteFrom('work.holder')
      .where('obligationId', '=', at(30).obligationId)
      .where('letter', '=', 'R')
      .execute();
    const asked = steps.map((one, i) => {
      if (i === 10) return { ...one, version: one.version + 1 };
      if (i === 20) return { ...one, version: one.version + 5 };
      return i === 40 ? { obligationId: 9_999_999 as ObligationId, version: 1 } : one;
    });
    const { reports } = await actOnMany(here.h.as('BM2'), {
      act: 'hand_on',
      steps: asked,
      personId: here.h.people.BM,
      needed: 'All of the telemetry, by Friday.',
    });
    expect(reports).toHaveLength(1000);
    expect(reports.flatMap((one, i) => (one.ok ? [] : [[i, one.message]]))).toEqual([
      [10, 'This work is with somebody else.'],
      [20, 'Somebody changed this meanwhile. Look again, then decide.'],
      [30, 'This work is with somebody else.'],
      [40, 'No such case.'],
    ]);
    const { n } = await here.house.db
      .selectFrom('work.obligation')
      .select(sql<number>`count(*)::int`.as('n'))
      .where(
        sql<boolean>`(offer ->> 'to')::int = ${here.h.people.BM} and court_person_id = ${here.h.people.BM}`,
      )
      .executeTakeFirstOrThrow();
    expect(n).toBe(996);
    const events = await here.house.db
      .selectFrom('platform.ledgerEvent')
      .select(sql<number>`count(*)::int`.as('n'))
      .where('verb', '=', 'work.handed_on')
      .executeTakeFirstOrThrow();
    expect(events.n).toBe(996);
    // Nobody who may not act on one may do so on many.
    const strangers = await actOnMany(here.h.as('CL'), {
      act: 'hand_on',
      steps: steps.slice(50, 60),
      personId: here.h.people.BM2,
      needed: 'Mine to say.',
    });
    expect(strangers.reports.every((one) => !one.ok)).toBe(true);
  }, 120_000);
});
