import type { Ctx } from '../../platform/ctx.ts';
import type { ImportKind } from '../../rooms/inventory/contract.ts';
import { recastAll, settle } from '../../rooms/work/index.ts';

/** Brings findings and work in line with what a file of this kind changed. Says nothing when there is nothing to do. */
export async function afterImport(ctx: Ctx, kind: ImportKind): Promise<string | null> {
  if (kind === 'devices' || kind === 'zones') {
    const s = await settle(ctx);
    return `${s.opened} findings opened, ${s.closed} closed; ${s.casesOpened} cases opened, ${s.casesWithdrawn} withdrawn.`;
  }
  const changed = await recastAll(ctx);
  return changed > 0 ? `${changed} open cases have other people now.` : null;
}
