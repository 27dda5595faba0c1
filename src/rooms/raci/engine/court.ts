// The court: at any instant the ball of an obligation is with exactly one party.
import type { PersonId } from '../../../kernel/ids.ts';
import { ms } from '../../../kernel/time.ts';
import { type Court, type Facts, type ObligationState, type Party, unfinished } from './obligation.ts';

/** The people a party consists of. */
export const peopleOf = (party: Party): readonly PersonId[] =>
  party.kind === 'person' ? [party.personId] : party.kind === 'team' ? party.memberIds : party.personIds;

/** The accountable, else the owner of the gap, else nobody. */
function byAccountable(facts: Facts): Court {
  const personId = facts.accountable ?? facts.keeper;
  return personId === null ? { kind: 'nobody' } : { kind: 'person', personId };
}

function whileDoing(facts: Facts): Court {
  const { devices } = facts;
  if (facts.waitingOn === 'window') return { kind: 'care', why: 'window' };
  if (facts.waitingOn === 'maker') return { kind: 'outside', role: 'MD', personIds: [] };
  if (facts.waitingOn === 'parts') return { kind: 'outside', role: null, personIds: [] };
  // Nothing is left that the doer could do now: the rest is with patients, or cannot be found.
  if (devices.to_do === 0 && devices.deferred === 0 && unfinished.some((outcome) => devices[outcome] > 0))
    return { kind: 'care', why: devices.in_use > 0 ? 'in_use' : 'could_not_locate' };
  if (facts.offer !== null) return { kind: 'person', personId: facts.offer.to };
  if (facts.claimedBy !== null) return { kind: 'person', personId: facts.claimedBy };
  const mayDo = (party: Party): boolean => {
    const people = peopleOf(party);
    return people.length === 0 || people.some((id) => !facts.apart.includes(id));
  };
  return (
    facts.responsible.find(mayDo) ??
    byAccountable({ ...facts, accountable: facts.keeper ?? facts.accountable })
  );
}

/** Who has the ball; null only where nobody needs it any more (closed, withdrawn). Of several open gates, the one that
 *  closes first; of several who do the work, whoever claimed it, else the first. A team waits as a team. */
export function courtOf(state: ObligationState, facts: Facts): Court | null {
  switch (state) {
    case 'closed':
    case 'withdrawn':
      return null;
    case 'consult': {
      const open = facts.gates.filter((gate) => gate.answer === null);
      const first = [...open].sort((a, b) => ms(a.dueAt) - ms(b.dueAt) || a.id - b.id)[0];
      return first?.party ?? byAccountable(facts);
    }
    case 'do':
      return whileDoing(facts);
    case 'verify': {
      const isFree = (party: Party): boolean => peopleOf(party).some((id) => !facts.doers.includes(id));
      return facts.verifiers.find(isFree) ?? byAccountable(facts);
    }
    case 'upcoming':
    case 'decide':
    case 'sign_off':
      return byAccountable(facts);
  }
}
