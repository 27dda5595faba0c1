// Unique device identifiers of the three issuing agencies, from a scan or typed. Never throws; never guesses.
// @source FDA, UDI formats by FDA-accredited issuing agency, v1.3 (2017)
import { CalendarDate } from '../../../kernel/time.ts';

/** What a UDI says. `di` names the model, `serial` with it names the one device. Dates without a day are left out. */
export type Udi = {
  issuer: 'GS1' | 'HIBCC' | 'ICCBBA';
  di: string;
  serial?: string;
  lot?: string;
  madeOn?: CalendarDate;
  expiresOn?: CalendarDate;
  softwareVersion?: string;
};
export type ReadUdi = { ok: true; udi: Udi } | { ok: false; reason: string; offset: number };

const fail = (reason: string, offset: number): ReadUdi => ({ ok: false, reason, offset });

/** Whether a GTIN's last digit is right: weights 3, 1, 3 ... from the right. @source GS1 General Specifications 7.9 */
export function gtinIsValid(gtin: string): boolean {
  const sum = Array.from(gtin.slice(0, -1))
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10) === gtin.slice(-1);
}

function calendar(year: number, month: number, day: number): CalendarDate | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return CalendarDate.safeParse(text).data;
}

/** The century of a two-digit year seen from `thisYear`. @source GS1 General Specifications 7.12 */
function century(yy: number, thisYear: number): number {
  const base = thisYear - (thisYear % 100);
  const ahead = yy - (thisYear % 100);
  return ahead >= 51 ? base - 100 + yy : ahead <= -50 ? base + 100 + yy : base + yy;
}

const sixDigits = (text: string, thisYear: number) =>
  calendar(century(Number(text.slice(0, 2)), thisYear), Number(text.slice(2, 4)), Number(text.slice(4, 6)));
const dayOfYear = (year: number, day: number) =>
  day >= 1 && day <= 366
    ? CalendarDate.parse(new Date(Date.UTC(year, 0, day)).toISOString().slice(0, 10))
    : undefined;

const fixed = new Map([
  ['01', 14],
  ['11', 6],
  ['13', 6],
  ['15', 6],
  ['17', 6],
]);
const variable = new Map([
  ['10', 20],
  ['21', 20],
  ['240', 30],
  ['30', 8],
  ['8012', 20],
]);

/** The parts of a GS1 text as [identifier, value, offset]: bracketed, or run together with GS (0x1D) after variable ones. */
function gs1Parts(text: string): [string, string, number][] | { reason: string; offset: number } {
  const parts: [string, string, number][] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const bracket = /^\((\d{2,4})\)([^(]*)/.exec(rest);
    if (bracket?.[1] !== undefined) {
      parts.push([bracket[1], bracket[2] ?? '', at]);
      at += bracket[0].length;
      continue;
    }
    const ai = [2, 3, 4].map((n) => rest.slice(0, n)).find((id) => fixed.has(id) || variable.has(id));
    if (ai === undefined)
      return { reason: 'this is no GS1 application identifier that a device carries', offset: at };
    const stop = rest.indexOf('\u001D');
    const length = fixed.get(ai) ?? (stop < 0 ? rest.length : stop) - ai.length;
    parts.push([ai, rest.slice(ai.length, ai.length + length), at]);
    at += ai.length + length;
    if (text[at] === '\u001D') at++;
  }
  return parts;
}

function gs1(text: string, thisYear: number): ReadUdi {
  if (/^\d{8}$|^\d{12,14}$/.test(text)) {
    const di = text.padStart(14, '0');
    return gtinIsValid(di)
      ? { ok: true, udi: { issuer: 'GS1', di } }
      : fail('the check digit of this GTIN is wrong', text.length - 1);
  }
  const parts = gs1Parts(text);
  if (!Array.isArray(parts)) return fail(parts.reason, parts.offset);
  const udi: Udi = { issuer: 'GS1', di: '' };
  for (const [ai, value, at] of parts) {
    const long = fixed.get(ai);
    if (
      long !== undefined
        ? !/^\d+$/.test(value) || value.length !== long
        : value === '' || value.length > (variable.get(ai) ?? 90)
    )
      return fail(`the value of (${ai}) has the wrong form`, at);
    if (ai === '01') udi.di = value;
    else if (ai === '10') udi.lot = value;
    else if (ai === '21') udi.serial = value;
    else if (ai === '8012') udi.softwareVersion = value;
    const date = ai === '11' || ai === '17' ? sixDigits(value, thisYear) : undefined;
    if (date !== undefined && ai === '11') udi.madeOn = date;
    if (date !== undefined && ai === '17') udi.expiresOn = date;
  }
  if (udi.di === '') return fail('there is no (01) device identifier', 0);
  return gtinIsValid(udi.di) ? { ok: true, udi } : fail('the check digit of this GTIN is wrong', 15);
}

const hibcAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';

