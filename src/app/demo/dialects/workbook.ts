// The workbook export: one sheet per department, real dates, numbers where tags should be text, formulas.
import * as XLSX from '@e965/xlsx';
import { excelDay, type ListedRow, riskClass, spoiltToScientific } from './words.ts';

type Cell = XLSX.CellObject;

const HEADER = [
  'Equipment ID',
  'Hospital',
  'Ward',
  'Room',
  'Device Category',
  'Mfr',
  'Mfr Model',
  'SN',
  'Status',
  'Risk',
  'In Service Date',
  'Last PM',
  'SW Version',
  'MAC 1',
  'MAC 2',
  'IPv4',
  'VLAN',
  'Cost',
  'Cost with tax',
  'Owner',
  'Notes',
];
/** The sheet that somebody once exported with every user-defined field of the CMMS. */
const WIDE_SHEET = 'Supply';
const WIDE_COLUMNS = 300;

const text = (value: string): Cell | null => (value === '' ? null : { t: 's', v: value });
const number = (value: number): Cell => ({ t: 'n', v: value });
const date = (on: string): Cell => ({ t: 'n', v: excelDay(on), z: 'm/d/yyyy' });

function tagCell(row: ListedRow): Cell {
  switch (row.tagForm) {
    case 'number':
      return number(Number(row.tag));
    case 'date': {
      const month = String(1 + (row.device.nth % 12)).padStart(2, '0');
      return { t: 'n', v: excelDay(`${row.device.lastServicedOn.slice(0, 4)}-${month}-11`), z: 'd-mmm' };
    }
    case 'scientific':
      return { t: 'n', v: Number(spoiltToScientific(row.device.nth)), z: '0.00000E+00' };
    case 'formula':
      return { t: 's', v: row.tag, f: `"00"&"${row.tag.slice(2)}"` };
    case 'text':
      return { t: 's', v: row.tag };
  }
}

function cells(row: ListedRow, at: number): (Cell | null)[] {
  const { device } = row;
  return [
    tagCell(row),
    text(row.facility),
    text(row.place),
    number(Number(device.room)),
    text(row.description),
    text(row.maker),
    text(row.model),
    text(row.serial),
    text(row.status === 'retired' ? 'Retired' : 'In Service'),
    text(riskClass(device.model.deviceClass)),
    row.isDateNumber ? number(excelDay(device.installedOn)) : date(device.installedOn),
    row.isDateNumber ? number(excelDay(device.lastServicedOn)) : date(device.lastServicedOn),
    text(row.version),
    text(row.macCells[0] ?? ''),
    text(row.macCells[1] ?? ''),
    text(device.ip ?? ''),
    device.zone === null ? null : number(device.zone.vlan),
    number(device.model.costDollars),
    { t: 'n', v: Math.round(device.model.costDollars * 107) / 100, f: `R${at}*1.07` },
    text(device.isLeased ? 'Leased' : device.site.code),
    text(row.remark),
  ];
}

const wideHeader = (): string[] =>
  Array.from({ length: WIDE_COLUMNS - HEADER.length }, (_, at) => `UDF_${String(at + 1).padStart(3, '0')}`);

/** The workbook of a site's rows as bytes: a sheet per department in alphabetical order, one of them 300 columns
 *  wide. It is built in memory, so sites that write workbooks must stay small (some thousands of rows). */
export function workbookBytes(rows: Iterable<ListedRow>): Uint8Array {
  const bySheet = new Map<string, ListedRow[]>();
  for (const row of rows) {
    const name = row.device.ward.department;
    const sheet = bySheet.get(name);
    if (sheet === undefined) bySheet.set(name, [row]);
    else sheet.push(row);
  }
  const book = XLSX.utils.book_new();
  for (const [name, sheetRows] of [...bySheet].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const wide = name === WIDE_SHEET ? wideHeader() : [];
    const table = [
      [...HEADER, ...wide],
      ...sheetRows.map((row, at) => [
        ...cells(row, at + 2),
        ...(wide.length > 0 && at % 7 === 0 ? [text('N/A')] : []),
      ]),
    ];
    const sheet = XLSX.utils.aoa_to_sheet(table);
    XLSX.utils.book_append_sheet(book, sheet, name.slice(0, 31));
  }
  const bytes: unknown = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  if (!(bytes instanceof Uint8Array)) throw new Error('The workbook could not be written.');
  return bytes;
}
