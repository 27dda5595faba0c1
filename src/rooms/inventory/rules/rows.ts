// One row of an equipment list: its fields, its keys, and what is wrong with it. All or nothing; a blank says nothing.

import type { SiteId, WardId } from '../../../kernel/ids.ts';
import { headerKey, rowKind, type SheetRow } from '../../../kernel/sheet.ts';
import { folded, shown, tidy } from '../../../kernel/sheet-text.ts';
import type { DeviceField, DeviceFields, Mapping, RowProblem } from '../model.ts';
import { cellFaults, gather, type RawField } from './cells.ts';
import { type FoundModel, makerKey } from './known-models.ts';
import type { FoundPlace } from './place.ts';
import { readField } from './read-field.ts';
import { sheetHeadingKey } from './refused.ts';
import { goneColumns, statusDoubts } from './status-doubts.ts';
import { damageSentence, type Label, serialOf, tagOf } from './tag.ts';
import { readUdi } from './udi.ts';

/** What a row is read with. `defaultSite` is the person's choice for the file, for rows that name no site. */
export type RowContext = {
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  readonly site: (text: string) => FoundPlace<SiteId>;
  readonly ward: (site: SiteId, text: string) => FoundPlace<WardId>;
  readonly defaultSite: SiteId | null;
  readonly findModel: (text: string) => FoundModel | null;
  readonly thisYear: number;
};

/** What a device is recognised by. Labels a spreadsheet has damaged are not among them. */
export type DeviceKeys = {
  readonly siteId: SiteId | null;
  readonly tag: { readonly display: string; readonly key: string } | null;
  readonly serial: string | null;
  readonly udi: string | null;
  readonly macs: readonly string[];
  readonly maker: string;
  readonly model: string;
};

export type RowPlace = { readonly sheet: string; readonly row: number };

/** A row read, refused, or no device at all (totals, footnotes, headings printed again). */
export type ReadRow =
  | {
      kind: 'read';
      at: RowPlace;
      siteId: SiteId | null;
      wardId: WardId | null;
      fields: DeviceFields;
      keys: DeviceKeys;
      problems: RowProblem[];
    }
  | { kind: 'refused'; at: RowPlace; problems: RowProblem[] }
  | { kind: 'skipped'; at: RowPlace; why: 'totals' | 'note' | 'headings' };

/** A reader of a sheet's rows. Problems that refuse keep a whole row out; the others are warnings that go with it. */
export function rowReader(ctx: RowContext): (row: SheetRow) => ReadRow {
  const columns = {
    sheetName: ctx.headers.findIndex((header) => headerKey(header) === sheetHeadingKey),
    gone: goneColumns(ctx.headers, ctx.mapping),
  };
  return (row) => readRow(row, ctx, columns);
}

/** Columns with a meaning of their own beyond the mapping, looked up once for all rows. */
type OwnColumns = { readonly sheetName: number; readonly gone: readonly number[] };

function readRow(row: SheetRow, ctx: RowContext, columns: OwnColumns): ReadRow {
  const at = { sheet: row.sheet, row: row.row };
  const kind = rowKind(row.cells, ctx.headers);
  if (kind !== 'data') return { kind: 'skipped', at, why: kind };
  const problems: RowProblem[] = cellFaults(row, ctx.mapping);
  const raw = gather(row, ctx.mapping);
  const fields: DeviceFields = {};
  for (const one of raw) problems.push(...readField(fields, one));
  const labels = identityLabels(raw, fields, problems, ctx.thisYear);
  fillModel(raw, fields, ctx);
  const place = placeOf(row, raw, { ...ctx, sheetName: columns.sheetName }, problems);
  problems.push(...statusDoubts(row, raw, { headers: ctx.headers, gone: columns.gone }, fields));
  const keys: DeviceKeys = {
    siteId: place.siteId,
    tag:
      labels.tag && labels.tag.damage === null ? { display: labels.tag.display, key: labels.tag.key } : null,
    serial: labels.serial && labels.serial.damage === null ? labels.serial.key : null,
    udi: labels.udi,
    macs: fields.macs ?? [],
    maker: makerKey(fields.manufacturer ?? ''),
    model: folded(fields.model ?? ''),
  };
  if (keys.tag === null && keys.serial === null && keys.udi === null && keys.macs.length === 0)
    problems.push(noIdentity(labels));
  return problems.some((problem) => problem.refuses)
    ? { kind: 'refused', at, problems }
    : { kind: 'read', at, ...place, fields, keys, problems };
}

type Labels = { tag: Label | null; serial: Label | null; udi: string | null };

const firstOf = (raw: readonly RawField[], field: DeviceField) => raw.find((one) => one.field === field);

