// The planted trouble and the last six months, as data: the seeder replays it through the real services with a
// simulated clock. Nothing here writes to a database.
import { addressOf } from './people.ts';

/** What is wrong with a planted device. */
export type PlantedKey = 'cannot_locate' | 'in_use_by_patient' | 'window_awaited';
export interface Planting {
  readonly key: PlantedKey;
  readonly site: string;
  readonly model: string;
  /** Only devices that run this; empty for any. */
  readonly version: string;
  /** Only on this ward; empty for any. */
  readonly ward: string;
  readonly count: number;
}

/** Which devices carry trouble: the first of each site's numbering that fit. `truth.ndjson` names them. */
export const plantings: readonly Planting[] = [
  { key: 'cannot_locate', site: 'STA', model: 'Alaris 8015 PC Unit', version: '9.33', ward: '', count: 7 },
  { key: 'cannot_locate', site: 'LMC', model: 'Medfusion 4000', version: '1.6', ward: '', count: 3 },
  { key: 'in_use_by_patient', site: 'STA', model: 'HAMILTON-T1', version: '2.2.3', ward: '', count: 2 },
  {
    key: 'in_use_by_patient',
    site: 'STA',
    model: 'Alaris 8015 PC Unit',
    version: '9.33',
    ward: 'MICU',
    count: 4,
  },
  {
    key: 'window_awaited',
    site: 'LMC',
    model: 'CARESCAPE Central Station',
    version: '2.0.3',
    ward: '',
    count: 2,
  },
];

/** True when a planting wants this device. */
export const plantedHere = (
  planting: Planting,
  device: { site: string; model: string; version: string; ward: string },
): boolean =>
  planting.site === device.site &&
  planting.model === device.model &&
  (planting.version === '' || planting.version === device.version) &&
  (planting.ward === '' || planting.ward === device.ward);

/** `days` before now (0 is today), with a time of day so that events have an order. */
export interface StoryTime {
  readonly daysAgo: number;
  readonly hourUtc: number;
}
const at = (daysAgo: number, hourUtc = 14): StoryTime => ({ daysAgo, hourUtc });

/** When an advisory reached the hospital: by the number the starter pack lists as alias. Advisories not named here
 *  were there from the first day. */
export interface Arrival {
  readonly advisory: string;
  readonly arrived: StoryTime;
}
const firstDay = [
  'ICSMA-17-215-02',
  'ICSMA-17-250-02A',
  'ICSMA-17-255-01',
  'ICSMA-18-037-02',
  'ICSMA-18-058-01',
  'ICSMA-18-058-02',
  'ICSMA-18-156-01',
  'ICSMA-18-165-01',
  'ICSMA-18-228-01',
  'ICSMA-18-310-01',
  'ICSMA-19-022-01',
  'ICSMA-19-164-01',
  'ICSMA-19-190-01',
  'ICSMA-19-311-02',
  'ICSMA-20-023-01',
  'ICSMA-20-049-01',
  'ICSMA-20-049-02',
  'ICSMA-20-170-01',
  'ICSMA-20-170-02',
  'ICSMA-20-170-03',
  'ICSMA-20-170-04',
  'ICSMA-20-170-06',
  'ICSMA-20-177-01',
  'ICSMA-20-196-01',
  'ICSMA-20-254-01',
];
export const arrivals: readonly Arrival[] = [
  ...firstDay.map((advisory) => ({ advisory, arrived: at(182) })),
  { advisory: 'ICSMA-20-296-02', arrived: at(168) },
  { advisory: 'ICSMA-21-294-01', arrived: at(168) },
  { advisory: 'ICSMA-20-317-01', arrived: at(161) },
  { advisory: 'ICSMA-20-343-01', arrived: at(154) },
  { advisory: 'ICSMA-21-007-01', arrived: at(147) },
  { advisory: 'ICSMA-21-047-01', arrived: at(140) },
  { advisory: 'ICSMA-21-152-01', arrived: at(126) },
  { advisory: 'ICSMA-21-161-01', arrived: at(119) },
  { advisory: 'ICSMA-21-187-01', arrived: at(112) },
  { advisory: 'ICSMA-21-215-01', arrived: at(105) },
  { advisory: 'ICSMA-21-313-01', arrived: at(98) },
  { advisory: 'ICSMA-21-322-01', arrived: at(91) },
  { advisory: 'ICSMA-21-322-02', arrived: at(91) },
  { advisory: 'ICSMA-21-343-01', arrived: at(84) },
  { advisory: 'ICSMA-21-355-01', arrived: at(77) },
  { advisory: 'ICSMA-22-062-01', arrived: at(63) },
  { advisory: 'ICSMA-22-062-02', arrived: at(63) },
  { advisory: 'BD-2023-ALARIS-INFUSION-CENTRAL', arrived: at(56) },
  { advisory: 'ICSMA-22-244-01', arrived: at(49) },
  { advisory: 'ICSMA-23-194-01', arrived: at(41) },
  { advisory: 'ICSMA-24-200-01', arrived: at(27) },
  { advisory: 'ICSMA-24-151-02', arrived: at(19) },
  { advisory: 'ICSMA-25-030-01', arrived: at(9) },
];

