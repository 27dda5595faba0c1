// Bad staffing, one case each: a rota with a hole, two at once, swaps of nothing, two time zones, training that nobody has.
import { describe, expect, it } from 'vitest';
import { RotaId } from '../../../kernel/ids.ts';
import { type Rota, RotaLayer } from '../../people/model.ts';
import type { OrgSnapshot } from '../model.ts';
import { at, day, fullMatrix, hospital, line, monday, person } from '../testing.ts';
import { lint } from './lint.ts';
import { lintOrganisation } from './lint-organisation.ts';

const found = (changes: Partial<OrgSnapshot>): string[] =>
  lintOrganisation(fullMatrix(), hospital(changes), monday).map((f) => `${f.rule}: ${f.sentence}`);
const without = (role: string) => hospital().staffing.filter((one) => one.role !== role);
const nights = (rest: object = {}): RotaLayer =>
  RotaLayer.parse({
    id: 1,
    firstAt: '2026-11-01T20:00',
    rule: 'FREQ=DAILY',
    shiftMinutes: 720,
    memberIds: [20],
    untilAt: null,
    ...rest,
  });
/** NE is held by the rota `night`. */
const onNights = (rest: Partial<Rota>): Partial<OrgSnapshot> => ({
  staffing: [...without('NE'), line(90, 'NE', { holder: { kind: 'rota', rota: 'night' } })],
  rotas: [
    { id: RotaId.parse(1), name: 'night', timezone: 'America/Chicago', layers: [], swaps: [], ...rest },
  ],
});
const awayFor = (id: number, from: string, to: string, deputy: number | null = null) => ({
  id,
  personId: person(id),
  fromOn: day(from),
  toOn: day(to),
  reason: null,
  deputyPersonId: deputy === null ? null : person(deputy),
});
const gone = (id: number) =>
  hospital().people.map((one) => (one.id === id ? { ...one, isActive: false } : one));
const pumps = { skillNeeds: [{ activityId: 'VUL-8', skill: 'Infusion pumps' }] };
const trained = (id: number, from: string, to: string | null) => ({
  personId: person(id),
  skill: 'infusion PUMPS',
  gainedOn: day(from),
  expiresOn: to === null ? null : day(to),
});

