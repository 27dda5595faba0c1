// The engine against a second one written from the words of the product alone: on every random hospital they must agree.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Holder, Resolution } from '../model.ts';
import { compile } from './compile.ts';
import { resolveWith } from './resolve.ts';
import { type Expected, expected, type Named, type World } from './testing/reference-resolve.ts';
import { worlds } from './testing/worlds.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 0);
const many = { numRuns: Math.max(600, runs) };

const named = ({ reasons: _, ...rest }: Holder): Named => rest;
const key = (one: { letter: string; role: string | null }): string => `${one.letter} ${one.role ?? ''}`;
const sorted = (ones: readonly { letter: string; role: string | null }[]): string[] => ones.map(key).sort();

/** Where the engine and the reference differ, each in a sentence; nothing where they agree. */
function differences(answer: Resolution, should: Expected): string[] {
  const faults: string[] = [];
  const say = (what: string, is: unknown, ought: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(ought))
      faults.push(`${what}: engine ${JSON.stringify(is)}, reference ${JSON.stringify(ought)}`);
  };
  for (const letter of ['A', 'R', 'C', 'I'] as const) {
    const pick = (one: Named) => [
      one.role,
      one.personId,
      one.teamId,
      one.memberIds,
      one.viaDeputyOf,
      one.viaDelegation,
      one.staffingId,
      one.contract,
      one.isOutside,
    ];
    say(letter, answer[letter].map(named).map(pick), should.held[letter].map(pick));
  }
  const gaps = answer.gaps.filter((gap) => gap.kind !== 'nobody');
  say('holes', sorted(gaps), sorted(should.holes));
  for (const gap of gaps) {
    const hole = should.holes.find((one) => key(one) === key(gap));
    if (hole && !hole.kinds.includes(gap.kind))
      faults.push(`${key(gap)} is ${gap.kind}, reference ${hole.kinds.join(' or ')}`);
    say(`owner of ${key(gap)}`, gap.ownedBy, should.keeper === null ? [] : [should.keeper]);
  }
  const isUnowned = should.keeper === null && should.holes.length > 0;
  say(
    'nobody',
    answer.gaps.some((gap) => gap.kind === 'nobody'),
    isUnowned,
  );
  say('skipped', sorted(answer.skipped), sorted(should.skipped));
  return faults;
}

describe('resolve and the reference', () => {
  it('agree on every random hospital, whatever is asked before', () => {
    fc.assert(
      fc.property(worlds, ({ matrix, org, asked }) => {
        const raci = compile(matrix, org);
        const world: World = { matrix, org };
        for (const question of asked) {
          const answer = resolveWith(raci, question.activityId, question.subject, question.at);
          expect(differences(answer, expected(world, question)), JSON.stringify(question)).toEqual([]);
        }
      }),
      many,
    );
  }, 600_000);
});
