// The first pass over a file: what it holds, where its headings are, which column feeds what, how many rows there are.
import { open } from 'node:fs/promises';
import { AppError } from '../../../kernel/errors.ts';
import type { SheetHeader, SheetRow } from '../../../kernel/sheet.ts';
import { tidy } from '../../../kernel/sheet-text.ts';
import { readTable } from '../../../platform/tabular/read-table.ts';
import { peopleHeader, type RecognisedPeople, recognise, roleOf } from '../../people/index.ts';
import type { ImportKind } from '../contract.ts';
import { DeviceField, Mapping } from '../model.ts';
import { deviceHeader } from '../rules/header.ts';
import {
  applySaved,
  fingerprintOf,
  lacksIdentity,
  suggestMapping,
  withDateOrders,
} from '../rules/mapping.ts';
import type { Known } from './known.ts';

/** One sheet that can be imported. `device` or `people` says how its rows are read. */
export type SheetPlan = {
  readonly name: string;
  readonly header: SheetHeader;
  readonly kind: ImportKind;
  readonly mapping: Mapping;
  readonly people: RecognisedPeople | null;
  readonly isSaved: boolean;
  readonly sample: readonly SheetRow[];
  readonly rows: number;
};

export type Survey = {
  readonly kind: ImportKind | null;
  readonly sheets: readonly SheetPlan[];
  readonly problems: readonly string[];
  /** Makers with models as the lists write them, for finding models in descriptions. */
  readonly models: readonly { manufacturer: string; model: string }[];
};

/** What a person or an earlier import said about the columns. */
export type Wishes = {
  readonly kind: ImportKind | null;
  /** Saved mappings by fingerprint. */
  readonly saved: Readonly<Record<string, unknown>>;
  /** Columns set by hand: sheet name to [column, field]; `null` feeds nothing. */
  readonly columns: Readonly<Record<string, readonly (readonly [number, string | null])[]>>;
  /** Columns set by hand by their heading, on every sheet. */
  readonly headings: Readonly<Record<string, string | null>>;
};

const HEAD = 300;
const MODELS = 20_000;

/** Whether the bytes are a matrix in YAML: a text file whose name or first lines say so. */
async function isYaml(path: string, fileName: string): Promise<boolean> {
  if (/\.ya?ml$/i.test(fileName)) return true;
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return /^(?:#[^\n]*\n|\s*\n|---\s*\n)*(?:id|title|roles|groups|activities|defaults):/.test(
      buffer.subarray(0, bytesRead).toString('utf8'),
    );
  } finally {
    await file.close();
  }
}

const isMatrixHead = (rows: readonly SheetRow[]): boolean =>
  rows
    .slice(0, 40)
    .some((row) => new Set(row.cells.map((cell) => roleOf(cell)).filter((role) => role !== null)).size >= 4);

type Sheet = {
  name: string;
  head: SheetRow[];
  rows: number;
  plan: SheetPlan | null;
  dates: Map<number, Set<string>>;
};

/** Surveys a file. `headOnly` stops at the first sheet's first rows. @throws AppError naming file, place and rule. */
export async function survey(
  path: string,
  fileName: string,
  known: Known,
  options: { wishes: Wishes; headOnly?: boolean },
): Promise<Survey> {
  if (await isYaml(path, fileName)) return { kind: 'matrix', sheets: [], problems: [], models: [] };
  const sheets: Sheet[] = [];
  const models = new Map<string, { manufacturer: string; model: string }>();
  const problems: string[] = [];
  let current: Sheet | undefined;
  const settle = (sheet: Sheet | undefined) => {
    if (!sheet || sheet.plan) return;
    sheet.plan = planOf(sheet, fileName, known, options.wishes, problems);
    if (!sheet.plan) return;
    for (const column of openDates(sheet.plan)) sheet.dates.set(column, new Set());
    for (const row of sheet.head) count(sheet, row);
  };
  const count = (sheet: Sheet, row: SheetRow) => {
    const { plan } = sheet;
    if (!plan || row.row <= plan.header.lastHeadingRow) return;
    sheet.rows++;
    for (const [column, seen] of sheet.dates) if (seen.size < 5_000) seen.add(row.cells[column] ?? '');
    if (plan.kind === 'devices' && models.size < MODELS) noteModel(models, plan, row);
  };
  for await (const batch of readTable(path, { fileName })) {
    for (const row of batch) {
      if (current?.name !== row.sheet) {
        settle(current);
        current = { name: row.sheet, head: [], rows: 0, plan: null, dates: new Map() };
        sheets.push(current);
      }
      if (current.plan) count(current, row);
      else if (current.head.length < HEAD) {
        current.head.push(row);
        if (current.head.length === HEAD) settle(current);
      }
    }
    if (options.headOnly && current && current.head.length === HEAD) break;
  }
  settle(current);
  const plans = sheets.flatMap((sheet) => (sheet.plan ? [finished(sheet, sheet.plan)] : []));
  const isMatrix =
    options.wishes.kind === 'matrix' || (plans.length === 0 && sheets.some((s) => isMatrixHead(s.head)));
  if (sheets.length === 0) problems.push('The file is empty.');
  return {
    kind: isMatrix ? 'matrix' : (plans[0]?.kind ?? null),
    sheets: plans,
    problems,
    models: [...models.values()],
  };
}

