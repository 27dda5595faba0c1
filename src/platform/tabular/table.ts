// The shared words of the tabular reader: where bytes come from, what limits hold, what a table says of itself.
import { AppError } from '../../kernel/errors.ts';
import type { SheetLayout, SheetRow } from '../../kernel/sheet.ts';

/** Where a table's bytes are: a path, bytes in memory, or a stream of chunks (an upload). */
export type TableSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** What a reader refuses to exceed, so that hostile files cost bounded memory and time. */
export type TableLimits = {
  readonly csvBytes: number;
  readonly xlsxBytes: number;
  readonly unpackedBytes: number;
  readonly zipEntries: number;
  readonly zipRatio: number;
  readonly cellChars: number;
  readonly recordChars: number;
  readonly columns: number;
  readonly rows: number;
  readonly milliseconds: number;
  readonly heapMb: number;
};

/** Limits that hold ordinary hospital exports with room to spare; a cell is as long as Excel lets it be. */
export const defaultLimits: TableLimits = {
  csvBytes: 512 * 2 ** 20,
  xlsxBytes: 64 * 2 ** 20,
  unpackedBytes: 200 * 2 ** 20,
  zipEntries: 2_000,
  zipRatio: 250,
  cellChars: 32_767,
  recordChars: 16 * 2 ** 20,
  columns: 2_000,
  rows: 1_048_576,
  milliseconds: 60_000,
  heapMb: 384,
};

/** What the reader found out about the file; complete once the last batch has been read. */
export type TableFacts = {
  format: 'csv' | 'xlsx';
  encoding: 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | 'Windows-1252' | 'mixed UTF-8 and Windows-1252';
  delimiter: ',' | ';' | '\t' | '|' | '';
  sheets: string[];
  /** How each sheet of a workbook looks; empty for CSV and unless `layout` was asked for. */
  layouts: SheetLayout[];
};

/** Rows in batches, in file order. Blank rows are left out but counted in the row numbers. Read it once. */
export type Table = AsyncIterable<SheetRow[]> & { readonly facts: Readonly<TableFacts> };

/** A refusal that names file, place and rule, for the person who sent the file. */
export const refusal = (
  code: 'invalid' | 'too_large' | 'unprocessable',
  message: string,
  at: { file: string; place?: string; rule: string },
): AppError => new AppError(code, `${at.file}: ${message}`, at);
