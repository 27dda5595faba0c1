import type { Site } from './places.ts';

/** How a zone is kept apart: the words the exposure rule of the risk room reads. */
export type ZonePolicy = 'enforced_verified' | 'enforced' | 'monitored' | 'flat' | 'guest' | 'internet';
export interface Zone {
  readonly site: string;
  readonly vlan: number;
  readonly name: string;
  readonly kind: string;
  readonly policy: ZonePolicy;
  /** When the policy was last verified; empty when never. */
  readonly verifiedOn: string;
  /** The part of the address before the device: `10.x`, then the VLAN's own block. */
  readonly prefix: string;
}

/** VLAN, name, kind, then policy at each profile, `+` where somebody verified it. */
const ZONES = `
110 | Life support wired     | life_support  | enforced+ | enforced  | monitored
120 | Patient monitoring     | monitoring    | enforced+ | enforced+ | monitored
130 | Telemetry              | telemetry     | enforced+ | monitored | monitored
140 | Infusion wireless      | infusion      | enforced  | enforced+ | flat
210 | Imaging modalities     | imaging       | monitored | enforced  | flat
220 | Laboratory             | laboratory    | enforced  | monitored | monitored
230 | Clinical devices       | clinical      | monitored | monitored | flat
310 | Clinical servers       | servers       | enforced+ | enforced  | enforced
320 | Building and transport | building      | monitored | flat      | flat
410 | Workstations           | workstations  | flat      | flat      | flat
510 | Vendor remote access   | vendor_remote | internet  | internet  | internet
900 | Guest wireless         | guest         | guest     | guest     | guest
999 | Quarantine             | quarantine    | enforced+ | enforced  | enforced
`;

function policyOf(text: string): { policy: ZonePolicy; isVerified: boolean } {
  switch (text) {
    case 'enforced+':
      return { policy: 'enforced_verified', isVerified: true };
    case 'enforced':
    case 'monitored':
    case 'flat':
    case 'guest':
    case 'internet':
      return { policy: text, isVerified: false };
    default:
      throw new Error(`No such zone policy: ${text}`);
  }
}

/** The zones of the `nth` site of a system (0 for the first), by VLAN. `verifiedOn` stamps those that were verified. */
export function siteZones(site: Site, nth: number, verifiedOn: string): Zone[] {
  return ZONES.split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      const [vlan, name = '', kind = '', ...policies] = line.split('|').map((cell) => cell.trim());
      const { policy, isVerified } = policyOf(policies[site.profile] ?? '');
      return {
        site: site.code,
        vlan: Number(vlan),
        name,
        kind,
        policy,
        verifiedOn: isVerified ? verifiedOn : '',
        prefix: `10.${20 + nth * 16 + at}`,
      };
    });
}
