// Cuts JSON text into records as bytes go by: one record's bytes in memory at a time, no recursion, no regular expressions.
// The scanner only finds where records begin and end; JSON.parse, given one record, judges whether it is JSON.
import { inWords } from './limits.ts';

/** How a JSON file holds its records: in arrays under one of these keys of the top object (or in a top array), or as a whole. */
export type JsonShape =
  | { readonly kind: 'array'; readonly keys: readonly string[] }
  | { readonly kind: 'whole' };
export type SplitLimits = { readonly maxRecordBytes: number; readonly maxDepth: number };
export const defaultSplitLimits: SplitLimits = { maxRecordBytes: 16 * 1024 ** 2, maxDepth: 200 };

/** A piece found: a record's bytes, a record refused (too deep, too large), or the end of sense (`broken`). */
export type Piece =
  | { readonly kind: 'record'; readonly index: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly index: number; readonly offset: number; readonly reason: string }
  | { readonly kind: 'broken'; readonly index: number; readonly offset: number; readonly reason: string };
type HeaderValue = string | number | boolean;
type Header = Map<string, HeaderValue>;

const [QUOTE, BACKSLASH, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x7b, 0x7d];
const [OPEN_ARRAY, CLOSE_ARRAY, COMMA, COLON] = [0x5b, 0x5d, 0x2c, 0x3a];
const isSpace = (c: number) => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
/** Bytes of one header value or key kept; longer ones are passed over. */
const maxHeaderBytes = 4096;
const maxHeaderFields = 200;

/** Where the scanner stands between values. `top` before all, `key` may be a key or the end, `end` after all. */
type Place =
  | 'top'
  | 'key'
  | 'colon'
  | 'value'
  | 'next'
  | 'first_element'
  | 'element'
  | 'next_element'
  | 'end'
  | 'broken';
/** What is done with the value being scanned. */
type Use = 'record' | 'header' | 'key' | 'skip';

