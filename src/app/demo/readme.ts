import type { Hospital } from './hospital.ts';

/** The note that goes with the files: what they are and how to take them in. */
export function readme(hospital: Hospital, lists: readonly { file: string; rows: number }[]): string {
  return `A demonstration hospital, made by Wardline. Seed ${hospital.seed}, as of ${hospital.now}.

Nothing here is real but the product names and the versions of the devices. People, addresses, telephone
numbers, companies other than the device makers, serial numbers and events are invented. Persons named as
contacts of a device maker do not exist, and what this demonstration tells of a maker's answers is invented.

Equipment lists, one per site, with the faults such lists have:
${lists.map(({ file, rows }) => `  ${file.padEnd(16)} ${rows} rows`).join('\n')}

Places, people and who holds which role:
  sites.csv, wards.csv, zones.csv, people.csv, teams.csv, staffing.csv, absences.csv, rota.csv

For tests only: truth.ndjson, one line per device, says what each device really is.

To take it in:
  wardline import people sites.csv       (then wards, people, teams, staffing, absences, rota, zones)
  wardline import devices FILE           (each equipment list)
`;
}
