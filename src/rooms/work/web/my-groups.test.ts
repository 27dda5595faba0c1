import { describe, expect, it } from 'vitest';
import { WorkItem } from '../contract.ts';
import { firstOf, type Grouping, subgroups } from './my-groups.ts';

const clock = { now: new Date('2026-11-23T09:00:00Z'), zone: 'UTC' };
let n = 0;
const item = (facts: Partial<WorkItem> = {}): WorkItem => {
  n += 1;
  return WorkItem.parse({
    key: `k${n}`,
    group: 'do',
    chainId: n,
    caseNo: `W-${n}`,
    obligationId: n,
    version: null,
    finishable: false,
    gateId: null,
    noticeId: null,
    acceptanceId: null,
    handed: null,
    action: 'start',
    sentence: 'Update 2 pumps.',
    step: 'Plan the fix',
    whyNow: 'Plan the fix',
    place: 'St. Anne',
    outcome: 'scheduled',
    dueAt: null,
    isOverdue: false,
    devicesDone: 0,
    devicesTotal: 2,
    waitsForMe: null,
    next: null,
    team: null,
    at: '2026-11-20T09:00:00Z',
    notice: null,
    ...facts,
  });
};
const due = (dueAt: string | null, place = 'St. Anne') =>
  item({ place, ...(dueAt ? { dueAt: at(dueAt) } : {}) });
const at = (text: string) => WorkItem.shape.at.parse(`${text}:00.000Z`);
const told = (notice: WorkItem['notice']) => item({ group: 'read', action: 'read', notice });
const seen = (items: readonly WorkItem[], by: Grouping) =>
  subgroups(items, by, clock).map((part) => `${part.title} ${part.items.length}`);

describe('the rows of a group', () => {
  it.each<{ by: Grouping; parts: string[] }>([
    { by: 'when', parts: ['Late 2', 'Today 1', 'In the next days 1', 'Later 1', 'No date 1'] },
    { by: 'place', parts: ['4 West 3', 'St. Anne 3'] },
    { by: 'work', parts: ['Plan the fix 6'] },
  ])('stand by $by as $parts', ({ by, parts }) => {
    const rows = [
      due('2026-11-22T09:00', '4 West'),
      due('2026-11-23T08:59', '4 West'),
      due('2026-11-23T22:00', '4 West'),
      due('2026-11-29T09:00'),
      due('2026-11-30T09:00'),
      due(null),
    ];
    expect(seen(rows, by)).toEqual(parts);
  });
  it('that are only to be read stand by why they were told, what has not moved first', () => {
    const rows = [told('informed'), told('returned'), told('escalation'), told('reminder'), told('decision')];
    expect(seen(rows, 'when')).toEqual([
      'You answer for these, and they have not moved 2',
      'Decided, or come back 2',
      'Told, nothing to do 1',
    ]);
  });
  it('are none when there are none', () => {
    expect(subgroups([], 'when', clock)).toEqual([]);
  });
  it.each([
    [0, 0],
    [8, 8],
    [9, 6],
    [300, 6],
  ])('of %i show %i at first: one or two more are not worth a button', (all, shown) => {
    expect(firstOf(Array.from({ length: all }, () => item())).length).toBe(shown);
  });
});
