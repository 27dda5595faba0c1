// Who is on call at an instant: turns from a file and layers of turns by a rule, with the swaps people agreed. Pure, for any
// instant, in the wall clock of the rota's zone, so that a turn that ends at 08:00 ends at 08:00 in summer and in winter.
// Structural types only, so that `model.ts`, the door of this room, can hand these functions on without an import cycle.
import { DAY_MS, HOUR_MS, type Instant, ms } from '../../../kernel/time.ts';
import { type SpanMs, wallToMs } from './availability.ts';
import { startsOf } from './rota-rule.ts';

type Id = number;
type Layer<P extends Id> = {
  readonly id: number;
  readonly firstAt: string;
  readonly rule: string;
  readonly shiftMinutes: number;
  readonly memberIds: readonly P[];
  readonly untilAt: Instant | null;
};
type Swap<P extends Id> = {
  readonly id: number;
  readonly turnAt: Instant;
  readonly fromPersonId: P;
  readonly toPersonId: P;
};
type Rota<P extends Id> = {
  readonly name: string;
  readonly timezone: string;
  readonly layers: readonly Layer<P>[];
  /** Only agreed ones, in the order in which they were agreed. */
  readonly swaps: readonly Swap<P>[];
};
type Shift<P extends Id> = {
  readonly id: number;
  readonly personId: P;
  readonly fromAt: Instant;
  readonly toAt: Instant;
};

/** One turn on call. `ofPersonId` is whose turn it is by the rota, `personId` who takes it; `layerId` null: from a file. */
export type Turn<P extends Id = Id> = SpanMs & {
  readonly personId: P;
  readonly ofPersonId: P;
  readonly layerId: number | null;
  readonly shiftId: number | null;
  readonly swapIds: readonly number[];
};
/** Who is on duty in a span in which nothing of the rota begins or ends; `turn` null in a hole. */
export type Duty<P extends Id = Id> = SpanMs & { readonly turn: Turn<P> | null };

/** What turns are asked of. Opaque; make it again when the rota changes. */
export type CompiledRota<P extends Id = Id> = {
  readonly name: string;
  readonly timezone: string;
  readonly shifts: readonly Turn<P>[];
  readonly layers: readonly LayerTurns<P>[];
  readonly swaps: ReadonlyMap<number, readonly Swap<P>[]>;
};
type LayerTurns<P extends Id> = {
  readonly layer: Layer<P>;
  /** The turns that touch a span, each with its number from the first on. */
  readonly within: (span: SpanMs) => readonly (SpanMs & { readonly number: number })[];
};

/** Starts worked out further than asked, so that few questions work them out again. */
const AHEAD_MS = 400 * DAY_MS;
/** No wall clock is further from UTC than this, and no change of it longer. */
const ZONE_MS = 16 * HOUR_MS;
/** When turns begin on the wall clock, by what layers say: no layer ever changes that. */
const known = new Map<string, { untilMs: number; starts: readonly number[] }>();
const MOST_KNOWN = 500;

function startsBefore({ firstAt, rule }: Layer<Id>, untilMs: number): readonly number[] {
  const key = `${firstAt} ${rule}`;
  const found = known.get(key);
  if (found && found.untilMs >= untilMs) return found.starts;
  const reachMs = untilMs + AHEAD_MS;
  let starts: number[] = [];
  try {
    starts = startsOf(rule, Date.parse(`${firstAt}:00Z`), reachMs);
  } catch {
    // Refused where it is written down; a rota that nobody can read is a hole, which lint names.
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, { untilMs: reachMs, starts });
  return starts;
}

const touches = (a: SpanMs, b: SpanMs): boolean =>
  a.untilMs > a.fromMs && a.fromMs < b.untilMs && a.untilMs > b.fromMs;

function layerTurns<P extends Id>(layer: Layer<P>, timezone: string): LayerTurns<P> {
  const longMs = layer.shiftMinutes * 60_000;
  const endMs = layer.untilAt === null ? Number.POSITIVE_INFINITY : ms(layer.untilAt);
  return {
    layer,
    within: (span) => {
      const starts = startsBefore(layer, span.untilMs + ZONE_MS);
      const first = placeAfter(starts, span.fromMs - longMs - ZONE_MS);
      return starts.slice(first, placeAfter(starts, span.untilMs + ZONE_MS)).flatMap((wallMs, index) => {
        const turn = {
          number: first + index,
          fromMs: wallToMs(wallMs, timezone),
          untilMs: Math.min(endMs, wallToMs(wallMs + longMs, timezone)),
        };
        return touches(turn, span) ? [turn] : [];
      });
    },
  };
}

