/** Where the demonstration hospital works: three named sites and, for larger systems, more of the same kinds. */
export interface Site {
  readonly code: string;
  readonly name: string;
  readonly timezone: string;
  readonly city: string;
  /** Which column of `shares` and which ward list it follows. */
  readonly profile: 0 | 1 | 2;
  /** How many of the system's devices stand here, as a weight. */
  readonly weight: number;
  readonly dialect: 'comma' | 'semicolon' | 'workbook' | 'tab';
}
export interface Ward {
  readonly site: string;
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly floor: string;
  readonly kind: string;
}

const named: readonly Site[] = [
  {
    code: 'STA',
    name: 'St. Anne Hospital',
    timezone: 'America/Chicago',
    city: 'Marlow',
    profile: 0,
    weight: 45,
    dialect: 'comma',
  },
  {
    code: 'LMC',
    name: 'Lakeside Medical Center',
    timezone: 'America/Chicago',
    city: 'Lakeside',
    profile: 1,
    weight: 35,
    dialect: 'semicolon',
  },
  {
    code: 'RCH',
    name: 'Riverside Community Hospital',
    timezone: 'America/New_York',
    city: 'Riverton',
    profile: 2,
    weight: 20,
    dialect: 'workbook',
  },
];
const moreNames = [
  'Hillcrest',
  'Northgate',
  'Fairview',
  'Elm Grove',
  'Bayport',
  'Kingsley',
  'Ashford',
  'Maple',
];
const dialects = ['tab', 'comma', 'tab', 'semicolon'] as const;
const profiles = [0, 1, 2] as const;

/** The sites of a system: three named ones, then as many of the same kinds as asked for, at most 11 in all. A
 *  workbook cannot be streamed, so later sites write text and the third keeps few enough devices for memory.
 *  @throws RangeError when `count` is not 1 to 11. */
export function hospitalSites(count: number): Site[] {
  if (!Number.isInteger(count) || count < 1 || count > 11) throw new RangeError('Give 1 to 11 sites.');
  const more = moreNames.map((name, at): Site => {
    const profile = profiles[at % 3] ?? 0;
    return {
      code: name.replace(' ', '').slice(0, 3).toUpperCase(),
      name: `${name} ${at % 3 === 2 ? 'Community Hospital' : 'Medical Center'}`,
      timezone: at % 2 === 0 ? 'America/Chicago' : 'America/New_York',
      city: name,
      profile,
      weight: profile === 2 ? 45 : 60,
      dialect: dialects[at % dialects.length] ?? 'tab',
    };
  });
  return [...named, ...more].slice(0, count);
}

/** How many sites a system of this many devices has, when nobody says: three, and more above 20,000. */
export const usualSites = (devices: number): number =>
  devices <= 20_000 ? 3 : Math.min(11, 4 + Math.floor(devices / 25_000));

const WARDS = `
ED   | Emergency Department        | Emergency         | 1 | ed
EDO  | Emergency Observation       | Emergency         | 1 | stepdown
MICU | Medical ICU                 | Critical Care     | 5 | icu
SICU | Surgical ICU                | Critical Care     | 5 | icu
CVICU| Cardiovascular ICU          | Critical Care     | 5 | icu
NICU | Neonatal ICU                | Women and Children| 3 | nicu
PICU | Pediatric ICU               | Women and Children| 3 | icu
OR   | Operating Rooms             | Surgery           | 2 | or
PACU | Recovery (PACU)             | Surgery           | 2 | pacu
PREO | Pre-op Holding              | Surgery           | 2 | pacu
ASC  | Ambulatory Surgery          | Surgery           | 1 | or
CATH | Cath Lab                    | Cardiology        | 2 | cath
CVP  | Cardiac Testing             | Cardiology        | 2 | cardio
TELE | Telemetry 6 East            | Cardiology        | 6 | tele
4W   | 4 West                      | Medicine          | 4 | medsurg
4E   | 4 East                      | Medicine          | 4 | medsurg
4N   | 4 North                     | Medicine          | 4 | medsurg
6W   | 6 West                      | Medicine          | 6 | medsurg
7W   | 7 West Surgical             | Surgery           | 7 | medsurg
7E   | 7 East Orthopedics          | Surgery           | 7 | medsurg
8W   | 8 West Neurology            | Neurosciences     | 8 | stepdown
8E   | 8 East Stroke Unit          | Neurosciences     | 8 | stepdown
EEG  | Neurophysiology             | Neurosciences     | 8 | eeg
ONC  | Oncology 9 West             | Oncology          | 9 | medsurg
INF  | Infusion Center             | Oncology          | 1 | clinic
LD   | Labor and Delivery          | Women and Children| 3 | ld
PP   | Mother-Baby                 | Women and Children| 3 | ld
PEDS | Pediatrics 3 East           | Women and Children| 3 | peds
DIAL | Dialysis                    | Nephrology        | 1 | dialysis
ENDO | Endoscopy                   | Gastroenterology  | 2 | or
CT   | CT                          | Imaging           | 1 | ct
MRI  | MRI                         | Imaging           | B | mri
XR   | General Radiology           | Imaging           | 1 | xray
US   | Ultrasound                  | Imaging           | 1 | ultrasound
NM   | Nuclear Medicine            | Imaging           | B | nuclear
MAMM | Breast Imaging              | Imaging           | 1 | breast
LAB  | Core Laboratory             | Laboratory        | B | lab
RX   | Central Pharmacy            | Pharmacy          | B | pharmacy
RT   | Respiratory Care            | Respiratory       | 2 | resp
REHB | Inpatient Rehab             | Medicine          | 1 | rehab
EQ   | Equipment Distribution      | Supply            | B | pool
DC   | Data Center                 | Information Services | B | datacenter
`;
/** Wards a community hospital does not have. */
const notInCommunity = new Set([
  'EDO',
  'SICU',
  'CVICU',
  'PICU',
  'PREO',
  'ASC',
  '4N',
  '7E',
  '8W',
  '8E',
  'EEG',
  'ONC',
]);
const notAtLakeside = new Set(['PICU', '4N']);

/** The wards of a site, in the order of the building directory. */
export function siteWards(site: Site): Ward[] {
  return WARDS.split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([code = '', name = '', department = '', floor = '', kind = '']) => ({
      site: site.code,
      code,
      name,
      department,
      floor,
      kind,
    }))
    .filter((ward) => !(site.profile === 2 && notInCommunity.has(ward.code)))
    .filter((ward) => !(site.profile === 1 && notAtLakeside.has(ward.code)));
}
