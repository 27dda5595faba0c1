// The life of a case on the real database: from an advisory to signed, checked, proven work, and what may go wrong on the way.
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { ChainId, DeviceId, ObligationId } from '../../kernel/ids.ts';
import { addHours } from '../../kernel/time.ts';
import { verifyLedger } from '../../platform/ledger.ts';
import { type TestHouse, testHouse } from '../../platform/testing/database.ts';
import { acts, deviceActs, myWork, oneCase, prove, settle, tick } from './index.ts';
import { caseDevices, timeline } from './service/lists.ts';
import { advisories, devices, type SmallHospital, smallHospital } from './testing.ts';

type Place = { house: TestHouse; h: SmallHospital; pumps: DeviceId[] };

/** Ten telemetry monitors with a known fix, on two wards. */
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
  const pumps = [
    ...(await devices(house, { ...model, ward: h.wards[0], count: 6 })),
    ...(await devices(house, { ...model, ward: h.wards[1], count: 4 })),
  ];
  await advisories(house, ['icsma-17-255-01']);
  await settle(house.ctx);
  return { house, h, pumps };
}

const openChains = async (house: TestHouse): Promise<ChainId[]> =>
  (
    await house.db.selectFrom('work.chain').select('id').where('state', '=', 'open').orderBy('id').execute()
  ).map((c) => c.id);
const violations = async (house: TestHouse) => (await prove(house.ctx)).violations.map((v) => v.rule);

/** The case that applies the update. */
async function updateCase({ house, h }: Place): Promise<ChainId> {
  const row = await house.db
    .selectFrom('work.chain as c')
    .innerJoin('risk.remedy as r', 'r.id', 'c.remedyId')
    .where('r.kind', '=', 'apply')
    .where('c.state', '=', 'open')
    .select('c.id')
    .orderBy('c.id', 'desc')
    .executeTakeFirstOrThrow();
  expect((await oneCase(h.as('CI'), row.id)).state).toBe('open');
  return row.id;
}
const step = async ({ h }: Place, chain: ChainId, activity: string) => {
  const found = (await oneCase(h.as('CI'), chain)).steps.find((s) => s.activityId === activity);
  if (!found) throw new Error(`no step ${activity}`);
  return found;
};
const on = async (
  p: Place,
  chain: ChainId,
  activity: string,
): Promise<{ obligationId: ObligationId; version: number }> => {
  const s = await step(p, chain, activity);
  return { obligationId: s.id, version: s.version };
};

/** Everyone who is asked on the current step says yes. */
async function allSayYes(p: Place, chain: ChainId): Promise<void> {
  const now = await oneCase(p.h.as('CI'), chain);
  const current = now.steps.find((s) => s.id === now.currentId);
  for (const gate of current?.gates.filter((g) => g.answer === null) ?? []) {
    const names = Object.keys(p.h.people) as (keyof SmallHospital['people'])[];
    const who =
      names.find((n) => n === gate.label) ??
      (gate.label === 'Biomed' ? 'BM' : gate.label === 'SecOps' ? 'SE' : undefined);
    if (who) await acts.answerGate(p.h.as(who), { gateId: gate.id, answer: 'yes' });
  }
}
async function finish(
  p: Place,
  chain: ChainId,
  activity: string,
  who: keyof SmallHospital['people'],
): Promise<void> {
  await acts.startWork(p.h.as(who), await on(p, chain, activity));
  await acts.finishWork(p.h.as(who), { ...(await on(p, chain, activity)), note: 'Done as described.' });
}
/** Plan, validation and window, up to the work itself. */
async function upToDoing(p: Place, chain: ChainId): Promise<void> {
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-5', 'SE');
  await acts.sign(p.h.as('CI'), await on(p, chain, 'VUL-5'));
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-6', 'CE');
  await allSayYes(p, chain);
  await finish(p, chain, 'VUL-7', 'BM');
  await allSayYes(p, chain);
}
async function doDevices(
  p: Place,
  chain: ChainId,
  list: readonly DeviceId[],
  who: keyof SmallHospital['people'] = 'BM',
) {
  const { obligationId } = await on(p, chain, 'VUL-8');
  return deviceActs.reportDevices(p.h.as(who), {
    obligationId,
    deviceIds: [...list],
    outcome: 'done',
    versionSeen: 'B.06.18',
  });
}
async function checkAndSign(p: Place, chain: ChainId, list: readonly DeviceId[]): Promise<void> {
  await allSayYes(p, chain);
  const { obligationId } = await on(p, chain, 'VUL-10');
  await deviceActs.checkDevices(p.h.as('SE'), { obligationId, deviceIds: [...list], outcome: 'passed' });
  await acts.finishWork(p.h.as('SE'), {
    ...(await on(p, chain, 'VUL-10')),
    note: 'Versions read on the wire.',
  });
  await acts.sign(p.h.as('CI'), await on(p, chain, 'VUL-10'));
}

