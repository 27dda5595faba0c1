// The device checklist: outcomes, and checks by somebody else. In bulk each device is judged by itself, as safely as one.
import { AppError } from '../../../kernel/errors.ts';
import type { ChainId, DeviceId, ObligationId, PersonId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { observeByHand } from '../../inventory/index.ts';
import { type DeviceOutcome, mayVerify, nameOf, next, peopleOf } from '../../raci/index.ts';
import { caseNo } from '../rules/sentences.ts';
import type * as chains from '../store/chains.ts';
import * as checklist from '../store/checklist.ts';
import { me } from './acts.ts';
import { settleBall } from './apply.ts';
import {
  type Case,
  CHECK_ROW,
  DEVICE_ROWS,
  factsOf,
  openCaseOf,
  partyOf,
  type Step,
  stepOf,
} from './case.ts';

type Report = { deviceId: DeviceId; ok: boolean; message: string | null };
type Answer = { reports: Report[]; chainId: ChainId };

/** Judges each device by itself, then keeps all that passed in one go. Nothing at all going through is a refusal. */
async function eachDevice(
  ctx: Ctx,
  input: { obligationId: ObligationId; deviceIds: readonly DeviceId[] },
  judge: (of: Case, step: Step, device: chains.ChainDevice) => void,
  keep: (ctx: Ctx, of: Case, step: Step, passed: readonly DeviceId[]) => Promise<void>,
): Promise<Answer> {
  return transact(ctx, async (ctx) => {
    const of = await openCaseOf(ctx, { obligationId: input.obligationId });
    const step = stepOf(of, input.obligationId);
    const reports = [...new Set(input.deviceIds)].map((deviceId): Report => {
      const device = of.devices.find((d) => d.deviceId === deviceId);
      try {
        if (!device) throw new AppError('not_found', 'This device is not part of the case.');
        judge(of, step, device);
        return { deviceId, ok: true, message: null };
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'internal') throw error;
        return { deviceId, ok: false, message: error.message };
      }
    });
    const passed = reports.filter((r) => r.ok).map((r) => r.deviceId);
    if (passed.length === 0)
      throw new AppError('unprocessable', reports[0]?.message ?? 'No device was named.', { reports });
    await keep(ctx, of, step, passed);
    await settleBall(ctx, of, step, factsOf(of, step), false);
    return { reports, chainId: of.chain.id };
  });
}

/** Who looks after a device next when its outcome leaves something open: the named person, else by kind of outcome. */
function nextOwner(
  of: Case,
  outcome: DeviceOutcome,
  named: PersonId | undefined,
  doer: PersonId,
): { personId: PersonId | null; label: string | null } {
  if (outcome !== 'could_not_locate' && outcome !== 'in_use' && outcome !== 'deferred')
    return { personId: null, label: null };
  if (named) {
    const person = of.now.org.people.find((p) => p.id === named && p.isActive);
    if (!person) throw new AppError('invalid', 'The next owner must be an active person.');
    return { personId: person.id, label: person.name };
  }
  const letters = of.steps.flatMap((s) => s.holders);
  const clinical = outcome === 'could_not_locate' ? letters.find((h) => h.role === 'CL') : undefined;
  const accountable = outcome === 'deferred' ? letters.find((h) => h.letter === 'A') : undefined;
  const owner = clinical ?? accountable;
  return owner
    ? { personId: owner.personId, label: owner.label }
    : { personId: doer, label: nameOf(of.now.org, { personId: doer, teamId: null }) };
}

type DeviceInput = {
  obligationId: ObligationId;
  deviceIds: DeviceId[];
  outcome: DeviceOutcome;
  note?: string | undefined;
  versionSeen?: string | undefined;
  answer?: 'yes' | 'no' | undefined;
  nextPersonId?: PersonId | undefined;
  nextAt?: Instant | undefined;
};

/** Reports an outcome for devices. A version that was read goes into the inventory at once. An answer given before may be
 *  given again otherwise, or taken back, while the step is still theirs; the ledger keeps both. */
