import type { z } from 'zod';
import type { ImportRow, RowProblem } from '../contract.ts';

type Row = z.infer<typeof ImportRow>;
type Problem = z.infer<typeof RowProblem>;
export type RuleGroup = {
  readonly rule: string;
  readonly outcome: Row['outcome'];
  /** What is wrong, in the words of its first row. */
  readonly sentence: string;
  readonly rows: readonly { readonly row: Row; readonly problem: Problem }[];
};

const gravity = { refused: 0, ambiguous: 1, warning: 2 } as const;

/** Rows under the rule that each broke: refused before doubted, then the rule with the most rows. A row with two problems
 *  stands under both, since each must be repaired. */
export function byRule(rows: readonly Row[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>();
  for (const row of rows)
    for (const problem of row.problems) {
      const key = `${row.outcome} ${problem.rule}`;
      const held = groups.get(key);
      const entry = { row, problem };
      if (held) groups.set(key, { ...held, rows: [...held.rows, entry] });
      else
        groups.set(key, {
          rule: problem.rule,
          outcome: row.outcome,
          sentence: problem.sentence,
          rows: [entry],
        });
    }
  return [...groups.values()].sort(
    (a, b) =>
      gravity[a.outcome] - gravity[b.outcome] || b.rows.length - a.rows.length || (a.rule < b.rule ? -1 : 1),
  );
}
