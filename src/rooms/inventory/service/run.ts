// One import from its first row to its last: batches of an equipment list, or a file of people, zones or letters at once.
import { AppError } from '../../../kernel/errors.ts';
import type { ImportId } from '../../../kernel/ids.ts';
import type { SheetRow } from '../../../kernel/sheet.ts';
import { type Ctx, withActor } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { readTable } from '../../../platform/tabular/read-table.ts';
import { transact } from '../../../platform/transact.ts';
import {
  actorOf,
  applyPeopleRows,
  PeopleFileKind,
  type PeopleProblem,
  type PeopleRow,
  peopleDateOrder,
  type RowOutcome,
  readPeopleRow,
} from '../../people/index.ts';
import { ImportKind, type ImportSummary } from '../contract.ts';
import { trustOf } from '../rules/fuse.ts';
import { modelFinder } from '../rules/known-models.ts';
import { rowReader } from '../rules/rows.ts';
import * as store from '../store/imports.ts';
import { type BatchRow, type ReadBatchRow, readBatch, takeBatch } from './device-batch.ts';
import type { DeviceRun } from './device-work.ts';
import { importSummary } from './imports.ts';
import { type Known, loadKnown, withModels } from './known.ts';
import { readOptions, wishesOf } from './options.ts';
import { type SheetPlan, type Survey, survey } from './survey.ts';
import { applyZoneRows } from './zones.ts';

/** How a matrix file ended: in force, or what is wrong with it, by place. */
export type MatrixOutcome =
  | {
      readonly ok: true;
      readonly activities: number;
      readonly isNew: boolean;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly { row: number; rule: string; sentence: string }[] };
export type RowsApplier = (ctx: Ctx, rows: readonly PeopleRow[]) => Promise<RowOutcome[]>;
/** What later rooms do with their kinds of file; `app` passes it in. */
export type LaterKinds = {
  readonly staffing: RowsApplier;
  readonly matrix: (ctx: Ctx, file: { path: string; fileName: string }) => Promise<MatrixOutcome>;
};

export type RunOptions = {
  readonly path: string;
  readonly later: LaterKinds;
  readonly progress?: (done: number, total: number) => void;
};

const BATCH = 1_000;

/**
 * Reads the file of an import and takes it in; safe to run again after a crash at any moment. A file that cannot be read
 * ends the import as failed, with the sentence why; what is wrong inside the program is thrown.
 * @throws AppError `conflict` while another process works on it, `not_found`.
 */
