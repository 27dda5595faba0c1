// Random hospitals against the promises of resolve(), and against a plain, slow interpreter written apart from it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrganisationId, type PersonId } from '../../../kernel/ids.ts';
import { addDays, type Instant } from '../../../kernel/time.ts';
import {
  type Activity,
  type Cell,
  type Letter,
  type MatrixDocument,
  OrgSnapshot,
  type Override,
  Scope,
  type StaffingLine,
  Subject,
} from '../model.ts';
import { fullMatrix, monday, staff } from '../testing.ts';
import { compile } from './compile.ts';
import { resolveWith } from './resolve.ts';

const codes = ['CI', 'HD', 'BM', 'CL', 'EX', 'TP', 'MD'];
const roles = fullMatrix().roles.filter((role) => codes.includes(role.code));
const rowIds = ['GOV-2', 'GOV-3', 'VUL-8', 'VUL-10'];
const [template] = fullMatrix().activities;
if (!template) throw new Error('the full matrix is empty');

const letters = fc.subarray<Letter>(['R', 'A', 'C', 'I'], { minLength: 1, maxLength: 2 });
const cellFor = (role: string) =>
  fc.record({
    role: fc.constant(role),
    letters,
    contract: fc.constant(role === 'TP'),
    when: fc.constantFrom(null, null, null, 'no_vendor_fix' as const),
  });
const rowCells: fc.Arbitrary<Cell[]> = fc
  .subarray(codes, { minLength: 1 })
  .chain((held) => fc.tuple(...held.map(cellFor)));
const scope: fc.Arbitrary<Scope> = fc
  .record(
    {
      siteId: fc.constantFrom(1, 2),
      wardId: fc.constantFrom(1, 2),
      deviceClass: fc.constantFrom('pump', 'Monitor'),
    },
    { requiredKeys: [] },
  )
  .map((raw) => Scope.parse(raw));
