// Looks an XLSX archive over before anything parses it: the central directory, real unpacked sizes, and DTDs.
import { createInflateRaw } from 'node:zlib';
import { refusal, type TableLimits } from './table.ts';

type Entry = { name: string; method: number; packed: number; unpacked: number; offset: number };

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Refuses archives that are damaged, encrypted, bombs, no .xlsx, or that carry a document type (external entities).
 * Sizes are counted by unpacking in a stream, not believed. @throws AppError naming the entry.
 */
export async function checkArchive(bytes: Buffer, file: string, limits: TableLimits): Promise<void> {
  const entries = directory(bytes, file, limits);
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  const wrong = notXlsx(names);
  if (wrong) throw refusal('unprocessable', wrong, { file, place: 'archive', rule: 'csv_or_xlsx' });
  if (names.size !== entries.length)
    throw refusal('invalid', 'two parts of the archive have one name.', {
      file,
      place: 'archive',
      rule: 'archive_names',
    });
  let left = limits.unpackedBytes;
  for (const entry of entries) left -= await unpackedSize(bytes, entry, left, file, limits);
}

function notXlsx(names: ReadonlySet<string>): string | null {
  if (names.has('xl/workbook.xml') && names.has('[content_types].xml')) return null;
  if (names.has('xl/workbook.bin')) return 'this is a binary workbook (.xlsb). Save it as .xlsx or CSV.';
  if (names.has('content.xml')) return 'this is an OpenDocument file (.ods). Save it as .xlsx or CSV.';
  return 'this archive is not an Excel workbook (.xlsx).';
}

/** The entries of the central directory. */
function directory(bytes: Buffer, file: string, limits: TableLimits): Entry[] {
  const damaged = (place: string) =>
    refusal('invalid', 'the workbook is damaged or was cut off.', { file, place, rule: 'whole_archive' });
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && bytes.readUInt32LE(end) !== END) end--;
  if (end < lowest || end < 0) throw damaged('end of file');
  const count = bytes.readUInt16LE(end + 10);
  if (count > limits.zipEntries)
    throw refusal('too_large', `the archive has ${count} parts; the most is ${limits.zipEntries}.`, {
      file,
      place: 'archive',
      rule: 'zip_bomb',
    });
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw damaged(`part ${i + 1} of the archive`);
    const nameLength = bytes.readUInt16LE(at + 28);
    if (at + 46 + nameLength > end) throw damaged(`part ${i + 1} of the archive`);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    if (name.startsWith('/') || name.split('/').includes('..') || name.includes(':'))
      throw refusal('invalid', 'a part of the archive points outside it.', {
        file,
        place: name,
        rule: 'archive_names',
      });
    if ((bytes.readUInt16LE(at + 8) & 1) === 1)
      throw refusal('unprocessable', 'the workbook is encrypted. Save it without password.', {
        file,
        place: name,
        rule: 'no_password',
      });
    entries.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Unpacks one part in a stream, keeping nothing, and gives its true size. */
async function unpackedSize(
  bytes: Buffer,
  entry: Entry,
  left: number,
  file: string,
  limits: TableLimits,
): Promise<number> {
  const place = entry.name;
  const bomb = () =>
    refusal(
      'too_large',
      `the workbook unpacks to more than is allowed (${Math.round(limits.unpackedBytes / 2 ** 20)} MB, or ${limits.zipRatio} times its size).`,
      { file, place, rule: 'zip_bomb' },
    );
  const damaged = () =>
    refusal('invalid', 'the workbook is damaged or was cut off.', { file, place, rule: 'whole_archive' });
  if (entry.unpacked > left) throw bomb();
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== LOCAL) throw damaged();
  const from =
    entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  if (from + entry.packed > bytes.length) throw damaged();
  const packed = bytes.subarray(from, from + entry.packed);
  const look = /\.(?:xml|rels|vml)$/i.test(place) ? doctypeWatch(file, place) : () => undefined;
  if (entry.method === 0) {
    look(packed);
    return packed.length;
  }
  if (entry.method !== 8) throw damaged();
  let size = 0;
  try {
    for await (const part of inflated(packed)) {
      size += part.length;
      if (size > left || (size > 2 ** 23 && size > packed.length * limits.zipRatio)) throw bomb();
      look(part);
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')) throw damaged();
    throw cause;
  }
  return size;
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  inflate.end(packed);
  for await (const part of inflate) yield part as Buffer;
}

/** Looks at a part's bytes as they pass: a document type or an encoding that could hide one is refused. */
function doctypeWatch(file: string, place: string): (part: Buffer) => void {
  let tail = '';
  let first = true;
  return (part) => {
    if (first && (part[0] === 0 || part[1] === 0 || part[0] === 0xff || part[0] === 0xfe))
      throw refusal('invalid', 'a part of the workbook is not UTF-8.', { file, place, rule: 'utf8_parts' });
    first = false;
    const text = tail + part.toString('latin1');
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
      throw refusal(
        'invalid',
        'the workbook declares a document type or entities; Excel never writes these.',
        {
          file,
          place,
          rule: 'no_external_entities',
        },
      );
    tail = text.slice(-16);
  };
}