/** HIBCC check character: modulo 43 over all before it. @source ANSI/HIBC 2.6 */
const hibcCheck = (body: string): string =>
  hibcAlphabet.charAt(
    Array.from(body).reduce((sum, c) => sum + Math.max(0, hibcAlphabet.indexOf(c)), 0) % 43,
  );

function hibcLot(part: string, udi: Udi, thisYear: number): void {
  const serial = part.startsWith('$$+') || /^\$\+/.test(part);
  let rest = part.replace(/^\$\$?\+?/, '');
  if (part.startsWith('$$')) {
    rest = rest.replace(/^8\d{2}|^9\d{5}/, '');
    const flag = /^[2-7]/.exec(rest)?.[0];
    const digits = flag === undefined ? 4 : ({ 2: 6, 3: 6, 4: 8, 5: 5, 6: 7, 7: 0 }[flag] ?? 0);
    const date = rest.slice(flag === undefined ? 0 : 1).slice(0, digits);
    rest = rest.slice((flag === undefined ? 0 : 1) + digits);
    const two = (at: number) => Number(date.slice(at, at + 2));
    const year = (at: number) => century(two(at), thisYear);
    const on =
      flag === '2'
        ? calendar(year(4), two(0), two(2))
        : flag === '3' || flag === '4'
          ? calendar(year(0), two(2), two(4))
          : flag === '5' || flag === '6'
            ? dayOfYear(year(0), Number(date.slice(2, 5)))
            : undefined;
    if (on !== undefined) udi.expiresOn = on;
  }
  if (rest !== '' && serial) udi.serial = rest;
  else if (rest !== '') udi.lot = rest;
}

function hibcc(text: string, thisYear: number): ReadUdi {
  const body = text.slice(0, -1);
  if (hibcCheck(body) !== text.slice(-1))
    return fail('the check character of this HIBCC code is wrong', text.length - 1);
  const [first = '', ...supplements] = body.slice(1).split('/');
  if (!/^[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}\d$/.test(first))
    return fail('this is no HIBCC labeler and product code', 1);
  const udi: Udi = { issuer: 'HIBCC', di: first };
  for (const part of supplements) {
    if (part.startsWith('$')) hibcLot(part, udi, thisYear);
    else if (part.startsWith('S') && part.length > 1) udi.serial = part.slice(1);
    else if (/^1[46]D\d{8}$/.test(part)) {
      const on = calendar(Number(part.slice(3, 7)), Number(part.slice(7, 9)), Number(part.slice(9, 11)));
      if (on !== undefined && part.startsWith('14D')) udi.expiresOn = on;
      if (on !== undefined && part.startsWith('16D')) udi.madeOn = on;
    }
  }
  return { ok: true, udi };
}

function iccbba(text: string, thisYear: number): ReadUdi {
  const di = /=\/([A-Z0-9]{16})/.exec(text)?.[1] ?? /=\)([A-Z0-9]{10})/.exec(text)?.[1];
  if (di === undefined) return fail('there is no ICCBBA device identifier', 0);
  const udi: Udi = { issuer: 'ICCBBA', di };
  const serial = /=,([A-Z0-9]{6})/.exec(text)?.[1];
  const lot = /&,1([A-Z0-9]{18})/.exec(text)?.[1] ?? /&\)([A-Z0-9]{10})/.exec(text)?.[1];
  const day = (mark: RegExp) => {
    const found = mark.exec(text)?.[1];
    if (found === undefined) return undefined;
    const near = century(Number(found.slice(1, 3)), thisYear);
    return dayOfYear(near, Number(found.slice(3)));
  };
  const [expires, made] = [day(/=>(\d{6})/), day(/=\}(\d{6})/)];
  return {
    ok: true,
    udi: {
      ...udi,
      ...(serial !== undefined && { serial }),
      ...(lot !== undefined && { lot }),
      ...(expires !== undefined && { expiresOn: expires }),
      ...(made !== undefined && { madeOn: made }),
    },
  };
}

/** The UDI in a scan or cell. `thisYear` settles the century of two-digit years. A bare GTIN (8 to 14 digits) counts. */
export function readUdi(scan: string, thisYear: number): ReadUdi {
  const text = scan.trim().replace(/^\](?:C1|d2|Q3|e0)/, '');
  if (text.length > 300) return fail('this is too long for a UDI', 300);
  if (/^\d[.,]\d+E\+\d+$/i.test(text))
    return fail('a spreadsheet wrote this number in scientific notation, so digits are lost', 0);
  const first = text.charAt(0);
  if (first === '+') return hibcc(text.replace(/^\*|\*$/g, ''), thisYear);
  if (first === '=' || first === '&') return iccbba(text, thisYear);
  return first === '(' || /\d/.test(first)
    ? gs1(text, thisYear)
    : fail('this is no UDI of GS1, HIBCC or ICCBBA', 0);
}
