import { describe, expect, it } from 'vitest';
import type { Activity, Cell, MatrixDocument, OrgSnapshot } from '../model.ts';
import { at, day, fullMatrix, handOver, hospital, line, monday, person, site, ward } from '../testing.ts';
import { lint } from './lint.ts';
import { lintMatrix } from './lint-matrix.ts';
import { checkedOwnWork, startedTooEarly, toldTooLate } from './recorded.ts';

const cell = (role: string, letters: Cell['letters'], contract = false): Cell => ({
  role,
  letters,
  contract,
  when: null,
});
/** The full matrix with some roles of a row changed. */
const changed = (activityId: string, cells: Cell[], more: Partial<Activity> = {}): MatrixDocument => ({
  ...fullMatrix(),
  activities: fullMatrix().activities.map((row) =>
    row.id === activityId
      ? {
          ...row,
          ...more,
          cells: [...row.cells.filter((c) => !cells.some((n) => n.role === c.role)), ...cells],
        }
      : row,
  ),
});
const rules = (matrix: MatrixDocument): string[] =>
  lintMatrix(matrix).map((f) => `${f.level} ${f.rule} ${f.activityId ?? ''} ${f.role ?? ''}`.trim());
const found = (org: OrgSnapshot): string[] =>
  lint(fullMatrix(), org, monday).map((f) => `${f.rule}: ${f.sentence}`);

describe('a row', () => {
  it.each<[string, MatrixDocument, string[]]>([
    ['nobody answers for it', changed('VUL-8', [cell('HD', [])]), ['error V1 VUL-8']],
    ['two answer for it', changed('VUL-8', [cell('CI', ['A'])]), ['error V1 VUL-8']],
    ['one role both answers and does', changed('VUL-8', [cell('HD', ['A', 'R'])]), []],
    ['only a partner does it', changed('VUL-8', [cell('BM', [])]), ['error V2 VUL-8']],
    ['nobody does it', changed('VUL-11', [cell('CI', [])]), ['error V2 VUL-11']],
    [
      'a partner answers for it',
      changed('VUL-8', [cell('HD', []), cell('TP', ['A'])]),
      ['error V5 VUL-8 TP'],
    ],
    [
      'a partner answers for it by contract',
      changed('VUL-8', [cell('TP', ['A', 'R'], true)]),
      ['error V5 VUL-8 TP'],
    ],
    [
      'seven are asked',
      changed('VUL-4', [cell('NE', ['C']), cell('IT', ['C']), cell('BM', ['C'])]),
      ['warning V6 VUL-4'],
    ],
    ['procurement is asked about a fix', changed('VUL-8', [cell('PR', ['C'])]), ['error V7 VUL-8 PR']],
    ['procurement is asked about a purchase', changed('PRO-8', [cell('PR', ['C'])]), []],
    ['the doer is asked too', changed('VUL-8', [cell('BM', ['R', 'C'])]), ['warning both VUL-8 BM']],
    ['a role that is not there', changed('VUL-8', [cell('XX', ['C'])]), ['error role VUL-8 XX']],
    [
      'the doer checks',
      changed('ANM-6', [cell('BM', []), cell('SE', []), cell('CE', ['R'])]),
      ['error V8 ANM-6 CE'],
    ],
  ])('where %s', (_, matrix, expected) => {
    expect(rules(matrix)).toEqual(expected);
  });

  it('listed twice is one fault', () => {
    expect(
      rules({
        ...fullMatrix(),
        activities: [...fullMatrix().activities, ...fullMatrix().activities.slice(0, 1)],
      }),
    ).toEqual(['error once INV-1']);
  });

  it('is mended by the repair it offers', () => {
    for (const matrix of [
      changed('VUL-8', [cell('HD', [])]),
      changed('VUL-8', [cell('CI', ['A'])]),
      changed('VUL-8', [cell('BM', [])]),
      changed('VUL-8', [cell('PR', ['C'])]),
      changed('VUL-8', [cell('BM', ['R', 'C'])]),
    ]) {
      const [fault] = lintMatrix(matrix);
      const changes = fault?.repair?.changes ?? [];
      expect(changes.length).toBeGreaterThan(0);
      const mended = {
        ...matrix,
        activities: matrix.activities.map((row) => ({
          ...row,
          cells: [
            ...row.cells.filter((c) => !changes.some((x) => x.activityId === row.id && x.role === c.role)),
            ...changes.filter((x) => x.activityId === row.id).map((x) => cell(x.role, x.letters)),
          ],
        })),
      };
      expect(rules(mended)).toEqual([]);
    }
  });
});

