import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import * as chains from '../store/chains.ts';
import { apply } from './apply.ts';
import type { Case } from './case.ts';

/** Withdraws what is still open of a chain, because the world changed or the accountable said stop. */
export async function withdrawChain(ctx: Ctx, of: Case, reason: string): Promise<void> {
  if (of.chain.state !== 'open') return;
  for (const step of of.steps) {
    if (step.o.state !== 'closed' && step.o.state !== 'withdrawn')
      await apply(ctx, of, step, { type: 'withdrawn', reason });
  }
  await chains.saveChainState(ctx.db, of.chain.id, 'withdrawn', ctx.now());
  of.chain.state = 'withdrawn';
  audit(ctx, 'work.case_withdrawn', { kind: 'chain', id: of.chain.id, chainId: of.chain.id }, { reason });
}
