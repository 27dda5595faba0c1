// Who reads what of an acceptance.
import type { PersonId } from '../../../../kernel/ids.ts';
import type { Ctx } from '../../../../platform/ctx.ts';
import { peopleOf } from '../../../raci/index.ts';
import { acceptanceNo } from '../../rules/sentences.ts';
import * as notices from '../../store/notices.ts';
import { partyOf } from '../case.ts';
import { accountableOf, type Held } from './load.ts';

/** The people who hold these letters now, teams with all their members. */
export const holding = (held: Held, letters: string): PersonId[] =>
  held.holders.filter((h) => letters.includes(h.letter)).flatMap((h) => peopleOf(partyOf(held.now, h)));

/** Those who must hear of every turn: who asked, who looks after it, who answers for it. */
export const keepers = (held: Held): PersonId[] => {
  const accountable = accountableOf(held.holders);
  return [held.a.requestedBy, held.a.ownerPersonId, ...(accountable === null ? [] : [accountable])];
};

/** Puts a notice before each of these people who is still here, once for each `key`; not before whoever did it. */
export async function tellOf(
  ctx: Ctx,
  held: Held,
  people: readonly PersonId[],
  kind: 'informed' | 'asked' | 'decision' | 'returned',
  what: string,
  key: string,
): Promise<void> {
  const { a } = held;
  const by = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  const active = new Set(held.now.org.people.filter((p) => p.isActive).map((p) => p.id));
  await notices.insertNotices(
    ctx.db,
    [...new Set(people)]
      .filter((id) => active.has(id) && id !== by)
      .map((personId) => ({
        chainId: a.chainId,
        obligationId: null,
        acceptanceId: a.id,
        personId,
        kind,
        text: `${what} ${a.sentence} (${acceptanceNo(a.id)})`,
        key: `acceptance:${a.id}:${key}:${personId}`,
        createdAt: ctx.now(),
      })),
  );
}
