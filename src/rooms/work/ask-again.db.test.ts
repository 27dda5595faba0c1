// A question that was answered no, or not at all, is put once more when whoever answers for the step says so.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChainId, GateId } from '../../kernel/ids.ts';
import { addDays } from '../../kernel/time.ts';
import { verifyLedger } from '../../platform/ledger.ts';
import { acts, myWork, oneCase, prove, tick } from './index.ts';
import type { SmallHospital } from './testing.ts';
import { on, type Place, place, step, updateCase } from './testing-case.ts';

let p: Place;
let chain: ChainId;
type Who = keyof SmallHospital['people'];
const gates = async () => (await step(p, chain, 'VUL-5')).gates;
const ofCl = async () => (await gates()).filter((gate) => gate.label === 'CL');
const asked = async (who: Who): Promise<GateId[]> =>
  (await myWork(p.h.as(who), { limit: 100 })).items
    .filter((item) => item.chainId === chain)
    .flatMap((item) => item.gateId ?? []);
const decide = async (who: Who, reason = 'The spare pumps are here now.') =>
  acts.decide(p.h.as(who), { ...(await on(p, chain, 'VUL-5')), decision: 'ask_again', reason });

beforeAll(async () => {
  p = await place();
  chain = await updateCase(p);
  const [first] = await asked('CL');
  if (!first) throw new Error('CL is not asked');
  await acts.answerGate(p.h.as('CL'), { gateId: first, answer: 'no', text: 'No pump can be spared.' });
  for (let day = 0; day < 12; day += 1) {
    p.house.clock.now = addDays(p.house.clock.now, 1);
    await tick(p.house.ctx);
  }
});

describe('asking again', () => {
  it('is for whoever answers for the step, once it waits for their decision', async () => {
    expect(await step(p, chain, 'VUL-5')).toMatchObject({ state: 'decide' });
    await expect(decide('SE')).rejects.toMatchObject({ code: 'unprocessable' });
    expect(await ofCl()).toHaveLength(1);
  });

  it('puts a question of its own, with a new deadline, to those who did not say yes; the no stays', async () => {
    await decide('CI');
    expect(await step(p, chain, 'VUL-5')).toMatchObject({ state: 'consult' });
    expect((await ofCl()).map((gate) => gate.answer)).toEqual(['no', null]);
    expect((await ofCl()).at(-1)?.openedAt).toBe(p.house.clock.now);
    expect(await asked('CL')).toEqual([(await ofCl()).at(-1)?.id]);
    expect((await oneCase(p.h.as('CI'), chain)).steps[0]?.parties.find((x) => x.name === 'CL')?.state).toBe(
      'asked',
    );
    expect((await prove(p.house.ctx)).violations).toEqual([]);
  });

  it('goes on when all say yes, and the record says what happened', async () => {
    for (const gate of (await gates()).filter((one) => one.answer === null)) {
      const who = gate.label === 'Biomed' ? 'BM' : gate.label === 'SecOps' ? 'SE' : (gate.label as Who);
      await acts.answerGate(p.h.as(who), { gateId: gate.id, answer: 'yes' });
    }
    expect(await step(p, chain, 'VUL-5')).toMatchObject({ state: 'do', attention: [] });
    const { body } = await p.house.db
      .selectFrom('platform.ledgerEvent')
      .select('body')
      .where('verb', '=', 'work.asked_again')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(body)).toContain('CL');
    expect((await verifyLedger(p.house.db)).faults).toEqual([]);
  });
});
