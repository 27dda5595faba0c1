import { describe, expect, it } from 'vitest';
import { addDays } from '../../../kernel/time.ts';
import type { OpenItem, OrgSnapshot, SimulationInput } from '../model.ts';
import { day, fullMatrix, hospital, monday, person, pumps, ward } from '../testing.ts';
import { middleOf } from './scenario.ts';
import { workload } from './workload.ts';

const step = (id: string, activityId: string, inDays: number): OpenItem => ({
  id,
  label: `Case ${id}`,
  activityId,
  subject: pumps,
  wardIds: [ward(1)],
  dueAt: addDays(monday, inDays),
});
const input = (open: readonly OpenItem[], org: OrgSnapshot = hospital()): SimulationInput => ({
  at: monday,
  matrix: fullMatrix(),
  other: null,
  org,
  open,
  recorded: [],
  recordedWeeks: 13,
  scenario: {
    fromOn: day('2026-11-23'),
    weeks: 2,
    absences: [],
    lostOrganisationIds: [],
    growth: 1,
    hoursPerWeek: 16,
  },
});
const biomed = person(6);

describe('the load of people', () => {
  const { weeks, people } = workload(input([step('1', 'VUL-8', 3), step('2', 'VUL-8', 10)]), [person(20)]);

  it('is hours of work against hours there are, by week, and says what it is made of', () => {
    expect(weeks).toEqual(['2026-11-23', '2026-11-30']);
    const one = people.find(({ personId }) => personId === biomed);
    // Eight hours due this week, and half of the eight that are due next week.
    expect(one?.weeks).toMatchObject([
      { workHours: 12, hours: 16, load: 0.75, level: 'fine' },
      { workHours: 4, hours: 16, load: 0.25, level: 'fine' },
    ]);
    expect(one?.parts).toMatchObject([{ activityId: 'VUL-8', letter: 'R', hours: 16 }]);
    expect(one?.workHours).toBe(16);
  });

  it('names who is asked about and has no work, at 0, and the highest first', () => {
    expect(people.find(({ personId }) => personId === 20)?.weeks[0]).toMatchObject({ load: 0, hours: 16 });
    const highest = people.map((one) => Math.max(...one.weeks.map((week) => week.load ?? 9)));
    expect(highest).toEqual([...highest].sort((a, b) => b - a));
  });

  it('of somebody away all week is null, never 0', () => {
    const away = { id: 1, personId: person(20), reason: null, deputyPersonId: null };
    const org = {
      ...hospital(),
      absences: [{ ...away, fromOn: day('2026-11-23'), toOn: day('2026-11-29') }],
    };
    const own = workload(input([], org), [person(20)]).people[0]?.weeks;
    expect(own?.map(({ load, hours }) => [load, hours])).toEqual([
      [null, 0],
      [0, 16],
    ]);
  });
});

it('a question to a team costs each of it their part, and the same together as one person', () => {
  const asked = (org: OrgSnapshot) =>
    workload(input([step('1', 'VUL-8', 3)], org), []).people.flatMap(({ parts }) =>
      parts.filter(({ letter }) => letter === 'C').map(({ hours }) => hours),
    );
  const alone = asked(hospital());
  const team = hospital().teams.find(({ memberIds }) => memberIds.length > 1);
  const org = {
    ...hospital(),
    staffing: hospital().staffing.map((one) =>
      one.role === 'SE' && team ? { ...one, holder: { kind: 'team' as const, teamId: team.id } } : one,
    ),
  };
  const shared = asked(org);
  expect(shared.length).toBeGreaterThan(alone.length);
  expect(sum(shared)).toBeCloseTo(sum(alone));
});
const sum = (hours: readonly number[]): number => hours.reduce((all, one) => all + one, 0);

describe('a week', () => {
  it.each([
    ['Monday', '2026-11-23', '2026-11-25'],
    ['Saturday', '2026-11-28', '2026-12-02'],
    ['Sunday', '2026-11-29', '2026-12-02'],
    ['Thursday', '2026-11-26', '2026-11-30'],
  ])('that begins on a %s has its middle on the third working day', (_, from, middle) => {
    expect(middleOf(Date.parse(from)).slice(0, 10)).toBe(middle);
  });
});
