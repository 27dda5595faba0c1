// What a file is by its first bytes, and plain words for those that are not tables.
import { refusal } from './table.ts';

const starts = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);

const foreign: readonly { bytes: readonly number[]; say: string }[] = [
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    say: 'this is an old Excel workbook (.xls) or one with a password. Save it as .xlsx without password, or as CSV',
  },
  { bytes: [0x09, 0x08], say: 'this is an old Excel workbook (.xls). Save it as .xlsx or CSV' },
  { bytes: [0x1f, 0x8b], say: 'this is a gzip archive. Unpack it and send the table inside' },
  { bytes: [0x25, 0x50, 0x44, 0x46], say: 'this is a PDF. Export the table as CSV or .xlsx' },
  {
    bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66],
    say: 'this is a text document (RTF). Export the table as CSV or .xlsx',
  },
];

/** Whether the bytes begin a CSV text or an XLSX archive. @throws AppError `unprocessable`, `invalid` for anything else. */
export function sniffFormat(head: Uint8Array, file: string): 'csv' | 'xlsx' {
  if (head.length === 0) throw refusal('invalid', 'the file is empty.', { file, rule: 'not_empty' });
  if (starts(head, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx';
  const other = foreign.find((kind) => starts(head, kind.bytes));
  if (other)
    throw refusal('unprocessable', `${other.say}.`, { file, place: 'first bytes', rule: 'csv_or_xlsx' });
  return 'csv';
}

/** Refuses text that is no table: HTML or XML under a spreadsheet's name, and bytes that are no text at all. */
export function checkIsTable(sample: string, file: string): void {
  const start = sample
    .replace(/^\uFEFF?\s*/, '')
    .slice(0, 200)
    .toLowerCase();
  if (/^<(?:!doctype|html|table|head|meta|\?xml|!--)/.test(start))
    throw refusal('unprocessable', 'this is a web page or XML, not a table. Export it as CSV or .xlsx.', {
      file,
      place: 'first characters',
      rule: 'csv_or_xlsx',
    });
  let odd = 0;
  for (let at = 0; at < sample.length; at++) if (isOdd(sample.charCodeAt(at))) odd++;
  if (odd > 8 && odd * 50 > sample.length)
    throw refusal('unprocessable', 'these bytes are no text. Export the table as CSV or .xlsx.', {
      file,
      place: 'first characters',
      rule: 'csv_or_xlsx',
    });
}

/** Control characters that no text has (tab, line ends, form feed, escape and Ctrl-Z are let be), and broken letters. */
const isOdd = (code: number): boolean =>
  (code < 32 && !(code > 8 && code < 14) && code !== 26 && code !== 27) || code === 0xfffd;
