import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encoded, separatedLine } from './encode.ts';
import { generateHospital } from './hospital.ts';
import { type FileQuirk, fileQuirks, type RowQuirk, rowQuirks } from './quirks.ts';
import { smallHospital, today } from './testing.ts';
import { writeHospital } from './write.ts';

const dirs: string[] = [];
const newDir = () => {
  const dir = mkdtempSync(join(tmpdir(), 'wardline-demo-'));
  dirs.push(dir);
  return dir;
};
const digests = (dir: string) =>
  readdirSync(dir)
    .sort()
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(join(dir, file)))
          .digest('hex')}`,
    );

const TruthLine = z.object({
  quirk: z.string().nullable(),
  site: z.string(),
  tag: z.string(),
  serial: z.string(),
  model: z.string(),
});
let dir = '';
const read = (file: string, encoding: string) =>
  new TextDecoder(encoding).decode(readFileSync(join(dir, file)));
const csv = (text: string, delimiter: string): string[][] =>
  parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true });

beforeAll(async () => {
  dir = newDir();
  await writeHospital(generateHospital({ seed: 42, devices: 2_400, sites: 4, now: today }), dir);
});
afterAll(() => {
  for (const one of dirs) rmSync(one, { recursive: true, force: true });
});

describe('writing a hospital', () => {
  it('writes the same bytes for the same seed, workbook included', async () => {
    const [one, two] = [newDir(), newDir()];
    await writeHospital(smallHospital(600), one);
    await writeHospital(smallHospital(600), two);
    expect(digests(two)).toEqual(digests(one));
  });
  it('writes other equipment for another seed, into the same set of files', async () => {
    const [one, two] = [newDir(), newDir()];
    await writeHospital(smallHospital(300, 1), one);
    await writeHospital(smallHospital(300, 2), two);
    expect(readdirSync(two)).toEqual(readdirSync(one));
    const lists = (where: string) => digests(where).filter((line) => line.startsWith('cmms_'));
    expect(lists(two).filter((line) => lists(one).includes(line))).toEqual([]);
  });
  it('writes one list per site, the tables of people and places, the truth and a note', () => {
    expect(readdirSync(dir).sort()).toEqual([
      'README.txt',
      'absences.csv',
      'cmms_hil.txt',
      'cmms_lmc.csv',
      'cmms_rch.xlsx',
      'cmms_sta.csv',
      'people.csv',
      'rota.csv',
      'sites.csv',
      'staffing.csv',
      'teams.csv',
      'truth.ndjson',
      'wards.csv',
      'zones.csv',
    ]);
  });
  it('tells the truth about every device, once', () => {
    const lines = read('truth.ndjson', 'utf-8').trim().split('\n');
    expect(lines).toHaveLength(2_400);
  });
  it.each([
    ['sites.csv', 'code,name,timezone,city'],
    ['wards.csv', 'site,code,name,department,floor'],
    ['teams.csv', 'name,site,lead,members'],
    ['people.csv', 'name,email,phone,title,organisation,site'],
    ['staffing.csv', 'role,holder,deputy,site,ward,department,device class,manufacturer,activity,from,until'],
    ['absences.csv', 'person,from,to,reason,deputy'],
    ['rota.csv', 'rota,site,role,person,from,to'],
    ['zones.csv', 'site,vlan,name,kind,policy,verified on'],
  ])('%s has the columns %s and rows of that width', (file, heading) => {
    const rows = csv(read(file, 'utf-8'), ',');
    expect(rows[0]).toEqual(heading.split(','));
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(row).toHaveLength(heading.split(',').length);
  });
});

describe('the faults of equipment lists', () => {
  let sta: string[][] = [];
  let lmc: string[][] = [];
  let hil: string[][] = [];
  let book = XLSX.utils.book_new();
  let truth: z.infer<typeof TruthLine>[] = [];
  beforeAll(() => {
    sta = csv(read('cmms_sta.csv', 'utf-8'), ',');
    lmc = csv(read('cmms_lmc.csv', 'windows-1252'), ';');
    hil = csv(read('cmms_hil.txt', 'utf-16le'), '\t');
    book = XLSX.read(readFileSync(join(dir, 'cmms_rch.xlsx')), { cellFormula: true, cellNF: true });
    truth = read('truth.ndjson', 'utf-8')
      .trim()
      .split('\n')
      .map((line) => TruthLine.parse(JSON.parse(line)));
  });
  const column = (rows: string[][], heading: string) => {
    const top = rows.findIndex((row) => row.includes(heading));
    const at = rows[top]?.indexOf(heading) ?? -1;
    return rows.slice(top + 1).map((row) => row[at] ?? '');
  };
  const tags = () => column(sta, 'Asset Number');
  const shown: Record<RowQuirk | FileQuirk, () => boolean> = {
    tag_without_leading_zeros: () =>
      tags().some((tag) => /^[1-9]\d{3,4}$/.test(tag)) && tags().some((tag) => /^00/.test(tag)),
    tag_as_excel_date: () => tags().some((tag) => /^\d{1,2}-[A-Z][a-z]{2}$/.test(tag)),
    tag_in_scientific_notation: () => tags().some((tag) => /^\d\.\d{5}E\+11$/.test(tag)),
    tag_as_formula: () =>
      tags().some((tag) => /^="00\d{4}"$/.test(tag)) &&
      book.SheetNames.some((name) =>
        XLSX.utils.sheet_to_formulae(book.Sheets[name] ?? {}).some((cell) => /^A\d+="00"&/.test(cell)),
      ),
    serial_with_spaces: () => column(sta, 'Serial Number').some((serial) => /^\s|\s$|\S\s+\S/.test(serial)),
    serial_o_for_zero: () =>
      truth.some(
        (device) =>
          device.quirk === 'serial_o_for_zero' &&
          device.serial.includes('0') &&
          column(sta, 'Serial Number').includes(device.serial.replaceAll('0', 'O')),
      ),
    model_only_in_description: () =>
      sta.some(
        (row) => row[7] === '' && truth.some((device) => (row[5] ?? '').includes(device.model.toUpperCase())),
      ),
    several_macs_in_one_cell: () => column(sta, 'MAC Address').some((cell) => /[;/\n]/.test(cell)),
    facility_code_for_name: () =>
      column(sta, 'Facility').includes('STA') && column(sta, 'Facility').includes('St. Anne Hospital'),
    retired_but_active: () =>
      sta.some((row) => row.includes('Active') && row.some((cell) => /^RETIRED \d{4}/.test(cell))),
    tag_reused_after_disposal: () => {
      const reused = truth.find(
        (device) => device.quirk === 'tag_reused_after_disposal' && device.site === 'STA',
      );
      return tags().filter((tag) => tag === reused?.tag).length === 2;
    },
    listed_twice: () => {
      const twice = truth.filter((device) => device.quirk === 'listed_twice' && device.site === 'STA');
      return twice.some(
        ({ serial }) => column(sta, 'Serial Number').filter((one) => one === serial).length === 2,
      );
    },
    date_as_serial_number: () => column(sta, 'In Service Date').some((date) => /^4\d{4}$/.test(date)),
    utf8_comma: () => sta[0]?.length === 21 && !read('cmms_sta.csv', 'utf-8').includes('\uFFFD'),
    windows1252_semicolon: () =>
      readFileSync(join(dir, 'cmms_lmc.csv')).includes(0x96) &&
      read('cmms_lmc.csv', 'utf-8').includes('\uFFFD'),
    utf16_tab: () =>
      readFileSync(join(dir, 'cmms_hil.txt'))
        .subarray(0, 2)
        .equals(Buffer.from([0xff, 0xfe])) && hil[0]?.length === 19,
    sheet_per_department: () => book.SheetNames.length > 8 && book.SheetNames.includes('Critical Care'),
    title_rows_above_header: () => lmc.findIndex((row) => row.includes('Control No')) >= 2,
    totals_row_below: () => lmc.some((row) => row[0] === 'Total'),
    sheet_of_300_columns: () =>
      book.SheetNames.some(
        (name) => XLSX.utils.decode_range(book.Sheets[name]?.['!ref'] ?? 'A1').e.c === 299,
      ),
    cell_of_5_million_characters: () => lmc.some((row) => row.some((cell) => cell.length === 5_000_000)),
  };
  it.each(Object.entries(shown))('show %s', (_, isShown) => {
    expect(isShown()).toBe(true);
  });
  it('are all of the list, no more and no fewer', () => {
    expect(Object.keys(shown).sort()).toEqual([...Object.keys(rowQuirks), ...fileQuirks].sort());
  });
  it('write hardware addresses in five notations', () => {
    const cells = column(sta, 'MAC Address')
      .flatMap((cell) => cell.split(/[;/\n]/))
      .map((cell) => cell.trim());
    for (const notation of [
      /^(..:){5}..$/,
      /^(..-){5}..$/,
      /^(....\.){2}....$/,
      /^[0-9A-F]{12}$/,
      /^(.. ){5}..$/,
    ])
      expect(cells.some((cell) => notation.test(cell))).toBe(true);
  });
  it('occur a few times in a thousand rows each in a large list', () => {
    const hospital = generateHospital({ seed: 5, devices: 30_000, now: today });
    const counts = new Map<string, number>();
    for (const site of hospital.sites)
      for (const device of hospital.devicesOf(site))
        if (device.quirk !== null) counts.set(device.quirk, (counts.get(device.quirk) ?? 0) + 1);
    for (const [quirk, rate] of Object.entries(rowQuirks)) {
      const perThousand = (counts.get(quirk) ?? 0) / 30;
      expect(perThousand, quirk).toBeGreaterThan(rate * 0.6);
      expect(perThousand, quirk).toBeLessThan(rate * 1.6);
    }
  });
  it('leave most rows alone: nine of ten carry no fault', () => {
    const clean = truth.filter((device) => device.quirk === null).length;
    expect(clean / truth.length).toBeGreaterThan(0.88);
  });
});

describe('encoding', () => {
  it('quotes a cell only when it must', () => {
    expect(separatedLine(['a', 'b,c', 'd"e', 'f\ng', ''])).toBe('a,"b,c","d""e","f\ng",\r\n');
    expect(separatedLine(['a;b', 'c,d'], ';')).toBe('"a;b";c,d\r\n');
  });
  it('writes Windows-1252 as old programs read it', () => {
    expect([...encoded('é–µ’€?☃', 'windows-1252')]).toEqual([0xe9, 0x96, 0xb5, 0x92, 0x80, 0x3f, 0x3f]);
    expect(encoded('Dräger – „Süd“', 'windows-1252').toString('hex')).toBe(
      '4472e467657220962084' + '53fc6493',
    );
  });
});
