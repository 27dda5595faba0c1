// How the work would stand week by week under one matrix and one organisation: who does it, what it costs them, when it ends.
import type { PersonId } from '../../../kernel/ids.ts';
import { DAY_MS } from '../../../kernel/time.ts';
import type { Gap, MatrixDocument, OpenItem, OrgSnapshot, Resolution, SimulationInput } from '../model.ts';
import { type HeldWork, hoursInWeek, type Load, loadOf, spread, timeToDo } from '../rules/load.ts';
import { resolveAcross } from './across.ts';
import { compile } from './compile.ts';
import type { CompiledRaci } from './compiled.ts';
import { type Done, forecast, type Task } from './forecast.ts';
import { middleOf } from './scenario.ts';

/** Who holds a kind of work in one week. Whoever answers counts once; those who do it share it, and so does a team that
 *  is asked: one of it answers. `consulted` says for each person the part of the question that is theirs. */
type Cast = {
  readonly doers: readonly PersonId[];
  readonly accountable: readonly PersonId[];
  readonly consulted: ReadonlyMap<PersonId, number>;
  readonly gaps: readonly Gap[];
};
type Kind = Pick<OpenItem, 'activityId' | 'subject' | 'wardIds'>;

/** A letter held in a week, and of which row. */
export type HeldRow = HeldWork & { readonly activityId: string };

/** One picture of the future. `loads`, and what they are made of, `held`: by week. `blocked`: for each open item that nothing moves in some week, the gaps. */
export type Picture = {
  readonly raci: CompiledRaci;
  readonly loads: readonly (readonly Load[])[];
  readonly held: readonly (readonly HeldRow[])[];
  readonly done: ReadonlyMap<string, Done>;
  readonly blocked: ReadonlyMap<string, { readonly week: number; readonly gaps: readonly Gap[] }>;
  readonly castOf: (kind: Kind, week: number) => Cast;
  readonly hoursOf: (personId: PersonId, week: number) => number;
};

const peopleIn = (resolution: Resolution, letter: 'A' | 'R'): PersonId[] => [
  ...new Set(
    resolution[letter].flatMap((one) => (one.personId === null ? [...one.memberIds] : [one.personId])),
  ),
];
function askedIn(resolution: Resolution): Map<PersonId, number> {
  const part = new Map<PersonId, number>();
  for (const { personId, memberIds } of resolution.C)
    for (const id of personId === null ? memberIds : [personId])
      part.set(id, Math.max(part.get(id) ?? 0, personId === null ? 1 / memberIds.length : 1));
  return part;
}
const keyOf = ({ activityId, subject, wardIds }: Kind): string =>
  JSON.stringify([activityId, subject, wardIds]);

/** Paints the picture. `like`: an earlier picture whose cast is the same in the weeks `isLike` says. */
export function paint(
  input: SimulationInput,
  matrix: MatrixDocument,
  org: OrgSnapshot,
  weekStarts: readonly number[],
  growth: number,
  like?: { readonly picture: Picture; readonly isLike: (week: number) => boolean },
): Picture {
  const raci = compile(matrix, org);
  const casts = weekStarts.map(() => new Map<string, Cast>());
  const castOf = (kind: Kind, week: number): Cast => {
    if (like?.isLike(week)) return like.picture.castOf(kind, week);
    const key = keyOf(kind);
    const known = casts[week]?.get(key);
    if (known) return known;
    const at = middleOf(weekStarts[week] ?? 0);
    const answer = resolveAcross(raci, kind.activityId, kind.subject, kind.wardIds, at);
    const cast: Cast = {
      doers: peopleIn(answer, 'R'),
      accountable: peopleIn(answer, 'A'),
      consulted: askedIn(answer),
      gaps: answer.gaps.filter((gap) => gap.isBlocking && gap.kind !== 'nobody'),
    };
    casts[week]?.set(key, cast);
    return cast;
  };
  const effortOf = (activityId: string): number => raci.rows.get(activityId)?.activity.flow.effortHours ?? 0;

  const held: HeldRow[][] = weekStarts.map(() => []);
  const note = (kind: Kind, week: number, effortHours: number): void => {
    if (effortHours === 0) return;
    const { doers, accountable, consulted } = castOf(kind, week);
    const into = held[week];
    const { activityId } = kind;
    for (const personId of doers)
      into?.push({ personId, letter: 'R', activityId, effortHours: effortHours / doers.length });
    for (const personId of accountable) into?.push({ personId, letter: 'A', activityId, effortHours });
    for (const [personId, part] of consulted)
      into?.push({ personId, letter: 'C', activityId, effortHours: effortHours * part });
  };
  for (const item of input.open)
    for (const [week, hours] of spread(
      effortOf(item.activityId),
      Date.parse(item.dueAt),
      weekStarts,
    ).entries())
      note(item, week, hours);
  const weekly = input.recorded.map((one) => ({
    ...one,
    effortHours: (effortOf(one.activityId) * one.count * growth) / input.recordedWeeks,
  }));
  for (const one of weekly) for (const week of weekStarts.keys()) note(one, week, one.effortHours);

  const absences = new Map<PersonId, OrgSnapshot['absences'][number][]>();
  for (const one of org.absences) absences.set(one.personId, [...(absences.get(one.personId) ?? []), one]);
  const reckoned = new Map<PersonId, number[]>();
  const hours = (id: PersonId, week: number): number => {
    const known =
      reckoned.get(id) ??
      weekStarts.map((start) => hoursInWeek(absences.get(id) ?? [], start, input.scenario.hoursPerWeek));
    reckoned.set(id, known);
    return known[week] ?? 0;
  };
  const hoursToDo = timeToDo(held, hours);

  const blocked = new Map<string, { week: number; gaps: readonly Gap[] }>();
  const doersByWeek = (kind: Kind, id: string | null) =>
    [...weekStarts.keys()].map((week) => {
      const { doers, gaps } = castOf(kind, week);
      if (id !== null && gaps.length > 0 && !blocked.has(id)) blocked.set(id, { week, gaps });
      return gaps.length > 0 ? [] : doers;
    });
  const tasks: Task[] = [
    ...input.open.map((item) => ({
      id: item.id,
      effortHours: effortOf(item.activityId),
      fromWeek: 0,
      dueMs: Date.parse(item.dueAt),
      doersByWeek: doersByWeek(item, item.id),
    })),
    ...weekly.flatMap((one) => {
      const doers = doersByWeek(one, null);
      return [...weekStarts.entries()].map(([fromWeek, start]) => ({
        id: null,
        effortHours: one.effortHours,
        fromWeek,
        dueMs: start + one.dueDays * DAY_MS,
        doersByWeek: doers,
      }));
    }),
  ];
  return {
    raci,
    held,
    loads: held.map((work, week) => loadOf(work, (id) => hours(id, week))),
    done: forecast(tasks, weekStarts, hoursToDo),
    blocked,
    castOf,
    hoursOf: hours,
  };
}
