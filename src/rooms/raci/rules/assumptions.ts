// What a simulation takes for granted, each in a sentence that somebody can disagree with.
import { LOAD_ERROR, LOAD_WARN, type SimulationInput } from '../model.ts';
import { letterWeight } from './load.ts';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const times = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`;

/** What is supposed, a sentence each. */
function supposedOf({ scenario, org, other, matrix }: SimulationInput): string[] {
  const nameOf = (id: number): string => org.people.find((one) => one.id === id)?.name ?? `person ${id}`;
  const partner = (id: number): string =>
    org.organisations.find((one) => one.id === id)?.name ?? `organisation ${id}`;
  return [
    ...scenario.absences.map(
      ({ personId, fromOn, toOn }) =>
        `Supposed: ${nameOf(personId)} is away from ${fromOn} to ${toOn}, both days included, and names no deputy for it.`,
    ),
    ...scenario.lostOrganisationIds.map(
      (id) =>
        `Supposed: everybody of ${partner(id)} is gone from ${scenario.fromOn}, and nobody comes in their place.`,
    ),
    ...(other === null
      ? []
      : [`Supposed: ${other.title} in place of ${matrix.title}, with the people of today.`]),
    ...(scenario.growth === 1
      ? []
      : [`Supposed: ${number.format(scenario.growth)} times as much new work as was recorded.`]),
  ];
}

/** What the load of people takes for granted. */
export function loadAssumptionsOf({ scenario, open, recorded, recordedWeeks }: SimulationInput): string[] {
  const opened = recorded.reduce((sum, one) => sum + one.count, 0);
  return [
    `${times(open.length, 'step is', 'steps are')} open. Each still needs the whole effort its row of the matrix names, spread evenly up to its due week; what is late already falls in the first week.`,
    opened === 0
      ? 'No work was recorded, so no new work is expected.'
      : `New work comes as it was recorded: ${times(opened, 'step', 'steps')} in ${times(recordedWeeks, 'week', 'weeks')}, in the same places and of the same kinds, evenly.`,
    `A person has ${times(scenario.hoursPerWeek, 'hour', 'hours')} a week for this work, a fifth on each day from Monday to Friday; days away take their part.`,
    `Doing counts the whole effort of a row, shared equally among those who do it; answering for it ${letterWeight.A}, being asked ${letterWeight.C}, being told ${letterWeight.I} of it. Of a team that is asked, one answers, each in turn.`,
    `Load is work over hours. Above ${LOAD_WARN * 100}% is a warning, above ${LOAD_ERROR * 100}% more than there is time for.`,
    'Who holds a letter in a week is looked up on its third working day. People of partners share the work, and their load is not shown.',
  ];
}

/** The assumptions of one simulation, the supposed ones first. */
export const assumptionsOf = (input: SimulationInput): string[] => [
  ...supposedOf(input),
  ...loadAssumptionsOf(input),
  'Steps are done in the order in which they are due, one does not wait for the step before it, and nothing is handed to people outside the matrix.',
  'Answering and being asked comes out of the same hours as doing; who has more of it than hours still gives doing its share of them.',
  'A step is in time when it is done in the week it is due in. Work that nobody may do stands still until somebody may.',
];
