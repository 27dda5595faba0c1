// What happened in the last six months and which trouble is open today, as data: the seeder lives it through the real
// services on a simulated clock. Nothing here writes to a database.
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

/** When an advisory reached the hospital, in days before today: by the number the starter pack lists as alias. */
export interface Arrival {
  readonly advisory: string;
  readonly daysAgo: number;
}
const arrived = (daysAgo: number, ...advisories: string[]): Arrival[] =>
  advisories.map((advisory) => ({ advisory, daysAgo }));

export const arrivals: readonly Arrival[] = [
  ...arrived(182, 'ICSMA-17-255-01', 'ICSMA-18-037-02', 'ICSMA-18-156-01', 'ICSMA-18-165-01'),
  ...arrived(182, 'ICSMA-19-022-01', 'ICSMA-19-311-02', 'ICSMA-20-049-02', 'ICSMA-20-196-01'),
  ...arrived(170, 'ICSMA-18-058-01', 'ICSMA-18-228-01'),
  ...arrived(163, 'ICSMA-19-190-01', 'ICSMA-20-170-04'),
  ...arrived(156, 'ICSMA-20-170-03', 'ICSMA-20-254-01'),
  ...arrived(149, 'ICSMA-20-296-02', 'ICSMA-21-294-01'),
  ...arrived(142, 'ICSMA-18-310-01'),
  ...arrived(135, 'ICSMA-20-177-01', 'ICSMA-21-007-01'),
  ...arrived(128, 'ICSMA-19-164-01', 'ICSMA-20-343-01'),
  ...arrived(121, 'ICSMA-20-170-02'),
  ...arrived(114, 'ICSMA-18-058-02', 'ICSMA-21-161-01'),
  ...arrived(101, 'ICSMA-21-215-01'),
  ...arrived(94, 'ICSMA-20-170-01'),
  ...arrived(87, 'ICSMA-21-313-01', 'ICSMA-22-062-01'),
  ...arrived(80, 'ICSMA-21-322-01', 'ICSMA-21-322-02'),
  ...arrived(73, 'ICSMA-21-343-01'),
  ...arrived(66, 'ICSMA-22-062-02', 'BD-2023-ALARIS-INFUSION-CENTRAL'),
  ...arrived(59, 'ICSMA-21-152-01'),
  ...arrived(52, 'ICSMA-17-250-02A', 'ICSMA-20-023-01'),
  ...arrived(45, 'ICSMA-21-047-01'),
  ...arrived(38, 'ICSMA-21-355-01'),
  ...arrived(31, 'ICSMA-20-170-06', 'ICSMA-20-317-01'),
  ...arrived(24, 'ICSMA-22-244-01'),
  ...arrived(20, 'ICSMA-21-187-01'),
  ...arrived(17, 'ICSMA-24-200-01'),
  ...arrived(13, 'ICSMA-24-151-02'),
  ...arrived(9, 'ICSMA-25-030-01'),
  ...arrived(6, 'ICSMA-17-215-02'),
  ...arrived(4, 'ICSMA-23-194-01'),
  ...arrived(2, 'ICSMA-20-049-01'),
];

/** A case that stands open at a told step today, and how it came to stand there. */
export interface Stage {
  readonly site: string;
  readonly model: string;
  readonly kind: 'apply' | 'mitigate' | 'replace' | 'identify';
  readonly step: string;
  /** When it came there. */
  readonly hoursAgo: number;
  /** What happens there: nothing but the question, somebody takes it, it waits, part of the devices are done, all but the signature. */
  readonly how: 'asked' | 'taken' | 'waits_for_window' | 'waits_for_maker' | 'on_the_round' | 'to_be_signed';
  /** Who acts where nobody has taken the step. */
  readonly by?: string;
  readonly note: string;
  readonly lost?: number;
  readonly inUse?: number;
}

/** The trouble that is open today. */
export const stages: readonly Stage[] = [
  // A nurse manager was asked two days ago when her pumps can be taken; in some hours her silence goes to the accountable.
  {
    site: 'STA',
    model: 'Alaris 8015 PC Unit',
    kind: 'mitigate',
    step: 'VUL-7',
    hoursAgo: 42,
    how: 'asked',
    note: '',
  },
  // The distributor promised a written statement and has sent nothing.
  {
    site: 'RCH',
    model: 'CMS8000',
    kind: 'replace',
    step: 'VUL-12',
    hoursAgo: 8 * 24,
    how: 'waits_for_maker',
    by: addressOf('Oluwaseun Adebayo'),
    note: 'Meridian promised a written statement within six days: which firmware, and whether it still calls out.',
  },
  // Two ventilators breathe for patients, one cannot be found.
  {
    site: 'STA',
    model: 'HAMILTON-T1',
    kind: 'apply',
    step: 'VUL-8',
    hoursAgo: 5 * 24 - 4,
    how: 'on_the_round',
    note: 'Not in the ICU, the transport bay or the pool. The ward clerk asks around.',
    lost: 1,
    inUse: 2,
  },
  // Two old syringe pumps and their spare are nowhere.
  {
    site: 'LMC',
    model: 'Medfusion 4000',
    kind: 'apply',
    step: 'VUL-8',
    hoursAgo: 12 * 24 - 3,
    how: 'on_the_round',
    note: 'Looked on every ward and in the store twice.',
    lost: 3,
    inUse: 1,
  },
  // Central stations change only in the agreed night.
  {
    site: 'LMC',
    model: 'CARESCAPE Central Station',
    kind: 'mitigate',
    step: 'VUL-8',
    hoursAgo: 3 * 24 - 2,
    how: 'waits_for_window',
    note: 'Critical care agreed to the night from Wednesday to Thursday, 02:00 to 04:00, monitors watched by hand.',
  },
  // All done and checked; the signature is missing.
  {
    site: 'RCH',
    model: 'Agilia VP MC WiFi',
    kind: 'apply',
    step: 'VUL-10',
    hoursAgo: 5 * 24 - 1,
    how: 'to_be_signed',
    note: '',
  },
  // Taken weeks ago, past its date, and no word since.
  {
    site: 'LMC',
    model: 'Nexus Control Panel',
    kind: 'apply',
    step: 'VUL-8',
    hoursAgo: 33 * 24,
    how: 'taken',
    note: '',
  },
  // Known to be exploited, due at once: the plan is being made.
  {
    site: 'RCH',
    model: 'Xhibit Telemetry Receiver XTR 96280',
    kind: 'apply',
    step: 'VUL-6',
    hoursAgo: 14,
    how: 'taken',
    note: '',
  },
  // Out of cycle, on its way.
  {
    site: 'STA',
    model: 'Symbia Intevo',
    kind: 'mitigate',
    step: 'VUL-7',
    hoursAgo: 20,
    how: 'asked',
    note: '',
  },
];

/** They have not acted for this many days: a nurse manager who does not answer, the deputy of a director who is away. */
export const silentDays = 4;
export const silentPeople: readonly string[] = [
  addressOf('Grace Mutua'),
  addressOf('Marcus Bell'),
  addressOf('Ingrid Solberg'),
];
