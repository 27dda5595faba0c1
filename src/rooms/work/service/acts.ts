// What people do on a case. Each is one transaction: the case locked, the state machine asked, the ledger written. Each
// answers the case it happened on; whoever wants to show it looks at it afterwards, without the lock.
import { createHash } from 'node:crypto';
import { AppError } from '../../../kernel/errors.ts';
import type { ChainId, DeviceId, GateId, NoticeId, ObligationId, PersonId } from '../../../kernel/ids.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { type ObligationEvent, peopleOf } from '../../raci/index.ts';
import * as notices from '../store/notices.ts';
import * as signatures from '../store/signatures.ts';
import { apply } from './apply.ts';
import { ask } from './begin.ts';
import { type Case, CHECK_ROW, factsOf, hasDevices, openCaseOf, partyOf, type Step, stepOf } from './case.ts';
import { goOn, replan, sendBack } from './end.ts';
import { awayUntil } from './hands.ts';

/** The person who acts. @throws AppError `forbidden` for the system: work is done by people. */
export function me(ctx: Ctx): PersonId {
  const id = actorId(ctx);
  if (!id) throw new AppError('forbidden', 'Only a signed-in person can do this.');
  return id;
}

type OnObligation = { obligationId: ObligationId; version: number };

/** Runs `work` on the step with its case locked. @throws AppError `not_found`, `conflict` when the page was out of date. */
async function onStep<T>(
  ctx: Ctx,
  input: { obligationId: ObligationId; version?: number },
  work: (ctx: Ctx, of: Case, step: Step) => Promise<T>,
): Promise<T> {
  return transact(ctx, async (ctx) => {
    const of = await openCaseOf(ctx, { obligationId: input.obligationId });
    const step = stepOf(of, input.obligationId);
    if (input.version !== undefined && step.o.version !== input.version) {
      throw new AppError('conflict', 'Somebody changed this meanwhile. Look again, then decide.', {
        version: step.o.version,
      });
    }
    return work(ctx, of, step);
  });
}

/** Applies an event and what follows from it. Answers the case it happened on. */
export async function follow(
  ctx: Ctx,
  of: Case,
  step: Step,
  event: ObligationEvent,
  body: Record<string, unknown> = {},
): Promise<ChainId> {
  const { before, after, mustReplan } = await apply(ctx, of, step, event, body);
  if (mustReplan !== null) await replan(ctx, of, mustReplan);
  else if (after === 'closed' && before !== 'closed') await goOn(ctx, of, step);
  return of.chain.id;
}

async function onGate<T>(
  ctx: Ctx,
  gateId: GateId,
  work: (ctx: Ctx, of: Case, step: Step, gate: notices.GateRow) => Promise<T>,
): Promise<T> {
  return transact(ctx, async (ctx) => {
    const of = await openCaseOf(ctx, { gateId });
    const step = of.steps.find((s) => s.gates.some((g) => g.id === gateId));
    const gate = step?.gates.find((g) => g.id === gateId);
    if (!step || !gate) throw new AppError('not_found', 'No such question.');
    return work(ctx, of, step, gate);
  });
}

/** Answers a question put to the person, or to their team. */
export const answerGate = (
  ctx: Ctx,
  input: { gateId: GateId; answer: 'yes' | 'yes_with_conditions' | 'no'; text?: string | undefined },
): Promise<ChainId> =>
  onGate(ctx, input.gateId, async (ctx, of, step, gate) => {
    const text = input.text?.trim() ?? '';
    if (input.answer !== 'yes' && text.length < 3) {
      throw new AppError('invalid', input.answer === 'no' ? 'Say why not.' : 'Say which conditions.');
    }
    const by = me(ctx);
    const { answer } = input;
    // The machine still sees the question open and judges whether it is this person's to answer; then it is saved.
    gate.answeredBy = by;
    gate.answerText = text || null;
    return follow(
      ctx,
      of,
      step,
      { type: 'gate_answered', gateId: gate.id, by, answer, text },
      { role: gate.role },
    );
  });

