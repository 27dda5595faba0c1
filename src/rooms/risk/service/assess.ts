// From decisions to the few actions that end them: remedies by product and site, made again only where something changed.
import { createHash } from 'node:crypto';
import { type CohortId, CveId, type RemedyId } from '../../../kernel/ids.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { compareVersions, countsIn, productReader } from '../../findings/index.ts';
import { Advisory } from '../../intel/model.ts';
import type { Outcome, Remedy } from '../model.ts';
import { nounOf } from '../rules/nouns.ts';
import { type AdvisoryFacts, type RemedyFinding, type RemedyGroup, remediesFor } from '../rules/remedies.ts';
import * as store from '../store/assess.ts';
import * as rows from '../store/rows.ts';
import { decideSome, loadKnown } from './decisions.ts';

const rank: Readonly<Record<Outcome, number>> = { defer: 1, scheduled: 2, out_of_cycle: 3, immediate: 4 };

/** A product at a site with its open cohorts, named as most of its devices have it. */
type Group = store.GroupKey & store.Spelling & { cohorts: store.CohortFacts[] };
type Reader = Awaited<ReturnType<typeof productReader>>;

const keyOf = (g: store.GroupKey): string => JSON.stringify([g.siteId, g.maker, g.product]);

function grouped(cohorts: readonly store.CohortFacts[], productOf: Reader): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const c of cohorts) {
    const { manufacturer, model, siteId } = c;
    const key = { siteId, ...productOf(manufacturer, model) };
    const group = groups.get(keyOf(key)) ?? { ...key, manufacturer, model, cohorts: [] };
    group.cohorts.push(c);
    groups.set(keyOf(key), group);
  }
  for (const group of groups.values()) Object.assign(group, usualSpelling(group.cohorts));
  return groups;
}

/** The spelling of most findings; of equally many the first in the alphabet, so that it does not go to and fro. */
function usualSpelling(cohorts: readonly store.CohortFacts[]): store.Spelling {
  const counts = new Map<string, { spelling: store.Spelling; n: number }>();
  for (const { manufacturer, model, openCount } of cohorts) {
    const key = `${manufacturer}|${model}`;
    const entry = counts.get(key) ?? { spelling: { manufacturer, model }, n: 0 };
    entry.n += openCount;
    counts.set(key, entry);
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1));
  return most?.[1].spelling ?? { manufacturer: '', model: '' };
}

/** Every spelling of these products at their sites: what the devices of a group are found by. */
async function spelled(
  ctx: Ctx,
  groups: readonly store.GroupKey[],
  productOf: Reader,
): Promise<store.Written[]> {
  if (groups.length === 0) return [];
  const byProduct = new Map<string, store.Spelling[]>();
  const key = (p: { maker: string; product: string }) => JSON.stringify([p.maker, p.product]);
  for (const spelling of await store.spellings(ctx.db)) {
    const product = key(productOf(spelling.manufacturer, spelling.model));
    byProduct.set(product, [...(byProduct.get(product) ?? []), spelling]);
  }
  return groups.flatMap((g) => (byProduct.get(key(g)) ?? []).map((s) => ({ ...s, siteId: g.siteId })));
}

const signatureOf = (g: Group, advisories: ReadonlyMap<string, string>): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        g.cohorts.map((c) => [
          c.id,
          c.status,
          c.record,
          advisories.get(c.record) ?? '',
          c.openCount,
          c.inputHash,
          // Looked at by no decision, but lists are sorted by it.
          c.cvssScore,
        ]),
      ),
    )
    .digest('base64url')
    .slice(0, 22);

/** About so many cohorts are looked at at once, so that a large hospital takes no more memory than a small one. */
const COHORTS_AT_ONCE = 4000;

/** The cohorts of the open products by the products' identity, in parts of about so many; no product at a site is parted. */
function inParts(
  open: Awaited<ReturnType<typeof store.openProducts>>,
  productOf: Reader,
): { keys: Set<string>; parts: CohortId[][] } {
  const groups = new Map<string, CohortId[]>();
  for (const { siteId, manufacturer, model, cohortIds } of open) {
    const key = keyOf({ siteId, ...productOf(manufacturer, model) });
    const group = groups.get(key);
    if (group) group.push(...cohortIds);
    else groups.set(key, cohortIds);
  }
  const parts: CohortId[][] = [];
  for (const ids of groups.values()) {
    const part = parts.at(-1);
    if (part && part.length + ids.length <= COHORTS_AT_ONCE) part.push(...ids);
    else parts.push([...ids]);
  }
  return { keys: new Set(groups.keys()), parts };
}

