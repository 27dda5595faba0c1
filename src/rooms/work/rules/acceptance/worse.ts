// What makes an accepted risk another risk: the facts kept at the decision against those of now.
import { z } from 'zod';

const Outcome = z.enum(['defer', 'scheduled', 'out_of_cycle', 'immediate']);
const Exploitation = z.enum(['none', 'public_poc', 'active']);
const Exposure = z.enum(['small', 'controlled', 'open']);

/** What is so of the risk that a remedy ends, over its open findings; the gravest where they differ. */
export const RiskFacts = z.object({
  outcome: Outcome,
  exploitation: Exploitation,
  exposure: Exposure,
  /** The vulnerabilities, and those of them that are known to be exploited (KEV), in order. */
  cves: z.array(z.string()),
  kev: z.array(z.string()),
  /** Probability 0 to 1 that the likeliest is exploited within 30 days; null: no feed says. @source FIRST EPSS */
  epss01: z.number().nullable(),
  /** True when at least one match is certain, not only possible. */
  isAffected: z.boolean(),
  devices: z.number().int(),
  findings: z.number().int(),
});
export type RiskFacts = z.infer<typeof RiskFacts>;

/** Exploitation this much likelier than when it was accepted is a new risk. [rule] */
export const EPSS_RISE01 = 0.1;

const exploits = {
  none: 'no known exploit',
  public_poc: 'a public exploit',
  active: 'active exploitation',
} as const;
const exposures = {
  small: 'hardly reachable',
  controlled: 'on a controlled network',
  open: 'on an open network',
} as const;
const outcomes = {
  defer: 'defer',
  scheduled: 'scheduled',
  out_of_cycle: 'out-of-cycle',
  immediate: 'immediate',
} as const;

const isGraver = <T extends string>(order: readonly T[], kept: T, now: T): boolean =>
  order.indexOf(now) > order.indexOf(kept);
const added = (kept: readonly string[], now: readonly string[]): string[] =>
  now.filter((one) => !kept.includes(one));
const listed = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Each way in which the risk is worse than what was accepted, as a sentence; none when the acceptance still fits it.
 *  What became milder, and how many devices there are, revoke nothing. */
export function worse(kept: RiskFacts, now: RiskFacts): string[] {
  const why: string[] = [];
  const kev = added(kept.kev, now.kev);
  if (kev.length > 0) why.push(`${listed(kev)} is now on the list of known exploited vulnerabilities (KEV).`);
  if (isGraver(Exploitation.options, kept.exploitation, now.exploitation))
    why.push(`Accepted with ${exploits[kept.exploitation]}; now there is ${exploits[now.exploitation]}.`);
  if (isGraver(Exposure.options, kept.exposure, now.exposure))
    why.push(
      `Accepted for devices ${exposures[kept.exposure]}; now at least one is ${exposures[now.exposure]}.`,
    );
  if (isGraver(Outcome.options, kept.outcome, now.outcome))
    why.push(`Accepted as ${outcomes[kept.outcome]}; now it is decided ${outcomes[now.outcome]}.`);
  // In thousandths: 0.12 - 0.02 is less than 0.1 to a computer.
  if (now.epss01 !== null && Math.round((now.epss01 - (kept.epss01 ?? 0)) * 1000) >= EPSS_RISE01 * 1000)
    why.push(
      `Exploitation within 30 days is now ${percent(now.epss01)} likely; it was ${kept.epss01 === null ? 'not known' : percent(kept.epss01)} (EPSS).`,
    );
  const cves = added(kept.cves, now.cves);
  if (cves.length > 0) why.push(`${listed(cves)} came to it, which nobody has accepted.`);
  if (now.isAffected && !kept.isAffected)
    why.push('Accepted as possible; now the devices are known to be affected.');
  return why;
}
