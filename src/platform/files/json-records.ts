import {
  defaultSplitLimits,
  type JsonShape,
  jsonSplitter,
  type Piece,
  type SplitLimits,
} from './json-split.ts';
import { inWords } from './limits.ts';

/**
 * One step of reading records. `index` counts from 0, `offset` is the byte (after unpacking) where the record begins.
 * `refused`: this record could not be read, the rest goes on. `broken`: nothing after this place can be read.
 */
export type RecordRead =
  | { readonly kind: 'record'; readonly index: number; readonly offset: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly index: number; readonly offset: number; readonly reason: string }
  | { readonly kind: 'broken'; readonly index: number; readonly offset: number; readonly reason: string };

export type RecordShape = JsonShape | { readonly kind: 'lines' };
export type RecordReader = {
  readonly records: AsyncGenerator<RecordRead>;
  /** The plain fields beside the array (format, timestamp ...); complete only when the records are read to their end. */
  readonly header: ReadonlyMap<string, string | number | boolean>;
};

/** Reads JSON records one at a time with bounded memory. Pull `records`; what went wrong comes as a value, in its place. */
export function jsonRecords(
  chunks: AsyncIterable<Buffer>,
  shape: RecordShape,
  limits: Partial<SplitLimits> = {},
): RecordReader {
  const all = { ...defaultSplitLimits, ...limits };
  if (shape.kind === 'lines') return { records: byLine(chunks, all), header: new Map() };
  const splitter = jsonSplitter(shape, all);
  return { records: pull(chunks, splitter), header: splitter.header };
}

async function* pull(
  chunks: AsyncIterable<Buffer>,
  splitter: ReturnType<typeof jsonSplitter>,
): AsyncGenerator<RecordRead> {
  for await (const chunk of chunks) {
    for (const piece of splitter.push(chunk)) {
      yield parsed(piece);
      if (piece.kind === 'broken') return;
    }
  }
  for (const piece of splitter.finish()) yield parsed(piece);
}

/** JSON lines: a line that is too long, too deep or not JSON is refused by itself; blank lines are nothing. */
async function* byLine(chunks: AsyncIterable<Buffer>, limits: SplitLimits): AsyncGenerator<RecordRead> {
  let index = 0;
  for await (const line of linesOf(chunks, limits.maxRecordBytes)) {
    if (line.bytes === null) {
      yield {
        kind: 'refused',
        index,
        offset: line.offset,
        reason: `it is a line longer than ${inWords(limits.maxRecordBytes)}`,
      };
    } else {
      const splitter = jsonSplitter({ kind: 'whole' }, limits);
      const pieces = [...splitter.push(line.bytes), ...splitter.finish()];
      const bad = pieces.find((piece) => piece.kind !== 'record');
      const first = pieces[0];
      if (first === undefined) continue;
      const piece: Piece = bad ? { ...bad, kind: 'refused' } : first;
      yield { ...parsed(piece), index, offset: line.offset };
    }
    index += 1;
  }
}

type Line = { readonly offset: number; readonly number: number; readonly bytes: Buffer | null };

/** The non-blank lines with where they begin; `bytes` is null for a line longer than `maxBytes`, which is not kept in memory. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line> {
  let keep: Buffer[] = [];
  let kept = 0;
  let offset = 0;
  let consumed = 0;
  let number = 1;
  const line = (last: Buffer): Line | null => {
    const bytes = kept + last.length > maxBytes ? null : kept === 0 ? last : Buffer.concat([...keep, last]);
    return bytes !== null && isBlank(bytes) ? null : { offset, number, bytes };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, from)) {
      const whole = line(chunk.subarray(from, end));
      if (whole) yield whole;
      keep = [];
      kept = 0;
      from = end + 1;
      offset = consumed + from;
      number += 1;
    }
    const rest = chunk.subarray(from);
    if (kept + rest.length > maxBytes) keep = [];
    else if (rest.length > 0) keep.push(rest);
    kept += rest.length;
    consumed += chunk.length;
  }
  const last = kept > 0 ? line(Buffer.alloc(0)) : null;
  if (last) yield last;
}

const isBlank = (bytes: Buffer) => bytes.every((c) => c === 0x20 || c === 0x0d || c === 0x09);

function parsed(piece: Piece): RecordRead {
  if (piece.kind !== 'record') return piece;
  const { index, offset, bytes } = piece;
  try {
    return { kind: 'record', index, offset, value: JSON.parse(bytes.toString('utf8')) };
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 160) : 'not JSON';
    return { kind: 'refused', index, offset, reason: `it is not JSON: ${why}` };
  }
}