describe('the lint of staffing', () => {
  it.each<[string, Partial<OrgSnapshot>, string]>([
    [
      'a rota with holes',
      onNights({ layers: [nights()] }),
      'rota: The rota night has nobody on duty 14 times in the next 14 days, first from Mon 23 Nov 08:00 (America/Chicago) to Mon 23 Nov 20:00 (America/Chicago).',
    ],
    [
      'layers that overlap',
      onNights({ layers: [nights(), nights({ id: 2, firstAt: '2026-11-01T07:00', memberIds: [21] })] }),
      'rota: On the rota night two people are on duty at once 14 times, first from Mon 23 Nov 07:00 (America/Chicago).',
    ],
    [
      'two rotas at once',
      {
        staffing: [
          ...without('NE'),
          line(90, 'NE', { holder: { kind: 'rota', rota: 'night' } }),
          line(91, 'NE', { holder: { kind: 'rota', rota: 'day' } }),
        ],
      },
      'tie: Two rotas are on call at once for Network engineer in the same place: night and day (staffing lines 90 and 91).',
    ],
    [
      'a zone nobody knows',
      onNights({ timezone: 'Mars/Olympus', layers: [nights()] }),
      'rota: Nobody knows the time zone "Mars/Olympus" of the rota night.',
    ],
    [
      'a member who left',
      { ...onNights({ layers: [nights({ memberIds: [20, 23] })] }), people: gone(23) },
      'rota: P23 has left but still takes turns on the rota night.',
    ],
    [
      'turns that have run out',
      onNights({ layers: [nights({ rule: 'FREQ=DAILY;COUNT=3' })] }),
      'rota: The turns of layer 1 of the rota night have run out: by FREQ=DAILY;COUNT=3 from 2026-11-01T20:00 none comes in a year.',
    ],
    [
      'somebody on call while away',
      { ...onNights({ layers: [nights()] }), absences: [awayFor(20, '2026-11-25', '2026-11-25')] },
      'rota: P20 is on call on the rota night 2 times while away, first from Tue 24 Nov 20:00 (America/Chicago).',
    ],
    [
      'a swap of a turn that is not there any more',
      onNights({
        layers: [nights()],
        swaps: [
          {
            id: 5,
            turnAt: at('2026-11-25T12:00:00.000Z'),
            fromPersonId: person(20),
            toPersonId: person(21),
          },
        ],
      }),
      'rota: P21 agreed to take a turn of P20 on the rota night from Wed 25 Nov 06:00 (America/Chicago), but P20 has no turn then.',
    ],
    [
      'a deputy who is away too',
      { absences: [awayFor(5, '2026-11-24', '2026-11-30', 20), awayFor(20, '2026-11-29', '2026-12-04')] },
      'deputy: P20 is to stand in for P5 from 2026-11-24 to 2026-11-30 but is away too, from 2026-11-29 to 2026-12-04.',
    ],
    [
      'a person with two time zones',
      {
        sites: hospital().sites.map((one) => (one.id === 2 ? { ...one, timezone: 'America/New_York' } : one)),
        staffing: [
          ...without('NE'),
          line(90, 'NE', { scope: { siteId: 2 }, holder: { kind: 'person', personId: 20 } }),
        ],
      },
      'zones: P20 has two time zones: is at home at St. Anne (America/Chicago) but holds a role at Lakeside (America/New_York).',
    ],
    [
      'training that nobody has',
      pumps,
      'training: Nobody is trained in Infusion pumps now, which VUL-8 needs.',
    ],
    [
      'training that ran out yesterday',
      { ...pumps, skills: [trained(6, '2025-01-01', '2026-11-22')] },
      'training: Nobody is trained in Infusion pumps now, which VUL-8 needs.',
    ],
    [
      'training that nobody will have soon',
      { ...pumps, skills: [trained(6, '2025-01-01', '2026-12-01')] },
      'training: After 2026-12-01 nobody is trained in Infusion pumps, which VUL-8 needs: P6 is the last.',
    ],
    [
      'training for a row that is not in the matrix',
      { skillNeeds: [{ activityId: 'XYZ-1', skill: 'Infusion pumps' }] },
      'training: XYZ-1 needs training in Infusion pumps, but the matrix has no such activity.',
    ],
  ])('tells %s', (_, changes, sentence) => {
    expect(found(changes)).toContain(sentence);
  });
  it('is silent about a rota without a fault, training in date and a deputy who is there', () => {
    const whole = nights({
      firstAt: '2026-11-02T08:00',
      rule: 'FREQ=WEEKLY',
      shiftMinutes: 10_080,
      memberIds: [20, 21],
    });
    const fine = {
      ...onNights({ layers: [whole] }),
      ...pumps,
      skills: [trained(6, '2025-01-01', null)],
      absences: [awayFor(5, '2026-11-24', '2026-11-30', 20)],
    };
    expect(found(fine).filter((one) => /^(rota|training|deputy|zones|tie)/.test(one))).toEqual([]);
  });
  it('says where it is mended', () => {
    const lines = lintOrganisation(fullMatrix(), hospital(onNights({ layers: [nights()] })), monday);
    expect(lines.find((one) => one.rule === 'rota')?.mendAt).toBe('/rotas/1');
  });
  it('tells that nobody may do the row where the one who holds it is not trained', () => {
    const lines = lint(fullMatrix(), hospital(pumps), monday).map((f) => `${f.rule}: ${f.sentence}`);
    expect(
      lines.some((one) => one.startsWith('V3: Nobody can do VUL-8') && one.includes('not trained')),
    ).toBe(true);
  });
});
