import { describe, expect, it } from 'vitest';
import { OrganisationId } from '../../../kernel/ids.ts';
import type { Cell, MatrixDocument, OrgSnapshot, Resolution, Subject } from '../model.ts';
import {
  at,
  day,
  fullMatrix,
  handOver,
  hospital,
  line,
  monday,
  person,
  pumps,
  site,
  staff,
  team,
  ward,
} from '../testing.ts';
import { resolveAcross } from './across.ts';
import { compile } from './compile.ts';
import { mayVerify, resolve, resolveWith } from './resolve.ts';
import { escalationPeople } from './stand-in.ts';

const who = (r: Resolution, letter: 'A' | 'R' | 'C' | 'I'): string[] =>
  r[letter].map(
    (h) =>
      `${h.role} ${h.personId === null ? `T${h.teamId ?? '?'}(${h.memberIds.join()})` : `P${h.personId}`}`,
  );
const ask = (
  org: OrgSnapshot,
  activityId: string,
  subject: Subject = pumps,
  matrix: MatrixDocument = fullMatrix(),
): Resolution => resolve(matrix, org, activityId, subject, monday);
const away = (
  id: number,
  deputy: number | null = null,
  from = '2026-11-20',
  to = '2026-11-30',
  absenceId = id,
) => ({
  id: absenceId,
  personId: person(id),
  fromOn: day(from),
  toOn: day(to),
  reason: null,
  deputyPersonId: deputy === null ? null : person(deputy),
});
/** The hospital without the lines of a role, and with these instead. */
const staffed = (
  role: string,
  lines: OrgSnapshot['staffing'],
  changes: Partial<OrgSnapshot> = {},
): OrgSnapshot => {
  const base = hospital();
  return hospital({ staffing: [...base.staffing.filter((l) => l.role !== role), ...lines], ...changes });
};
const cell = (role: string, letters: Cell['letters'], contract = false): Cell => ({
  role,
  letters,
  contract,
  when: null,
});
const overridden = (
  ...overrides: { id: string; activityId?: string; scope?: Subject; cells: Cell[] }[]
): MatrixDocument => ({
  ...fullMatrix(),
  overrides: overrides.map((o) => ({ activityId: 'VUL-8', scope: {}, why: null, ...o })),
});

