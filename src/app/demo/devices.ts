// The devices of one site, drawn from the catalogue in a repeatable order and one at a time.
import type { CalendarDate } from '../../kernel/time.ts';
import { catalogue, type DemoModel, type ModelVersion } from './catalogue/index.ts';
import { wardsFor } from './placement.ts';
import { type Site, siteWards, type Ward } from './places.ts';
import { type RowQuirk, rowQuirk } from './quirks.ts';
import { type Random, random, weighted } from './random.ts';
import { dayAfter } from './staffing.ts';
import { type PlantedKey, plantedHere, plantings } from './story.ts';
import type { Zone } from './zones.ts';

/** One real device, as it truly is. `number` counts within the system from 0, `nth` within its site. */
export interface DemoDevice {
  readonly number: number;
  readonly nth: number;
  readonly site: Site;
  readonly model: DemoModel;
  /** What it truly runs; null for products without software of their own. */
  readonly version: ModelVersion | null;
  /** False when the equipment list does not say the version. */
  readonly isVersionListed: boolean;
  readonly tag: string;
  readonly serial: string;
  readonly ward: Ward;
  readonly room: string;
  readonly zone: Zone | null;
  /** Twelve capital hex digits each; a second one for units with both cable and wireless. */
  readonly macs: readonly string[];
  readonly ip: string | null;
  readonly installedOn: string;
  readonly lastServicedOn: string;
  readonly isRetired: boolean;
  readonly isLeased: boolean;
  readonly quirk: RowQuirk | null;
  readonly planted: PlantedKey | null;
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** A serial number after the pattern, different for every device: its last places carry the scrambled number, as
 *  many of them as a million devices need, the others are free. */
export function serialOf(pattern: string, number: number, rng: Random): string {
  let rest = number * 7_919 + 104_729;
  let told = 1;
  return Array.from(pattern)
    .reverse()
    .map((mark) => {
      const marks = mark === '#' ? '0123456789' : mark === '@' ? LETTERS : '';
      if (marks === '') return mark;
      if (told >= 1_000_000) return marks.charAt(rng.between(0, marks.length - 1));
      const value = rest % marks.length;
      rest = Math.floor(rest / marks.length);
      told *= marks.length;
      return marks.charAt(value);
    })
    .reverse()
    .join('');
}

/** A hardware address under the maker's prefix, different for every number below 16.7 million. */
const macOf = (oui: string, number: number): string =>
  `${oui}${((number * 40_503 + 1_291) & 0xffffff).toString(16).toUpperCase().padStart(6, '0')}`;

/** The tag the site's own numbering gives its `nth` device. */
export function tagOf(site: Site, nth: number): string {
  const number = 1_040 + nth * 3 + ((nth * 7) % 3);
  switch (site.dialect) {
    case 'comma':
      return String(number).padStart(6, '0');
    case 'semicolon':
      return `${site.code.charAt(0)}M-${String(number).padStart(5, '0')}`;
    case 'workbook':
      return String(number).padStart(6, '0');
    case 'tab':
      return `${site.code}${String(number).padStart(7, '0')}`;
  }
}

const MODEL_VERSION = new Map(
  catalogue.map((model) => [
    model,
    model.versions.length === 0 ? null : weighted(model.versions, (version) => version.weight),
  ]),
);

/** Now and then the next model of the list is taken instead of a drawn one, so that each occurs at least once
 *  wherever a site has twice as many devices as models. */
function modelChooser(site: Site, count: number): (rng: Random, nth: number) => DemoModel {
  const share = (model: DemoModel) => model.shares[site.profile];
  const owned = catalogue.filter((model) => share(model) > 0);
  const choose = weighted(owned, share);
  const step = Math.max(2, Math.floor(count / (owned.length + 1)));
  return (rng, nth) => {
    const drawn = choose(rng);
    return nth % step === 1 ? (owned[Math.floor(nth / step)] ?? drawn) : drawn;
  };
}

/** The devices of a site in the order of its numbering. Every call starts the same stream anew. */
export function* siteDevices(input: {
  seed: number;
  site: Site;
  zones: readonly Zone[];
  firstNumber: number;
  count: number;
  now: CalendarDate;
}): Generator<DemoDevice> {
  const { seed, site, zones, firstNumber, count, now } = input;
  const rng = random(seed, `devices/${site.code}`);
  const quirkRng = random(seed, `quirks/${site.code}`);
  const wards = siteWards(site);
  const chooseModel = modelChooser(site, count);
  const chooseWard = new Map<DemoModel, (rng: Random) => { ward: Ward }>();
  const hosts = new Map<string, number>();
  const zoneByKind = new Map(zones.map((zone) => [zone.kind, zone]));
  const left = plantings.map((planting) => ({ planting, count: planting.count }));

  for (let nth = 0; nth < count; nth += 1) {
    const number = firstNumber + nth;
    const drawnQuirk = rowQuirk(quirkRng, nth, count);
    const model = chooseModel(rng, nth);
    const place = chooseWard.get(model) ?? weighted(wardsFor(model, wards), (one) => one.weight);
    chooseWard.set(model, place);
    const { ward } = place(rng);
    const version = MODEL_VERSION.get(model)?.(rng) ?? null;
    // Tags were given in the order of purchase, so age falls along the list; computers are replaced sooner.
    const age = Math.round(60 + 4_000 * (1 - nth / count) ** 1.3 + rng.between(0, 400));
    const ageDays = /workstation|printer|server/.test(model.deviceClass)
      ? Math.min(age, rng.between(60, 1_900))
      : age;
    const isQuirkRetired = drawnQuirk === 'retired_but_active' || drawnQuirk === 'tag_reused_after_disposal';
    const isRetired = rng.chance(0.012) || isQuirkRetired;
    const isVersionListed = !rng.chance(0.14);
    const isOnNet = model.attachment !== 'none' && !isRetired && !rng.chance(0.05);
    const zone = isOnNet ? (zoneByKind.get(model.zoneKind) ?? null) : null;
    const hasTwoMacs = model.attachment === 'wifi' && rng.chance(0.06);
    const macs = model.attachment === 'none' || rng.chance(0.06) ? [] : [macOf(model.oui, number * 2)];
    if (macs.length > 0 && (hasTwoMacs || drawnQuirk === 'several_macs_in_one_cell'))
      macs.push(macOf(model.oui, number * 2 + 1));
    const host = zone === null ? 0 : (hosts.get(zone.kind) ?? 0) + 1;
    if (zone !== null) hosts.set(zone.kind, host);
    const candidate = {
      site: site.code,
      model: model.model,
      version: version?.version ?? '',
      ward: ward.code,
    };
    const slot = isRetired
      ? undefined
      : left.find((one) => one.count > 0 && plantedHere(one.planting, candidate));
    if (slot !== undefined) slot.count -= 1;
    yield {
      number,
      nth,
      site,
      model,
      version,
      isVersionListed: isVersionListed || slot !== undefined,
      tag: tagOf(site, drawnQuirk === 'tag_reused_after_disposal' ? nth + 1 : nth),
      serial: serialOf(model.serial, number, rng),
      ward,
      room: `${/^\d/.test(ward.floor) ? ward.floor : '0'}${rng.between(100, 179)}`,
      zone,
      macs,
      ip:
        zone === null ? null : `${zone.prefix}.${1 + Math.floor((host - 1) / 250)}.${4 + ((host - 1) % 250)}`,
      installedOn: dayAfter(now, -ageDays),
      lastServicedOn: dayAfter(now, -rng.between(3, Math.min(ageDays, isRetired ? 2_200 : 370))),
      isRetired,
      isLeased: rng.chance(0.05),
      quirk: slot === undefined ? drawnQuirk : null,
      planted: slot?.planting.key ?? null,
    };
  }
}
