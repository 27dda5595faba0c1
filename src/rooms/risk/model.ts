// The nouns of risk: decision points and their values, a decision with its path, a risk number, and a remedy.
import { z } from 'zod';
import { CveId } from '../../kernel/ids.ts';
import { Reason } from '../../kernel/reason.ts';
import { Exposure, Mission } from '../inventory/model.ts';

export { Exposure, Mission } from '../inventory/model.ts';

/** Values run from mild to grave in every point; the tables and the checker rely on that order. @source CERT/CC SSVC */
export const Exploitation = z.enum(['none', 'public_poc', 'active']);
export type Exploitation = z.infer<typeof Exploitation>;
export const Automatable = z.enum(['no', 'yes']);
export type Automatable = z.infer<typeof Automatable>;
export const Safety = z.enum(['negligible', 'marginal', 'critical', 'catastrophic']);
export type Safety = z.infer<typeof Safety>;
export const HumanImpact = z.enum(['low', 'medium', 'high', 'very_high']);
export type HumanImpact = z.infer<typeof HumanImpact>;
export const Outcome = z.enum(['defer', 'scheduled', 'out_of_cycle', 'immediate']);
export type Outcome = z.infer<typeof Outcome>;

/** The five points that facts are gathered for. */
export const Point = z.enum(['exploitation', 'exposure', 'automatable', 'safety', 'mission']);
export type Point = z.infer<typeof Point>;

const input = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value,
    /** Nothing was known, so the adverse value was taken. */
    assumed: z.boolean(),
    reasons: z.array(Reason).min(1),
  });
/** The inputs of a decision, each with where it came from. */
export const DecisionInputs = z.object({
  exploitation: input(Exploitation),
  exposure: input(Exposure),
  automatable: input(Automatable),
  safety: input(Safety),
  mission: input(Mission),
});
export type DecisionInputs = z.infer<typeof DecisionInputs>;
export interface Input<Value> {
  value: Value;
  assumed: boolean;
  reasons: Reason[];
}

const why = { reason: z.string().trim().min(1), by: z.string().min(1) };
/** A value that a person put in the place of the derived one, with the reason. */
export const Override = z.discriminatedUnion('point', [
  z.object({ point: z.literal('exploitation'), value: Exploitation, ...why }),
  z.object({ point: z.literal('exposure'), value: Exposure, ...why }),
  z.object({ point: z.literal('automatable'), value: Automatable, ...why }),
  z.object({ point: z.literal('safety'), value: Safety, ...why }),
  z.object({ point: z.literal('mission'), value: Mission, ...why }),
]);
export type Override = z.infer<typeof Override>;

/** One step of the tree: the value chosen, its neighbours not chosen, and why. `was` is what an override replaced. */
export const PathNode = z.object({
  point: z.enum([...Point.options, 'human_impact', 'outcome']),
  name: z.string(),
  value: z.string(),
  label: z.string(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  assumed: z.boolean(),
  was: z.string().nullable(),
  reasons: z.array(Reason),
});
export type PathNode = z.infer<typeof PathNode>;

/** A decision with the path through the tree that led to it. `tableVersions` name the tables by key and version. */
export const Decision = z.object({
  outcome: Outcome,
  humanImpact: HumanImpact,
  path: z.array(PathNode),
  tableVersions: z.array(z.string()),
  /** True when any input was assumed: the decision may become milder when somebody finds out. */
  assumed: z.boolean(),
});
export type Decision = z.infer<typeof Decision>;

/** Which human-impact table counts: the published rows, the stricter prose, or the graver of both. */
export const HumanImpactPolicy = z.enum(['higher_of_both', 'table_1_0_0', 'prose_2_0_2']);
export type HumanImpactPolicy = z.infer<typeof HumanImpactPolicy>;

/** A risk number from 0 to 100; null when a factor was not evaluated, which is not 0. */
export const RiskNumber = z.object({
  value: z.number().min(0).max(100).nullable(),
  likelihood01: z.number().nullable(),
  harmWeight: z.number().nullable(),
  exposureWeight: z.number(),
  reasons: z.array(Reason).min(1),
});
export type RiskNumber = z.infer<typeof RiskNumber>;

export const RemedyKind = z.enum(['apply', 'mitigate', 'replace', 'identify']);
export type RemedyKind = z.infer<typeof RemedyKind>;

/** What the maker wrote, kept word for word beside our sentence. */
export const MakerText = z.object({
  category: z.string(),
  text: z.string(),
  source: z.string(),
  url: z.string().nullable(),
});
export type MakerText = z.infer<typeof MakerText>;

/** One action that ends or reduces a group of findings: a product and version at a site. `key` is the same for the same
 *  action on the same product at the same site, whatever the order of what it was made from. */
export const Remedy = z.object({
  key: z.string(),
  kind: RemedyKind,
  product: z.string(),
  site: z.string(),
  /** What somebody must find out at the device, answered yes or no; null where a version is asked, or nothing. */
  question: z.string().nullable(),
  targetVersion: z.string().nullable(),
  sentence: z.string(),
  steps: z.array(z.string()),
  makerTexts: z.array(MakerText),
  cves: z.array(CveId),
  deviceCount: z.number().int().nonnegative(),
  /** False when the action only lowers the risk while it is kept up. */
  ends: z.boolean(),
  reasons: z.array(Reason).min(1),
});
export type Remedy = z.infer<typeof Remedy>;
