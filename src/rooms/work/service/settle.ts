// From what is known to who does what: matching, decisions, remedies and work brought in line, in one transaction.
// Every change of inventory, intelligence, people or matrix leads here, so that no risk is without an owner in between.
import { sql } from 'kysely';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { rematch } from '../../findings/index.ts';
import { clocksInForce, dueUnder, raciNow } from '../../raci/index.ts';
import { reassess } from '../../risk/index.ts';
import * as chains from '../store/chains.ts';
import * as remedies from '../store/remedies.ts';
import { followCases, revokeWorse } from './acceptance/clock.ts';
import { openCase } from './case.ts';
import { namePeople } from './naming.ts';
import { openChains, termsOf } from './open.ts';
import { withdrawChain } from './withdraw.ts';

export type Settled = {
  matched: number;
  opened: number;
  closed: number;
  decided: number;
  acceptancesRevoked: number;
  casesOpened: number;
  casesWithdrawn: number;
};

/** Two settlings never run at the same moment: the second waits and finds less to do. */
const SETTLE_LOCK = 730_001;

/** Brings everything in line. Safe to run at any time and as often as one likes. */
export const settle = (ctx: Ctx): Promise<Settled> =>
  transact(ctx, async (ctx) => {
    await namePeople(ctx);
    await sql`select pg_advisory_xact_lock(${SETTLE_LOCK})`.execute(ctx.db);
    const matched = await rematch(ctx);
    const decided = await reassess(ctx);
    // First what was accepted on other facts: its case goes on, and is then judged like any other.
    const acceptancesRevoked = await revokeWorse(ctx);
    const work = await syncChains(ctx);
    await followCases(ctx);
    return { ...matched, decided, acceptancesRevoked, ...work };
  });

/** Settles once at the end of the open transaction, however many cases end in it: what is left of a remedy is covered by a
 *  following case in the same commit. */
export function settleBeforeCommit(ctx: Ctx): void {
  ctx.atEnd?.set('work.settle', async (ctx) => {
    await settle(ctx);
  });
}

/** Opens what is due and not covered, withdraws what has nothing left to end, takes new devices in, and shortens the time of
 *  what was decided more urgent since. */
async function syncChains(ctx: Ctx): Promise<{ casesOpened: number; casesWithdrawn: number }> {
  for (const { chainId, devices } of await chains.releaseRetired(ctx.db))
    audit(ctx, 'work.devices_left', { kind: 'chain', id: chainId, chainId }, { devices });
  const [due, over, grown, raised] = await Promise.all([
    remedies.uncovered(ctx.db),
    remedies.chainsWithoutFindings(ctx.db),
    remedies.chainsToGrow(ctx.db),
    remedies.chainsToRaise(ctx.db),
  ]);
  if (due.length + over.length + grown.length + raised.length === 0)
    return { casesOpened: 0, casesWithdrawn: 0 };
  const now = await raciNow(ctx);
  const clocks = await clocksInForce(ctx);
  for (const chainId of over)
    await withdrawChain(
      ctx,
      await openCase(ctx, chainId, now),
      'Nothing is left to end: the findings of this case are gone.',
    );
  for (const { chainId, remedyId } of grown) {
    const added = await chains.syncDevices(ctx.db, chainId, remedyId);
    await chains.reword(ctx.db, chainId, remedyId);
    audit(ctx, 'work.case_grew', { kind: 'chain', id: chainId, chainId }, { added });
  }
  for (const { chainId, outcome, before, siteId, deviceClass } of raised) {
    const at = ctx.now();
    const clock = termsOf(clocks, now, { siteId, deviceClass, outcome });
    const dueAt = dueUnder(clock, at);
    await chains.raise(ctx.db, chainId, { outcome, dueAt, clock, at });
    audit(ctx, 'work.case_raised', { kind: 'chain', id: chainId, chainId }, { before, outcome, dueAt });
  }
  const casesOpened = await openChains(ctx, due, { now, clocks });
  return { casesOpened, casesWithdrawn: over.length };
}
