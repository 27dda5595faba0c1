import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHeader, headerKey, rowKind, type SheetRow } from './sheet.ts';
import { dateOrderOf, readDate } from './sheet-dates.ts';

const sheet = (...rows: string[][]): SheetRow[] =>
  rows.map((cells, at) => ({ sheet: 'S', row: at + 1, cells, faults: [] }));
const knows = (key: string) => ['tag', 'serial', 'mac', 'ip', 'model'].includes(key);

describe('a heading as a key', () => {
  it.each([
    ['Serial_Number', 'serial'],
    ['serialNumber', 'serial'],
    ['SERIAL #', 'serial'],
    ['Serial No.', 'serial'],
    ['IPAddress', 'ip address'],
    ['Networked (Y/N)', 'networked'],
    ['Gerätenummer', 'geratenummer'],
    ['__proto__', 'proto'],
    ['#', ''],
    ['Number', 'number'],
    ['v4IpAddrs', 'v4 ip addrs'],
  ])('of %s is %s', (heading, key) => expect(headerKey(heading)).toBe(key));
  it('is made of any text without a throw, in lower case', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(headerKey(text)).toBe(headerKey(text).trim());
      }),
    ));
});

describe('the heading row', () => {
  it.each([
    {
      when: 'it is the first row',
      rows: sheet(['Tag', 'Serial'], ['1', 'S1']),
      row: 1,
      headers: ['Tag', 'Serial'],
    },
    {
      when: 'titles stand above it',
      rows: sheet(['Tag list'], ['Printed 2026'], ['Tag', 'Serial'], ['1', 'S1']),
      row: 3,
      headers: ['Tag', 'Serial'],
    },
    {
      when: 'groups stand above it',
      rows: sheet(['Device', '', 'Wired', '', 'Wireless', ''], ['Tag', 'Serial', 'MAC', 'IP', 'MAC', 'IP']),
      row: 2,
      headers: ['Tag', 'Serial', 'Wired MAC', 'Wired IP', 'Wireless MAC', 'Wireless IP'],
    },
    {
      when: 'sub-headings stand below it',
      rows: sheet(['Tag', 'Serial', 'Network', ''], ['', '', 'MAC', 'IP'], ['1', 'S1', 'x', 'y']),
      row: 1,
      headers: ['Tag', 'Serial', 'MAC', 'IP'],
    },
    { when: 'no heading is known', rows: sheet(['Foo', 'Bar'], ['1', '2']), row: 1, headers: ['Foo', 'Bar'] },
  ])('is found when $when', ({ rows, row, headers }) =>
    expect(findHeader(rows, knows)).toMatchObject({ row, headers }),
  );
  it('is nowhere in a sheet of numbers', () =>
    expect(findHeader(sheet(['1', '2'], ['3', '4']), knows)).toBeNull());
  it('is nowhere in an empty sheet', () => expect(findHeader([], knows)).toBeNull());
});

describe('a row below the headings', () => {
  const headers = ['Tag', 'Serial', 'Model', 'Site', 'Ward', 'Status'];
  it.each([
    { cells: ['1', 'S1', 'M', '', '', ''], kind: 'data' },
    { cells: ['Total', '', '', '', '', '41'], kind: 'totals' },
    { cells: ['', '', '', '', 'Grand Total: 41', ''], kind: 'totals' },
    { cells: ['41 records', '', '', '', '', ''], kind: 'totals' },
    { cells: ['Total Care bed', 'S1', 'TotalCare P1900', 'NGH', '3B', 'Active'], kind: 'data' },
    { cells: ['Page 2 of 7'], kind: 'note' },
    { cells: ['*** End of report ***'], kind: 'note' },
    { cells: headers, kind: 'headings' },
    { cells: ['', '', '', '', '', 'Status'], kind: 'data' },
  ])('$cells is $kind', ({ cells, kind }) => expect(rowKind(cells, headers)).toBe(kind));
});

describe('a date', () => {
  it.each([
    ['2024-03-12', '2024-03-12'],
    ['2024-03-12T10:00:00Z', '2024-03-12'],
    ['12/31/24', '2024-12-31'],
    ['31/12/2024', '2024-12-31'],
    ['4.3.2024', '2024-03-04'],
    ['12-Mar-2024', '2024-03-12'],
    ['Mar 12, 2024', '2024-03-12'],
    ['20240312', '2024-03-12'],
    ['45000', '2023-03-15'],
    ['45000.5', '2023-03-15'],
    ['1700000000', '2023-11-14'],
    ['1.7E+09', '2023-11-14'],
    ['1700000000000', '2023-11-14'],
    ['02/02/2024', '2024-02-02'],
    ['1/1/99', '1999-01-01'],
  ])('%s is %s', (text, date) => expect(readDate(text, 'unknown')).toEqual({ kind: 'date', date }));
  it.each(['31/02/2024', 'soon', '', '13/13/2024', '0', '99999999999999'])('%s is none', (text) =>
    expect(readDate(text, 'unknown').kind).toBe('not_a_date'),
  );
  it('03/04/2024 has two readings until the column shows the order', () => {
    expect(readDate('03/04/2024', 'unknown')).toEqual({
      kind: 'ambiguous',
      dmy: '2024-04-03',
      mdy: '2024-03-04',
    });
    expect(readDate('03/04/2024', dateOrderOf(['01/02/2024', '25/02/2024']))).toEqual({
      kind: 'date',
      date: '2024-04-03',
    });
    expect(readDate('03/04/2024', dateOrderOf(['01/02/2024', '02/25/2024']))).toEqual({
      kind: 'date',
      date: '2024-03-04',
    });
    expect(dateOrderOf(['13/01/2024', '01/13/2024'])).toBe('unknown');
  });
  it('of any text is read without a throw', () =>
    fc.assert(fc.property(fc.string(), (text) => typeof readDate(text, 'dmy').kind === 'string')));
});