describe('an advisory about devices we have', () => {
  it('becomes owned work with a due time at once, and the proof holds', async () => {
    const p = await place();
    const chains = await openChains(p.house);
    expect(chains.length).toBeGreaterThan(0);
    const result = await prove(p.house.ctx);
    expect(result.violations).toEqual([]);
    expect(result.openFindings).toBeGreaterThanOrEqual(10);
    const detail = await oneCase(p.h.as('CI'), await updateCase(p));
    expect(detail.sentence).toContain('10 IntelliVue MX40');
    expect(detail.sentence).toContain('B.06.18');
    expect(detail.steps.map((s) => s.activityId)).toEqual(['VUL-5', 'VUL-6', 'VUL-7', 'VUL-8', 'VUL-10']);
    for (const s of detail.steps) expect(s.parties.filter((x) => x.letter === 'A')).toHaveLength(1);
    expect(detail.steps.every((s) => s.parties.every((x) => x.reasons.length > 0))).toBe(true);
  });

  it('settling again changes nothing', async () => {
    const p = await place();
    const before = await openChains(p.house);
    expect(await settle(p.house.ctx)).toMatchObject({
      matched: 0,
      opened: 0,
      closed: 0,
      decided: 0,
      casesOpened: 0,
      casesWithdrawn: 0,
    });
    expect(await openChains(p.house)).toEqual(before);
  });

  it('is done by biomed, checked by an analyst, signed by the accountable, told to the informed, and ends the findings', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    await doDevices(p, chain, p.pumps);
    await acts.finishWork(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), note: 'All ten updated.' });
    await checkAndSign(p, chain, p.pumps);
    const closed = await oneCase(p.h.as('CI'), chain);
    expect(closed.state).toBe('closed');
    expect(closed.steps.find((s) => s.activityId === 'VUL-10')?.signatures[0]?.hash).toMatch(
      /^[0-9a-f]{64}$/,
    );
    const { n } = await p.house.db
      .selectFrom('findings.finding')
      .select(sql<number>`count(*) filter (where state = 'fixed')::int`.as('n'))
      .where('cve', '=', 'CVE-2017-9657')
      .executeTakeFirstOrThrow();
    expect(n).toBe(10);
    const versions = await p.house.db
      .selectFrom('inventory.device')
      .select('softwareVersion')
      .distinct()
      .execute();
    expect(versions).toEqual([{ softwareVersion: 'B.06.18' }]);
    const told = await p.house.db
      .selectFrom('work.notice')
      .select('personId')
      .where('chainId', '=', chain)
      .where('kind', '=', 'informed')
      .execute();
    expect(told.map((t) => t.personId)).toEqual(
      expect.arrayContaining([p.h.people.HD, p.h.people.CL, p.h.people.PR]),
    );
    expect(await violations(p.house)).toEqual([]);
    expect((await verifyLedger(p.house.db)).faults).toEqual([]);
  });
});

