// Random hospitals for the engine's properties: matrices with overrides, organisations in two time zones with lines that
// overlap, deputies in circles, rotas with holes and overlaps, delegations with limits, people of partners and leavers.
import fc from 'fast-check';
import { OrganisationId, SiteId } from '../../../../kernel/ids.ts';
import { addHours, type Instant } from '../../../../kernel/time.ts';
import {
  type Activity,
  Authority,
  Cell,
  type Letter,
  MatrixDocument,
  OrgSnapshot,
  Scope,
  Subject,
} from '../../model.ts';
import { fullMatrix, monday, staff } from '../../testing.ts';
import type { Asked, World } from './reference-resolve.ts';

const codes = ['CI', 'SE', 'HD', 'BM', 'CE', 'CL', 'EX', 'MD', 'TP'];
const rowIds = ['VUL-8', 'VUL-10', 'VUL-11', 'GOV-2', 'GOV-3'];
const PEOPLE = 10;
const OUTSIDERS = 2;

const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const someone = fc.integer({ min: 1, max: PEOPLE });
const dateIn = (timeShift: number): string => addHours(monday, timeShift * 24).slice(0, 10);
const date = fc.integer({ min: -3, max: 3 }).map(dateIn);

type CellInput = typeof Cell._zod.input;
const cell = (role: string) =>
  fc.record({
    role: fc.constant(role),
    letters: fc.subarray<Letter>(['R', 'A', 'C', 'I'], { minLength: 1, maxLength: 2 }),
    contract: role === 'TP' ? fc.boolean() : fc.constantFrom(false, false, false, true),
    when: fc.constantFrom(null, null, null, 'no_vendor_fix', 'life_support'),
  });
/** Some rows are as they should be, one A that is the hospital's own and one who does it; the others are anything. */
const properRow = fc
  .tuple(
    fc.constantFrom('CI', 'HD', 'EX'),
    fc.constantFrom('SE', 'BM', 'CE'),
    fc.subarray(['CL', 'MD', 'TP']),
  )
  .map(([a, r, asked]): CellInput[] => [
    { role: a, letters: ['A'] },
    { role: r, letters: ['R'] },
    ...asked.map((role): CellInput => ({ role, letters: ['C'], contract: role === 'TP' })),
  ]);
const anyRow = fc.subarray(codes).chain((held) => fc.tuple(...held.map(cell)));
const row = fc.oneof<fc.MaybeWeightedArbitrary<CellInput[]>[]>(
  { weight: 3, arbitrary: properRow },
  { weight: 2, arbitrary: anyRow },
);

const text = (words: readonly string[]) => fc.constantFrom(...words);
const places = {
  siteId: fc.constantFrom(1, 2),
  wardId: fc.constantFrom(1, 2, 3),
  department: text(['Radiology', ' radiology ', 'Surgery']),
  deviceClass: text(['pump', 'Monitor']),
  manufacturer: text(['Baxter', 'BAXTER', 'Philips']),
  deployment: fc.constantFrom('on_premise', 'vendor_managed'),
  lifePhase: fc.constantFrom('supported', 'end_of_support'),
  criticality: text(['high', 'low']),
};
const scope = fc
  .oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: fc.record({ siteId: places.siteId }) },
    { weight: 2, arbitrary: fc.record({ wardId: places.wardId }) },
    { weight: 3, arbitrary: fc.record(places, { requiredKeys: [] }) },
    { weight: 2, arbitrary: fc.record({ siteId: places.siteId, deviceClass: places.deviceClass }) },
    { weight: 1, arbitrary: fc.constant({ department: '  ' }) },
  )
  .map((raw) => Scope.parse(raw));
const authority = fc
  .record({
    costCents: orNull(fc.constantFrom(100, 200, 300)),
    downtimeMinutes: orNull(fc.constantFrom(10, 20, 30)),
    risk: orNull(fc.constantFrom('low', 'medium', 'high')),
  })
  .map((raw) => Authority.parse(raw));
const limits = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: authority });

const template = fullMatrix().activities[0] as Activity;
const matrices: fc.Arbitrary<MatrixDocument> = fc
  .record({
    rows: fc.tuple(...rowIds.map((id) => fc.record({ id: fc.constant(id), cells: row, authority: limits }))),
    twice: fc.array(fc.record({ id: fc.constantFrom(...rowIds), cells: row, authority: limits }), {
      maxLength: 1,
    }),
    left: fc.subarray(rowIds, { minLength: 3 }),
    overrides: fc.array(
      fc.record({
        activityId: fc.constantFrom(...rowIds),
        scope,
        cells: fc
          .uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 2 })
          .chain((named) =>
            fc.tuple(...named.map((role) => fc.oneof(cell(role), fc.constant({ role, letters: [] })))),
          ),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ rows, twice, left, overrides }) =>
    MatrixDocument.parse({
      ...fullMatrix(),
      roles: fullMatrix().roles.filter((role) => codes.includes(role.code)),
      // Rows may come twice: the first one stands.
      activities: [...rows.filter((one) => left.includes(one.id)), ...twice].map((one) => ({
        ...template,
        id: one.id,
        cells: one.cells.map((given) => Cell.parse(given)),
        flow: { ...template.flow, consult: {}, authority: one.authority },
      })),
      overrides: overrides.map((one, index) => ({ ...one, id: `o${index}` })),
    }),
  );

