// The files of data/ssvc, spelled from the tables in this folder: one spelling, checked by a test.
import {
  automatable,
  type DecisionPoint,
  exploitation,
  exposure,
  humanImpact,
  mission,
  outcome,
  safety,
} from './points.ts';
import {
  type DeployerTable,
  deployerTable,
  type HumanImpactTable,
  humanImpactProse,
  humanImpactTable,
} from './tables.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
const point = ({ key, version, name, values }: DecisionPoint<string>): unknown => ({
  key,
  version,
  name,
  values: values.map(({ value, word, means }) => ({ value, word, means })),
});
const table = (
  it: HumanImpactTable | DeployerTable,
  source: string,
  points: readonly DecisionPoint<string>[],
): string => json({ id: it.id, version: it.version, source, points: points.map(point), rows: it.rows });

/** File name to text, for every decision table that the product uses. */
export const ssvcFiles: Readonly<Record<string, string>> = {
  'deployer_patch_application_priority_1_0_0.json': table(
    deployerTable,
    'CERT/CC SSVC, decision table deployer_patch_application_priority 1.0.0 (CERTCC/SSVC, data)',
    [exploitation, exposure, automatable, humanImpact, outcome],
  ),
  'human_impact_1_0_0.json': table(
    humanImpactTable,
    'CERT/CC SSVC, decision table human_impact 1.0.0 (CERTCC/SSVC, data)',
    [safety, mission, humanImpact],
  ),
  'human_impact_prose_2_0_2.json': table(
    humanImpactProse,
    'CERT/CC SSVC, definitions of Human Impact 2.0.2, which are stricter than its table; critical with an MEF failure is in none of them and keeps the table value',
    [safety, mission, humanImpact],
  ),
};
