// Bytes to text for CSV, chunk by chunk: UTF-8, UTF-16 with or without a byte order mark, and Windows-1252.
import { isAscii, isUtf8 } from 'node:buffer';
import type { TableFacts } from './table.ts';

type Encoding = TableFacts['encoding'];

/** Windows-1252 0x80 to 0x9F; the rest is Latin-1. Node 20's own decoder reads these as control characters. */
const upper =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

const windows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (c) => upper.charAt(c.charCodeAt(0) - 0x80));

/** How long the UTF-8 sequence at `at` is: 0 when it is not one, -1 when the bytes end inside it. */
function sequence(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const length =
    lead < 0x80
      ? 1
      : lead >= 0xc2 && lead < 0xe0
        ? 2
        : lead >= 0xe0 && lead < 0xf0
          ? 3
          : lead >= 0xf0 && lead < 0xf5
            ? 4
            : 0;
  if (length < 2) return length;
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i];
    if (next === undefined) return -1;
    if ((next & 0xc0) !== 0x80) return 0;
  }
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** Where the last, unfinished UTF-8 sequence begins, or the length when nothing is unfinished. */
function unfinishedFrom(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0 && at >= bytes.length - 3; at--) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0xc0) return sequence(bytes, at) === -1 ? at : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

/** UTF-8 where it is UTF-8, Windows-1252 for each byte that is not; with how many of either were seen. */
function mixed(bytes: Uint8Array): { text: string; good: number; bad: number } {
  let [text, from, good, bad] = ['', 0, 0, 0];
  for (let at = 0; at < bytes.length; ) {
    const length = Math.max(0, sequence(bytes, at));
    if (length > 1) good++;
    if (length === 0) {
      text +=
        Buffer.from(bytes.subarray(from, at)).toString('utf8') + windows1252(bytes.subarray(at, at + 1));
      bad++;
      from = at + 1;
    }
    at += Math.max(1, length);
  }
  return { text: text + Buffer.from(bytes.subarray(from)).toString('utf8'), good, bad };
}

/** The encoding that the first bytes give away, and how many of them are the byte order mark. UTF-8 when in doubt. */
export function sniffEncoding(head: Uint8Array): { encoding: Encoding; bom: number } {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'UTF-8', bom: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'UTF-16 LE', bom: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'UTF-16 BE', bom: 2 };
  const sample = head.subarray(0, 4096);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 5;
  if (odd > many && even < odd / 8) return { encoding: 'UTF-16 LE', bom: 0 };
  if (even > many && odd < even / 8) return { encoding: 'UTF-16 BE', bom: 0 };
  return { encoding: 'UTF-8', bom: 0 };
}

/**
 * A decoder that takes chunks and gives text. It starts with `encoding`; a file believed UTF-8 becomes Windows-1252 at
 * the first byte that cannot be UTF-8, unless real UTF-8 came before it: then only the odd bytes are read that way.
 */
export function textDecoder(encoding: Encoding): {
  push: (chunk: Uint8Array) => string;
  end: () => string;
  encoding: () => Encoding;
} {
  let now = encoding;
  let sawUtf8 = false;
  let rest = new Uint8Array();
  const utf16 = new TextDecoder(encoding === 'UTF-16 BE' ? 'utf-16be' : 'utf-16le', { ignoreBOM: true });
  const decode = (bytes: Uint8Array): string => {
    if (now === 'Windows-1252') return windows1252(bytes);
    if (isUtf8(bytes)) {
      sawUtf8 ||= !isAscii(bytes);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    }
    const both = mixed(bytes);
    if (sawUtf8 || both.good > both.bad) {
      now = 'mixed UTF-8 and Windows-1252';
      sawUtf8 = true;
      return both.text;
    }
    now = 'Windows-1252';
    return windows1252(bytes);
  };
  return {
    push(chunk) {
      if (now === 'UTF-16 LE' || now === 'UTF-16 BE') return utf16.decode(chunk, { stream: true });
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = now === 'Windows-1252' ? bytes.length : unfinishedFrom(bytes);
      rest = Uint8Array.from(bytes.subarray(end));
      return decode(bytes.subarray(0, end));
    },
    end: () => (now === 'UTF-16 LE' || now === 'UTF-16 BE' ? utf16.decode() : decode(rest)),
    encoding: () => now,
  };
}
