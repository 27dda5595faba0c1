// What each class of device means for harm and for who patches it. Rules of this product, for clinical engineering to
// correct: harm is the worst that is likely if one fails or is altered unnoticed, with staff present.
import type { Classification, DeviceClass } from '../model.ts';

type Facts = Omit<Classification, 'deviceClass' | 'reasons'> & { why: string };
type Harm = Classification['harm'];
type RunsOn = Classification['runsOn'];

const patient = (harm: Harm, why: string, runsOn: RunsOn = 'device'): Facts => ({
  harm,
  why,
  runsOn,
  lifeSupport: false,
  shared: 'single_patient',
});
const lifeSupport = (why: string): Facts => ({
  harm: 'catastrophic',
  why,
  runsOn: 'device',
  lifeSupport: true,
  shared: 'single_patient',
});
const shared = (harm: Harm, runsOn: RunsOn, why: string): Facts => ({
  harm,
  why,
  runsOn,
  lifeSupport: false,
  shared: 'shared_system',
});

/** The facts of each class, with the reason a clinician can judge. @source rule of this product; harm words ISO 14971 */
export const classTable: Readonly<Record<DeviceClass, Facts>> = {
  infusion_pump: patient('critical', 'a wrong rate of a potent drug can be life-threatening'),
  syringe_pump: patient('critical', 'it gives small volumes of potent drugs, often to the smallest patients'),
  pca_pump: patient('critical', 'too much opioid stops breathing'),
  feeding_pump: patient('minor', 'feeding can pause for hours'),
  insulin_pump: patient('critical', 'wrong insulin is life-threatening'),
  pump_server: shared('critical', 'server', 'it sends drug libraries and orders to every pump'),
  patient_monitor: patient('critical', 'a missed alarm delays rescue'),
  central_station: shared('critical', 'workstation', 'alarms of many patients are watched here'),
  telemetry: patient('critical', 'arrhythmia alarms of walking patients pass through it'),
  fetal_monitor: patient('critical', 'fetal distress can be missed'),
  ecg: patient('serious', 'a wrong or late trace delays treatment'),
  pulse_oximeter: patient('serious', 'low oxygen can be missed'),
  vital_signs: patient('serious', 'spot checks steer care, and staff see the patient'),
  ventilator: lifeSupport('the patient cannot breathe without it'),
  anesthesia_machine: lifeSupport('it breathes for the patient during surgery'),
  defibrillator: lifeSupport('it must work within seconds at a cardiac arrest'),
  heart_lung_machine: lifeSupport('it replaces heart and lungs'),
  dialysis: patient('critical', 'wrong fluid removal or dialysate is life-threatening'),
  infant_warmer: patient('critical', 'a newborn cannot keep its temperature'),
  incubator: patient('critical', 'a premature infant depends on its temperature and oxygen'),
  implant: lifeSupport('the heart may depend on its pacing or shocks'),
  implant_programmer: patient('critical', 'it changes the therapy of an implanted device'),
  electrosurgery: patient('serious', 'wrong energy burns tissue'),
  surgical_robot: patient('critical', 'it moves instruments inside the patient'),
  endoscopy: patient('serious', 'losing the picture interrupts a procedure'),
  imaging_ct: shared('serious', 'device', 'a wrong dose or a lost emergency scanner harms many'),
  imaging_mr: shared('serious', 'device', 'delayed or wrong images delay treatment'),
  imaging_xray: shared('serious', 'device', 'a wrong dose, or the picture lost during an intervention'),
  imaging_ultrasound: patient('minor', 'another system can usually take over'),
  imaging_nuclear: shared('serious', 'device', 'repeated doses and delayed diagnosis'),
  imaging_mammography: shared('minor', 'device', 'examinations can be booked again'),
  radiation_therapy: shared('catastrophic', 'device', 'a wrong dose can kill'),
  contrast_injector: patient('serious', 'wrong pressure or volume injures'),
  pacs: shared('serious', 'server', 'emergency and theatre work without images is delayed'),
  imaging_workstation: shared('minor', 'workstation', 'another workstation can be used'),
  lab_analyzer: shared('serious', 'device', 'wrong or late results change treatment of many'),
  point_of_care_analyzer: shared('serious', 'device', 'blood gases and electrolytes steer urgent treatment'),
  glucose_meter: patient('serious', 'a wrong value leads to wrong insulin'),
  lab_system: shared('serious', 'server', 'results of the whole laboratory pass through it'),
  blood_bank: shared('critical', 'server', 'a wrong blood group can kill'),
  medication_cabinet: shared('serious', 'device', 'urgent drugs may be out of reach or wrong'),
  pharmacy_automation: shared('serious', 'device', 'a wrong mixture reaches many patients'),
  nurse_call: shared('serious', 'server', 'patients cannot call for help'),
  smart_bed: patient('minor', 'staff can use it by hand'),
  integration_gateway: shared(
    'serious',
    'gateway',
    'alarms, orders or results of many devices pass through it',
  ),
  medical_server: shared('serious', 'server', 'it serves many devices or patients'),
  server: shared('serious', 'server', 'what depends on it is not known here'),
  workstation: shared('minor', 'workstation', 'another one can be used'),
  mobile_device: shared('minor', 'workstation', 'another one can be used'),
  printer: shared('negligible', 'device', 'printing can wait or be done elsewhere'),
  network_equipment: shared('serious', 'device', 'devices behind it lose their connection'),
  building_system: shared('serious', 'device', 'gas, air or temperature of whole wards depends on it'),
  other: patient('serious', 'its class is not known, so the middle is assumed until someone says'),
};
