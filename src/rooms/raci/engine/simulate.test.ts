import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrganisationId } from '../../../kernel/ids.ts';
import { addDays } from '../../../kernel/time.ts';
import type { MatrixDocument, OpenItem, OrgSnapshot, Scenario, SimulationInput } from '../model.ts';
import { day, fullMatrix, hospital, line, monday, person, pumps, staff, ward } from '../testing.ts';
import { forecast, type Task } from './forecast.ts';
import { simulate } from './simulate.ts';

const nothing: Scenario = {
  fromOn: day('2026-11-23'),
  weeks: 4,
  absences: [],
  lostOrganisationIds: [],
  growth: 1,
  hoursPerWeek: 16,
};
const step = (id: string, activityId: string, inDays: number): OpenItem => ({
  id,
  label: `Case ${id}`,
  activityId,
  subject: pumps,
  wardIds: [ward(1)],
  dueAt: addDays(monday, inDays),
});
const input = (
  changes: Partial<SimulationInput> = {},
  scenario: Partial<Scenario> = {},
): SimulationInput => ({
  at: monday,
  matrix: fullMatrix(),
  other: null,
  org: hospital(),
  open: [step('1', 'VUL-8', 3), step('2', 'VUL-8', 10), step('3', 'VUL-10', 10)],
  recorded: [],
  recordedWeeks: 13,
  ...changes,
  scenario: { ...nothing, ...scenario },
});
const biomed = person(6);
const awayTwoWeeks = { personId: biomed, fromOn: day('2026-11-23'), toOn: day('2026-12-06') };
const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
};

describe('with nothing supposed', () => {
  it('before and after are the same, nothing is new, and the same question has the same answer', () => {
    const result = simulate(freeze(input()));
    expect(result).toEqual(simulate(input()));
    for (const one of result.load) for (const week of one.weeks) expect(week.before).toBe(week.after);
    expect(result.broken.filter((one) => one.isNew)).toEqual([]);
    expect(result.singlePoints.filter((one) => one.isNew)).toEqual([]);
    expect(result.breaches).toMatchObject({ open: 3, before: 0, after: 0, items: [] });
    expect(result.replay).toBeNull();
  });

  it('says the assumptions with their numbers', () => {
    const { assumptions } = simulate(input({}, { hoursPerWeek: 12 }));
    expect(assumptions.join('\n')).toContain('3 steps are open');
    expect(assumptions.join('\n')).toContain('12 hours a week');
    expect(assumptions.join('\n')).not.toContain('Supposed');
  });
});

describe('somebody away', () => {
  const result = simulate(input({}, { absences: [awayTwoWeeks] }));

  it('breaks the rows that nobody else does, with the owner and the work it stops', () => {
    const row = result.broken.find((one) => one.activityId === 'VUL-8' && one.letter === 'R');
    expect(row).toMatchObject({ role: 'BM', openItems: 2, places: 3, firstOn: '2026-11-23', isNew: true });
    expect(row?.ownedBy).toEqual(['P1']);
  });

  it('makes open work late that was in time, and says why', () => {
    expect(result.breaches).toMatchObject({ before: 0, after: 2 });
    expect(result.breaches.items.map((one) => [one.id, one.doneOn, one.isNew])).toEqual([
      ['1', '2026-12-13', true],
      ['2', '2026-12-13', true],
    ]);
    expect(result.breaches.items[0]?.why).toMatch(/^Nothing moves for 2 weeks\./);
  });

  it('is away in the load, not at 0', () => {
    const own = result.load.find((one) => one.personId === biomed)?.weeks;
    expect(own?.[0]?.before).toBeGreaterThan(0);
    expect(own?.map((week) => week.after).slice(0, 2)).toEqual([null, null]);
  });

  it('moves the work to a deputy where one is named, and the load with it', () => {
    const org = hospital();
    const staffing = org.staffing.map((one) =>
      one.role === 'BM' ? { ...one, deputyPersonId: person(20) } : one,
    );
    const covered = simulate(input({ org: { ...org, staffing } }, { absences: [awayTwoWeeks] }));
    expect(covered.broken.filter((one) => one.isNew && one.letter === 'R')).toEqual([]);
    expect(covered.breaches.after).toBe(0);
    const deputy = covered.load.find((one) => one.personId === 20)?.weeks[0];
    expect(deputy?.before).toBe(0);
    expect(deputy?.after).toBeGreaterThan(0.5);
  });

  it('is told in the assumptions by name and dates', () => {
    expect(result.assumptions[0]).toBe(
      'Supposed: P6 is away from 2026-11-23 to 2026-12-06, both days included, and names no deputy for it.',
    );
  });
});

describe('a contract gone', () => {
  const service = OrganisationId.parse(3);
  const org: OrgSnapshot = {
    ...hospital(),
    staffing: [
      ...hospital().staffing.filter((one) => one.role !== 'BM'),
      line(90, 'TP', { holder: { kind: 'person', personId: 31 } }),
    ],
  };

  it('leaves nobody where only the partner did the work, and is no fault where the hospital does it too', () => {
    const lost = simulate(input({ org }, { lostOrganisationIds: [service] }));
    const row = lost.broken.find(
      (one) => one.activityId === 'VUL-8' && one.letter === 'R' && one.role === 'TP',
    );
    expect(row).toMatchObject({ isNew: true });
    const own = {
      ...hospital(),
      staffing: [...hospital().staffing, line(90, 'TP', { holder: { kind: 'person', personId: 31 } })],
    };
    expect(
      simulate(input({ org: own }, { lostOrganisationIds: [service] })).broken.filter((one) => one.isNew),
    ).toEqual([]);
    expect(lost.assumptions[0]).toContain('everybody of Service company is gone');
  });
});

