// What may happen to an acceptance, and what follows: the table of states asked, then the rules of separation and limits.
import type { PersonId } from '../../../../kernel/ids.ts';
import type { CalendarDate } from '../../../../kernel/time.ts';
import type { Department, TwoPersons } from '../../../raci/model.ts';
import { MOST_RENEWALS, type RiskLevel, untilRefusal } from './limits.ts';
import {
  type AcceptanceEventType,
  type AcceptanceState,
  acceptanceInWords,
  acceptanceTransitions,
} from './states.ts';

export type Answer = 'yes' | 'yes_with_conditions' | 'no';
/** One question to one assessor or consulted role. `answer` null: still open. */
export type Question = {
  readonly id: number;
  readonly part: 'assess' | 'consult';
  readonly people: readonly PersonId[];
  readonly department: Department;
  readonly silence: 'proceed' | 'escalate' | 'block';
  readonly answer: Answer | 'lapsed' | null;
  readonly by: PersonId | null;
};

/** All that the rules look at. */
export type AcceptanceFacts = {
  readonly author: PersonId;
  readonly accountable: PersonId | null;
  readonly owner: PersonId;
  readonly questions: readonly Question[];
  readonly two: Pick<TwoPersons, 'first' | 'second'>;
  readonly level: RiskLevel;
  readonly renewal: number;
  readonly wishedUntilOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
  readonly controls: readonly {
    readonly id: number;
    readonly owner: PersonId;
    readonly checkOn: CalendarDate;
  }[];
  /** In what the risk is worse than when it was asked for. */
  readonly worse: readonly string[];
  readonly today: CalendarDate;
};

export type AcceptanceEvent =
  | {
      readonly type: 'answered';
      readonly questionId: number;
      readonly by: PersonId;
      readonly answer: Answer;
      readonly text: string;
    }
  | { readonly type: 'lapsed'; readonly questionId: number }
  | { readonly type: 'approved'; readonly by: PersonId; readonly untilOn: CalendarDate }
  | {
      readonly type: 'refused' | 'withdrawn' | 'reviewed' | 'closed';
      readonly by: PersonId;
      readonly reason: string;
    }
  | { readonly type: 'checked'; readonly by: PersonId; readonly controlId: number }
  | { readonly type: 'expired' | 'renewed' }
  | { readonly type: 'revoked'; readonly why: readonly string[] };

export type AcceptanceStep =
  | { readonly ok: true; readonly state: AcceptanceState; readonly questions: readonly Question[] }
  | { readonly ok: false; readonly sentence: string };

const refuse = (sentence: string): AcceptanceStep => ({ ok: false, sentence });

/** Those who asked for it have no say in it. */
const OWN = 'Whoever asks for an acceptance does not assess or approve it.';

/** True when people of both sides of the house, and not the same person twice, are in favour; the author never counts.
 *  @source domain.md 8.6 [rule] */
export function bothSides({
  questions,
  two,
  author,
}: Pick<AcceptanceFacts, 'questions' | 'two' | 'author'>): boolean {
  const favour = questions.filter(
    (q) => (q.answer === 'yes' || q.answer === 'yes_with_conditions') && q.by !== null && q.by !== author,
  );
  return favour.some(
    (a) =>
      two.first.includes(a.department) &&
      favour.some((b) => b.by !== a.by && two.second.includes(b.department)),
  );
}

const isOpen = (q: Question, part: Question['part']): boolean => q.part === part && q.answer === null;

/** Where a request stands by what was answered: assessors first, then those consulted, then the decision. */
export const askedState = (questions: readonly Question[]): 'requested' | 'assessed' | 'consulted' =>
  questions.some((q) => isOpen(q, 'assess'))
    ? 'requested'
    : questions.some((q) => isOpen(q, 'consult'))
      ? 'assessed'
      : 'consulted';

