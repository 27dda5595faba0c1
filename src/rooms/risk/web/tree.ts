// The lit path as rows for the screen: inputs with what is known of them, then what follows from them.
import type { Reason } from '../../../kernel/reason.ts';
import type { CohortDetail } from '../contract.ts';
import * as points from '../tables/points.ts';

type Override = CohortDetail['inputs'][number]['override'];
export type TreePoint = {
  readonly key: string;
  readonly label: string;
  readonly asks: string | null;
  readonly value: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly means: string | undefined;
  }[];
  readonly assumed: boolean;
  readonly isInput: boolean;
  readonly isEnd: boolean;
  readonly reasons: readonly Reason[];
  readonly override: Override;
};

type Known = {
  readonly asks: string;
  readonly values: readonly { value: string; label: string; means: string }[];
};
const known: Readonly<Record<string, Known>> = {
  exploitation: points.exploitation,
  exposure: points.exposure,
  automatable: points.automatable,
  safety: points.safety,
  mission: points.mission,
  human_impact: points.humanImpact,
  outcome: points.outcome,
};

/** The points from the first question to the decision, in the order of the path; a point unknown here keeps its own words. */
export function treeOf({ path, inputs }: Pick<CohortDetail, 'path' | 'inputs'>): TreePoint[] {
  return path.map((step): TreePoint => {
    const input = inputs.find((one) => one.point === step.point);
    const words = known[step.point];
    const wordOf = (value: string) => words?.values.find((one) => one.value === value);
    const labelOf = (value: string) =>
      input?.options.find((one) => one.value === value)?.label ??
      wordOf(value)?.label ??
      value.replaceAll('_', ' ');
    return {
      key: step.point,
      label: step.label,
      asks: words?.asks ?? null,
      value: step.value,
      options: step.options.map((value) => ({ value, label: labelOf(value), means: wordOf(value)?.means })),
      assumed: input?.assumed ?? false,
      isInput: input !== undefined,
      isEnd: step.point === 'outcome',
      reasons: input?.reasons ?? [],
      override: input?.override ?? null,
    };
  });
}