describe('growth', () => {
  const recorded = [{ activityId: 'VUL-8', subject: pumps, wardIds: [], count: 13, dueDays: 14 }];

  it('doubles what new work costs, and only that', () => {
    const at = (growth: number) =>
      simulate(input({ open: [], recorded }, { growth })).load.find((one) => one.personId === biomed)
        ?.weeks[0];
    // One step a week of 8 hours for 16 hours.
    expect(at(1)).toMatchObject({ before: 0.5, after: 0.5 });
    expect(at(2)).toMatchObject({ before: 0.5, after: 1 });
  });

  it('makes open work late once those who do it are full', () => {
    const open = [1, 2, 3, 4].map((id) => step(`${id}`, 'VUL-8', 24));
    expect(simulate(input({ open, recorded: [] }, { growth: 5 })).breaches.after).toBe(0);
    const full = simulate(
      input({ open, recorded: recorded.map((one) => ({ ...one, dueDays: 0 })) }, { growth: 5 }),
    );
    expect(full.breaches).toMatchObject({ before: 0 });
    expect(full.breaches.after).toBeGreaterThan(0);
    expect(full.breaches.items[0]?.why).toContain('more work that is due before than hours');
  });
});

describe('another matrix', () => {
  const other: MatrixDocument = {
    ...fullMatrix(),
    title: 'Draft',
    activities: fullMatrix().activities.map((row) =>
      row.id === 'VUL-8'
        ? {
            ...row,
            cells: row.cells.map((cell) =>
              cell.role === 'BM'
                ? { ...cell, role: 'CE' }
                : cell.role === 'CE'
                  ? { ...cell, role: 'BM' }
                  : cell,
            ),
          }
        : row,
    ),
  };
  const recorded = [
    { activityId: 'VUL-8', subject: pumps, wardIds: [], count: 5, dueDays: 14 },
    { activityId: 'VUL-10', subject: pumps, wardIds: [], count: 7, dueDays: 14 },
  ];

  it('is replayed on recorded work: whose letters change, and how often', () => {
    const { replay, assumptions } = simulate(input({ recorded, other }));
    expect(replay).toMatchObject({ items: 12, changedItems: 5 });
    expect(replay?.changes.find((one) => one.letter === 'R')).toMatchObject({
      activityId: 'VUL-8',
      before: 'P6 (Biomed technician)',
      after: 'P7 (Clinical engineer)',
      items: 5,
    });
    expect(assumptions[0]).toContain('Draft in place of');
  });

  it('that says the same changes nothing', () => {
    expect(simulate(input({ recorded, other: fullMatrix() })).replay).toEqual({
      items: 12,
      changedItems: 0,
      changes: [],
    });
  });
});

describe('the forecast', () => {
  const weeks = [0, 1, 2].map((week) => Date.parse('2026-11-23') + week * 7 * 86_400_000);
  const task = (id: string, effortHours: number, dueInDays: number, doers = [person(1)]): Task => ({
    id,
    effortHours,
    fromWeek: 0,
    dueMs: (weeks[0] ?? 0) + dueInDays * 86_400_000,
    doersByWeek: weeks.map(() => doers),
  });

  it.each<[string, Task[], [string, number | null][]]>([
    [
      'what is due first is done first',
      [task('a', 10, 20), task('b', 10, 5)],
      [
        ['b', 0],
        ['a', 1],
      ],
    ],
    ['two share what they hold together', [task('a', 20, 5, [person(1), person(2)])], [['a', 0]]],
    ['what nobody may do is not done', [task('a', 1, 5, [])], [['a', null]]],
    ['what is more than the weeks is not done in them', [task('a', 31, 5)], [['a', null]]],
    ['no effort is done at once', [task('a', 0, 5)], [['a', 0]]],
    ['nothing is nothing', [], []],
  ])('%s', (_, tasks, done) => {
    expect([...forecast(tasks, weeks, () => 10)].map(([id, { week }]) => [id, week])).toEqual(done);
  });

  it('nobody works more than the hours they have, and more hours make nothing later', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 1, max: 30 }),
            fc.integer({ min: 0, max: 20 }),
            fc.integer({ min: 1, max: 3 }),
          ),
          { maxLength: 12 },
        ),
        (raw) => {
          const tasks = raw.map(([hours, due, who], index) => task(`${index}`, hours, due, [person(who)]));
          const [few, many] = [10, 20].map((hours) => forecast(tasks, weeks, () => hours));
          for (const who of [1, 2, 3]) {
            const inWeek = tasks.filter(
              (_, index) => raw[index]?.[2] === who && few?.get(`${index}`)?.week === 0,
            );
            expect(inWeek.reduce((sum, one) => sum + one.effortHours, 0)).toBeLessThanOrEqual(10);
          }
          for (const { id } of tasks)
            expect(many?.get(id ?? '')?.week ?? 9).toBeLessThanOrEqual(few?.get(id ?? '')?.week ?? 9);
        },
      ),
    );
  });
});

it('people who are supposed away and are not known, and organisations that are not there, change nothing and are told', () => {
  const result = simulate(
    input(
      {},
      {
        absences: [{ ...awayTwoWeeks, personId: person(999) }],
        lostOrganisationIds: [OrganisationId.parse(99)],
      },
    ),
  );
  expect(result.broken.filter((one) => one.isNew)).toEqual([]);
  expect(result.assumptions[0]).toContain('person 999');
  expect(staff(1).isActive).toBe(true);
});
