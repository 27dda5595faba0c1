/** So many in so long, for each key; the oldest keys are forgotten when there are too many. */
export class Rate {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #seen = new Map<string, { from: number; n: number }>();
  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }
  /** True while `key` is within its limit at that time; the call counts. */
  allows(key: string, nowMs: number): boolean {
    const known = this.#seen.get(key);
    if (known && nowMs - known.from < this.#windowMs) {
      known.n += 1;
      return known.n <= this.#limit;
    }
    if (this.#seen.size >= 10_000) {
      const [oldest] = this.#seen.keys();
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    this.#seen.delete(key);
    this.#seen.set(key, { from: nowMs, n: 1 });
    return true;
  }
}
