// Walks the deployer's tree: inputs and overrides in, outcome with the lit path out; and the risk number that ranks
// findings inside one outcome.
import type { Reason } from '../../../kernel/reason.ts';
import type { Harm } from '../../inventory/model.ts';
import type {
  Decision,
  DecisionInputs,
  HumanImpact,
  HumanImpactPolicy,
  Input,
  Mission,
  Override,
  PathNode,
  RiskNumber,
  Safety,
} from '../model.ts';
import {
  automatable,
  type DecisionPoint,
  exploitation,
  exposure,
  humanImpact,
  mission,
  outcome,
  safety,
} from '../tables/points.ts';
import {
  deployerTable,
  type HumanImpactTable,
  humanImpactProse,
  humanImpactTable,
} from '../tables/tables.ts';
import type { VulnerabilityFacts } from './inputs.ts';

const impactTables: Readonly<Record<HumanImpactPolicy, readonly HumanImpactTable[]>> = {
  higher_of_both: [humanImpactTable, humanImpactProse],
  table_1_0_0: [humanImpactTable],
  prose_2_0_2: [humanImpactProse],
};

const look = <Row>(rows: readonly Row[], matches: (row: Row) => boolean): Row => {
  const row = rows.find(matches);
  if (row === undefined) throw new Error('A decision table lacks a row.');
  return row;
};

/** The human impact of a safety and a mission impact: the graver word of the tables that the policy counts. */
export function humanImpactOf(
  safety: Safety,
  mission: Mission,
  policy: HumanImpactPolicy = 'higher_of_both',
): { value: HumanImpact; reasons: Reason[] } {
  const found = impactTables[policy].map((table) => ({
    table,
    value: look(table.rows, (row) => row.safety === safety && row.mission === mission).outcome,
  }));
  const grade = (value: HumanImpact): number => humanImpact.values.findIndex((it) => it.value === value);
  const value = found.reduce<HumanImpact>(
    (worst, it) => (grade(it.value) > grade(worst) ? it.value : worst),
    'low',
  );
  const reasons = found.map(({ table, value }) => ({
    what: `${labelOf(humanImpact, value)} by ${table.id} ${table.version}.`,
    source: `${table.id} ${table.version}`,
  }));
  return { value, reasons };
}

const labelOf = <Value extends string>(point: DecisionPoint<Value>, value: string): string =>
  point.values.find((it) => it.value === value)?.label ?? value;

function node<Value extends string>(
  key: PathNode['point'],
  point: DecisionPoint<Value>,
  { value, assumed, reasons }: Input<Value>,
  was: string | null = null,
): PathNode {
  const options = point.values.map((it) => ({ value: it.value, label: it.label }));
  return {
    point: key,
    name: point.name,
    value,
    label: labelOf(point, value),
    options,
    assumed,
    was,
    reasons,
  };
}

/** The input with an override put in its place; the derived reasons stay behind the person's. */
function overridden<Value extends string>(
  derived: Input<Value>,
  override: { value: Value; reason: string; by: string } | undefined,
): { input: Input<Value>; was: string | null } {
  if (!override) return { input: derived, was: null };
  const reason = { what: `${override.by} set this: ${override.reason}`, source: override.by };
  return {
    input: { value: override.value, assumed: false, reasons: [reason, ...derived.reasons] },
    was: derived.value,
  };
}

/** The decision for one finding. A later override of the same point counts; equal inputs always give equal decisions.
 *  @source CERT/CC SSVC, deployer_patch_application_priority 1.0.0 */