const dateFields: ReadonlySet<DeviceField | null> = new Set<DeviceField>([
  'purchaseDate',
  'warrantyEnd',
  'lastServiced',
]);

const openDates = (plan: SheetPlan): number[] =>
  plan.people
    ? ['from', 'to', 'until', 'verifiedOn'].flatMap((name) => plan.people?.columns.get(name) ?? [])
    : plan.mapping.columns
        .filter((c) => dateFields.has(c.field) && (c.dateOrder ?? 'unknown') === 'unknown')
        .map((c) => c.column);

function noteModel(
  models: Map<string, { manufacturer: string; model: string }>,
  plan: SheetPlan,
  row: SheetRow,
): void {
  const column = (field: DeviceField) => plan.mapping.columns.find((c) => c.field === field)?.column ?? -1;
  const [made, called] = [row.cells[column('manufacturer')] ?? '', row.cells[column('model')] ?? ''];
  if (made === '' || called === '' || models.has(`${made}|${called}`)) return;
  models.set(`${made}|${called}`, {
    manufacturer: tidy(made).slice(0, 100),
    model: tidy(called).slice(0, 100),
  });
}

/** The plan with its row count, and the date orders that the whole column shows. */
function finished(sheet: Sheet, plan: SheetPlan): SheetPlan {
  const rows: string[][] = [];
  for (const [column, seen] of sheet.dates)
    for (const cell of seen) {
      const cells: string[] = [];
      cells[column] = cell;
      rows.push(cells);
    }
  const mapping = plan.people ? plan.mapping : withDateOrders(plan.mapping, rows);
  return {
    ...plan,
    mapping,
    rows: sheet.rows,
    sample: plan.people ? plan.sample.concat(dateRows(sheet)) : plan.sample,
  };
}

/** Cells that show the order of day and month, as rows of their own; they stand beyond the sample and are not shown. */
const dateRows = (sheet: Sheet): SheetRow[] =>
  [...sheet.dates].flatMap(([column, seen]) =>
    [...seen].slice(0, 1_000).map((cell) => {
      const cells: string[] = [];
      cells[column] = cell;
      return { sheet: sheet.name, row: 0, cells, faults: [] };
    }),
  );

const called = (sheet: string): string => (sheet === '' ? 'The file' : `Sheet "${sheet}"`);

/** How a sheet would be read, or null (with the reason in `problems`) when it cannot be. */
function planOf(
  sheet: Sheet,
  fileName: string,
  known: Known,
  wishes: Wishes,
  problems: string[],
): SheetPlan | null {
  if (wishes.kind === 'matrix' || (wishes.kind === null && isMatrixHead(sheet.head))) return null;
  const asPeople = wishes.kind === 'devices' ? null : peoplePlan(sheet, fileName, wishes);
  const asDevices =
    wishes.kind === null || wishes.kind === 'devices' ? devicePlan(sheet, known, wishes) : null;
  if (asDevices && wishes.kind === 'devices') {
    if (!lacksIdentity(asDevices.mapping)) return asDevices;
    problems.push(
      `${called(sheet.name)} has no column for a tag, serial number, UDI or hardware address, so no device could be told from another; it is left out.`,
    );
    return null;
  }
  if (asDevices && isSurelyDevices(asDevices.mapping)) return asDevices;
  if (asPeople && (wishes.kind === null || wishes.kind === asPeople.kind || wishes.kind === 'people'))
    return asPeople;
  if (asDevices && !lacksIdentity(asDevices.mapping)) return asDevices;
  problems.push(`${called(sheet.name)} has no headings that Wardline knows; it is left out.`);
  return null;
}

