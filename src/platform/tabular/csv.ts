// Reads CSV bytes as rows: encoding and dialect from the first 64 kB, then chunk by chunk in bounded memory.
import type { CellFault, SheetRow } from '../../kernel/sheet.ts';
import { type CsvRecord, csvSplitter, sniffDialect } from './csv-records.ts';
import { sniffEncoding, textDecoder } from './decode.ts';
import { unguarded } from './guard.ts';
import { checkIsTable } from './sniff.ts';
import { refusal, type TableFacts, type TableLimits } from './table.ts';

const HEAD = 64 * 1024;
const SLICE = 256 * 1024;
const BATCH = 500;

/** The rows of a CSV in batches of about 500; the sheet is named `` (empty). Fills `facts`. @throws AppError */
export async function* readCsv(
  chunks: AsyncIterator<Uint8Array>,
  head: Uint8Array,
  { file, limits, facts }: { file: string; limits: TableLimits; facts: TableFacts },
): AsyncGenerator<SheetRow[]> {
  const { encoding, bom } = sniffEncoding(head);
  const decoder = textDecoder(encoding);
  const first = decoder.push(head.subarray(bom)) + (head.length < HEAD ? decoder.end() : '');
  checkIsTable(first, file);
  const { skip, ...dialect } = sniffDialect(first);
  facts.delimiter = delimiterOf(dialect.delimiter);
  const splitter = csvSplitter(dialect, limits);
  let bytes = head.length;
  let count = 0;
  let batch: SheetRow[] = [];
  const take = (records: readonly CsvRecord[]) => {
    for (const record of records) {
      count++;
      const row = rowOf(record, count, limits);
      if (row) batch.push(row);
    }
    facts.encoding = decoder.encoding();
    if (count > limits.rows)
      throw refusal('too_large', `more than ${limits.rows} rows.`, {
        file,
        place: `row ${count}`,
        rule: 'row_limit',
      });
    const stop = splitter.stop();
    if (stop === null) return;
    const place = `row ${stop.record}`;
    if (stop.rule === 'unclosed_quote')
      throw refusal('invalid', `${place} opens a quotation mark that is never closed.`, {
        file,
        place,
        rule: stop.rule,
      });
    const most = Math.round(limits.recordChars / 2 ** 20);
    throw refusal(
      'too_large',
      `${place} is longer than ${most} million characters: a line without an end, or a quotation mark left open.`,
      { file, place, rule: stop.rule },
    );
  };
  take(splitter.push(clean(first.slice(skip))));
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    bytes += next.value.length;
    if (bytes > limits.csvBytes) {
      const most = Math.round(limits.csvBytes / 2 ** 20);
      throw refusal('too_large', `the file is larger than ${most} MB.`, {
        file,
        place: `row ${count}`,
        rule: 'file_size',
      });
    }
    for (let at = 0; at < next.value.length; at += SLICE) {
      take(splitter.push(clean(decoder.push(next.value.subarray(at, at + SLICE)))));
      if (batch.length >= BATCH) {
        yield batch;
        batch = [];
      }
    }
  }
  take(splitter.push(clean(decoder.end())));
  take(splitter.end());
  if (batch.length > 0) yield batch;
}

/** Text without NUL, which no database text may hold. */
const clean = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);

const delimiterOf = (text: string): TableFacts['delimiter'] =>
  text === ';' || text === '\t' || text === '|' ? text : ',';

function rowOf(record: CsvRecord, row: number, limits: TableLimits): SheetRow | null {
  const faults: CellFault[] = record.cut.map(({ column, chars }) => ({
    column,
    rule: 'cell_too_long',
    sentence: `This cell has ${chars} characters; the most is ${limits.cellChars}. Only its beginning was kept.`,
  }));
  if (record.dropped > 0)
    faults.push({
      column: limits.columns,
      rule: 'too_many_columns',
      sentence: `This row has ${limits.columns + record.dropped} cells; the most is ${limits.columns}.`,
    });
  if (faults.length === 0 && record.cells.every((cell) => cell === '')) return null;
  return { sheet: '', row, cells: record.cells.map(unguarded), faults };
}
