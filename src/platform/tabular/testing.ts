// Makes tables for tests: rows of a file in one array, workbooks from arrays, and workbooks with a part rewritten.
import { type CellObject, CFB, utils, write } from '@e965/xlsx';
import type { SheetRow } from '../../kernel/sheet.ts';
import { readTable } from './read-table.ts';
import type { TableLimits, TableSource } from './table.ts';

/** All rows of a table at once. */
export async function allRows(
  source: TableSource,
  limits: Partial<TableLimits> = {},
  fileName = 'test',
): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of readTable(source, { fileName, limits })) rows.push(...batch);
  return rows;
}

type Cell = string | number | boolean | null | CellObject;

/** A workbook from arrays, one sheet a name. A cell may be given as the library's own object (formula, format, error). */
export function xlsxOf(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Buffer {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(
      rows.map((row) => row.map((cell) => (typeof cell === 'object' ? null : cell))),
    );
    rows.forEach((row, r) => {
      row.forEach((cell, c) => {
        if (typeof cell === 'object' && cell !== null) sheet[utils.encode_cell({ r, c })] = cell;
      });
    });
    sheet['!ref'] = utils.encode_range({
      s: { r: 0, c: 0 },
      e: { r: rows.length, c: Math.max(1, ...rows.map((row) => row.length)) },
    });
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

/** The library's archive reader, which its types leave open. */
type Archive = { FileIndex: { name: string; content: Uint8Array }[] };
const archives = CFB as {
  read: (bytes: Buffer, options: { type: 'buffer' }) => Archive;
  write: (archive: Archive, options: { fileType: 'zip'; type: 'buffer'; compression: boolean }) => Buffer;
  utils: { cfb_add: (archive: Archive, path: string, content: Buffer) => void };
};

/** The workbook with the text of one part changed. */
export function withPart(workbook: Buffer, path: string, change: (text: string) => string): Buffer {
  const archive = archives.read(workbook, { type: 'buffer' });
  const part = archive.FileIndex.find((file) => file.name === path.split('/').at(-1));
  const text = part ? Buffer.from(part.content).toString() : '';
  archives.utils.cfb_add(archive, `/${path}`, Buffer.from(change(text)));
  return archives.write(archive, { fileType: 'zip', type: 'buffer', compression: true });
}
