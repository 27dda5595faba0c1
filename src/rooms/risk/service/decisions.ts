// Deciding: the SSVC tree for every cohort with open findings, again only where an input changed.
import { createHash } from 'node:crypto';
import type { Ctx } from '../../../platform/ctx.ts';
import { DeviceClass } from '../../inventory/model.ts';
import { type Decision, type DecisionInputs, Override } from '../model.ts';
import { decide, riskNumber } from '../rules/decide.ts';
import {
  defaultInputPolicy,
  deriveAutomatable,
  deriveExploitation,
  deriveExposure,
  deriveSafety,
  type VulnerabilityFacts,
} from '../rules/inputs.ts';
import * as store from '../store/assess.ts';

/** Taken as the likelihood of exploitation in 30 days where no feed gave one; shown as assumed. [rule] */
const UNKNOWN_LIKELIHOOD = { none: 0.02, public_poc: 0.3, active: 0.9 } as const;

/** What the feeds say of a cohort's vulnerability. */
export const vulnerabilityFacts = (c: store.CohortFacts, feeds: ReadonlySet<string>): VulnerabilityFacts => ({
  kev: c.kevAddedOn
    ? {
        dateAdded: c.kevAddedOn,
        dueDate: c.kevDueOn,
        ransomware: c.kevRansomware === 'known' ? 'known' : 'unknown',
        requiredAction: null,
      }
    : null,
  kevListed: c.kevAddedOn ? true : feeds.has('kev') ? false : null,
  epss:
    c.epssScore === null
      ? null
      : { score: c.epssScore, percentile: c.epssPercentile ?? 0, modelVersion: null, scoreDate: null },
  ssvc:
    c.ssvcExploitation === null
      ? null
      : {
          exploitation: c.ssvcExploitation,
          automatable: c.ssvcAutomatable ?? 'yes',
          technicalImpact: c.ssvcTechnicalImpact ?? 'total',
          timestamp: null,
        },
  cvssVector: c.cvssVector,
});

/** How a cohort can be reached. All its devices share whether it is known: nothing known of their network is assumed as
 *  the inventory assumes it of each.  @source domain reference 2.5: unknown counts as adverse, and says so */
const exposureOf = (c: store.CohortFacts): DecisionInputs['exposure'] =>
  c.isExposureAssumed
    ? { ...deriveExposure({ policy: null, networked: 'yes', source: 'inventory' }), value: c.exposure }
    : {
        value: c.exposure,
        assumed: false,
        reasons: [
          {
            what: 'How these devices can be reached, from what is known of their network.',
            source: 'Inventory',
          },
        ],
      };

/** The five inputs of a cohort's decision. Exposure and mission are the devices' own, reasoned on each device's page. */
export function inputsOf(c: store.CohortFacts, feeds: ReadonlySet<string>): DecisionInputs {
  const facts = vulnerabilityFacts(c, feeds);
  const deviceClass = DeviceClass.safeParse(c.deviceClass);
  return {
    exploitation: deriveExploitation(facts, defaultInputPolicy),
    exposure: exposureOf(c),
    automatable: deriveAutomatable(facts),
    safety: deriveSafety({
      deviceClass: deviceClass.success ? deviceClass.data : null,
      harm: c.harm,
      shared: c.isShared ? 'shared_system' : 'single_patient',
      criticality: null,
    }),
    mission: {
      value: c.mission,
      assumed: false,
      reasons: [{ what: 'How much of the hospital’s work depends on these devices.', source: 'Inventory' }],
    },
  };
}

/** What people set on a cohort's inputs, as the rules want it. */
export const overridesOf = (c: store.CohortFacts, all: readonly store.OverrideRow[]): Override[] =>
  all
    .filter((o) => o.cve === c.cve && o.profileId === c.profileId && o.siteId === c.siteId)
    .flatMap((o) => {
      const parsed = Override.safeParse(o);
      return parsed.success ? [parsed.data] : [];
    });

export type Decided = {
  decision: Decision;
  risk: number;
  isAssumed: boolean;
  riskReasons: DecisionInputs['safety']['reasons'];
};

/** The decision on a cohort and its risk number. Where nobody gave a likelihood one is assumed, and says so. */
export function decided(
  c: store.CohortFacts,
  feeds: ReadonlySet<string>,
  all: readonly store.OverrideRow[],
): Decided {
  const inputs = inputsOf(c, feeds);
  const decision = decide(inputs, overridesOf(c, all));
  const value = (point: string): string => decision.path.find((n) => n.point === point)?.value ?? '';
  const exposure = { ...inputs.exposure, value: c.exposure };
  const number = riskNumber(vulnerabilityFacts(c, feeds), c.harm, exposure);
  if (number.value !== null)
    return { decision, risk: number.value, isAssumed: decision.assumed, riskReasons: number.reasons };
  const exploitation = value('exploitation');
  const likelihood =
    exploitation === 'active'
      ? UNKNOWN_LIKELIHOOD.active
      : exploitation === 'public_poc'
        ? UNKNOWN_LIKELIHOOD.public_poc
        : UNKNOWN_LIKELIHOOD.none;
  const reason = {
    what: `No feed gave a likelihood; ${likelihood} is assumed for "${exploitation}" so that it can be ranked.`,
    source: 'rule of this product',
  };
  return {
    decision,
    risk: likelihood * (number.harmWeight ?? 100) * number.exposureWeight,
    isAssumed: true,
    riskReasons: [reason, ...number.reasons.slice(1)],
  };
}

