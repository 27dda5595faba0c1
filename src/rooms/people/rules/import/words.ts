// The words people use for roles, zone kinds and policies.
import { spaced } from '../../../../kernel/sheet-text.ts';
import { RoleCode, ZoneKind, ZonePolicy } from './model.ts';

const roles: readonly (readonly [RoleCode, string])[] = [
  ['CI', 'is leader|ciso|chief information security officer|information security leader|security leader'],
  [
    'SE',
    'is analyst|secops|security analyst|security operations|is analyst secops|security engineer|information security analyst',
  ],
  ['NE', 'network engineer|network engineering|network|networking'],
  ['IT', 'it infrastructure|infrastructure|information technology|server team|it operations'],
  ['HD', 'htm director|biomed director|htm manager|director of htm|director of biomedical engineering'],
  [
    'BM',
    'biomed technician|biomed|bmet|biomedical technician|htm technician|biomedical equipment technician',
  ],
  ['CE', 'clinical engineer|clinical engineering'],
  ['CL', 'clinical owner|nursing|nurse manager|clinical owner nursing|ward manager|charge nurse|clinical'],
  ['PR', 'procurement|supply chain|purchasing|procurement supply chain|buyer'],
  ['VM', 'vendor management|vendor manager'],
  ['PV', 'privacy|compliance|privacy compliance|privacy officer|compliance officer'],
  ['EX', 'executive|risk committee|executive risk committee|executive sponsor'],
  ['MD', 'manufacturer|device manufacturer|mdm|maker'],
  [
    'TP',
    'third party iso|iso|third party|independent service organisation|independent service organization|service provider',
  ],
  [
    'MR',
    'managed service|managed risk reduction service|managed risk reduction|mssp|managed security service',
  ],
];

/** The role that a code or a role's usual name means, or null. */
export function roleOf(text: string): RoleCode | null {
  const code = RoleCode.safeParse(text.trim().toUpperCase());
  if (code.success) return code.data;
  const words = spaced(text).trim();
  return roles.find(([, names]) => names.split('|').includes(words))?.[0] ?? null;
}

const zoneWords: readonly (readonly [ZoneKind, RegExp])[] = [
  ['life_support', /life support|ventilator|anesthesia/],
  ['monitoring', /monitor|telemetry/],
  ['infusion', /infusion|pump/],
  ['imaging', /imaging|radiology|pacs|dicom/],
  ['laboratory', /\blab/],
  ['support_servers', /server|data ?cent/],
  ['vendor_remote', /vendor|remote/],
  ['quarantine', /quarantine|isolat/],
  ['guest', /guest/],
  ['office', /office|corporate|admin|workstation|desktop/],
  ['clinical', /clinical|medical|iomt|biomed|ward/],
  ['other', /other|building|facilit|transport/],
];

/** The kind of zone that words mean, or null. */
export function zoneKindOf(text: string): ZoneKind | null {
  const words = spaced(text).trim();
  const own = ZoneKind.safeParse(words.replaceAll(' ', '_'));
  return own.success ? own.data : (zoneWords.find(([, pattern]) => pattern.test(words))?.[0] ?? null);
}

const policyWords: readonly (readonly [ZonePolicy, RegExp])[] = [
  ['internet', /internet|public/],
  ['guest', /guest/],
  ['enforced_verified', /verified|tested|proven/],
  ['flat', /^(?:none|no|open|flat|permit any|any|off|not (?:enforced|started|segmented)|unsegmented)$/],
  ['monitored', /observ|monitor|simulat|log only|learning|baseline|alert/],
  ['enforced', /enforce|default deny|deny|^on$|^active$|allow ?list|^yes$/],
];

/** The state of a zone's policy that words mean, or null. */
export function zonePolicyOf(text: string): ZonePolicy | null {
  const words = spaced(text).trim();
  const own = ZonePolicy.safeParse(words.replaceAll(' ', '_'));
  return own.success ? own.data : (policyWords.find(([, pattern]) => pattern.test(words))?.[0] ?? null);
}

/** Whose people an organisation's are by words such as `vendor` or `ISO`, or null. */
export function organisationKindOf(text: string): 'hospital' | 'manufacturer' | 'service' | null {
  const words = spaced(text);
  if (/ (?:hospital|internal|own|employee|us) /.test(words)) return 'hospital';
  if (/ (?:manufacturer|maker|vendor|oem|mdm) /.test(words)) return 'manufacturer';
  return / (?:service|iso|third party|contractor|managed service|mssp|external) /.test(words)
    ? 'service'
    : null;
}