describe('separation of duties', () => {
  it('the doer never checks, not even as a member of the team that checks', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    await p.house.db
      .insertInto('people.teamMember')
      .values({ teamId: sql`(select id from people.team where name = 'SecOps')`, personId: p.h.people.BM })
      .execute();
    await doDevices(p, chain, p.pumps);
    await acts.finishWork(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), note: 'All ten updated.' });
    await allSayYes(p, chain);
    const { obligationId } = await on(p, chain, 'VUL-10');
    await expect(
      deviceActs.checkDevices(p.h.as('BM'), { obligationId, deviceIds: p.pumps, outcome: 'passed' }),
    ).rejects.toThrow('does not check it');
    await expect(
      acts.finishWork(p.h.as('BM'), { ...(await on(p, chain, 'VUL-10')), note: 'looks fine' }),
    ).rejects.toThrow('does not check it');
  });

  it('nobody but the accountable signs', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await allSayYes(p, chain);
    await finish(p, chain, 'VUL-5', 'SE');
    await expect(acts.sign(p.h.as('HD'), await on(p, chain, 'VUL-5'))).rejects.toThrow('somebody else');
    await expect(acts.sign(p.h.as('SE'), await on(p, chain, 'VUL-5'))).rejects.toThrow('somebody else');
  });

  it('a question is answered by whom it is put to, once', async () => {
    const p = await place();
    const chain = await updateCase(p);
    const gate = (await step(p, chain, 'VUL-5')).gates.find((g) => g.role === 'HD');
    if (!gate) throw new Error('HD is not asked');
    await expect(acts.answerGate(p.h.as('BM'), { gateId: gate.id, answer: 'yes' })).rejects.toThrow(
      'somebody else',
    );
    await acts.answerGate(p.h.as('HD'), { gateId: gate.id, answer: 'yes' });
    await expect(
      acts.answerGate(p.h.as('HD'), { gateId: gate.id, answer: 'no', text: 'changed my mind' }),
    ).rejects.toThrow('answered already');
  });

  it('a page that is out of date is refused with a conflict', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await allSayYes(p, chain);
    const seen = await on(p, chain, 'VUL-5');
    await acts.startWork(p.h.as('SE'), seen);
    await expect(acts.finishWork(p.h.as('SE'), { ...seen, note: 'plan' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('when something is left over', () => {
  it('devices that could not be found go on in a following case at once, with their next owner named', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    const [lost, ...found] = p.pumps;
    if (!lost) throw new Error('no pumps');
    await doDevices(p, chain, found);
    const { obligationId } = await on(p, chain, 'VUL-8');
    await deviceActs.reportDevices(p.h.as('BM'), {
      obligationId,
      deviceIds: [lost],
      outcome: 'could_not_locate',
    });
    await acts.finishWork(p.h.as('BM'), {
      ...(await on(p, chain, 'VUL-8')),
      note: 'One could not be found.',
    });
    // Unfinished work is an exception: the accountable looks at it.
    expect((await step(p, chain, 'VUL-8')).state).toBe('sign_off');
    await acts.sign(p.h.as('HD'), await on(p, chain, 'VUL-8'));
    await checkAndSign(p, chain, found);
    const next = await updateCase(p);
    expect(next).not.toBe(chain);
    const detail = await oneCase(p.h.as('CI'), next);
    expect(detail.devicesTotal).toBe(1);
    expect(detail.steps.find((s) => s.activityId === 'VUL-5')?.state).toBe('closed');
    expect(detail.steps.find((s) => s.id === detail.currentId)?.activityId).toBe('VUL-7');
    const row = await p.house.db
      .selectFrom('work.chainDevice')
      .select('nextOwnerLabel')
      .where('chainId', '=', chain)
      .where('deviceId', '=', lost)
      .executeTakeFirstOrThrow();
    expect(row.nextOwnerLabel).toBeTruthy();
    // The device stands on the lists of both cases, on each once and as that case has it.
    const listed = async (chainId: ChainId) =>
      (await caseDevices(p.h.as('CI'), { chainId, limit: 50 })).items.map((d) => [d.deviceId, d.outcome]);
    expect(await listed(next)).toEqual([[lost, 'to_do']]);
    expect(await listed(chain)).toHaveLength(p.pumps.length);
    expect(await listed(chain)).toContainEqual([lost, 'could_not_locate']);
    expect(await violations(p.house)).toEqual([]);
  });

  it('a device that fails the check goes back to the doer and the check waits', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    await doDevices(p, chain, p.pumps);
    await acts.finishWork(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), note: 'All ten updated.' });
    await allSayYes(p, chain);
    const [bad, ...good] = p.pumps;
    if (!bad) throw new Error('no pumps');
    const { obligationId } = await on(p, chain, 'VUL-10');
    await deviceActs.checkDevices(p.h.as('SE'), { obligationId, deviceIds: good, outcome: 'passed' });
    await deviceActs.checkDevices(p.h.as('SE'), {
      obligationId,
      deviceIds: [bad],
      outcome: 'failed',
      note: 'Still shows B.05',
    });
    await acts.finishWork(p.h.as('SE'), { ...(await on(p, chain, 'VUL-10')), note: 'One still shows B.05.' });
    expect((await step(p, chain, 'VUL-8')).state).toBe('do');
    expect((await step(p, chain, 'VUL-10')).state).toBe('upcoming');
    expect(await violations(p.house)).toEqual([]);
    const bm = await myWork(p.h.as('BM'), { limit: 50 });
    expect(bm.items.some((i) => i.group === 'do' && i.chainId === chain)).toBe(true);
    await doDevices(p, chain, [bad]);
    await acts.finishWork(p.h.as('BM'), { ...(await on(p, chain, 'VUL-8')), note: 'Updated again.' });
    await checkAndSign(p, chain, [bad]);
    expect((await oneCase(p.h.as('CI'), chain)).state).toBe('closed');
  });

  it('the accountable who stops a case gets the remedy planned anew, never dropped', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await acts.decide(p.h.as('CI'), {
      ...(await on(p, chain, 'VUL-5')),
      decision: 'stop',
      reason: 'Wrong order of wards.',
    });
    const again = await updateCase(p);
    expect(again).not.toBe(chain);
    expect((await oneCase(p.h.as('CI'), chain)).state).toBe('withdrawn');
    expect(await violations(p.house)).toEqual([]);
  });

  it('unknown versions are found out, and the answer ends or turns the question', async () => {
    const house = await testHouse();
    const h = await smallHospital(house);
    const ids = await devices(house, {
      site: h.site,
      ward: h.wards[0],
      manufacturer: 'Philips',
      model: 'IntelliVue MX40',
      version: null,
      count: 3,
      deviceClass: 'telemetry',
    });
    await advisories(house, ['icsma-17-255-01']);
    await settle(house.ctx);
    const p = { house, h, pumps: ids };
    const [chain] = await openChains(house);
    if (!chain) throw new Error('no case');
    const detail = await oneCase(h.as('CI'), chain);
    expect(detail.sentence).toMatch(/^Find out which software version 3 IntelliVue MX40/);
    expect(detail.steps.map((s) => s.activityId)).toEqual(['INV-3']);
    await allSayYes(p, chain);
    const { obligationId } = await on(p, chain, 'INV-3');
    await expect(
      deviceActs.reportDevices(h.as('BM'), { obligationId, deviceIds: ids, outcome: 'done' }),
    ).rejects.toThrow('version');
    await deviceActs.reportDevices(h.as('BM'), {
      obligationId,
      deviceIds: ids.slice(0, 2),
      outcome: 'done',
      versionSeen: 'B.06.05',
    });
    await deviceActs.reportDevices(h.as('BM'), {
      obligationId,
      deviceIds: ids.slice(2),
      outcome: 'done',
      versionSeen: 'B.06.18',
    });
    await acts.finishWork(h.as('BM'), { ...(await on(p, chain, 'INV-3')), note: 'Labels read.' });
    expect((await oneCase(h.as('CI'), chain)).state).toBe('closed');
    const update = await updateCase(p);
    expect((await oneCase(h.as('CI'), update)).devicesTotal).toBe(2);
    expect(await violations(house)).toEqual([]);
  });

  it('a question that only a look at the device settles is answered yes or no, and not asked again', async () => {
    const house = await testHouse();
    const h = await smallHospital(house);
    const ids = await devices(house, {
      site: h.site,
      ward: h.wards[0],
      manufacturer: 'Philips',
      model: 'PageWriter TC70',
      version: 'A.07.05',
      count: 3,
      deviceClass: 'ecg',
    });
    await advisories(house, ['icsma-18-228-01']);
    await settle(house.ctx);
    const p = { house, h, pumps: ids };
    const [chain] = await openChains(house);
    if (!chain) throw new Error('no case');
    const { question } = await oneCase(h.as('CI'), chain);
    expect(question).toBe('Was it made or delivered before May 2018?');
    await allSayYes(p, chain);
    const { obligationId } = await on(p, chain, 'INV-3');
    const report = (deviceIds: DeviceId[], answer?: 'yes' | 'no') =>
      deviceActs.reportDevices(h.as('BM'), { obligationId, deviceIds, outcome: 'done', answer });
    await expect(report(ids)).rejects.toThrow('yes or no');
    await report(ids.slice(0, 2), 'yes');
    await report(ids.slice(2), 'no');
    // Misread, and said so while the step is theirs: by the one who answered or a colleague, by nobody else.
    const again = { obligationId, deviceIds: ids.slice(1), outcome: 'done', answer: 'no' } as const;
    await expect(deviceActs.reportDevices(h.as('CL'), again)).rejects.toThrow('somebody else');
    await deviceActs.reportDevices(h.as('BM'), { ...again, note: 'The plate says June 2019.' });
    const events = await house.db
      .selectFrom('platform.ledgerEvent')
      .select('body')
      .where('verb', '=', 'work.answer_corrected')
      .execute();
    expect(events.map((one) => one.body)).toMatchObject([{ was: 'yes', answer: 'no', deviceIds: [ids[1]] }]);
    expect(
      (await timeline(h.as('CI'), { chainId: chain, limit: 100 })).items.map((one) => one.sentence),
    ).toContain('corrected the answer for one device from yes to no: The plate says June 2019.');
    await acts.finishWork(h.as('BM'), { ...(await on(p, chain, 'INV-3')), note: 'Plates read.' });
    expect((await oneCase(h.as('CI'), chain)).state).toBe('closed');
    const findings = await house.db
      .selectFrom('findings.finding as f')
      .innerJoin('findings.cohort as c', 'c.id', 'f.cohortId')
      .innerJoin('findings.match as m', 'm.id', 'c.matchId')
      .select(['f.deviceId', 'f.state', 'm.status', 'm.question'])
      .orderBy('f.deviceId')
      .execute();
    for (const f of findings)
      expect(f).toMatchObject(
        f.deviceId === ids[0]
          ? { state: 'open', status: 'affected', question: null }
          : { state: 'not_affected' },
      );
    // What is left is work on the one device, and never the same question again, however often it is settled.
    await settle(house.ctx);
    const open = await openChains(house);
    expect(open).not.toContain(chain);
    for (const id of open) expect((await oneCase(h.as('CI'), id)).question).toBeNull();
    expect(await violations(house)).toEqual([]);
    // Over is over: what was answered is now what the house goes by.
    await expect(report(ids.slice(0, 1), 'no')).rejects.toMatchObject({ code: 'unprocessable' });
  });

  it('of one CVE some devices want a version and others a look: each case has its own devices', async () => {
    const house = await testHouse();
    const h = await smallHospital(house);
    const monitors = {
      site: h.site,
      ward: h.wards[0],
      manufacturer: 'Hillrom',
      count: 2,
      deviceClass: 'monitor',
    };
    const model = 'Welch Allyn Connex Spot Monitor';
    const unread = await devices(house, { ...monitors, model, version: null });
    const unlike = await devices(house, { ...monitors, model, version: '1.52.01' });
    await advisories(house, ['icsma-21-152-01']);
    await settle(house.ctx);
    const all = await Promise.all((await openChains(house)).map((id) => oneCase(h.as('CI'), id)));
    const asked = all.filter((one) => one.question !== null);
    expect(asked.map((one) => [one.question, one.devicesTotal])).toEqual([
      ['By its label, is it the product “Welch Allyn Connex Vital Signs Monitor”?', unlike.length],
    ]);
    const read = all.filter((one) => /software version/.test(one.sentence));
    expect(read.map((one) => one.devicesTotal)).toEqual([unread.length]);
  });
});