/** Work that was finished in the last six months: who did it, who verified, who signed. `doneShare01` of the
 *  devices were finished; `couldNotLocate` of the rest nobody found. */
export interface FinishedWork {
  readonly advisory: string;
  readonly model: string;
  readonly site: string;
  readonly toVersion: string;
  readonly startedAt: StoryTime;
  readonly finishedAt: StoryTime;
  readonly doers: readonly string[];
  readonly verifier: string;
  readonly signer: string;
  readonly doneShare01: number;
  readonly couldNotLocate: number;
}
const finished = (
  [advisory, model, site, toVersion]: readonly [string, string, string, string],
  [started, ended]: readonly [number, number],
  people: { doers: string[]; verifier: string; signer?: string },
  rest: { doneShare01?: number; couldNotLocate?: number } = {},
): FinishedWork => ({
  advisory,
  model,
  site,
  toVersion,
  startedAt: at(started),
  finishedAt: at(ended, 20),
  doers: people.doers.map(addressOf),
  verifier: addressOf(people.verifier),
  signer: addressOf(people.signer ?? 'Priya Raman'),
  doneShare01: rest.doneShare01 ?? 1,
  couldNotLocate: rest.couldNotLocate ?? 0,
});
export const finishedWork: readonly FinishedWork[] = [
  finished(['ICSMA-18-165-01', 'Xltek NeuroWorks', 'STA', '8.5 GMA 3'], [171, 148], {
    doers: ['Sofia Rossi'],
    verifier: 'Devon Brooks',
  }),
  finished(
    ['ICSMA-17-255-01', 'IntelliVue MX40', 'STA', 'B.06.18'],
    [166, 121],
    {
      doers: ['Carlos Mendoza', 'Aisha Rahman'],
      verifier: 'Kenji Watanabe',
    },
    { doneShare01: 0.6, couldNotLocate: 1 },
  ),
  finished(['ICSMA-20-049-01', 'Xhibit Telemetry Receiver XTR 96280', 'RCH', '1.2.1'], [160, 131], {
    doers: ['Ruth Lindgren'],
    verifier: 'Devon Brooks',
  }),
  finished(
    ['ICSMA-17-250-02A', 'Medfusion 4000', 'STA', '1.6.1'],
    [152, 96],
    {
      doers: ['Aisha Rahman', "Jack O'Connell"],
      verifier: 'Lucia Ferreira',
      signer: 'Tomas Lindqvist',
    },
    { doneShare01: 0.5, couldNotLocate: 2 },
  ),
  finished(
    ['ICSMA-20-296-02', 'SpaceStation with SpaceCom 2', 'RCH', '012U000093'],
    [139, 84],
    {
      doers: ['Samuel Osei', 'Ruth Lindgren'],
      verifier: 'Kenji Watanabe',
    },
    { doneShare01: 0.4 },
  ),
  finished(
    ['ICSMA-19-022-01', 'Infinity Delta', 'RCH', 'VF10.1'],
    [121, 58],
    {
      doers: ['Samuel Osei'],
      verifier: 'Devon Brooks',
    },
    { doneShare01: 0.4 },
  ),
  finished(
    ['ICSMA-21-007-01', 'VC150', 'LMC', '1.7.15b'],
    [118, 71],
    {
      doers: ['Hana Kim', 'Dwayne Carter'],
      verifier: 'Lucia Ferreira',
    },
    { doneShare01: 0.5, couldNotLocate: 1 },
  ),
  finished(
    ['ICSMA-21-215-01', 'Nexus Control Panel', 'STA', '7.2.5.7'],
    [97, 44],
    {
      doers: ['Omar Khalil', 'Sofia Rossi'],
      verifier: 'Devon Brooks',
    },
    { doneShare01: 0.5 },
  ),
  finished(['ICSMA-21-161-01', 'Defibrillator Dashboard', 'STA', '2.2'], [92, 66], {
    doers: ['Ben Whitaker'],
    verifier: 'Kenji Watanabe',
  }),
  finished(
    ['ICSMA-21-152-01', 'Welch Allyn Connex Vital Signs Monitor', 'LMC', '2.43.02'],
    [88, 37],
    {
      doers: ['Hana Kim'],
      verifier: 'Devon Brooks',
    },
    { doneShare01: 0.6 },
  ),
  finished(
    ['ICSMA-18-310-01', 'Accu-Chek Inform II', 'STA', '04.03.00'],
    [81, 23],
    {
      doers: ["Jack O'Connell", 'Carlos Mendoza'],
      verifier: 'Lucia Ferreira',
    },
    { doneShare01: 0.5, couldNotLocate: 4 },
  ),
];

