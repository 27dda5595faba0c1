import type { CalendarDate } from '../../kernel/time.ts';
import { type DemoDevice, siteDevices } from './devices.ts';
import { type DemoPerson, type DemoTeam, demoPeople, demoTeams } from './people.ts';
import { hospitalSites, type Site, siteWards, usualSites, type Ward } from './places.ts';
import {
  absences,
  type DemoAbsence,
  type DemoShift,
  dayAfter,
  onCallTurns,
  type StaffingLine,
  staffingLines,
} from './staffing.ts';
import { siteZones, type Zone } from './zones.ts';

/** A whole demonstration hospital system. Everything but the devices is in memory; those come one at a time. */
export interface Hospital {
  readonly seed: number;
  readonly now: CalendarDate;
  readonly sites: readonly Site[];
  readonly wards: readonly Ward[];
  readonly zones: readonly Zone[];
  readonly people: readonly DemoPerson[];
  readonly teams: readonly DemoTeam[];
  readonly staffing: readonly StaffingLine[];
  readonly absences: readonly DemoAbsence[];
  readonly rota: readonly DemoShift[];
  readonly deviceCount: (site: Site) => number;
  /** The devices of one site, from the first again at every call. */
  readonly devicesOf: (site: Site) => Iterable<DemoDevice>;
}

/** Whole shares of `total` after the weights; what rounding leaves goes to the first. */
function split(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const shares = weights.map((weight) => Math.floor((total * weight) / sum));
  const missing = total - shares.reduce((all, share) => all + share, 0);
  return shares.map((share, at) => (at === 0 ? share + missing : share));
}

/** The demonstration hospital: the same input describes the same system, byte for byte. `devices` counts truly
 *  existing units, retired ones included; `sites` is worked out from it when not given.
 *  @throws RangeError when `devices` is not a whole number from 1 to 1,000,000, or `sites` not 1 to 11. */
export function generateHospital(input: {
  seed: number;
  devices: number;
  sites?: number;
  now: CalendarDate;
}): Hospital {
  const { seed, devices, now } = input;
  if (!Number.isInteger(devices) || devices < 1 || devices > 1_000_000)
    throw new RangeError('Give 1 to 1,000,000 devices.');
  const sites = hospitalSites(input.sites ?? usualSites(devices));
  const counts = split(
    devices,
    sites.map((site) => site.weight),
  );
  const zonesOf = sites.map((site, nth) => siteZones(site, nth, dayAfter(now, -38)));
  const place = new Map(sites.map((site, nth) => [site.code, nth]));
  const deviceCount = (site: Site): number => counts[place.get(site.code) ?? -1] ?? 0;
  return {
    seed,
    now,
    sites,
    wards: sites.flatMap(siteWards),
    zones: zonesOf.flat(),
    people: demoPeople,
    teams: demoTeams,
    staffing: staffingLines(now),
    absences: absences(now),
    rota: onCallTurns(now),
    deviceCount,
    devicesOf: (site) => {
      const nth = place.get(site.code) ?? -1;
      const firstNumber = counts.slice(0, nth).reduce((all, count) => all + count, 0);
      return siteDevices({
        seed,
        site,
        zones: zonesOf[nth] ?? [],
        firstNumber,
        count: deviceCount(site),
        now,
      });
    },
  };
}
