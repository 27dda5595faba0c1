// Writes what was decoded: parts merged into one picture a CVE, statements replaced record by record, only what changed.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { type Advisory, type CpeRecord, type FeedKind, type Statement, VulnerabilityPart } from '../model.ts';
import { mergeParts } from '../rules/merge.ts';
import * as store from '../store.ts';

export type Batch = {
  parts: VulnerabilityPart[];
  statements: Statement[];
  cpe: CpeRecord[];
  advisories: { advisory: Advisory; file: string }[];
};

export const emptyBatch = (): Batch => ({ parts: [], statements: [], cpe: [], advisories: [] });
/** How many records wait. An advisory weighs as much as its products. */
export const size = (b: Batch): number => Math.max(b.parts.length, b.cpe.length, b.statements.length / 4);

const Parts = z.record(z.string(), VulnerabilityPart);
const keyOf = (p: VulnerabilityPart): string => `${p.source} ${p.record}`;

/** Writes a batch in one transaction. `passedOver`: scores of CVEs that nobody here speaks of. */
export const write = (ctx: Ctx, kind: FeedKind, batch: Batch): Promise<{ passedOver: number }> =>
  transact(ctx, async (ctx) => {
    const newer = await newAdvisories(ctx, batch);
    const stale = new Set(
      batch.advisories.filter((a) => !newer.has(a.advisory)).map((a) => a.advisory.trackingId),
    );
    const passedOver = await writeParts(ctx, kind, batch.parts);
    const vendors = await store.saveCpeRecords(ctx.db, batch.cpe);
    if (kind === 'csaf' || kind === 'cve5') {
      const fresh = batch.statements.filter((s) => kind !== 'csaf' || !stale.has(s.record));
      const records =
        kind === 'csaf'
          ? [...newer].map((a) => a.trackingId)
          : [...new Set(batch.parts.map((p) => String(p.cve)))];
      const touched = await store.replaceStatements(ctx.db, kind, records, fresh);
      for (const v of touched) vendors.add(v);
    }
    await store.touchVendors(ctx.db, vendors);
    return { passedOver };
  });

/** Saves advisories that are new or changed; answers those. An older revision never replaces a newer one. */
async function newAdvisories(ctx: Ctx, batch: Batch): Promise<Set<Advisory>> {
  const newer = new Set<Advisory>();
  for (const { advisory, file } of batch.advisories) {
    const sha256 = createHash('sha256').update(JSON.stringify(advisory)).digest('hex');
    const known = await store.advisoryHash(ctx.db, advisory.publisher.name, advisory.trackingId);
    if (known?.sha256 === sha256) continue;
    if (known?.currentReleaseAt && Date.parse(known.currentReleaseAt) > Date.parse(advisory.currentReleaseAt))
      continue;
    const id = await store.saveAdvisory(ctx.db, advisory, file, sha256, ctx.now());
    newer.add(advisory);
    audit(
      ctx,
      known ? 'intel.advisory_revised' : 'intel.advisory_read',
      { kind: 'advisory', id },
      {
        trackingId: advisory.trackingId,
        revision: advisory.version,
        before: known?.revision ?? null,
      },
    );
  }
  return newer;
}

async function writeParts(ctx: Ctx, kind: FeedKind, parts: readonly VulnerabilityPart[]): Promise<number> {
  const byCve = new Map<string, VulnerabilityPart[]>();
  for (const part of parts) byCve.set(part.cve, [...(byCve.get(part.cve) ?? []), part]);
  const rows = await store.partsOf(ctx.db, [...byCve.keys()]);
  const held = new Map(rows.map((r) => [r.cve, Parts.catch({}).parse(r.parts)]));
  const changed: Parameters<typeof store.saveVulnerabilities>[1][number][] = [];
  let passedOver = 0;
  for (const [cve, mine] of byCve) {
    const before = held.get(cve);
    if (!before && kind === 'epss') {
      passedOver += mine.length;
      continue;
    }
    const after = { ...before, ...Object.fromEntries(mine.map((p) => [keyOf(p), p])) };
    if (before && mine.every((p) => JSON.stringify(before[keyOf(p)]) === JSON.stringify(p))) continue;
    const [first, ...rest] = Object.keys(after)
      .sort()
      .flatMap((k) => after[k] ?? []);
    if (first) changed.push({ picture: mergeParts([first, ...rest]), parts: after });
  }
  await store.saveVulnerabilities(ctx.db, changed, ctx.now());
  return passedOver;
}