/** A splitter to feed with chunks in order. `push` and `finish` answer the pieces completed; `header` fills on the way. */
export function jsonSplitter(shape: JsonShape, limits: SplitLimits = defaultSplitLimits) {
  const { maxRecordBytes, maxDepth } = limits;
  const keys = new Set(shape.kind === 'array' ? shape.keys : []);
  const header: Header = new Map();
  let place: Place = 'top';
  let topIsArray = false;
  let key = '';
  let index = 0;
  let consumed = 0; // bytes in earlier chunks
  // The value being scanned, if any:
  let scanning: 'none' | 'bracket' | 'string' | 'scalar' = 'none';
  let use: Use = 'skip';
  let depth = 0;
  let inString = false;
  let escaped = false;
  let start = 0; // absolute offset of the value
  let keep: Buffer[] = []; // its bytes in earlier chunks
  let kept = 0;
  let fault: string | undefined;
  let pieces: Piece[] = [];

  const broken = (offset: number, reason: string) => {
    place = 'broken';
    keep = [];
    pieces.push({ kind: 'broken', index, offset, reason });
  };

  function begin(c: number, offset: number, as: Use) {
    scanning = c === OPEN_OBJECT || c === OPEN_ARRAY ? 'bracket' : c === QUOTE ? 'string' : 'scalar';
    use = as;
    depth = 0;
    inString = false;
    escaped = false;
    start = offset;
    keep = [];
    kept = 0;
    fault = undefined;
  }

  /** Moves through the value from `i`; answers the index just after it, or -1 when the chunk ends first. */
  function scan(chunk: Buffer, from: number): number {
    const n = chunk.length;
    let i = from;
    if (scanning === 'scalar') {
      for (; i < n; i++) {
        const c = chunk[i] ?? 0;
        if (c === COMMA || c === CLOSE_ARRAY || c === CLOSE_OBJECT || isSpace(c)) return i;
      }
      return -1;
    }
    let level = depth;
    let quoted = inString;
    let skip = escaped;
    for (; i < n; i++) {
      const c = chunk[i];
      if (quoted) {
        if (skip) skip = false;
        else if (c === BACKSLASH) skip = true;
        else if (c === QUOTE) {
          quoted = false;
          if (level === 0) return i + 1;
        }
      } else if (c === QUOTE) quoted = true;
      else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
        if (++level > maxDepth) fault ??= `it is nested more than ${maxDepth} deep (at byte ${consumed + i})`;
      } else if ((c === CLOSE_OBJECT || c === CLOSE_ARRAY) && --level === 0) return i + 1;
    }
    depth = level;
    inString = quoted;
    escaped = skip;
    return -1;
  }

  function tooLong(bytes: number) {
    const most = use === 'record' ? maxRecordBytes : maxHeaderBytes;
    if (bytes > most) fault ??= use === 'record' ? `it is longer than ${inWords(maxRecordBytes)}` : 'long';
  }

  function complete(chunk: Buffer, from: number, to: number) {
    const last = chunk.subarray(from, to);
    tooLong(kept + last.length);
    const bytes =
      fault !== undefined || use === 'skip' ? undefined : kept === 0 ? last : Buffer.concat([...keep, last]);
    scanning = 'none';
    keep = [];
    if (use === 'record') {
      if (bytes) pieces.push({ kind: 'record', index, offset: start, bytes });
      else pieces.push({ kind: 'refused', index, offset: start, reason: fault ?? 'it cannot be read' });
      index += 1;
      place = shape.kind === 'whole' ? 'end' : 'next_element';
    } else if (use === 'key') {
      const parsed = bytes ? parse(bytes) : undefined;
      key = typeof parsed === 'string' ? parsed : '';
      place = 'colon';
    } else {
      const parsed = bytes ? parse(bytes) : undefined;
      const plain = typeof parsed === 'string' || typeof parsed === 'number' || typeof parsed === 'boolean';
      if (plain && header.size < maxHeaderFields) header.set(key, parsed);
      place = 'next';
    }
  }

  /** One byte between values. */
  function step(c: number, offset: number) {
    switch (place) {
      case 'top':
        if (shape.kind === 'whole') begin(c, offset, 'record');
        else if (c === OPEN_OBJECT) place = 'key';
        else if (c === OPEN_ARRAY) {
          topIsArray = true;
          place = 'first_element';
        } else broken(offset, 'it does not begin with { or [');
        return;
      case 'key':
        if (c === QUOTE) begin(c, offset, 'key');
        else if (c === CLOSE_OBJECT) place = 'end';
        else broken(offset, 'a field name was expected');
        return;
      case 'colon':
        if (c === COLON) place = 'value';
        else broken(offset, 'a colon was expected');
        return;
      case 'value':
        if (c === OPEN_ARRAY && keys.has(key)) place = 'first_element';
        else if (c === COMMA || c === COLON || c === CLOSE_ARRAY || c === CLOSE_OBJECT)
          broken(offset, 'a value was expected');
        else begin(c, offset, c === OPEN_OBJECT || c === OPEN_ARRAY ? 'skip' : 'header');
        return;
      case 'next':
        if (c === COMMA) place = 'key';
        else if (c === CLOSE_OBJECT) place = 'end';
        else broken(offset, 'a comma or } was expected');
        return;
      case 'first_element':
      case 'element':
        if (c === CLOSE_ARRAY && place === 'first_element') place = topIsArray ? 'end' : 'next';
        else if (c === COMMA || c === COLON || c === CLOSE_ARRAY || c === CLOSE_OBJECT)
          broken(offset, 'a record was expected');
        else begin(c, offset, 'record');
        return;
      case 'next_element':
        if (c === COMMA) place = 'element';
        else if (c === CLOSE_ARRAY) place = topIsArray ? 'end' : 'next';
        else broken(offset, 'a comma or ] was expected after a record');
        return;
      case 'end':
        broken(offset, 'there is more text after the end of the JSON');
        return;
      case 'broken':
        return;
    }
  }

  const isScanning = () => scanning !== 'none';
  const take = (): Piece[] => {
    const out = pieces;
    pieces = [];
    return out;
  };

  return {
    header,
    push(chunk: Buffer): Piece[] {
      let i = 0;
      while (i < chunk.length && place !== 'broken') {
        if (scanning === 'none') {
          const c = chunk[i] ?? 0;
          if (isSpace(c)) {
            i += 1;
            continue;
          }
          step(c, consumed + i);
          // `step` either took the byte or began a value at it.
          if (!isScanning()) i += 1;
          continue;
        }
        const end = scan(chunk, i);
        if (end === -1) {
          tooLong(kept + chunk.length - i);
          if (fault !== undefined || use === 'skip') {
            keep = [];
            kept = use === 'skip' ? 0 : kept;
          } else {
            keep.push(chunk.subarray(i));
            kept += chunk.length - i;
          }
          break;
        }
        complete(chunk, i, end);
        i = end;
      }
      consumed += chunk.length;
      return take();
    },
    finish(): Piece[] {
      if (scanning === 'scalar' && shape.kind === 'whole') complete(Buffer.alloc(0), 0, 0);
      if (place !== 'end' && place !== 'broken') {
        const inRecord = scanning !== 'none' && use === 'record';
        if (inRecord && fault !== undefined)
          pieces.push({ kind: 'refused', index, offset: start, reason: fault });
        broken(
          consumed,
          place === 'top' && !inRecord
            ? 'it is empty'
            : inRecord
              ? `it ends inside the record that begins at byte ${start}`
              : 'it ends before the JSON is complete',
        );
      }
      return take();
    },
  };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // a header value that is not JSON is no header value; the records beside it are judged on their own
  }
}