const hashOf = (
  c: store.CohortFacts,
  feeds: ReadonlySet<string>,
  all: readonly store.OverrideRow[],
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        1,
        c.exposure,
        ...(c.isExposureAssumed ? ['assumed'] : []),
        c.harm,
        c.isShared,
        c.mission,
        c.deviceClass,
        c.kevAddedOn,
        c.epssScore,
        c.ssvcExploitation,
        c.ssvcAutomatable,
        c.cvssVector,
        feeds.has('kev'),
        feeds.has('epss'),
        feeds.has('cve5'),
        overridesOf(c, all),
      ]),
    )
    .digest('base64url')
    .slice(0, 22);

/** What decisions look at besides the cohort: what people set, and which feeds were ever read. */
export type Known = { readonly overrides: readonly store.OverrideRow[]; readonly feeds: ReadonlySet<string> };

export async function loadKnown(ctx: Ctx): Promise<Known> {
  const [overrides, feeds] = await Promise.all([store.overrides(ctx.db), store.feedsRead(ctx.db)]);
  return { overrides, feeds };
}

/** Decides what changed of some cohorts, and leaves each with its decision as it is now. */
export async function decideSome(
  ctx: Ctx,
  cohorts: readonly store.CohortFacts[],
  { overrides: all, feeds }: Known,
): Promise<{ decided: number; raised: number }> {
  // Written as they are made: the reasons of many decisions at once would fill the memory.
  let rows: store.DecisionRow[] = [];
  let made = 0;
  const save = async () => {
    await store.saveDecisions(ctx.db, rows);
    made += rows.length;
    rows = [];
  };
  let raised = 0;
  for (const c of cohorts) {
    const inputHash = hashOf(c, feeds, all);
    if (c.inputHash === inputHash) continue;
    const { decision, risk, isAssumed, riskReasons } = decided(c, feeds, all);
    const value = (point: string): string => decision.path.find((n) => n.point === point)?.value ?? '';
    rows.push({
      cohortId: c.id,
      outcome: decision.outcome,
      humanImpact: decision.humanImpact,
      exploitation: value('exploitation'),
      automatable: value('automatable'),
      detail: JSON.stringify({
        path: decision.path,
        tables: decision.tableVersions,
        riskReasons,
        reasons: whyReasons(decision),
      }),
      risk,
      isAssumed,
      decidedAt: ctx.now(),
      inputHash,
    });
    if (decision.outcome === 'immediate' && c.outcome !== null && c.outcome !== 'immediate') raised += 1;
    Object.assign(c, { outcome: decision.outcome, risk, inputHash, exploitation: value('exploitation') });
    if (rows.length >= store.DECISIONS_AT_ONCE) await save();
  }
  await save();
  return { decided: made, raised };
}

/** The reasons of a decision in the order a person asks for them. */
const whyReasons = (d: Decision) =>
  d.path
    .flatMap((n) => n.reasons.map((r) => ({ ...r, what: `${n.name}: ${n.label}. ${r.what}` })))
    .slice(0, 12);

export type Milder = {
  what: string;
  recorded: string;
  computed: string;
  remedyId: store.CohortFacts['remedyId'];
  count: number;
};
const rank: Readonly<Record<string, number>> = { defer: 1, scheduled: 2, out_of_cycle: 3, immediate: 4 };

/** Cohorts that are decided from scratch at once, for the proof. */
const PROVED_AT_ONCE = 5000;

/** Open cohorts whose recorded decision is milder than what their inputs give when decided from scratch. */
export async function milderThanDecided(ctx: Ctx): Promise<Milder[]> {
  const { overrides, feeds } = await loadKnown(ctx);
  const milder: Milder[] = [];
  for (let after = 0; ; ) {
    const cohorts = await store.cohortFacts(ctx.db, { after, limit: PROVED_AT_ONCE });
    for (const c of cohorts) {
      if (c.outcome === null) continue;
      const computed = decided(c, feeds, overrides).decision.outcome;
      if ((rank[c.outcome] ?? 0) < (rank[computed] ?? 0))
        milder.push({
          what: `${c.cve} on ${c.manufacturer} ${c.model} at ${c.site}`,
          recorded: c.outcome,
          computed,
          remedyId: c.remedyId,
          count: c.openCount,
        });
    }
    const last = cohorts.at(-1);
    if (!last) return milder;
    after = last.id;
  }
}