describe('overrides', () => {
  const override = (id: string, scope: object, cells: Cell[]) => ({
    id,
    activityId: 'VUL-8',
    scope,
    cells,
    why: null,
  });
  it.each([
    [
      'in the same place and role are a tie',
      [
        override('a', { siteId: site(1) }, [cell('NE', ['C'])]),
        override('b', { siteId: site(1) }, [cell('NE', ['I'])]),
      ],
      ['error tie VUL-8'],
    ],
    [
      'that both move A are a tie',
      [
        override('a', { siteId: site(1) }, [cell('CI', ['A'])]),
        override('b', { siteId: site(1) }, [cell('CE', ['A'])]),
      ],
      ['error tie VUL-8'],
    ],
    [
      'at two sites are none',
      [
        override('a', { siteId: site(1) }, [cell('NE', ['C'])]),
        override('b', { siteId: site(2) }, [cell('NE', ['I'])]),
      ],
      [],
    ],
    [
      'of unlike reach are none',
      [
        override('a', { siteId: site(1) }, [cell('NE', ['C'])]),
        override('b', { wardId: ward(1) }, [cell('NE', ['I'])]),
      ],
      [],
    ],
    [
      'that take A away leave nobody',
      [override('a', { siteId: site(1) }, [cell('HD', [])])],
      ['error V1 VUL-8'],
    ],
    ['that move A are fine', [override('a', { siteId: site(1) }, [cell('CI', ['A'])])], []],
    [
      'of a row that is not there never apply',
      [{ ...override('a', {}, [cell('NE', ['C'])]), activityId: 'VUL-99' }],
      ['error activity VUL-99'],
    ],
  ])('%s', (_, overrides, expected) => {
    expect(rules({ ...fullMatrix(), overrides })).toEqual(expected);
  });
});

describe('the people', () => {
  const without = (role: string): OrgSnapshot['staffing'] =>
    hospital().staffing.filter((l) => l.role !== role);
  it.each<[string, Partial<OrgSnapshot>, string]>([
    [
      'a role nobody holds',
      { staffing: without('CL') },
      'V3: Nobody can do ANM-5 Keep care going without the devices anywhere.',
    ],
    [
      'two lines alike',
      { staffing: [...hospital().staffing, line(90, 'CL')] },
      'tie: Staffing lines 8 and 90 for Clinical owner / nursing are equally specific and both in force.',
    ],
    [
      'a leaver',
      { people: hospital().people.map((p) => (p.id === 8 ? { ...p, isActive: false } : p)) },
      'left: P8 has left but still stands in staffing line 8.',
    ],
    [
      'a role nobody knows',
      { staffing: [...hospital().staffing, line(90, 'XX')] },
      'role: Staffing line 90 is for XX, which is not a role of the matrix.',
    ],
    [
      'a line that ends before it starts',
      {
        staffing: [
          ...hospital().staffing,
          line(90, 'CL', { scope: { wardId: 1 }, validFrom: '2026-02-01', validUntil: '2026-01-01' }),
        ],
      },
      'dates: Staffing line 90 ends before it starts.',
    ],
    [
      'deputies in a circle',
      {
        staffing: [
          ...without('HD'),
          line(5, 'HD', { deputyPersonId: 20 }),
          line(90, 'HD', {
            scope: { siteId: 1 },
            holder: { kind: 'person', personId: 20 },
            deputyPersonId: 5,
          }),
        ],
      },
      'circle: These people stand in for each other in a circle: P5, P20.',
    ],
    [
      'an absence that ends before it starts',
      {
        absences: [
          {
            id: 1,
            personId: person(5),
            fromOn: day('2026-11-09'),
            toOn: day('2026-11-01'),
            reason: null,
            deputyPersonId: null,
          },
        ],
      },
      'dates: The absence of P5 ends (2026-11-01) before it starts (2026-11-09).',
    ],
    [
      'a delegation to a partner',
      { delegations: [handOver(1, 5, 31)] },
      "V5: Delegation 1 goes to P31, who is not the hospital's own.",
    ],
    [
      'a delegation with too little authority',
      { delegations: [handOver(1, 12, 20, { activityIds: ['VUL-11'], limits: { risk: 'low' } })] },
      'V4: Delegation 1 to P20 does not reach as far as VUL-11 goes.',
    ],
    [
      'a rota without shifts',
      { staffing: [...without('NE'), line(90, 'NE', { holder: { kind: 'rota', rota: 'night' } })] },
      'rota: Nobody has a shift on the rota night.',
    ],
    [
      'a rota with a hole',
      {
        staffing: [...without('NE'), line(90, 'NE', { holder: { kind: 'rota', rota: 'night' } })],
        shifts: [
          {
            id: 1,
            rota: 'night',
            personId: person(20),
            fromAt: at('2026-11-23T00:00:00.000Z'),
            toAt: at('2026-11-24T00:00:00.000Z'),
          },
        ],
      },
      'rota: The rota night has nobody on duty once in the next 14 days, first from Mon 23 Nov 18:00 (America/Chicago) to Mon 7 Dec 06:00 (America/Chicago).',
    ],
    [
      'nobody to stand in',
      {},
      'V3: Nobody stands in for P8 as Clinical owner / nursing; 2 rows would stand still.',
    ],
    [
      'nobody left to check',
      {},
      'V8: The people for NET-5 are the same as for NET-4 anywhere, so nobody is left to check.',
    ],
  ])('%s is told', (_, changes, sentence) => {
    expect(
      found(hospital(changes)).some((one) => one.startsWith(sentence)),
      found(hospital(changes)).join('\n'),
    ).toBe(true);
  });
  it('a hole at one site names the place', () => {
    const cl = [line(90, 'CL', { scope: { siteId: 1 }, holder: { kind: 'person', personId: 8 } })];
    expect(found(hospital({ staffing: [...without('CL'), ...cl] }))).toContainEqual(
      expect.stringContaining(
        'Nobody answers for ANM-5 Keep care going without the devices at ED, Lakeside.',
      ),
    );
  });
  it('of an empty hospital leave every row without anybody, and the lint says so for each', () => {
    const empty = {
      organisations: [],
      sites: [],
      wards: [],
      people: [],
      teams: [],
      absences: [],
      shifts: [],
      rotas: [],
      skills: [],
      skillNeeds: [],
      staffing: [],
      delegations: [],
    };
    const faults = lint(fullMatrix(), empty, monday).filter(
      (f) => f.rule === 'V3' && f.sentence.startsWith('Nobody answers'),
    );
    expect(faults).toHaveLength(48);
  });
});

