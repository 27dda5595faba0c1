// The decision points of SSVC with the words a clinician reads; keys and versions are CERT/CC's, the words are ours.
import type { Automatable, Exploitation, Exposure, HumanImpact, Mission, Outcome, Safety } from '../model.ts';

export interface PointValue<Value extends string> {
  readonly value: Value;
  /** The value's word in the published CSV tables. */
  readonly word: string;
  readonly label: string;
  readonly means: string;
}
export interface DecisionPoint<Value extends string> {
  readonly key: string;
  readonly version: string;
  readonly name: string;
  readonly asks: string;
  /** From mild to grave. */
  readonly values: readonly PointValue<Value>[];
}

const of = <Value extends string>(
  value: Value,
  word: string,
  label: string,
  means: string,
): PointValue<Value> => ({
  value,
  word,
  label,
  means,
});

/** @source CERT/CC SSVC, decision point E 1.1.0 */
export const exploitation: DecisionPoint<Exploitation> = {
  key: 'ssvc:E',
  version: '1.1.0',
  name: 'Exploitation',
  asks: 'Is anybody using this vulnerability?',
  values: [
    of('none', 'none', 'None seen', 'No attack and no public way to attack is known.'),
    of(
      'public_poc',
      'public poc',
      'Public proof of concept',
      'A working way to attack is public or well known.',
    ),
    of('active', 'active', 'Active', 'Real attackers use it.'),
  ],
};

/** @source CERT/CC SSVC, decision point EXP 1.0.1 */
export const exposure: DecisionPoint<Exposure> = {
  key: 'ssvc:EXP',
  version: '1.0.1',
  name: 'System exposure',
  asks: 'Who can reach the device over the network?',
  values: [
    of(
      'small',
      'small',
      'Small',
      'Nobody: no network path, or inbound traffic is blocked and that was verified.',
    ),
    of('controlled', 'controlled', 'Controlled', 'Few: its network segment is enforced.'),
    of('open', 'open', 'Open', 'Many: a flat, guest or Internet-reachable network, or nothing is enforced.'),
  ],
};

/** @source CERT/CC SSVC, decision point A 2.0.0 */
export const automatable: DecisionPoint<Automatable> = {
  key: 'ssvc:A',
  version: '2.0.0',
  name: 'Automatable',
  asks: 'Can one program attack many devices by itself?',
  values: [
    of('no', 'no', 'No', 'Each attack needs a person, a password or a place near the device.'),
    of('yes', 'yes', 'Yes', 'Finding and attacking devices can be automated.'),
  ],
};

/** @source CERT/CC SSVC, decision point SI 2.0.1, after IEC 61508 */
export const safety: DecisionPoint<Safety> = {
  key: 'ssvc:SI',
  version: '2.0.1',
  name: 'Safety impact',
  asks: 'What can happen to people if it is abused?',
  values: [
    of('negligible', 'negligible', 'Negligible', 'Discomfort or minor injury at worst.'),
    of('marginal', 'marginal', 'Marginal', 'A major injury.'),
    of('critical', 'critical', 'Critical', 'A death.'),
    of('catastrophic', 'catastrophic', 'Catastrophic', 'Several deaths.'),
  ],
};

/** @source CERT/CC SSVC, decision point MI 2.0.0 */
export const mission: DecisionPoint<Mission> = {
  key: 'ssvc:MI',
  version: '2.0.0',
  name: 'Mission impact',
  asks: 'What happens to care if it is lost?',
  values: [
    of('degraded', 'degraded', 'Degraded', 'Care goes on with little trouble.'),
    of(
      'mef_support_crippled',
      'mef support crippled',
      'Support crippled',
      'What essential care leans on is crippled; care goes on for a time.',
    ),
    of(
      'mef_failure',
      'mef failure',
      'One function fails',
      'One essential part of care fails for longer than is acceptable.',
    ),
    of('mission_failure', 'mission failure', 'Mission fails', 'Several or all essential parts of care fail.'),
  ],
};

/** @source CERT/CC SSVC, decision point HI 2.0.2 */
export const humanImpact: DecisionPoint<HumanImpact> = {
  key: 'ssvc:HI',
  version: '2.0.2',
  name: 'Human impact',
  asks: 'How grave is it for patients and care together?',
  values: [
    of('low', 'low', 'Low', 'Little for patients and care.'),
    of('medium', 'medium', 'Medium', 'Some harm, or one function of care fails.'),
    of('high', 'high', 'High', 'A death is possible, or injury while a function of care fails.'),
    of('very_high', 'very high', 'Very high', 'Several deaths, or care as a whole fails.'),
  ],
};

/** @source CERT/CC SSVC, outcome group DSOI 1.0.0 and docs/howto/deployer_tree */
export const outcome: DecisionPoint<Outcome> = {
  key: 'ssvc:DSOI',
  version: '1.0.0',
  name: 'Decision',
  asks: 'When must it be dealt with?',
  values: [
    of('defer', 'defer', 'Defer', 'Do not act now; look again when anything changes.'),
    of('scheduled', 'scheduled', 'Scheduled', 'Act in regular maintenance.'),
    of(
      'out_of_cycle',
      'out-of-cycle',
      'Out of cycle',
      'Act at the next opportunity, with overtime if needed.',
    ),
    of(
      'immediate',
      'immediate',
      'Immediate',
      'Act now with everything there is; pausing care needs the clinical owner.',
    ),
  ],
};
