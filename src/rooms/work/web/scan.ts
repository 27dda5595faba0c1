// What a scanner or a thumb gave us: a tag, a serial, or a UDI with the serial inside.

export type Scanned = {
  /** What to look for, best first. */
  readonly wanted: readonly string[];
  /** The device identifier of the UDI, when there was one. */
  readonly gtin: string | null;
};

const GS = '\u001d';
/** Lengths of the application identifiers of fixed length that occur on devices. @source GS1 General Specifications, section 3.2 */
const fixed: Readonly<Record<string, number>> = {
  '01': 14,
  '11': 6,
  '13': 6,
  '15': 6,
  '16': 6,
  '17': 6,
  '20': 2,
};
const open = new Set(['10', '21', '30', '240', '241', '250']);

function bracketed(text: string): Map<string, string> {
  const parts = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)];
  return new Map(parts.map(([, id = '', value = '']) => [id, value.replaceAll(GS, '').trim()]));
}

function plain(text: string): Map<string, string> | null {
  const found = new Map<string, string>();
  let rest = text.replace(/^\][A-Za-z]\d/, '');
  while (rest) {
    rest = rest.startsWith(GS) ? rest.slice(1) : rest;
    const id = [rest.slice(0, 2), rest.slice(0, 3)].find((one) => Object.hasOwn(fixed, one) || open.has(one));
    if (!id) return null;
    const length = fixed[id];
    const end = rest.indexOf(GS);
    const stop = length === undefined ? (end < 0 ? rest.length : end) : id.length + length;
    const value = rest.slice(id.length, stop);
    if (length !== undefined && !/^\d+$/.test(value)) return null;
    if (length !== undefined && value.length < length) return null;
    found.set(id, value);
    rest = rest.slice(stop);
  }
  return found.has('01') ? found : null;
}

/** Reads what was scanned or typed. A GS1 UDI gives its serial, then its lot; anything else is looked for as it is. Never throws. */
export function scanned(input: string): Scanned {
  const text = input.trim().slice(0, 200);
  if (!text) return { wanted: [], gtin: null };
  const udi = /^(\][A-Za-z]\d)?\(01\)\d{14}/.test(text)
    ? bracketed(text)
    : /^(\][A-Za-z]\d)?01\d{14}/.test(text)
      ? plain(text)
      : null;
  const serial = udi?.get('21');
  if (udi && serial) return { wanted: [serial], gtin: udi.get('01') ?? null };
  return { wanted: [text.replaceAll(GS, '')], gtin: udi?.get('01') ?? null };
}

/** Tags and serials as people compare them: no spaces or dashes, no case, no zeros in front. */
export const sameKey = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s\-_./]/g, '')
    .replace(/^0+(?=.)/, '');
