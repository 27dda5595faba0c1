// Matching: product-versions that changed, against what the world says of their makers; then the fan-out to devices.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProfileId } from '../../kernel/ids.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { audit } from '../../platform/ledger.ts';
import { recent } from '../../platform/recent.ts';
import { dataFilesDir } from '../../platform/root.ts';
import { transact } from '../../platform/transact.ts';
import { cpeStatements } from '../intel/index.ts';
import { CpeRecord, Statement } from '../intel/model.ts';
import { type Aliases, aliasesFromYaml, vendorKeysOf } from './engine/aliases.ts';
import { candidateKeys, compile, type MatchIndex } from './engine/compile.ts';
import { type ProductIdentity, productIdentity } from './engine/identity.ts';
import { matchProfile } from './engine/match.ts';
import type { Match, MatchProfile } from './model.ts';
import * as store from './store.ts';

let aliasTable: Promise<Aliases> | undefined;

/** The alias table that ships with Wardline, read once. */
export const aliases = (): Promise<Aliases> =>
  (aliasTable ??= Promise.all(
    ['makers', 'products'].map((f) => readFile(join(dataFilesDir, 'aliases', `${f}.yaml`), 'utf8')),
  ).then(([makers = '', products = '']) => aliasesFromYaml(makers, products)));

/** Tells which product a maker's and a model's text name; the same texts are read once. */
export async function productReader(): Promise<(manufacturer: string, model: string) => ProductIdentity> {
  const table = await aliases();
  return (manufacturer, model) => {
    const key = JSON.stringify([manufacturer, model]);
    const product = identities.get(key) ?? productIdentity(manufacturer, model, table);
    identities.set(key, product);
    return product;
  };
}

/** Every settling asks for the products of all devices, and the tables of aliases do not change while a program runs. */
const identities = recent<ProductIdentity>(20_000);

const toProfile = (p: store.ProfileRow): MatchProfile => ({
  manufacturer: p.manufacturer || null,
  model: p.model || null,
  version: p.softwareVersion,
  osName: p.osName,
  osVersion: p.osVersion,
});

/** Which makers, as anybody wrote them, may be the makers of each profile. */
function makersFor(
  profiles: readonly store.ProfileRow[],
  written: readonly string[],
  inAdvisories: readonly string[],
  table: Aliases,
): Map<ProfileId, string[]> {
  const byKey = new Map<string, string[]>();
  for (const vendor of written) {
    for (const key of vendor === '' ? [''] : vendorKeysOf(vendor, table))
      byKey.set(key, [...(byKey.get(key) ?? []), vendor]);
  }
  return new Map(
    profiles.map((p) => {
      const { vendorKeys } = candidateKeys(toProfile(p), table);
      // A device whose maker nobody wrote down may be anybody's: every maker in an advisory is asked.
      if (vendorKeys.length === 0) return [p.id, [...inAdvisories]];
      const keys = [...vendorKeys, ''];
      return [p.id, [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))].sort()];
    }),
  );
}

const indexFor = async (ctx: Ctx, vendors: readonly string[], table: Aliases): Promise<MatchIndex> => {
  const [said, records] = await Promise.all([
    store.statementsOf(ctx.db, vendors),
    store.cpeRecordsOf(ctx.db, vendors),
  ]);
  const cpe = z.array(CpeRecord).parse(records);
  return compile(
    [...z.array(Statement).parse(said), ...cpe.flatMap((r) => cpeStatements(r, null))],
    table,
    cpe,
  );
};

/** How many product-versions are matched against one index: bounds memory. */
const CHUNK = 400;