export async function runImport(ctx: Ctx, id: ImportId, options: RunOptions): Promise<ImportSummary> {
  const found = await store.importById(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such import.', { id });
  if (found.state === 'done') return importSummary(ctx, id);
  return alive(ctx, id, async () => {
    const acting = found.personId === null ? ctx : withActor(ctx, await actorOf(ctx, found.personId));
    try {
      await take(acting, id, options);
    } catch (error) {
      const message =
        error instanceof AppError
          ? error.message
          : 'The program failed while reading this file. It has been logged; import the file again.';
      await transact(acting, async (ctx) => {
        await store.endImport(ctx.db, id, { state: 'failed', message, at: ctx.now() });
        audit(ctx, 'inventory.import_failed', { kind: 'import', id }, { message });
        // Batches before the fault are in, and must be matched and owned.
        await emit(ctx, 'inventory.changed');
      });
      if (!(error instanceof AppError)) throw error;
    }
    return importSummary(ctx, id);
  });
}

/** Holds the sign that a living process works on this import. It vanishes with the process, however that ends. */
async function alive<T>(ctx: Ctx, id: ImportId, work: () => Promise<T>): Promise<T> {
  if (ctx.entries) return work();
  return ctx.db.connection().execute(async (connection) => {
    if (!(await store.claimImport(connection, id)))
      throw new AppError('conflict', 'Another process is reading this file at this moment.', { id });
    try {
      return await work();
    } finally {
      await store.releaseImport(connection, id);
    }
  });
}

async function take(ctx: Ctx, id: ImportId, options: RunOptions): Promise<void> {
  const found = await store.importById(ctx.db, id);
  if (!found) throw new AppError('not_found', 'No such import.', { id });
  const kind = ImportKind.parse(found.kind);
  const file = { path: options.path, fileName: found.fileName };
  if (kind === 'matrix') return takeMatrix(ctx, id, options.later, file);
  const known = await loadKnown(ctx);
  const asked = readOptions(found.options);
  const plan = await survey(file.path, file.fileName, known, {
    wishes: wishesOf(asked, found.mappings, kind),
  });
  if (plan.sheets.length === 0)
    throw new AppError(
      'invalid',
      `${file.fileName}: ${plan.problems.join(' ') || 'nothing in it can be imported.'}`,
    );
  const siteId = asked.siteCode === null ? null : known.record.site(asked.siteCode);
  if (asked.siteCode !== null && siteId === null)
    throw new AppError('invalid', `There is no site "${asked.siteCode}".`, { site: asked.siteCode });
  const total = plan.sheets.reduce((sum, s) => sum + s.rows, 0);
  const headers = Object.fromEntries(plan.sheets.map((s) => [s.name, s.header.headers]));
  await transact(ctx, (ctx) => store.beginImport(ctx.db, id, { totalRows: total, headers, message: null }));
  const changed = new Set<number>();
  if (kind === 'devices') {
    const run: DeviceRun = {
      importId: id,
      sourceId: found.sourceId,
      source: found.source,
      confidence: found.sourceKind === 'network' ? trustOf.sensor : trustOf.cmms,
      record: known.record,
      isSameFile: await store.wasLastFile(ctx.db, { id, sourceId: found.sourceId, sha256: found.sha256 }),
      touched: new Map(),
      changedProfiles: new Set(),
    };
    await takeDevices(ctx, run, { plan, known, file, siteId, progress: (n) => options.progress?.(n, total) });
    for (const profile of run.changedProfiles) changed.add(profile);
  } else await transact(ctx, (ctx) => takeRows(ctx, id, { plan, file, later: options.later }));
  await finish(ctx, id, kind, plan, changed.size);
}

async function finish(
  ctx: Ctx,
  id: ImportId,
  kind: ImportKind,
  plan: Survey,
  changedProfiles: number,
): Promise<void> {
  await transact(ctx, async (ctx) => {
    const found = await store.importById(ctx.db, id);
    if (!found) return;
    const message = plan.problems.length > 0 ? plan.problems.join(' ') : null;
    await store.endImport(ctx.db, id, { state: 'done', message, at: ctx.now() });
    const s = await importSummary(ctx, id);
    const mappings = plan.sheets.flatMap((sheet) => (sheet.kind === 'devices' ? [sheet.mapping] : []));
    if (mappings.length > 0)
      await store.saveMappings(ctx.db, found.sourceId, new Map(mappings.map((m) => [m.fingerprint, m])));
    audit(
      ctx,
      'inventory.imported',
      { kind: 'import', id },
      {
        kind,
        source: s.source,
        fileName: s.fileName,
        sha256: found.sha256,
        rows: s.totalRows,
        created: s.createdRows,
        updated: s.updatedRows,
        unchanged: s.unchangedRows,
        refused: s.refusedRows,
        warnings: s.warningRows,
      },
    );
    if (s.createdRows + s.updatedRows + changedProfiles === 0) return;
    if (kind === 'devices' || kind === 'zones' || kind === 'sites' || kind === 'wards')
      await emit(ctx, 'inventory.changed');
    if (kind !== 'devices' && kind !== 'zones') await emit(ctx, 'people.changed');
  });
}

type Devices = {
  plan: Survey;
  known: Known;
  file: { path: string; fileName: string };
  siteId: ReturnType<Known['record']['site']>;
  progress: (done: number) => void;
};

async function takeDevices(
  ctx: Ctx,
  run: DeviceRun,
  { plan, known, file, siteId, progress }: Devices,
): Promise<void> {
  const findModel = modelFinder(withModels(known.makers, plan.models));
  const readers = new Map(
    plan.sheets.map((sheet) => [
      sheet.name,
      {
        from: sheet.header.lastHeadingRow,
        read: rowReader({
          headers: sheet.header.headers,
          mapping: sheet.mapping,
          site: known.site,
          ward: known.ward,
          defaultSite: siteId,
          findModel,
          thisYear: known.record.thisYear,
        }),
      },
    ]),
  );
  let batch: BatchRow[] = [];
  let done = 0;
  // The next batch is read from the file while the database writes the one before.
  let writing: Promise<void> = Promise.resolve();
  const write = async (reads: readonly ReadBatchRow[]) => {
    await transact(ctx, (ctx) => takeBatch(ctx, run, reads));
    done += reads.length;
    progress(done);
  };
  const flush = async () => {
    const rows = batch;
    batch = [];
    const reads = await readBatch(run.record, rows);
    await writing;
    writing = write(reads);
    // Whoever awaits it next hears of its failure; until then nobody listens.
    writing.catch(() => undefined);
  };
  try {
    for await (const rows of readTable(file.path, { fileName: file.fileName })) {
      for (const row of rows) {
        const reader = readers.get(row.sheet);
        if (!reader || row.row <= reader.from) continue;
        batch.push({ row, read: reader.read });
        if (batch.length >= BATCH) await flush();
      }
    }
    await flush();
  } finally {
    await writing;
  }
}

type Rows = { plan: Survey; file: { path: string; fileName: string }; later: LaterKinds };

/** Sheets in the order in which they build on one another: sites before wards, people before teams. */
const inOrder = (sheets: readonly SheetPlan[]): SheetPlan[] =>
  [...sheets].sort((a, b) => order(a.kind) - order(b.kind));
const order = (kind: string): number => PeopleFileKind.options.map(String).indexOf(kind);

/** Takes a file of people, places, letters or zones, all in the transaction that is open. */
async function takeRows(ctx: Ctx, id: ImportId, { plan, file, later }: Rows): Promise<void> {
  const bySheet = new Map<string, SheetRow[]>();
  for await (const rows of readTable(file.path, { fileName: file.fileName, limits: { rows: 100_000 } }))
    for (const row of rows) bySheet.set(row.sheet, [...(bySheet.get(row.sheet) ?? []), row]);
  for (const sheet of inOrder(plan.sheets)) {
    const { people, header } = sheet;
    if (!people) continue;
    const rows = (bySheet.get(sheet.name) ?? []).filter((row) => row.row > header.lastHeadingRow);
    const dateOrder = peopleDateOrder(people, rows);
    const read = rows.map((row) => ({
      row,
      read: readPeopleRow(row, { headers: header.headers, recognised: people, dateOrder }),
    }));
    const values = read.flatMap(({ row, read }) => (read.kind === 'value' ? [{ row, read }] : []));
    const apply =
      people.kind === 'staffing' ? later.staffing : people.kind === 'zones' ? applyZoneRows : applyPeopleRows;
    const outcomes = await apply(
      ctx,
      values.map((v) => v.read.value),
    );
    const counts: store.Counts = { created: 0, updated: 0, unchanged: 0, refused: 0, warning: 0 };
    const kept: store.KeptRow[] = [];
    const keep = (row: SheetRow, outcome: 'refused' | 'warning', problems: readonly PeopleProblem[]) =>
      kept.push({ sheet: row.sheet, rowNo: row.row, outcome, problems, cells: row.cells });
    for (const { row, read: one } of read)
      if (one.kind === 'refused') {
        counts.refused += 1;
        keep(row, 'refused', one.problems);
      }
    values.forEach(({ row, read: one }, at) => {
      const { outcome, problems } = outcomes[at] ?? { outcome: 'refused', problems: [] };
      counts[outcome] += 1;
      const all = [...one.problems, ...problems];
      if (outcome !== 'refused' && all.length > 0) counts.warning += 1;
      if (all.length > 0) keep(row, outcome === 'refused' ? 'refused' : 'warning', all);
    });
    await store.keepRows(ctx.db, id, kept);
    await store.addCounts(ctx.db, id, counts);
  }
}

async function takeMatrix(
  ctx: Ctx,
  id: ImportId,
  later: LaterKinds,
  file: { path: string; fileName: string },
): Promise<void> {
  await transact(ctx, async (ctx) => {
    const outcome = await later.matrix(ctx, file);
    const none: store.Counts = { created: 0, updated: 0, unchanged: 0, refused: 0, warning: 0 };
    const totalRows = outcome.ok ? outcome.activities : outcome.problems.length;
    await store.beginImport(ctx.db, id, {
      totalRows,
      headers: { '': ['Rule', 'What is wrong'] },
      message: null,
    });
    if (!outcome.ok) {
      const kept = outcome.problems.map((p, at) => ({
        sheet: '',
        rowNo: at + 1,
        outcome: 'refused' as const,
        problems: [
          {
            column: p.row > 0 ? `row ${p.row}` : null,
            value: '',
            rule: p.rule,
            sentence: p.sentence,
            refuses: true,
          },
        ],
        cells: [p.rule, p.sentence],
      }));
      await store.keepRows(ctx.db, id, kept);
      await store.addCounts(ctx.db, id, { ...none, refused: kept.length });
      const message = `The matrix was not put in force: ${outcome.problems[0]?.sentence ?? 'it cannot be read.'}${outcome.problems.length > 1 ? ` And ${outcome.problems.length - 1} more.` : ''}`;
      await store.endImport(ctx.db, id, { state: 'failed', message, at: ctx.now() });
      audit(ctx, 'inventory.import_failed', { kind: 'import', id }, { message });
      return;
    }
    await store.addCounts(ctx.db, id, {
      ...none,
      [outcome.isNew ? 'created' : 'unchanged']: outcome.activities,
    });
    const message = outcome.notes.length > 0 ? outcome.notes.slice(0, 20).join(' ') : null;
    await store.endImport(ctx.db, id, { state: 'done', message, at: ctx.now() });
    audit(
      ctx,
      'inventory.imported',
      { kind: 'import', id },
      { kind: 'matrix', fileName: file.fileName, rows: outcome.activities },
    );
    if (outcome.isNew) await emit(ctx, 'raci.changed');
  });
}