describe('clocks', () => {
  it('silence of a clinical owner puts the question before the accountable, once', async () => {
    const p = await place();
    const chain = await updateCase(p);
    const due = (await step(p, chain, 'VUL-5')).gates
      .map((g) => g.dueAt)
      .sort()
      .at(-1);
    if (!due) throw new Error('nobody was asked');
    p.house.clock.now = addHours(due, 1);
    const first = await tick(p.house.ctx);
    expect(first.lapsed).toBeGreaterThan(0);
    const s = await step(p, chain, 'VUL-5');
    expect(s.state).toBe('decide');
    expect(s.court.label).toBe('CI');
    expect((await tick(p.house.ctx)).lapsed).toBe(0);
    await acts.decide(p.h.as('CI'), {
      ...(await on(p, chain, 'VUL-5')),
      decision: 'proceed',
      reason: 'The risk does not wait.',
    });
    expect((await step(p, chain, 'VUL-5')).state).toBe('do');
    expect(await violations(p.house)).toEqual([]);
  });

  it('idle work is reminded, then goes up the line; two workers at once send each step once', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await allSayYes(p, chain);
    const { dueAt } = await step(p, chain, 'VUL-5');
    p.house.clock.now = addHours(dueAt, 2000);
    await Promise.all([tick(p.house.ctx), tick(p.house.ctx)]);
    await tick(p.house.ctx);
    const sent = await p.house.db
      .selectFrom('work.notice')
      .select(['key', 'personId', 'kind'])
      .where('chainId', '=', chain)
      .where('kind', 'in', ['reminder', 'escalation'])
      .execute();
    expect(new Set(sent.map((n) => n.key)).size).toBe(sent.length);
    expect(sent.map((n) => n.personId)).toEqual(
      expect.arrayContaining([p.h.people.SE, p.h.people.CI, p.h.people.EX]),
    );
    const ledger = await p.house.db
      .selectFrom('platform.ledgerEvent')
      .select(sql<string>`body->>'step'`.as('step'))
      .where('verb', '=', 'work.escalated')
      .where('chainId', '=', chain)
      .execute();
    expect(new Set(ledger.map((l) => l.step)).size).toBe(ledger.length);
  });
});

