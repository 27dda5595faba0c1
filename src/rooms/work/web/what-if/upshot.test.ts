import { describe, expect, it } from 'vitest';
import { SimulationResult } from '../../../raci/model.ts';
import { WhatIfChoices } from '../../contract.ts';
import { readAsked } from './asked.ts';
import { dayWords } from './dates.ts';
import { loadWords } from './Heat.tsx';
import { turned, upshot, worstWeek } from './upshot.ts';

const nothing = SimulationResult.parse({
  assumptions: [],
  weeks: ['2026-11-28', '2026-12-05'],
  overloaded: [
    { weekOn: '2026-11-28', before: 3, after: 3 },
    { weekOn: '2026-12-05', before: 2, after: 2 },
  ],
  broken: [],
  load: [],
  singlePoints: [],
  nonHuman: [],
  breaches: { open: 137, lateAlready: 0, notJudged: 0, before: 15, after: 15, items: [] },
  replay: null,
});
const late = (isNew: boolean) => ({
  id: '1',
  chainId: null,
  label: 'W-1',
  activityId: 'VUL-8',
  title: 'Update',
  dueAt: '2026-12-01T00:00:00.000Z',
  doneOn: null,
  why: '',
  isNew,
});
const breaches = (before: number, after: number, items: boolean[]) => ({
  breaches: SimulationResult.shape.breaches.parse({
    ...nothing.breaches,
    before,
    after,
    items: items.map(late),
  }),
});
const choices = WhatIfChoices.parse({
  people: [{ id: 6, name: 'Devon Brooks', role: null }],
  partners: [{ id: 2, name: 'Northlight', kind: 'service', people: 2 }],
  matrices: [{ id: 4, number: null, title: 'Spring', state: 'draft' }],
});
const say = (search: Parameters<typeof readAsked>[0], result: SimulationResult = nothing) =>
  upshot(readAsked(search), result, choices, dayWords);
const away = { away: '6:2026-12-01:2026-12-14' };

describe('the upshot', () => {
  it('is how things stand where nothing is supposed', () => {
    expect(say({})).toBe(
      'As things stand, 3 people have more work than hours in the first week, 15 of 137 open steps would be late and everybody has a stand-in.',
    );
  });

  it('says that nothing comes of it where nothing does', () => {
    expect(say(away)).toBe(
      'If Devon Brooks is away from 1 Dec to 14 Dec, nothing that runs today would stop, no step more would be late and nobody more would have more work than hours.',
    );
  });

  it('names everything that is supposed, in words', () => {
    expect(say({ ...away, lost: '2', growth: '1.5', version: '4' })).toMatch(
      /^If Devon Brooks is away from 1 Dec to 14 Dec, the contract with Northlight ends, 1.5 times as much new work comes and “Draft: Spring” is in force, /,
    );
  });

  it('counts an activity once, and tells the week that is worst', () => {
    const gap = {
      activityId: 'VUL-8',
      title: 'Update',
      letter: 'R',
      role: 'BM',
      what: 'Nobody.',
      openItems: 1,
      places: 1,
      firstOn: '2026-12-01',
      ownedBy: [],
      reasons: [],
      isNew: true,
    };
    const result = SimulationResult.parse({
      ...nothing,
      broken: [gap, { ...gap, letter: 'A' }, { ...gap, activityId: 'VUL-9', isNew: false }],
      overloaded: [
        { weekOn: '2026-11-28', before: 9, after: 1 },
        { weekOn: '2026-12-05', before: 2, after: 4 },
      ],
      ...breaches(2, 2, [true, false]),
    });
    expect(say(away, result)).toContain(
      '1 activity would stop, 1 step in time today would be late, 1 step late today would be in time and 2 more people would have more work than hours in the week of 5 Dec.',
    );
    expect(worstWeek(result)).toEqual({ weekOn: '2026-12-05', more: 2 });
  });
});

describe('steps that turn', () => {
  it.each([
    ['none', breaches(2, 2, [false, false]), { late: 0, inTime: 0 }],
    ['only for the worse', breaches(1, 3, [true, true, false]), { late: 2, inTime: 0 }],
    ['only for the better', breaches(3, 1, [false]), { late: 0, inTime: 2 }],
    ['both', breaches(3, 2, [true, false]), { late: 1, inTime: 2 }],
    ['more than are told', breaches(1, 9, [true, true]), { late: 8, inTime: 0 }],
  ])('%s', (_, result, turns) => {
    expect(turned(result)).toEqual(turns);
  });
});

it.each([
  [null, 'away'],
  [0, '0%'],
  [0.85, '85%'],
  [0.851, '86%'],
  [1, '100%'],
  [1.001, '101%'],
  [3.25, '325%'],
])('a load of %s reads %s, so that no number lies on the wrong side of its border', (load, text) => {
  expect(loadWords(load)).toBe(text);
});
