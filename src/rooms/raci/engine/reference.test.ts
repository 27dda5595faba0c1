// Faults of the engine that the reference found on random hospitals, each as the smallest case that shows it.
import { describe, expect, it } from 'vitest';
import type { MatrixDocument } from '../model.ts';
import { at, fullMatrix, hospital, line, monday, person, pumps, site, ward } from '../testing.ts';
import { next } from './machine.ts';
import type { Facts } from './obligation.ts';
import { resolve } from './resolve.ts';

describe('what random hospitals found of resolve', () => {
  const twoA = (when: 'no_vendor_fix' | null): MatrixDocument => {
    const matrix = fullMatrix();
    const cell = { contract: false, when: null };
    const cells = [
      { ...cell, role: 'CI', letters: ['A'] as const, when: 'life_support' as const },
      { ...cell, role: 'HD', letters: ['A'] as const, when },
      { ...cell, role: 'BM', letters: ['R'] as const },
    ];
    return {
      ...matrix,
      activities: matrix.activities.map((row) => (row.id === 'VUL-8' ? { ...row, cells } : row)),
    };
  };

  it('a letter A that does not apply here is told as left out, like every other letter', () => {
    const answer = resolve(twoA(null), hospital(), 'VUL-8', pumps, monday);
    expect(answer.A.map((holder) => holder.role)).toEqual(['HD']);
    expect(answer.skipped).toContainEqual({ letter: 'A', role: 'CI', what: 'Only for life support.' });
  });

  it('a hole of A names the role whose letter applies, not one whose condition is not met', () => {
    const org = hospital();
    const staffing = org.staffing.filter((one) => one.role !== 'HD');
    const answer = resolve(twoA(null), { ...org, staffing }, 'VUL-8', pumps, monday);
    expect(answer.gaps.find((gap) => gap.letter === 'A')).toMatchObject({ role: 'HD', kind: 'not_staffed' });
  });

  it('a line of a ward begins on the day at that ward, not at the first site of the list', () => {
    const org = hospital();
    const sites = org.sites.map((one) => (one.id === 2 ? { ...one, timezone: 'Pacific/Auckland' } : one));
    const own = line(90, 'BM', {
      scope: { wardId: 3 },
      holder: { kind: 'person', personId: 22 },
      validFrom: '2026-11-24',
    });
    // Noon of the 23rd in Chicago is the 24th in Auckland.
    const answer = resolve(
      fullMatrix(),
      { ...org, sites, staffing: [...org.staffing, own] },
      'VUL-8',
      { siteId: site(2), wardId: ward(3) },
      at('2026-11-23T18:00:00.000Z'),
    );
    expect(answer.R[0]?.personId).toBe(22);
  });
});

describe('what random histories found of the machine', () => {
  const checked: Facts = {
    flow: { signOff: 'by_exception', verifyBy: 'CE', signerApart: false, twoPersons: null },
    so: [],
    gates: [],
    devices: { to_do: 0, done: 1, could_not_locate: 0, in_use: 0, deferred: 0, replaced: 0, retired: 0 },
    attention: [],
    responsible: [{ kind: 'person', personId: person(1) }],
    claimedBy: null,
    offer: null,
    accountable: person(3),
    verifiers: [{ kind: 'person', personId: person(2) }],
    keeper: null,
    doers: [person(1)],
    apart: [],
    signatures: [],
    waitingOn: null,
    isWorkDone: true,
    isVerified: false,
    bounces: 0,
  };
  const question = {
    id: 1,
    party: null,
    mandatory: true,
    silence: 'escalate' as const,
    dueAt: monday,
    answer: null,
  };

  it('a question put to nobody is answered by the accountable, not by whoever comes by', () => {
    const yes = { type: 'gate_answered' as const, gateId: 1, answer: 'yes' as const, text: 'fine' };
    const facts = { ...checked, gates: [question], isWorkDone: false };
    expect(next('consult', { ...yes, by: person(9) }, facts).ok).toBe(false);
    expect(next('consult', { ...yes, by: person(3) }, facts)).toMatchObject({ ok: true, state: 'do' });
  });

  it('only who checks may send work back from the check', () => {
    const back = { type: 'returned' as const, reason: 'it beeps' };
    expect(next('verify', { ...back, by: person(9) }, checked).ok).toBe(false);
    expect(next('verify', { ...back, by: person(2) }, checked)).toMatchObject({ ok: true, state: 'do' });
  });

  it.each([
    ['nobody is named to check', []],
    ['everybody who checks did some of it', [{ kind: 'person' as const, personId: person(1) }]],
  ])('where %s the check falls to the accountable, who has the ball, and to nobody else', (_, verifiers) => {
    const facts = { ...checked, verifiers };
    expect(next('verify', { type: 'verified', by: person(9) }, facts).ok).toBe(false);
    expect(next('verify', { type: 'verified', by: person(3) }, facts).ok).toBe(true);
  });

  it('work that was sent back is put before the accountable at its end, where signing is by exception (ADR 6)', () => {
    const back = next('verify', { type: 'returned', by: person(2), reason: 'it beeps' }, checked);
    if (!back.ok) throw new Error(back.sentence);
    const done = next(back.state, { type: 'work_done', by: person(1), problem: null }, back.facts);
    if (!done.ok) throw new Error(done.sentence);
    expect(next(done.state, { type: 'verified', by: person(2) }, done.facts)).toMatchObject({
      ok: true,
      state: 'sign_off',
    });
  });
});