const matrices: fc.Arbitrary<MatrixDocument> = fc
  .record({
    rows: fc.tuple(...rowIds.map(() => rowCells)),
    overrides: fc.array(
      fc.record({
        activityId: fc.constantFrom(...rowIds),
        scope,
        cells: fc
          .constantFrom(...codes)
          .chain((role) =>
            fc.oneof(cellFor(role), fc.constant({ role, letters: [], contract: false, when: null })),
          )
          .map((one) => [one]),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ rows, overrides }) => ({
    ...fullMatrix(),
    roles,
    activities: rowIds.map(
      (id, index): Activity => ({
        ...template,
        id,
        cells: rows[index] ?? [],
        flow: { ...template.flow, consult: {}, authority: null },
      }),
    ),
    overrides: overrides.map((override, index): Override => ({ ...override, id: `o${index}`, why: null })),
  }));

const people = 9;
const someone = fc.integer({ min: 1, max: people });
const date = fc.integer({ min: -3, max: 3 }).map((shift) => addDays(monday, shift).slice(0, 10));
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const holder = fc.oneof(
  { weight: 4, arbitrary: someone.map((personId) => ({ kind: 'person', personId })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }).map((teamId) => ({ kind: 'team', teamId })) },
  { weight: 1, arbitrary: fc.constantFrom('day', 'hole').map((rota) => ({ kind: 'rota', rota })) },
);
const numbered = <T extends object>(rows: T[]) => rows.map((row, index) => ({ ...row, id: index + 1 }));
const orgs: fc.Arbitrary<OrgSnapshot> = fc
  .record({
    inactive: fc.subarray(
      Array.from({ length: people }, (_, i) => i + 1),
      { maxLength: 3 },
    ),
    teams: fc.tuple(
      ...[1, 2].map(() =>
        fc.record({ leadPersonId: orNull(someone), memberIds: fc.uniqueArray(someone, { maxLength: 4 }) }),
      ),
    ),
    absences: fc.array(
      fc.record({ personId: someone, fromOn: date, toOn: date, deputyPersonId: orNull(someone) }),
      { maxLength: 8 },
    ),
    shifts: fc.array(
      fc.record({
        personId: someone,
        from: fc.integer({ min: -2, max: 1 }),
        days: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 3 },
    ),
    staffing: fc.array(
      fc.record({
        role: fc.constantFrom(...codes),
        scope,
        holder,
        deputyPersonId: orNull(someone),
        activityId: fc.oneof(
          { weight: 3, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: fc.constantFrom(...rowIds) },
        ),
        validFrom: orNull(date),
        validUntil: orNull(date),
      }),
      { maxLength: 14 },
    ),
    delegations: fc.array(
      fc.record({
        fromPersonId: someone,
        toPersonId: someone,
        activityIds: orNull(fc.subarray(rowIds)),
        fromOn: date,
        untilOn: date,
      }),
      { maxLength: 4 },
    ),
  })
  .map((raw) =>
    OrgSnapshot.parse({
      organisations: [
        { id: 1, name: 'Hospital', kind: 'hospital' },
        { id: 2, name: 'Partner', kind: 'service' },
      ],
      sites: [{ id: 1, code: 'A', name: 'A', timezone: 'UTC', city: null }],
      wards: [],
      // The last two people are from outside.
      people: Array.from({ length: people }, (_, i) =>
        staff(i + 1, {
          isActive: !raw.inactive.includes(i + 1),
          organisationId: OrganisationId.parse(i + 1 > people - 2 ? 2 : 1),
        }),
      ),
      teams: raw.teams.map((one, index) => ({ ...one, id: index + 1, name: `T${index}`, siteId: null })),
      absences: numbered(raw.absences).map((one) => ({ ...one, reason: null })),
      rotas: [],
      skills: [],
      skillNeeds: [],
      shifts: numbered(raw.shifts).map(({ id, personId, from, days }) => ({
        id,
        rota: 'day',
        personId,
        fromAt: addDays(monday, from),
        toAt: addDays(monday, from + days),
      })),
      staffing: numbered(raw.staffing),
      delegations: numbered(raw.delegations),
    }),
  );
const subjects: fc.Arbitrary<Subject> = fc
  .record(
    {
      siteId: fc.constantFrom(1, 2),
      wardId: fc.constantFrom(1, 2),
      deviceClass: fc.constantFrom('Pump', 'monitor', 'scanner'),
      when: fc.constantFrom([], ['no_vendor_fix']),
    },
    { requiredKeys: [] },
  )
  .map((raw) => Subject.parse(raw));
const world = fc.record({
  matrix: matrices,
  org: orgs,
  subject: subjects,
  activityId: fc.constantFrom(...rowIds),
  shift: fc.integer({ min: -2, max: 2 }),
});

// ---- the interpreter: reads the rules of specificity.ts and holder.ts again, with lists and loops only ----
const parts = ['wardId', 'siteId', 'department', 'deviceClass', 'manufacturer'] as const;
const same = (a: unknown, b: unknown): boolean => String(a).toLowerCase() === String(b).toLowerCase();
const fits = (scope: Scope, subject: Subject): boolean =>
  parts.every((p) => scope[p] === undefined || (subject[p] !== undefined && same(scope[p], subject[p])));
/** Negative when `a` is the more specific. */
const moreSpecific = (a: Scope, b: Scope): number => {
  for (const p of parts)
    if ((a[p] === undefined) !== (b[p] === undefined)) return a[p] === undefined ? 1 : -1;
  return 0;
};
type Who = number | `T${number}` | null;
function interpret(
  matrix: MatrixDocument,
  org: OrgSnapshot,
  activityId: string,
  subject: Subject,
  at: Instant,
): Record<Letter, Who[]> {
  const today = at.slice(0, 10);
  const active = (id: number): boolean => org.people.some((p) => p.id === id && p.isActive);
  const absence = (id: number) =>
    org.absences
      .filter((a) => a.personId === id && a.fromOn <= today && today <= a.toOn)
      .sort((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : a.id - b.id))[0];
  const present = (id: number): boolean => active(id) && !absence(id);
  const inside = (id: number): boolean => id <= people - 2;
  const current = (l: StaffingLine): boolean =>
    (l.validFrom === null || l.validFrom <= today) && (l.validUntil === null || today <= l.validUntil);
  const linesOf = (role: string): StaffingLine[] =>
    org.staffing
      .filter((l) => l.role === role)
      .sort((a, b) =>
        (a.activityId === null) !== (b.activityId === null)
          ? a.activityId === null
            ? 1
            : -1
          : moreSpecific(a.scope, b.scope) ||
            ((a.validFrom ?? '') < (b.validFrom ?? '')
              ? 1
              : (a.validFrom ?? '') > (b.validFrom ?? '')
                ? -1
                : a.id - b.id),
      );
  function holderOf(role: string, letter: Letter): Who {
    const can = (id: number): boolean => present(id) && (letter !== 'A' || inside(id));
    const fromPerson = (id: number, line: StaffingLine): number | null => {
      const handed = active(id)
        ? org.delegations
            .filter(
              (d) =>
                d.fromPersonId === id &&
                d.toPersonId !== id &&
                d.fromOn <= today &&
                today <= d.untilOn &&
                (d.activityIds === null || d.activityIds.includes(activityId)),
            )
            .filter((d) => can(d.toPersonId))
            .sort(
              (a, b) =>
                Number(a.activityIds === null) - Number(b.activityIds === null) ||
                (a.fromOn < b.fromOn ? 1 : a.fromOn > b.fromOn ? -1 : a.id - b.id),
            )[0]
        : undefined;
      if (handed) return handed.toPersonId;
      if (present(id)) return can(id) ? id : null;
      let ring = [id];
      const seen = [id];
      while (ring.length > 0) {
        const nextRing: number[] = [];
        for (const one of ring) {
          const own = linesOf(role)
            .filter((l) => l.holder.kind === 'person' && l.holder.personId === one && current(l))
            .map((l) => l.deputyPersonId);
          const byLine = one === id ? (line.deputyPersonId === null ? own : [line.deputyPersonId]) : own;
          for (const deputy of [absence(one)?.deputyPersonId, ...byLine]) {
            if (deputy === null || deputy === undefined || seen.includes(deputy)) continue;
            seen.push(deputy);
            nextRing.push(deputy);
          }
        }
        const found = nextRing.find(can);
        if (found !== undefined) return found;
        ring = nextRing;
      }
      return null;
    };
    for (const line of linesOf(role)) {
      if (
        !current(line) ||
        !fits(line.scope, subject) ||
        (line.activityId !== null && line.activityId !== activityId)
      )
        continue;
      const { holder } = line;
      const deputy = line.deputyPersonId !== null && can(line.deputyPersonId) ? line.deputyPersonId : null;
      let found: Who = null;
      if (holder.kind === 'person') found = fromPerson(holder.personId, line);
      else if (holder.kind === 'rota') {
        const shift = org.shifts
          .filter((s) => s.rota === holder.rota && s.fromAt <= at && at < s.toAt)
          .sort((a, b) => (a.fromAt < b.fromAt ? 1 : a.fromAt > b.fromAt ? -1 : a.id - b.id))[0];
        found = shift ? fromPerson(shift.personId, line) : deputy;
      } else {
        const team = org.teams.find((t) => t.id === holder.teamId);
        if (letter === 'A')
          found = team && team.leadPersonId !== null ? fromPerson(team.leadPersonId, line) : deputy;
        else found = team?.memberIds.some((id) => present(id)) ? `T${team.id}` : deputy;
      }
      if (found !== null) return found;
    }
    return null;
  }
  const row = new Map<string, readonly Cell[]>();
  for (const cell of matrix.activities.find((a) => a.id === activityId)?.cells ?? [])
    row.set(cell.role, [...(row.get(cell.role) ?? []), cell]);
  const applying = matrix.overrides
    .filter((o) => o.activityId === activityId && fits(o.scope, subject))
    .sort((a, b) => moreSpecific(b.scope, a.scope) || (a.id < b.id ? 1 : -1));
  for (const { cells } of applying) {
    const named = cells.map((c) => c.role);
    if (cells.some((c) => !c.contract && c.letters.includes('A')))
      for (const [role, held] of row)
        if (!named.includes(role))
          row.set(
            role,
            held.map((c) => ({ ...c, letters: c.letters.filter((l) => l !== 'A') })),
          );
    for (const role of named)
      row.set(
        role,
        cells.filter((c) => c.role === role),
      );
  }
  const answer: Record<Letter, Who[]> = { A: [], R: [], C: [], I: [] };
  const accountable: string[] = [];
  const byContract: Who[] = [];
  for (const role of roles.map(({ code }) => code))
    for (const cell of row.get(role) ?? [])
      for (const letter of cell.letters) {
        if (cell.when !== null && !(subject.when ?? []).includes(cell.when)) continue;
        if (letter === 'A') {
          if (!cell.contract) accountable.push(role);
          continue;
        }
        const found = holderOf(role, letter);
        if (found !== null) (letter === 'R' && cell.contract ? byContract : answer[letter]).push(found);
      }
  answer.R.push(...byContract);
  const only = accountable.length === 1 ? accountable[0] : undefined;
  if (only !== undefined && roles.find((r) => r.code === only)?.isInternal) {
    const found = holderOf(only, 'A');
    if (found !== null) answer.A.push(found);
  }
  return answer;
}

describe('whatever the hospital', () => {
  it('there is exactly one accountable, or a named hole with an owner or the word nobody', () => {
    fc.assert(
      fc.property(world, ({ matrix, org, subject, activityId, shift }) => {
        const r = resolveWith(compile(matrix, org), activityId, subject, addDays(monday, shift));
        const holes = r.gaps.filter((gap) => gap.letter === 'A' && gap.kind !== 'nobody');
        expect(r.A.length + holes.length).toBe(1);
        for (const gap of r.gaps)
          expect(gap.ownedBy.length > 0 || r.gaps.some((other) => other.kind === 'nobody')).toBe(true);
        const doable = r.R.some((held) => !held.contract && !held.isOutside);
        expect(doable).toBe(!r.gaps.some((gap) => gap.letter === 'R' && gap.isBlocking));
      }),
      { numRuns: 600 },
    );
  });

  it('nobody who has left, is away or is from outside is given what they cannot hold; deputies only for the absent', () => {
    fc.assert(
      fc.property(world, ({ matrix, org, subject, activityId, shift }) => {
        const at = addDays(monday, shift);
        const today = at.slice(0, 10);
        const isAway = (id: PersonId): boolean =>
          org.absences.some((a) => a.personId === id && a.fromOn <= today && today <= a.toOn);
        const isHere = (id: PersonId): boolean =>
          org.people.some((p) => p.id === id && p.isActive) && !isAway(id);
        const r = resolveWith(compile(matrix, org), activityId, subject, at);
        for (const held of [...r.A, ...r.R, ...r.C, ...r.I]) {
          const ids = held.personId === null ? held.memberIds : [held.personId];
          expect(ids.length).toBeGreaterThan(0);
          expect(ids.every(isHere)).toBe(true);
          expect(held.reasons.length).toBeGreaterThan(1);
          if (held.viaDeputyOf !== null) expect(isHere(held.viaDeputyOf)).toBe(false);
        }
        for (const held of r.A)
          expect([held.isOutside, held.contract, held.personId === null]).toEqual([false, false, false]);
        for (const gap of r.gaps) expect(gap.ownedBy.every(isHere)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('the answer is the same from one compilation asked many things as from a new one, and nothing given is changed', () => {
    const questions = fc.array(
      fc.tuple(subjects, fc.constantFrom(...rowIds), fc.integer({ min: -3, max: 3 })),
      {
        minLength: 1,
        maxLength: 25,
        size: 'max',
      },
    );
    fc.assert(
      fc.property(matrices, orgs, questions, (matrix, org, asked) => {
        const before = JSON.stringify([matrix, org]);
        const raci = compile(matrix, org);
        for (const [subject, row, days] of [...asked, ...asked]) {
          const at = addDays(monday, days);
          expect(resolveWith(raci, row, subject, at)).toEqual(
            resolveWith(compile(matrix, org), row, subject, at),
          );
        }
        expect(JSON.stringify([matrix, org])).toBe(before);
      }),
      { numRuns: 150 },
    );
  });

  it('a plain interpreter written apart names the same people', () => {
    fc.assert(
      fc.property(world, ({ matrix, org, subject, activityId, shift }) => {
        const at = addDays(monday, shift);
        const r = resolveWith(compile(matrix, org), activityId, subject, at);
        const named = (letter: Letter): Who[] =>
          r[letter].map((h) => h.personId ?? (h.teamId === null ? null : (`T${h.teamId}` as const)));
        const engine = { A: named('A'), R: named('R'), C: named('C'), I: named('I') };
        expect(engine).toEqual(interpret(matrix, org, activityId, subject, at));
      }),
      { numRuns: 1500 },
    );
  });
});
