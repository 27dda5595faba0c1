// Carries out one event on one step: asks the state machine, saves what it answers, and does what must follow,
// all in the open transaction.
import { AppError } from '../../../kernel/errors.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import {
  type Court,
  courtOf,
  escalationPath,
  escalationPeople,
  type Facts,
  next,
  type ObligationEvent,
  type ObligationState,
  peopleOf,
  remindAt,
  resolveWith,
} from '../../raci/index.ts';
import { toldSentence } from '../rules/sentences.ts';
import type * as chains from '../store/chains.ts';
import * as notices from '../store/notices.ts';
import { type StepSaved, saveSteps } from '../store/save-steps.ts';
import { type Case, factsOf, partyName, type Step } from './case.ts';
import { turnClock, waitOf } from './clock.ts';

type Done = {
  readonly before: ObligationState;
  readonly after: ObligationState;
  readonly mustReplan: string | null;
};

/** Applies an event. `body` is what the ledger keeps beside it.
 *  @throws AppError `unprocessable` with the machine's sentence when it may not happen now. */
export async function apply(
  outer: Ctx,
  of: Case,
  step: Step,
  event: ObligationEvent,
  body: Record<string, unknown> = {},
): Promise<Done> {
  // Once the case is locked an act happens at one instant: the ball and the ledger say the same.
  const at = outer.now();
  const ctx: Ctx = { ...outer, now: () => at };
  const before = step.o.state;
  const answer = next(before, event, factsOf(of, step));
  if (!answer.ok)
    throw new AppError('unprocessable', answer.sentence, { obligationId: step.o.id, state: before });
  const { state, facts, effects } = answer;
  await saveGates(ctx, step, facts);
  step.o = {
    ...step.o,
    state,
    stateSince: state === before ? step.o.stateSince : at,
    startedAt: step.o.startedAt ?? at,
    claimedBy: state === 'closed' || state === 'withdrawn' ? step.o.claimedBy : facts.claimedBy,
    offer: offerAfter(ctx, step, event, facts),
    attention: [...facts.attention],
    doers: [...facts.doers],
    waitingOn: facts.waitingOn,
    isWorkDone: facts.isWorkDone,
    isVerified: facts.isVerified,
    bounces: facts.bounces,
  };
  await settleBall(ctx, of, step, facts, state !== before);
  audit(
    ctx,
    `work.${event.type}`,
    { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
    { ...eventFacts(event), ...body, activity: step.activity.id, from: before, to: state },
  );
  if (event.type === 'work_started' || event.type === 'handed_back' || event.type === 'handed_on')
    await notices.settleAsked(ctx.db, step.o.id, event.by, at);
  for (const effect of effects) {
    if (effect.kind === 'inform') await inform(ctx, of, step);
    if (effect.kind === 'tell_consulted') await tellConsulted(ctx, of, step, effect.what);
    if (effect.kind === 'bounced') await tellDoers(ctx, of, step, effect.why);
    if (effect.kind === 'offered')
      await tell(ctx, of, step, [effect.to], 'asked', `Handed to you: ${effect.what} (${of.chain.sentence})`);
    if (effect.kind === 'handed_back')
      await tell(ctx, of, step, [effect.to], 'returned', `Not taken: ${effect.why} (${of.chain.sentence})`);
  }
  const replan = effects.find((e) => e.kind === 'replan');
  return { before, after: state, mustReplan: replan?.kind === 'replan' ? replan.why : null };
}

/** The offer as it is kept: what was said when it was made stays with it until it is taken or given back. */
function offerAfter(
  ctx: Ctx,
  step: Step,
  event: ObligationEvent,
  { offer }: Facts,
): chains.Obligation['offer'] {
  if (offer === null) return null;
  if (event.type === 'handed_on')
    return { ...offer, done: event.done ?? null, needed: event.needed, at: ctx.now() };
  return step.o.offer;
}

const eventFacts = (event: ObligationEvent): Record<string, unknown> => {
  const { type: _, ...facts } = event;
  return facts;
};

/** Keeps what the machine changed on the gates: a lapse, an override. Answers are written by whoever answers. */
async function saveGates(ctx: Ctx, step: Step, facts: Facts): Promise<void> {
  for (const fact of facts.gates) {
    const gate = step.gates.find((g) => g.id === fact.id);
    if (!gate || gate.answer === fact.answer || fact.answer === null) continue;
    gate.answer = fact.answer;
    gate.answeredAt = ctx.now();
    await notices.answerGate(ctx.db, gate.id, {
      answer: fact.answer,
      answerText: gate.answerText,
      answeredBy: gate.answeredBy,
      answeredAt: ctx.now(),
    });
  }
}

const careWords = {
  in_use: 'Care: in use by patients',
  could_not_locate: 'Care: could not be found',
  window: 'Care: agreed window awaited',
} as const;

function courtColumns(
  of: Case,
  court: Court | null,
): Pick<chains.Obligation, 'courtKind' | 'courtPersonId' | 'courtTeamId' | 'courtLabel'> {
  const none = { courtPersonId: null, courtTeamId: null };
  if (court === null || court.kind === 'nobody') return { courtKind: 'nobody', courtLabel: '', ...none };
  if (court.kind === 'care') return { courtKind: 'care', courtLabel: careWords[court.why], ...none };
  const courtLabel = partyName(of.now, court);
  if (court.kind === 'person')
    return { courtKind: 'person', courtPersonId: court.personId, courtTeamId: null, courtLabel };
  if (court.kind === 'team')
    return { courtKind: 'team', courtPersonId: null, courtTeamId: court.teamId, courtLabel };
  return { courtKind: 'outside', courtPersonId: court.personIds[0] ?? null, courtTeamId: null, courtLabel };
}

/** Saves the step, moves the ball when it changed hands, stops or starts the clock, and plans the way up the line for the
 *  new state. */
export async function settleBall(
  ctx: Ctx,
  of: Case,
  step: Step,
  facts: Facts,
  isNewState: boolean,
): Promise<void> {
  const at = ctx.now();
  const { accepted } = of.chain;
  const isStill = accepted !== null && isRunning(step.o.state);
  const own = step.o.state === 'upcoming' ? null : courtOf(step.o.state, facts);
  // While its risk is accepted a case stands still: its steps are with whoever looks after the acceptance, and wait for nobody.
  const court: Court | null = isStill ? { kind: 'person', personId: accepted.ownerId } : own;
  const columns = courtColumns(of, court);
  const moved =
    columns.courtKind !== step.o.courtKind ||
    columns.courtPersonId !== step.o.courtPersonId ||
    columns.courtTeamId !== step.o.courtTeamId ||
    columns.courtLabel !== step.o.courtLabel;
  const turned = await turnClock(ctx, of, step, isStill ? null : waitOf(step, court));
  if (isNewState || (moved && !turned)) step.o.clockFrom = at;
  step.o = { ...step.o, ...columns, ...(moved ? { courtSince: at } : {}) };
  const saved: StepSaved = {
    o: step.o,
    closedAt: step.o.state === 'closed' || step.o.state === 'withdrawn' ? at : null,
    ball: moved || turned ? { role: isStill ? ACCEPTED : roleInCourt(step, court), at } : null,
    clock: isStill ? [] : isNewState || moved || turned ? clockOf(ctx, of, step, court) : null,
  };
  if (of.saves) of.saves.push(saved);
  else await saveSteps(ctx.db, [saved]);
  step.o = { ...step.o, version: step.o.version + 1 };
}

/** The party in whose court the time of an accepted risk is counted. */
export const ACCEPTED = 'accepted';
const isRunning = (state: ObligationState): boolean =>
  state !== 'upcoming' && state !== 'closed' && state !== 'withdrawn';

/** Says anew with whom every running step is: after the case was let stand still, or go on. */
export async function settleBalls(ctx: Ctx, of: Case): Promise<void> {
  for (const step of of.steps)
    if (isRunning(step.o.state)) await settleBall(ctx, of, step, factsOf(of, step), true);
}

/** The role that a stay in this court counts for. Waiting is nobody's of the house: `care` and spare parts have none, and a
 *  wait for the maker is the maker's, whoever asked for it. */
function roleInCourt(step: Step, court: Court | null): string | null {
  const { o } = step;
  if (court === null || court.kind === 'nobody' || court.kind === 'care') return null;
  if (court.kind === 'outside') return court.role;
  const roleOf = (letter: 'R' | 'A'): string | null => {
    const held = step.holders.filter((h) => h.letter === letter);
    const isTheirs = (h: (typeof held)[number]): boolean =>
      h.personId === o.courtPersonId && h.teamId === o.courtTeamId;
    return (held.find(isTheirs) ?? held[0])?.role ?? null;
  };
  if (o.state === 'decide' || o.state === 'sign_off') return roleOf('A');
  if (o.state === 'consult') {
    const isAsked = (g: Step['gates'][number]): boolean =>
      g.answer === null && g.personId === o.courtPersonId && g.teamId === o.courtTeamId;
    return step.gates.find(isAsked)?.role ?? roleOf('A');
  }
  return roleOf('R');
}

/** When whom to remind of a step in this court. A step is known by the state it belongs to, so that each state has its own
 *  reminders, each sent once; while somebody else is waited for, by that wait. */
function clockOf(ctx: Ctx, of: Case, step: Step, court: Court | null): NonNullable<StepSaved['clock']> {
  if (court === null || court.kind === 'nobody') return [];
  const { raci } = of.now;
  const { o } = step;
  const { clock } = of.chain;
  const up = escalationPeople(
    raci,
    resolveWith(raci, step.activity.id, of.chain.subject, ctx.now()),
    of.chain.subject,
  );
  const waits = o.claimedBy ? [o.claimedBy] : toPeople(of, step, 'R');
  return escalationPath({
    startAt: o.pausedAt ?? o.clockFrom,
    dueAt: o.partyDueAt ?? o.dueAt,
    ...up,
    responsible: o.pausedAt === null ? (court.kind === 'care' ? [] : peopleOf(court)) : waits,
    accountable: step.holders.find((h) => h.letter === 'A')?.personId ?? up.accountable,
  }).map((p) => ({
    step: `${o.state}:${o.bounces}:${of.chain.cameBack > 0 ? `back${of.chain.cameBack}:` : ''}${o.pausedAt === null ? '' : `wait${o.pauses}:`}${p.step}`,
    personIds: p.to,
    dueAt: remindAt(clock, p.dueAt),
  }));
}

const toPeople = (of: Case, step: Step, letter: 'R' | 'I' | 'C'): PersonId[] => {
  const members = (teamId: number) => of.now.org.teams.find((t) => t.id === teamId)?.memberIds ?? [];
  const active = new Set(of.now.org.people.filter((p) => p.isActive).map((p) => p.id));
  const ids = step.holders
    .filter((h) => h.letter === letter)
    .flatMap((h) => (h.personId ? [h.personId] : h.teamId ? [...members(h.teamId)] : []));
  return [...new Set(ids)].filter((id) => active.has(id)).sort((a, b) => a - b);
};

/** Tells everybody who holds I, once. */
async function inform(ctx: Ctx, of: Case, step: Step): Promise<void> {
  await notices.insertNotices(
    ctx.db,
    toPeople(of, step, 'I').map((personId) => ({
      chainId: of.chain.id,
      obligationId: step.o.id,
      personId,
      kind: 'informed' as const,
      text: toldSentence(step.activity.id, step.activity.plain, of.chain.sentence),
      key: `informed:${step.o.id}:${step.o.bounces}:${personId}`,
      createdAt: ctx.now(),
    })),
  );
}

/** Those who were asked and did not simply say yes read how it was decided. */
async function tellConsulted(ctx: Ctx, of: Case, step: Step, what: string): Promise<void> {
  const people = step.gates.flatMap((g) =>
    g.answer === 'yes' ? [] : [g.answeredBy ?? g.personId].filter((id) => id !== null),
  );
  await tell(ctx, of, step, people, 'decision', `Decided to go on: ${what} (${of.chain.sentence})`);
}

const tellDoers = (ctx: Ctx, of: Case, step: Step, why: string): Promise<void> =>
  tell(
    ctx,
    of,
    step,
    step.o.doers.length > 0 ? step.o.doers : toPeople(of, step, 'R'),
    'returned',
    `Came back: ${why} (${of.chain.sentence})`,
  );

/** Puts one notice before each of these people. */
export async function tell(
  ctx: Ctx,
  of: Case,
  step: Step,
  people: readonly PersonId[],
  kind: notices.NewNotice['kind'],
  text: string,
): Promise<void> {
  await notices.insertNotices(
    ctx.db,
    [...new Set(people)].map((personId) => ({
      chainId: of.chain.id,
      obligationId: step.o.id,
      personId,
      kind,
      text,
      key: `${kind}:${step.o.id}:${step.o.version}:${personId}`,
      createdAt: ctx.now(),
    })),
  );
}
