import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHours, type Instant, instant } from '../../../kernel/time.ts';
import { type Act, type DriftKind, type HeldLetter, judge, MOST_ACTS, tally } from './drift.ts';
import { type DriftFinding, driftFindings } from './drift-findings.ts';

const noon = instant(new Date('2026-11-02T12:00:00Z'));
const at = (hours: number): Instant => addHours(noon, hours);
const ANN = 1;
const BOB = 2;
const EVE = 3;
const held = (so: Partial<HeldLetter>): HeldLetter => ({
  letter: 'R',
  role: 'BM',
  personId: ANN,
  teamId: null,
  label: 'Ann',
  isContract: false,
  via: 'own',
  since: at(-10),
  until: null,
  ...so,
});
const act = (so: Partial<Act>): Act => ({
  id: '1',
  at: noon,
  does: 'work',
  actorId: ANN,
  actor: 'Ann',
  teamIds: [],
  askedRole: null,
  isPassedOn: false,
  isSecondSignature: false,
  activityId: 'VUL-8',
  siteId: 1,
  chainId: 1,
  holders: [held({})],
  ...so,
});
const team = held({ personId: null, teamId: 7, label: 'Biomed' });

describe('an act', () => {
  it.each<[string, Partial<Act>, DriftKind, string]>([
    ['of who held the letter', {}, 'held', 'BM Ann'],
    ['of one of the team that held it', { holders: [team], teamIds: [7], actorId: BOB }, 'held', 'BM Biomed'],
    ['of the deputy', { holders: [held({ via: 'deputy' })] }, 'stand_in', 'BM Ann'],
    ['of whom it was handed on to', { holders: [held({ via: 'delegation' })] }, 'delegated', 'BM Ann'],
    ['of whom it fell to, since nobody was staffed', { holders: [held({ via: 'gap' })] }, 'gap', 'BM Ann'],
    ['of somebody without a letter', { actorId: EVE }, 'no_letter', 'BM Ann'],
    [
      'of somebody with another letter',
      { actorId: BOB, holders: [held({}), held({ letter: 'C', role: 'CE', personId: BOB })] },
      'other_letter',
      'BM Ann',
    ],
    ['by who held it no longer', { holders: [held({ until: at(-1) })] }, 'no_letter', '? nobody'],
    ['by who held it only later', { holders: [held({ since: at(1) })] }, 'no_letter', '? nobody'],
    ['at the very end of holding it', { holders: [held({ until: noon })] }, 'held', 'BM Ann'],
    [
      'of somebody who is not in the team today',
      { holders: [team], actorId: EVE },
      'cannot_tell',
      'BM Biomed',
    ],
    [
      'for a contract and for the house: who it was, not who stands first',
      { holders: [held({ role: 'TP', isContract: true, personId: BOB }), held({})] },
      'held',
      'BM Ann',
    ],
    [
      'deciding needs A, not R',
      { does: 'decide', holders: [held({}), held({ letter: 'A', role: 'HD', personId: BOB, label: 'Bob' })] },
      'other_letter',
      'HD Bob',
    ],
    [
      'signing second where two sign',
      {
        does: 'decide',
        isSecondSignature: true,
        holders: [held({ letter: 'A', role: 'EX', personId: BOB })],
      },
      'held',
      'EX Ann',
    ],
    [
      'answering for the role that was asked',
      { does: 'answer', askedRole: 'CL', holders: [held({ letter: 'C', role: 'CL' })] },
      'held',
      'CL Ann',
    ],
    [
      'answering for another role that is asked too',
      {
        does: 'answer',
        askedRole: 'CE',
        holders: [held({ letter: 'C', role: 'CL' }), held({ letter: 'C', role: 'CE', personId: BOB })],
      },
      'other_letter',
      'CE Ann',
    ],
    [
      'answering what was passed on by hand',
      {
        does: 'answer',
        askedRole: 'CL',
        isPassedOn: true,
        actorId: EVE,
        holders: [held({ letter: 'C', role: 'CL' })],
      },
      'by_hand',
      'CL Ann',
    ],
    [
      'of nobody: no answer came',
      { does: 'silent', askedRole: 'CL', holders: [held({ letter: 'C', role: 'CL' })] },
      'silent',
      'CL Ann',
    ],
  ])('%s', (_, so, kind, who) => {
    const judged = judge(act(so));
    expect([judged.kind, `${judged.role} ${judged.named}`]).toEqual([kind, who]);
  });
});