function onAnswer(
  state: AcceptanceState,
  event: AcceptanceEvent & { type: 'answered' | 'lapsed' },
  facts: AcceptanceFacts,
): AcceptanceStep {
  const question = facts.questions.find((q) => q.id === event.questionId);
  if (!question) return refuse('There is no such question here.');
  if (question.answer !== null) return refuse('This question is answered already.');
  if (question.part === 'consult' && state === 'requested')
    return refuse('This is asked when the risk has been assessed.');
  let answered: Question;
  if (event.type === 'lapsed') {
    if (question.part === 'assess' || question.silence === 'block')
      return refuse('Without this answer nothing is decided.');
    answered = { ...question, answer: 'lapsed' };
  } else {
    if (event.by === facts.author) return refuse(OWN);
    if (!question.people.includes(event.by)) return refuse('This question is put to somebody else.');
    if (event.answer !== 'yes' && event.text.trim().length < 3)
      return refuse(event.answer === 'no' ? 'Say why not.' : 'Say which conditions.');
    answered = { ...question, answer: event.answer, by: event.by };
  }
  const questions = facts.questions.map((q) => (q === question ? answered : q));
  return { ok: true, state: askedState(questions), questions };
}

function approvalRefusal(
  event: AcceptanceEvent & { type: 'approved' },
  facts: AcceptanceFacts,
): string | null {
  if (event.by === facts.author) return 'Nobody approves their own request.';
  if (event.by !== facts.accountable) return 'Only the person who answers for it can decide this.';
  if (facts.renewal > MOST_RENEWALS) return `An acceptance is renewed ${MOST_RENEWALS} times at most.`;
  const [worse] = facts.worse;
  if (worse !== undefined)
    return `The risk is worse than when it was asked for: ${worse} Let it be asked for anew.`;
  if (!bothSides(facts))
    return 'Accepting a risk needs two people in favour, one of information security and one of HTM or the clinical side; that is not so here.';
  const late = facts.controls.filter((c) => c.checkOn < facts.today);
  if (late.length > 0)
    return `${late.length === 1 ? 'One control' : `${late.length} controls`} should have been looked at before today. Have that done first.`;
  if (event.untilOn > facts.wishedUntilOn) return 'It cannot hold for longer than was asked for.';
  return untilRefusal(facts.today, event.untilOn, facts.level);
}

/** Who may end an acceptance or say that it still fits: its owner, and whoever answers for it. */
const isKeeper = (by: PersonId, facts: AcceptanceFacts): boolean =>
  by === facts.owner || by === facts.accountable;

function refusalOf(event: AcceptanceEvent, facts: AcceptanceFacts): string | null {
  switch (event.type) {
    case 'approved':
      return approvalRefusal(event, facts);
    case 'refused':
      return event.by === facts.accountable && event.by !== facts.author
        ? null
        : 'Only the person who answers for it can decide this.';
    case 'withdrawn':
      return event.by === facts.author ? null : 'Only whoever asked for it can take it back.';
    case 'reviewed':
    case 'closed':
      return isKeeper(event.by, facts)
        ? null
        : 'Only its owner and the person who answers for it can do this.';
    case 'checked': {
      const control = facts.controls.find((c) => c.id === event.controlId);
      if (!control) return 'There is no such control here.';
      return event.by === control.owner || event.by === facts.owner
        ? null
        : 'This control is with somebody else.';
    }
    case 'expired':
      return facts.untilOn !== null && facts.untilOn < facts.today ? null : 'It has not expired.';
    case 'revoked':
      return event.why.length > 0 ? null : 'Nothing is worse than when it was accepted.';
    default:
      return null;
  }
}

const ends: Readonly<
  Record<Exclude<AcceptanceEventType, 'answered' | 'lapsed' | 'reviewed' | 'checked'>, AcceptanceState>
> = {
  approved: 'active',
  refused: 'refused',
  withdrawn: 'withdrawn',
  expired: 'expired',
  renewed: 'renewed',
  revoked: 'revoked',
  closed: 'closed',
};

/** The acceptance after an event, or a refusal that says why. Pure; every accepted step is one of the table. */
export function nextAcceptance(
  state: AcceptanceState,
  event: AcceptanceEvent,
  facts: AcceptanceFacts,
): AcceptanceStep {
  if (!acceptanceTransitions[state][event.type])
    return refuse(`This cannot be done now: it ${acceptanceInWords[state]}.`);
  if (event.type === 'answered' || event.type === 'lapsed') return onAnswer(state, event, facts);
  if ('reason' in event && event.reason.trim().length < 3) return refuse('Say why: others will read it.');
  const sentence = refusalOf(event, facts);
  if (sentence !== null) return refuse(sentence);
  const after = event.type === 'reviewed' || event.type === 'checked' ? state : ends[event.type];
  return { ok: true, state: after, questions: facts.questions };
}
