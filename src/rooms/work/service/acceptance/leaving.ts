// What somebody who leaves has to do with accepted risks, and where it would go.
import type { PersonId } from '../../../../kernel/ids.ts';
import type { Ctx } from '../../../../platform/ctx.ts';
import { nameOf, raciNow, raciWithout } from '../../../raci/index.ts';
import type { LeavingView } from '../../contract.ts';
import { acceptanceNo } from '../../rules/sentences.ts';
import { acceptance } from '../../store/acceptances.ts';
import { partsIn } from '../../store/leaving-acceptances.ts';
import { wardsOf } from '../../store/remedies.ts';
import { acceptanceCast } from './load.ts';

/** Every acceptance a person has a part in, by number: their parts, who has them afterwards, whether it ends instead. */
export async function acceptancesLeft(ctx: Ctx, personId: PersonId): Promise<LeavingView['acceptances']> {
  const left: LeavingView['acceptances'] = [];
  for (const part of await partsIn(ctx.db, personId)) {
    const a = await acceptance(ctx.db, part.id, false);
    if (!a) continue;
    const then = raciWithout(await raciNow(ctx, a.matrixVersionId), personId);
    const cast = acceptanceCast(then, a.subject, await wardsOf(ctx.db, a.chainId), ctx.now());
    const accountable = cast.find((h) => h.letter === 'A' && h.personId !== null);
    const owner = part.isOwner ? (accountable?.label ?? null) : part.ownerName;
    const goesTo = new Set<string>();
    if (part.isOwner && accountable) goesTo.add(accountable.label);
    if (part.letters.includes('A') && accountable) goesTo.add(accountable.label);
    if (part.questions > 0)
      for (const h of cast) if (h.letter === 'C' || h.letter === 'R') goesTo.add(h.label);
    if (part.controls > 0 && owner !== null) goesTo.add(owner);
    left.push({
      acceptanceId: a.id,
      no: acceptanceNo(a.id),
      sentence: a.sentence,
      parts: [
        ...(part.isOwner ? (['owner'] as const) : []),
        ...part.letters,
        ...(part.questions > 0 ? (['question'] as const) : []),
        ...(part.controls > 0 ? (['control'] as const) : []),
      ],
      goesTo: [...goesTo].filter((name) => name !== nameOf(then.org, { personId, teamId: null })),
      ends: a.state === 'active' && accountable === undefined,
    });
  }
  return left;
}