/** Brings decisions, remedies and the devices' risk in line with what is known. Answers how many decisions changed. */
export const reassess = (ctx: Ctx): Promise<number> =>
  transact(ctx, async (ctx) => {
    const [open, known, groupsBefore, hashes, productOf] = await Promise.all([
      store.openProducts(ctx.db),
      loadKnown(ctx),
      store.groupSignatures(ctx.db),
      store.advisoryHashes(ctx.db),
      productReader(),
    ]);
    const before = new Map(groupsBefore.map((k) => [keyOf(k), k.signature]));
    const touched: store.GroupKey[] = [];
    let decided = 0;
    let raised = 0;
    const { keys, parts } = inParts(open, productOf);
    for (const ids of parts) {
      const cohorts = await store.cohortFacts(ctx.db, { ids });
      const now = await decideSome(ctx, cohorts, known);
      decided += now.decided;
      raised += now.raised;
      for (const [key, group] of grouped(cohorts, productOf)) {
        const signature = signatureOf(group, hashes);
        if (before.get(key) === signature) continue;
        await remakeRemedies(ctx, group);
        const { siteId, maker, product } = group;
        await store.saveGroup(ctx.db, { siteId, maker, product, signature });
        touched.push({ siteId, maker, product });
      }
    }
    if (decided > 1000) await store.decisionsGrew(ctx.db);
    for (const gone of groupsBefore.filter((k) => !keys.has(keyOf(k)))) {
      await store.endRemedies(ctx.db, gone, [], ctx.now());
      await store.forgetGroup(ctx.db, gone);
      touched.push(gone);
    }
    const written = await spelled(ctx, touched, productOf);
    await rows.refreshCohorts(ctx.db, written);
    await rows.recountDevices(ctx.db, written);
    await rows.compactTallies(ctx.db);
    if (decided > 0)
      audit(
        ctx,
        'risk.decided',
        { kind: 'risk', id: null },
        { decided, raisedToImmediate: raised, groups: touched.length },
      );
    return decided;
  });

async function remakeRemedies(ctx: Ctx, group: Group): Promise<void> {
  const documents = await store.advisoryDocuments(ctx.db, [...new Set(group.cohorts.map((c) => c.record))]);
  const advisories = documents.flatMap((d) => {
    const parsed = Advisory.safeParse(d.document);
    return parsed.success ? [{ ...d, advisory: parsed.data }] : [];
  });
  const facts: AdvisoryFacts[] = advisories.map(({ trackingId, advisory }) => ({
    record: trackingId,
    remediations: advisory.remediations,
    products: new Map(advisory.products.map((p) => [p.productId, p.name])),
  }));
  const finding = (c: store.CohortFacts): RemedyFinding => {
    const products = advisories.find((a) => a.trackingId === c.record)?.advisory.products ?? [];
    const name = products.find((p) => p.productId === c.productId)?.name;
    // A version that the record lists as affected under any of its entries for this product is no fix.
    const ranges = products.filter((p) => p.name === name).map((p) => p.range);
    return {
      cve: CveId.parse(c.cve),
      status: c.status,
      record: c.record,
      productId: c.productId,
      question: c.question,
      ...(ranges.length > 0 ? { counts: (version: string) => countsIn(version, ranges) } : {}),
    };
  };
  const likeness = (c: store.CohortFacts) =>
    JSON.stringify([c.cve, c.status, c.record, c.productId, c.question]);
  const unlike = new Map(group.cohorts.map((c) => [likeness(c), finding(c)]));
  const [first] = group.cohorts;
  if (!first) return;
  const ids = group.cohorts.map((c) => c.id);
  const [all = { deviceCount: 0, runsOn: 'device' }] = await store.reachOf(ctx.db, [ids]);
  const base: RemedyGroup = {
    maker: group.manufacturer,
    product: productName(group.manufacturer, group.model),
    noun: nounOf(first.deviceClass),
    site: first.site,
    deviceCount: all.deviceCount,
    findings: [...unlike.values()],
    advisories: facts,
    compare: compareVersions,
  };
  const kept: RemedyId[] = [];
  const made = remediesFor(base)
    .map((remedy) => ({
      remedy,
      // By the finding and not by its CVE: of one CVE some devices may want a version and others a look at their label.
      mine: group.cohorts.filter((c) => remedy.findings.some((one) => one === unlike.get(likeness(c)))),
    }))
    .filter(({ mine }) => mine.length > 0);
  const reaches = await store.reachOf(
    ctx.db,
    made.map(({ mine }) => mine.map((c) => c.id)),
  );
  for (const [at, { remedy, mine }] of made.entries()) {
    const reach = reaches[at] ?? all;
    const worded = reworded(base, remedy, mine.map(finding), reach.deviceCount);
    const id = await store.saveRemedy(ctx.db, toRow(group, worded, mine, { advisories, reach }), ctx.now());
    await store.assignRemedy(
      ctx.db,
      mine.map((c) => c.id),
      id,
    );
    kept.push(id);
  }
  await store.endRemedies(ctx.db, group, kept, ctx.now());
}

