// One acceptance in the hands of somebody: its case locked, then itself, with all that the rules look at.
import { createHash } from 'node:crypto';
import { AppError } from '../../../../kernel/errors.ts';
import type { AcceptanceId, ControlId, PersonId, QuestionId, WardId } from '../../../../kernel/ids.ts';
import type { Instant } from '../../../../kernel/time.ts';
import type { Ctx } from '../../../../platform/ctx.ts';
import { audit } from '../../../../platform/ledger.ts';
import { peopleOf, type RaciNow, resolveAcross } from '../../../raci/index.ts';
import type { Activity, Department, Subject } from '../../../raci/model.ts';
import { ACCEPT_ROW, usualSides } from '../../rules/acceptance/asked.ts';
import {
  type AcceptanceEvent,
  type AcceptanceFacts,
  type AcceptanceStep,
  nextAcceptance,
} from '../../rules/acceptance/machine.ts';
import { type RiskFacts, worse } from '../../rules/acceptance/worse.ts';
import * as store from '../../store/acceptances.ts';
import { type Case, openCase, partyOf, raciOnce, viewCase } from '../case.ts';
import { castOf, type NewHolder } from '../cast.ts';

export type Held = {
  a: store.Acceptance;
  /** The case it is about, as it stands. */
  of: Case;
  /** The matrix it follows, with the people of today. */
  readonly now: RaciNow;
  readonly activity: Activity;
  holders: store.HolderRow[];
  questions: store.QuestionRow[];
  controls: store.ControlRow[];
  factsNow: RiskFacts | null;
};

type Which = { acceptanceId: AcceptanceId } | { questionId: QuestionId } | { controlId: ControlId };

/** The row by which risks are accepted. @throws AppError `unprocessable` when the matrix has none. */
export function acceptRow(now: RaciNow): Activity {
  const row = now.version.document.activities.find((a) => a.id === ACCEPT_ROW);
  if (!row)
    throw new AppError(
      'unprocessable',
      `The matrix in force has no row ${ACCEPT_ROW}, by which risks are accepted. Ask for it where the matrix is kept.`,
    );
  return row;
}

async function load(ctx: Ctx, which: Which, lock: boolean): Promise<Held> {
  const place = await store.placeOf(ctx.db, which);
  if (!place) throw new AppError('not_found', 'No such acceptance.', which);
  const of = await (lock ? openCase : viewCase)(ctx, place.chainId);
  const a = await store.acceptance(ctx.db, place.id, lock);
  if (!a) throw new AppError('not_found', 'No such acceptance.', which);
  const now = await raciOnce(ctx, a.matrixVersionId);
  return {
    a,
    of,
    now,
    activity: acceptRow(now),
    holders: await store.holders(ctx.db, a.id),
    questions: await store.questions(ctx.db, a.id),
    controls: await store.controls(ctx.db, a.id),
    factsNow: (await store.factsNow(ctx.db, [a.remedyId])).get(a.remedyId) ?? null,
  };
}

/** The acceptance with its case, locked: whoever comes second waits. @throws AppError `not_found`. */
export const openAcceptance = (ctx: Ctx, which: Which): Promise<Held> => load(ctx, which, true);
/** The acceptance to look at. @throws AppError `not_found`. */
export const viewAcceptance = (ctx: Ctx, id: AcceptanceId): Promise<Held> =>
  load(ctx, { acceptanceId: id }, false);

/** Who decides it now; null where nobody does. */
export const accountableOf = (holders: readonly Pick<NewHolder, 'letter' | 'personId'>[]): PersonId | null =>
  holders.find((h) => h.letter === 'A')?.personId ?? null;

export const departmentOf = (now: RaciNow, role: string): Department =>
  now.raci.roles.get(role)?.department ?? 'outside';

/** In what the risk is worse than it was when it was asked for, or accepted. */
export const worseOf = ({ a, factsNow }: Pick<Held, 'a' | 'factsNow'>): string[] =>
  factsNow === null ? [] : worse(a.facts ?? a.factsAsked, factsNow);

/** All that the rules look at. */
export function factsOf(ctx: Ctx, held: Held): AcceptanceFacts {
  const { a, now, activity } = held;
  return {
    author: a.requestedBy,
    accountable: accountableOf(held.holders),
    owner: a.ownerPersonId,
    questions: held.questions.map((q) => ({
      id: q.id,
      part: q.part,
      people: peopleOf(partyOf(now, q)),
      department: q.department,
      silence: activity.flow.consult[q.role]?.silence ?? 'proceed',
      answer: q.answer,
      by: q.answeredBy,
    })),
    two: activity.flow.twoPersons ?? usualSides,
    level: a.level,
    renewal: a.renewal,
    wishedUntilOn: a.wishedUntilOn,
    untilOn: a.untilOn,
    controls: held.controls.map((c) => ({ id: c.id, owner: c.ownerPersonId, checkOn: c.checkOn })),
    worse: worseOf(held),
    today: ctx.today(),
  };
}

/** Asks the rules about an event. @throws AppError `unprocessable` with their sentence when it may not happen now. */
export function judge(ctx: Ctx, held: Held, event: AcceptanceEvent): AcceptanceStep & { ok: true } {
  const step = nextAcceptance(held.a.state, event, factsOf(ctx, held));
  if (!step.ok)
    throw new AppError('unprocessable', step.sentence, { acceptanceId: held.a.id, state: held.a.state });
  return step;
}

/** Who holds which letter of the row on a subject. A only where it is given by the matrix and reaches this far: the owner
 *  of a gap has no authority to accept a risk. */
export function acceptanceCast(
  now: RaciNow,
  subject: Subject,
  wards: readonly WardId[],
  at: Instant,
): NewHolder[] {
  const cast = castOf(now, ACCEPT_ROW, subject, wards, at);
  const isGiven = resolveAcross(now.raci, ACCEPT_ROW, subject, wards, at).A.length === 1;
  return isGiven ? cast : cast.filter((h) => h.letter !== 'A');
}

/** A signature: SHA-256 over who, role, what, when, and the words and facts it was given on. */
export const signatureOf = (...facts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(facts)).digest('hex');

/** Notes an event of an acceptance in the ledger, with the case it is about. */
export const note = (
  ctx: Ctx,
  a: Pick<store.Acceptance, 'id' | 'chainId'>,
  verb: string,
  body: Record<string, unknown> = {},
) => {
  audit(ctx, `work.acceptance_${verb}`, { kind: 'acceptance', id: a.id, chainId: a.chainId }, body);
};
