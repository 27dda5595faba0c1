// The load of everybody as things stand: hours of work against the hours there are, week by week, and what it is made of.
import type { PersonId } from '../../../kernel/ids.ts';
import { CalendarDate } from '../../../kernel/time.ts';
import type { LoadPart, PersonWork, SimulationInput } from '../model.ts';
import { letterWeight, weeksFrom } from '../rules/load.ts';
import { paint } from './picture.ts';

/** Rows of the matrix told of one person. */
const MOST_PARTS = 8;

/** The work of the hospital's own people with nothing supposed: everybody of `among` and everybody who has some, the
 *  highest load of any week first, away with work before all, then by id. */
export function workload(
  input: SimulationInput,
  among: readonly PersonId[],
): { weeks: CalendarDate[]; people: PersonWork[] } {
  const { fromOn, weeks } = input.scenario;
  const weekStarts = weeksFrom(fromOn, weeks);
  const dates = weekStarts.map((ms) => CalendarDate.parse(new Date(ms).toISOString().slice(0, 10)));
  const picture = paint(input, input.matrix, input.org, weekStarts, input.scenario.growth);
  const byWeek = picture.loads.map((week) => new Map(week.map((one) => [one.personId, one])));
  const parts = new Map<PersonId, Map<string, LoadPart>>();
  for (const { personId, letter, activityId, effortHours } of picture.held.flat()) {
    const hours = letterWeight[letter] * effortHours;
    const own = parts.get(personId) ?? new Map<string, LoadPart>();
    parts.set(personId, own);
    const title = picture.raci.rows.get(activityId)?.activity.plain ?? activityId;
    const known = own.get(`${activityId} ${letter}`) ?? { activityId, title, letter, hours: 0 };
    own.set(`${activityId} ${letter}`, { ...known, hours: known.hours + hours });
  }
  const ids = [...new Set([...among, ...parts.keys()])].filter(
    (id) => picture.raci.people.get(id)?.isOutside !== true,
  );
  const people = ids.map((personId): PersonWork => {
    const own = [...(parts.get(personId)?.values() ?? [])];
    return {
      personId,
      name: picture.raci.people.get(personId)?.person.name ?? `person ${personId}`,
      weeks: dates.map((weekOn, week) => {
        const known = byWeek[week]?.get(personId);
        const hours = picture.hoursOf(personId, week);
        return {
          weekOn,
          workHours: known?.workHours ?? 0,
          hours,
          load: known ? known.load : hours > 0 ? 0 : null,
          level: known?.level ?? 'fine',
        };
      }),
      workHours: own.reduce((sum, one) => sum + one.hours, 0),
      parts: own
        .sort((a, b) => b.hours - a.hours || (a.activityId + a.letter < b.activityId + b.letter ? -1 : 1))
        .slice(0, MOST_PARTS),
    };
  });
  const highest = ({ weeks: all }: PersonWork): number =>
    Math.max(0, ...all.map((week) => week.load ?? (week.workHours > 0 ? Number.MAX_VALUE : 0)));
  return {
    weeks: dates,
    people: people.sort((a, b) => highest(b) - highest(a) || a.personId - b.personId),
  };
}