/** The same action worded for its own devices only. */
function reworded(
  base: RemedyGroup,
  remedy: Remedy,
  findings: readonly RemedyFinding[],
  deviceCount: number,
): Remedy {
  if (deviceCount === base.deviceCount) return remedy;
  const again = remediesFor({ ...base, findings, deviceCount });
  return (
    again.find((r) => r.key === remedy.key) ?? {
      ...remedy,
      sentence: remedy.sentence.replace(String(base.deviceCount), String(deviceCount)),
    }
  );
}

/** The model as people say it: with the maker's name when the model alone is only a number or a code. */
const productName = (manufacturer: string, model: string): string =>
  /\p{L}{3}/u.test(model) ? model : `${manufacturer} ${model}`.trim();

const exploitationWords: Readonly<Record<string, string>> = {
  active: 'is being exploited',
  public_poc: 'can be attacked in a publicly known way',
  none: 'has no known attack yet',
};
const exposureWords: Readonly<Record<string, string>> = {
  open: 'reachable from the whole network',
  controlled: 'behind checked network rules',
  small: 'not reachable over the network',
};

/** Why it is due, in a sentence: the worst finding, how it is reached, and what harm it could do. */
function whyOf(worst: store.CohortFacts, exploitation: string, outcome: Outcome): string {
  const possible = worst.status === 'possible' ? ' may concern these devices and' : '';
  return `${worst.cve}${possible} ${exploitationWords[exploitation] ?? exploitation}; the devices are ${worst.isExposureAssumed ? `taken as ${exposureWords[worst.exposure] ?? worst.exposure}, since their network is not known` : (exposureWords[worst.exposure] ?? worst.exposure)}; harm if it goes wrong: ${worst.harm}. Decided: ${outcome.replaceAll('_', ' ')}.`;
}

type From = {
  readonly advisories: readonly {
    id: store.NewRemedy['advisoryId'];
    trackingId: string;
    url: string | null;
  }[];
  readonly reach: store.Reach;
};

function toRow(
  group: Group,
  remedy: Remedy,
  mine: readonly store.CohortFacts[],
  { advisories, reach }: From,
): store.NewRemedy {
  const worst =
    [...mine].sort(
      (a, b) =>
        rank[b.outcome ?? 'defer'] - rank[a.outcome ?? 'defer'] ||
        (b.risk ?? 0) - (a.risk ?? 0) ||
        a.id - b.id,
    )[0] ?? group.cohorts[0];
  const outcome = worst?.outcome ?? 'defer';
  const advisory =
    advisories.find((a) => a.trackingId === (remedy.makerTexts[0]?.source ?? worst?.record)) ?? advisories[0];
  return {
    key: `${store.keyStart(group)}${remedy.key}`,
    kind: remedy.kind,
    siteId: group.siteId,
    manufacturer: group.manufacturer,
    model: group.model,
    deviceClass: worst?.deviceClass ?? 'other',
    runsOn: reach.runsOn,
    targetVersion: remedy.targetVersion,
    question: remedy.question,
    sentence: remedy.sentence,
    why: worst ? whyOf(worst, worst.exploitation ?? 'none', outcome) : '',
    steps: JSON.stringify(remedy.steps),
    makerText: remedy.makerTexts.map((t) => `${t.text} (${t.source})`).join('\n\n') || null,
    advisoryId: advisory?.id ?? null,
    url: remedy.makerTexts.find((t) => t.url)?.url ?? advisory?.url ?? null,
    hasFix: remedy.kind === 'apply',
    outcome,
    deviceCount: reach.deviceCount,
    findingCount: mine.reduce((sum, c) => sum + c.openCount, 0),
    risk: mine.reduce((sum, c) => sum + (c.risk ?? 0) * c.openCount, 0),
    cves: [...remedy.cves].map(String).sort(),
  };
}
