// Small things this browser remembers: layout and views. Never facts; a blocked or full store loses comfort only.
import { useCallback, useState } from 'react';
import type { z } from 'zod';

const prefix = 'wl.';

/** What is stored under `name`, if it still fits the schema. */
export function stored<T extends z.ZodType>(name: string, schema: T): z.output<T> | undefined {
  try {
    const found = schema.safeParse(JSON.parse(window.localStorage.getItem(prefix + name) ?? 'null'));
    return found.success ? found.data : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a value under `name`. */
export function store(name: string, value: unknown): void {
  try {
    window.localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // A private window may refuse; then it is simply not remembered.
  }
}

/** State that this browser remembers; `first` until something was stored. */
export function useStored<T extends z.ZodType>(
  name: string,
  schema: T,
  first: z.output<T>,
): [z.output<T>, (value: z.output<T>) => void] {
  const [value, setValue] = useState<z.output<T>>(() => stored(name, schema) ?? first);
  const change = useCallback(
    (next: z.output<T>) => {
      setValue(next);
      store(name, next);
    },
    [name],
  );
  return [value, change];
}