const isSurelyDevices = (mapping: Mapping): boolean => {
  const fed = new Set(
    mapping.columns
      .filter((c) => c.reason.startsWith('heading') || c.reason.startsWith('as mapped'))
      .map((c) => c.field),
  );
  return fed.has('serial') || fed.has('macs') || fed.has('udi') || (fed.has('tag') && fed.has('model'));
};

function devicePlan(sheet: Sheet, known: Known, wishes: Wishes): SheetPlan | null {
  const header = deviceHeader(sheet.head);
  if (!header) return null;
  const sample = sheet.head.filter((row) => row.row > header.lastHeadingRow);
  const saved = Mapping.safeParse(wishes.saved[fingerprintOf(header.headers)]);
  const cells = sample.map((row) => row.cells);
  const mapping = saved.success
    ? applySaved(saved.data, header.headers).mapping
    : suggestMapping(header.headers, cells, known.names);
  return {
    name: sheet.name,
    header,
    kind: 'devices',
    mapping: withDateOrders(byHand(mapping, sheet.name, wishes), cells),
    people: null,
    isSaved: saved.success,
    sample,
    rows: 0,
  };
}

/** The mapping with the columns that a person set. A field of one column leaves the column that had it before. */
function byHand(mapping: Mapping, sheet: string, wishes: Wishes): Mapping {
  const set = new Map<number, DeviceField | null>();
  const read = (text: string | null, where: string): DeviceField | null => {
    if (text === null || text === '') return null;
    const field = DeviceField.safeParse(text);
    if (!field.success)
      throw new AppError(
        'invalid',
        `"${text}" (for ${where}) is no field. Fields are: ${DeviceField.options.join(', ')}.`,
        { field: text },
      );
    return field.data;
  };
  for (const [column, field] of wishes.columns[sheet] ?? [])
    set.set(column, read(field, `column ${column + 1}`));
  for (const c of mapping.columns) {
    const wish = Object.entries(wishes.headings).find(
      ([heading]) => heading.trim().toLowerCase() === c.header.trim().toLowerCase(),
    );
    if (wish) set.set(c.column, read(wish[1], `"${wish[0]}"`));
  }
  if (set.size === 0) return mapping;
  const lists = new Set<DeviceField | null>(['macs', 'ips', 'location']);
  const taken = new Set([...set.values()].filter((f) => !lists.has(f)));
  return {
    ...mapping,
    columns: mapping.columns.map((c) => {
      const wish = set.get(c.column);
      if (wish !== undefined) return { ...c, field: wish, confidence: 1, reason: 'as chosen by a person' };
      return c.field !== null && taken.has(c.field)
        ? { ...c, field: null, confidence: 0, reason: 'another column was chosen' }
        : c;
    }),
  };
}

function peoplePlan(sheet: Sheet, fileName: string, wishes: Wishes): SheetPlan | null {
  const header = peopleHeader(sheet.head);
  if (!header) return null;
  const hint =
    wishes.kind !== null && wishes.kind !== 'people' && wishes.kind !== 'matrix' ? wishes.kind : '';
  const found = recognise(
    header.headers,
    `${hint} ${sheet.name === '' ? fileName.replace(/\.[a-z]+$/i, '') : sheet.name}`,
  );
  if (found.kind === null) return null;
  const fed = new Map([...found.columns].map(([field, column]) => [column, field]));
  return {
    name: sheet.name,
    header,
    kind: found.kind,
    mapping: {
      fingerprint: fingerprintOf(header.headers),
      columns: header.headers.map((heading, column) => ({
        column,
        header: heading,
        field: null,
        confidence: fed.has(column) ? 0.95 : 0,
        reason: fed.has(column)
          ? `heading "${heading.trim()}" means ${fed.get(column) ?? ''}`
          : 'no field has this heading',
      })),
    },
    people: found,
    isSaved: false,
    sample: sheet.head.filter((row) => row.row > header.lastHeadingRow),
    rows: 0,
  };
}