/** Trouble that is open today, for the seeder to leave open and for the tour to point at. */
export const openTrouble = {
  absentAccountable: {
    person: addressOf('Marcus Bell'),
    deputy: addressOf('Ingrid Solberg'),
    role: 'HD',
    activities: ['VUL-6', 'VUL-7', 'VUL-8'],
    advisory: 'ICSMA-23-194-01',
    why: 'On medical leave since four days; three decisions wait and go to the deputy.',
  },
  consultAboutToLapse: {
    person: addressOf('Grace Mutua'),
    deputy: addressOf('Patrick Dunne'),
    role: 'CL',
    site: 'STA',
    ward: '4W',
    activity: 'VUL-7',
    advisory: 'ICSMA-20-317-01',
    model: 'Alaris 8015 PC Unit',
    askedAt: at(3, 15),
    lapsesInHours: 6,
    reminders: 2,
    why: 'Asked three days ago when her pumps can be taken, has not answered.',
  },
  lateVendor: {
    person: addressOf('Paul Winslow'),
    organisation: 'Meridian Biomedical Supply',
    manufacturer: 'Contec',
    role: 'MD',
    activity: 'VUL-12',
    advisory: 'ICSMA-25-030-01',
    model: 'CMS8000',
    site: 'RCH',
    askedAt: at(8, 15),
    promisedAt: at(2, 21),
    pressedBy: addressOf('Oluwaseun Adebayo'),
    why: 'The distributor promised a written statement two days ago and has sent nothing.',
  },
  couldNotLocate: {
    planted: 'cannot_locate',
    advisory: 'ICSMA-20-317-01',
    model: 'Alaris 8015 PC Unit',
    version: '9.33',
    site: 'STA',
    lookedBy: [addressOf('Aisha Rahman'), addressOf("Jack O'Connell")],
    lookedAt: [at(16, 19), at(5, 19)],
    nextOwner: addressOf('Teresa Nguyen'),
    activity: 'INV-3',
  },
  inUseByPatient: {
    planted: 'in_use_by_patient',
    advisory: 'ICSMA-21-047-01',
    model: 'HAMILTON-T1',
    site: 'STA',
  },
  windowAwaited: {
    planted: 'window_awaited',
    advisory: 'ICSMA-20-023-01',
    model: 'CARESCAPE Central Station',
    site: 'LMC',
    clinicalOwner: addressOf('Tyrone Jackson'),
    windowInDays: 4,
  },
  waitingForSignature: {
    advisory: 'ICSMA-21-355-01',
    model: 'Agilia VP MC WiFi',
    site: 'RCH',
    doer: addressOf('Samuel Osei'),
    verifier: addressOf('Kenji Watanabe'),
    signer: addressOf('Priya Raman'),
    verifiedAt: at(1, 18),
  },
  overdue: {
    advisory: 'ICSMA-21-215-01',
    model: 'Nexus Control Panel',
    site: 'LMC',
    responsible: addressOf('Omar Khalil'),
    dueAt: at(11, 22),
  },
  acceptedRisk: {
    advisory: 'ICSMA-17-215-02',
    model: 'Biograph mCT',
    site: 'STA',
    requestedBy: addressOf('Andre Silva'),
    accountable: addressOf('Frances Okonjo'),
    decidedAt: at(128, 16),
    expiresInDays: 17,
    conditions: ['On its own segment, no path to the Internet', 'Replaced with the budget of next year'],
  },
} as const;
