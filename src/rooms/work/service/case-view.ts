// A case as each person sees it: the same page for everybody, with what they may do.
import { AppError } from '../../../kernel/errors.ts';
import type { ChainId, PersonId } from '../../../kernel/ids.ts';
import { isBefore } from '../../../kernel/time.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { inForce, next, peopleOf } from '../../raci/index.ts';
import type { CaseDetail, CaseStep, Paused } from '../contract.ts';
import { attentionWords, caseNo, placeWords } from '../rules/sentences.ts';
import * as cases from '../store/cases.ts';
import * as checklist from '../store/checklist.ts';
import { isInAcceptance } from '../store/my-acceptances.ts';
import * as signatures from '../store/signatures.ts';
import {
  type Case,
  CHECK_ROW,
  DEVICE_ROWS,
  factsOf,
  partyOf,
  responsibleOf,
  type Step,
  viewCase,
} from './case.ts';

type Allowed = CaseStep['allowed'][number];

/** What this person may do on a step now, asked of the same machine that judges it when it is done. */
function allowedOn(of: Case, step: Step, id: PersonId): Allowed[] {
  // While the risk is accepted, what there is to do is done on the acceptance.
  if (of.chain.accepted) return [];
  const facts = factsOf(of, step);
  const can = (event: Parameters<typeof next>[1]): boolean => next(step.o.state, event, facts).ok;
  const isA = facts.accountable === id;
  const allowed: Allowed[] = [];
  const isConsulting = step.o.state === 'consult';
  if (isConsulting && step.gates.some((g) => g.answer === null && peopleOf(partyOf(of.now, g)).includes(id)))
    allowed.push('answer');
  if (step.o.state === 'do') {
    const mine =
      step.o.claimedBy === id || (step.o.claimedBy === null && can({ type: 'work_started', by: id }));
    if (mine && step.o.claimedBy === null) allowed.push('start');
    if (mine && DEVICE_ROWS.has(step.activity.id)) allowed.push('report_device');
    if (mine && step.activity.id === CHECK_ROW) allowed.push('check');
    const isHanded = facts.offer?.to === id;
    if (mine) allowed.push('finish', step.o.waitingOn === null ? 'wait' : 'resume');
    // Not mine to do: back to who handed it to me, else to the accountable.
    if (mine) allowed.push(isHanded ? 'hand_back' : 'return');
    if (
      responsibleOf(of, step).some((to) => to !== id && can({ type: 'handed_on', by: id, to, needed: 'x' }))
    )
      allowed.push('hand_on');
  }
  if (isA && (step.o.state === 'decide' || step.o.state === 'consult')) allowed.push('decide');
  if (step.o.state === 'sign_off' && can({ type: 'signed', by: id, department: 'outside' }))
    allowed.push('sign');
  if (isA && step.o.state === 'sign_off') allowed.push('return');
  if (step.holders.some((h) => peopleOf(partyOf(of.now, h)).includes(id))) allowed.push('add_evidence');
  return allowed;
}

const roleName = (of: Case, role: string): string => of.now.raci.roles.get(role)?.plain ?? role;

const answerWords: Readonly<Record<string, string>> = {
  yes: 'yes',
  yes_with_conditions: 'yes, with conditions',
  no: 'no',
  passed_on: 'passed on',
  lapsed: 'no answer in time',
  dropped: 'not asked any more',
  overridden: 'decided without',
};

const pausedOf = ({ pausedAt, pausedFor, partyDueAt }: Step['o']): Paused | null =>
  pausedAt && pausedFor && partyDueAt ? { since: pausedAt, waitsFor: pausedFor, partyDueAt } : null;

