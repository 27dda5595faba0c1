// Evaluates CPE configurations (AND, OR, negate, running on) over what is known of an asset, three-valued.
import type { CpeConfiguration, CpeMatch } from '../../intel/model.ts';
import { and, type CpeName, not, or, parseCpe, rowHolds, type Truth } from './cpe.ts';

/** Says of one row whether it holds for the asset. */
export type RowJudge = (row: CpeMatch) => Truth;

/** Whether a configuration holds, judging each row by `judge`. Nodes join by their operator, then negate; so does the
 *  whole. A node or configuration without members holds for nothing.  @source NVD API 2.0, configurations */
export function configurationHolds(configuration: CpeConfiguration, judge: RowJudge): Truth {
  const nodes = configuration.nodes.map((node) => {
    const rows = node.cpeMatch.map(judge);
    return negated(node.negate, joined(node.operator, rows));
  });
  return negated(configuration.negate, joined(configuration.operator, nodes));
}

const joined = (operator: 'AND' | 'OR', truths: readonly Truth[]): Truth =>
  truths.length === 0 ? 'no' : operator === 'AND' ? and(truths) : or(truths);
const negated = (negate: boolean, truth: Truth): Truth => (negate ? not(truth) : truth);

/** Whether any configuration holds over the set of an asset's CPE names *and* a vulnerable row of it holds itself: rows
 *  with `vulnerable: false` are context, never a finding. Unreadable names of the asset are left out. */
export function configurationsHold(
  configurations: readonly CpeConfiguration[],
  assetCpes: readonly string[],
): Truth {
  const names = assetCpes.map(parseCpe).filter((name): name is CpeName => name !== null);
  const judge: RowJudge = (row) => or(names.map((name) => rowHolds(row, name)));
  return or(
    configurations.map((configuration) => {
      const rows = configuration.nodes
        .flatMap((node) => node.cpeMatch)
        .filter(({ vulnerable }) => vulnerable);
      return and([configurationHolds(configuration, judge), or(rows.map(judge))]);
    }),
  );
}
