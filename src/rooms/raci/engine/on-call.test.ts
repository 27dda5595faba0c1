// Who is asked where a rota, a training or the limit of a delegation decides it, and the words for why.
import { describe, expect, it } from 'vitest';
import { RotaId } from '../../../kernel/ids.ts';
import { RotaLayer } from '../../people/model.ts';
import type { OrgSnapshot } from '../model.ts';
import { at, day, fullMatrix, handOver, hospital, line, person, pumps } from '../testing.ts';
import { compile } from './compile.ts';
import { resolve, resolveWith } from './resolve.ts';

const others = (role: string) => hospital().staffing.filter((one) => one.role !== role);
const nights = (rest: object = {}) => ({
  id: RotaId.parse(1),
  name: 'Network nights',
  timezone: 'America/Chicago',
  layers: [
    RotaLayer.parse({
      id: 1,
      firstAt: '2026-11-02T20:00',
      rule: 'FREQ=DAILY',
      shiftMinutes: 720,
      memberIds: [20, 21],
      untilAt: null,
    }),
  ],
  swaps: [],
  ...rest,
});
const onCall = (rota: object = {}, changes: Partial<OrgSnapshot> = {}): OrgSnapshot =>
  hospital({
    staffing: [
      ...others('NE'),
      line(70, 'NE', { holder: { kind: 'rota', rota: 'Network nights' }, deputyPersonId: 22 }),
    ],
    rotas: [nights(rota)],
    ...changes,
  });
const doing = (org: OrgSnapshot, text: string, activityId = 'NET-3') =>
  resolve(fullMatrix(), org, activityId, pumps, at(text)).R.map((h) => h.personId ?? h.memberIds);
const why = (org: OrgSnapshot, text: string, activityId = 'NET-3'): string =>
  resolve(fullMatrix(), org, activityId, pumps, at(text))
    .R.flatMap((h) => h.reasons.map((reason) => reason.what))
    .join(' ');

// In Chicago 20:00 is 02:00 UTC of the next day.
const firstNight = '2026-11-24T02:00:00.000Z';

describe('on call', () => {
  it('whoever has the turn does it, until when and by which rota is said', () => {
    // The 22nd night since 2 November: the second of two.
    expect(doing(onCall(), firstNight)).toContain(person(21));
    expect(why(onCall(), firstNight)).toContain('is on call until Tue 24 Nov 08:00, rota Network nights.');
  });
  it('at the change the answer changes, also from one compilation asked in any order', () => {
    const raci = compile(fullMatrix(), onCall());
    const asked = (text: string) => resolveWith(raci, 'NET-3', pumps, at(text)).R[0]?.personId;
    const nextNight = '2026-11-25T02:00:00.000Z';
    const [a, hole, b] = [asked(firstNight), asked('2026-11-24T14:00:00.000Z'), asked(nextNight)];
    expect(new Set([a, b])).toEqual(new Set([person(20), person(21)]));
    // By day nobody is on call: the deputy of the line.
    expect(hole).toBe(person(22));
    expect([asked(nextNight), asked('2026-11-24T13:59:59.000Z'), asked(firstNight)]).toEqual([b, a, a]);
  });
  it('a swap is followed and told', () => {
    const whose = doing(onCall(), firstNight)[0];
    const swaps = [{ id: 1, turnAt: at(firstNight), fromPersonId: whose, toPersonId: person(23) }];
    expect(doing(onCall({ swaps }), firstNight)).toEqual([person(23)]);
    expect(why(onCall({ swaps }), firstNight)).toContain('Took the turn from P');
  });
});

const need = { skillNeeds: [{ activityId: 'VUL-8', skill: 'Infusion pumps' }] };
const skill = (id: number, to: string | null) => ({
  personId: person(id),
  skill: 'Infusion pumps',
  gainedOn: day('2025-01-01'),
  expiresOn: to === null ? null : day(to),
});
const team = line(60, 'BM', { holder: { kind: 'team', teamId: 1 } });
const noon = '2026-11-23T18:00:00.000Z';

describe('training', () => {
  it('of a team only those trained now are asked, and it says who is not and why', () => {
    const org = hospital({
      staffing: [...others('BM'), team],
      ...need,
      skills: [skill(20, '2026-11-22'), skill(21, '2026-11-23')],
    });
    expect(doing(org, noon, 'VUL-8')).toEqual([[person(21)]]);
    expect(why(org, noon, 'VUL-8')).toContain(
      'P20 may not do VUL-8: the training in Infusion pumps ran out on 2026-11-22.',
    );
  });
  it('its last day counts, by the clock of the site, and the answer changes by itself after it', () => {
    const raci = compile(
      fullMatrix(),
      hospital({
        staffing: [...others('BM'), team],
        ...need,
        skills: [skill(20, null), skill(21, '2026-11-23')],
      }),
    );
    const members = (text: string) => resolveWith(raci, 'VUL-8', pumps, at(text)).R[0]?.memberIds;
    expect(members('2026-11-24T05:59:59.000Z')).toEqual([person(20), person(21)]);
    expect(members('2026-11-24T06:00:00.000Z')).toEqual([person(20)]);
    expect(members('2026-11-24T05:00:00.000Z')).toEqual([person(20), person(21)]);
  });
  it('a trained deputy does it for somebody who is not; where there is none it is a gap that says so', () => {
    const bm = line(6, 'BM', { deputyPersonId: 22 });
    expect(
      doing(hospital({ staffing: [...others('BM'), bm], ...need, skills: [skill(22, null)] }), noon, 'VUL-8'),
    ).toEqual([person(22)]);
    const { gaps } = resolve(fullMatrix(), hospital(need), 'VUL-8', pumps, at(noon));
    expect(gaps[0]).toMatchObject({ letter: 'R', kind: 'not_trained', isBlocking: true });
    expect(gaps[0]?.ownedBy).toHaveLength(1);
  });
  it('is asked of those who do it, not of those who answer or are told, nor for other activities', () => {
    const org = hospital(need);
    const plain = hospital();
    for (const id of ['VUL-7', 'NET-3']) expect(doing(org, noon, id)).toEqual(doing(plain, noon, id));
    expect(resolve(fullMatrix(), org, 'VUL-8', pumps, at(noon)).A).toEqual(
      resolve(fullMatrix(), plain, 'VUL-8', pumps, at(noon)).A,
    );
  });
});

describe('a delegation with limits', () => {
  const limits = { costCents: 100_000, downtimeMinutes: 30, risk: 'medium' as const };
  const org = hospital({ delegations: [handOver(1, 5, 20, { limits })] });
  const decides = (demand: object) => {
    const asked = { costCents: null, downtimeMinutes: null, risk: null, ...demand };
    const [a] = resolve(fullMatrix(), org, 'VUL-8', { ...pumps, demand: asked }, at(noon)).A;
    return { who: a?.personId, why: a?.reasons.map((r) => r.what).join(' ') };
  };
  it.each([
    [{ costCents: 100_000 }, 20],
    [{ costCents: 100_001 }, 5],
    [{ downtimeMinutes: 30 }, 20],
    [{ downtimeMinutes: 31 }, 5],
    [{ risk: 'medium' }, 20],
    [{ risk: 'high' }, 5],
  ])('for %j it is decided by P%d', (demand, id) => expect(decides(demand).who).toBe(person(id)));
  it('says why it went back to whoever handed it on', () => {
    expect(decides({ costCents: 250_000 }).why).toContain(
      'P5 has handed everything to P20, but only up to 1,000 in money, 30 minutes of downtime, medium risk; this goes further (2,500 in money), so it stays with P5.',
    );
  });
});
