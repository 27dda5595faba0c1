// One remedy and one group of findings, with the way they were decided; and a person's word on an input.
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import type { CohortId, RemedyId } from '../../../kernel/ids.ts';
import { Reason } from '../../../kernel/reason.ts';
import { actorId, type Ctx } from '../../../platform/ctx.ts';
import { emit } from '../../../platform/events.ts';
import { audit } from '../../../platform/ledger.ts';
import { transact } from '../../../platform/transact.ts';
import { device } from '../../inventory/index.ts';
import type { CohortDetail } from '../contract.ts';
import { Override, PathNode, Point } from '../model.ts';
import * as store from '../store/assess.ts';
import * as detail from '../store/detail.ts';
import { decided } from './decisions.ts';

/** One remedy with its steps and what it ends. @throws AppError `not_found`. */
export async function remedy(ctx: Ctx, id: RemedyId) {
  const r = await detail.remedy(ctx.db, id);
  if (!r) throw new AppError('not_found', 'No such remedy.', { id });
  const [cohorts, wards] = await Promise.all([
    detail.remedyCohorts(ctx.db, id),
    detail.remedyWards(ctx.db, id),
  ]);
  return { ...r, steps: z.array(z.string()).parse(r.steps), cohorts, wards };
}

const Detail = z.object({
  path: z.array(PathNode),
  tables: z.array(z.string()),
  riskReasons: z.array(Reason),
});

/** Where a point is the device's own, the reasons one device of the group gives. */
async function deviceReasons(ctx: Ctx, id: CohortId): Promise<Partial<Record<string, Reason[]>>> {
  const sample = await detail.sampleDevice(ctx.db, id);
  if (!sample) return {};
  const d = await device(ctx, sample);
  return { exposure: d.exposure.reasons, mission: d.mission.reasons };
}

/** One group of findings: why matched, how decided, what people set. @throws AppError `not_found`. */
export async function cohort(ctx: Ctx, id: CohortId): Promise<CohortDetail> {
  const [facts] = await store.cohortFacts(ctx.db, { ids: [id] });
  const more = await detail.cohortDetail(ctx.db, id);
  if (!facts || !more) throw new AppError('not_found', 'No such group of findings.', { id });
  const [all, feeds, own] = await Promise.all([
    store.overrides(ctx.db),
    store.feedsRead(ctx.db),
    deviceReasons(ctx, id),
  ]);
  const now = decided(facts, feeds, all);
  const kept = Detail.safeParse(more.detail);
  const set = all.filter(
    (o) => o.cve === facts.cve && o.profileId === facts.profileId && o.siteId === facts.siteId,
  );
  return {
    id,
    cve: facts.cve,
    title: facts.title,
    manufacturer: facts.manufacturer,
    model: facts.model,
    softwareVersion: facts.softwareVersion,
    site: facts.site,
    status: more.status,
    outcome: facts.outcome,
    deviceCount: facts.openCount,
    risk: facts.risk === null ? null : facts.risk * facts.openCount,
    kev: more.kev,
    epss: more.epss,
    cvss: more.cvss,
    remedyId: facts.remedyId,
    exposure: facts.exposure,
    isExposureAssumed: facts.isExposureAssumed,
    harm: facts.harm,
    mission: facts.mission,
    acceptedUntil: more.acceptedUntil,
    profileId: more.profileId,
    description: more.description,
    level: more.level,
    confidence: more.confidence,
    rule: more.rule,
    record: more.record,
    advisoryId: more.advisoryId,
    question: more.question,
    matchReasons: Reason.array().parse(more.matchReasons),
    inputs: now.decision.path
      .filter((n) => Point.safeParse(n.point).success)
      .map((n) => {
        const mine = set.findLast((o) => o.point === n.point);
        return {
          point: n.point,
          label: n.name,
          value: n.value,
          options: n.options,
          assumed: n.assumed,
          reasons: [...(mine ? n.reasons : (own[n.point] ?? n.reasons))],
          override: mine ? { value: mine.value, reason: mine.reason, by: mine.by, at: mine.at } : null,
        };
      }),
    path: now.decision.path.map((n) => ({
      point: n.point,
      label: n.name,
      value: n.value,
      options: n.options.map((o) => o.value),
    })),
    riskReasons: kept.success ? kept.data.riskReasons : now.riskReasons,
    tables: kept.success ? kept.data.tables : now.decision.tableVersions,
    remedySentence: more.remedySentence,
    decidedAt: more.decidedAt,
  };
}

/** Sets one input by hand, or takes it back; work follows in the background.
 *  @throws AppError `not_found`, `invalid` for a value the point does not have. */
export const overrideInput = (
  ctx: Ctx,
  input: { cohortId: CohortId; point: string; value: string | null; reason: string },
): Promise<CohortDetail> =>
  transact(ctx, async (ctx) => {
    const personId = actorId(ctx);
    if (!personId) throw new AppError('forbidden', 'Only a person can set this.');
    const [facts] = await store.cohortFacts(ctx.db, { ids: [input.cohortId] });
    if (!facts) throw new AppError('not_found', 'No such group of findings.');
    const point = Point.safeParse(input.point);
    if (!point.success)
      throw new AppError('invalid', `There is no input called "${input.point}".`, { points: Point.options });
    const of = { cve: facts.cve, profileId: facts.profileId, siteId: facts.siteId, point: point.data };
    if (input.value !== null) {
      const parsed = Override.safeParse({
        point: point.data,
        value: input.value,
        reason: input.reason,
        by: ctx.actor.name,
      });
      if (!parsed.success) throw new AppError('invalid', `"${input.value}" is not a value of ${point.data}.`);
    }
    await store.revokeOverrides(ctx.db, of, ctx.now());
    if (input.value !== null)
      await store.insertOverride(ctx.db, {
        ...of,
        value: input.value,
        reason: input.reason,
        personId,
        at: ctx.now(),
      });
    audit(
      ctx,
      input.value === null ? 'risk.override_taken_back' : 'risk.override_set',
      { kind: 'cohort', id: input.cohortId },
      {
        ...of,
        value: input.value,
        reason: input.reason,
        before: facts.outcome,
      },
    );
    await emit(ctx, 'risk.changed');
    return cohort(ctx, input.cohortId);
  });
