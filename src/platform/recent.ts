// The few things used last, by a key that says what they are (a hash of their content): never out of date, and bounded.

export type Recent<T> = { get: (key: string) => T | undefined; set: (key: string, value: T) => void };

/** Keeps the `most` entries that were used last. */
export function recent<T>(most: number): Recent<T> {
  const entries = new Map<string, T>();
  const set = (key: string, value: T) => {
    entries.delete(key);
    entries.set(key, value);
    for (const oldest of entries.keys()) {
      if (entries.size <= most) return;
      entries.delete(oldest);
    }
  };
  return {
    get: (key) => {
      const value = entries.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
  };
}
