import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { DeviceId, ImportId, SiteId, WardId } from '../../kernel/ids.ts';
import { csvOf, PageInput, pageOf } from '../../kernel/page.ts';
import { Reason } from '../../kernel/reason.ts';
import { Instant } from '../../kernel/time.ts';

/** What a file holds, told from its header words. */
export const ImportKind = z.enum([
  'devices',
  'sites',
  'wards',
  'teams',
  'people',
  'staffing',
  'absences',
  'rota',
  'zones',
  'matrix',
]);
export type ImportKind = z.infer<typeof ImportKind>;

export const ImportState = z.enum(['running', 'done', 'failed']);

export const ImportSummary = z.object({
  id: ImportId,
  kind: ImportKind,
  source: z.string(),
  fileName: z.string(),
  state: ImportState,
  message: z.string().nullable(),
  totalRows: z.number().int(),
  createdRows: z.number().int(),
  updatedRows: z.number().int(),
  unchangedRows: z.number().int(),
  refusedRows: z.number().int(),
  warningRows: z.number().int(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  by: z.string().nullable(),
});
export type ImportSummary = z.infer<typeof ImportSummary>;
/** How an import stands for the people who read the list: done, and with how much of it refused. */
export const ImportStanding = z.enum(['running', 'done', 'some_refused', 'all_refused', 'failed']);
export type ImportStanding = z.infer<typeof ImportStanding>;
const ImportFilter = z.object({
  kind: csvOf(ImportKind),
  state: csvOf(ImportStanding),
  source: csvOf(z.string().max(200)),
});

/** One column of a file before import: what it seems to be, how sure, why, and what stands in it. */
export const PreviewColumn = z.object({
  index: z.number().int(),
  header: z.string(),
  field: z.string().nullable(),
  confidence: z.number(),
  reason: z.string(),
  samples: z.array(z.string()),
});
export const PreviewSheet = z.object({
  name: z.string(),
  headerRow: z.number().int(),
  dataRows: z.number().int(),
  columns: z.array(PreviewColumn),
  rows: z.array(z.array(z.string())),
});
export const Preview = z.object({
  kind: ImportKind,
  fileName: z.string(),
  source: z.string(),
  mappingIsSaved: z.boolean(),
  sheets: z.array(PreviewSheet),
  fields: z.array(z.object({ field: z.string(), label: z.string() })),
  problems: z.array(z.string()),
});
export type Preview = z.infer<typeof Preview>;

const fileName = z.string().min(1).max(200);
const source = z.string().trim().min(1).max(120);

export const preview = endpoint({
  method: 'POST',
  path: '/imports/preview',
  permission: 'inventory.import',
  upload: true,
  summary: 'What a file holds and how its columns would be read; changes nothing',
  input: z.object({ fileName, source: source.optional() }),
  output: Preview,
});

/** `mapping`: JSON of {sheet name: [[column index, field], ...]}; without it the saved or suggested one is used.
 *  `siteCode`: the site of rows that name none. */
export const startImport = endpoint({
  method: 'POST',
  path: '/imports',
  permission: 'inventory.import',
  upload: true,
  summary: 'Import a file; the answer is the import to watch. The same key twice is one import',
  input: z.object({
    fileName,
    source,
    mapping: z.string().max(200_000).optional(),
    siteCode: z.string().max(60).optional(),
    kind: ImportKind.optional(),
    key: z.string().min(8).max(80).optional(),
  }),
  output: ImportSummary,
});
export const imports = endpoint({
  method: 'GET',
  path: '/imports',
  permission: 'inventory.read',
  summary: 'Imports, newest first',
  input: PageInput.extend(ImportFilter.shape),
  output: pageOf(ImportSummary),
});
export const importsFile = endpoint({
  method: 'GET',
  path: '/imports.csv',
  permission: 'inventory.read',
  produces: 'text/csv',
  summary: 'Exactly the imports shown, as CSV',
  input: PageInput.extend(ImportFilter.shape),
  output: z.string(),
});
export const oneImport = endpoint({
  method: 'GET',
  path: '/imports/:importId',
  permission: 'inventory.read',
  summary: 'One import',
  input: z.object({ importId: ImportId }),
  output: ImportSummary,
});
export const RowProblem = z.object({
  column: z.string().nullable(),
  value: z.string().nullable(),
  rule: z.string(),
  sentence: z.string(),
});
export const ImportRow = z.object({
  sheet: z.string(),
  rowNo: z.number().int(),
  outcome: z.enum(['refused', 'ambiguous', 'warning']),
  problems: z.array(RowProblem),
  cells: z.array(z.string()),
});
export const importRows = endpoint({
  method: 'GET',
  path: '/imports/:importId/rows',
  permission: 'inventory.read',
  summary: 'Rows that need a person, with why',
  input: PageInput.extend({
    importId: ImportId,
    outcome: z.enum(['refused', 'ambiguous', 'warning']).optional(),
  }),
  output: pageOf(ImportRow).extend({ headers: z.record(z.string(), z.array(z.string())) }),
});
export const refusedFile = endpoint({
  method: 'GET',
  path: '/imports/:importId/refused.csv',
  permission: 'inventory.read',
  produces: 'text/csv',
  summary: 'The refused rows as a file that imports again after repair',
  input: z.object({ importId: ImportId }),
  output: z.string(),
});

export const Claim = z.object({
  value: z.string(),
  source: z.string(),
  observedAt: Instant,
  confidence: z.number(),
  wins: z.boolean(),
});
export const DeviceField = z.object({
  field: z.string(),
  label: z.string(),
  value: z.string().nullable(),
  claims: z.array(Claim),
  disagree: z.boolean(),
});
export const DeviceDetail = z.object({
  id: DeviceId,
  manufacturer: z.string(),
  model: z.string(),
  deviceClass: z.string(),
  tag: z.string().nullable(),
  serial: z.string().nullable(),
  softwareVersion: z.string().nullable(),
  status: z.string(),
  site: z.object({ id: SiteId, code: z.string(), name: z.string() }),
  ward: z.object({ id: WardId, code: z.string(), name: z.string() }).nullable(),
  location: z.string().nullable(),
  description: z.string().nullable(),
  fields: z.array(DeviceField),
  /** What the device means to care and how it is reachable, each with its reasons. */
  harm: z.object({ value: z.string(), reasons: z.array(Reason) }),
  exposure: z.object({ value: z.string(), reasons: z.array(Reason) }),
  mission: z.object({ value: z.string(), reasons: z.array(Reason) }),
  isLifeSupport: z.boolean(),
  hasConflict: z.boolean(),
  observedAt: Instant,
  version: z.number().int(),
});
export type DeviceDetail = z.infer<typeof DeviceDetail>;
export const device = endpoint({
  method: 'GET',
  path: '/devices/:deviceId',
  permission: 'inventory.read',
  summary: 'One device, every field with its sources',
  input: z.object({ deviceId: DeviceId }),
  output: DeviceDetail,
});
/** Fields a person may correct by hand. */
export const CorrectableField = z.enum([
  'softwareVersion',
  'location',
  'status',
  'serial',
  'tag',
  'hostname',
  'criticality',
  'networked',
]);
export const correctDevice = endpoint({
  method: 'POST',
  path: '/devices/:deviceId/correct',
  permission: 'inventory.write',
  summary: 'Say what a field really is, as a person who looked',
  input: z.object({
    deviceId: DeviceId,
    version: z.number().int(),
    field: CorrectableField,
    value: z.string().trim().min(1).max(200),
    reason: z.string().trim().min(1).max(500),
  }),
  output: DeviceDetail,
});
export const HistoryEvent = z.object({
  seq: z.string(),
  at: Instant,
  actor: z.string(),
  sentence: z.string(),
});
export const deviceHistory = endpoint({
  method: 'GET',
  path: '/devices/:deviceId/history',
  permission: 'inventory.read',
  summary: 'What happened to this device, newest first',
  input: PageInput.extend({ deviceId: DeviceId }),
  output: pageOf(HistoryEvent),
});
