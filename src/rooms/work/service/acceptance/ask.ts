// Asking that a risk be accepted: who may, for how long at most, and whom it is put to.
import { AppError } from '../../../../kernel/errors.ts';
import type { AcceptanceId, ChainId, PersonId } from '../../../../kernel/ids.ts';
import { addHours, type CalendarDate } from '../../../../kernel/time.ts';
import { actorId, type Ctx } from '../../../../platform/ctx.ts';
import { transact } from '../../../../platform/transact.ts';
import { consultRule, nameOf, peopleOf, type RaciNow, raciNow } from '../../../raci/index.ts';
import type { Activity, Subject } from '../../../raci/model.ts';
import { partsOf, usualSides } from '../../rules/acceptance/asked.ts';
import {
  checkRefusal,
  daysAfter,
  levelOf,
  MOST_RENEWALS,
  mostDays,
  type RiskLevel,
  renewalAfter,
  untilRefusal,
} from '../../rules/acceptance/limits.ts';
import { askedState } from '../../rules/acceptance/machine.ts';
import type { RiskFacts } from '../../rules/acceptance/worse.ts';
import { acceptanceNo } from '../../rules/sentences.ts';
import * as store from '../../store/acceptances.ts';
import { wardsOf } from '../../store/remedies.ts';
import { me, takesPart } from '../acts.ts';
import { type Case, openCase, partyOf, viewCase } from '../case.ts';
import { refuseStrangers as refuseStrangersOf } from '../case-view.ts';
import type { NewHolder } from '../cast.ts';
import { acceptanceCast, acceptRow, accountableOf, departmentOf, note, openAcceptance } from './load.ts';
import { tellOf } from './tell.ts';

type Prospect = {
  readonly now: RaciNow;
  readonly activity: Activity;
  readonly subject: Subject;
  readonly facts: RiskFacts;
  readonly level: RiskLevel;
  readonly latestOn: CalendarDate;
  readonly cast: NewHolder[];
  readonly known: Awaited<ReturnType<typeof store.ofRemedy>>;
  readonly renewal: number;
};

/** What asking for an acceptance of this case would be about; null when no finding of it is open. */
async function prospectOf(ctx: Ctx, of: Case): Promise<Prospect | null> {
  const { remedyId } = of.chain;
  const facts = (await store.factsNow(ctx.db, [remedyId])).get(remedyId);
  if (!facts) return null;
  const now = await raciNow(ctx);
  const isLifeSupport = of.chain.subject.when?.includes('life_support') ?? false;
  const level = levelOf({ ...facts, isLifeSupport });
  const subject = { ...of.chain.subject, demand: { costCents: null, downtimeMinutes: null, risk: level } };
  const known = await store.ofRemedy(ctx.db, remedyId);
  return {
    now,
    activity: acceptRow(now),
    subject,
    facts,
    level,
    latestOn: daysAfter(ctx.today(), mostDays[level]),
    cast: acceptanceCast(now, subject, await wardsOf(ctx.db, of.chain.id), ctx.now()),
    known,
    renewal: renewalAfter(known.lastGranted ?? null),
  };
}

/** Why this person may not ask now, in a sentence; null when they may. */
function askRefusal(of: Case, p: Prospect | null, by: PersonId): string | null {
  if (of.chain.state !== 'open') return 'This case is over.';
  if (!p) return 'Nothing is open that could be accepted.';
  if (!takesPart(of, by)) return 'Only those who take part in this case can ask for that.';
  if (p.known.asked) return `It is asked for already (${acceptanceNo(p.known.asked.id)}).`;
  if (p.renewal > MOST_RENEWALS)
    return `The risk was accepted and renewed ${MOST_RENEWALS} times; it is not accepted again. It has to be ended now.`;
  const accountable = accountableOf(p.cast);
  if (accountable === null)
    return `Nobody has the authority to accept a ${p.level} risk here. Let the RACI matrix or the staffing be completed first.`;
  if (accountable === by) return 'You would have to approve this yourself. Somebody else has to ask for it.';
  return null;
}

const ownerOf = (p: Prospect): PersonId | null =>
  p.cast.find((h) => h.letter === 'R' && h.personId !== null && !h.isContract)?.personId ?? null;

/** Whether whoever looks may ask that the risk of a case be accepted, and within which limits. */
export async function acceptanceOfCase(ctx: Ctx, chainId: ChainId) {
  const of = await viewCase(ctx, chainId);
  refuseStrangersOf(ctx, of);
  const by = actorId(ctx);
  const known = await store.ofRemedy(ctx.db, of.chain.remedyId);
  const one = known.asked ?? known.active;
  const p = await prospectOf(ctx, of);
  const whyNot = by === null ? 'Only a person can ask.' : askRefusal(of, p, by);
  const named = (id: PersonId | null) => (p && id ? nameOf(p.now.org, { personId: id, teamId: null }) : null);
  return {
    current: one
      ? { id: one.id, acceptanceNo: acceptanceNo(one.id), state: one.state, untilOn: one.untilOn }
      : null,
    mayAsk: whyNot === null,
    whyNot,
    level: p?.level ?? ('medium' as const),
    latestOn: p?.latestOn ?? ctx.today(),
    renewal: p?.renewal ?? 0,
    accountable: p ? named(accountableOf(p.cast)) : null,
    owner: p ? named(ownerOf(p)) : null,
  };
}

