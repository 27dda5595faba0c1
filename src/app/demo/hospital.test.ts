import { describe, expect, it } from 'vitest';
import { tagOf } from './devices.ts';
import { generateHospital } from './hospital.ts';
import { smallHospital, today } from './testing.ts';

const everyDevice = (hospital = smallHospital()) =>
  hospital.sites.flatMap((site) => [...hospital.devicesOf(site)]);

describe('a generated hospital', () => {
  it('has exactly the devices asked for, shared out over its sites', () => {
    const hospital = smallHospital(1_501);
    expect(hospital.sites.map((site) => site.code)).toEqual(['STA', 'LMC', 'RCH']);
    const counts = hospital.sites.map((site) => [...hospital.devicesOf(site)].length);
    expect(counts).toEqual(hospital.sites.map(hospital.deviceCount));
    expect(counts.reduce((all, count) => all + count, 0)).toBe(1_501);
  });
  it.each([
    [12_000, 3],
    [50_000, 6],
    [200_000, 11],
  ])('of %i devices has %i sites', (devices, sites) => {
    expect(generateHospital({ seed: 1, devices, now: today }).sites).toHaveLength(sites);
  });
  it('keeps the site that writes a workbook small enough for memory even in the largest system', () => {
    const hospital = generateHospital({ seed: 1, devices: 200_000, now: today });
    const workbooks = hospital.sites.filter((site) => site.dialect === 'workbook').map(hospital.deviceCount);
    expect(Math.max(...workbooks)).toBeLessThan(10_000);
    expect(hospital.sites.some((site) => site.dialect === 'tab')).toBe(true);
  });
  it('gives every device address, hardware address and maker serial only once', () => {
    const devices = everyDevice(smallHospital(12_000));
    const repeated = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);
    const unique = (values: string[]) => (new Set(values).size === values.length ? [] : repeated(values));
    expect(unique(devices.flatMap((device) => device.macs))).toEqual([]);
    expect(unique(devices.flatMap((device) => device.ip ?? []))).toEqual([]);
    expect(
      unique(devices.map((device) => `${device.model.maker}|${device.model.model}|${device.serial}`)),
    ).toEqual([]);
  });
  it('uses a tag twice only where the first unit was disposed of', () => {
    const seen = new Map<string, ReturnType<typeof everyDevice>>();
    for (const device of everyDevice()) {
      const key = `${device.site.code}|${device.tag}`;
      seen.set(key, [...(seen.get(key) ?? []), device]);
    }
    const shared = [...seen.values()].filter((devices) => devices.length > 1);
    expect(shared.length).toBeGreaterThan(2);
    for (const devices of shared) expect(devices.slice(0, -1).every((device) => device.isRetired)).toBe(true);
  });
  it('owns every model of the catalogue somewhere', async () => {
    const { catalogue } = await import('./catalogue/index.ts');
    const owned = new Set(everyDevice(smallHospital(2_000)).map((device) => device.model.model));
    expect(catalogue.map((model) => model.model).filter((model) => !owned.has(model))).toEqual([]);
  });
  it('puts devices only on wards and zones of their own site, and never CT scanners on a ward', () => {
    for (const device of everyDevice()) {
      expect(device.ward.site).toBe(device.site.code);
      expect(device.zone?.site ?? device.site.code).toBe(device.site.code);
      if (device.model.wording === 'SCANNER, CT') expect(['CT', 'ED']).toContain(device.ward.code);
    }
  });
  it('installs no device in the future and serves none before it came', () => {
    for (const device of everyDevice()) {
      expect(device.installedOn < today).toBe(true);
      expect(device.lastServicedOn >= device.installedOn && device.lastServicedOn < today).toBe(true);
    }
  });
  it.each([0, -1, 1.5, 1_000_001])('refuses %d devices', (devices) => {
    expect(() => generateHospital({ seed: 1, devices, now: today })).toThrow(RangeError);
  });
  it('refuses twelve sites', () => {
    expect(() => generateHospital({ seed: 1, devices: 100, sites: 12, now: today })).toThrow(RangeError);
  });
  it('works with a single device', () => {
    expect(everyDevice(smallHospital(1))).toHaveLength(1);
  });
});

describe('a tag', () => {
  it('grows along the numbering of its site and is never given twice', () => {
    for (const site of smallHospital().sites) {
      const tags = Array.from({ length: 500 }, (_, nth) => tagOf(site, nth));
      expect([...tags].sort()).toEqual(tags);
      expect(new Set(tags).size).toBe(500);
    }
  });
});
