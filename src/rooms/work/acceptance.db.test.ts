// Accepting a risk on the real database: asked, assessed, consulted, decided; the case stands still and comes back.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { AcceptanceId, ChainId } from '../../kernel/ids.ts';
import { addDays, type CalendarDate, dateOf } from '../../kernel/time.ts';
import { verifyLedger } from '../../platform/ledger.ts';
import { type TestHouse, testHouse } from '../../platform/testing/database.ts';
import {
  acceptanceActs,
  acceptanceDetail,
  acceptanceOfCase,
  acts,
  askAcceptance,
  leave,
  leaving,
  myWork,
  oneCase,
  prove,
  recastAll,
  settle,
  tick,
} from './index.ts';
import { advisories, devices, type SmallHospital, smallHospital } from './testing.ts';
import { on, upToDoing } from './testing-case.ts';

type Who = keyof SmallHospital['people'];
type Place = { house: TestHouse; h: SmallHospital; chain: ChainId };

/** Ten telemetry monitors with a known fix, on two wards, and the case that applies it. */
async function place(): Promise<Place> {
  const house = await testHouse();
  const h = await smallHospital(house);
  const model = {
    manufacturer: 'Philips',
    model: 'IntelliVue MX40',
    version: 'B.06.05',
    deviceClass: 'telemetry',
    site: h.site,
  };
  await devices(house, { ...model, ward: h.wards[0], count: 6 });
  await devices(house, { ...model, ward: h.wards[1], count: 4 });
  // Not on an open network: a risk that a hospital could live with for a while.
  await house.db.updateTable('inventory.device').set({ exposure: 'controlled' }).execute();
  await advisories(house, ['icsma-17-255-01']);
  await settle(house.ctx);
  const { id } = await house.db
    .selectFrom('work.chain as c')
    .innerJoin('risk.remedy as r', 'r.id', 'c.remedyId')
    .where('r.kind', '=', 'apply')
    .where('c.state', '=', 'open')
    .select('c.id')
    .executeTakeFirstOrThrow();
  return { house, h, chain: id };
}

const later = (p: Place, days: number): CalendarDate => dateOf(addDays(p.house.clock.now, days));
const pass = (p: Place, days: number) => {
  p.house.clock.now = addDays(p.house.clock.now, days);
};
const detail = (p: Place, id: AcceptanceId, who: Who = 'CI') => acceptanceDetail(p.h.as(who), id);
const rules = async (p: Place) => (await prove(p.house.ctx)).violations.map((v) => v.rule);

const ask = (
  p: Place,
  who: Who = 'CI',
  more: { days?: number; checkDays?: number } = {},
): Promise<AcceptanceId> =>
  askAcceptance(p.h.as(who), {
    chainId: p.chain,
    reason: 'The update needs a central station that arrives in spring.',
    conditions: 'Only while they stay on the telemetry network.',
    untilOn: later(p, more.days ?? 80),
    controls: [
      {
        what: 'The telemetry network stays closed to all others.',
        checkOn: later(p, more.checkDays ?? 60),
        ownerPersonId: p.h.people.NE,
      },
    ],
  });

/** The person of the test who answers for this label. */
const whoIs = (p: Place, label: string): Who => {
  if (label === 'SecOps') return 'SE';
  const names = Object.keys(p.h.people) as Who[];
  const who = names.find((n) => n === label);
  if (!who) throw new Error(`nobody is called ${label}`);
  return who;
};
async function allAnswer(
  p: Place,
  id: AcceptanceId,
  part: 'assess' | 'consult',
  answer: 'yes' | 'no' = 'yes',
): Promise<void> {
  for (const q of (await detail(p, id)).questions.filter((one) => one.part === part && one.answer === null))
    await acceptanceActs.answerAcceptance(p.h.as(whoIs(p, q.label)), {
      questionId: q.id,
      answer,
      text: 'As far as I can see.',
    });
}
const versioned = async (p: Place, id: AcceptanceId) => ({
  acceptanceId: id,
  version: (await detail(p, id)).version,
});
const approve = async (p: Place, id: AcceptanceId, who: Who = 'EX', days = 80) =>
  acceptanceActs.approveAcceptance(p.h.as(who), {
    ...(await versioned(p, id)),
    untilOn: later(p, days),
    statement: 'We can live with it until then.',
  });