const holder = fc.oneof(
  { weight: 5, arbitrary: someone.map((personId) => ({ kind: 'person', personId })) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 9).map((teamId) => ({ kind: 'team', teamId })) },
  { weight: 1, arbitrary: fc.constantFrom('nights', 'nobody').map((rota) => ({ kind: 'rota', rota })) },
);
const numbered = <T extends object>(rows: readonly T[]) =>
  rows.map((one, index) => ({ ...one, id: index + 1 }));
const organisations: fc.Arbitrary<OrgSnapshot> = fc
  .record({
    zones: fc.tuple(
      fc.constantFrom('UTC', 'America/Chicago'),
      fc.constantFrom('Pacific/Auckland', 'nowhere'),
    ),
    people: fc.array(
      fc.record({
        leaver: fc.constantFrom(false, false, false, false, true),
        siteId: orNull(fc.constantFrom(1, 2)),
        organisationId: fc.constantFrom(1, 1, null),
      }),
      { minLength: PEOPLE, maxLength: PEOPLE },
    ),
    teams: fc.array(
      fc.record({ leadPersonId: orNull(someone), memberIds: fc.uniqueArray(someone, { maxLength: 4 }) }),
      { minLength: 2, maxLength: 2 },
    ),
    absences: fc.array(
      fc.record({ personId: someone, fromOn: date, toOn: date, deputyPersonId: orNull(someone) }),
      { maxLength: 8 },
    ),
    shifts: fc.array(
      fc.record({
        personId: someone,
        from: fc.integer({ min: -60, max: 40 }),
        hours: fc.integer({ min: -4, max: 48 }),
      }),
      { maxLength: 5 },
    ),
    staffing: fc.array(
      fc.record({
        role: fc.constantFrom(...codes),
        scope,
        holder,
        deputyPersonId: orNull(someone),
        activityId: fc.constantFrom(null, null, null, null, ...rowIds),
        validFrom: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, date),
        validUntil: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, date),
        limits,
      }),
      { maxLength: 22 },
    ),
    /** Who holds a role wherever no other line says so; most hospitals have somebody. */
    usual: fc.array(
      fc.record({
        personId: fc.oneof({ weight: 5, arbitrary: someone }, fc.constant(null)),
        deputy: orNull(someone),
      }),
      { minLength: codes.length, maxLength: codes.length },
    ),
    delegations: fc.array(
      fc.record({
        fromPersonId: someone,
        toPersonId: someone,
        activityIds: orNull(fc.subarray(rowIds)),
        fromOn: date,
        untilOn: date,
        limits,
      }),
      { maxLength: 6 },
    ),
  })
  .map((raw) =>
    OrgSnapshot.parse({
      organisations: [
        { id: 1, name: 'Hospital', kind: 'hospital' },
        { id: 2, name: 'Maker', kind: 'manufacturer' },
        { id: 3, name: 'Partner', kind: 'service' },
      ],
      sites: raw.zones.map((timezone, index) => ({
        id: index + 1,
        code: `S${index}`,
        name: `S${index}`,
        timezone,
        city: null,
      })),
      wards: [1, 2, 3].map((id) => ({
        id,
        siteId: id === 3 ? 2 : 1,
        code: `W${id}`,
        name: `W${id}`,
        department: null,
        floor: null,
      })),
      people: raw.people.map((one, index) => {
        const outsider = index >= PEOPLE - OUTSIDERS;
        const organisation = outsider ? index - PEOPLE + OUTSIDERS + 2 : one.organisationId;
        return staff(index + 1, {
          isActive: !one.leaver,
          siteId: one.siteId === null ? null : SiteId.parse(one.siteId),
          organisationId: organisation === null ? null : OrganisationId.parse(organisation),
        });
      }),
      teams: numbered(raw.teams).map((one) => ({ ...one, name: `T${one.id}`, siteId: null })),
      absences: numbered(raw.absences).map((one) => ({ ...one, reason: null })),
      rotas: [],
      skills: [],
      skillNeeds: [],
      shifts: numbered(raw.shifts).map(({ id, personId, from, hours }) => ({
        id,
        rota: 'nights',
        personId,
        fromAt: addHours(monday, from),
        toAt: addHours(monday, from + hours),
      })),
      staffing: numbered([
        ...raw.usual.flatMap(({ personId, deputy }, index) =>
          personId === null
            ? []
            : [
                {
                  role: codes[index],
                  scope: {},
                  holder: { kind: 'person', personId },
                  deputyPersonId: deputy,
                },
              ],
        ),
        ...raw.staffing,
      ]),
      delegations: numbered(raw.delegations),
    }),
  );

const subjects: fc.Arbitrary<Subject> = fc
  .record(
    {
      ...places,
      when: fc.subarray(['no_vendor_fix', 'life_support']),
      demand: authority,
    },
    { requiredKeys: [] },
  )
  .map((raw) => Subject.parse(raw));
const instants: fc.Arbitrary<Instant> = fc
  .integer({ min: -60, max: 60 })
  .map((hours) => addHours(monday, hours));
const questions: fc.Arbitrary<Asked> = fc.record({
  activityId: fc.constantFrom(...rowIds),
  subject: subjects,
  at: instants,
});

/** A hospital and what is asked of it, one thing after another of one compilation. */
export const worlds: fc.Arbitrary<World & { readonly asked: readonly Asked[] }> = fc.record({
  matrix: matrices,
  org: organisations,
  asked: fc.array(questions, { minLength: 1, maxLength: 6 }),
});
