import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceClass } from '../../inventory/model.ts';
import {
  Automatable,
  type DecisionInputs,
  Exploitation,
  Exposure,
  Mission,
  Outcome,
  type Override,
  Safety,
} from '../model.ts';
import { decide, deviceRisk, humanImpactOf, riskNumber } from './decide.ts';
import {
  defaultInputPolicy,
  deriveAutomatable,
  deriveExploitation,
  deriveExposure,
  deriveInputs,
  deriveMission,
  deriveSafety,
  type VulnerabilityFacts,
} from './inputs.ts';

const nothing: VulnerabilityFacts = {
  kev: null,
  kevListed: null,
  epss: null,
  ssvc: null,
  publicExploit: null,
  cvssVector: null,
};
const kev = { dateAdded: '2024-01-01', dueDate: null, ransomware: 'unknown' as const, requiredAction: null };
const epss = (score: number) => ({ score, percentile: 0.5, modelVersion: null, scoreDate: null });
const ssvc = (exploitation: 'none' | 'poc' | 'active', automatable: 'yes' | 'no' = 'no') => ({
  exploitation,
  automatable,
  technicalImpact: 'total' as const,
  timestamp: null,
});

describe('exploitation', () => {
  it.each([
    ['active when in KEV', { kev }, 'active', false],
    ['active when CISA saw it', { ssvc: ssvc('active') }, 'active', false],
    ['public when CISA knows a proof of concept', { ssvc: ssvc('poc') }, 'public_poc', false],
    ['public when EPSS reaches the threshold', { epss: epss(0.1) }, 'public_poc', false],
    ['public when an exploit is known', { publicExploit: { known: true, source: 'x' } }, 'public_poc', false],
    ['none when EPSS is below it', { epss: epss(0.09) }, 'none', false],
    ['none when the list was read and it is not on it', { kevListed: false }, 'none', false],
    ['none when CISA knows of none', { ssvc: ssvc('none') }, 'none', false],
    ['assumed public when no feed was read', {}, 'public_poc', true],
  ] as const)('is %s', (_, facts, value, assumed) =>
    expect(deriveExploitation({ ...nothing, ...facts }, defaultInputPolicy)).toMatchObject({
      value,
      assumed,
    }),
  );
});

describe('exposure', () => {
  it.each([
    ['enforced_verified', 'yes', 'small', false],
    ['enforced', 'yes', 'controlled', false],
    ['monitored', 'yes', 'open', false],
    ['flat', 'yes', 'open', false],
    ['guest', 'yes', 'open', false],
    ['internet', 'unknown', 'open', false],
    [null, 'yes', 'open', true],
    [null, 'unknown', 'open', true],
    [null, 'no', 'small', false],
  ] as const)('in a zone that is %s, networked %s: %s', (policy, networked, value, assumed) =>
    expect(deriveExposure({ policy, networked, source: 'zone' })).toMatchObject({ value, assumed }),
  );
});

