// Derives the five inputs of a decision from facts, each with its source; what is unknown is taken as adverse and says so.
import type { Reason } from '../../../kernel/reason.ts';
import type { Epss, Kev, Ssvc } from '../../intel/model.ts';
import {
  type DeviceClass,
  deriveExposure,
  deriveMission,
  type Harm,
  type NetworkFacts,
} from '../../inventory/model.ts';
import type { Automatable, DecisionInputs, Exploitation, Input, Safety } from '../model.ts';

export { deriveExposure, deriveMission } from '../../inventory/model.ts';

/** What feeds say of a vulnerability. `kevListed` false means "not on a list that was read", null "no list was read". */
export interface VulnerabilityFacts {
  readonly kev: Kev | null;
  readonly kevListed: boolean | null;
  readonly epss: Epss | null;
  readonly ssvc: Ssvc | null;
  readonly publicExploit?: { readonly known: boolean; readonly source: string } | null;
  readonly cvssVector: string | null;
}
/** What is known of the device and what it means for patients and care. */
export interface DeviceFacts {
  readonly deviceClass: DeviceClass | null;
  readonly harm: Harm | null;
  readonly shared: 'single_patient' | 'shared_system' | null;
  readonly criticality: string | null;
}
/** Settings of a hospital. `epssThreshold`: from here on exploitation counts as public; FIRST sets none, 0.1 is ours.
 *  `criticalityNumbers`: whether 1 or the highest number is the most critical; null leaves numbers unread. */
export interface InputPolicy {
  readonly epssThreshold: number;
  readonly criticalityNumbers: 'one_is_highest' | 'one_is_lowest' | null;
}
export const defaultInputPolicy: InputPolicy = { epssThreshold: 0.1, criticalityNumbers: null };

const because = (what: string, source: string): Reason => ({ what, source });
const known = <Value>(value: Value, ...reasons: Reason[]): Input<Value> => ({
  value,
  assumed: false,
  reasons,
});
const assumed = <Value>(value: Value, what: string): Input<Value> => ({
  value,
  assumed: true,
  reasons: [
    because(
      `${what} The adverse value is taken until somebody finds out.`,
      'rule: unknown counts as adverse',
    ),
  ],
});

/** Active by KEV or Vulnrichment; public by Vulnrichment, a public exploit, or EPSS at the threshold; else none. With no
 *  feed at all a public way to attack is assumed.  @source domain reference 2.5, inputs [rule] */
export function deriveExploitation(facts: VulnerabilityFacts, policy: InputPolicy): Input<Exploitation> {
  const { kev, kevListed, epss, ssvc, publicExploit } = facts;
  const active: Reason[] = [];
  if (kev)
    active.push(
      because(`On the list of known exploited vulnerabilities since ${kev.dateAdded}.`, 'CISA KEV'),
    );
  if (ssvc?.exploitation === 'active')
    active.push(because('CISA reports active exploitation.', 'CISA Vulnrichment'));
  if (active.length > 0) return known('active', ...active);
  const open: Reason[] = [];
  if (ssvc?.exploitation === 'poc')
    open.push(because('CISA knows a public proof of concept.', 'CISA Vulnrichment'));
  if (publicExploit?.known) open.push(because('A public exploit is known.', publicExploit.source));
  if (epss && epss.score >= policy.epssThreshold) {
    open.push(
      because(
        `${percent(epss.score)} likely to be exploited within 30 days; counts from ${percent(policy.epssThreshold)}.`,
        'FIRST EPSS',
      ),
    );
  }
  if (open.length > 0) return known('public_poc', ...open);
  const none: Reason[] = [];
  if (kevListed === false)
    none.push(because('Not on the list of known exploited vulnerabilities.', 'CISA KEV'));
  if (ssvc) none.push(because('CISA knows of no exploitation.', 'CISA Vulnrichment'));
  if (epss) none.push(because(`${percent(epss.score)} likely to be exploited within 30 days.`, 'FIRST EPSS'));
  return none.length > 0
    ? known('none', ...none)
    : assumed('public_poc', 'No feed about exploitation has been read.');
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Vulnrichment's word; else yes when the CVSS vector needs neither nearness, login nor another person; else no. Without a
 *  vector yes is assumed.  @source domain reference 2.5, inputs [rule] */
export function deriveAutomatable({ ssvc, cvssVector }: VulnerabilityFacts): Input<Automatable> {
  if (ssvc)
    return known(
      ssvc.automatable,
      because(`CISA says automatable: ${ssvc.automatable}.`, 'CISA Vulnrichment'),
    );
  const metrics = new Map(
    (cvssVector ?? '')
      .split('/')
      .map((part): [string, string] => [part.split(':')[0] ?? '', part.split(':')[1] ?? '']),
  );
  const [access, login, person] = [
    metrics.get('AV'),
    metrics.get('PR') ?? metrics.get('Au'),
    metrics.get('UI') ?? 'N',
  ];
  if (cvssVector === null || access === undefined || login === undefined) {
    return assumed('yes', 'There is neither a word of CISA nor a CVSS vector.');
  }
  if (access === 'N' && login === 'N' && person === 'N') {
    return known(
      'yes',
      because('Attackable over the network, without login and without another person.', `CVSS ${cvssVector}`),
    );
  }
  const needs = [
    access !== 'N' && 'nearness',
    login !== 'N' && 'a login',
    person !== 'N' && 'another person',
  ].filter((it) => it !== false);
  return known('no', because(`An attack needs ${needs.join(' and ')}.`, `CVSS ${cvssVector}`));
}

/** From the harm graded for the device. Catastrophic harm is several deaths only for a system that many patients share.
 *  @source domain reference 2.5 and 5.1 [rule] */
export function deriveSafety({ harm, shared, deviceClass }: DeviceFacts): Input<Safety> {
  const graded = because(
    `Harm if it fails or is altered: ${harm ?? 'not graded'}.`,
    deviceClass === null ? 'device record' : `device class ${deviceClass.replace(/_/g, ' ')}`,
  );
  switch (harm) {
    case null:
      return assumed(
        shared === 'shared_system' ? 'catastrophic' : 'critical',
        'Nobody has graded what harm it can do.',
      );
    case 'negligible':
    case 'minor':
      return known('negligible', graded);
    case 'serious':
      return known('marginal', graded);
    case 'critical':
      return known('critical', graded);
    case 'catastrophic': {
      if (shared === 'single_patient')
        return known('critical', graded, because('One patient at a time.', 'device class'));
      if (shared === 'shared_system')
        return known('catastrophic', graded, because('Many patients depend on it at once.', 'device class'));
      return { ...assumed('catastrophic', 'How many patients depend on it is not known.') };
    }
  }
}

/** All five inputs. The same facts always give the same inputs. */
export function deriveInputs(
  facts: { vulnerability: VulnerabilityFacts; network: NetworkFacts; device: DeviceFacts },
  policy: InputPolicy = defaultInputPolicy,
): DecisionInputs {
  return {
    exploitation: deriveExploitation(facts.vulnerability, policy),
    exposure: deriveExposure(facts.network),
    automatable: deriveAutomatable(facts.vulnerability),
    safety: deriveSafety(facts.device),
    mission: deriveMission(facts.device, policy),
  };
}
