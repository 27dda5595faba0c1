// The door of the tabular reader: CSV and XLSX, from a path, bytes or a stream, as batches of rows.
import { createReadStream } from 'node:fs';
import type { SheetRow } from '../../kernel/sheet.ts';
import { readCsv } from './csv.ts';
import { sniffFormat } from './sniff.ts';
import {
  defaultLimits,
  refusal,
  type Table,
  type TableFacts,
  type TableLimits,
  type TableSource,
} from './table.ts';
import { readXlsx } from './xlsx.ts';

const HEAD = 64 * 1024;

/**
 * The rows of a CSV or XLSX file, recognised by content, never by name. Nothing is read before the first batch is
 * asked for; stopping early closes file and worker. @throws AppError naming file, place and rule.
 */
export function readTable(
  source: TableSource,
  options: { fileName: string; limits?: Partial<TableLimits>; layout?: boolean },
): Table {
  const facts: TableFacts = { format: 'csv', encoding: 'UTF-8', delimiter: '', sheets: [], layouts: [] };
  const limits = { ...defaultLimits, ...options.limits };
  const { fileName: file, layout = false } = options;
  return { facts, [Symbol.asyncIterator]: () => rows(source, { file, limits, facts, layout }) };
}

type Reading = {
  readonly file: string;
  readonly limits: TableLimits;
  readonly facts: TableFacts;
  readonly layout: boolean;
};

async function* rows(source: TableSource, reading: Reading): AsyncGenerator<SheetRow[]> {
  const { file, limits, facts } = reading;
  const chunks = chunksOf(source)[Symbol.asyncIterator]();
  try {
    const { head, rest } = await firstBytes(chunks);
    facts.format = sniffFormat(head, file);
    if (facts.format === 'csv') {
      facts.sheets.push('');
      yield* readCsv(rest, head, { file, limits, facts });
    } else yield* readXlsx(await workbook(source, rest, head, file, limits), reading);
  } finally {
    await chunks.return(undefined);
  }
}

async function* chunksOf(source: TableSource): AsyncGenerator<Uint8Array> {
  if (typeof source === 'string') {
    for await (const chunk of createReadStream(source, { highWaterMark: 256 * 1024 }))
      yield chunk as Uint8Array;
  } else if (source instanceof Uint8Array) yield source;
  else yield* source;
}

/** The first 64 kB (less only when the file is shorter) and the rest. */
async function firstBytes(
  chunks: AsyncIterator<Uint8Array>,
): Promise<{ head: Uint8Array; rest: AsyncIterator<Uint8Array> }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    size += next.value.length;
  }
  const all = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  return { head: all.subarray(0, HEAD), rest: followedBy(all.subarray(HEAD), chunks) };
}

async function* followedBy(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** What the worker reads: the path or bytes as they are; a stream is gathered, up to the size limit. */
async function workbook(
  source: TableSource,
  rest: AsyncIterator<Uint8Array>,
  head: Uint8Array,
  file: string,
  limits: TableLimits,
): Promise<string | Uint8Array> {
  if (typeof source === 'string' || source instanceof Uint8Array) return source;
  const parts = [head];
  let size = head.length;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    parts.push(next.value);
    size += next.value.length;
    if (size > limits.xlsxBytes) {
      const most = Math.round(limits.xlsxBytes / 2 ** 20);
      throw refusal('too_large', `the workbook is larger than ${most} MB. Export it as CSV.`, {
        file,
        rule: 'file_size',
      });
    }
  }
  return Buffer.concat(parts);
}