function identityLabels(
  raw: readonly RawField[],
  fields: DeviceFields,
  problems: RowProblem[],
  thisYear: number,
): Labels {
  const label = (field: 'tag' | 'serial', read: (cell: string) => Label | null) => {
    const one = firstOf(raw, field);
    const found = one ? read(one.text) : null;
    if (!one || !found) return null;
    fields[field] = found.display;
    const damage = found.damage ?? (one.faults.includes('number_beyond_15_digits') ? 'digits' : null);
    const known: Label = { ...found, damage };
    if (damage !== null)
      problems.push({
        column: one.header,
        value: shown(found.display),
        rule: `${field}_damaged`,
        sentence: damageSentence(known, field === 'tag' ? 'tag' : 'serial number'),
        refuses: false,
      });
    return known;
  };
  const tag = label('tag', tagOf);
  let serial = label('serial', serialOf);
  const one = firstOf(raw, 'udi');
  if (!one) return { tag, serial, udi: null };
  const read = readUdi(one.text, thisYear);
  if (!read.ok) {
    problems.push({
      column: one.header,
      value: shown(one.text),
      rule: 'udi_unreadable',
      sentence: `The UDI was left out: ${read.reason}.`,
      refuses: false,
    });
    return { tag, serial, udi: null };
  }
  fields.udi = one.text;
  const scanned = read.udi.serial === undefined ? null : serialOf(read.udi.serial);
  if (!scanned) return { tag, serial, udi: null };
  if (serial && serial.key !== scanned.key && !serial.key.endsWith(scanned.key))
    problems.push({
      column: one.header,
      value: shown(one.text),
      rule: 'udi_serial_differs',
      sentence: `The UDI says serial number ${scanned.display}, the row says ${serial.display}.`,
      refuses: false,
    });
  if (!serial || serial.damage !== null) {
    serial = scanned;
    fields.serial = scanned.display;
  }
  return { tag, serial, udi: `${read.udi.di}|${scanned.key}` };
}

function noIdentity({ tag, serial }: Labels): RowProblem {
  const damaged = tag ?? serial;
  return damaged
    ? {
        column: null,
        value: shown(damaged.display),
        rule: 'only_damaged_identity',
        sentence: `All this row has to recognise the device by is ${shown(damaged.display)}, which a spreadsheet has damaged. Correct it, or add the serial number.`,
        refuses: true,
      }
    : {
        column: null,
        value: '',
        rule: 'no_identity',
        sentence:
          'This row has no tag, serial number, hardware address or UDI, so the device cannot be told from others.',
        refuses: true,
      };
}

/** Maker and model from the description (or a `Make/Model` column) when the row has none of its own. */
function fillModel(raw: readonly RawField[], fields: DeviceFields, ctx: RowContext): void {
  const model = firstOf(raw, 'model');
  if (model && headerKey(model.header) === 'make model' && fields.manufacturer === undefined) {
    const found = ctx.findModel(model.text);
    const [maker, ...rest] = tidy(model.text).split(/ ?[/|] ?/);
    const cut = rest.join('/');
    if (found?.model !== undefined && found.manufacturer !== undefined)
      [fields.manufacturer, fields.model] = [found.manufacturer, found.model];
    else if (maker !== undefined && maker !== '' && cut !== '')
      [fields.manufacturer, fields.model] = [maker, cut];
  }
  if (fields.model !== undefined && fields.manufacturer !== undefined) return;
  for (const text of [fields.description, fields.category]) {
    const found = text === undefined ? null : ctx.findModel(`${fields.manufacturer ?? ''} ${text}`);
    if (!found) continue;
    if (fields.model === undefined && found.model !== undefined) fields.model = found.model;
    if (fields.manufacturer === undefined && found.manufacturer !== undefined)
      fields.manufacturer = found.manufacturer;
  }
}

type Place = { siteId: SiteId | null; wardId: WardId | null };

/** Site by the row, else by the sheet's name, else the file's; ward within it. An unknown site refuses, a ward warns. */
function placeOf(
  row: SheetRow,
  raw: readonly RawField[],
  ctx: RowContext & { sheetName: number },
  problems: RowProblem[],
): Place {
  const named = firstOf(raw, 'siteText');
  let siteId: SiteId | null = null;
  if (named) {
    const found = ctx.site(named.text);
    if (found.kind === 'found') siteId = found.id;
    else {
      const sentence =
        found.kind === 'several'
          ? `"${shown(named.text)}" could be ${found.ids.length} sites. Use the site's code.`
          : `No site is called "${shown(named.text)}". Add the site or its other name first.`;
      problems.push({
        column: named.header,
        value: shown(named.text),
        rule: found.kind === 'several' ? 'site_ambiguous' : 'site_unknown',
        sentence,
        refuses: true,
      });
    }
  } else {
    const sheet = ctx.sheetName < 0 ? row.sheet : (row.cells[ctx.sheetName] ?? '');
    const found = sheet === '' ? null : ctx.site(sheet);
    siteId = found?.kind === 'found' ? found.id : ctx.defaultSite;
  }
  const ward = firstOf(raw, 'wardText');
  if (!ward || siteId === null) return { siteId, wardId: null };
  const found = ctx.ward(siteId, ward.text);
  if (found.kind === 'found') return { siteId, wardId: found.id };
  const sentence = `The ward "${shown(ward.text)}" is not known at this site; the text is kept.`;
  problems.push({
    column: ward.header,
    value: shown(ward.text),
    rule: 'ward_unknown',
    sentence,
    refuses: false,
  });
  return { siteId, wardId: null };
}