describe('when the world changes', () => {
  it('a vulnerability that is now exploited makes its open case more urgent and shortens its time, never the reverse', async () => {
    const p = await place();
    const chain = await updateCase(p);
    const before = await oneCase(p.h.as('CI'), chain);
    expect(before.outcome).toBe('scheduled');
    await sql`update intel.vulnerability set kev_added_on = '2026-11-20', kev_due_on = '2026-12-11', kev_ransomware = 'unknown'`.execute(
      p.house.db,
    );
    await settle(p.house.ctx);
    const after = await oneCase(p.h.as('CI'), chain);
    expect(after.outcome).not.toBe('scheduled');
    expect(Date.parse(after.dueAt)).toBeLessThan(Date.parse(before.dueAt));
    expect(after.steps.every((s) => Date.parse(s.dueAt) <= Date.parse(after.dueAt))).toBe(true);
    expect(await violations(p.house)).toEqual([]);
  });

  it('devices that arrive later are taken into the open case, and its sentence counts them', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await devices(p.house, {
      manufacturer: 'Philips',
      model: 'IntelliVue MX40',
      version: 'B.06.05',
      deviceClass: 'telemetry',
      site: p.h.site,
      ward: p.h.wards[0],
      count: 1,
      tag: 'late',
    });
    await settle(p.house.ctx);
    const after = await oneCase(p.h.as('CI'), chain);
    expect(after.devicesTotal).toBe(11);
    expect(after.sentence).toContain('11 IntelliVue MX40');
    expect(await violations(p.house)).toEqual([]);
  });

  it('a device out of use leaves its case by the proof’s count too', async () => {
    const p = await place();
    await sql`update inventory.device set status = 'retired' where id = ${p.pumps[0]}`.execute(p.house.db);
    await sql`update inventory.profile set revision = revision + 1`.execute(p.house.db);
    await settle(p.house.ctx);
    const open = await p.house.db
      .selectFrom('findings.finding')
      .select('deviceId')
      .where('state', '=', 'open')
      .where('deviceId', '=', p.pumps[0] ?? (0 as never))
      .execute();
    expect(open).toEqual([]);
    const left = await p.house.db
      .selectFrom('work.chainDevice')
      .select('outcome')
      .where('deviceId', '=', p.pumps[0] ?? (0 as never))
      .execute();
    expect(new Set(left.map((l) => l.outcome))).toEqual(new Set(['retired']));
    expect(await violations(p.house)).toEqual([]);
  });
});