/** Matches what changed since it was last matched and brings findings in line. Answers what changed. */
export const rematch = (ctx: Ctx): Promise<{ matched: number; opened: number; closed: number }> =>
  transact(ctx, async (ctx) => {
    const table = await aliases();
    const written = await store.vendorsWritten(ctx.db);
    const advisoryIds = await store.advisoryIds(ctx.db);
    const inAdvisories = await store.vendorsInAdvisories(ctx.db);
    const total = { matched: 0, opened: 0, closed: 0 };
    for (;;) {
      const profiles = await store.dirtyProfiles(ctx.db, CHUNK);
      if (profiles.length === 0) break;
      const makers = makersFor(profiles, written, inAdvisories, table);
      const index = await indexFor(ctx, [...new Set([...makers.values()].flat())], table);
      const confirmed = new Map(
        (
          await store.confirmations(
            ctx.db,
            profiles.map((p) => p.model),
          )
        ).map((c) => [JSON.stringify([c.manufacturer, c.model, c.cve]), c]),
      );
      const rows: store.MatchRow[] = profiles.flatMap((p) =>
        matchProfile(index, toProfile(p))
          .map((m) => asConfirmed(m, p, confirmed.get(JSON.stringify([p.manufacturer, p.model, m.cve]))))
          .map((m) => ({
            profileId: p.id,
            cve: m.cve,
            status: m.status,
            level: m.level,
            confidence: m.confidence01,
            rule: m.rule,
            record: m.record,
            source: m.source,
            advisoryId: advisoryIds.get(m.record) ?? null,
            productId: m.productId,
            reasons: JSON.stringify(m.reasons),
            question: m.question,
            matchedAt: ctx.now(),
          })),
      );
      const ids = profiles.map((p) => p.id);
      await store.replaceMatches(ctx.db, ids, rows, ctx.now());
      const fan = await store.fanOut(ctx.db, ids, ctx.now());
      const seen: Parameters<typeof store.markSeen>[1][number][] = [];
      const revisions = await store.vendorRevisions(ctx.db);
      for (const p of profiles) {
        const vendorKeys = makers.get(p.id) ?? [];
        seen.push({
          profileId: p.id,
          revision: p.revision,
          vendorKeys,
          vendorRevision: vendorKeys.reduce((sum, k) => sum + (revisions.get(k) ?? 0n), 0n),
          vendorsKnown: written.length,
        });
      }
      await store.markSeen(ctx.db, seen);
      total.matched += profiles.length;
      total.opened += fan.opened;
      total.closed += fan.closed;
    }
    if (total.opened + total.closed > 0)
      audit(ctx, 'findings.changed', { kind: 'findings', id: null }, total);
    return total;
  });

const asksForVersion = 'Which software version is installed?';

/** A match whose open question somebody answered with yes at a device of the model: affected, and it says who found out.
 *  Without a version it stays possible, and that is what is asked next. */
function asConfirmed(
  match: Match,
  profile: store.ProfileRow,
  confirmed: store.Confirmation | undefined,
): Match {
  if (!confirmed || match.status !== 'possible' || match.question === asksForVersion) return match;
  const what = `${confirmed.byName} looked and confirmed it${match.question ? `: ${match.question} Yes.` : '.'}`;
  const reasons = [...match.reasons, { what, source: `Case W-${confirmed.chainId}` }];
  return profile.softwareVersion === null
    ? { ...match, question: asksForVersion, reasons }
    : { ...match, status: 'affected', question: null, reasons };
}

/** Keeps what people found out at devices: they are what the record means. Settle afterwards. */
export const confirmByWork = (
  ctx: Ctx,
  input: { chainId: number; deviceIds: readonly number[]; cohortIds: readonly number[]; byName: string },
): Promise<void> =>
  transact(ctx, async (ctx) => {
    await store.confirm(ctx.db, { ...input, at: ctx.now() });
    audit(
      ctx,
      'findings.confirmed_by_work',
      { kind: 'chain', id: input.chainId, chainId: input.chainId },
      { devices: input.deviceIds.length },
    );
  });

/** Ends findings that checked work has settled, or that a look at the device showed not to concern it. */
export const closeByWork = (
  ctx: Ctx,
  input: {
    chainId: number;
    deviceIds: readonly number[];
    cohortIds: readonly number[];
    as: 'fixed' | 'mitigated' | 'not_affected';
  },
): Promise<number> =>
  transact(ctx, async (ctx) => {
    const closed = await store.closeByWork(ctx.db, { ...input, at: ctx.now() });
    audit(
      ctx,
      'findings.closed_by_work',
      { kind: 'chain', id: input.chainId, chainId: input.chainId },
      { closed, as: input.as, devices: input.deviceIds.length },
    );
    return closed;
  });