async function stepsOf(ctx: Ctx, of: Case, viewer: PersonId | null): Promise<CaseStep[]> {
  const ids = of.steps.map((s) => s.o.id);
  const [evidence, told] = await Promise.all([
    signatures.evidenceOf(ctx.db, ids),
    cases.noticesOf(ctx.db, ids),
  ]);
  const personName = (id: PersonId | null): string | null =>
    of.now.org.people.find((p) => p.id === id)?.name ?? null;
  return of.steps.map((step) => {
    const { o, activity } = step;
    const stepNotices = told.filter((n) => n.obligationId === o.id);
    const stateOf = (h: Step['holders'][number]): string | null => {
      if (h.letter === 'C') {
        const gate =
          step.gates.findLast(
            (g) => g.role === h.role && g.personId === h.personId && g.teamId === h.teamId,
          ) ?? step.gates.findLast((g) => g.role === h.role);
        return gate ? (gate.answer ? (answerWords[gate.answer] ?? gate.answer) : 'asked') : null;
      }
      if (h.letter !== 'I') return null;
      const n = stepNotices.find((x) => x.kind === 'informed' && x.personId === h.personId);
      return n ? (n.acknowledgedAt ? 'has read it' : n.readAt ? 'has seen it' : 'told') : null;
    };
    return {
      id: o.id,
      activityId: activity.id,
      title: activity.plain,
      ask: o.ask,
      state: o.state,
      isBeside: o.isBeside,
      dueAt: o.dueAt,
      closedAt: o.closedAt,
      paused: pausedOf(o),
      court: { kind: o.courtKind, label: o.courtLabel, since: o.courtSince },
      claimedBy: personName(o.claimedBy),
      handed: o.offer && {
        to: personName(o.offer.to) ?? '',
        by: personName(o.offer.by) ?? '',
        done: o.offer.done,
        needed: o.offer.needed,
        at: o.offer.at,
        isMine: o.offer.to === viewer,
      },
      attention: attentionWords(
        o.attention,
        step.gates.filter((g) => g.answer === 'lapsed' && g.silence === 'escalate').map((g) => g.label),
      ),
      parties: step.holders.map((h) => ({
        letter: h.letter,
        role: h.role,
        roleName: roleName(of, h.role),
        name: h.label,
        personId: h.personId,
        teamId: h.teamId,
        contract: h.isContract,
        reasons: h.reasons,
        state: stateOf(h),
      })),
      gates: step.gates.map((g) => ({
        id: g.id,
        role: g.role,
        roleName: roleName(of, g.role),
        label: g.label,
        question: g.question,
        isMandatory: g.isMandatory,
        silence: g.silence,
        openedAt: g.openedAt,
        dueAt: g.dueAt,
        answer: g.answer,
        answerText: g.answerText,
        answeredBy: personName(g.answeredBy),
        answeredAt: g.answeredAt,
        isMine: viewer !== null && g.answer === null && peopleOf(partyOf(of.now, g)).includes(viewer),
      })),
      allowed: viewer === null ? [] : allowedOn(of, step, viewer),
      signatures: step.signatures.map((s) => ({
        by: personName(s.personId) ?? '',
        role: roleName(of, s.role),
        meaning: s.meaning,
        at: s.at,
        hash: s.hash,
      })),
      evidence: evidence.filter((e) => e.obligationId === o.id).map(({ obligationId: _, ...e }) => e),
      notices: stepNotices.map((n) => ({
        person: n.person,
        kind: n.kind,
        at: n.createdAt,
        deliveredAt: n.deliveredAt,
        readAt: n.readAt,
        acknowledgedAt: n.acknowledgedAt,
      })),
      version: o.version,
    };
  });
}

/** Whether this person takes no part in the case and does not read all work either. */
function isStranger(ctx: Ctx, of: Case): boolean {
  if (ctx.actor.kind !== 'person' || ctx.actor.permissions.has('work.read')) return false;
  const { personId } = ctx.actor;
  return !of.steps.some((s) => s.holders.some((h) => peopleOf(partyOf(of.now, h)).includes(personId)));
}

/** Only those who take part, and those whose account reads all work, see a case.
 *  @throws AppError `not_found`, in the words of a case that does not exist: an outsider learns nothing. */
