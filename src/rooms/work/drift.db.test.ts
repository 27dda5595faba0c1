// Drift on real cases: what people did is judged by who held the letter when they did it.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addHours, CalendarDate } from '../../kernel/time.ts';
import * as contract from './contract.ts';
import { acts, oneCase, recastAll, tick } from './index.ts';
import { drift, driftFile } from './service/drift.ts';
import { allSayYes, finish, on, type Place, place, step, updateCase, upToDoing } from './testing-case.ts';

const of = ({ house }: Place, input: z.input<typeof contract.drift.input> = {}) =>
  drift(house.ctx, contract.drift.input.parse(input));
const later = ({ house }: Place, hours: number) => {
  house.clock.now = addHours(house.clock.now, hours);
};
const lineOf = (found: contract.Drift, activityId: string, letter: string, role: string) =>
  found.lines.find((l) => l.activityId === activityId && l.letter === letter && l.role === role);

describe('drift', () => {
  it('finds nothing where everybody does what the matrix says', async () => {
    const p = await place();
    const chain = await updateCase(p);
    await upToDoing(p, chain);
    const found = await of(p);
    expect(found.count).toBeGreaterThan(10);
    expect(found.kinds).toEqual({ held: found.count });
    expect(found.findings).toEqual([]);
  });

  it('tells what a deputy decided, what was passed on by hand, and who goes on with another’s work', async () => {
    const p = await place();
    const { house, h } = p;
    const chain = await updateCase(p);
    later(p, 1);
    // The network engineer gives the question on.
    const gate = (await step(p, chain, 'VUL-5')).gates.find((g) => g.role === 'NE');
    const gateId = gate?.id ?? 0;
    const passed = contract.passOnGate.input.parse({
      gateId,
      personId: h.people.IT,
      reason: 'Knows it better.',
    });
    await acts.passOnGate(h.as('NE'), passed);
    await acts.answerGate(h.as('IT'), { gateId: passed.gateId, answer: 'yes' });
    await allSayYes(p, chain);
    await finish(p, chain, 'VUL-5', 'SE');
    await acts.sign(h.as('CI'), await on(p, chain, 'VUL-5'));
    await allSayYes(p, chain);
    await finish(p, chain, 'VUL-6', 'CE');
    // The HTM director is away; the deputy decides where a ward says no.
    await house.db
      .insertInto('people.absence')
      .values({
        personId: h.people.HD,
        fromOn: CalendarDate.parse('2026-11-20'),
        toOn: CalendarDate.parse('2026-12-20'),
      })
      .execute();
    later(p, 1);
    await recastAll(house.ctx);
    const asked = (await step(p, chain, 'VUL-7')).gates;
    for (const g of asked) {
      const who = g.label === 'CL' ? 'CL' : 'CL2';
      await acts.answerGate(h.as(who), { gateId: g.id, answer: 'no', text: 'Not this week.' });
    }
    const decided = { ...(await on(p, chain, 'VUL-7')), decision: 'proceed' as const };
    await acts.decide(h.as('HDdeputy'), { ...decided, reason: 'Two at a time.' });
    await finish(p, chain, 'VUL-7', 'BM');
    await allSayYes(p, chain);
    await acts.startWork(h.as('BM'), await on(p, chain, 'VUL-8'));
    await acts.waitFor(h.as('BM'), { ...(await on(p, chain, 'VUL-8')), on: 'parts', note: 'Cable ordered.' });
    later(p, 5);
    await acts.resumeWork(h.as('CE'), await on(p, chain, 'VUL-8'));

    const found = await of(p);
    expect(lineOf(found, 'VUL-5', 'C', 'NE')?.kinds).toEqual({ held: 1, by_hand: 1 });
    expect(lineOf(found, 'VUL-7', 'A', 'HD')).toMatchObject({
      kinds: { stand_in: 1 },
      acts: [{ actor: 'HDdeputy', named: 'HDdeputy', chainId: chain }],
    });
    expect(lineOf(found, 'VUL-8', 'R', 'BM')?.kinds).toMatchObject({ held: 2, other_letter: 1 });
    expect(found.findings.map((f) => [f.kind, f.activityId, f.n, f.of])).toEqual([
      ['other_letter', 'VUL-8', 1, 3],
    ]);
    expect(found.findings[0]?.sentence).toContain('In practice CE did it, holding another letter: 1 of 3.');
    const { chunks } = await driftFile(house.ctx, {});
    const lines: string[] = [];
    for await (const chunk of chunks) lines.push(chunk.toString());
    expect(lines).toHaveLength(found.count + 1);
    expect((await of(p, { siteId: h.site + 1000 })).count).toBe(0);
    expect((await of(p, { sinceOn: '2026-12-24' })).count).toBe(0);
  });

  it('counts questions that nobody answered in time', async () => {
    const p = await place();
    const chain = await updateCase(p);
    const { gates } = await step(p, chain, 'VUL-5');
    later(p, 24 * 30);
    await tick(p.house.ctx);
    const lapsed = (await oneCase(p.h.as('CI'), chain)).steps
      .flatMap((s) => s.gates)
      .filter((g) => g.answer === 'lapsed');
    expect(gates.length).toBeGreaterThan(0);
    expect(lapsed.length).toBeGreaterThan(0);
    const found = await of(p);
    const silent = found.lines.reduce((sum, l) => sum + (l.kinds.silent ?? 0), 0);
    expect(found.kinds.silent).toBe(silent);
    expect(silent).toBeGreaterThanOrEqual(lapsed.length);
  });
});
