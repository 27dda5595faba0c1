// The worker thread that reads one workbook. Started by xlsx.ts; gives a batch of rows for each `next` it is sent.
import { readFile, stat } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { read } from '@e965/xlsx';
import { AppError } from '../../kernel/errors.ts';
import type { SheetLayout, SheetRow } from '../../kernel/sheet.ts';
import { refusal, type TableLimits } from './table.ts';
import { rowsOfSheet } from './xlsx-cells.ts';
import { layoutOf } from './xlsx-layout.ts';
import { checkArchive } from './zip.ts';

const BATCH = 500;
const BATCH_CELLS = 50_000;

/** What the worker is started with, and what it answers. */
export type XlsxJob = { source: string | Uint8Array; file: string; limits: TableLimits; layout: boolean };
export type XlsxAnswer =
  | { kind: 'rows'; rows: SheetRow[] }
  | { kind: 'end'; sheets: string[]; layouts: SheetLayout[] }
  | { kind: 'refused'; code: AppError['code']; message: string; details: AppError['details'] };

async function load({ source, file, limits }: XlsxJob): Promise<Buffer> {
  const size = typeof source === 'string' ? (await stat(source)).size : source.byteLength;
  if (size > limits.xlsxBytes) {
    const most = Math.round(limits.xlsxBytes / 2 ** 20);
    throw refusal('too_large', `the workbook is larger than ${most} MB. Export it as CSV.`, {
      file,
      rule: 'file_size',
    });
  }
  return typeof source === 'string'
    ? readFile(source)
    : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
}

type Seen = { readonly sheets: string[]; readonly layouts: SheetLayout[] };

async function* batches(job: XlsxJob, seen: Seen): AsyncGenerator<SheetRow[]> {
  const bytes = await load(job);
  await checkArchive(bytes, job.file, job.limits);
  let book: ReturnType<typeof read>;
  try {
    book = read(bytes, {
      type: 'buffer',
      dense: true,
      sheetStubs: true,
      cellFormula: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellDates: false,
      cellStyles: job.layout,
      bookVBA: false,
      bookDeps: false,
      bookFiles: false,
    });
  } catch {
    throw refusal('invalid', 'the workbook cannot be read: a part of it is damaged.', {
      file: job.file,
      place: 'workbook',
      rule: 'whole_archive',
    });
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let batch: SheetRow[] = [];
  let cells = 0;
  for (const [at, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    seen.sheets.push(name);
    if (!sheet) continue;
    if (job.layout) seen.layouts.push(layoutOf(sheet, name, (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0));
    for (const row of rowsOfSheet(sheet, name, date1904, job.limits)) {
      batch.push(row);
      cells += row.cells.length;
      if (batch.length >= BATCH || cells >= BATCH_CELLS) {
        yield batch;
        [batch, cells] = [[], 0];
      }
    }
  }
  if (batch.length > 0) yield batch;
}

function answers(job: XlsxJob): () => Promise<XlsxAnswer> {
  const seen: Seen = { sheets: [], layouts: [] };
  const rows = batches(job, seen);
  return async () => {
    try {
      const next = await rows.next();
      return next.done ? { kind: 'end', ...seen } : { kind: 'rows', rows: next.value };
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      return { kind: 'refused', code: cause.code, message: cause.message, details: cause.details };
    }
  };
}

if (parentPort) {
  const port = parentPort;
  const next = answers(workerData as XlsxJob);
  port.on('message', () => {
    void next().then(
      (answer) => port.postMessage(answer),
      (cause: unknown) => {
        throw cause;
      },
    );
  });
}