/** Makes a rota ready for questions: its layers and swaps, and the turns that came from a file. */
export function compileRota<P extends Id>(rota: Rota<P>, shifts: readonly Shift<P>[]): CompiledRota<P> {
  const swaps = new Map<number, Swap<P>[]>();
  for (const swap of rota.swaps) swaps.set(ms(swap.turnAt), [...(swaps.get(ms(swap.turnAt)) ?? []), swap]);
  return {
    name: rota.name,
    timezone: rota.timezone,
    swaps,
    shifts: shifts
      .map((s) => ({
        fromMs: ms(s.fromAt),
        untilMs: ms(s.toAt),
        personId: s.personId,
        ofPersonId: s.personId,
        layerId: null,
        shiftId: s.id,
        swapIds: [],
      }))
      .sort((a, b) => a.fromMs - b.fromMs || b.shiftId - a.shiftId),
    layers: [...rota.layers].sort((a, b) => a.id - b.id).map((layer) => layerTurns(layer, rota.timezone)),
  };
}

/** The first place in sorted times that is after one. */
function placeAfter(times: readonly number[], atMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The turn with the swaps of it: each takes it from whoever has it at that point, or does nothing. */
function swapped<P extends Id>(rota: CompiledRota<P>, turn: Turn<P>): Turn<P> {
  let { personId } = turn;
  const swapIds: number[] = [];
  for (const swap of rota.swaps.get(turn.fromMs) ?? []) {
    if (swap.fromPersonId !== personId) continue;
    personId = swap.toPersonId;
    swapIds.push(swap.id);
  }
  return swapIds.length === 0 ? turn : { ...turn, personId, swapIds };
}

const memberTurn = <P extends Id>(
  { id, memberIds }: Layer<P>,
  { number, ...span }: SpanMs & { number: number },
) => {
  const personId = memberIds[number % memberIds.length];
  if (personId === undefined) return [];
  return [{ ...span, personId, ofPersonId: personId, layerId: id, shiftId: null, swapIds: [] }];
};

/** Every turn that touches a span, by start; with swaps, without judging which one wins. */
export function turnsWithin<P extends Id>(rota: CompiledRota<P>, within: SpanMs): Turn<P>[] {
  const byRule = rota.layers.flatMap(({ layer, within: turns }) =>
    turns(within).flatMap((turn) => memberTurn(layer, turn)),
  );
  return [...rota.shifts.filter((turn) => touches(turn, within)), ...byRule]
    .map((turn) => swapped(rota, turn))
    .sort((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs || (a.layerId ?? 0) - (b.layerId ?? 0));
}

/** True when `a` is asked rather than `b` where both are on duty: a turn from a file before one by a rule, then the one that
 *  started later, then the layer or turn made first. */
const before = (a: Turn, b: Turn): boolean => {
  if ((a.layerId === null) !== (b.layerId === null)) return a.layerId === null;
  if (a.fromMs !== b.fromMs) return a.fromMs > b.fromMs;
  return (a.layerId ?? a.shiftId ?? 0) < (b.layerId ?? b.shiftId ?? 0);
};

/** So far to both sides of an instant the answer says how long it stands. */
const LOOK_MS = 8 * DAY_MS;

/** Who is on duty at an instant, and from when to when that answer stands; it may be given as shorter than it is, never longer. */
export function dutyAt<P extends Id>(rota: CompiledRota<P>, atMs: number): Duty<P> {
  let fromMs = atMs - LOOK_MS;
  let untilMs = atMs + LOOK_MS;
  let turn: Turn<P> | null = null;
  for (const one of turnsWithin(rota, { fromMs, untilMs })) {
    for (const edge of [one.fromMs, one.untilMs]) {
      if (edge <= atMs) fromMs = Math.max(fromMs, edge);
      else untilMs = Math.min(untilMs, edge);
    }
    if (one.fromMs <= atMs && atMs < one.untilMs && (turn === null || before(one, turn))) turn = one;
  }
  return { fromMs, untilMs, turn };
}
