// The three text exports: comma in UTF-8, semicolon in Windows-1252 with a report around it, tab in UTF-16.
import type { Site } from '../places.ts';
import type { Random } from '../random.ts';
import {
  americanDate,
  databaseDate,
  excelDay,
  type ListedRow,
  riskClass,
  spoiltToDate,
  spoiltToScientific,
} from './words.ts';

/** How a site writes its equipment list as text. `before` and `after` are whole lines around the table. */
export interface TextDialect {
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le';
  readonly separator: ',' | ';' | '\t';
  readonly extension: string;
  readonly header: readonly string[];
  readonly row: (row: ListedRow, rng: Random) => string[];
  readonly before: (site: Site, on: string) => string[][];
  readonly after: (count: number, costDollars: number) => string[][];
}

const writtenTag = (row: ListedRow): string => {
  switch (row.tagForm) {
    case 'date':
      return spoiltToDate(row.device.nth);
    case 'scientific':
      return spoiltToScientific(row.device.nth);
    case 'formula':
      return `="${row.tag}"`;
    case 'number':
    case 'text':
      return row.tag;
  }
};
const money = (dollars: number, rng: Random): number =>
  Math.round((dollars * (85 + rng.between(0, 30))) / 100);
const none = (): string[][] => [];

const comma: TextDialect = {
  encoding: 'utf-8',
  separator: ',',
  extension: 'csv',
  header: [
    'Asset Number',
    'Facility',
    'Department',
    'Care Unit',
    'Room',
    'Equipment Description',
    'Manufacturer',
    'Model',
    'Serial Number',
    'Status',
    'Risk Class',
    'In Service Date',
    'Last PM Date',
    'PM Frequency',
    'Software Version',
    'IP Address',
    'MAC Address',
    'VLAN',
    'Ownership',
    'Purchase Cost',
    'Comments',
  ],
  row: (row, rng) => {
    const { device } = row;
    const date = (on: string) => (row.isDateNumber ? String(excelDay(on)) : americanDate(on));
    return [
      writtenTag(row),
      row.facility,
      device.ward.department,
      row.place,
      device.room,
      row.description,
      row.maker,
      row.model,
      row.serial,
      row.status === 'retired' ? 'Retired' : 'Active',
      riskClass(device.model.deviceClass),
      date(device.installedOn),
      date(device.lastServicedOn),
      device.model.deviceClass === 'workstation' || device.model.deviceClass === 'printer' ? '' : '12 M',
      row.version,
      device.ip ?? '',
      row.macCells.join('\n'),
      device.zone === null ? '' : String(device.zone.vlan),
      device.isLeased ? 'Leased' : 'Owned',
      money(device.model.costDollars, rng).toFixed(2),
      row.remark,
    ];
  },
  before: none,
  after: none,
};

const semicolon: TextDialect = {
  encoding: 'windows-1252',
  separator: ';',
  extension: 'csv',
  header: [
    'Control No',
    'Equip Description',
    'Make',
    'Model No',
    'Serial No.',
    'Hospital',
    'Bldg',
    'Floor',
    'Nursing Unit',
    'Dept',
    'Status',
    'Accepted',
    'Last Inspection',
    'Firmware Rev',
    'Network MAC',
    'MAC 2',
    'IP Addr',
    'VLAN ID',
    'Acq. Cost',
    'Remarks',
  ],
  row: (row, rng) => {
    const { device } = row;
    const date = (on: string) => (row.isDateNumber ? String(excelDay(on)) : databaseDate(on));
    return [
      writtenTag(row),
      row.description,
      row.maker,
      row.model,
      row.serial,
      row.facility,
      device.ward.floor === 'B' ? 'Service Bldg' : 'Main Tower',
      device.ward.floor,
      row.place,
      device.ward.department,
      row.status === 'retired' ? 'RETIRED' : 'ACTIVE',
      date(device.installedOn),
      date(device.lastServicedOn),
      row.version,
      row.macCells[0] ?? '',
      row.macCells[1] ?? '',
      device.ip ?? '',
      device.zone === null ? '' : String(device.zone.vlan),
      money(device.model.costDollars, rng).toLocaleString('en-US'),
      row.remark,
    ];
  },
  before: (site, on) => [
    [site.name],
    ['Clinical Engineering – Equipment Inventory Listing'],
    [`Run date: ${databaseDate(on)} 06:14    Requested by: JMORALES    Filter: STATUS <> 'DISP'`],
    [],
  ],
  after: (count, costDollars) => [
    [],
    [
      'Total',
      `${count.toLocaleString('en-US')} units`,
      ...Array.from({ length: 16 }, () => ''),
      costDollars.toLocaleString('en-US'),
    ],
    ['*** End of report ***'],
  ],
};

const tab: TextDialect = {
  encoding: 'utf-16le',
  separator: '\t',
  extension: 'txt',
  header: [
    'EQUIPMENT_NUMBER',
    'FACILITY_NAME',
    'DEPARTMENT_NAME',
    'WARD',
    'ROOM_NUMBER',
    'EQUIPMENT_DESCRIPTION',
    'MANUFACTURER_NAME',
    'MODEL_NUMBER',
    'SERIAL_NUMBER',
    'EQUIPMENT_STATUS',
    'CRITICALITY',
    'ACQUISITION_DATE',
    'LAST_PM_DATE',
    'FIRMWARE_VERSION',
    'MAC_ADDRESS',
    'IP_ADDRESS',
    'VLAN',
    'ACQUISITION_COST',
    'NOTES',
  ],
  row: (row, rng) => {
    const { device } = row;
    const date = (on: string) => (row.isDateNumber ? String(excelDay(on)) : on.replaceAll('-', ''));
    return [
      writtenTag(row),
      row.facility,
      device.ward.department,
      row.place,
      device.room,
      row.description,
      row.maker,
      row.model,
      row.serial,
      row.status === 'retired' ? 'RETIRED' : 'ACTIVE',
      riskClass(device.model.deviceClass).toUpperCase(),
      date(device.installedOn),
      date(device.lastServicedOn),
      row.version,
      row.macCells.join(', '),
      device.ip ?? '',
      device.zone === null ? '' : String(device.zone.vlan),
      String(money(device.model.costDollars, rng)),
      row.remark,
    ];
  },
  before: none,
  after: none,
};

/** The text dialects by the name a site gives. */
export const textDialects: Readonly<Record<'comma' | 'semicolon' | 'tab', TextDialect>> = {
  comma,
  semicolon,
  tab,
};