export function refuseStrangers(ctx: Ctx, of: Case): void {
  if (isStranger(ctx, of)) throw new AppError('not_found', 'No such case.', { id: of.chain.id });
}

/** Whether whoever acts may be told of a case: by the rule of its page, or of the page of an acceptance of its risk. */
export const maySee = async (ctx: Ctx, id: ChainId): Promise<boolean> => {
  if (ctx.actor.kind !== 'person' || ctx.actor.permissions.has('work.read')) return true;
  if (!isStranger(ctx, await viewCase(ctx, id))) return true;
  return isInAcceptance(ctx.db, id, ctx.actor.personId);
};

/** The case with its steps, parties, gates and what the viewer may do. @throws AppError `not_found`. */
export async function caseDetail(ctx: Ctx, id: ChainId): Promise<CaseDetail> {
  const of = await viewCase(ctx, id);
  refuseStrangers(ctx, of);
  const viewer = actorId(ctx);
  const [steps, remedy, counted, wards] = await Promise.all([
    stepsOf(ctx, of, viewer),
    cases.remedyOf(ctx.db, of.chain.remedyId),
    checklist.outcomeCounts(ctx.db, id),
    cases.wardNames(ctx.db, id),
  ]);
  const current = of.steps.find(
    (s) => !s.o.isBeside && s.o.state !== 'closed' && s.o.state !== 'withdrawn' && s.o.state !== 'upcoming',
  );
  const counts = Object.fromEntries(counted.map((c) => [c.outcome, c.n]));
  const total = counted.reduce((sum, c) => sum + c.n, 0);
  const finished = ['done', 'replaced', 'retired'].reduce((sum, o) => sum + (counts[o] ?? 0), 0);
  const outcomeCounts = {
    to_do: 0,
    done: 0,
    could_not_locate: 0,
    in_use: 0,
    deferred: 0,
    replaced: 0,
    retired: 0,
    ...counts,
  };
  const { chain } = of;
  return {
    id,
    caseNo: caseNo(id),
    sentence: chain.sentence,
    site: placeWords(remedy?.site ?? '', wards),
    outcome: chain.outcome,
    state: chain.state,
    step: current?.activity.plain ?? (chain.state === 'closed' ? 'Closed' : 'Withdrawn'),
    court: current
      ? { kind: current.o.courtKind, label: current.o.courtLabel, since: current.o.courtSince }
      : null,
    devicesDone: finished,
    devicesTotal: total,
    openedAt: chain.openedAt,
    dueAt: chain.dueAt,
    closedAt: chain.closedAt,
    isOverdue:
      chain.state === 'open' && !chain.accepted && isBefore(chain.dueAt, chain.pausedAt ?? ctx.now()),
    acceptedUntil: chain.accepted?.untilOn ?? null,
    acceptanceId: chain.accepted?.id ?? null,
    why: chain.why,
    whyReasons: remedy?.reasons ?? [],
    remedyId: chain.remedyId,
    cohortIds: remedy?.cohortIds ?? [],
    cves: remedy?.cves ?? [],
    steps,
    currentId: current?.o.id ?? null,
    instructions: remedy?.steps ?? [],
    makerText: remedy?.makerText ?? null,
    url: remedy?.url ?? null,
    targetVersion: remedy?.targetVersion ?? null,
    question: remedy?.question ?? null,
    matrixVersion: of.now.version.number,
    clock: { policy: chain.clock.policy, says: chain.clock.says },
    paused: current ? pausedOf(current.o) : null,
    matrixInForce: (await inForce(ctx)).number,
    outcomeCounts,
    checkedCount: counted.reduce((sum, c) => sum + c.checked, 0),
    answers: {
      yes: counted.reduce((sum, c) => sum + c.yes, 0),
      no: counted.reduce((sum, c) => sum + c.no, 0),
    },
  };
}