/** An acceptance in force. */
async function accepted(p: Place, more: { days?: number; checkDays?: number } = {}): Promise<AcceptanceId> {
  const id = await ask(p, 'CI', more);
  await allAnswer(p, id, 'assess');
  await allAnswer(p, id, 'consult');
  await approve(p, id, 'EX', more.days);
  return id;
}
const groupsOf = async (p: Place, who: Who, id: AcceptanceId) =>
  (await myWork(p.h.as(who), { limit: 100 })).items.filter((i) => i.acceptanceId === id).map((i) => i.group);
const isAlive = async (p: Place) => {
  const it = await oneCase(p.h.as('CI'), p.chain);
  expect(it).toMatchObject({ state: 'open', acceptedUntil: null });
  expect(it.steps.find((s) => s.id === it.currentId)?.allowed).not.toEqual([]);
};

describe('a risk that a hospital accepts for a while', () => {
  it('is asked for, assessed, consulted, decided; its case stands still, its findings stay open and counted', async () => {
    const p = await place();
    expect(await acceptanceOfCase(p.h.as('CI'), p.chain)).toMatchObject({
      mayAsk: true,
      level: 'medium',
      accountable: 'EX',
      owner: 'CI',
      renewal: 0,
    });
    const id = await ask(p);
    const asked = await detail(p, id);
    expect(asked.state).toBe('requested');
    expect(asked.questions.filter((q) => q.part === 'assess').map((q) => q.role)).toEqual(['SE', 'CE']);
    expect(
      asked.questions
        .filter((q) => q.part === 'consult')
        .map((q) => q.role)
        .sort(),
    ).toEqual(['CL', 'CL', 'HD', 'PV']);
    expect(await groupsOf(p, 'SE2', id)).toEqual(['answer']);
    expect(await groupsOf(p, 'HD', id)).toEqual([]);
    await allAnswer(p, id, 'assess');
    expect((await detail(p, id)).state).toBe('assessed');
    expect(await groupsOf(p, 'HD', id)).toEqual(['answer']);
    await allAnswer(p, id, 'consult');
    expect(await groupsOf(p, 'EX', id)).toContain('decide');
    const before = await prove(p.house.ctx);
    await approve(p, id);
    const it = await oneCase(p.h.as('SE'), p.chain);
    expect(it).toMatchObject({
      state: 'open',
      acceptedUntil: later(p, 80),
      isOverdue: false,
      acceptanceId: id,
    });
    expect(it.court).toMatchObject({ kind: 'person', label: 'CI' });
    expect(it.steps.flatMap((s) => s.allowed)).toEqual([]);
    const after = await prove(p.house.ctx);
    expect(after.violations).toEqual([]);
    expect(after.openFindings).toBe(before.openFindings);
    expect(after.acceptedFindings).toBeGreaterThanOrEqual(10);
    const states = await p.house.db.selectFrom('findings.finding').select('state').distinct().execute();
    expect(states).toEqual([{ state: 'open' }]);
    const told = await p.house.db
      .selectFrom('work.notice')
      .select('personId')
      .where('acceptanceId', '=', id)
      .where('kind', '=', 'informed')
      .execute();
    expect(told.map((t) => t.personId)).toContain(p.h.people.PR);
    expect((await verifyLedger(p.house.db)).faults).toEqual([]);
  });

  it('nobody is reminded while it holds, and nobody may work on the case', async () => {
    const p = await place();
    await accepted(p);
    // Settled once more, and half of the time gone: the case has nothing to say.
    await settle(p.house.ctx);
    const sent = () =>
      p.house.db
        .selectFrom('work.notice')
        .select(sql<number>`count(*)::int`.as('n'))
        .where('chainId', '=', p.chain)
        .where('kind', 'in', ['reminder', 'escalation'])
        .executeTakeFirstOrThrow();
    const before = await sent();
    pass(p, 50);
    await tick(p.house.ctx);
    expect(await sent()).toEqual(before);
    const { steps, currentId } = await oneCase(p.h.as('CI'), p.chain);
    const current = steps.find((s) => s.id === currentId);
    if (!current) throw new Error('no step');
    await expect(
      acts.decide(p.h.as('CI'), {
        obligationId: current.id,
        version: current.version,
        decision: 'stop',
        reason: 'no matter',
      }),
    ).rejects.toThrow('is accepted until');
    expect((await myWork(p.h.as('HD'), { limit: 100 })).items.filter((i) => i.group !== 'read')).toEqual([]);
  });

  it('expires by the job, and comes back as a live case with its time shifted', async () => {
    const p = await place();
    const due = (await oneCase(p.h.as('CI'), p.chain)).dueAt;
    const id = await accepted(p, { days: 30, checkDays: 60 });
    pass(p, 30);
    await tick(p.house.ctx);
    expect((await detail(p, id)).state).toBe('active');
    pass(p, 1);
    expect(await rules(p)).toContain('acceptance_expired');
    expect((await tick(p.house.ctx)).acceptancesEnded).toBe(1);
    expect((await detail(p, id)).state).toBe('expired');
    await isAlive(p);
    const it = await oneCase(p.h.as('CI'), p.chain);
    expect(it.dueAt).toBe(addDays(due, 31));
    expect(await rules(p)).toEqual([]);
    expect((await tick(p.house.ctx)).acceptancesEnded).toBe(0);
    // Reminders run anew.
    pass(p, 80);
    expect((await tick(p.house.ctx)).reminded).toBeGreaterThan(0);
  });
});