describe('work as it was recorded', () => {
  const hours = (h: number) => at(new Date(Date.UTC(2026, 10, 23, h)).toISOString());
  const gate = { role: 'CL', mandatory: true, dueAt: hours(10), answeredAt: null };
  it('tells who checked their own work (V8)', () => {
    expect(
      checkedOwnWork({ activityId: 'VUL-10', doers: [person(1)], checkers: [person(2), person(1)] }),
    ).toHaveLength(1);
    expect(checkedOwnWork({ activityId: 'VUL-10', doers: [person(1)], checkers: [person(2)] })).toEqual([]);
  });
  it.each([
    ['before the answer', { startedAt: hours(8), decidedAt: null, gates: [gate] }, 1],
    [
      'after the answer',
      { startedAt: hours(8), decidedAt: null, gates: [{ ...gate, answeredAt: hours(7) }] },
      0,
    ],
    ['after silence and a decision', { startedAt: hours(12), decidedAt: hours(11), gates: [gate] }, 0],
    ['after silence without a decision', { startedAt: hours(12), decidedAt: null, gates: [gate] }, 1],
    [
      'after a decision that came before the time was over',
      { startedAt: hours(9), decidedAt: hours(8), gates: [gate] },
      1,
    ],
    [
      'without an answer that is no must',
      { startedAt: hours(8), decidedAt: null, gates: [{ ...gate, mandatory: false }] },
      0,
    ],
    ['not at all', { startedAt: null, decidedAt: null, gates: [gate] }, 0],
  ])('begun %s is %s faults (V9)', (_, work, count) => {
    expect(startedTooEarly({ activityId: 'VUL-7', ...work })).toHaveLength(count);
  });
  it.each([
    ['in time', hours(1), hours(2), 0],
    ['on the hour', hours(2), hours(9), 0],
    ['late', hours(3), hours(9), 1],
    ['not yet, with time left', null, hours(1), 0],
    ['not at all', null, hours(3), 1],
  ])('told %s (V10)', (_, deliveredAt, now, count) => {
    expect(
      toldTooLate(
        { activityId: 'ANM-3', closedAt: hours(1), informHours: 1, notices: [{ role: 'EX', deliveredAt }] },
        now,
      ),
    ).toHaveLength(count);
  });
});