describe('automatable', () => {
  it.each([
    [{ ssvc: ssvc('none', 'yes') }, 'yes', false],
    [{ ssvc: ssvc('none', 'no'), cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }, 'no', false],
    [{ cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }, 'yes', false],
    [{ cvssVector: 'CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }, 'no', false],
    [{ cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H' }, 'no', false],
    [{ cvssVector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' }, 'no', false],
    [{ cvssVector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P' }, 'yes', false],
    [{ cvssVector: 'AV:N/AC:L/Au:S/C:P/I:P/A:P' }, 'no', false],
    [{ cvssVector: 'nonsense' }, 'yes', true],
    [{}, 'yes', true],
  ] as const)('%j: %s', (facts, value, assumed) =>
    expect(deriveAutomatable({ ...nothing, ...facts })).toMatchObject({ value, assumed }),
  );
  it('says what an attack needs', () => {
    expect(
      deriveAutomatable({ ...nothing, cvssVector: 'CVSS:3.1/AV:P/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }).reasons[0]
        ?.what,
    ).toBe('An attack needs nearness and a login.');
  });
});

describe('safety and mission', () => {
  const device = { deviceClass: 'infusion_pump' as const, harm: null, shared: null, criticality: null };
  it.each([
    ['negligible', 'single_patient', 'negligible', false],
    ['minor', 'single_patient', 'negligible', false],
    ['serious', 'single_patient', 'marginal', false],
    ['critical', 'shared_system', 'critical', false],
    ['catastrophic', 'single_patient', 'critical', false],
    ['catastrophic', 'shared_system', 'catastrophic', false],
    ['catastrophic', null, 'catastrophic', true],
    [null, 'single_patient', 'critical', true],
    [null, 'shared_system', 'catastrophic', true],
  ] as const)('harm %s for %s is %s', (harm, shared, value, assumed) =>
    expect(deriveSafety({ ...device, harm, shared })).toMatchObject({ value, assumed }),
  );

  it.each([
    ['Life support', 'mef_failure'],
    ['CRITICAL', 'mef_failure'],
    ['Not critical', 'degraded'],
    ['Non-critical', 'degraded'],
    ['High', 'mef_failure'],
    ['Medium', 'mef_support_crippled'],
    ['low', 'degraded'],
    ['Hospital-wide', 'mission_failure'],
    ['3', 'mef_support_crippled'],
    ['', 'mef_support_crippled'],
    ['B/7', 'mef_support_crippled'],
  ])('criticality “%s” is %s for a pump', (criticality, value) =>
    expect(deriveMission({ ...device, criticality }, defaultInputPolicy)).toMatchObject({
      value,
      assumed: false,
    }),
  );
  it('reads numbers only when the hospital says which end is critical', () => {
    const grade = (criticality: string, criticalityNumbers: 'one_is_highest' | 'one_is_lowest') =>
      deriveMission({ ...device, criticality }, { ...defaultInputPolicy, criticalityNumbers }).value;
    expect([
      grade('1', 'one_is_highest'),
      grade('1', 'one_is_lowest'),
      grade('5', 'one_is_highest'),
      grade('3', 'one_is_lowest'),
    ]).toEqual(['mef_failure', 'degraded', 'degraded', 'mef_support_crippled']);
  });
  it('is assumed grave when neither criticality nor class is known', () =>
    expect(deriveMission({ ...device, deviceClass: null }, defaultInputPolicy)).toMatchObject({
      value: 'mef_failure',
      assumed: true,
    }));
  it('has a value for every class', () => {
    for (const deviceClass of DeviceClass.options)
      expect(Mission.options).toContain(deriveMission({ ...device, deviceClass }, defaultInputPolicy).value);
  });
});

const known = <Value>(value: Value) => ({
  value,
  assumed: false,
  reasons: [{ what: 'test', source: 'test' }],
});
const inputs = (e: Exploitation, x: Exposure, a: Automatable, s: Safety, m: Mission): DecisionInputs => ({
  exploitation: known(e),
  exposure: known(x),
  automatable: known(a),
  safety: known(s),
  mission: known(m),
});

const pick = <Value>(
  options: readonly [Value, ...Value[]] | readonly Value[],
  at: number | undefined,
): Value => {
  const value = options[at ?? 0];
  if (value === undefined) throw new Error('no such option');
  return value;
};

describe('the decision', () => {
  it.each([
    [inputs('active', 'open', 'yes', 'catastrophic', 'degraded'), 'immediate'],
    [inputs('none', 'small', 'no', 'negligible', 'degraded'), 'defer'],
    [inputs('none', 'controlled', 'no', 'critical', 'mef_support_crippled'), 'scheduled'],
    [inputs('public_poc', 'open', 'yes', 'critical', 'mef_support_crippled'), 'out_of_cycle'],
  ] as const)('%#: is %s', (given, outcome) => expect(decide(given).outcome).toBe(outcome));

  it('takes the graver of both human impact tables unless told otherwise', () => {
    expect(humanImpactOf('marginal', 'degraded').value).toBe('medium');
    expect(humanImpactOf('marginal', 'degraded', 'table_1_0_0').value).toBe('low');
    expect(humanImpactOf('critical', 'degraded', 'prose_2_0_2').value).toBe('high');
    expect(decide(inputs('none', 'open', 'no', 'marginal', 'degraded')).tableVersions).toEqual([
      'ssvc:deployer_patch_application_priority 1.0.0',
      'ssvc:human_impact 1.0.0',
      'ssvc:human_impact_prose 2.0.2',
    ]);
  });

  it('lights the path: each point with what was chosen, what was not, and why', () => {
    const { path } = decide(inputs('active', 'controlled', 'no', 'critical', 'mef_failure'));
    expect(path.map(({ point, value }) => `${point}=${value}`)).toEqual([
      'exploitation=active',
      'exposure=controlled',
      'automatable=no',
      'safety=critical',
      'mission=mef_failure',
      'human_impact=high',
      'outcome=out_of_cycle',
    ]);
    expect(
      path.every(
        ({ options, value, reasons }) => options.some((it) => it.value === value) && reasons.length > 0,
      ),
    ).toBe(true);
  });

  it('keeps what an override replaced, and who put it', () => {
    const overrides: Override[] = [
      { point: 'exposure', value: 'controlled', reason: 'behind the ward firewall', by: 'Ana Ruiz' },
      { point: 'exposure', value: 'small', reason: 'unplugged', by: 'Ana Ruiz' },
    ];
    const node = decide(inputs('active', 'open', 'yes', 'critical', 'degraded'), overrides).path[1];
    expect(node).toMatchObject({ value: 'small', was: 'open', assumed: false });
    expect(node?.reasons[0]?.what).toBe('Ana Ruiz set this: unplugged');
    expect(node?.reasons).toHaveLength(2);
  });

  it('never gets milder when any input gets worse', () => {
    const points = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(1), fc.nat(3), fc.nat(3));
    const at = ([e, x, a, s, m]: readonly number[]) =>
      Outcome.options.indexOf(
        decide(
          inputs(
            pick(Exploitation.options, e),
            pick(Exposure.options, x),
            pick(Automatable.options, a),
            pick(Safety.options, s),
            pick(Mission.options, m),
          ),
        ).outcome,
      );
    fc.assert(
      fc.property(points, points, (one, other) => {
        expect(at(one.map((value, point) => Math.max(value, other[point] ?? 0)))).toBeGreaterThanOrEqual(
          at(one),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('says when it rests on assumptions', () => {
    const facts = {
      vulnerability: nothing,
      network: { policy: null, networked: 'unknown' as const, source: 'zone' },
      device: { deviceClass: null, harm: null, shared: null, criticality: null },
    };
    const decision = decide(deriveInputs(facts));
    expect(decision.assumed).toBe(true);
    expect(decision.path.filter(({ assumed }) => assumed).map(({ point }) => point)).toEqual([
      'exploitation',
      'exposure',
      'automatable',
      'safety',
      'mission',
      'human_impact',
      'outcome',
    ]);
  });
});

describe('the risk number', () => {
  const open = known('open' as const);
  it.each([
    [{ ...nothing, kev }, 'catastrophic', open, 90],
    [{ ...nothing, epss: epss(0.5) }, 'critical', known('controlled' as const), 6],
    [{ ...nothing, ssvc: ssvc('poc'), epss: epss(0.01) }, 'serious', known('small' as const), 0.3],
    [nothing, 'critical', open, null],
    [{ ...nothing, kevListed: false }, 'critical', open, null],
    [{ ...nothing, kev }, null, open, null],
    [{ ...nothing, epss: epss(0) }, 'critical', open, 0],
  ] as const)('%#: is as domain 5.1 says', (facts, harm, exposure, value) => {
    const risk = riskNumber(facts, harm, exposure);
    if (value === null) expect(risk.value).toBeNull();
    else expect(risk.value).toBeCloseTo(value, 10);
    expect(risk.reasons).toHaveLength(3);
  });
  it('of a device joins those of its findings, and counts what was not evaluated', () => {
    expect(deviceRisk([50, 50, null])).toEqual({ value: 75, evaluated: 2, notEvaluated: 1 });
    expect(deviceRisk([null])).toEqual({ value: null, evaluated: 0, notEvaluated: 1 });
    expect(deviceRisk([])).toEqual({ value: null, evaluated: 0, notEvaluated: 0 });
  });
  it('of a device is never below that of any finding, and never above 100', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1 }), (risks) => {
        const { value } = deviceRisk(risks);
        expect(value).toBeGreaterThanOrEqual(Math.max(...risks) - 1e-9);
        expect(value).toBeLessThanOrEqual(100);
      }),
    );
  });
});