/** The people a question may be passed on to: the team's members, or others who hold the role's department; never outside. */
export const colleagues = (ctx: Ctx, gateId: GateId) =>
  onGate(ctx, gateId, (_ctx, of, _step, gate) => Promise.resolve(colleaguesOf(of, gate)));

function colleaguesOf(
  of: Case,
  gate: notices.GateRow,
): { id: PersonId; name: string; title: string | null }[] {
  const { org, raci } = of.now;
  const department = raci.roles.get(gate.role)?.department;
  const roles = new Set(
    of.now.version.document.roles
      .filter((r) => r.department === department && r.isInternal)
      .map((r) => r.code),
  );
  const ids = new Set<PersonId>();
  for (const line of org.staffing) {
    if (!roles.has(line.role)) continue;
    if (line.holder.kind === 'person') ids.add(line.holder.personId);
    if (line.deputyPersonId) ids.add(line.deputyPersonId);
    const { holder } = line;
    if (holder.kind === 'team')
      for (const id of org.teams.find((t) => t.id === holder.teamId)?.memberIds ?? []) ids.add(id);
  }
  return org.people
    .filter((p) => p.isActive && ids.has(p.id) && p.id !== gate.personId)
    .map(({ id, name, title }) => ({ id, name, title }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Passes a question on. @throws AppError `invalid` when that person is not one it may go to. */
export const passOnGate = (
  ctx: Ctx,
  input: { gateId: GateId; personId: PersonId; reason: string },
): Promise<ChainId> =>
  onGate(ctx, input.gateId, async (ctx, of, step, gate) => {
    const to = colleaguesOf(of, gate).find((p) => p.id === input.personId);
    if (!to)
      throw new AppError(
        'invalid',
        'This question can only go to a colleague on the same side of the house.',
      );
    const by = me(ctx);
    const event = {
      type: 'gate_passed_on',
      gateId: gate.id,
      by,
      to: { kind: 'person', personId: to.id },
    } as const;
    if (!peopleOf(partyOf(of.now, gate)).includes(by))
      throw new AppError('unprocessable', 'This question is put to somebody else.');
    await notices.moveGate(ctx.db, gate.id, { personId: to.id, teamId: null, label: to.name });
    const before = { ...gate };
    Object.assign(gate, { personId: to.id, teamId: null, label: to.name });
    return follow(
      ctx,
      { ...of, steps: of.steps },
      { ...step, gates: step.gates.map((g) => (g.id === gate.id ? before : g)) },
      event,
      // `to` is the state after the event.
      { role: gate.role, reason: input.reason, passedTo: to.name, toPersonId: to.id },
    );
  });

/** Takes the work and starts it. */
export const startWork = (ctx: Ctx, input: OnObligation): Promise<ChainId> =>
  onStep(ctx, input, (ctx, of, step) => follow(ctx, of, step, { type: 'work_started', by: me(ctx) }));

/** The work is done as far as it can be. `withoutDevices`: said from a list, where nobody saw the devices of a step.
 *  @throws AppError `unprocessable` when such a step has devices. */
export const finishWork = (
  ctx: Ctx,
  input: OnObligation & { note: string; problem?: string | undefined; withoutDevices?: boolean },
): Promise<ChainId> =>
  onStep(ctx, input, async (ctx, of, step) => {
    const by = me(ctx);
    if (input.withoutDevices && hasDevices(step.activity.id))
      throw new AppError('unprocessable', 'Its devices are reported one by one: open the case.');
    await signatures.insertEvidence(ctx.db, {
      obligationId: step.o.id,
      deviceId: null,
      kind: 'note',
      text: input.note,
      personId: by,
      at: ctx.now(),
    });
    if (step.activity.id === CHECK_ROW && of.devices.some((d) => d.checkOutcome === 'failed')) {
      await sendBack(ctx, of, step, by, input.note);
      return of.chain.id;
    }
    return follow(
      ctx,
      of,
      step,
      { type: 'work_done', by, problem: input.problem?.trim() || null },
      { note: input.note },
    );
  });

/** The accountable decides where a question was answered no, or nobody answered. */
export const decide = (
  ctx: Ctx,
  input: OnObligation & { decision: 'proceed' | 'stop' | 'ask_again'; reason: string },
): Promise<ChainId> =>
  onStep(ctx, input, async (ctx, of, step) => {
    const by = me(ctx);
    const { reason } = input;
    if (input.decision === 'proceed') return follow(ctx, of, step, { type: 'decided_proceed', by, reason });
    if (input.decision === 'stop') return follow(ctx, of, step, { type: 'decided_stop', by, reason });
    return askAgain(ctx, of, step, { by, reason });
  });

const settledWithoutYes: ReadonlySet<string> = new Set(['no', 'lapsed', 'overridden']);

/** Puts the question once more to those whose last word was not a yes, and who still hold the letter. */
async function askAgain(
  ctx: Ctx,
  of: Case,
  step: Step,
  { by, reason }: { by: PersonId; reason: string },
): Promise<ChainId> {
  const asked = step.holders.filter((h) => {
    if (h.letter !== 'C') return false;
    const last = step.gates.findLast(
      (g) => g.role === h.role && g.personId === h.personId && g.teamId === h.teamId,
    );
    return last !== undefined && last.answer !== null && settledWithoutYes.has(last.answer);
  });
  await ask(ctx, step, asked);
  const gates = factsOf(of, step).gates.filter((gate) => gate.answer === null);
  return follow(
    ctx,
    of,
    step,
    { type: 'asked_again', by, reason, gates },
    { gates: gates.length, named: asked.map((h) => h.label) },
  );
}

/** The accountable signs off. The signature is kept with a hash over who, role, activity, time and statement. */
export const sign = (ctx: Ctx, input: OnObligation & { statement?: string | undefined }): Promise<ChainId> =>
  onStep(ctx, input, async (ctx, of, step) => {
    const by = me(ctx);
    const held =
      step.holders.find((h) => h.letter === 'A' && h.personId === by) ??
      step.holders.find((h) => h.personId === by);
    const role = held?.role ?? '';
    const department = of.now.raci.roles.get(role)?.department ?? 'outside';
    const statement = input.statement?.trim() || null;
    const at = ctx.now();
    const meaning = `Signed off: ${step.activity.plain}`;
    const hash = createHash('sha256')
      .update(
        JSON.stringify([by, role, step.activity.id, step.o.id, of.chain.sentence, at, meaning, statement]),
      )
      .digest('hex');
    const event = { type: 'signed', by, department } as const;
    await apply(ctx, of, step, event, { role, statement, hash }).then(async ({ after }) => {
      const row = { obligationId: step.o.id, personId: by, role, department, meaning, at, hash };
      await signatures.insert(ctx.db, { ...row, statement });
      step.signatures.push(row);
      if (after === 'closed') await goOn(ctx, of, step);
    });
    return of.chain.id;
  });

/** Gives work back with a reason. */
export const returnWork = (ctx: Ctx, input: OnObligation & { reason: string }): Promise<ChainId> =>
  onStep(ctx, input, (ctx, of, step) =>
    follow(ctx, of, step, { type: 'returned', by: me(ctx), reason: input.reason }),
  );

/** Hands the work to one of those who may do it; theirs once they take it.
 *  @throws AppError `unprocessable` for somebody who is away, or whom the matrix does not let do it. */
export const handOn = (
  ctx: Ctx,
  input: OnObligation & { personId: PersonId; needed: string; done?: string | undefined },
): Promise<ChainId> =>
  onStep(ctx, input, (ctx, of, step) => {
    const { org } = of.now;
    const to = org.people.find((p) => p.id === input.personId);
    if (!to?.isActive) throw new AppError('unprocessable', 'Nobody of that name works here.');
    const until = awayUntil(org, to.id, ctx.today());
    if (until !== null)
      throw new AppError('unprocessable', `${to.name} is away until ${until}. Choose somebody who is here.`);
    const done = input.done?.trim() || null;
    return follow(
      ctx,
      of,
      step,
      { type: 'handed_on', by: me(ctx), to: to.id, needed: input.needed.trim(), done },
      { person: to.name },
    );
  });

/** Gives back what was handed to me and I have not taken. */
export const handBack = (ctx: Ctx, input: OnObligation & { reason: string }): Promise<ChainId> =>
  onStep(ctx, input, (ctx, of, step) =>
    follow(ctx, of, step, { type: 'handed_back', by: me(ctx), reason: input.reason }),
  );

/** Hands the ball to whoever is waited for: from here on the time counts in their court. */
export const waitFor = (
  ctx: Ctx,
  input: OnObligation & { on: 'maker' | 'window' | 'parts'; note: string },
): Promise<ChainId> =>
  onStep(ctx, input, async (ctx, of, step) => {
    const by = me(ctx);
    await signatures.insertEvidence(ctx.db, {
      obligationId: step.o.id,
      deviceId: null,
      kind: 'note',
      text: input.note,
      personId: by,
      at: ctx.now(),
    });
    return follow(ctx, of, step, { type: 'waiting', by, on: input.on }, { note: input.note });
  });

/** Goes on with work that waited. */
export const resumeWork = (ctx: Ctx, input: OnObligation & { note?: string | undefined }): Promise<ChainId> =>
  onStep(ctx, input, (ctx, of, step) => {
    const by = me(ctx);
    if (!takesPart(of, by))
      throw new AppError('forbidden', 'Only those who take part in this case can do this.');
    return follow(ctx, of, step, { type: 'resumed' }, { note: input.note ?? null });
  });

/** Adds proof to a step. Whoever takes part in the case may. */
export const addEvidence = (
  ctx: Ctx,
  input: {
    obligationId: ObligationId;
    kind: 'note' | 'version_seen' | 'test_record' | 'document' | 'maker_statement';
    text: string;
    deviceId?: DeviceId | undefined;
  },
): Promise<ChainId> =>
  onStep(ctx, { obligationId: input.obligationId }, async (ctx, of, step) => {
    const by = me(ctx);
    if (!takesPart(of, by))
      throw new AppError('forbidden', 'Only those who take part in this case can add to it.');
    await signatures.insertEvidence(ctx.db, {
      obligationId: step.o.id,
      deviceId: input.deviceId ?? null,
      kind: input.kind,
      text: input.text,
      personId: by,
      at: ctx.now(),
    });
    audit(
      ctx,
      'work.evidence_added',
      { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
      { kind: input.kind, text: input.text, deviceId: input.deviceId ?? null },
    );
    return of.chain.id;
  });

/** True when the person holds any letter on the case, themselves or in a team. */
export function takesPart(of: Case, personId: PersonId): boolean {
  return of.steps.some(
    (s) =>
      s.o.claimedBy === personId ||
      s.holders.some((h) => peopleOf(partyOf(of.now, h)).includes(personId)) ||
      s.gates.some((g) => peopleOf(partyOf(of.now, g)).includes(personId)),
  );
}

/** Notes that a person has read what they were told. Others' notices are left alone. */
export const acknowledge = (
  ctx: Ctx,
  input: { noticeIds: readonly NoticeId[] },
): Promise<{ acknowledged: number }> =>
  transact(ctx, async (ctx) => {
    const done = await notices.acknowledge(ctx.db, input.noticeIds, me(ctx), ctx.now());
    for (const n of done)
      audit(ctx, 'work.notice_acknowledged', { kind: 'notice', id: n.id, chainId: n.chainId });
    return { acknowledged: done.length };
  });
