// Builders for tests: a small hospital whose every fact can be changed, and the full matrix as it ships.
import { readFileSync } from 'node:fs';
import { OrganisationId, PersonId, SiteId, StaffingId, TeamId, WardId } from '../../kernel/ids.ts';
import { CalendarDate, Instant } from '../../kernel/time.ts';
import type { Person } from '../people/model.ts';
import { Delegation, type MatrixDocument, type OrgSnapshot, StaffingLine, type Subject } from './model.ts';
import { parseMatrix } from './rules/parse.ts';

export const person = (id: number): PersonId => PersonId.parse(id);
export const team = (id: number): TeamId => TeamId.parse(id);
export const site = (id: number): SiteId => SiteId.parse(id);
export const ward = (id: number): WardId => WardId.parse(id);
export const day = (on: string): CalendarDate => CalendarDate.parse(on);
export const at = (text: string): Instant => Instant.parse(text);
/** Noon of a working Monday: nobody is away unless a test says so. */
export const monday = at('2026-11-23T12:00:00.000Z');

let full: MatrixDocument | undefined;
/** The complete matrix of `data/raci/full.yaml`. */
export function fullMatrix(): MatrixDocument {
  if (full) return full;
  const read = parseMatrix(readFileSync(new URL('../../../data/raci/full.yaml', import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
  full = read.matrix;
  return full;
}

export const staff = (id: number, changes: Partial<Person> = {}): Person => ({
  id: person(id),
  name: `P${id}`,
  email: null,
  phone: null,
  title: null,
  organisationId: OrganisationId.parse(1),
  siteId: site(1),
  isActive: true,
  ...changes,
});

export const line = (
  id: number,
  role: string,
  rest: Partial<typeof StaffingLine._zod.input> = {},
): StaffingLine =>
  StaffingLine.parse({
    id: StaffingId.parse(id),
    role,
    scope: {},
    holder: { kind: 'person', personId: id },
    ...rest,
  });

export const handOver = (
  id: number,
  from: number,
  to: number,
  rest: Partial<typeof Delegation._zod.input> = {},
): Delegation =>
  Delegation.parse({
    id,
    fromPersonId: from,
    toPersonId: to,
    activityIds: null,
    fromOn: '2026-11-01',
    untilOn: '2026-12-31',
    ...rest,
  });

/** Two sites, three wards, one person per internal role (P1 CI, P2 SE ... in column order), a biomed team, a maker. */
export function hospital(changes: Partial<OrgSnapshot> = {}): OrgSnapshot {
  const roles = fullMatrix().roles;
  const internal = roles.filter((role) => role.isInternal);
  return {
    organisations: [
      { id: OrganisationId.parse(1), name: 'St. Anne', kind: 'hospital' },
      { id: OrganisationId.parse(2), name: 'Pump maker', kind: 'manufacturer' },
      { id: OrganisationId.parse(3), name: 'Service company', kind: 'service' },
    ],
    sites: [
      { id: site(1), code: 'SA', name: 'St. Anne', timezone: 'America/Chicago', city: null },
      { id: site(2), code: 'LS', name: 'Lakeside', timezone: 'America/Chicago', city: null },
    ],
    wards: [
      { id: ward(1), siteId: site(1), code: '4W', name: '4 West', department: null, floor: null },
      { id: ward(2), siteId: site(1), code: 'ICU', name: 'ICU', department: null, floor: null },
      { id: ward(3), siteId: site(2), code: 'ED', name: 'ED', department: null, floor: null },
    ],
    people: [
      ...internal.map((_, index) => staff(index + 1)),
      ...[20, 21, 22, 23].map((id) => staff(id)),
      staff(30, { organisationId: OrganisationId.parse(2) }),
      staff(31, { organisationId: OrganisationId.parse(3) }),
    ],
    teams: [
      {
        id: team(1),
        name: 'Biomed St. Anne',
        siteId: site(1),
        leadPersonId: person(20),
        memberIds: [person(20), person(21)],
      },
    ],
    absences: [],
    shifts: [],
    rotas: [],
    skills: [],
    skillNeeds: [],
    staffing: [
      ...internal.map((role, index) => line(index + 1, role.code)),
      line(30, 'MD', { scope: { manufacturer: 'Pump maker' } }),
    ],
    delegations: [],
    ...changes,
  };
}

export const pumps: Subject = {
  siteId: site(1),
  wardId: ward(1),
  deviceClass: 'infusion pump',
  manufacturer: 'Pump Maker',
};
