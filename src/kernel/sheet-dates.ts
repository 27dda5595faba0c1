// Calendar dates as spreadsheets write them. Whether 03/04 is March or April is decided by the whole column.
import { z } from 'zod';
import { tidy } from './sheet-text.ts';
import { CalendarDate } from './time.ts';

/** Day before month or month before day in dates like 03/04/2024; `unknown` when the column does not show it. */
export const DateOrder = z.enum(['dmy', 'mdy', 'unknown']);
export type DateOrder = z.infer<typeof DateOrder>;

/** A date, or why there is none. `ambiguous` holds both readings, for the person who must say which. */
export type ReadDate =
  | { kind: 'date'; date: CalendarDate }
  | { kind: 'ambiguous'; dmy: CalendarDate; mdy: CalendarDate }
  | { kind: 'not_a_date' };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const slashed = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})(?:[ T,].*)?$/;
const none: ReadDate = { kind: 'not_a_date' };

/** Two-digit years: 70 to 99 are 1900s, the rest 2000s; equipment is not older. [rule of this product] */
const fullYear = (text: string): number =>
  text.length === 4 ? Number(text) : Number(text) + (Number(text) >= 70 ? 1900 : 2000);

function dateFrom(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 ? CalendarDate.parse(at.toISOString().slice(0, 10)) : null;
}

const read = (date: CalendarDate | null): ReadDate => (date === null ? none : { kind: 'date', date });
const fromMs = (epochMs: number): ReadDate => {
  const at = new Date(epochMs);
  return Number.isNaN(at.getTime())
    ? none
    : read(dateFrom(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()));
};

/** The order that a column's own dates prove; dots mean day first; `unknown` without proof or when they contradict. */
export function dateOrderOf(cells: Iterable<string>): DateOrder {
  let [dayFirst, monthFirst] = [false, false];
  for (const cell of cells) {
    const parts = slashed.exec(tidy(cell));
    if (!parts) continue;
    if (Number(parts[1]) > 12 || parts[2] === '.') dayFirst = true;
    else if (Number(parts[3]) > 12) monthFirst = true;
  }
  if (dayFirst === monthFirst) return 'unknown';
  return dayFirst ? 'dmy' : 'mdy';
}

/**
 * The date in a cell: ISO, `31.12.2024`, `12/31/24` (by `order`), `31-Dec-2024`, `Dec 31, 2024`, `20241231`, an Excel
 * serial (5 digits), or epoch seconds or milliseconds. Time of day is dropped.
 */
export function readDate(cell: string, order: DateOrder): ReadDate {
  const text = tidy(cell);
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/.exec(text) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (iso) return read(dateFrom(Number(iso[1]), Number(iso[2]), Number(iso[3])));
  const parts = slashed.exec(text);
  if (parts) {
    const [a, b, year] = [Number(parts[1]), Number(parts[3]), fullYear(parts[4] ?? '')];
    const [dmy, mdy] = [dateFrom(year, b, a), dateFrom(year, a, b)];
    if (parts[2] === '.' || order === 'dmy') return read(dmy);
    if (order === 'mdy') return read(mdy);
    return dmy === null || mdy === null || dmy === mdy ? read(dmy ?? mdy) : { kind: 'ambiguous', dmy, mdy };
  }
  const named =
    /^(?<d>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?<m>[a-z]{3,9})\.?[ ,.-]+(?<y>\d{4}|\d{2})(?: .*)?$/i.exec(text) ??
    /^(?<m>[a-z]{3,9})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?,? (?<y>\d{4})(?: .*)?$/i.exec(text);
  if (named?.groups) {
    const at = months.indexOf((named.groups['m'] ?? '').slice(0, 3).toLowerCase());
    return read(dateFrom(fullYear(named.groups['y'] ?? ''), at + 1, Number(named.groups['d'])));
  }
  const value = /^\d+(?:\.\d+)?(?:E\+\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (value >= 20_000 && value < 80_000) return fromMs(Math.floor(value - 25_569) * 86_400_000);
  if (value >= 3e8 && value < 5e9) return fromMs(value * 1000);
  return value >= 3e11 && value < 5e12 ? fromMs(value) : none;
}

/** Whether a cell reads as a date in either order; bare numbers do not count. */
export const looksLikeDate = (cell: string): boolean =>
  /[^\d.]/.test(cell.trim()) && cell.length <= 40 && readDate(cell, 'unknown').kind !== 'not_a_date';
