/** A repeatable stream of choices: the same seed and label give the same answers on every machine. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  readonly next01: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  /** True in about `share01` of the calls. */
  readonly chance: (share01: number) => boolean;
  /** One of the given; @throws RangeError when there is none. */
  readonly pick: <T>(of: readonly T[]) => T;
}

/** FNV-1a over the characters: turns a label into a 32-bit start value. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}

/** The stream for `seed` and `label`; streams with different labels do not disturb each other, so one more row
 *  in one file changes no other file.  @source sfc32 of Chris Doty-Humphrey's PractRand (public domain) */
export function random(seed: number, label: string): Random {
  let a = hash(`${seed}`);
  let b = hash(label);
  let c = hash(`${label}/${seed}`);
  let count = 1;
  const next32 = (): number => {
    const out = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + out;
    return out >>> 0;
  };
  for (let warm = 0; warm < 12; warm += 1) next32();
  const next01 = (): number => next32() / 4_294_967_296;
  return {
    next01,
    between: (low, high) => low + Math.floor(next01() * (high - low + 1)),
    chance: (share01) => next01() < share01,
    pick: (of) => {
      const chosen = of[Math.floor(next01() * of.length)];
      if (chosen === undefined) throw new RangeError('Nothing to pick from.');
      return chosen;
    },
  };
}

/** A chooser by weight, prepared once: faster than adding the weights up at every call.
 *  @throws RangeError when no weight is above 0. */
export function weighted<T>(of: readonly T[], weight: (one: T) => number): (rng: Random) => T {
  const steps: { upTo: number; one: T }[] = [];
  let total = 0;
  for (const one of of) {
    const w = weight(one);
    if (w <= 0) continue;
    total += w;
    steps.push({ upTo: total, one });
  }
  const last = steps.at(-1);
  if (last === undefined) throw new RangeError('Nothing has a weight above 0.');
  return (rng) => {
    const mark = rng.next01() * total;
    let low = 0;
    let high = steps.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle] ?? last).upTo > mark) high = middle;
      else low = middle + 1;
    }
    return (steps[low] ?? last).one;
  };
}
