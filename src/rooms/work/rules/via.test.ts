import { describe, expect, it } from 'vitest';
import { resolve } from '../../raci/engine/resolve.ts';
import { day, fullMatrix, handOver, hospital, line, monday, person, pumps } from '../../raci/testing.ts';
import { gapWords, viaOf } from './via.ts';

const away = (id: number) => ({
  id: 1,
  personId: person(id),
  fromOn: day('2026-11-20'),
  toOn: day('2026-11-30'),
  reason: null,
  deputyPersonId: null,
});

describe('how somebody came to a letter, in the words that the engine keeps', () => {
  const who = (org: ReturnType<typeof hospital>) =>
    resolve(fullMatrix(), org, 'VUL-8', pumps, monday).A.map((h) => `${h.personId} ${viaOf(h.reasons)}`);
  const base = hospital();
  const own = resolve(fullMatrix(), base, 'VUL-8', pumps, monday).A[0];
  it('is their own when they are staffed and there', () => {
    expect(own && viaOf(own.reasons)).toBe('own');
  });
  it('is a deputy’s when they are away, and handed on when they handed it on', () => {
    const id = Number(own?.personId);
    const other = Number(base.people.find((p) => p.id !== id && p.isActive)?.id);
    const staffing = [
      line(900, own?.role ?? '', { holder: { kind: 'person', personId: id }, deputyPersonId: other }),
    ];
    const rest = base.staffing.filter((s) => s.role !== own?.role);
    const org = { ...base, staffing: [...rest, ...staffing] };
    expect(who(org)).toEqual([`${id} own`]);
    expect(who({ ...org, absences: [away(id)] })).toEqual([`${other} deputy`]);
    expect(who({ ...org, delegations: [handOver(1, id, other)] })).toEqual([`${other} delegation`]);
  });
  it('is a gap where nobody was staffed', () => {
    const what = `${gapWords.doer}no one holds R. It falls to the accountable.`;
    expect(viaOf([{ what, source: 'Matrix' }])).toBe('gap');
    expect(viaOf([{ what: `${gapWords.accountable}HD is not staffed.`, source: 'Matrix, GOV-2' }])).toBe(
      'gap',
    );
    expect(viaOf([])).toBe('own');
  });
});