/** An active person of the hospital itself. @throws AppError `invalid` for anybody else. */
function ownPerson(now: RaciNow, id: PersonId, what: string): PersonId {
  const person = now.org.people.find((p) => p.id === id && p.isActive);
  const kind = now.org.organisations.find((o) => o.id === person?.organisationId)?.kind ?? 'hospital';
  if (!person || kind !== 'hospital')
    throw new AppError('invalid', `${what} must be somebody who works in the hospital.`, { personId: id });
  return id;
}

export type Asking = {
  chainId: ChainId;
  reason: string;
  conditions: string;
  untilOn: CalendarDate;
  ownerPersonId?: PersonId | undefined;
  controls: readonly { what: string; ownerPersonId?: PersonId | undefined; checkOn: CalendarDate }[];
};

/** Asks that the risk of a case be accepted for a time; while it is accepted already, that this be renewed.
 *  @throws AppError `unprocessable` with the reason why not; `invalid` for a date or a person that cannot be. */
export const askAcceptance = (ctx: Ctx, input: Asking): Promise<AcceptanceId> =>
  transact(ctx, async (ctx) => {
    const by = me(ctx);
    const of = await openCase(ctx, input.chainId);
    refuseStrangersOf(ctx, of);
    const p = await prospectOf(ctx, of);
    const refusal = askRefusal(of, p, by);
    if (!p || refusal !== null) throw new AppError('unprocessable', refusal ?? 'Nothing is open here.');
    const wrong =
      untilRefusal(ctx.today(), input.untilOn, p.level) ??
      input.controls.map((c) => checkRefusal(ctx.today(), c.checkOn)).find((r) => r !== null) ??
      null;
    if (wrong !== null) throw new AppError('invalid', wrong);
    const owner = ownPerson(p.now, input.ownerPersonId ?? ownerOf(p) ?? by, 'Who looks after it');
    const id = await store.insert(ctx.db, {
      remedyId: of.chain.remedyId,
      chainId: of.chain.id,
      siteId: of.chain.siteId,
      matrixVersionId: p.now.version.id,
      subject: p.subject,
      sentence: of.chain.sentence,
      state: 'requested',
      level: p.level,
      reason: input.reason,
      conditions: input.conditions,
      requestedBy: by,
      requestedAt: ctx.now(),
      ownerPersonId: owner,
      wishedUntilOn: input.untilOn,
      renews: p.known.active?.id ?? null,
      renewal: p.renewal,
      factsAsked: p.facts,
    });
    await store.insertHolders(ctx.db, id, p.cast, ctx.now());
    await store.insertControls(
      ctx.db,
      input.controls.map((c) => ({
        acceptanceId: id,
        what: c.what,
        ownerPersonId: ownPerson(p.now, c.ownerPersonId ?? owner, 'The owner of a control'),
        checkOn: c.checkOn,
      })),
    );
    await putQuestions(ctx, p, id, by);
    note(ctx, { id, chainId: of.chain.id }, 'requested', {
      sentence: of.chain.sentence,
      reason: input.reason,
      untilOn: input.untilOn,
      level: p.level,
      renewal: p.renewal,
      controls: input.controls.length,
      facts: p.facts,
    });
    const held = await openAcceptance(ctx, { acceptanceId: id });
    const state = askedState(held.questions.map((q) => ({ ...q, people: [], silence: 'proceed', by: null })));
    if (state !== 'requested') await store.save(ctx.db, id, { state });
    await tellOf(
      ctx,
      held,
      [accountableOf(held.holders) ?? owner, owner],
      'informed',
      'It is asked that this risk be accepted:',
      'asked',
    );
    return id;
  });

/** Puts the question to those who assess and to those consulted; the latter are asked when it has been assessed. */
async function putQuestions(
  ctx: Ctx,
  p: Prospect,
  acceptanceId: AcceptanceId,
  author: PersonId,
): Promise<void> {
  const cast = p.cast.map((h) => ({
    ...h,
    department: departmentOf(p.now, h.role),
    people: peopleOf(partyOf(p.now, h)),
  }));
  const { assess, consult } = partsOf(cast, author, p.activity.flow.twoPersons ?? usualSides);
  const rowsOf = (part: 'assess' | 'consult', holders: typeof cast) =>
    holders.map((h) => {
      const rule = consultRule(p.activity, h.role);
      return {
        acceptanceId,
        part,
        role: h.role,
        department: h.department,
        personId: h.personId,
        teamId: h.teamId,
        label: h.label,
        isMandatory: part === 'assess' || rule.silence === 'block',
        openedAt: ctx.now(),
        dueAt: addHours(ctx.now(), rule.hours),
      };
    });
  await store.insertQuestions(ctx.db, [...rowsOf('assess', assess), ...rowsOf('consult', consult)]);
}
