// What a device's network and work mean for a decision: exposure and mission, each with its reasons. What is unknown is
// taken as adverse and says so.
import type { Reason } from '../../../kernel/reason.ts';
import type { DeviceClass } from '../model/device-class.ts';
import type { Exposure, Mission } from '../model/situation.ts';

/** A value with why; `assumed` when nothing was known and the adverse value was taken. */
export interface Derived<Value> {
  value: Value;
  assumed: boolean;
  reasons: Reason[];
}
export type ZonePolicy = 'enforced_verified' | 'enforced' | 'monitored' | 'flat' | 'guest' | 'internet';
/** What is known of the network a device stands in. */
export interface NetworkFacts {
  readonly policy: ZonePolicy | null;
  readonly networked: 'yes' | 'no' | 'unknown';
  readonly source: string;
}
/** Whether 1 or the highest number is the most critical; null leaves numbers unread. */
export interface CriticalityPolicy {
  readonly criticalityNumbers: 'one_is_highest' | 'one_is_lowest' | null;
}
const defaultCriticalityPolicy: CriticalityPolicy = { criticalityNumbers: null };

const because = (what: string, source: string): Reason => ({ what, source });
const known = <Value>(value: Value, ...reasons: Reason[]): Derived<Value> => ({
  value,
  assumed: false,
  reasons,
});
const assumed = <Value>(value: Value, what: string): Derived<Value> => ({
  value,
  assumed: true,
  reasons: [
    because(
      `${what} The adverse value is taken until somebody finds out.`,
      'rule: unknown counts as adverse',
    ),
  ],
});

/** Small without a path or verified; controlled by an enforced segment; open otherwise, and where nothing is known.
 *  @source domain reference 2.5, inputs [rule] */
export function deriveExposure({ policy, networked, source }: NetworkFacts): Derived<Exposure> {
  if (networked === 'no') return known('small', because('The device is not on a network.', source));
  switch (policy) {
    case 'enforced_verified':
      return known(
        'small',
        because('Its network zone blocks inbound traffic, and that was verified.', source),
      );
    case 'enforced':
      return known('controlled', because('Its network segment is enforced.', source));
    case 'monitored':
      return known('open', because('Its network zone is only monitored, nothing is blocked.', source));
    case 'flat':
      return known('open', because('It stands in a flat network.', source));
    case 'guest':
      return known('open', because('It stands in a guest network.', source));
    case 'internet':
      return known('open', because('It can be reached from the Internet.', source));
    case null:
      return assumed(
        'open',
        networked === 'yes'
          ? 'Nothing is known of its network zone.'
          : 'Whether it is on a network is not known.',
      );
  }
}

const missionWords: readonly (readonly [RegExp, Mission])[] = [
  [
    /\b(non|not)[ -]?(mission |life )?(critical|essential|vital)|\blow\b|\bminor\b|\bnone\b|\btier ?4\b/,
    'degraded',
  ],
  [/\b(hospital|enterprise|system)[ -]wide\b|\bmission failure\b/, 'mission_failure'],
  [
    /\bcritical\b|\bhigh\b|\blife[ -]?(support|saving|sustaining)\b|\bvital\b|\bessential\b|\bhighest\b|\btier ?1\b|\bmef failure\b/,
    'mef_failure',
  ],
  [/\bmedium\b|\bmoderate\b|\bimportant\b|\btier ?[23]\b|\bsupport\b/, 'mef_support_crippled'],
];

/** From the criticality that the hospital wrote (activity INV-4), else from the device's class. A bare number is read
 *  only when the policy says which end is critical; on a scale of 1 to 5. */
export function deriveMission(
  {
    criticality,
    deviceClass,
  }: { readonly criticality: string | null; readonly deviceClass: DeviceClass | null },
  policy: CriticalityPolicy = defaultCriticalityPolicy,
): Derived<Mission> {
  const text = (criticality ?? '').trim().toLowerCase();
  const word = missionWords.find(([pattern]) => pattern.test(text));
  if (word)
    return known(
      word[1],
      because(`Criticality “${criticality ?? ''}” in the inventory.`, 'inventory field criticality'),
    );
  const unread =
    text === ''
      ? []
      : [because(`Criticality “${criticality ?? ''}” could not be read.`, 'inventory field criticality')];
  const number = /^[1-5]$/.test(text) && policy.criticalityNumbers !== null ? Number(text) : null;
  if (number !== null) {
    const grade = policy.criticalityNumbers === 'one_is_highest' ? 6 - number : number;
    const value: Mission = grade >= 4 ? 'mef_failure' : grade === 3 ? 'mef_support_crippled' : 'degraded';
    return known(value, because(`Criticality ${text} in the inventory.`, 'inventory field criticality'));
  }
  if (deviceClass === null) {
    const none = assumed<Mission>('mef_failure', 'Neither its criticality nor its class is known.');
    return { ...none, reasons: [...unread, ...none.reasons] };
  }
  return known(
    missionByClass[deviceClass],
    ...unread,
    because(`Usual for the class ${deviceClass.replace(/_/g, ' ')}.`, 'table: mission by device class'),
  );
}

// What care loses with one device of a class, where nobody has graded it (activity INV-4). A rule of this product, to be
// corrected by clinical owners: shared systems and single machines that a pathway hangs on fail a function; devices of
// which a ward has several cripple its support; comfort and office things degrade.
const fails: Mission = 'mef_failure';
const cripples: Mission = 'mef_support_crippled';
const degrades: Mission = 'degraded';

/** The mission impact assumed for a device of each class. */
const missionByClass: Readonly<Record<DeviceClass, Mission>> = {
  infusion_pump: cripples,
  syringe_pump: cripples,
  pca_pump: cripples,
  feeding_pump: degrades,
  insulin_pump: degrades,
  pump_server: fails,
  patient_monitor: cripples,
  central_station: fails,
  telemetry: cripples,
  fetal_monitor: cripples,
  ecg: degrades,
  pulse_oximeter: degrades,
  vital_signs: degrades,
  ventilator: cripples,
  anesthesia_machine: cripples,
  defibrillator: cripples,
  heart_lung_machine: fails,
  dialysis: cripples,
  infant_warmer: cripples,
  incubator: cripples,
  implant: cripples,
  implant_programmer: cripples,
  electrosurgery: cripples,
  surgical_robot: cripples,
  endoscopy: cripples,
  imaging_ct: fails,
  imaging_mr: cripples,
  imaging_xray: cripples,
  imaging_ultrasound: degrades,
  imaging_nuclear: cripples,
  imaging_mammography: degrades,
  radiation_therapy: fails,
  contrast_injector: cripples,
  pacs: fails,
  imaging_workstation: degrades,
  lab_analyzer: fails,
  point_of_care_analyzer: cripples,
  glucose_meter: degrades,
  lab_system: fails,
  blood_bank: fails,
  medication_cabinet: cripples,
  pharmacy_automation: fails,
  nurse_call: cripples,
  smart_bed: degrades,
  integration_gateway: fails,
  medical_server: fails,
  server: fails,
  workstation: degrades,
  mobile_device: degrades,
  printer: degrades,
  network_equipment: fails,
  building_system: cripples,
  other: cripples,
};