export const reportDevices = (ctx: Ctx, input: DeviceInput): Promise<Answer> => {
  const by = me(ctx);
  const { outcome } = input;
  const note = input.note?.trim() || null;
  const versionSeen = input.versionSeen?.trim() || null;
  const answer = (outcome === 'done' && input.answer) || null;
  const isUndone = outcome === 'to_do';
  const corrected = { yes: new Set<DeviceId>(), no: new Set<DeviceId>() };
  return eachDevice(
    ctx,
    input,
    (of, step, device) => {
      if (!DEVICE_ROWS.has(step.activity.id))
        throw new AppError('unprocessable', 'This step has no list of devices.');
      if (step.activity.id === 'INV-3' && outcome === 'done') {
        if (of.question !== null && !answer)
          throw new AppError('invalid', `Answer the question with yes or no: ${of.question}`);
        if (of.question === null && !versionSeen)
          throw new AppError('invalid', 'Enter the software version you read on the device.');
      }
      if (outcome === 'deferred' && !note) throw new AppError('invalid', 'Say why it is put off.');
      const owner = nextOwner(of, outcome, input.nextPersonId, by);
      const event = {
        type: 'device_outcome',
        by,
        before: device.outcome,
        after: outcome,
        nextOwner: owner.label,
      } as const;
      const judged = next(step.o.state, event, factsOf(of, step));
      if (!judged.ok) throw new AppError('unprocessable', judged.sentence);
      step.o = { ...step.o, doers: [...judged.facts.doers] };
      if (device.answer !== null && device.answer !== answer) corrected[device.answer].add(device.deviceId);
      Object.assign(device, {
        outcome,
        doneBy: isUndone ? null : by,
        checkOutcome: null,
        versionSeen,
        answer,
      });
    },
    async (ctx, of, step, passed) => {
      const owner = nextOwner(of, outcome, input.nextPersonId, by);
      await checklist.saveOutcomes(ctx.db, of.chain.id, passed, {
        outcome,
        note,
        versionSeen,
        answer,
        nextOwnerPersonId: owner.personId,
        nextOwnerLabel: owner.label,
        nextAt: input.nextAt ?? null,
        doneBy: isUndone ? null : by,
        doneAt: isUndone ? null : ctx.now(),
      });
      const subject = { kind: 'obligation', id: step.o.id, chainId: of.chain.id };
      const facts = {
        activity: step.activity.id,
        outcome,
        versionSeen,
        answer,
        note,
        nextOwner: owner.label,
      };
      const anew = passed.filter((id) => !corrected.yes.has(id) && !corrected.no.has(id));
      if (anew.length > 0) audit(ctx, 'work.devices_reported', subject, { ...facts, deviceIds: anew });
      for (const was of ['yes', 'no'] as const)
        if (corrected[was].size > 0)
          audit(ctx, 'work.answer_corrected', subject, { ...facts, was, deviceIds: [...corrected[was]] });
      if (versionSeen)
        await observeByHand(
          ctx,
          passed,
          { softwareVersion: versionSeen },
          `Read on the device in ${caseNo(of.chain.id)}`,
        );
    },
  );
};

type CheckInput = {
  obligationId: ObligationId;
  deviceIds: DeviceId[];
  outcome: 'passed' | 'failed';
  note?: string | undefined;
};

/** Checks devices that somebody else did. A device that fails goes back to the doer's list when the check is finished. */
export const checkDevices = (ctx: Ctx, input: CheckInput): Promise<Answer> => {
  const by = me(ctx);
  const note = input.note?.trim() || null;
  return eachDevice(
    ctx,
    input,
    (of, step, device) => {
      if (step.activity.id !== CHECK_ROW || step.o.state !== 'do')
        throw new AppError('unprocessable', 'There is nothing to check here now.');
      const responsible = step.holders
        .filter((h) => h.letter === 'R')
        .flatMap((h) => peopleOf(partyOf(of.now, h)));
      if (!responsible.includes(by) && step.o.claimedBy !== by)
        throw new AppError('unprocessable', 'This check is with somebody else.');
      if (!mayVerify(by, device.doneBy ? [device.doneBy] : []))
        throw new AppError('unprocessable', 'Whoever did the work does not check it.');
      if (device.outcome !== 'done' && device.outcome !== 'replaced')
        throw new AppError('unprocessable', 'This device was not done, so there is nothing to check.');
      if (input.outcome === 'failed' && !note) throw new AppError('invalid', 'Say what is wrong with it.');
      device.checkOutcome = input.outcome;
    },
    async (ctx, of, step, passed) => {
      await checklist.saveChecks(ctx.db, of.chain.id, passed, {
        checkOutcome: input.outcome,
        checkedBy: by,
        checkedAt: ctx.now(),
      });
      audit(
        ctx,
        'work.devices_checked',
        { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
        { activity: step.activity.id, deviceIds: passed, outcome: input.outcome, note },
      );
    },
  );
};
