// The state machine against a second one, and against the promises of separation, whatever happens in whatever order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courtOf, peopleOf } from './court.ts';
import { next } from './machine.ts';
import type { Facts, ObligationEvent, ObligationState } from './obligation.ts';
import { Obligation } from './testing/reference-machine.ts';
import { beginnings, stories } from './testing/stories.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 0);
const many = { numRuns: Math.max(1_500, runs) };

/** What must be true after every accepted event, whatever it was. */
function promises(before: Facts, event: ObligationEvent, state: ObligationState, after: Facts): void {
  const owner = after.accountable ?? after.keeper;
  expect(owner, 'one accountable, or a named keeper').not.toBeNull();
  const court = courtOf(state, after);
  expect(court === null, 'the ball is somewhere until nobody needs it').toBe(
    state === 'closed' || state === 'withdrawn',
  );
  expect(court?.kind).not.toBe('nobody');
  if (court?.kind === 'person' || court?.kind === 'team')
    expect(peopleOf(court).length, 'with somebody').toBeGreaterThan(0);
  if (event.type === 'verified') expect(before.doers, 'the doer never checks').not.toContain(event.by);
  if (['do', 'verify', 'sign_off', 'closed'].includes(state))
    expect(
      after.gates.filter((gate) => gate.mandatory && gate.answer === null),
      'no work past an open question that is a must',
    ).toEqual([]);
  if (state === 'closed') {
    expect(after.isWorkDone && after.devices.to_do === 0).toBe(true);
    if (after.flow.verifyBy !== null) expect(after.isVerified).toBe(true);
    if (after.flow.signOff === 'always') expect(after.signatures.map((one) => one.personId)).toContain(owner);
  }
}

describe('the machine and the reference', () => {
  it('agree on every event of every history, and every promise holds after each', () => {
    const reached = new Map<ObligationState, number>();
    fc.assert(
      fc.property(beginnings, stories, (given, story) => {
        const model = new Obligation(given);
        let state: ObligationState = 'upcoming';
        let facts = given;
        for (const [index, event] of story.entries()) {
          const step = next(state, event, facts);
          const should = model.tell(event);
          const sentence = step.ok ? '' : step.sentence;
          expect(step.ok ? step.state : null, `${index} ${state} ${JSON.stringify(event)} ${sentence}`).toBe(
            should,
          );
          if (!step.ok) continue;
          promises(facts, event, step.state, step.facts);
          state = step.state;
          facts = step.facts;
          reached.set(state, (reached.get(state) ?? 0) + 1);
        }
      }),
      many,
    );
    // Histories that never get anywhere would prove nothing.
    for (const state of ['decide', 'verify', 'sign_off', 'closed'] as const)
      expect(reached.get(state) ?? 0, state).toBeGreaterThan(50);
  }, 600_000);
});
