// Random obligations and what happens to them, in any order and by anybody, right or wrong.
import fc from 'fast-check';
import { PersonId, TeamId } from '../../../../kernel/ids.ts';
import { addHours } from '../../../../kernel/time.ts';
import { monday } from '../../testing.ts';
import { deviceOutcomes, type Facts, type ObligationEvent, type Party } from '../obligation.ts';

const PEOPLE = 4;
const someone = fc.integer({ min: 1, max: PEOPLE }).map((id) => PersonId.parse(id));
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const party: fc.Arbitrary<Party> = fc.oneof(
  { weight: 3, arbitrary: someone.map((personId): Party => ({ kind: 'person', personId })) },
  fc
    .uniqueArray(someone, { minLength: 1, maxLength: 3 })
    .map((memberIds): Party => ({ kind: 'team', teamId: TeamId.parse(1), memberIds })),
  fc
    .uniqueArray(someone, { minLength: 1, maxLength: 2 })
    .map((personIds): Party => ({ kind: 'outside', role: 'MD', personIds })),
);
const side = fc.constantFrom('is' as const, 'htm' as const, 'clinical' as const, 'leadership' as const);

/** Facts as they are when an obligation is made: one accountable, or none and the owner of the gap. */
export const beginnings: fc.Arbitrary<Facts> = fc
  .record({
    signOff: fc.constantFrom('always' as const, 'by_exception' as const, 'none' as const),
    verifyBy: fc.constantFrom(null, 'CE'),
    signerApart: fc.boolean(),
    two: fc.constantFrom(null, null, null, 'always', 'life_support' as const),
    so: fc.subarray(['life_support' as const, 'no_vendor_fix' as const]),
    gates: fc.array(
      fc.record({
        party: orNull(party),
        mandatory: fc.boolean(),
        silence: fc.constantFrom('proceed' as const, 'escalate' as const, 'block' as const),
      }),
      { maxLength: 3 },
    ),
    toDo: fc.integer({ min: 0, max: 2 }),
    responsible: fc.array(party, { maxLength: 2 }),
    accountable: orNull(someone),
    keeper: someone,
    verifiers: fc.array(party, { maxLength: 2 }),
    apart: fc.uniqueArray(someone, { maxLength: 2 }),
  })
  .map(({ two, gates, toDo, accountable, keeper, signOff, verifyBy, signerApart, ...rest }) => ({
    ...rest,
    flow: {
      signOff,
      verifyBy,
      signerApart,
      twoPersons:
        two === null
          ? null
          : { first: ['is'], second: ['htm', 'clinical'], when: two === 'always' ? null : two },
    },
    gates: gates.map((one, index) => ({
      ...one,
      id: index + 1,
      dueAt: addHours(monday, index + 1),
      answer: null,
    })),
    devices: { to_do: toDo, done: 0, could_not_locate: 0, in_use: 0, deferred: 0, replaced: 0, retired: 0 },
    attention: [],
    claimedBy: null,
    offer: null,
    accountable,
    keeper: accountable === null ? keeper : null,
    doers: [],
    signatures: [],
    waitingOn: null,
    isWorkDone: false,
    isVerified: false,
    bounces: 0,
  }));

const text = fc.constantFrom('because');
const gateId = fc.integer({ min: 1, max: 9 });
/** Questions put anew; their numbers follow those of the beginning. */
const newGates = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 4, max: 9 }),
    party: orNull(party),
    mandatory: fc.boolean(),
    silence: fc.constantFrom('proceed' as const, 'escalate' as const, 'block' as const),
    dueAt: fc.constant(addHours(monday, 9)),
    answer: fc.constant(null),
  }),
  { maxLength: 2, selector: (gate) => gate.id },
);
const outcome = fc.constantFrom(...deviceOutcomes);
const by = { by: someone };
/** One kind of event, each of its parts at random. */
function event<E extends ObligationEvent>(
  parts: { readonly [K in keyof E]: fc.Arbitrary<E[K]> },
): fc.Arbitrary<E> {
  return fc.record<E>(parts);
}
const kind = <T extends ObligationEvent['type']>(type: T) => fc.constant(type);
const happenings: fc.Arbitrary<ObligationEvent> = fc.oneof(
  { weight: 6, arbitrary: event({ type: kind('opened') }) },
  {
    weight: 8,
    arbitrary: event({
      type: kind('gate_answered'),
      gateId,
      ...by,
      answer: fc.constantFrom('yes' as const, 'yes' as const, 'yes_with_conditions' as const, 'no' as const),
      text,
    }),
  },
  { weight: 2, arbitrary: event({ type: kind('gate_passed_on'), gateId, ...by, to: party }) },
  { weight: 5, arbitrary: event({ type: kind('gate_lapsed'), gateId }) },
  { weight: 1, arbitrary: event({ type: kind('gate_dropped'), gateId }) },
  { weight: 4, arbitrary: event({ type: kind('work_started'), ...by }) },
  {
    weight: 8,
    arbitrary: event({
      type: kind('device_outcome'),
      ...by,
      before: fc.oneof({ weight: 4, arbitrary: fc.constant('to_do' as const) }, outcome),
      after: fc.oneof({ weight: 2, arbitrary: fc.constant('done' as const) }, outcome),
      nextOwner: fc.constantFrom(null, 'the ward clerk', 'the ward clerk'),
    }),
  },
  {
    weight: 1,
    arbitrary: event({
      type: kind('waiting'),
      ...by,
      on: fc.constantFrom('maker' as const, 'window' as const, 'parts' as const),
    }),
  },
  { weight: 1, arbitrary: event({ type: kind('resumed') }) },
  {
    weight: 8,
    arbitrary: event({ type: kind('work_done'), ...by, problem: fc.constantFrom(null, null, 'it beeps') }),
  },
  { weight: 4, arbitrary: event({ type: kind('handed_on'), ...by, to: someone, needed: text }) },
  { weight: 3, arbitrary: event({ type: kind('handed_back'), ...by, reason: text }) },
  { weight: 8, arbitrary: event({ type: kind('verified'), ...by }) },
  { weight: 1, arbitrary: event({ type: kind('objection'), ...by, text }) },
  { weight: 8, arbitrary: event({ type: kind('decided_proceed'), ...by, reason: text }) },
  { weight: 3, arbitrary: event({ type: kind('asked_again'), ...by, reason: text, gates: newGates }) },
  { weight: 10, arbitrary: event({ type: kind('signed'), ...by, department: side }) },
  { weight: 2, arbitrary: event({ type: kind('returned'), ...by, reason: text }) },
  { weight: 1, arbitrary: event({ type: kind('stepped_back'), ...by, reason: text }) },
  { weight: 2, arbitrary: event({ type: kind('reopened'), reason: text }) },
);
const end: fc.Arbitrary<ObligationEvent | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  event({ type: kind('withdrawn'), reason: text }),
  event({ type: kind('superseded'), reason: text }),
  event({ type: kind('decided_stop'), ...by, reason: text }),
);
/** What happens, one thing after another; it seldom ends by a word from outside. */
export const stories: fc.Arbitrary<readonly ObligationEvent[]> = fc
  .tuple(fc.array(happenings, { minLength: 30, maxLength: 120, size: 'max' }), end)
  .map(([told, last]) => [{ type: 'opened' }, ...told, ...(last === null ? [] : [last])]);
