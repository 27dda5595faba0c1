// "What if": gathers the matrix, the people and the work, and asks the simulation.
import type { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { PersonId } from '../../../kernel/ids.ts';
import { addDays, CalendarDate, DAY_MS, type Instant, isBefore, ms } from '../../../kernel/time.ts';
import type { Ctx } from '../../../platform/ctx.ts';
import {
  HOURS_PER_WEEK,
  loadAssumptionsOf,
  raciNow,
  rolesOfPeople,
  simulate,
  versions,
  workload,
} from '../../raci/index.ts';
import type { MatrixDocument, Scenario, SimulationInput, SimulationResult } from '../../raci/model.ts';
import type { LoadView, load as loadContract, WhatIfChoices, whatIf as whatIfContract } from '../contract.ts';
import { caseNo } from '../rules/sentences.ts';
import * as store from '../store/what-if.ts';

/** Open steps looked at, and kinds of recorded work; what is beyond is told among the assumptions. */
const MOST_OPEN = 20_000;
const MOST_KINDS = 400;
/** How far back new work is counted. */
const RECORDED_WEEKS = 13;

/** What the simulation needs of the database: all but the scenario. */
export async function simulationInput(
  ctx: Ctx,
  other: MatrixDocument | null,
): Promise<Omit<SimulationInput, 'scenario'>> {
  const at = ctx.now();
  const { version, org } = await raciNow(ctx);
  const open = await store.openSteps(ctx.db, MOST_OPEN);
  const since = await recordedSince(ctx, at);
  const recorded = since === null ? [] : await store.recordedSteps(ctx.db, since, at, MOST_KINDS);
  return {
    at,
    matrix: version.document,
    other,
    org,
    open: open.map(({ chainId, obligationId, sentence, ...step }) => ({
      ...step,
      id: `${obligationId}`,
      chainId,
      label: `${caseNo(chainId)} ${sentence}`.slice(0, 500),
    })),
    recorded,
    recordedWeeks: since === null ? 1 : Math.max(1, (ms(at) - ms(since)) / (7 * DAY_MS)),
  };
}

/** From when new work is counted: thirteen weeks back, but never the first day of all. What was found then had been
 *  there before, so it is no measure of what comes. Null where nothing else is recorded. */
async function recordedSince(ctx: Ctx, at: Instant): Promise<Instant | null> {
  const first = await store.firstOpenedAt(ctx.db);
  if (first === null) return null;
  const begun = addDays(first, 1);
  const back = addDays(at, -7 * RECORDED_WEEKS);
  const since = isBefore(back, begun) ? begun : back;
  return isBefore(since, at) ? since : null;
}

type Asked = z.output<(typeof whatIfContract)['input']>;

/** @throws AppError `invalid` for a date that is none, or an absence that ends before it starts. */
function absencesOf(away: readonly string[]): Scenario['absences'] {
  return away.map((text) => {
    const [id, from, to] = text.split(':');
    const [fromOn, toOn] = [CalendarDate.safeParse(from), CalendarDate.safeParse(to)];
    if (!fromOn.success || !toOn.success)
      throw new AppError('invalid', `${text}: ${fromOn.success ? to : from} is not a date.`, { away: text });
    if (toOn.data < fromOn.data)
      throw new AppError(
        'invalid',
        `An absence cannot end (${toOn.data}) before it starts (${fromOn.data}).`,
        {
          away: text,
        },
      );
    return { personId: PersonId.parse(id), fromOn: fromOn.data, toOn: toOn.data };
  });
}

/** What would come of what is supposed. Nothing is changed.
 *  @throws AppError `invalid` for absences that cannot be; `not_found` for people, partners, versions that are not there. */
export async function whatIf(ctx: Ctx, asked: Asked): Promise<SimulationResult> {
  const scenario: Scenario = {
    fromOn: asked.fromOn ?? ctx.today(),
    weeks: asked.weeks,
    absences: absencesOf(asked.away ?? []),
    lostOrganisationIds: asked.lost ?? [],
    growth: asked.growth,
    hoursPerWeek: asked.hours ?? HOURS_PER_WEEK,
  };
  if (scenario.absences.length > 50 || scenario.lostOrganisationIds.length > 20)
    throw new AppError('invalid', 'At most 50 absences and 20 partners can be supposed at once.', {});
  const other = asked.version === undefined ? null : (await raciNow(ctx, asked.version)).version.document;
  const input = await simulationInput(ctx, other);
  for (const { personId } of scenario.absences)
    if (!input.org.people.some((one) => one.id === personId))
      throw new AppError('not_found', 'There is no such person.', { personId });
  for (const id of scenario.lostOrganisationIds)
    if (!input.org.organisations.some((one) => one.id === id))
      throw new AppError('not_found', 'There is no such partner.', { id });
  return simulate({ ...input, scenario });
}

/** What can be supposed: everybody active of the hospital, who holds a role first, partners with people, every
 *  version but what was taken back. */
export async function whatIfChoices(ctx: Ctx): Promise<WhatIfChoices> {
  const { org } = await raciNow(ctx);
  const roles = await rolesOfPeople(ctx);
  const kinds = new Map(org.organisations.map((one) => [one.id, one.kind]));
  const isOwn = (id: (typeof org.people)[number]['organisationId']): boolean =>
    id === null || kinds.get(id) === 'hospital';
  return {
    people: org.people
      .filter((one) => one.isActive && isOwn(one.organisationId))
      .map((one) => ({ id: one.id, name: one.name, role: roles.get(one.id)?.[0]?.name ?? null }))
      .sort((a, b) => Number(a.role === null) - Number(b.role === null) || a.name.localeCompare(b.name)),
    partners: org.organisations
      .filter((one) => one.kind !== 'hospital')
      .map((one) => ({
        id: one.id,
        name: one.name,
        kind: one.kind,
        people: org.people.filter((person) => person.isActive && person.organisationId === one.id).length,
      }))
      .filter((one) => one.people > 0),
    matrices: (await versions(ctx))
      .filter((one) => one.state !== 'withdrawn')
      .map(({ id, number, title, state }) => ({ id, number, title, state })),
  };
}

/** Hours of work against the hours there are, of everybody of the hospital who holds a role or has work. */
export async function load(ctx: Ctx, asked: z.output<(typeof loadContract)['input']>): Promise<LoadView> {
  const roles = await rolesOfPeople(ctx);
  const hoursPerWeek = asked.hours ?? HOURS_PER_WEEK;
  const input: SimulationInput = {
    ...(await simulationInput(ctx, null)),
    scenario: {
      fromOn: ctx.today(),
      weeks: asked.weeks,
      absences: [],
      lostOrganisationIds: [],
      growth: 1,
      hoursPerWeek,
    },
  };
  const active = new Set(input.org.people.filter((one) => one.isActive).map((one) => one.id));
  const { weeks, people } = workload(
    input,
    [...roles.keys()].filter((id) => active.has(id)),
  );
  return {
    assumptions: loadAssumptionsOf(input),
    weeks,
    hoursPerWeek,
    people: people.map((one) => ({ ...one, role: roles.get(one.personId)?.[0]?.name ?? null })),
  };
}
