// What time alone brings about: questions whose time is over, reminders up the line, notices delivered, devices that come
// back to the queue. Chosen by "due at or before now and not yet done", so missed runs lose nothing and no run does twice.

import { isBefore } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { caseNo } from '../rules/sentences.ts';
import * as checklist from '../store/checklist.ts';
import * as notices from '../store/notices.ts';
import { acceptanceTick } from './acceptance/clock.ts';
import { follow } from './acts.ts';
import { settleBall } from './apply.ts';
import { DEVICE_ROWS, factsOf, openCase } from './case.ts';

export type Ticked = {
  acceptancesEnded: number;
  lapsed: number;
  reminded: number;
  delivered: number;
  returned: number;
};

const BATCH = 500;

/** Does everything that is due now. */
export async function tick(ctx: Ctx): Promise<Ticked> {
  // First the acceptances: a case that goes on may have questions and reminders due at once.
  const acceptancesEnded = await acceptanceTick(ctx);
  const lapsed = await lapseGates(ctx);
  const reminded = await escalate(ctx);
  const returned = await returnDevices(ctx);
  const delivered = await transact(ctx, (ctx) => notices.deliver(ctx.db, ctx.now()));
  return { acceptancesEnded, lapsed, reminded, delivered, returned };
}

/** Each case in its own transaction: one that fails does not keep the others waiting. */
async function lapseGates(ctx: Ctx): Promise<number> {
  let lapsed = 0;
  for (const chainId of await notices.lapsedChains(ctx.db, ctx.now())) {
    lapsed += await transact(ctx, async (ctx) => {
      const of = await openCase(ctx, chainId);
      let n = 0;
      for (const step of of.steps) {
        // One that must be answered stays open; the accountable has been asked since its time was over.
        for (const gate of step.gates.filter((g) => g.answer === null && g.silence !== 'block')) {
          if (step.o.state !== 'consult' || isBefore(ctx.now(), gate.dueAt)) continue;
          await follow(
            ctx,
            of,
            step,
            { type: 'gate_lapsed', gateId: gate.id },
            { role: gate.role, person: gate.label },
          );
          n += 1;
        }
      }
      return n;
    });
  }
  return lapsed;
}

/** Devices that patients needed come back on the list, and with them the ball and the clock. */
async function returnDevices(ctx: Ctx): Promise<number> {
  let returned = 0;
  for (const chainId of await checklist.chainsWithDevicesBack(ctx.db, ctx.now())) {
    returned += await transact(ctx, async (ctx) => {
      const of = await openCase(ctx, chainId);
      const step = of.steps.find((s) => s.o.state === 'do' && DEVICE_ROWS.has(s.activity.id));
      if (!step) return 0;
      const back = await checklist.returnToQueue(ctx.db, chainId, ctx.now());
      for (const d of of.devices) if (back.includes(d.deviceId)) d.outcome = 'to_do';
      if (back.length === 0) return 0;
      await settleBall(ctx, of, step, factsOf(of, step), false);
      audit(
        ctx,
        'work.devices_back',
        { kind: 'obligation', id: step.o.id, chainId },
        { devices: back.length, activity: step.activity.id },
      );
      return back.length;
    });
  }
  return returned;
}

const stepWords: Readonly<Record<string, string>> = {
  reminder: 'This waits for you',
  accountable: 'You answer for this and it has not moved',
  deputy: 'This is late and its accountable has not moved it',
  executive: 'This is late and nobody has moved it',
};

/** The same while somebody else is waited for. */
const waitWords: Readonly<Record<string, string>> = {
  reminder: 'You wait for others: half of their time is over',
  accountable: 'You answer for this; those who are waited for are slow',
  deputy: 'The time of those who are waited for is over',
  executive: 'Those who are waited for are late, and nobody has moved it',
};

async function escalate(ctx: Ctx): Promise<number> {
  let sent = 0;
  for (;;) {
    const batch = await transact(ctx, async (ctx) => {
      const due = await notices.dueEscalations(ctx.db, ctx.now(), BATCH);
      await notices.insertNotices(
        ctx.db,
        due.flatMap((e) => {
          const parts = e.step.split(':');
          const name = parts.at(-1) ?? '';
          const words = (parts.length > 3 ? waitWords : stepWords)[name] ?? 'This waits';
          return e.personIds.map((personId) => ({
            chainId: e.chainId,
            obligationId: e.obligationId,
            personId,
            kind: e.step.endsWith('reminder') ? ('reminder' as const) : ('escalation' as const),
            text: `${words}: ${e.sentence} (${caseNo(e.chainId)}, ball with ${e.courtLabel || 'nobody'})`,
            key: `escalation:${e.obligationId}:${e.step}:${personId}`,
            createdAt: ctx.now(),
          }));
        }),
      );
      await notices.markSent(ctx.db, due, ctx.now());
      for (const e of due)
        audit(
          ctx,
          'work.escalated',
          { kind: 'obligation', id: e.obligationId, chainId: e.chainId },
          { step: e.step, to: e.personIds, person: `${e.personIds.length} in line`, dueAt: e.dueAt },
        );
      return due.length;
    });
    sent += batch;
    if (batch < BATCH) return sent;
  }
}
