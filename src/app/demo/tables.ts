import type { Hospital } from './hospital.ts';

/** One small file of the hospital: its name, then its lines with the headings first. */
export interface HospitalTable {
  readonly file: string;
  readonly lines: readonly (readonly string[])[];
}

/** Everything but the equipment, as the CSV files that the people import takes. */
export function peopleTables(hospital: Hospital): HospitalTable[] {
  const table = (file: string, heading: string, lines: readonly (readonly string[])[]): HospitalTable => ({
    file,
    lines: [heading.split(','), ...lines],
  });
  return [
    table(
      'sites.csv',
      'code,name,timezone,city',
      hospital.sites.map((site) => [site.code, site.name, site.timezone, site.city]),
    ),
    table(
      'wards.csv',
      'site,code,name,department,floor',
      hospital.wards.map((ward) => [ward.site, ward.code, ward.name, ward.department, ward.floor]),
    ),
    table(
      'teams.csv',
      'name,site,lead,members',
      hospital.teams.map((team) => [team.name, team.site, team.lead, team.members.join(';')]),
    ),
    table(
      'people.csv',
      'name,email,phone,title,organisation,site',
      hospital.people.map((one) => [one.name, one.email, one.phone, one.title, one.organisation, one.site]),
    ),
    table(
      'staffing.csv',
      'role,holder,deputy,site,ward,department,device class,manufacturer,activity,from,until',
      hospital.staffing.map((line) => [
        line.role,
        line.holder,
        line.deputy,
        line.site,
        line.ward,
        line.department,
        line.deviceClass,
        line.manufacturer,
        line.activity,
        line.from,
        line.until,
      ]),
    ),
    table(
      'absences.csv',
      'person,from,to,reason,deputy',
      hospital.absences.map((one) => [one.person, one.from, one.to, one.reason, one.deputy]),
    ),
    table(
      'rota.csv',
      'rota,site,role,person,from,to',
      hospital.rota.map((turn) => [turn.rota, turn.site, turn.role, turn.person, turn.from, turn.to]),
    ),
    table(
      'zones.csv',
      'site,vlan,name,kind,policy,verified on',
      hospital.zones.map((zone) => [
        zone.site,
        String(zone.vlan),
        zone.name,
        zone.kind,
        zone.policy,
        zone.verifiedOn,
      ]),
    ),
  ];
}
