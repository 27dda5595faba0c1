// Proves of a decision table that worse inputs never get a milder outcome, or lists where they do.

/** A pair of rows where every input of `worse` is as grave or graver, and yet its outcome is milder. */
export interface Reversal {
  readonly milder: Readonly<Record<string, string>>;
  readonly worse: Readonly<Record<string, string>>;
}

/** Every reversal of a table, in the order of its rows; empty when the table is monotone. `scales` gives, for each column
 *  and for `outcome`, the values from mild to grave. Compares all pairs of rows. */
export function reversals<Row extends Readonly<Record<string, string>>>(
  rows: readonly Row[],
  scales: Readonly<Record<keyof Row & string, readonly string[]>>,
): Reversal[] {
  const columns = Object.keys(scales).filter((column) => column !== 'outcome');
  const grade = (row: Row, column: string): number => (scales[column] ?? []).indexOf(row[column] ?? '');
  const asGrave = (a: Row, b: Row): boolean =>
    columns.every((column) => grade(a, column) >= grade(b, column));
  return rows.flatMap((milder) =>
    rows
      .filter(
        (worse) =>
          worse !== milder && asGrave(worse, milder) && grade(worse, 'outcome') < grade(milder, 'outcome'),
      )
      .map((worse) => ({ milder, worse })),
  );
}
