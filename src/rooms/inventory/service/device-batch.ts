// One batch of an equipment list, in one transaction: each row finds its device and adds what it says of it.
import { setImmediate } from 'node:timers/promises';
import type { DeviceId } from '../../../kernel/ids.ts';
import type { SheetRow } from '../../../kernel/sheet.ts';
import { folded } from '../../../kernel/sheet-text.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import type { RowProblem } from '../model.ts';
import { type DeviceRef, deviceIndex, joinedKeys, type KnownDevice } from '../rules/device-index.ts';
import { identify } from '../rules/identity.ts';
import { makerKey } from '../rules/known-models.ts';
import { merged, type RecordContext } from '../rules/record.ts';
import type { DeviceKeys, ReadRow } from '../rules/rows.ts';
import * as store from '../store/devices.ts';
import { addCounts, type Counts, type KeptRow, keepRows, lockBatches } from '../store/imports.ts';
import { type DeviceRun, parsedTimes, placeOf, type Work } from './device-work.ts';
import { writeWorks } from './device-write.ts';

/** A row with its sheet's reader. */
export type BatchRow = { readonly row: SheetRow; readonly read: (row: SheetRow) => ReadRow };

type ReadKind = Extract<ReadRow, { kind: 'read' }>;

const nameOf = (ref: DeviceRef): string =>
  ref.kind === 'device' ? `d${ref.id}` : `r${ref.sheet}\u0000${ref.row}`;
const keysOf = (d: store.StoredDevice): DeviceKeys => ({
  siteId: d.siteId,
  tag: d.tag !== null && d.tagKey !== null ? { display: d.tag, key: d.tagKey } : null,
  serial: d.serialKey,
  udi: d.udiKey,
  macs: d.macs,
  maker: makerKey(d.manufacturer),
  model: folded(d.model),
});

/** The labels of a record with their keys, which may have been damaged when they were read. */
const labelsOf = (d: store.StoredDevice | null): Work['labels'] => ({
  tag: d?.tag ? [{ display: d.tag, key: d.tagKey }] : [],
  serial: d?.serial ? [{ display: d.serial, key: d.serialKey }] : [],
  udi: [],
});

function addLabels(labels: Work['labels'], read: ReadKind): void {
  const { fields, keys } = read;
  if (fields.tag !== undefined) labels.tag.unshift({ display: fields.tag, key: keys.tag?.key ?? null });
  if (fields.serial !== undefined) labels.serial.unshift({ display: fields.serial, key: keys.serial });
  if (fields.udi !== undefined) labels.udi.unshift({ display: fields.udi, key: keys.udi });
}

/** A row and what was read of it. */
export type ReadBatchRow = { readonly row: SheetRow; readonly read: ReadRow };

/** Rows read in one go, before the database may go on with what it has. */
const SLICE = 25;

/** Reads the rows of a batch; looks at nothing that an earlier batch writes, so that it can be read while that is written. */
export async function readBatch(
  record: RecordContext,
  rows: readonly BatchRow[],
): Promise<readonly ReadBatchRow[]> {
  const reads: ReadBatchRow[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    for (const { row, read } of rows.slice(from, from + SLICE))
      reads.push({ row, read: withUsualMaker(read(row), record) });
    await setImmediate();
  }
  return reads;
}

