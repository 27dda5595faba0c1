// Reading intelligence: every file below a folder, recognised by its content, counted honestly, written in small
// transactions so that a kill at any moment loses nothing that was there before.
import { AppError } from '../../../kernel/errors.ts';
import { Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { walkFiles } from '../../../platform/files/walk.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import type { FeedKind, FeedTally } from '../model.ts';
import { openIntel } from '../read-file.ts';
import { emptyTally, sumTallies } from '../rules/tally.ts';
import * as store from '../store.ts';
import { type Batch, emptyBatch, size, write } from './write.ts';

const feedNames: Readonly<Record<FeedKind, string>> = {
  csaf: 'CSAF advisories',
  kev: 'CISA KEV (known exploited)',
  epss: 'FIRST EPSS',
  nvd2: 'NVD',
  nvd1: 'NVD, old 1.1 files',
  cve5: 'CVE records and CISA Vulnrichment',
  overrides: 'CPE additions for records NVD had not analysed',
};

/** Later kinds say something about CVEs that earlier ones bring: likelihoods come last. */
const order: readonly FeedKind[] = ['csaf', 'nvd1', 'nvd2', 'overrides', 'cve5', 'kev', 'epss'];
const BATCH_RECORDS = 1000;

type ReadableFile = { readonly path: string; readonly absolute: string };
export type FeedResult = {
  kind: FeedKind;
  name: string;
  files: number;
  tally: FeedTally;
  contentDate: Instant | null;
  held: number;
};
export type SyncResult = { feeds: FeedResult[]; files: number; passedOver: { path: string; why: string }[] };
export type SyncProgress = (file: string, index: number, total: number) => void;

/** Reads everything below `root` that is intelligence. What is not is passed over by name of what it is.
 *  @throws AppError `not_found` when there is no such file or folder. */
export async function syncDirectory(
  ctx: Ctx,
  root: string,
  location: string,
  progress: SyncProgress = () => undefined,
): Promise<SyncResult> {
  const passedOver: { path: string; why: string }[] = [];
  const byKind = new Map<FeedKind, ReadableFile[]>();
  let files = 0;
  for await (const found of walkFiles(root)) {
    if (found.kind === 'passed_over') {
      passedOver.push({ path: found.path, why: found.why });
      continue;
    }
    files += 1;
    const kind = await kindOf(found);
    if (kind.ok) byKind.set(kind.kind, [...(byKind.get(kind.kind) ?? []), found]);
    else passedOver.push({ path: found.path, why: kind.why });
  }
  const total = [...byKind.values()].reduce((sum, list) => sum + list.length, 0);
  const feeds: FeedResult[] = [];
  let done = 0;
  for (const kind of order) {
    const mine = byKind.get(kind) ?? [];
    if (mine.length === 0) continue;
    const reading = new Reading(ctx, kind);
    for (const file of mine) {
      progress(file.path, done, total);
      done += 1;
      await reading.file(file);
    }
    feeds.push(await reading.finish(location, mine.length));
  }
  return { feeds, files, passedOver };
}

/** What a file is; one that cannot be opened as text says why. */
async function kindOf(
  file: ReadableFile,
): Promise<{ ok: true; kind: FeedKind } | { ok: false; why: string }> {
  try {
    const opened = await openIntel(file);
    if (opened.kind === 'none') return { ok: false, why: opened.looksLike };
    await opened.intakes.return(undefined);
    return { ok: true, kind: opened.kind };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, why: error.message };
    throw error;
  }
}

/** One feed being read: its counts, its newest date, and what waits to be written. */
class Reading {
  readonly #ctx: Ctx;
  readonly #kind: FeedKind;
  #tally = emptyTally();
  #batch: Batch = emptyBatch();
  #asOf: string | null = null;

  constructor(ctx: Ctx, kind: FeedKind) {
    this.#ctx = ctx;
    this.#kind = kind;
  }

  /** Reads one file. What cannot be read of it is counted and kept with its place; the rest goes on. */
  async file(file: ReadableFile): Promise<void> {
    const opened = await openIntel(file);
    if (opened.kind === 'none') return;
    for await (const intake of opened.intakes) {
      this.#batch.parts.push(...intake.parts);
      this.#batch.statements.push(...intake.statements);
      if (intake.cpe) this.#batch.cpe.push(intake.cpe);
      if (intake.advisory) this.#batch.advisories.push({ advisory: intake.advisory, file: file.path });
      if (size(this.#batch) >= BATCH_RECORDS) await this.#flush();
    }
    this.#tally = sumTallies(this.#tally, opened.tally);
    const asOf = opened.asOf();
    // A date in the future is a publisher's typing error, not freshness.
    if (asOf !== null && asOf <= this.#ctx.now() && (this.#asOf === null || asOf > this.#asOf))
      this.#asOf = asOf;
  }

  async #flush(): Promise<void> {
    if (size(this.#batch) === 0) return;
    const batch = this.#batch;
    this.#batch = emptyBatch();
    const { passedOver } = await write(this.#ctx, this.#kind, batch);
    this.#tally.passedOver += passedOver;
    this.#tally.read -= passedOver;
  }

  /** Writes what waits, and the feed's page; whoever follows intelligence hears of it. */
  async finish(location: string, files: number): Promise<FeedResult> {
    await this.#flush();
    return transact(this.#ctx, async (ctx) => {
      const kind = this.#kind;
      const tally = this.#tally;
      const name = feedNames[kind];
      const contentDate = this.#asOf === null ? null : Instant.parse(this.#asOf);
      const held = await store.heldCount(ctx.db, kind);
      const id = await store.saveFeed(
        ctx.db,
        { kind, name, location, contentDate, message: null },
        tally,
        held,
        ctx.now(),
      );
      audit(
        ctx,
        'intel.synced',
        { kind: 'feed', id },
        {
          name,
          files,
          read: tally.read,
          refused: tally.refused,
          passedOver: tally.passedOver,
          held,
          contentDate,
        },
      );
      await emit(ctx, 'intel.changed');
      return { kind, name, files, tally, contentDate, held };
    });
  }
}
