// What a nurse calls a kind of device: words for sentences.
import type { DeviceClass } from '../../inventory/model.ts';

const words: Partial<Readonly<Record<DeviceClass, { one: string; many: string }>>> = {
  pca_pump: { one: 'PCA pump', many: 'PCA pumps' },
  ecg: { one: 'ECG', many: 'ECGs' },
  imaging_ct: { one: 'CT scanner', many: 'CT scanners' },
  imaging_mr: { one: 'MR scanner', many: 'MR scanners' },
  imaging_xray: { one: 'X-ray system', many: 'X-ray systems' },
  imaging_ultrasound: { one: 'ultrasound machine', many: 'ultrasound machines' },
  imaging_nuclear: { one: 'nuclear imaging system', many: 'nuclear imaging systems' },
  imaging_mammography: { one: 'mammography system', many: 'mammography systems' },
  pacs: { one: 'image archive (PACS)', many: 'image archives (PACS)' },
  dialysis: { one: 'dialysis machine', many: 'dialysis machines' },
  telemetry: { one: 'telemetry unit', many: 'telemetry units' },
  radiation_therapy: { one: 'radiation therapy system', many: 'radiation therapy systems' },
  vital_signs: { one: 'vital signs monitor', many: 'vital signs monitors' },
  endoscopy: { one: 'endoscopy system', many: 'endoscopy systems' },
  nurse_call: { one: 'nurse call unit', many: 'nurse call units' },
  blood_bank: { one: 'blood bank system', many: 'blood bank systems' },
  pharmacy_automation: { one: 'pharmacy robot', many: 'pharmacy robots' },
  network_equipment: { one: 'network device', many: 'network devices' },
  point_of_care_analyzer: { one: 'point-of-care analyzer', many: 'point-of-care analyzers' },
};

/** One and many of a class in plain words; null where the class says nothing. */
export function nounOf(deviceClass: string): { one: string; many: string } | null {
  if (deviceClass === 'other' || deviceClass === '') return null;
  const found = Object.entries(words).find(([key]) => key === deviceClass)?.[1];
  const one = deviceClass.replaceAll('_', ' ');
  return found ?? { one, many: `${one}s` };
}
