// Reads a small equipment list the way an import does, for tests: file bytes in, read rows and verdicts out.
import { SiteId, WardId } from '../../../kernel/ids.ts';
import type { SheetRow } from '../../../kernel/sheet.ts';
import { allRows } from '../../../platform/tabular/testing.ts';
import type { DeviceFields, Mapping } from '../model.ts';
import { type DeviceIndex, type DeviceRef, deviceIndex, joinedKeys } from './device-index.ts';
import { deviceHeader } from './header.ts';
import { identify, type Verdict } from './identity.ts';
import { type KnownMaker, modelFinder } from './known-models.ts';
import { knownNames, suggestMapping, withDateOrders } from './mapping.ts';
import { type KnownSite, placeFinder } from './place.ts';
import { type ReadRow, rowReader } from './rows.ts';

export const sites: KnownSite[] = [
  { id: SiteId.parse(1), code: 'NGH', name: 'North General Hospital', aliases: ['Old North'] },
  { id: SiteId.parse(2), code: 'STC', name: "St. Catherine's Hospital", aliases: [] },
];
export const wards = [
  { id: WardId.parse(11), code: '3B', name: 'Ward 3B Intensive Care', aliases: [] },
  { id: WardId.parse(12), code: 'ED', name: 'Emergency Department', aliases: [] },
];
export const makers: KnownMaker[] = [
  { name: 'BD', aliases: ['Becton Dickinson', 'CareFusion'], models: ['Alaris 8015', 'Alaris 8100'] },
  { name: 'Philips', aliases: ['Philips Healthcare'], models: ['IntelliVue MX800', 'MX40', 'Brilliance 64'] },
  { name: 'B. Braun', aliases: [], models: ['Infusomat Space', 'Perfusor Space'] },
];

type Options = { defaultSite?: SiteId | null; index?: DeviceIndex; said?: Map<string, DeviceFields> };
export type OneRow = { row: SheetRow; read: ReadRow; verdict: Verdict | null };

export const refName = (ref: DeviceRef): string =>
  ref.kind === 'device' ? `device ${ref.id}` : `${ref.sheet}!${ref.row}`;

/** Imports bytes into an index; `said` remembers what was said of each device, as the database would. */
export async function importList(
  bytes: Uint8Array,
  options: Options = {},
): Promise<{ mapping: Mapping | null; rows: OneRow[] }> {
  const index = options.index ?? deviceIndex([]);
  const said = options.said ?? new Map<string, DeviceFields>();
  const findSite = placeFinder(sites);
  const findWard = placeFinder(wards);
  const findModel = modelFinder(makers);
  const names = knownNames(
    makers.flatMap((maker) => [maker.name, ...maker.aliases]),
    sites.flatMap((site) => [site.code, site.name]),
  );
  const sheets = new Map<string, SheetRow[]>();
  for (const row of await allRows(bytes)) sheets.set(row.sheet, [...(sheets.get(row.sheet) ?? []), row]);
  const out: OneRow[] = [];
  let last: Mapping | null = null;
  for (const rows of sheets.values()) {
    const header = deviceHeader(rows);
    if (!header) continue;
    const data = rows.filter((row) => row.row > header.lastHeadingRow);
    const cells = data.map((row) => row.cells);
    const mapping = withDateOrders(suggestMapping(header.headers, cells, names), cells);
    last = mapping;
    const readRow = rowReader({
      headers: header.headers,
      mapping,
      site: findSite,
      ward: (_site, text) => findWard(text),
      defaultSite: options.defaultSite === undefined ? SiteId.parse(1) : options.defaultSite,
      findModel,
      thisYear: 2026,
    });
    for (const row of data) {
      const read = readRow(row);
      const verdict = read.kind === 'read' ? identify(index, read, (ref) => said.get(refName(ref))) : null;
      out.push({ row, read, verdict });
      if (read.kind !== 'read' || !verdict) continue;
      if (verdict.kind === 'create') {
        const ref: DeviceRef = { kind: 'row', ...read.at };
        index.add({ ref, keys: read.keys, status: read.fields.status ?? 'unknown' });
        said.set(refName(ref), read.fields);
      } else if (verdict.kind === 'update' || verdict.kind === 'unchanged') {
        const known = index.sharing(read.keys).find((one) => refName(one.ref) === refName(verdict.ref));
        if (known)
          index.add({
            ...known,
            keys: joinedKeys(known.keys, read.keys),
            status: read.fields.status ?? known.status,
          });
        said.set(refName(verdict.ref), { ...said.get(refName(verdict.ref)), ...read.fields });
      }
    }
  }
  return { mapping: last, rows: out };
}

/** The rows that were read, as `[row number, fields]`; refused rows as `[row number, rules]`. */
export const brief = (rows: readonly OneRow[]): unknown[] =>
  rows.map(({ row, read }) =>
    read.kind === 'read'
      ? [row.row, read.fields]
      : [
          row.row,
          read.kind === 'skipped' ? read.why : read.problems.filter((p) => p.refuses).map((p) => p.rule),
        ],
  );