describe('separation', () => {
  it('counts no hour twice when its case waited for the maker: before, during and after', async () => {
    const p = await place();
    const chain = p.chain;
    const told = { ...p, pumps: [] };
    await upToDoing(told, chain);
    await acts.startWork(p.h.as('BM'), await on(told, chain, 'VUL-8'));
    const due = (await oneCase(p.h.as('CI'), chain)).dueAt;
    await acts.waitFor(p.h.as('BM'), {
      ...(await on(told, chain, 'VUL-8')),
      on: 'maker',
      note: 'Asked today.',
    });
    pass(p, 2);
    const id = await accepted(p);
    pass(p, 10);
    await acceptanceActs.closeAcceptance(p.h.as('EX'), {
      ...(await versioned(p, id)),
      reason: 'The part came.',
    });
    expect(await oneCase(p.h.as('CI'), chain)).toMatchObject({
      dueAt: addDays(due, 12),
      paused: { waitsFor: 'maker', since: p.house.clock.now },
    });
    pass(p, 3);
    await acts.resumeWork(p.h.as('BM'), await on(told, chain, 'VUL-8'));
    expect(await oneCase(p.h.as('CI'), chain)).toMatchObject({ dueAt: addDays(due, 15), paused: null });
    expect(await rules(p)).toEqual([]);
  });

  it('the author neither assesses, nor is consulted, nor approves; nor does anybody but the accountable', async () => {
    const p = await place();
    const id = await ask(p, 'SE');
    const asked = await detail(p, id);
    const mine = asked.questions.find((q) => q.role === 'SE');
    if (!mine) throw new Error('SE is not asked');
    await expect(
      acceptanceActs.answerAcceptance(p.h.as('SE'), { questionId: mine.id, answer: 'yes' }),
    ).rejects.toThrow('does not assess');
    expect(await groupsOf(p, 'SE', id)).toEqual([]);
    // The colleague of the same team may.
    await acceptanceActs.answerAcceptance(p.h.as('SE2'), { questionId: mine.id, answer: 'yes' });
    await allAnswer(p, id, 'assess');
    await allAnswer(p, id, 'consult');
    await expect(approve(p, id, 'SE')).rejects.toThrow('own request');
    await expect(approve(p, id, 'CI')).rejects.toThrow('Only the person who answers');
    await expect(
      p.house.db
        .updateTable('work.acceptance')
        .set({ decidedBy: p.h.people.SE })
        .where('id', '=', id)
        .execute(),
    ).rejects.toThrow('acceptance_not_by_its_author');
    await approve(p, id);
  });

  it('the accountable does not ask themselves, and an author who becomes the accountable does not approve', async () => {
    const p = await place();
    await expect(ask(p, 'EX')).rejects.toThrow(/take part|approve this yourself/);
    const id = await ask(p, 'CI');
    await allAnswer(p, id, 'assess');
    await allAnswer(p, id, 'consult');
    // The executive leaves; the deputy who stands in is the author.
    await p.house.db
      .updateTable('people.person')
      .set({ isActive: false })
      .where('id', '=', p.h.people.EX)
      .execute();
    await recastAll(p.house.ctx);
    await expect(approve(p, id, 'CI')).rejects.toThrow('own request');
  });

  it('two sides of the house must be in favour', async () => {
    const p = await place();
    const id = await ask(p);
    for (const q of (await detail(p, id)).questions.filter((one) => one.part === 'assess'))
      await acceptanceActs.answerAcceptance(p.h.as(whoIs(p, q.label)), {
        questionId: q.id,
        answer: q.role === 'SE' ? 'yes' : 'no',
        text: 'Alarms could be lost.',
      });
    await allAnswer(p, id, 'consult', 'no');
    await expect(approve(p, id)).rejects.toThrow('two people');
    await acceptanceActs.refuseAcceptance(p.h.as('EX'), {
      ...(await versioned(p, id)),
      reason: 'Clinical engineering says no.',
    });
    expect((await detail(p, id)).state).toBe('refused');
    await isAlive(p);
  });

  it('limits hold: 365 days, no control later than 90 days, not longer than asked, no request twice', async () => {
    const p = await place();
    await expect(ask(p, 'CI', { days: 366 })).rejects.toThrow('365 days');
    await expect(ask(p, 'CI', { checkDays: 91 })).rejects.toThrow('within 90 days');
    const id = await ask(p);
    await expect(ask(p, 'HD')).rejects.toThrow('asked for already');
    await allAnswer(p, id, 'assess');
    await allAnswer(p, id, 'consult');
    await expect(approve(p, id, 'EX', 81)).rejects.toThrow('longer than was asked');
    await expect(
      acceptanceActs.approveAcceptance(p.h.as('EX'), {
        acceptanceId: id,
        version: 1,
        untilOn: later(p, 9),
        statement: 'Yes.',
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('those who are silent are passed over, assessors are waited for, and the accountable hears of it', async () => {
    const p = await place();
    const id = await ask(p);
    pass(p, 5);
    await tick(p.house.ctx);
    expect((await detail(p, id)).state).toBe('requested');
    const told = await p.house.db
      .selectFrom('work.notice')
      .select('text')
      .where('personId', '=', p.h.people.EX)
      .where('acceptanceId', '=', id)
      .execute();
    expect(told.map((t) => t.text).join(' ')).toContain('has not answered in time');
    await allAnswer(p, id, 'assess');
    pass(p, 5);
    await tick(p.house.ctx);
    expect((await detail(p, id)).state).toBe('consulted');
    expect((await detail(p, id)).questions.filter((q) => q.answer === 'lapsed')).not.toEqual([]);
    await approve(p, id, 'EX', 60);
  });
});

describe('what makes it another risk revokes it, and puts it before its accountable', () => {
  it.each([
    {
      what: 'a KEV entry',
      says: 'known exploited',
      change: ({ house }: Place) =>
        sql`update intel.vulnerability set kev_added_on = '2026-11-23' where cve = (select min(cve) from findings.finding)`.execute(
          house.db,
        ),
    },
    {
      what: 'a flatter network',
      says: 'open network',
      change: ({ house }: Place) =>
        sql`update findings.cohort set exposure = 'open' where open_count > 0`.execute(house.db),
    },
    {
      what: 'likelier exploitation',
      says: 'EPSS',
      change: ({ house }: Place) =>
        sql`update intel.vulnerability set epss_score = 0.9 where cve = (select min(cve) from findings.finding)`.execute(
          house.db,
        ),
    },
  ])('$what', async ({ change, says }) => {
    const p = await place();
    const id = await accepted(p);
    expect(await settle(p.house.ctx)).toMatchObject({ acceptancesRevoked: 0 });
    await change(p);
    expect(await settle(p.house.ctx)).toMatchObject({ acceptancesRevoked: 1 });
    const it = await detail(p, id);
    expect(it.state).toBe('revoked');
    expect(it.endedWhy).toContain(says);
    await isAlive(p);
    expect(await groupsOf(p, 'EX', id)).toContain('decide');
    expect((await rules(p)).filter((r) => r !== 'decision_out_of_date')).toEqual([]);
    await expect(
      acceptanceActs.noteRevocation(p.h.as('CI'), { ...(await versioned(p, id)), reason: 'Seen.' }),
    ).rejects.toThrow('answers for it');
    await acceptanceActs.noteRevocation(p.h.as('EX'), {
      ...(await versioned(p, id)),
      reason: 'Do the update now.',
    });
    expect(await groupsOf(p, 'EX', id)).not.toContain('decide');
  });

  it('a request whose risk becomes worse cannot be approved', async () => {
    const p = await place();
    const id = await ask(p);
    await allAnswer(p, id, 'assess');
    await allAnswer(p, id, 'consult');
    await sql`update intel.vulnerability set kev_added_on = '2026-11-23' where cve = (select min(cve) from findings.finding)`.execute(
      p.house.db,
    );
    await expect(approve(p, id)).rejects.toThrow('asked for anew');
  });

  it('a control that nobody looked at in time, or that is gone', async () => {
    const p = await place();
    const id = await accepted(p, { checkDays: 20 });
    pass(p, 15);
    expect(await groupsOf(p, 'NE', id)).toContain('do');
    const [control] = (await detail(p, id)).controls;
    if (!control) throw new Error('no control');
    await expect(
      acceptanceActs.checkControl(p.h.as('BM'), {
        controlId: control.id,
        isThere: true,
        note: 'Looked.',
        nextOn: later(p, 30),
      }),
    ).rejects.toThrow('somebody else');
    await acceptanceActs.checkControl(p.h.as('NE'), {
      controlId: control.id,
      isThere: true,
      note: 'Rules read on the switch.',
      nextOn: later(p, 10),
    });
    pass(p, 10);
    expect((await tick(p.house.ctx)).acceptancesEnded).toBe(0);
    pass(p, 1);
    expect(await rules(p)).toContain('acceptance_control_lapsed');
    expect((await tick(p.house.ctx)).acceptancesEnded).toBe(1);
    const over = await detail(p, id);
    expect(over.state).toBe('revoked');
    expect(over.endedWhy).toContain('Nobody has looked');
    await isAlive(p);
    const again = await accepted(p);
    const [next] = (await detail(p, again)).controls;
    if (!next) throw new Error('no control');
    await acceptanceActs.checkControl(p.h.as('NE'), {
      controlId: next.id,
      isThere: false,
      note: 'The rule was removed.',
    });
    expect((await detail(p, again)).state).toBe('revoked');
    await isAlive(p);
    expect(await rules(p)).toEqual([]);
  });

  it('nobody left who answers for it', async () => {
    const p = await place();
    const id = await accepted(p);
    await p.house.db.deleteFrom('raci.staffing').where('role', '=', 'EX').execute();
    await recastAll(p.house.ctx);
    expect(await detail(p, id)).toMatchObject({ state: 'revoked' });
    await isAlive(p);
  });
});

describe('its further life', () => {
  it('whoever leaves keeps none of it: controls and owners go on, shown before it is done', async () => {
    const p = await place();
    const id = await accepted(p);
    expect((await leaving(p.h.as('CI'), { personId: p.h.people.NE })).acceptances).toMatchObject([
      {
        acceptanceId: id,
        parts: expect.arrayContaining(['control']) as string[],
        goesTo: ['CI'],
        ends: false,
      },
    ]);
    expect((await leaving(p.h.as('CI'), { personId: p.h.people.EX })).acceptances).toMatchObject([
      { acceptanceId: id, parts: expect.arrayContaining(['A']) as string[], goesTo: ['CI'] },
    ]);
    await leave(p.h.as('CI'), { personId: p.h.people.NE, reason: 'Went to another house.' });
    expect((await detail(p, id)).controls).toMatchObject([{ owner: 'CI' }]);
    expect(await rules(p)).toEqual([]);
    await leave(p.h.as('EX'), { personId: p.h.people.CI, reason: 'Went to another house.' });
    expect(await detail(p, id, 'SE')).toMatchObject({ owner: 'EX', controls: [{ owner: 'EX' }] });
    expect(await rules(p)).toEqual([]);
  });

  it('is reviewed, renewed twice and not a third time', async () => {
    const p = await place();
    let id = await accepted(p, { days: 40 });
    expect((await detail(p, id)).reviewOn).toBe(later(p, 26));
    pass(p, 26);
    expect(await groupsOf(p, 'CI', id)).toContain('do');
    await acceptanceActs.reviewAcceptance(p.h.as('CI'), {
      ...(await versioned(p, id)),
      reason: 'Nothing has changed.',
    });
    for (const renewal of [1, 2]) {
      const next = await ask(p, 'SE', { days: 40 });
      await acceptanceActs.answerAcceptance(p.h.as('SE2'), {
        questionId: (await detail(p, next)).questions.find((q) => q.role === 'SE')?.id ?? never(),
        answer: 'yes',
      });
      await allAnswer(p, next, 'assess');
      await allAnswer(p, next, 'consult');
      await approve(p, next, 'EX', 40);
      expect(await detail(p, id)).toMatchObject({ state: 'renewed' });
      expect(await detail(p, next)).toMatchObject({ state: 'active', renewal });
      expect(await rules(p)).toEqual([]);
      id = next;
    }
    await expect(ask(p, 'CI')).rejects.toThrow('renewed 2 times');
    await acceptanceActs.closeAcceptance(p.h.as('CI'), {
      ...(await versioned(p, id)),
      reason: 'The central station is here.',
    });
    await isAlive(p);
    await expect(ask(p, 'CI')).rejects.toThrow('renewed 2 times');
  });

  it('is over when nothing is left of the risk', async () => {
    const p = await place();
    const id = await accepted(p);
    await p.house.db.updateTable('inventory.device').set({ status: 'retired' }).execute();
    await sql`update inventory.profile set revision = revision + 1`.execute(p.house.db);
    await settle(p.house.ctx);
    expect(await detail(p, id)).toMatchObject({ state: 'closed' });
    expect((await oneCase(p.h.as('CI'), p.chain)).state).toBe('withdrawn');
    expect(await rules(p)).toEqual([]);
  });

  it('a stranger with an outside account sees none of it', async () => {
    const p = await place();
    const id = await ask(p);
    const outsider = p.h.as('VM');
    if (outsider.actor.kind !== 'person') throw new Error('no person');
    const ctx = {
      ...outsider,
      actor: { ...outsider.actor, permissions: new Set(['signed_in', 'work.act'] as const) },
    };
    await expect(acceptanceDetail(ctx, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(acceptanceOfCase(ctx, p.chain)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the proof', () => {
  it.each([
    {
      tamper: 'its last day is moved into the past',
      rule: 'acceptance_expired',
      how: (db: TestHouse['db'], id: number) =>
        sql`update work.acceptance set until_on = '2026-11-01' where id = ${id}`.execute(db),
    },
    {
      tamper: 'its accountable is taken away',
      rule: 'acceptance_ownerless',
      how: (db: TestHouse['db'], id: number) =>
        sql`update work.acceptance_holder set until = now() where acceptance_id = ${id} and letter = 'A'`.execute(
          db,
        ),
    },
    {
      tamper: 'its accountable has left',
      rule: 'acceptance_ownerless',
      how: (db: TestHouse['db'], _: number) =>
        sql`update people.person set is_active = false where name = 'EX'`.execute(db),
    },
    {
      tamper: 'another accountable is written in',
      rule: 'acceptance_ownerless',
      how: (db: TestHouse['db'], id: number) =>
        sql`update work.acceptance_holder set person_id = (select id from people.person where name = 'BM') where acceptance_id = ${id} and letter = 'A'`.execute(
          db,
        ),
    },
    {
      tamper: 'its state is set to refused',
      rule: 'acceptance_not_in_force',
      how: (db: TestHouse['db'], id: number) =>
        sql`update work.acceptance set state = 'refused' where id = ${id}`.execute(db),
    },
    {
      tamper: 'an assessment is taken away',
      rule: 'acceptance_not_by_two',
      how: (db: TestHouse['db'], id: number) =>
        sql`update work.acceptance_question set answer = 'no' where acceptance_id = ${id} and department in ('htm', 'clinical')`.execute(
          db,
        ),
    },
    {
      tamper: 'the case is woken behind its back',
      rule: 'acceptance_without_case',
      how: (db: TestHouse['db'], _: number) =>
        sql`update work.chain set acceptance_id = null, accepted_at = null`.execute(db),
    },
    {
      tamper: 'whoever keeps a control is gone',
      rule: 'acceptance_control_ownerless',
      how: (db: TestHouse['db'], _: number) =>
        sql`update people.person set is_active = false where name = 'NE'`.execute(db),
    },
    {
      tamper: 'a control is overdue',
      rule: 'acceptance_control_lapsed',
      how: (db: TestHouse['db'], id: number) =>
        sql`update work.acceptance_control set check_on = '2026-11-01' where acceptance_id = ${id}`.execute(
          db,
        ),
    },
  ])('sees when $tamper', async ({ how, rule }) => {
    const p = await place();
    const id = await accepted(p);
    expect(await rules(p)).toEqual([]);
    await how(p.house.db, id);
    const result = await prove(p.house.ctx);
    expect(result.violations.map((v) => v.rule)).toContain(rule);
    expect(result.coveredFindings).toBeLessThan(result.openFindings);
  });
});

function never(): never {
  throw new Error('not found');
}
