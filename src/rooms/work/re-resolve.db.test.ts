// A new version of the matrix and the work that is open: what is new follows it, what is open shows the old one, and can be
// taken over after its effect was looked at.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChainId } from '../../kernel/ids.ts';
import { verifyLedger } from '../../platform/ledger.ts';
import { testHouse } from '../../platform/testing/database.ts';
import { editCells, makeDraft } from '../raci/service/drafts.ts';
import { inForce } from '../raci/service/matrix.ts';
import { propose, sign } from '../raci/service/publish.ts';
import { acts, oneCase, prove, settle } from './index.ts';
import { allEffect, caseEffect, reResolveAll, reResolveCase } from './service/re-resolve.ts';
import { advisories, devices, type SmallHospital, smallHospital } from './testing.ts';

const house = await testHouse();
let h: SmallHospital;

async function publish(...changes: [string, string, string][]): Promise<number> {
  const draft = await makeDraft(h.as('SE'), { from: { versionId: (await inForce(house.ctx)).id } });
  const { version } = await editCells(h.as('SE'), {
    versionId: draft.id,
    revision: draft.revision,
    changes: changes.map(([activityId, role, text]) => ({ activityId, role, text })),
  });
  const on = { versionId: draft.id, revision: version.revision };
  const proposal = await propose(h.as('SE'), { ...on, reason: 'A test of it.', inForceFrom: null });
  const done = await sign(h.as('CI'), {
    versionId: draft.id,
    revision: proposal.revision,
    comparedWith: proposal.inForceNumber,
  });
  return done.number ?? 0;
}
const open = async (): Promise<ChainId[]> =>
  (
    await house.db.selectFrom('work.chain').select('id').where('state', '=', 'open').orderBy('id').execute()
  ).map((c) => c.id);
const updateCase = async (): Promise<ChainId> =>
  (
    await house.db
      .selectFrom('work.chain as c')
      .innerJoin('risk.remedy as r', 'r.id', 'c.remedyId')
      .where('r.kind', '=', 'apply')
      .where('c.state', '=', 'open')
      .select('c.id')
      .executeTakeFirstOrThrow()
  ).id;
const holders = async (id: ChainId, activity: string) =>
  (await oneCase(h.as('CI'), id)).steps
    .find((s) => s.activityId === activity)
    ?.parties.map((x) => `${x.letter} ${x.role}`)
    .sort();
const gates = async (id: ChainId, activity: string) =>
  (await oneCase(h.as('CI'), id)).steps
    .find((s) => s.activityId === activity)
    ?.gates.map((g) => `${g.role} ${g.answer ?? 'open'}`)
    .sort();
const code = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'done';
};

beforeAll(async () => {
  h = await smallHospital(house);
  const model = {
    manufacturer: 'Philips',
    model: 'IntelliVue MX40',
    version: 'B.06.05',
    deviceClass: 'telemetry',
    site: h.site,
  };
  await devices(house, { ...model, ward: h.wards[0], count: 3 });
  await advisories(house, ['icsma-17-255-01']);
  await settle(house.ctx);
});

describe('a version that comes in force', () => {
  it('leaves open work as it is, and says so', async () => {
    const id = await updateCase();
    const before = await holders(id, 'VUL-5');
    const version = await publish(
      ['VUL-5', 'NE', ''],
      ['VUL-5', 'IT', 'I'],
      ['VUL-5', 'PV', 'C'],
      ['VUL-8', 'HD', ''],
      ['VUL-8', 'CI', 'A'],
    );
    expect(await holders(id, 'VUL-5')).toEqual(before);
    expect(await oneCase(h.as('CI'), id)).toMatchObject({ matrixVersion: 1, matrixInForce: version });
    expect((await prove(house.ctx)).violationCount).toBe(0);
  });

  it('is followed by new work', async () => {
    await devices(house, {
      manufacturer: 'Philips',
      model: 'IntelliVue MX40',
      version: 'B.06.05',
      deviceClass: 'telemetry',
      site: await house.db
        .insertInto('people.site')
        .values({ code: 'LS', name: 'Lakeside', timezone: 'UTC' })
        .returning('id')
        .executeTakeFirstOrThrow()
        .then((s) => s.id),
      ward: h.wards[1],
      count: 2,
      tag: 'lakeside',
    });
    const before = new Set(await open());
    await settle(house.ctx);
    const fresh = (await open()).filter((id) => !before.has(id));
    expect(fresh.length).toBeGreaterThan(0);
    for (const id of fresh) expect((await oneCase(h.as('CI'), id)).matrixVersion).toBe(2);
  });
});

