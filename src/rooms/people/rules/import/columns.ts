// Recognises what a people file is by its headings, and which column is which.
import { findHeader, headerKey, type SheetHeader, type SheetRow } from '../../../../kernel/sheet.ts';
import { PeopleFileKind } from './model.ts';

type Field = { readonly name: string; readonly headings: string; readonly required?: boolean };

/** The fields of each kind with the headings that mean them; `tells` are those that tell the kind from others. */
const kinds: Readonly<Record<PeopleFileKind, { tells: readonly string[]; fields: readonly Field[] }>> = {
  sites: {
    tells: ['timezone', 'code'],
    fields: [
      {
        name: 'code',
        headings: 'code, site code, facility code, short name, abbreviation, site id, facility id',
        required: true,
      },
      {
        name: 'name',
        headings: 'name, site name, facility name, hospital, facility, site, hospital name, campus',
        required: true,
      },
      { name: 'timezone', headings: 'timezone, time zone, tz' },
      { name: 'city', headings: 'city, town, place' },
    ],
  },
  wards: {
    tells: ['code', 'site'],
    fields: [
      {
        name: 'site',
        headings: 'site, site code, facility, facility code, hospital, campus',
        required: true,
      },
      { name: 'code', headings: 'code, ward code, unit code, ward id, unit, ward no', required: true },
      {
        name: 'name',
        headings: 'name, ward name, ward, unit name, nursing unit, description',
        required: true,
      },
      { name: 'department', headings: 'department, dept, division, service line' },
      { name: 'floor', headings: 'floor, level, storey' },
    ],
  },
  people: {
    tells: ['email', 'firstName'],
    fields: [
      {
        name: 'name',
        headings: 'name, full name, person, display name, employee, staff name',
        required: true,
      },
      { name: 'firstName', headings: 'first name, given name, forename, vorname' },
      { name: 'lastName', headings: 'last name, surname, family name, nachname' },
      { name: 'email', headings: 'email, e mail, email address, mail, e mail address, work email' },
      { name: 'phone', headings: 'phone, telephone, mobile, phone number, tel, pager, extension' },
      { name: 'title', headings: 'title, job title, position, job, function' },
      { name: 'organisation', headings: 'organisation, organization, company, employer, vendor, org' },
      {
        name: 'organisationKind',
        headings:
          'organisation kind, organisation type, organization kind, organization type, company type, org type',
      },
      { name: 'site', headings: 'site, location, facility, site code, hospital, campus' },
    ],
  },
  teams: {
    tells: ['members'],
    fields: [
      { name: 'name', headings: 'name, team, team name, group, group name', required: true },
      { name: 'site', headings: 'site, site code, facility, hospital' },
      { name: 'lead', headings: 'lead, team lead, leader, head, manager' },
      {
        name: 'members',
        headings: 'members, member, people, team members, persons, person, email, member email',
        required: true,
      },
    ],
  },
  rota: {
    tells: ['rota'],
    fields: [
      { name: 'rota', headings: 'rota, on call rota, roster, schedule, rotation', required: true },
      { name: 'person', headings: 'person, name, employee, email, staff, on call, who', required: true },
      { name: 'from', headings: 'from, start, shift start, from time, starts', required: true },
      { name: 'until', headings: 'until, to, end, shift end, to time, ends', required: true },
    ],
  },
  staffing: {
    tells: ['role'],
    fields: [
      { name: 'role', headings: 'role, role code, raci role, matrix role', required: true },
      {
        name: 'person',
        headings: 'person, name, holder, held by, employee, email, person or team, staff, who',
      },
      { name: 'team', headings: 'team, group, team name' },
      { name: 'rota', headings: 'rota, on call rota, roster' },
      { name: 'deputy', headings: 'deputy, backup, substitute, alternate, delegate' },
      { name: 'site', headings: 'site, site code, facility, hospital' },
      { name: 'ward', headings: 'ward, unit, ward code' },
      { name: 'department', headings: 'department, dept' },
      { name: 'deviceClass', headings: 'device class, class, device type, equipment type' },
      { name: 'manufacturer', headings: 'manufacturer, maker, mfr, vendor' },
      { name: 'activity', headings: 'activity, activity id, activity code' },
      { name: 'from', headings: 'from, start, valid from, since, start date' },
      { name: 'until', headings: 'until, to, end, valid until, valid to, end date, expires' },
    ],
  },
  absences: {
    tells: ['from', 'to', 'reason'],
    fields: [
      { name: 'person', headings: 'person, name, employee, email, staff, who', required: true },
      { name: 'from', headings: 'from, start, start date, first day, absent from', required: true },
      { name: 'to', headings: 'to, until, end, end date, last day, absent until, absent to', required: true },
      { name: 'reason', headings: 'reason, type, absence, absence type, kind, note' },
      { name: 'deputy', headings: 'deputy, backup, substitute, covered by, cover, alternate' },
    ],
  },
  zones: {
    tells: ['vlan', 'policy', 'zoneKind'],
    fields: [
      { name: 'site', headings: 'site, site code, facility, hospital', required: true },
      { name: 'vlan', headings: 'vlan, vlan id, vlan no, subnet', required: true },
      { name: 'name', headings: 'name, zone, zone name, vlan name, segment', required: true },
      { name: 'zoneKind', headings: 'kind, zone kind, type, zone type, purpose' },
      {
        name: 'policy',
        headings: 'policy, enforcement, policy state, rule state, segmentation',
        required: true,
      },
      { name: 'verifiedOn', headings: 'verified on, verified, last verified, verification date, checked on' },
    ],
  },
};

