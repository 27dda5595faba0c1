// Writes a described hospital as the files a hospital would hand over. Memory stays bounded: rows are written as
// they are made, except for workbooks, which only small sites have.
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoDevice } from './devices.ts';
import { textDialects } from './dialects/text.ts';
import { type ListedRow, listedRow } from './dialects/words.ts';
import { workbookBytes } from './dialects/workbook.ts';
import { encoded, separatedLine } from './encode.ts';
import type { Hospital } from './hospital.ts';
import type { Site } from './places.ts';
import { random } from './random.ts';
import { readme } from './readme.ts';
import { peopleTables } from './tables.ts';
import { truthLine } from './truth.ts';

const BLOCK_CHARS = 1 << 18;
const HUGE_CELL_CHARS = 5_000_000;

interface LineFile {
  readonly add: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A file that is appended to in blocks, so that neither text nor bytes pile up. */
async function lineFile(path: string, encoding: 'utf-8' | 'windows-1252' | 'utf-16le'): Promise<LineFile> {
  const handle: FileHandle = await open(path, 'w');
  let block = encoding === 'utf-16le' ? '\uFEFF' : '';
  const flush = async (): Promise<void> => {
    if (block !== '') await handle.write(encoded(block, encoding));
    block = '';
  };
  return {
    add: async (text) => {
      block += text;
      if (block.length >= BLOCK_CHARS) await flush();
    },
    close: async () => {
      try {
        await flush();
      } finally {
        await handle.close();
      }
    },
  };
}

/** The rows of a device in its site's list: one, or two when somebody entered it twice. */
function rowsOf(device: DemoDevice, rng: ReturnType<typeof random>): ListedRow[] {
  const row = listedRow(device, rng);
  if (device.quirk !== 'listed_twice') return [row];
  const again = listedRow(device, rng);
  return [
    row,
    {
      ...again,
      tag: again.tag.replace(/^(\D*)0+/, '$1'),
      tagForm: 'number',
      remark: 'Dup? entered by contractor',
    },
  ];
}

/** A service log that somebody pasted into a remark. */
const hugeRemark = (): string => {
  const line = '2019-11-04 08:12:31 INFO selftest ok; battery 98%; uptime 14d; ';
  return line.repeat(Math.ceil(HUGE_CELL_CHARS / line.length)).slice(0, HUGE_CELL_CHARS);
};

/** The name of a site's equipment list, the same for every seed. */
export function exportName(site: Site): string {
  const extension = site.dialect === 'workbook' ? 'xlsx' : textDialects[site.dialect].extension;
  return `cmms_${site.code.toLowerCase()}.${extension}`;
}

async function writeText(
  hospital: Hospital,
  site: Site,
  outDir: string,
  dialectName: 'comma' | 'semicolon' | 'tab',
  truth: LineFile,
  hasHugeCell: boolean,
): Promise<number> {
  const dialect = textDialects[dialectName];
  const rng = random(hospital.seed, `rows/${site.code}`);
  const file = await lineFile(join(outDir, exportName(site)), dialect.encoding);
  const line = (cells: readonly string[]): string => separatedLine(cells, dialect.separator);
  let count = 0;
  let costDollars = 0;
  try {
    for (const above of dialect.before(site, hospital.now)) await file.add(line(above));
    await file.add(line(dialect.header));
    for (const device of hospital.devicesOf(site)) {
      for (const row of rowsOf(device, rng)) {
        const isHuge = hasHugeCell && count === 37;
        await file.add(line(dialect.row(isHuge ? { ...row, remark: hugeRemark() } : row, rng)));
        count += 1;
        costDollars += device.model.costDollars;
      }
      await truth.add(truthLine(device, exportName(site)));
    }
    for (const below of dialect.after(count, costDollars)) await file.add(line(below));
  } finally {
    await file.close();
  }
  return count;
}

async function writeWorkbook(
  hospital: Hospital,
  site: Site,
  outDir: string,
  truth: LineFile,
): Promise<number> {
  const rng = random(hospital.seed, `rows/${site.code}`);
  const rows: ListedRow[] = [];
  for (const device of hospital.devicesOf(site)) {
    rows.push(...rowsOf(device, rng));
    await truth.add(truthLine(device, exportName(site)));
  }
  await writeFile(join(outDir, exportName(site)), workbookBytes(rows));
  return rows.length;
}

/** Writes every file of a hospital into `outDir`, which is made when missing; files of the same name are replaced.
 *  The answer says how many rows each equipment list has, in the order of the sites. */
export async function writeHospital(
  hospital: Hospital,
  outDir: string,
): Promise<{ file: string; rows: number }[]> {
  await mkdir(outDir, { recursive: true });
  for (const { file, lines } of peopleTables(hospital))
    await writeFile(join(outDir, file), lines.map((cells) => separatedLine(cells)).join(''));
  const written: { file: string; rows: number }[] = [];
  const truth = await lineFile(join(outDir, 'truth.ndjson'), 'utf-8');
  const hugeAt = hospital.sites.find((site) => site.dialect === 'semicolon')?.code;
  try {
    for (const site of hospital.sites) {
      const rows =
        site.dialect === 'workbook'
          ? await writeWorkbook(hospital, site, outDir, truth)
          : await writeText(hospital, site, outDir, site.dialect, truth, site.code === hugeAt);
      written.push({ file: exportName(site), rows });
    }
  } finally {
    await truth.close();
  }
  await writeFile(join(outDir, 'README.txt'), readme(hospital, written));
  return written;
}
