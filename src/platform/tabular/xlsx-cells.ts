// One worksheet of the spreadsheet library as rows of text. Formulas are never evaluated.
import { type CellObject, SSF, type WorkSheet } from '@e965/xlsx';
import type { CellFault, SheetRow } from '../../kernel/sheet.ts';
import type { TableLimits } from './table.ts';

/** The library's number formats, which its types leave open. */
const formats = SSF as {
  is_date: (format: string) => boolean;
  format: (format: string, value: number) => string;
  parse_date_code: (
    serial: number,
    options: { date1904: boolean },
  ) => { y: number; m: number; d: number; H: number; M: number; S: number };
};

/** A number format made only of zeros and literal text, as in `000000` or `"CE-"00000`: what is shown is the tag. */
const padding = /^(?=(?:[^"0]|"[^"]*")*0(?:[^"0]|"[^"]*")*0)(?:0|[- /]|\\.|"[^"]*")+$/;

const digits2 = (n: number) => String(n).padStart(2, '0');

/** The date (and time, when there is one) of a serial number; a serial below 1 is a time of day. */
function dateText(serial: number, date1904: boolean): string {
  if (serial < 0 || serial > 2_958_465) return numberText(serial);
  const d = formats.parse_date_code(serial, { date1904 });
  const time = `${digits2(d.H)}:${digits2(d.M)}:${digits2(Math.floor(d.S))}`;
  if (serial < 1) return time;
  const date = `${String(d.y).padStart(4, '0')}-${digits2(d.m)}-${digits2(d.d)}`;
  return d.H + d.M + d.S === 0 ? date : `${date}T${time}`;
}

/** A number written out in full: never in scientific notation, whole numbers exactly. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/, '') : text;
}

const errorText: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** What a cell says as text, with what is wrong with it. */
function cellText(
  cell: CellObject,
  date1904: boolean,
  limits: TableLimits,
): { text: string; fault?: Omit<CellFault, 'column'> } {
  if (cell.f !== undefined && (cell.t === 'z' || cell.v === undefined))
    return {
      text: '',
      fault: {
        rule: 'formula_without_value',
        sentence: 'This cell is a formula without a stored result; formulas are not calculated here.',
      },
    };
  if (cell.t === 'e') {
    const text = errorText[Number(cell.v)] ?? '#ERROR';
    return { text, fault: { rule: 'error_value', sentence: `This cell holds the error ${text}.` } };
  }
  if (cell.t === 'b') return { text: cell.v === true ? 'TRUE' : 'FALSE' };
  if (cell.t === 'n' && typeof cell.v === 'number') {
    const format = typeof cell.z === 'string' ? cell.z : 'General';
    if (formats.is_date(format)) return { text: dateText(cell.v, date1904) };
    if (padding.test(format)) return { text: formats.format(format, cell.v).trim() };
    const text = numberText(cell.v);
    if (Math.abs(cell.v) < 1e15) return { text };
    const sentence = 'Excel keeps 15 digits of a number; the end of this one may be lost.';
    return { text, fault: { rule: 'number_beyond_15_digits', sentence } };
  }
  const text = typeof cell.v === 'string' ? cell.v : cell.v === undefined ? '' : String(cell.v);
  if (text.length <= limits.cellChars) return { text };
  const sentence = `This cell has ${text.length} characters; the most is ${limits.cellChars}. Only its beginning was kept.`;
  return { text: text.slice(0, limits.cellChars), fault: { rule: 'cell_too_long', sentence } };
}

/** The rows of a worksheet that have something in them, in order; each is let go from the sheet once it is given. */
export function* rowsOfSheet(
  sheet: WorkSheet,
  name: string,
  date1904: boolean,
  limits: TableLimits,
): Generator<SheetRow> {
  const data = (sheet['!data'] ?? []) as (CellObject[] | undefined)[];
  for (let at = 0; at < data.length; at++) {
    const source = data[at];
    data[at] = undefined;
    if (!source) continue;
    const cells: string[] = [];
    const faults: CellFault[] = [];
    let beyond = 0;
    source.forEach((cell: CellObject | undefined, column) => {
      if (!cell) return;
      const { text, fault } = cellText(cell, date1904, limits);
      if (text === '' && !fault) return;
      if (column >= limits.columns) {
        beyond++;
        return;
      }
      while (cells.length < column) cells.push('');
      cells[column] = text;
      if (fault) faults.push({ column, ...fault });
    });
    if (beyond > 0) {
      const sentence = `${beyond} cells of this row are beyond column ${limits.columns}.`;
      faults.push({ column: limits.columns, rule: 'too_many_columns', sentence });
    }
    if (cells.length > 0 || faults.length > 0) yield { sheet: name, row: at + 1, cells, faults };
  }
}
