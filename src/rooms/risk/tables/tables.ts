// The decision tables as versioned data: one letter an outcome, rows in the order of the points from mild to grave.
import type { Automatable, Exploitation, Exposure, HumanImpact, Mission, Outcome, Safety } from '../model.ts';

export interface HumanImpactTable {
  readonly id: string;
  readonly version: string;
  readonly rows: readonly {
    readonly safety: Safety;
    readonly mission: Mission;
    readonly outcome: HumanImpact;
  }[];
}
export interface DeployerTable {
  readonly id: string;
  readonly version: string;
  readonly rows: readonly {
    readonly exploitation: Exploitation;
    readonly exposure: Exposure;
    readonly automatable: Automatable;
    readonly humanImpact: HumanImpact;
    readonly outcome: Outcome;
  }[];
}

const missions: readonly Mission[] = ['degraded', 'mef_support_crippled', 'mef_failure', 'mission_failure'];
const impacts: readonly HumanImpact[] = ['low', 'medium', 'high', 'very_high'];
const impactOf: Readonly<Record<string, HumanImpact>> = { L: 'low', M: 'medium', H: 'high', V: 'very_high' };
const outcomeOf: Readonly<Record<string, Outcome>> = {
  D: 'defer',
  S: 'scheduled',
  O: 'out_of_cycle',
  I: 'immediate',
};

const impactRows = (lines: readonly (readonly [Safety, string])[]): HumanImpactTable['rows'] =>
  lines.flatMap(([safety, letters]) =>
    missions.map((mission, at) => ({ safety, mission, outcome: impactOf[letters[at] ?? ''] ?? 'very_high' })),
  );

/** @source CERT/CC SSVC, decision table human_impact_1_0_0 */
export const humanImpactTable: HumanImpactTable = {
  id: 'ssvc:human_impact',
  version: '1.0.0',
  rows: impactRows([
    ['negligible', 'LLMV'],
    ['marginal', 'LLMV'],
    ['critical', 'MHHV'],
    ['catastrophic', 'VVVV'],
  ]),
};

/** The definitions of Human Impact 2.0.2 say more than its table: marginal is at least medium, critical at least high.
 *  Critical with an MEF failure is in no definition; the table's high stands. @source CERT/CC SSVC, HI 2.0.2, values */
export const humanImpactProse: HumanImpactTable = {
  id: 'ssvc:human_impact_prose',
  version: '2.0.2',
  rows: impactRows([
    ['negligible', 'LLMV'],
    ['marginal', 'MMHV'],
    ['critical', 'HHHV'],
    ['catastrophic', 'VVVV'],
  ]),
};

/** Outcomes for human impact low, medium, high, very high: first without, then with automation. */
const deployerLines: readonly (readonly [Exploitation, Exposure, string, string])[] = [
  ['none', 'small', 'DDSS', 'DSSS'],
  ['none', 'controlled', 'DSSS', 'SSSS'],
  ['none', 'open', 'DSSS', 'SSSO'],
  ['public_poc', 'small', 'DSSS', 'SSSS'],
  ['public_poc', 'controlled', 'DSSS', 'SSSO'],
  ['public_poc', 'open', 'SSSO', 'SSOO'],
  ['active', 'small', 'SSOO', 'SOOO'],
  ['active', 'controlled', 'SSOO', 'OOOO'],
  ['active', 'open', 'SOOI', 'OOII'],
];

/** @source CERT/CC SSVC, decision table deployer_patch_application_priority_1_0_0 */
export const deployerTable: DeployerTable = {
  id: 'ssvc:deployer_patch_application_priority',
  version: '1.0.0',
  rows: deployerLines.flatMap(([exploitation, exposure, no, yes]) =>
    [
      { automatable: 'no' as const, letters: no },
      { automatable: 'yes' as const, letters: yes },
    ].flatMap(({ automatable, letters }) =>
      impacts.map((humanImpact, at) => ({
        exploitation,
        exposure,
        automatable,
        humanImpact,
        outcome: outcomeOf[letters[at] ?? ''] ?? 'immediate',
      })),
    ),
  ),
};