const keysOf = (field: Field) => field.headings.split(',').map((text) => headerKey(text));
const everyKey = new Set(Object.values(kinds).flatMap((kind) => kind.fields.flatMap(keysOf)));

/** The heading row of a people sheet, or null. */
export const peopleHeader = (firstRows: readonly SheetRow[]): SheetHeader | null =>
  findHeader(firstRows, (key) => everyKey.has(key));

/** What a sheet was recognised as: which column feeds which field, and the headings that feed none. */
export type RecognisedPeople = {
  readonly kind: PeopleFileKind;
  readonly columns: ReadonlyMap<string, number>;
  readonly unknown: readonly string[];
  readonly reason: string;
};

/** Fields to columns: each field takes its most telling free heading. */
function columnsFor(kind: PeopleFileKind, keys: readonly string[]): Map<string, number> {
  const out = new Map<string, number>();
  const used = new Set<number>();
  const wishes = kinds[kind].fields.flatMap((field) =>
    keysOf(field).map((key, rank) => ({ field: field.name, key, rank })),
  );
  for (const { field, key } of wishes.sort((a, b) => a.rank - b.rank)) {
    const column = keys.findIndex((own, at) => own === key && !used.has(at));
    if (column < 0 || out.has(field)) continue;
    out.set(field, column);
    used.add(column);
  }
  return out;
}

const teamWords = new Set(['team', 'team name', 'group', 'group name', 'members', 'member', 'team members']);

const isComplete = (
  kind: PeopleFileKind,
  columns: ReadonlyMap<string, number>,
  keys: readonly string[],
): boolean => {
  const has = (name: string) =>
    columns.has(name) || (kind === 'people' && name === 'name' && columns.has('lastName'));
  const needs = kinds[kind].fields
    .filter((field) => field.required === true)
    .every((field) => has(field.name));
  if (kind === 'staffing')
    return needs && (columns.has('person') || columns.has('team') || columns.has('rota'));
  if (kind === 'teams') return needs && keys.some((key) => teamWords.has(key));
  return kind === 'people'
    ? needs && (columns.has('email') || columns.has('firstName') || columns.has('phone'))
    : needs;
};

/**
 * What kind of people file the headings make, or null with what is missing. The name of the sheet or file decides
 * between kinds that both fit; without it the kind with more telling columns does, then the one with more columns.
 */
export function recognise(
  headers: readonly string[],
  called: string,
): RecognisedPeople | { kind: null; reason: string } {
  const keys = headers.map(headerKey);
  const name = ` ${headerKey(called)} `;
  const fitting = PeopleFileKind.options
    .map((kind) => {
      const columns = columnsFor(kind, keys);
      const telling = kinds[kind].tells.filter((tell) => columns.has(tell)).length / kinds[kind].tells.length;
      const named = name.includes(` ${kind} `) || name.includes(` ${kind.replace(/s$/, '')} `);
      return {
        kind,
        columns,
        score: (named ? 10 : 0) + telling * 2 + columns.size / Math.max(1, filled(keys)),
      };
    })
    .filter(({ kind, columns }) => isComplete(kind, columns, keys))
    .sort((a, b) => b.score - a.score);
  const best = fitting[0];
  if (!best) {
    const wants = PeopleFileKind.options.map(
      (kind) =>
        `${kind} (${kinds[kind].fields
          .filter((f) => f.required)
          .map((f) => f.name)
          .join(', ')})`,
    );
    return { kind: null, reason: `These headings are none of: ${wants.join('; ')}.` };
  }
  const used = new Set(best.columns.values());
  const unknown = headers.filter((header, at) => header.trim() !== '' && !used.has(at));
  return {
    kind: best.kind,
    columns: best.columns,
    unknown,
    reason: `has the columns of ${best.kind}: ${[...best.columns.keys()].join(', ')}`,
  };
}

const filled = (keys: readonly string[]) => keys.filter((key) => key !== '').length;
