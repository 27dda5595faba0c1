/** Windows-1252 above 0x7F where it differs from Unicode's first 256. @source WHATWG Encoding, index windows-1252 */
const WINDOWS_1252: Readonly<Record<string, number>> = {
  '€': 0x80,
  '‚': 0x82,
  ƒ: 0x83,
  '„': 0x84,
  '…': 0x85,
  '†': 0x86,
  '‡': 0x87,
  ˆ: 0x88,
  '‰': 0x89,
  Š: 0x8a,
  '‹': 0x8b,
  Œ: 0x8c,
  Ž: 0x8e,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  '˜': 0x98,
  '™': 0x99,
  š: 0x9a,
  '›': 0x9b,
  œ: 0x9c,
  ž: 0x9e,
  Ÿ: 0x9f,
};

/** The text as bytes; characters that Windows-1252 lacks become `?`, as old programs do. */
export function encoded(text: string, encoding: 'utf-8' | 'windows-1252' | 'utf-16le'): Buffer {
  if (encoding !== 'windows-1252') return Buffer.from(text, encoding);
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) > 0xff) bytes[at] = WINDOWS_1252[text.charAt(at)] ?? 0x3f;
  return bytes;
}

/** One line of a separated file with its line end; cells are quoted only where they must be.
 *  @source RFC 4180, section 2 */
export const separatedLine = (cells: readonly string[], separator = ','): string =>
  `${cells
    .map((cell) =>
      cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(separator)}\r\n`;
