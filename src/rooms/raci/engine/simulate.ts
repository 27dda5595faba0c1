// "What if": how things stand, and how they would stand under a scenario, side by side. Pure; every assumption is told.
import type { PersonId } from '../../../kernel/ids.ts';
import { CalendarDate, DAY_MS } from '../../../kernel/time.ts';
import {
  type Breach,
  type BrokenActivity,
  type Gap,
  LOAD_ERROR,
  type PersonLoad,
  type SimulationInput,
  type SimulationResult,
} from '../model.ts';
import { assumptionsOf } from '../rules/assumptions.ts';
import { weeksFrom } from '../rules/load.ts';
import { placesOf } from '../rules/places.ts';
import { weakPoints } from '../rules/single-points.ts';
import { weekOf } from './forecast.ts';
import { type Picture, paint } from './picture.ts';
import { replay } from './replay.ts';
import { resolveWith } from './resolve.ts';
import { middleOf, momentsOf, suppose } from './scenario.ts';

/** Lines told at most, of people and of steps. */
const MOST_PEOPLE = 60;
const MOST_STEPS = 200;
const dayOf = (ms: number): CalendarDate => CalendarDate.parse(new Date(ms).toISOString().slice(0, 10));

/** What would come of the scenario. With nothing supposed, before and after are the same. */
export function simulate(input: SimulationInput): SimulationResult {
  const { scenario, org, matrix } = input;
  const weekStarts = weeksFrom(scenario.fromOn, scenario.weeks);
  const supposed = suppose(org, scenario);
  const other = input.other ?? matrix;
  const before = paint(input, matrix, org, weekStarts, 1);
  // Where nothing that is supposed touches a week, it is cast as before.
  const isEverywhere = input.other !== null || scenario.lostOrganisationIds.length > 0;
  const isLike = (week: number): boolean => {
    const [from, until] = [weekStarts[week] ?? 0, (weekStarts[week] ?? 0) + 7 * DAY_MS];
    return (
      !isEverywhere &&
      scenario.absences.every(
        (one) => Date.parse(one.toOn) + 2 * DAY_MS < from || Date.parse(one.fromOn) > until,
      )
    );
  };
  const after = paint(input, other, supposed, weekStarts, scenario.growth, { picture: before, isLike });
  const at = momentsOf(scenario).at(-1) ?? input.at;
  const now = momentsOf({ ...scenario, absences: [] })[0] ?? input.at;
  const today = weakPoints(before.raci, org, now);
  const isAsNow = at === now && !isEverywhere && scenario.absences.length === 0;
  const weak = isAsNow ? today : weakPoints(after.raci, supposed, at);
  const known = new Set(
    today.singlePoints.flatMap((one) =>
      one.activities.map((id) => `${one.personId} ${one.role} ${one.letter} ${id}`),
    ),
  );
  return {
    assumptions: assumptionsOf(input),
    weeks: weekStarts.map(dayOf),
    broken: broken(input, supposed, before, after, weekStarts),
    ...loads(before, after, weekStarts),
    singlePoints: weak.singlePoints.map((one) => ({
      ...one,
      isNew: one.activities.some((id) => !known.has(`${one.personId} ${one.role} ${one.letter} ${id}`)),
    })),
    nonHuman: weak.nonHuman,
    breaches: breaches(input, before, after, weekStarts),
    replay: input.other === null ? null : replay(input.recorded, before.raci, after.raci, input.at),
  };
}

const nameIn = (picture: Picture, id: PersonId): string =>
  picture.raci.people.get(id)?.person.name ?? `person ${id}`;

/** Load by week of the hospital's own people, the highest under the scenario first, and how many have too much. */
function loads(
  before: Picture,
  after: Picture,
  weekStarts: readonly number[],
): Pick<SimulationResult, 'load' | 'overloaded'> {
  const ids = new Set([...before.loads, ...after.loads].flat().map((one) => one.personId));
  const own = [...ids].filter((id) => after.raci.people.get(id)?.isOutside !== true);
  const reader = (picture: Picture) => {
    const weeks = picture.loads.map((week) => new Map(week.map((one) => [one.personId, one.load])));
    // Of whom nothing is asked, the load is 0; null is only for who has no hours that week.
    return (id: PersonId, week: number): number | null =>
      weeks[week]?.get(id) ?? (picture.hoursOf(id, week) > 0 ? 0 : null);
  };
  const [was, is] = [reader(before), reader(after)];
  const tooMany = (load: typeof was, week: number): number =>
    own.filter((id) => (load(id, week) ?? 0) > LOAD_ERROR).length;
  const overloaded = weekStarts.map((start, week) => ({
    weekOn: dayOf(start),
    before: tooMany(was, week),
    after: tooMany(is, week),
  }));
  const load = own
    .map((personId) => ({
      personId,
      name: nameIn(after, personId),
      weeks: weekStarts.map((start, week) => ({
        weekOn: dayOf(start),
        before: was(personId, week),
        after: is(personId, week),
      })),
    }))
    .sort((a, b) => highest(b) - highest(a) || a.personId - b.personId)
    .slice(0, MOST_PEOPLE);
  return { load, overloaded };
}
const highest = ({ weeks }: PersonLoad): number => Math.max(0, ...weeks.map((week) => week.after ?? 0));

