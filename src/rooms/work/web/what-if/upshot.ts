// What a simulation comes to, in one sentence.
import type { SimulationResult } from '../../../raci/model.ts';
import type { WhatIfChoices } from '../../contract.ts';
import { type Asked, isSupposed } from './asked.ts';
import { listWords, words } from './words.ts';

const say = words.upshot;

/** Rows that would stop because of what is supposed, each once. */
export const stopped = ({ broken }: Pick<SimulationResult, 'broken'>): number =>
  new Set(broken.filter((one) => one.isNew).map((one) => one.activityId)).size;

/** The week in which most is changed for the worse (else for the better); undefined where no week changes. */
export function worstWeek({ overloaded }: Pick<SimulationResult, 'overloaded'>) {
  const change = (one: (typeof overloaded)[number]): number => one.after - one.before;
  const [first] = [...overloaded].sort(
    (a, b) => Math.sign(change(b)) - Math.sign(change(a)) || Math.abs(change(b)) - Math.abs(change(a)),
  );
  return first && change(first) !== 0 ? { weekOn: first.weekOn, more: change(first) } : undefined;
}

/** Steps that become late, and that no longer are. Only so many steps are told one by one, those that become late first;
 *  where they fill the list the difference is all that is known. */
export function turned({ breaches }: Pick<SimulationResult, 'breaches'>): { late: number; inTime: number } {
  const { before, after, items } = breaches;
  const told = items.filter((one) => one.isNew).length;
  const late = told === items.length && after > told ? Math.max(told, after - before) : told;
  return { late, inTime: Math.max(0, before - (after - late)) };
}

/** What is supposed, in the words of a clause each. */
export function supposedWords(
  asked: Asked,
  choices: WhatIfChoices | undefined,
  dateWords: (on: string) => string,
): string[] {
  const version = choices?.matrices.find((one) => one.id === asked.version);
  return [
    ...asked.away.map(({ personId, fromOn, toOn }) =>
      say.away(
        choices?.people.find((one) => one.id === personId)?.name ?? say.somebody,
        dateWords(fromOn),
        dateWords(toOn),
      ),
    ),
    ...asked.lost.map((id) => say.gone(choices?.partners.find((one) => one.id === id)?.name ?? say.partner)),
    ...(asked.growth === 1 ? [] : [say.growth(asked.growth)]),
    ...(asked.version === null
      ? []
      : [say.matrix(version ? words.form.version(version.number, version.title) : say.aVersion)]),
  ];
}

/** The sentence: with nothing supposed how things stand, else what would stop, be late and be too much. */
export function upshot(
  asked: Asked,
  result: SimulationResult,
  choices: WhatIfChoices | undefined,
  dateWords: (on: string) => string,
): string {
  if (!isSupposed(asked)) {
    const alone = new Set(result.singlePoints.map((one) => one.personId)).size;
    return `${say.now}, ${listWords([
      say.nowOver(result.overloaded[0]?.after ?? 0),
      say.nowLate(result.breaches.after, result.breaches.open),
      say.nowAlone(alone),
    ])}.`;
  }
  const stops = stopped(result);
  const { late, inTime } = turned(result);
  const over = worstWeek(result);
  const overWords = !over
    ? say.overNone
    : `${over.more > 0 ? say.over(over.more) : say.overFewer(-over.more)} ${say.inWeek(dateWords(over.weekOn))}`;
  return `${say.iff(supposedWords(asked, choices, dateWords))}, ${listWords([
    stops > 0 ? say.stops(stops) : say.stopsNone,
    ...(late > 0 ? [say.late(late)] : []),
    ...(inTime > 0 ? [say.lateFewer(inTime)] : []),
    ...(late + inTime === 0 ? [say.lateNone] : []),
    overWords,
  ])}.`;
}