describe('a full hospital', () => {
  it('names everybody of a row, and says why', () => {
    const r = ask(hospital(), 'VUL-8', { ...pumps, when: ['no_vendor_fix'] });
    expect([who(r, 'A'), who(r, 'R'), who(r, 'C'), who(r, 'I')]).toEqual([
      ['HD P5'],
      ['BM P6'],
      ['SE P2', 'CE P7', 'MD P30'],
      ['CI P1', 'CL P8', 'PR P9'],
    ]);
    expect(r.gaps).toEqual([]);
    expect(r.A[0]?.reasons.map((reason) => reason.what)).toEqual([
      'Update or secure the devices: HTM director answers for it.',
      'P5 is HTM director everywhere.',
    ]);
  });

  it('does not ask the maker where the maker has a fix, and says so', () => {
    const r = ask(hospital(), 'VUL-8');
    expect(who(r, 'C')).toEqual(['SE P2', 'CE P7']);
    expect(r.skipped).toContainEqual({ letter: 'C', role: 'MD', what: 'Only where the maker has no fix.' });
  });

  it('leaves letters by contract out where no contract is in force, and takes them in where one is', () => {
    expect(ask(hospital(), 'VUL-8').skipped.map((s) => s.role)).toEqual(['MD', 'TP', 'MR']);
    const r = ask(staffed('TP', [line(31, 'TP', { validFrom: '2026-01-01' })]), 'VUL-8');
    expect(who(r, 'R')).toEqual(['BM P6', 'TP P31']);
    expect(r.R.map((h) => [h.contract, h.isOutside])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('treats an unknown activity as a hole with an owner', () => {
    const r = ask(hospital(), 'VUL-99');
    expect(r.gaps.map((g) => [g.letter, g.kind, g.ownedBy])).toEqual([
      ['A', 'no_row', [1]],
      ['R', 'no_row', [1]],
    ]);
  });
});

describe('which staffing line wins', () => {
  const cl = (id: number, holder: number, rest: Parameters<typeof line>[2] = {}) =>
    line(id, 'CL', { holder: { kind: 'person', personId: holder }, ...rest });
  it.each([
    {
      case: 'the ward beats the site',
      lines: [cl(1, 20, { scope: { siteId: 1 } }), cl(2, 21, { scope: { wardId: 1 } })],
      answer: 21,
    },
    {
      case: 'the ward beats site, class and maker together',
      lines: [
        cl(1, 20, { scope: { siteId: 1, deviceClass: 'infusion pump', manufacturer: 'pump maker' } }),
        cl(2, 21, { scope: { wardId: 1 } }),
      ],
      answer: 21,
    },
    {
      case: 'the site beats everywhere',
      lines: [cl(1, 20), cl(2, 21, { scope: { siteId: 1 } })],
      answer: 21,
    },
    {
      case: 'the site beats the device class',
      lines: [cl(1, 20, { scope: { deviceClass: 'infusion pump' } }), cl(2, 21, { scope: { siteId: 1 } })],
      answer: 21,
    },
    {
      case: 'a line for the activity beats the ward',
      lines: [cl(1, 20, { scope: { wardId: 1 } }), cl(2, 21, { activityId: 'VUL-7' })],
      answer: 21,
    },
    {
      case: 'a line for another activity does not apply',
      lines: [cl(1, 20), cl(2, 21, { activityId: 'VUL-6' })],
      answer: 20,
    },
    {
      case: 'another ward does not apply',
      lines: [cl(1, 20), cl(2, 21, { scope: { wardId: 2 } })],
      answer: 20,
    },
    {
      case: 'words compare without regard to case',
      lines: [cl(1, 20), cl(2, 21, { scope: { manufacturer: ' PUMP maker' } })],
      answer: 21,
    },
    {
      case: 'of two alike the newer wins',
      lines: [cl(1, 20, { validFrom: '2026-06-01' }), cl(2, 21, { validFrom: '2026-07-01' })],
      answer: 21,
    },
    { case: 'of two alike and equally new the lower id wins', lines: [cl(2, 21), cl(1, 20)], answer: 20 },
    {
      case: 'a line that is over does not apply',
      lines: [cl(1, 20), cl(2, 21, { scope: { wardId: 1 }, validUntil: '2026-11-22' })],
      answer: 20,
    },
    {
      case: 'a line holds on its last day',
      lines: [cl(1, 20), cl(2, 21, { scope: { wardId: 1 }, validUntil: '2026-11-23' })],
      answer: 21,
    },
    {
      case: 'a line that has not begun does not apply',
      lines: [cl(1, 20), cl(2, 21, { scope: { wardId: 1 }, validFrom: '2026-11-24' })],
      answer: 20,
    },
  ])('$case', ({ lines, answer }) => {
    expect(who(ask(staffed('CL', lines), 'VUL-7'), 'C')).toEqual([`CL P${answer}`]);
  });
});

describe('when somebody is away', () => {
  const hd = (rest: Parameters<typeof line>[2] = {}) => line(5, 'HD', rest);
  it('the deputy of the line stands in, and the reasons say so', () => {
    const r = ask(staffed('HD', [hd({ deputyPersonId: 20 })], { absences: [away(5)] }), 'VUL-8');
    expect(who(r, 'A')).toEqual(['HD P20']);
    expect(r.A[0]?.viaDeputyOf).toBe(5);
    expect(r.A[0]?.reasons.map((reason) => reason.what).slice(-2)).toEqual([
      'P5 is away.',
      'P20 stands in for P5.',
    ]);
  });
  it('the deputy named for the absence comes before the deputy of the line', () => {
    expect(
      who(ask(staffed('HD', [hd({ deputyPersonId: 20 })], { absences: [away(5, 21)] }), 'VUL-8'), 'A'),
    ).toEqual(['HD P21']);
  });
  it('a deputy who is away is passed over for theirs', () => {
    const org = staffed('HD', [hd({ deputyPersonId: 20 })], { absences: [away(5), away(20, 22)] });
    expect(who(ask(org, 'VUL-8'), 'A')).toEqual(['HD P22']);
  });
  it('deputies in a circle end, and the wider line is asked', () => {
    const lines = [
      line(50, 'HD', { scope: { siteId: 1 }, holder: { kind: 'person', personId: 20 }, deputyPersonId: 21 }),
      line(51, 'HD', { scope: { siteId: 2 }, holder: { kind: 'person', personId: 21 }, deputyPersonId: 20 }),
      hd(),
    ];
    expect(who(ask(staffed('HD', lines, { absences: [away(20), away(21)] }), 'VUL-8'), 'A')).toEqual([
      'HD P5',
    ]);
  });
  it('nobody left is a gap of the accountable of GOV-2', () => {
    const r = ask(hospital({ absences: [away(5)] }), 'VUL-8');
    expect(r.A).toEqual([]);
    expect(r.gaps).toMatchObject([
      { letter: 'A', role: 'HD', kind: 'nobody_present', isBlocking: true, ownedBy: [1] },
    ]);
    expect(r.gaps[0]?.what).toBe(
      'HTM director: everybody named is away or has left, and so are their deputies.',
    );
  });
  it('without an accountable of GOV-2 the gap falls to the executive', () => {
    expect(ask(hospital({ absences: [away(5), away(1)] }), 'VUL-8').gaps[0]?.ownedBy).toEqual([12]);
  });
  it('without anybody the gap says so by name', () => {
    const r = ask(hospital({ absences: [away(5), away(1), away(12)] }), 'VUL-8');
    expect(r.gaps.filter((gap) => gap.isBlocking).map((gap) => [gap.kind, gap.ownedBy])).toEqual([
      ['nobody_present', []],
      ['nobody', []],
    ]);
  });
  it('a leaver never holds a letter, with or without an absence', () => {
    const people = hospital().people.map((p) => (p.id === 5 ? { ...p, isActive: false } : p));
    expect(ask(hospital({ people }), 'VUL-8').gaps[0]?.reasons.map((r) => r.what)).toContain('P5 has left.');
  });
  it.each([
    ['the evening before, at the site', '2026-11-23T05:59:59.000Z', 5],
    ['from midnight at the site', '2026-11-23T06:00:00.000Z', 20],
    ['to the last minute of the last day', '2026-11-25T05:59:59.000Z', 20],
    ['and not after', '2026-11-25T06:00:00.000Z', 5],
  ])('an absence of 23 and 24 November holds by the clock of the site: %s', (_, instant, answer) => {
    const raci = compile(
      fullMatrix(),
      staffed('HD', [hd({ deputyPersonId: 20 })], { absences: [away(5, null, '2026-11-23', '2026-11-24')] }),
    );
    expect(resolveWith(raci, 'VUL-8', pumps, at(instant)).A[0]?.personId).toBe(answer);
  });
  it('an absence that ends before it starts counts for no day', () => {
    expect(
      who(ask(hospital({ absences: [away(5, null, '2026-11-30', '2026-11-01')] }), 'VUL-8'), 'A'),
    ).toEqual(['HD P5']);
  });
});

describe('teams and rotas', () => {
  const biomed = (rest: Parameters<typeof line>[2] = {}) =>
    line(60, 'BM', { holder: { kind: 'team', teamId: 1 }, ...rest });
  const hdTeam = line(61, 'HD', { holder: { kind: 'team', teamId: 1 } });
  it('a team does the work as a queue of those who are there', () => {
    const r = ask(staffed('BM', [biomed()], { absences: [away(21)] }), 'VUL-8');
    expect(who(r, 'R')).toEqual(['BM T1(20)']);
  });
  it('a team with nobody there gives way to the wider line', () => {
    const lines = [biomed({ scope: { siteId: 1 } }), line(6, 'BM')];
    expect(who(ask(staffed('BM', lines, { absences: [away(20), away(21)] }), 'VUL-8'), 'R')).toEqual([
      'BM P6',
    ]);
  });
  it('a team answers for something by its lead', () => {
    const r = ask(staffed('HD', [hdTeam]), 'VUL-8');
    expect(who(r, 'A')).toEqual(['HD P20']);
    expect(r.A[0]?.viaDeputyOf).toBeNull();
  });
  it('a team without a lead answers for nothing: a gap', () => {
    const teams = [
      { id: team(1), name: 'Biomed', siteId: site(1), leadPersonId: null, memberIds: [person(20)] },
    ];
    expect(ask(staffed('HD', [hdTeam], { teams }), 'VUL-8').gaps[0]?.kind).toBe('team_without_lead');
  });
  const shift = (id: number, of: number, fromAt: string, toAt: string) => ({
    id,
    rota: 'Network on call',
    personId: person(of),
    fromAt: at(fromAt),
    toAt: at(toAt),
  });
  const rota = line(70, 'NE', { holder: { kind: 'rota', rota: 'Network on call' } });
  const night = shift(1, 20, '2026-11-23T00:00:00.000Z', '2026-11-23T12:00:00.000Z');
  const noon = shift(2, 21, '2026-11-23T12:00:00.000Z', '2026-11-24T00:00:00.000Z');
  it('a rota gives whoever is on duty; at the change of shifts the one who starts', () => {
    expect(who(ask(staffed('NE', [rota], { shifts: [night, noon] }), 'NET-3'), 'R')).toEqual(['NE P21']);
  });
  it('where two shifts overlap the later start is asked', () => {
    const long = shift(1, 20, '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z');
    expect(who(ask(staffed('NE', [rota], { shifts: [long, noon] }), 'NET-3'), 'R')).toEqual(['NE P21']);
  });
  it('a hole in the rota is a gap, or the deputy of the line where one is named', () => {
    expect(ask(staffed('NE', [rota], { shifts: [night] }), 'NET-3').gaps).toMatchObject([
      { letter: 'R', kind: 'nobody_present', isBlocking: true },
    ]);
    const withDeputy = line(70, 'NE', {
      holder: { kind: 'rota', rota: 'Network on call' },
      deputyPersonId: 22,
    });
    expect(who(ask(staffed('NE', [withDeputy], { shifts: [night] }), 'NET-3'), 'R')).toEqual(['NE P22']);
  });
});

describe('handing on', () => {
  it('a delegate acts for the holder, for the activities named', () => {
    const org = hospital({ delegations: [handOver(9, 5, 20, { activityIds: ['VUL-8'] })] });
    const r = ask(org, 'VUL-8');
    expect(who(r, 'A')).toEqual(['HD P20']);
    expect(r.A[0]).toMatchObject({ viaDelegation: 9, viaDeputyOf: null });
    expect(who(ask(org, 'VUL-7'), 'A')).toEqual(['HD P5']);
  });
  it('a delegate who is away leaves it with the holder', () => {
    expect(
      who(ask(hospital({ delegations: [handOver(9, 5, 20)], absences: [away(20)] }), 'VUL-8'), 'A'),
    ).toEqual(['HD P5']);
  });
  it('a delegation is not passed on', () => {
    expect(
      who(ask(hospital({ delegations: [handOver(1, 5, 20), handOver(2, 20, 21)] }), 'VUL-8'), 'A'),
    ).toEqual(['HD P20']);
  });
  it('the narrower delegation wins', () => {
    const delegations = [handOver(1, 5, 20), handOver(2, 5, 21, { activityIds: ['VUL-8'] })];
    expect(who(ask(hospital({ delegations }), 'VUL-8'), 'A')).toEqual(['HD P21']);
  });
  it('a delegation whose authority does not reach this far is passed over', () => {
    const org = hospital({
      delegations: [handOver(1, 5, 20, { limits: { costCents: 100_000, downtimeMinutes: 30 } })],
    });
    const cost = (costCents: number): Subject => ({
      ...pumps,
      demand: { costCents, downtimeMinutes: null, risk: null },
    });
    expect(who(ask(org, 'VUL-8', cost(100_000)), 'A')).toEqual(['HD P20']);
    expect(who(ask(org, 'VUL-8', cost(100_001)), 'A')).toEqual(['HD P5']);
    const long = { ...pumps, demand: { costCents: null, downtimeMinutes: 31, risk: null } };
    expect(who(ask(org, 'VUL-8', long), 'A')).toEqual(['HD P5']);
  });
  it('handing to oneself is nothing', () => {
    expect(ask(hospital({ delegations: [handOver(1, 5, 5)] }), 'VUL-8').A[0]?.viaDelegation).toBeNull();
  });
});

describe('people from outside', () => {
  it('never answer for an outcome, by staffing, deputy, delegation or lead', () => {
    const outsider = line(5, 'HD', { holder: { kind: 'person', personId: 31 } });
    expect(ask(staffed('HD', [outsider]), 'VUL-8').gaps[0]?.kind).toBe('only_outsiders');
    expect(
      ask(staffed('HD', [line(5, 'HD', { deputyPersonId: 31 })], { absences: [away(5)] }), 'VUL-8').A,
    ).toEqual([]);
    expect(who(ask(hospital({ delegations: [handOver(1, 5, 31)] }), 'VUL-8'), 'A')).toEqual(['HD P5']);
  });
  it('are not enough to do the work', () => {
    const r = ask(
      staffed('BM', [], {
        staffing: [...hospital().staffing.filter((l) => l.role !== 'BM'), line(31, 'TP')],
      }),
      'VUL-8',
    );
    expect(who(r, 'R')).toEqual(['TP P31']);
    expect(r.gaps.filter((gap) => gap.isBlocking).map((gap) => [gap.role, gap.kind])).toEqual([
      ['BM', 'not_staffed'],
      [null, 'contract_only'],
    ]);
  });
  it('stay outside even where nobody said for whom they work, by their role', () => {
    const people = [...hospital().people.filter((p) => p.id !== 30), staff(30, { organisationId: null })];
    expect(ask(hospital({ people }), 'VUL-1').C[0]?.isOutside).toBe(true);
    const unknown = hospital().people.map((p) =>
      p.id === 5 ? { ...p, organisationId: OrganisationId.parse(99) } : p,
    );
    expect(ask(hospital({ people: unknown }), 'VUL-8').A).toEqual([]);
  });
});

describe('devices in several wards', () => {
  const nurses = [
    line(81, 'CL', { scope: { wardId: 1 }, holder: { kind: 'person', personId: 20 } }),
    line(82, 'CL', { scope: { wardId: 2 }, holder: { kind: 'person', personId: 21 } }),
  ];
  const atSite: Subject = { siteId: site(1), deviceClass: 'infusion pump', manufacturer: 'Pump Maker' };
  const across = (org: OrgSnapshot, activityId: string, wards: number[]): Resolution =>
    resolveAcross(compile(fullMatrix(), org), activityId, atSite, wards.map(ward), monday);
  it('each ward is asked, and one person answers for it', () => {
    const r = across(staffed('CL', nurses), 'VUL-7', [2, 1, 2]);
    expect([who(r, 'A'), who(r, 'R'), who(r, 'C'), r.gaps]).toEqual([
      ['HD P5'],
      ['BM P6'],
      ['CL P20', 'CL P21'],
      [],
    ]);
  });
  it('the site alone would have found no nurse', () => {
    expect(across(staffed('CL', nurses), 'VUL-7', []).gaps).toMatchObject([
      { letter: 'C', role: 'CL', kind: 'not_staffed', isBlocking: true },
    ]);
  });
  it('who answers for the site answers for its wards', () => {
    const org = staffed('CL', [
      ...nurses,
      line(80, 'CL', { scope: { siteId: 1 }, holder: { kind: 'person', personId: 22 } }),
    ]);
    const r = across(org, 'ANM-5', [1, 2]);
    expect([who(r, 'A'), who(r, 'R')]).toEqual([['CL P22'], ['CL P20', 'CL P21']]);
  });
  it('a ward without anybody is a hole, also where others have somebody', () => {
    const r = across(staffed('CL', nurses.slice(0, 1)), 'VUL-7', [1, 2]);
    expect([who(r, 'C'), r.gaps.map((gap) => gap.kind)]).toEqual([['CL P20'], ['not_staffed']]);
  });
  it('an accountable whom the wards do not share is a hole, one whom they share is not', () => {
    expect(
      across(staffed('CL', nurses), 'ANM-5', [1, 2]).gaps.filter((gap) => gap.letter === 'A'),
    ).toHaveLength(1);
    expect(who(across(staffed('CL', nurses), 'ANM-5', [1]), 'A')).toEqual(['CL P20']);
  });
  it('nobody at all is said once', () => {
    const r = across(hospital({ staffing: [] }), 'VUL-7', [1, 2]);
    expect(r.gaps.filter((gap) => gap.kind === 'nobody')).toHaveLength(1);
  });
});

describe('overrides', () => {
  it('change the letters of a role within their scope only', () => {
    const matrix = overridden({ id: 'o1', scope: { wardId: ward(1) }, cells: [cell('NE', ['C'])] });
    expect(who(ask(hospital(), 'VUL-8', pumps, matrix), 'C')).toEqual(['SE P2', 'NE P3', 'CE P7']);
    expect(who(ask(hospital(), 'VUL-8', { siteId: site(1), wardId: ward(2) }, matrix), 'C')).toEqual([
      'SE P2',
      'CE P7',
    ]);
  });
  it('move A and leave the former holder the other letters', () => {
    const matrix = overridden({ id: 'o1', scope: { siteId: site(1) }, cells: [cell('CI', ['A'])] });
    const r = ask(hospital(), 'VUL-8', pumps, matrix);
    expect(who(r, 'A')).toEqual(['CI P1']);
    expect(r.A[0]?.reasons[1]?.source).toContain('Override o1');
  });
  it('the most specific has the last word', () => {
    const matrix = overridden(
      { id: 'o1', scope: { wardId: ward(1) }, cells: [cell('CE', ['A'])] },
      { id: 'o2', scope: { siteId: site(1) }, cells: [cell('CI', ['A']), cell('NE', ['C'])] },
    );
    const r = ask(hospital(), 'VUL-8', pumps, matrix);
    expect([who(r, 'A'), who(r, 'C')]).toEqual([['CE P7'], ['SE P2', 'NE P3']]);
  });
  it('take a role out with no letters', () => {
    const matrix = overridden({ id: 'o1', cells: [cell('CE', []), cell('BM', [])] });
    const r = ask(hospital(), 'VUL-8', pumps, matrix);
    expect(who(r, 'C')).toEqual(['SE P2']);
    expect(r.gaps).toMatchObject([{ letter: 'R', role: null, kind: 'no_role', isBlocking: true }]);
  });
});

describe('up the line', () => {
  it('goes from who does it to who answers for it, their deputy and the executive', () => {
    const org = staffed('HD', [line(5, 'HD', { deputyPersonId: 20 })]);
    const raci = compile(fullMatrix(), org);
    expect(escalationPeople(raci, resolveWith(raci, 'VUL-8', pumps, monday), pumps)).toEqual({
      responsible: [6],
      accountable: 5,
      deputy: 20,
      executive: 12,
    });
  });
  it('starts with the owner of the gap where nobody answers for it', () => {
    const raci = compile(fullMatrix(), hospital({ absences: [away(5)] }));
    expect(escalationPeople(raci, resolveWith(raci, 'VUL-8', pumps, monday), pumps)).toMatchObject({
      accountable: 1,
      deputy: null,
      executive: 12,
    });
  });
});

it('whoever did the work does not check it', () => {
  expect([
    mayVerify(person(1), [person(2)]),
    mayVerify(person(1), [person(2), person(1)]),
    mayVerify(person(1), []),
  ]).toEqual([true, false, true]);
});
