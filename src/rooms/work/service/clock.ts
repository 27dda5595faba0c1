// Time that stands still. While somebody else is waited for, the case's clock is stopped and theirs runs; when it goes on, what
// is due in the case moves by the time that it stood still.
import { type Instant, instant, ms } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { type Court, type WaitKind, waitDueAt } from '../../raci/index.ts';
import * as chains from '../store/chains.ts';
import type { Case, Step } from './case.ts';

/** Whom a step waits for, so that its clock stands still; null while it runs. Work with the maker, without parts, before an
 *  agreed window, or with nothing left but devices that patients need or that nobody has found. */
export function waitOf({ o }: Step, court: Court | null): WaitKind | null {
  if (o.state !== 'do') return null;
  return o.waitingOn ?? (court?.kind === 'care' ? 'care' : null);
}

/** Stops or starts the clock of a step where it waits for somebody else than before; the caller saves the step. The clock of
 *  the case follows its steps in line; a step beside has a clock of its own. Answers whether anything turned. */
export async function turnClock(ctx: Ctx, of: Case, step: Step, wait: WaitKind | null): Promise<boolean> {
  if (step.o.pausedFor === wait) return false;
  const at = ctx.now();
  if (step.o.pausedAt !== null) await resume(ctx, of, step, { at, since: step.o.pausedAt });
  if (wait !== null) await pause(ctx, of, step, { at, wait });
  return true;
}

async function pause(ctx: Ctx, of: Case, step: Step, { at, wait }: { at: Instant; wait: WaitKind }) {
  const partyDueAt = waitDueAt(of.chain.clock, wait, at);
  Object.assign(step.o, { pausedAt: at, pausedFor: wait, partyDueAt, pauses: step.o.pauses + 1 });
  if (!step.o.isBeside) {
    await chains.pauseChain(ctx.db, of.chain.id, at);
    of.chain.pausedAt = at;
  }
  audit(
    ctx,
    'work.clock_stopped',
    { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
    { activity: step.activity.id, waitsFor: wait, partyDueAt, dueAt: step.o.dueAt },
  );
}

async function resume(
  ctx: Ctx,
  of: Case,
  step: Step,
  { at, since }: { at: Instant; since: Instant },
): Promise<void> {
  const later = (when: Instant, by: number): Instant => instant(ms(when) + by);
  const stoodMs = Math.max(0, ms(at) - ms(since));
  const waitedFor = step.o.pausedFor;
  Object.assign(step.o, {
    pausedAt: null,
    pausedFor: null,
    partyDueAt: null,
    clockFrom: later(step.o.clockFrom, stoodMs),
  });
  // Decided more urgent meanwhile: what was promised then counts from then.
  const chainMs = of.chain.pausedAt === null ? 0 : Math.max(0, ms(at) - ms(of.chain.pausedAt));
  if (step.o.isBeside) step.o.dueAt = later(step.o.dueAt, stoodMs);
  else {
    await chains.resumeChain(ctx.db, of.chain.id, chainMs);
    of.chain.pausedAt = null;
    of.chain.dueAt = later(of.chain.dueAt, chainMs);
    for (const { o } of of.steps) if (!o.isBeside && o.closedAt === null) o.dueAt = later(o.dueAt, chainMs);
  }
  audit(
    ctx,
    'work.clock_went_on',
    { kind: 'obligation', id: step.o.id, chainId: of.chain.id },
    {
      activity: step.activity.id,
      waitedFor,
      stoodHours: Math.round(stoodMs / 3_600_000),
      dueAt: step.o.dueAt,
    },
  );
}
