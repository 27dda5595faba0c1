// What a file holds and how it would be read, before anything is changed.
import { AppError } from '../../../kernel/errors.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { Upload } from '../../../platform/http/route.ts';
import type { Preview } from '../contract.ts';
import { DeviceField } from '../model.ts';
import { fingerprintOf } from '../rules/mapping.ts';
import * as store from '../store/imports.ts';
import { loadKnown } from './known.ts';
import { ImportOptions, wishesOf } from './options.ts';
import { type SheetPlan, type Survey, survey, type Wishes } from './survey.ts';

const SAMPLES = 5;
const ROWS = 10;

/** A field's name as a person reads it: `softwareVersion` is "Software version". */
export const labelOf = (field: string): string => {
  const own: Readonly<Record<string, string>> = {
    tag: 'Asset tag',
    udi: 'UDI',
    macs: 'Hardware addresses (MAC)',
    ips: 'IP addresses',
    vlan: 'VLAN',
    osName: 'Operating system',
    osVersion: 'Operating system version',
    siteText: 'Site',
    wardText: 'Ward',
    softwareVersion: 'Software version',
    networked: 'On the network',
    lastServiced: 'Last serviced',
    serial: 'Serial number',
  };
  const words = field.replace(/([A-Z])/g, ' $1').toLowerCase();
  return own[field] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

const cut = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 199)}…`);

function sheetOf(plan: SheetPlan): Preview['sheets'][number] {
  const rows = plan.sample.filter((row) => row.row > 0);
  const fed = new Map([...(plan.people?.columns ?? [])].map(([field, column]) => [column, field]));
  return {
    name: plan.name,
    headerRow: plan.header.row,
    dataRows: plan.rows,
    columns: plan.mapping.columns.map((c) => ({
      index: c.column,
      header: c.header,
      field: plan.people ? (fed.get(c.column) ?? null) : c.field,
      confidence: c.confidence,
      reason: c.reason,
      samples: [
        ...new Set(rows.map((row) => cut(row.cells[c.column] ?? '')).filter((cell) => cell.trim() !== '')),
      ].slice(0, SAMPLES),
    })),
    rows: rows.slice(0, ROWS).map((row) => plan.mapping.columns.map((c) => cut(row.cells[c.column] ?? ''))),
  };
}

/** Surveys a file with the mapping that its source saved, if one did. `source` null: the source that brought such headings. */
export async function surveyed(
  ctx: Ctx,
  file: { path: string; fileName: string; source: string | null; headOnly?: boolean },
  wishes: Partial<Pick<Wishes, 'kind' | 'headings'>> = {},
): Promise<{ plan: Survey; source: string | null }> {
  const known = await loadKnown(ctx);
  const look = (wishes: Wishes) =>
    survey(file.path, file.fileName, known, { wishes, headOnly: file.headOnly ?? false });
  const none = { ...wishesOf(ImportOptions.parse({}), {}, null), ...wishes };
  const named = file.source === null ? undefined : await store.findSource(ctx.db, file.source);
  if (named)
    return {
      plan: await look({
        ...none,
        ...wishesOf(ImportOptions.parse({ headings: none.headings }), named.mappings, none.kind),
      }),
      source: named.name,
    };
  const plan = await look(none);
  if (file.source !== null || plan.kind !== 'devices') return { plan, source: file.source };
  const like = await store.sourceWithFingerprint(
    ctx.db,
    plan.sheets.map((s) => fingerprintOf(s.header.headers)),
  );
  return like ? surveyed(ctx, { ...file, source: like.name }, wishes) : { plan, source: null };
}

/** What an uploaded file holds and how its columns would be read. @throws AppError naming file, place and rule. */
export async function preview(
  ctx: Ctx,
  input: { fileName: string; source?: string | undefined },
  upload: Upload | null,
): Promise<Preview> {
  if (!upload) throw new AppError('invalid', 'No file came with this request.');
  const { plan, source } = await surveyed(ctx, {
    path: upload.path,
    fileName: input.fileName,
    source: input.source ?? null,
  });
  if (plan.kind === null)
    throw new AppError(
      'invalid',
      `${input.fileName}: ${plan.problems.join(' ') || 'its headings are not known.'}`,
      { file: input.fileName, rule: 'kind' },
    );
  return {
    kind: plan.kind,
    fileName: input.fileName,
    source: source ?? sourceName(input.fileName),
    mappingIsSaved: plan.sheets.some((s) => s.isSaved),
    sheets: plan.sheets.map(sheetOf),
    fields:
      plan.kind === 'devices' ? DeviceField.options.map((field) => ({ field, label: labelOf(field) })) : [],
    problems: [...plan.problems],
  };
}

/** A source named after its file: dates and copy numbers dropped, since the next export has others. */
export const sourceName = (fileName: string): string =>
  fileName
    .replace(/^refused-/, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[\s_.-]*(?:\(\d+\)|\d{4}[-_.]?\d{2}[-_.]?\d{2}|\d{1,2}[-_.]\d{1,2}[-_.]\d{2,4})[\s_.-]*/g, ' ')
    .trim()
    .slice(0, 120) || fileName;
