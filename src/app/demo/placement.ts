import type { Ward } from './places.ts';

/** Ward kinds where devices of a class stand, with weights. */
const PLACES: Readonly<Record<string, string>> = {
  infusion_pump:
    'medsurg 9, icu 12, stepdown 7, ed 10, or 6, pacu 5, ld 4, nicu 5, clinic 14, pool 16, tele 7, peds 6, rehab 2',
  syringe_pump: 'nicu 20, icu 9, or 6, pacu 2, pool 6, peds 5, medsurg 1',
  pump_server: 'datacenter 1',
  server: 'datacenter 1',
  pacs: 'datacenter 1',
  gateway: 'icu 6, stepdown 4, ed 4, medsurg 3, nicu 4, pool 3, pacu 2',
  patient_monitor:
    'icu 14, nicu 8, ed 16, stepdown 9, or 7, pacu 12, tele 5, medsurg 5, peds 6, rehab 2, ld 2, clinic 2, cath 3',
  central_station: 'icu 6, nicu 4, ed 4, stepdown 3, pacu 2, tele 4, medsurg 1',
  telemetry: 'tele 12, stepdown 6, medsurg 2, ed 1',
  ventilator: 'icu 14, nicu 6, resp 10, ed 3, pacu 1',
  anesthesia_machine: 'or 10, cath 1, ld 1',
  defibrillator:
    'icu 4, ed 4, or 2, pacu 2, medsurg 2, tele 2, cath 2, ld 1, ct 1, clinic 1, peds 1, rehab 1, stepdown 2',
  dialysis: 'dialysis 10, icu 3',
  bed: 'rehab 3, icu 6, medsurg 8, stepdown 5, tele 4',
  imaging_ct: 'ct 6, ed 1',
  imaging_mr: 'mri 1',
  imaging_xray: 'xray 8, ed 2, icu 1',
  ultrasound: 'ultrasound 8, ed 3, ld 3, cardio 3, icu 2, or 1',
  eeg: 'eeg 6, icu 1, stepdown 1',
  ecg: 'cardio 8, ed 4, medsurg 2, tele 2, clinic 1',
  programmer: 'cath 2, cardio 3',
  electrosurgical: 'or 8, cath 1',
  compounder: 'pharmacy 1',
  medication_cabinet:
    'medsurg 5, icu 5, ed 4, or 4, pacu 2, stepdown 3, tele 2, nicu 2, ld 2, peds 2, rehab 1, pharmacy 3',
  pneumatic_tube: 'lab 3, pharmacy 3, ed 2, icu 2, medsurg 2, stepdown 1, or 1',
  lab_analyzer: 'lab 1',
  point_of_care_analyzer: 'icu 5, ed 5, medsurg 4, nicu 3, or 1, ld 2, dialysis 2, stepdown 3, clinic 2',
  infant_incubator: 'nicu 12, ld 4',
  nurse_call: 'peds 2, rehab 2, medsurg 5, icu 3, stepdown 3, tele 3, ed 2, ld 2',
  workstation:
    'medsurg 6, icu 5, ed 8, or 4, pacu 3, stepdown 4, tele 4, ld 3, lab 4, ct 2, mri 2, xray 3, breast 2, nuclear 2, clinic 5, pharmacy 3, peds 3, rehab 3',
  printer: 'medsurg 3, icu 2, ed 3, lab 4, pharmacy 4, clinic 3, xray 2, ct 1, peds 1, ld 1, or 1, pacu 1',
};

/** Models that stand elsewhere than most of their class, by their CMMS wording. */
const BY_WORDING: Readonly<Record<string, string>> = {
  'MONITOR, FETAL': 'ld 1',
  'SCANNER, PET/CT': 'nuclear 1',
  'SCANNER, SPECT/CT': 'nuclear 1',
  'ANGIOGRAPHY SYSTEM': 'cath 1',
  'MAMMOGRAPHY SYSTEM': 'breast 1',
  'SCANNER, ULTRASOUND, OB': 'ld 2, ultrasound 1',
  'SCANNER, ULTRASOUND, CARDIAC': 'cardio 4, icu 1',
  'SCANNER, ULTRASOUND, ANESTHESIA': 'or 1',
  'SCANNER, ULTRASOUND, POINT OF CARE': 'ed 5, icu 4, or 1, pacu 1',
  'SCANNER, ULTRASOUND': 'ultrasound 6, ld 1, breast 1',
  'WORKSTATION, IMAGE REVIEW': 'ct 2, mri 2, xray 3, ultrasound 1, or 1',
  'STRESS TEST SYSTEM': 'cardio 1',
  'HOLTER ANALYSIS SYSTEM': 'cardio 1',
  'DISPENSING CABINET, ANESTHESIA': 'or 1',
  'SERVER, TELEMETRY': 'datacenter 1',
  'SERVER, DEVICE INTEGRATION': 'datacenter 1',
  'RECEIVER, TELEMETRY': 'tele 3, datacenter 1',
  'CRRT UNIT': 'icu 1',
  'HEMODIALYSIS UNIT': 'dialysis 8, icu 1',
  'WORKSTATION, MONITORING DATA': 'icu 1',
  'PUMP, PCA': 'medsurg 8, pacu 3, ld 2, pool 4',
  'MONITOR, VITAL SIGNS': 'medsurg 10, ed 6, stepdown 5, clinic 6, peds 4, rehab 4, ld 3, pacu 1',
  'PRINTER, LABEL, WRISTBAND': 'ed 4, lab 4, ld 1, medsurg 1, clinic 2',
};

const parsed = (table: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlyMap<string, number>> =>
  new Map(
    Object.entries(table).map(([key, text]) => [
      key,
      new Map(
        text.split(',').map((part): [string, number] => {
          const [kind = '', weight = '0'] = part.trim().split(' ');
          return [kind, Number(weight)];
        }),
      ),
    ]),
  );
const byClass = parsed(PLACES);
const byWording = parsed(BY_WORDING);

/** The wards where a model of this class and wording may stand, with weights; the equipment pool when the site has
 *  no fitting ward. */
export function wardsFor(
  model: { deviceClass: string; wording: string },
  wards: readonly Ward[],
): { ward: Ward; weight: number }[] {
  const weights = byWording.get(model.wording) ?? byClass.get(model.deviceClass);
  const fitting = wards
    .map((ward) => ({ ward, weight: weights?.get(ward.kind) ?? 0 }))
    .filter((one) => one.weight > 0);
  return fitting.length > 0
    ? fitting
    : wards.filter((ward) => ward.kind === 'pool').map((ward) => ({ ward, weight: 1 }));
}
