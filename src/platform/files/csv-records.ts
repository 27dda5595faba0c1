import { finished } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { RecordRead } from './json-records.ts';
import { inWords } from './limits.ts';

export type CsvLimits = { readonly maxRecordBytes: number; readonly maxColumns: number };
const defaultLimits: CsvLimits = { maxRecordBytes: 1024 ** 2, maxColumns: 200 };

export type CsvReader = {
  /** One object per row, keyed by the header row; `index` counts from 0, `offset` is the line. */
  readonly records: AsyncGenerator<RecordRead>;
  /** The `#` lines before the header row, without the `#`; filled before the first record comes. */
  readonly comments: readonly string[];
  /** The names of the header row; filled before the first record comes. */
  readonly columns: readonly string[];
};

/**
 * Reads comma-separated rows one at a time with bounded memory. A row with too many or too few cells is refused by itself;
 * a row beyond the limit or an unclosed quote ends the reading as `broken`, in its place.
 */
export function csvRecords(chunks: AsyncIterable<Buffer>, limits: Partial<CsvLimits> = {}): CsvReader {
  const { maxRecordBytes, maxColumns } = { ...defaultLimits, ...limits };
  const comments: string[] = [];
  const columns: string[] = [];
  return { records: rows(), comments, columns };

  async function* rows(): AsyncGenerator<RecordRead> {
    // Rows are taken by callback as they are parsed: an error later in the same chunk must not lose the rows before it.
    const parsed: { cells: string[]; line: number }[] = [];
    const parser = parse({
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: maxRecordBytes,
      on_record: (cells: string[], { lines }) => {
        parsed.push({ cells, line: lines + comments.length });
        return null;
      },
    });
    parser.resume();
    parser.on('error', () => undefined); // every error also comes to the callback of the write that caused it
    let index = 0;
    let line = 1;
    const settle = function* (): Generator<RecordRead> {
      for (const row of parsed.splice(0)) {
        line = row.line;
        if (columns.length === 0) {
          columns.push(...row.cells.slice(0, maxColumns + 1).map((cell) => cell.trim()));
          continue;
        }
        yield asRecord(row.cells, line, index);
        index += 1;
      }
    };
    const isWide = () => columns.length > maxColumns;
    try {
      for await (const chunk of withoutComments(chunks, comments, maxRecordBytes)) {
        const error = await new Promise<unknown>((resolve) => parser.write(chunk, resolve));
        yield* settle();
        if (isWide()) break;
        if (error) {
          yield broken(error);
          return;
        }
      }
      const error = isWide()
        ? null
        : await new Promise<unknown>((resolve) => {
            finished(parser, resolve);
            parser.end();
          });
      yield* settle();
      if (isWide())
        yield { kind: 'broken', index, offset: line, reason: `it has more than ${maxColumns} columns` };
      else if (error) yield broken(error);
    } finally {
      parser.destroy();
    }

    function broken(error: unknown): RecordRead {
      if (!(error instanceof CsvError)) throw error;
      const reason =
        error.code === 'CSV_MAX_RECORD_SIZE'
          ? `the row after line ${line} is longer than ${inWords(maxRecordBytes)}`
          : `the row after line ${line} is not CSV (${error.code})`;
      return { kind: 'broken', index, offset: line, reason };
    }
  }

  function asRecord(cells: readonly string[], line: number, index: number): RecordRead {
    if (cells.length === columns.length) {
      const value: unknown = Object.fromEntries(columns.map((name, i) => [name, cells[i]]));
      return { kind: 'record', index, offset: line, value };
    }
    const reason = `line ${line} has ${cells.length} cells where the header has ${columns.length}`;
    return { kind: 'refused', index, offset: line, reason };
  }
}

/** The chunks after the leading `#` lines, which go to `comments` (each cut at 1,000 characters). */
async function* withoutComments(
  chunks: AsyncIterable<Buffer>,
  comments: string[],
  maxBytes: number,
): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0);
  let done = false;
  for await (const chunk of chunks) {
    if (done) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? Buffer.from(chunk) : Buffer.concat([head, chunk]);
    while (head[0] === 0x23 && comments.length < 100) {
      const end = head.indexOf(0x0a);
      if (end === -1) break;
      comments.push(head.toString('utf8', 1, Math.min(end, 1000)).trim());
      head = head.subarray(end + 1);
    }
    // An unfinished comment waits for the next chunk; one that is too long goes to the parser, which refuses it in its place.
    const waits = head.length === 0 || (head[0] === 0x23 && comments.length < 100 && head.length <= maxBytes);
    if (waits) continue;
    yield head;
    done = true;
  }
}
