import { useCallback, useMemo, useState } from 'react';

export type Selection<Row> = {
  readonly has: (row: Row) => boolean;
  readonly flip: (row: Row) => void;
  readonly setAll: (on: boolean) => void;
  readonly clear: () => void;
  readonly chosen: readonly Row[];
};

/** The rows chosen by hand. A row that the view no longer shows is no longer chosen: bulk acts on what one sees. */
export function useSelection<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Selection<Row> {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => rows.filter((row) => keys.has(keyOf(row))), [rows, keys, keyOf]);
  const flip = useCallback(
    (row: Row) =>
      setKeys((old) => {
        const next = new Set(old);
        if (!next.delete(keyOf(row))) next.add(keyOf(row));
        return next;
      }),
    [keyOf],
  );
  return {
    has: (row) => keys.has(keyOf(row)),
    flip,
    setAll: (on) => setKeys(on ? new Set(rows.map(keyOf)) : new Set()),
    clear: () => setKeys(new Set()),
    chosen,
  };
}
