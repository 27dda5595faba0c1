import { makerSpellings, modelSpellings } from '../catalogue/spellings.ts';
import type { DemoDevice } from '../devices.ts';
import type { Random } from '../random.ts';

/** One row on its way into a file, after its quirk. `tag` and dates are still text; a dialect decides their form. */
export interface ListedRow {
  readonly device: DemoDevice;
  readonly tag: string;
  /** How a spreadsheet spoilt the tag, when it did. */
  readonly tagForm: 'text' | 'number' | 'date' | 'scientific' | 'formula';
  readonly serial: string;
  readonly maker: string;
  readonly model: string;
  readonly description: string;
  readonly facility: string;
  readonly place: string;
  readonly version: string;
  readonly macCells: readonly string[];
  readonly status: 'in service' | 'retired';
  readonly isDateNumber: boolean;
  readonly remark: string;
}

const REMARKS = [
  'PM completed, no faults',
  'Battery replaced',
  'Power cord replaced - strain relief cracked',
  'Loaner returned',
  'Cosmetic damage to housing, functional',
  'Moved from 4W per charge RN',
  'On contract, call vendor first',
  'Do not bleach – use quat wipes only',
  'Asset label replaced',
  'Display ribbon replaced',
  'Alarm relay cable missing',
  'Network drop added by IS',
  'see PO 4500118204',
  'Front panel worn; order with next PM',
  'µSD card holder repaired',
  'Incoming inspection passed',
];
const LOST = [
  'Unable to locate x2',
  'NOT FOUND AT LAST PM - 2 attempts',
  'could not locate, asked charge RN',
];

/** A hardware address in one of the notations that people and tools write. */
export function writtenMac(mac: string, notation: number): string {
  const pairs = mac.match(/../g) ?? [];
  switch (notation % 6) {
    case 0:
      return pairs.join(':');
    case 1:
      return pairs.join('-').toLowerCase();
    case 2:
      return (mac.match(/.{4}/g) ?? []).join('.').toLowerCase();
    case 3:
      return mac;
    case 4:
      return pairs.join(' ');
    default:
      return pairs.join(':').toLowerCase();
  }
}

const flawed = (serial: string, rng: Random): string =>
  rng.chance(0.5)
    ? `${serial.slice(0, 3)} ${serial.slice(3)} `
    : ` ${serial.slice(0, 4)}  ${serial.slice(4)}`;

function writtenVersion(version: string, rng: Random): string {
  const form = rng.next01();
  if (form < 0.9 || !/^\d/.test(version)) return version;
  return form < 0.94 ? `v${version}` : form < 0.97 ? `SW ${version}` : `Rev. ${version}`;
}

const placeNames = (device: DemoDevice, rng: Random): string => {
  const { ward } = device;
  const form = rng.next01();
  if (form < 0.78) return ward.name;
  if (form < 0.92) return ward.code;
  return form < 0.96 ? ward.name.toUpperCase() : `${ward.name} `;
};

/** What a clerk wrote about a device: mostly right, sometimes in other words, spoilt where the device has a quirk. */
export function listedRow(device: DemoDevice, rng: Random): ListedRow {
  const { model, quirk, site } = device;
  const makers = makerSpellings[model.maker];
  const models = modelSpellings[model.model];
  const maker = makers !== undefined && rng.chance(0.22) ? rng.pick(makers) : model.maker;
  const spelling = models !== undefined && rng.chance(0.16) ? rng.pick(models) : model.model;
  const isHidden = quirk === 'model_only_in_description';
  const version = device.isVersionListed ? writtenVersion(device.version?.version ?? '', rng) : '';
  const hasSerialFlaw = quirk === 'serial_with_spaces';
  const remark =
    device.planted === 'cannot_locate'
      ? rng.pick(LOST)
      : rng.chance(0.14) && model.zoneKind !== 'servers'
        ? rng.pick(REMARKS)
        : '';
  const isForgotten = quirk === 'retired_but_active';
  return {
    device,
    tag: quirk === 'tag_without_leading_zeros' ? device.tag.replace(/^(\D*)0+/, '$1') : device.tag,
    tagForm:
      quirk === 'tag_as_excel_date'
        ? 'date'
        : quirk === 'tag_in_scientific_notation'
          ? 'scientific'
          : quirk === 'tag_as_formula'
            ? 'formula'
            : quirk === 'tag_without_leading_zeros'
              ? 'number'
              : 'text',
    serial: hasSerialFlaw
      ? flawed(device.serial, rng)
      : quirk === 'serial_o_for_zero'
        ? device.serial.replaceAll('0', 'O')
        : device.serial,
    maker: isHidden && rng.chance(0.4) ? '' : maker,
    model: isHidden ? '' : spelling,
    description: isHidden
      ? `${model.wording} ${model.maker.toUpperCase()} ${model.model.toUpperCase()}`
      : model.wording,
    facility: quirk === 'facility_code_for_name' ? site.code : site.name,
    place: placeNames(device, rng),
    version,
    macCells:
      quirk === 'several_macs_in_one_cell' && device.macs.length > 1
        ? [device.macs.map((mac) => writtenMac(mac, rng.between(0, 5))).join(rng.chance(0.5) ? '; ' : ' / ')]
        : device.macs.map((mac) => writtenMac(mac, rng.chance(0.8) ? 0 : rng.between(1, 5))),
    status: device.isRetired && !isForgotten ? 'retired' : 'in service',
    isDateNumber: quirk === 'date_as_serial_number',
    remark: isForgotten ? `RETIRED ${device.lastServicedOn.slice(0, 4)} - sent to surplus` : remark,
  };
}

/** Days since the spreadsheet epoch, as Excel counts them for dates after February 1900.
 *  @source ECMA-376 part 1, 18.17.4.1 (1900 date base system) */
export const excelDay = (on: string): number => Math.round(Date.parse(on) / 86_400_000) + 25_569;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `2019-03-12` as `03/12/2019`. */
export const americanDate = (on: string): string => `${on.slice(5, 7)}/${on.slice(8, 10)}/${on.slice(0, 4)}`;
/** `2019-03-12` as `12-MAR-2019`. */
export const databaseDate = (on: string): string =>
  `${on.slice(8, 10)}-${(MONTHS[Number(on.slice(5, 7)) - 1] ?? '').toUpperCase()}-${on.slice(0, 4)}`;
/** What Excel makes of a tag like `MAR-12`: a day of a month. */
export const spoiltToDate = (nth: number): string => `${1 + (nth % 28)}-${MONTHS[nth % 12] ?? 'Jan'}`;
/** What Excel makes of a twelve-digit barcode tag: six figures, the rest is lost. */
export const spoiltToScientific = (nth: number): string =>
  `${(1 + ((nth * 37) % 900) / 100_000).toFixed(5)}E+11`;

/** A criticality word as a CMMS writes it, from the device class. */
export function riskClass(deviceClass: string): 'High' | 'Medium' | 'Low' {
  if (
    /ventilator|anesthesia|defibrillator|infusion|syringe|dialysis|central_station|infant/.test(deviceClass)
  )
    return 'High';
  return /workstation|printer|nurse_call|server|gateway|bed/.test(deviceClass) ? 'Low' : 'Medium';
}