describe('the proof', () => {
  const behindTheBack: [string, (p: Place) => Promise<unknown>, string][] = [
    [
      'the staffing line of the HTM director is deleted',
      (p) => sql`delete from raci.staffing where role = 'HD'`.execute(p.house.db),
      'accountable_not_named',
    ],
    [
      'the CISO is made inactive',
      (p) => sql`update people.person set is_active = false where id = ${p.h.people.CI}`.execute(p.house.db),
      'accountable_not_active',
    ],
    [
      'a holder of A is deleted',
      (p) =>
        sql`delete from work.holder where letter = 'A' and id = (select min(id) from work.holder where letter = 'A')`.execute(
          p.house.db,
        ),
      'no_accountable',
    ],
    [
      'all of biomed leave',
      (p) =>
        sql`update people.person set is_active = false where id in (${p.h.people.BM}, ${p.h.people.BM2})`.execute(
          p.house.db,
        ),
      'no_responsible',
    ],
    [
      'a second A is inserted',
      (p) =>
        sql`insert into work.holder (obligation_id, letter, role, person_id, label, reasons, since) select obligation_id, 'A', role, ${p.h.people.EX}, 'EX', '[]', since from work.holder where letter = 'A' limit 1`.execute(
          p.house.db,
        ),
      'two_accountables',
    ],
    [
      'a case is deleted from view',
      (p) => sql`update work.chain set state = 'withdrawn'`.execute(p.house.db),
      'no_chain',
    ],
    [
      'a device is taken off a list',
      (p) => sql`delete from work.chain_device where device_id = ${p.pumps[0]}`.execute(p.house.db),
      'device_left_out',
    ],
    [
      'a decision is made milder',
      (p) => sql`update risk.decision set outcome = 'defer'`.execute(p.house.db),
      'decision_out_of_date',
    ],
    ['a decision is deleted', (p) => sql`delete from risk.decision`.execute(p.house.db), 'undecided'],
    [
      'the ball is taken out of court',
      (p) => sql`update work.court set to_at = now() where to_at is null`.execute(p.house.db),
      'no_court',
    ],
    [
      'the way up the line is cut',
      (p) => sql`delete from work.escalation`.execute(p.house.db),
      'no_escalation',
    ],
  ];
  it.each(behindTheBack)('finds it when %s by SQL behind its back', async (_what, tamper, rule) => {
    const p = await place();
    expect(await violations(p.house)).toEqual([]);
    await tamper(p);
    expect(await violations(p.house)).toContain(rule);
  });
});

describe('the ledger', () => {
  it('finds a change, a removal, an insertion and a cut, made as superuser', async () => {
    const p = await place();
    const { events } = await verifyLedger(p.house.db);
    expect(events).toBeGreaterThan(5);
    const tampered = async (change: string): Promise<string> => {
      await sql`alter table platform.ledger_event disable trigger all`.execute(p.house.db);
      await sql.raw(change).execute(p.house.db);
      const { faults } = await verifyLedger(p.house.db);
      return faults.map((f) => f.what).join('; ');
    };
    expect(await tampered(`update platform.ledger_event set actor = 'nobody' where seq = 3`)).toContain(
      'content was changed',
    );
    expect(await tampered(`delete from platform.ledger_event where seq = 4`)).toContain('is missing');
    expect(
      await tampered(
        `delete from platform.ledger_event where seq = (select max(seq) from platform.ledger_event)`,
      ),
    ).toContain('cut off');
  });

  it('refuses to be changed by the application', async () => {
    const p = await place();
    await expect(sql`update platform.ledger_event set actor = 'x'`.execute(p.house.db)).rejects.toThrow(
      'append-only',
    );
    await expect(sql`delete from platform.ledger_event`.execute(p.house.db)).rejects.toThrow('append-only');
  });
});