export function decide(
  inputs: DecisionInputs,
  overrides: readonly Override[] = [],
  policy: HumanImpactPolicy = 'higher_of_both',
): Decision {
  const last = <P extends Override['point']>(point: P): Extract<Override, { point: P }> | undefined =>
    overrides.findLast((it): it is Extract<Override, { point: P }> => it.point === point);
  const e = overridden(inputs.exploitation, last('exploitation'));
  const x = overridden(inputs.exposure, last('exposure'));
  const a = overridden(inputs.automatable, last('automatable'));
  const s = overridden(inputs.safety, last('safety'));
  const m = overridden(inputs.mission, last('mission'));
  const impact = humanImpactOf(s.input.value, m.input.value, policy);
  const row = look(
    deployerTable.rows,
    (it) =>
      it.exploitation === e.input.value &&
      it.exposure === x.input.value &&
      it.automatable === a.input.value &&
      it.humanImpact === impact.value,
  );
  const table = `${deployerTable.id} ${deployerTable.version}`;
  const anyAssumed = [e, x, a, s, m].some(({ input }) => input.assumed);
  return {
    outcome: row.outcome,
    humanImpact: impact.value,
    path: [
      node('exploitation', exploitation, e.input, e.was),
      node('exposure', exposure, x.input, x.was),
      node('automatable', automatable, a.input, a.was),
      node('safety', safety, s.input, s.was),
      node('mission', mission, m.input, m.was),
      node('human_impact', humanImpact, { ...impact, assumed: s.input.assumed || m.input.assumed }),
      node('outcome', outcome, {
        value: row.outcome,
        assumed: anyAssumed,
        reasons: [
          { what: `${labelOf(outcome, row.outcome)} by the table's row for this path.`, source: table },
        ],
      }),
    ],
    tableVersions: [table, ...impactTables[policy].map(({ id, version }) => `${id} ${version}`)],
    assumed: anyAssumed,
  };
}

const harmWeights: Readonly<Record<Harm, number>> = {
  negligible: 1,
  minor: 3,
  serious: 10,
  critical: 30,
  catastrophic: 100,
};
const exposureWeights = { small: 0.1, controlled: 0.4, open: 1 } as const;

/** Risk from 0 to 100 to rank findings of one outcome: likelihood times harm times exposure. Null when likelihood or harm
 *  was not evaluated.  @source domain reference 5.1, rank inside one SSVC class [rule] */
export function riskNumber(
  facts: VulnerabilityFacts,
  harm: Harm | null,
  exposureInput: DecisionInputs['exposure'],
): RiskNumber {
  const terms: (readonly [number, Reason])[] = [];
  if (facts.kev || facts.ssvc?.exploitation === 'active')
    terms.push([
      0.9,
      { what: 'Known to be exploited: 0.9.', source: facts.kev ? 'CISA KEV' : 'CISA Vulnrichment' },
    ]);
  if (facts.ssvc?.exploitation === 'poc' || facts.publicExploit?.known)
    terms.push([
      0.3,
      { what: 'A way to attack is public: 0.3.', source: facts.publicExploit?.source ?? 'CISA Vulnrichment' },
    ]);
  if (facts.epss)
    terms.push([
      facts.epss.score,
      { what: `Likelihood of exploitation within 30 days: ${facts.epss.score}.`, source: 'FIRST EPSS' },
    ]);
  const top = terms.reduce<(typeof terms)[number] | null>(
    (best, it) => (best === null || it[0] > best[0] ? it : best),
    null,
  );
  const likelihood01 = top?.[0] ?? null;
  const harmWeight = harm === null ? null : harmWeights[harm];
  const exposureWeight = exposureWeights[exposureInput.value];
  const reasons: Reason[] = [
    top?.[1] ?? {
      what: 'The likelihood of exploitation was not evaluated: no EPSS, KEV or public exploit.',
      source: 'no feed',
    },
    harm === null
      ? { what: 'The harm was not graded.', source: 'device record' }
      : { what: `Harm ${harm}: ${harmWeight ?? ''}.`, source: 'device class' },
    {
      what: `Exposure ${exposureInput.value}: ${exposureWeight}${exposureInput.assumed ? ' (assumed)' : ''}.`,
      source: exposureInput.reasons[0]?.source ?? 'exposure',
    },
  ];
  const value =
    likelihood01 === null || harmWeight === null ? null : likelihood01 * harmWeight * exposureWeight;
  return { value, likelihood01, harmWeight, exposureWeight, reasons };
}

/** The risk of a device from those of its findings: 100(1 - prod(1 - risk/100)). Null when none was evaluated; those that
 *  were not are counted, not taken as 0.  @source domain reference 5.1 [rule] */
export function deviceRisk(risks: readonly (number | null)[]): {
  value: number | null;
  evaluated: number;
  notEvaluated: number;
} {
  const evaluated = risks.filter((risk) => risk !== null);
  const spared = evaluated.reduce((rest, risk) => rest * (1 - Math.min(100, Math.max(0, risk)) / 100), 1);
  const value = evaluated.length === 0 ? null : 100 * (1 - spared);
  return { value, evaluated: evaluated.length, notEvaluated: risks.length - evaluated.length };
}