describe('going over', () => {
  it('shows its effect and does nothing by showing it', async () => {
    const id = await updateCase();
    const effect = await caseEffect(h.as('BM'), id);
    expect(effect).toMatchObject({ fromVersion: 1, toVersion: 2 });
    const lines = Object.fromEntries(
      effect.steps.map((s) => [
        s.activityId,
        s.changes.map((c) => `${c.change} ${c.letter} ${c.role} ${c.label}: ${c.means ?? '-'}`),
      ]),
    );
    expect(lines['VUL-5']).toEqual([
      'removed C NE NE: drops',
      'removed C IT IT: drops',
      'added C PV PV: asks',
      'added I IT IT: -',
    ]);
    expect(lines['VUL-8']).toEqual(['removed A HD HD: -', 'added A CI CI: -', 'removed I CI CI: -']);
    expect(Object.keys(lines)).toEqual(['VUL-5', 'VUL-8']);
    expect(await holders(id, 'VUL-5')).toContain('C NE');
    const all = await allEffect(h.as('BM'));
    expect(all.toVersion).toBe(2);
    expect(all.cases).toBeGreaterThanOrEqual(1);
    const added = all.lines.find((l) => l.activityId === 'VUL-8' && l.role === 'CI' && l.letter === 'A');
    expect(added?.change).toBe('added');
    expect(added?.chainIds).toContain(id);
  });

  it('is for those who keep the matrix current, with the version they looked at', async () => {
    const id = await updateCase();
    expect(await code(reResolveCase(h.as('BM'), { chainId: id, toVersion: 2 }))).toBe('forbidden');
    expect(await code(reResolveAll(h.as('BM'), { toVersion: 2 }))).toBe('forbidden');
    expect(await code(reResolveCase(h.as('SE'), { chainId: id, toVersion: 1 }))).toBe('conflict');
  });

  it('casts the case anew: questions put and dropped, every step with an owner, in the ledger', async () => {
    const id = await updateCase();
    const ne = (await oneCase(h.as('CI'), id)).steps
      .find((s) => s.activityId === 'VUL-5')
      ?.gates.find((g) => g.role === 'HD');
    if (ne) await acts.answerGate(h.as('HD'), { gateId: ne.id, answer: 'yes' });
    await reResolveCase(h.as('SE'), { chainId: id, toVersion: 2 });
    expect(await oneCase(h.as('CI'), id)).toMatchObject({ matrixVersion: 2, matrixInForce: 2 });
    expect(await gates(id, 'VUL-5')).toEqual([
      'CE open',
      'CL open',
      'HD yes',
      'IT dropped',
      'NE dropped',
      'PV open',
    ]);
    expect(await holders(id, 'VUL-8')).toContain('A CI');
    expect(await holders(id, 'VUL-8')).not.toContain('A HD');
    expect((await caseEffect(h.as('SE'), id)).steps).toEqual([]);
    const proof = await prove(house.ctx);
    expect(proof.violations).toEqual([]);
    const verbs = await house.db
      .selectFrom('platform.ledgerEvent')
      .select(['verb', 'body'])
      .where('chainId', '=', id)
      .where('verb', 'in', ['work.re_resolved', 'work.gate_dropped'])
      .orderBy('seq')
      .execute();
    expect(verbs.map((e) => e.verb)).toEqual(['work.re_resolved', 'work.gate_dropped', 'work.gate_dropped']);
    expect(verbs[0]?.body).toEqual({ fromVersion: 1, toVersion: 2 });
    expect(await code(reResolveCase(h.as('SE'), { chainId: id, toVersion: 2 }))).toBe('unprocessable');
  });

  it('a step whose last question is dropped goes on to the work', async () => {
    const id = await updateCase();
    await publish(...['HD', 'CE', 'CL', 'PV', 'MD'].map((r): [string, string, string] => ['VUL-5', r, '']));
    await reResolveCase(h.as('SE'), { chainId: id, toVersion: 3 });
    const step = (await oneCase(h.as('CI'), id)).steps.find((s) => s.activityId === 'VUL-5');
    expect(step?.state).toBe('do');
  });

  it('takes the work from who may not do it any more and gives it to who may', async () => {
    const id = await updateCase();
    const on = (await oneCase(h.as('CI'), id)).steps.find((s) => s.activityId === 'VUL-5');
    if (!on) throw new Error('no step');
    await acts.startWork(h.as('SE2'), { obligationId: on.id, version: on.version });
    await publish(['VUL-5', 'SE', 'I'], ['VUL-5', 'HD', 'R']);
    const effect = await caseEffect(h.as('SE'), id);
    expect(effect.steps[0]?.changes.map((c) => [c.change, c.letter, c.role, c.means])).toContainEqual([
      'added',
      'R',
      'HD',
      'ball_moves',
    ]);
    await reResolveCase(h.as('CI'), { chainId: id, toVersion: 4 });
    const now = (await oneCase(h.as('CI'), id)).steps.find((s) => s.activityId === 'VUL-5');
    expect(now?.state).toBe('do');
    expect((await oneCase(h.as('CI'), id)).court?.label).toBe('HD');
    expect(
      await code(
        acts.finishWork(h.as('SE2'), { obligationId: on.id, version: now?.version ?? 0, note: 'x' }),
      ),
    ).toBe('unprocessable');
  });

  it('all open cases at once, and once more does nothing', async () => {
    const { cases } = await allEffect(h.as('SE'));
    expect(cases).toBeGreaterThanOrEqual(1);
    const done = await reResolveAll(h.as('SE'), { toVersion: 4 });
    expect(done.cases).toBe(cases);
    for (const id of await open()) expect((await oneCase(h.as('CI'), id)).matrixVersion).toBe(4);
    expect(await reResolveAll(h.as('SE'), { toVersion: 4 })).toEqual({ cases: 0, casesChanged: 0 });
    expect((await prove(house.ctx)).violations).toEqual([]);
    expect((await verifyLedger(house.db)).faults).toEqual([]);
  });
});
