// Intelligence as people see it: feeds with their age, advisories, one vulnerability.
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { AdvisoryId, CveId, FeedId } from '../../../kernel/ids.ts';
import { hoursBetween, type Instant } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { listOf } from '../../../platform/list.ts';
import type * as contract from '../contract.ts';
import { Advisory, VulnerabilityPart } from '../model.ts';
import { freshnessOf } from '../rules/freshness.ts';
import { mergeParts } from '../rules/merge.ts';
import * as store from '../store.ts';

/** Every kind of feed, read or not: one that was never read says so. */
export async function feeds(ctx: Ctx) {
  return (await store.feeds(ctx.db)).map((f) => {
    const ageHours = f.syncedAt ? hoursBetween(f.contentDate ?? f.syncedAt, ctx.now()) : null;
    return { ...f, ...freshnessOf(f.kind, f.recordCount, ageHours) };
  });
}

type Refusal = { id: number; file: string; place: string; rule: string; message: string; at: Instant };

export const refusals = (
  ctx: Ctx,
  input: { feedId: FeedId; limit: number; cursor?: string | undefined; sort?: string | undefined },
) => listOf<Refusal>(ctx.db, store.refusalList(input.feedId), input);

type AdvisoryRow = z.output<typeof contract.AdvisoryRow>;

export const advisories = (ctx: Ctx, input: z.output<(typeof contract.advisories)['input']>) =>
  listOf<AdvisoryRow>(ctx.db, store.advisoryList(input), input);

/** One advisory as it was read. @throws AppError `not_found`. */
export async function advisory(ctx: Ctx, id: AdvisoryId) {
  const a = await store.advisory(ctx.db, id);
  if (!a) throw new AppError('not_found', 'No such advisory.', { id });
  return { ...a, document: Advisory.parse(a.document) };
}

const Parts = z.record(z.string(), VulnerabilityPart);

/** One vulnerability, merged, with the source of each field. @throws AppError `not_found`. */
export async function vulnerability(ctx: Ctx, cve: CveId) {
  const [row] = await store.partsOf(ctx.db, [cve]);
  const parts = row ? Parts.parse(row.parts) : {};
  const [first, ...rest] = Object.keys(parts)
    .sort()
    .flatMap((k) => parts[k] ?? []);
  if (!first) throw new AppError('not_found', `Nothing that was read here speaks of ${cve}.`);
  const picture = mergeParts([first, ...rest]);
  const added = picture.kev?.dateAdded ?? null;
  return { picture, advisories: await store.advisoriesOfCve(ctx.db, cve), kevAddedOn: added };
}