/** Takes a batch. Runs inside an open transaction. */
export async function takeBatch(ctx: Ctx, run: DeviceRun, reads: readonly ReadBatchRow[]): Promise<Counts> {
  await lockBatches(ctx.db);
  const known = await store.sharing(ctx.db, wantedKeys(reads.map((r) => r.read)));
  const said = await store.saidOf(
    ctx.db,
    known.map((d) => d.id),
  );
  const works = new Map<string, Work>();
  const index = deviceIndex(
    known.map((d): KnownDevice => ({ ref: { kind: 'device', id: d.id }, keys: keysOf(d), status: d.status })),
  );
  const saidBy = new Map<DeviceId, store.Said[]>();
  for (const s of said) saidBy.set(s.deviceId, [...(saidBy.get(s.deviceId) ?? []), s]);
  for (const before of known) {
    const all = saidBy.get(before.id) ?? [];
    const own = all.find((s) => s.sourceId === run.sourceId) ?? null;
    works.set(`d${before.id}`, {
      id: before.id,
      before,
      siteId: before.siteId,
      own,
      others: all.filter((s) => s !== own),
      fields: own?.fields ?? {},
      later: parsedTimes(own?.later ?? {}),
      isNews: false,
      cells: null,
      labels: labelsOf(before),
      outcomes: [],
    });
  }
  const kept: KeptRow[] = [];
  const counts: Counts = { created: 0, updated: 0, unchanged: 0, refused: 0, warning: 0 };
  const refuse = (row: SheetRow, outcome: 'refused' | 'ambiguous', problems: readonly RowProblem[]) => {
    counts.refused += 1;
    kept.push({ sheet: row.sheet, rowNo: row.row, outcome, problems, cells: row.cells });
  };
  for (const { row, read } of reads) {
    if (read.kind === 'skipped') continue;
    if (read.kind === 'refused') {
      refuse(row, 'refused', read.problems);
      continue;
    }
    const verdict = identify(index, read, (ref) => {
      const work = works.get(nameOf(ref));
      return work?.own || work?.before === null ? work.fields : undefined;
    });
    if (verdict.kind === 'refused' || verdict.kind === 'ambiguous') {
      const rule = verdict.kind === 'refused' ? verdict.rule : 'ambiguous';
      const problem = { column: null, value: '', rule, sentence: verdict.sentence, refuses: true };
      refuse(row, verdict.kind, [...read.problems, problem]);
    } else if (verdict.kind === 'create') {
      if (read.siteId === null) continue;
      const ref: DeviceRef = { kind: 'row', ...read.at };
      const work: Work = {
        id: null,
        before: null,
        siteId: read.siteId,
        own: null,
        others: [],
        fields: read.fields,
        later: {},
        isNews: true,
        cells: cellsOf(row),
        labels: labelsOf(null),
        outcomes: [{ row: { row, problems: read.problems }, says: 'created' }],
      };
      addLabels(work.labels, read);
      works.set(nameOf(ref), work);
      index.add({ ref, keys: read.keys, status: read.fields.status ?? 'unknown' });
    } else {
      const work = works.get(nameOf(verdict.ref));
      if (!work) continue;
      const added = addRow(ctx, run, work, { row, read });
      if (work.id !== null && !run.touched.has(work.id)) run.touched.set(work.id, placeOf(row));
      const device = index.sharing(read.keys).find((d) => nameOf(d.ref) === nameOf(verdict.ref));
      if (device)
        index.add({
          ...device,
          keys: joinedKeys(device.keys, read.keys),
          status: read.fields.status ?? device.status,
        });
      work.outcomes.push({
        row: { row, problems: added.problems },
        says: added.changed ? 'updated' : 'unchanged',
      });
    }
  }
  await writeWorks(
    ctx,
    run,
    [...works.values()].filter((w) => w.outcomes.length > 0),
    { counts, kept },
  );
  await keepRows(ctx.db, run.importId, kept);
  await addCounts(ctx.db, run.importId, counts);
  return counts;
}

/** Keys with the maker's usual name, as the record has it, so that `GE` and `GE HealthCare` do not clash. */
const withUsualMaker = (read: ReadRow, record: RecordContext): ReadRow =>
  read.kind === 'read' && read.fields.manufacturer !== undefined
    ? { ...read, keys: { ...read.keys, maker: makerKey(record.makerName(read.fields.manufacturer)) } }
    : read;

function wantedKeys(reads: readonly ReadRow[]): store.Keys {
  const keys = {
    tags: new Set<string>(),
    serials: new Set<string>(),
    udis: new Set<string>(),
    macs: new Set<string>(),
  };
  for (const read of reads) {
    if (read.kind !== 'read') continue;
    if (read.keys.tag) keys.tags.add(read.keys.tag.key);
    if (read.keys.serial !== null) keys.serials.add(read.keys.serial);
    if (read.keys.udi !== null) keys.udis.add(read.keys.udi);
    for (const mac of read.keys.macs) keys.macs.add(mac);
  }
  return { tags: [...keys.tags], serials: [...keys.serials], udis: [...keys.udis], macs: [...keys.macs] };
}

/** The filled cells with their headings kept apart, since a heading may come twice. */
const cellsOf = (row: SheetRow): string[][] =>
  row.cells.flatMap((cell, at) => (cell === '' ? [] : [[String(at), cell.slice(0, 2_000)]]));

/** Adds a row to its device. A second row of one file on one device only fills what the first left blank, so that the
 *  order of rows decides and the same file again changes nothing. */
function addRow(
  ctx: Ctx,
  run: DeviceRun,
  work: Work,
  { row, read }: { row: SheetRow; read: ReadKind },
): { changed: boolean; problems: RowProblem[] } {
  const first = work.id === null ? work.outcomes[0] : undefined;
  const earlier = first ? placeOf(first.row.row) : work.id === null ? undefined : run.touched.get(work.id);
  const { fields, changed } = merged(work.fields, read.fields, earlier !== undefined);
  const problems = [...read.problems];
  if (earlier !== undefined)
    problems.push({
      column: null,
      value: '',
      rule: 'listed_twice',
      sentence: `${earlier.charAt(0).toUpperCase()}${earlier.slice(1)} is the same device. That row counts; this one only filled what it left blank.`,
      refuses: false,
    });
  addLabels(work.labels, read);
  if (changed.length === 0) return { changed: false, problems };
  if (work.own) for (const field of changed) work.later[field] = ctx.now();
  work.fields = fields;
  work.isNews = true;
  work.cells ??= cellsOf(row);
  return { changed: true, problems };
}
