import { describe, expect, it } from 'vitest';
import { WorkItem } from '../contract.ts';
import { actsOn, kindOf, kindsIn } from './many.ts';

const item = (more: Partial<Record<keyof WorkItem, unknown>>): WorkItem =>
  WorkItem.parse({
    key: `do-${JSON.stringify(more.obligationId ?? 1)}`,
    group: 'do',
    chainId: 1,
    caseNo: 'W-1',
    obligationId: 1,
    version: 3,
    gateId: null,
    noticeId: null,
    acceptanceId: null,
    handed: null,
    action: 'start',
    finishable: true,
    sentence: 'Press the maker.',
    step: 'Press the maker',
    whyNow: '',
    place: 'St. Anne',
    outcome: 'scheduled',
    dueAt: null,
    isOverdue: false,
    devicesDone: 0,
    devicesTotal: 2,
    waitsForMe: null,
    next: null,
    team: null,
    at: '2026-11-23T10:00:00Z',
    notice: null,
    ...more,
  });
const told = (id: number) =>
  item({
    key: `read-${id}`,
    group: 'read',
    action: 'read',
    noticeId: id,
    finishable: false,
    notice: 'informed',
  });

describe('rows that may be chosen together', () => {
  it.each([
    ['work to start', {}, 'do Press the maker'],
    ['work to say done', { action: 'do' }, 'do Press the maker'],
    ['devices to take', { finishable: false }, 'do Press the maker'],
    ['devices that were begun', { action: 'do', finishable: false }, 'do Press the maker'],
    ['a decision', { group: 'decide', action: 'sign' }, null],
    ['a question', { group: 'answer', action: 'answer', gateId: 4 }, null],
  ])('%s', (_name, more, kind) => {
    expect(kindOf(item(more))).toBe(kind);
  });

  it('are those of which there is more than one', () => {
    const rows = [item({}), item({ obligationId: 2 }), item({ obligationId: 3, step: 'Plan it' }), told(7)];
    expect([...kindsIn(rows)]).toEqual(['do Press the maker']);
  });

  it('are started where nobody took them, said done where no devices are reported, read where they were told', () => {
    const rows = [
      item({}),
      item({ obligationId: 2, action: 'do' }),
      item({ obligationId: 3, finishable: false }),
      told(7),
    ];
    const on = (...ids: number[]) => ids.map((obligationId) => ({ obligationId, version: 3 }));
    expect(actsOn(rows)).toMatchObject({
      start: on(1, 3),
      finish: on(1, 2),
      handOn: on(1, 2, 3),
      noticeIds: [7],
    });
  });
});