const names = {
  role: (code: string) => ({ BM: 'Biomed', HD: 'HTM director', CL: 'Nursing', SE: 'SecOps' })[code] ?? code,
  step: (id: string) => ({ 'VUL-8': 'Update the devices' })[id] ?? id,
  site: () => 'St. Anne',
};
const times = (n: number, so: Partial<Act>): Act[] => Array.from({ length: n }, () => act(so));
const signs = (so: Partial<HeldLetter>): Partial<Act> => ({
  does: 'decide',
  holders: [held({ letter: 'A', role: 'HD', ...so })],
});
const askedOf = (so: Partial<Act>): Partial<Act> => ({
  askedRole: 'CL',
  holders: [held({ letter: 'C', role: 'CL' })],
  ...so,
});
const found = (acts: readonly Act[], staffed: readonly string[] = []): DriftFinding[] => {
  const sums = tally();
  for (const one of acts) sums.add(one);
  const named = staffed.map((role) => ({ activityId: 'VUL-8', siteId: 1, role }));
  return driftFindings(sums.lines(), named, names);
};

describe('what practice says of the matrix', () => {
  it.each<[string, readonly Act[], string[]]>([
    ['nothing, where all is as it says', times(20, {}), []],
    ['nothing, where nobody acted', [], []],
    [
      'a single act without a letter',
      [...times(4, {}), ...times(1, { actorId: EVE, actor: 'Eve' })],
      [
        'The matrix says Biomed does “Update the devices” at St. Anne. In practice Eve did it without any letter: 1 of 5.',
      ],
    ],
    [
      'an accountable who never signs',
      times(3, { ...signs({ via: 'deputy' }), actor: 'Dee' }),
      [
        'The matrix says HTM director decides and signs “Update the devices” at St. Anne. In practice Dee signs for them: 3 of 3.',
      ],
    ],
    ['nothing of two signatures of a deputy', times(2, signs({ via: 'deputy' })), []],
    [
      'nothing of a deputy who signs now and then',
      [...times(5, signs({})), ...times(4, signs({ via: 'deputy' }))],
      [],
    ],
    [
      'a role that is asked and keeps silent',
      [...times(3, askedOf({ does: 'silent' })), ...times(1, askedOf({ does: 'answer' }))],
      [
        'The matrix says Nursing is asked before “Update the devices” at St. Anne. In practice no answer comes in time: 3 of 4.',
      ],
    ],
    [
      'what was gone on without an answer',
      [...times(1, askedOf({ does: 'overridden' })), ...times(5, askedOf({ does: 'answer' }))],
      [
        'The matrix says Nursing is asked before “Update the devices” at St. Anne. In practice it was gone on without their answer: 1 of 6.',
      ],
    ],
    [
      'questions that always go to somebody else',
      times(3, askedOf({ does: 'answer', isPassedOn: true, actorId: EVE, actor: 'Eve' })),
      [
        'The matrix says Nursing is asked before “Update the devices” at St. Anne. In practice the question is passed on by hand, to Eve: 3 of 3.',
      ],
    ],
    [
      'work that nobody is staffed for',
      times(2, { holders: [held({ via: 'gap' })] }),
      [
        'The matrix says Biomed does “Update the devices” at St. Anne. Nobody was there for it, and it fell to Ann: 2 of 2.',
      ],
    ],
  ])('%s', (_, acts, sentences) => {
    expect(found(acts).map((f) => f.sentence)).toEqual(sentences);
  });

  it('that a role with R did none of ten acts, and nothing of nine', () => {
    expect(found(times(10, {}), ['BM', 'SE']).map((f) => f.sentence)).toEqual([
      'The matrix says SecOps does “Update the devices” at St. Anne. In practice Biomed did all of it: theirs were 0 of 10.',
    ]);
    expect(found(times(9, {}), ['BM', 'SE'])).toEqual([]);
  });

  it('acts without a letter first, then habits, each with what could be changed', () => {
    const all = found([...times(9, signs({ via: 'deputy' })), ...times(1, { actorId: EVE, actor: 'Eve' })]);
    expect(all.map((f) => f.kind)).toEqual(['no_letter', 'stand_in']);
    for (const { suggestion } of all) expect(suggestion).toMatch(/\.$/);
  });
});

describe('counting', () => {
  const any = fc.record({
    does: fc.constantFrom<Act['does']>('answer', 'work', 'decide', 'silent', 'overridden'),
    actorId: fc.constantFrom(ANN, BOB, EVE),
    activityId: fc.constantFrom('VUL-5', 'VUL-8'),
    siteId: fc.constantFrom(1, 2),
    askedRole: fc.constantFrom('CL', null),
    isPassedOn: fc.boolean(),
  });
  it('loses no act: every act is in one line and of one kind, and few are kept', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 120 }), (acts) => {
        const sums = tally();
        for (const one of acts) sums.add(act(one));
        const lines = sums.lines();
        expect(lines.reduce((sum, l) => sum + l.count, 0)).toBe(acts.length);
        for (const line of lines) {
          expect(Object.values(line.kinds).reduce((sum, n) => sum + n, 0)).toBe(line.count);
          expect(line.by.reduce((sum, b) => sum + b.count, 0)).toBe(line.count);
          expect(line.acts.length).toBe(Math.min(MOST_ACTS, line.count - (line.kinds.held ?? 0)));
        }
        for (const f of driftFindings(lines, [], names)) expect(f.n).toBeLessThanOrEqual(f.of);
      }),
    );
  });
});
