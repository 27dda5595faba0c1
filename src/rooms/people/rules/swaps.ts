// Who may ask for a swap, who may settle it, and why a turn cannot be given to somebody. Structural types only.
import type { SpanMs } from './availability.ts';

type Id = number;
type Turn = SpanMs & { readonly personId: Id };
type Swap = {
  readonly state: string;
  readonly fromPersonId: Id;
  readonly toPersonId: Id;
  readonly askedBy: Id | null;
};
/** Somebody who acts. `mayEdit`: they keep the rotas, and may settle for others. */
type Actor = { readonly id: Id | null; readonly mayEdit: boolean };

/** What an actor may answer to a swap: the one who did not ask agrees or declines, the one who asked withdraws. */
export function maySettle(swap: Swap, actor: Actor): ('agree' | 'decline' | 'withdraw')[] {
  if (swap.state !== 'asked') return [];
  if (actor.mayEdit) return ['agree', 'decline', 'withdraw'];
  if (actor.id === null) return [];
  if (actor.id === swap.askedBy) return ['withdraw'];
  return actor.id === swap.fromPersonId || actor.id === swap.toPersonId ? ['agree', 'decline'] : [];
}

/** Why a turn cannot go from one person to another, as a sentence; null when it can. `turns` are those that touch the turn. */
export function swapFault(
  asked: { turnMs: number; from: Id; to: Id; nowMs: number },
  turns: readonly Turn[],
  taker: { isActive: boolean; isAway: boolean; name: string } | undefined,
): string | null {
  const turn = turns.find((one) => one.fromMs === asked.turnMs && one.personId === asked.from);
  if (!turn) return 'That person has no turn that begins then; look at the rota again.';
  if (turn.untilMs <= asked.nowMs) return 'That turn is over.';
  if (asked.from === asked.to) return 'Nobody takes their own turn.';
  if (!taker?.isActive) return 'Whoever is to take the turn is not here any more.';
  if (taker.isAway) return `${taker.name} is away in that turn.`;
  const other = turns.find(
    (one) => one.personId === asked.to && one.fromMs < turn.untilMs && one.untilMs > turn.fromMs,
  );
  return other ? `${taker.name} is on call on this rota at that time already.` : null;
}