/** Rows that would not run: of every row at every place at the moments of the scenario, and of the work under way. */
function broken(
  input: SimulationInput,
  supposed: SimulationInput['org'],
  before: Picture,
  after: Picture,
  weekStarts: readonly number[],
): BrokenActivity[] {
  const found = new Map<string, BrokenActivity & { at: Set<string> }>();
  const note = (activityId: string, gap: Gap, on: CalendarDate, isNew: boolean) => {
    const key = `${activityId} ${gap.letter} ${gap.role ?? ''} ${gap.kind}`;
    const known = found.get(key);
    const one = known ?? {
      activityId,
      title: after.raci.rows.get(activityId)?.activity.plain ?? activityId,
      letter: gap.letter,
      role: gap.role,
      what: gap.what,
      openItems: 0,
      places: 0,
      firstOn: on,
      ownedBy: gap.ownedBy.map((id) => nameIn(after, id)),
      reasons: [...gap.reasons],
      isNew: false,
      at: new Set<string>(),
    };
    one.isNew ||= isNew;
    if (on < one.firstOn) one.firstOn = on;
    found.set(key, one);
    return one;
  };
  const blocking = (
    picture: Picture,
    activityId: string,
    subject: Parameters<typeof resolveWith>[2],
    at: Parameters<typeof resolveWith>[3],
  ) =>
    resolveWith(picture.raci, activityId, subject, at).gaps.filter(
      (gap) => gap.isBlocking && gap.kind !== 'nobody',
    );
  for (const at of momentsOf(input.scenario))
    for (const place of placesOf(supposed))
      for (const activityId of after.raci.rows.keys()) {
        const gaps = blocking(after, activityId, place.subject, at);
        if (gaps.length === 0) continue;
        const known = blocking(before, activityId, place.subject, at).map(
          (gap) => `${gap.letter} ${gap.role ?? ''}`,
        );
        for (const gap of gaps)
          note(
            activityId,
            gap,
            CalendarDate.parse(at.slice(0, 10)),
            !known.includes(`${gap.letter} ${gap.role ?? ''}`),
          ).at.add(place.name);
      }
  for (const item of input.open) {
    const stop = after.blocked.get(item.id);
    if (!stop) continue;
    const was = before.blocked.get(item.id)?.gaps ?? [];
    for (const gap of stop.gaps)
      note(
        item.activityId,
        gap,
        CalendarDate.parse(middleOf(weekStarts[stop.week] ?? 0).slice(0, 10)),
        !was.some((one) => one.letter === gap.letter && one.role === gap.role),
      ).openItems += 1;
  }
  return [...found.values()]
    .map(({ at, ...one }) => ({ ...one, places: at.size }))
    .sort(
      (a, b) =>
        Number(b.isNew) - Number(a.isNew) ||
        b.openItems - a.openItems ||
        (a.activityId + a.letter < b.activityId + b.letter ? -1 : 1),
    );
}

/** Open steps that would be done after their due time. What is late already is counted apart and predicted of nobody. */
function breaches(
  input: SimulationInput,
  before: Picture,
  after: Picture,
  weekStarts: readonly number[],
): SimulationResult['breaches'] {
  const from = weekStarts[0] ?? 0;
  const isLate = (picture: Picture, id: string, dueMs: number): boolean => {
    const week = picture.done.get(id)?.week ?? null;
    return week === null ? weekOf(dueMs, weekStarts) < weekStarts.length : week > weekOf(dueMs, weekStarts);
  };
  const open = input.open.filter((item) => Date.parse(item.dueAt) >= from);
  const late = open.filter((item) => isLate(after, item.id, Date.parse(item.dueAt)));
  const was = new Set(
    open.filter((item) => isLate(before, item.id, Date.parse(item.dueAt))).map((item) => item.id),
  );
  const items = late
    .map((item): Breach => {
      const done = after.done.get(item.id);
      const gap = after.blocked.get(item.id)?.gaps[0];
      const week = done?.week ?? null;
      const why =
        done && done.stood > 0
          ? `Nothing moves for ${done.stood} ${done.stood === 1 ? 'week' : 'weeks'}. ${gap?.what ?? ''}`.trim()
          : 'Those who do it have more work that is due before than hours.';
      return {
        id: item.id,
        chainId: item.chainId ?? null,
        label: item.label,
        activityId: item.activityId,
        title: after.raci.rows.get(item.activityId)?.activity.plain ?? item.activityId,
        dueAt: item.dueAt,
        doneOn: week === null ? null : dayOf((weekStarts[week] ?? 0) + 6 * DAY_MS),
        why,
        isNew: !was.has(item.id),
      };
    })
    .sort(
      (a, b) =>
        Number(b.isNew) - Number(a.isNew) ||
        (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.id < b.id ? -1 : 1),
    );
  return {
    open: input.open.length,
    lateAlready: input.open.length - open.length,
    notJudged: open.filter(
      (item) =>
        (after.done.get(item.id)?.week ?? null) === null &&
        weekOf(Date.parse(item.dueAt), weekStarts) >= weekStarts.length,
    ).length,
    before: was.size,
    after: late.length,
    items: items.slice(0, MOST_STEPS),
  };
}
