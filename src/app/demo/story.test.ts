import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from './catalogue/index.ts';
import { demoPeople } from './people.ts';
import { arrivals, plantings, silentPeople, stages } from './story.ts';
import { smallHospital } from './testing.ts';

const Tracking = z.object({ document: z.object({ tracking: z.object({ aliases: z.array(z.string()) }) }) });
const dir = 'data/starter/csaf';
const advisories = new Set(
  readdirSync(dir).flatMap(
    (file) => Tracking.parse(JSON.parse(readFileSync(join(dir, file), 'utf8'))).document.tracking.aliases,
  ),
);
const addresses = new Set(demoPeople.map((person) => person.email));
/** Every text of the story, however deep. */
const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [];

describe('the story', () => {
  it('tells when each advisory of the starter pack arrived, once', () => {
    const told = arrivals.map((one) => one.advisory);
    expect([...told].sort()).toEqual([...advisories].sort());
  });
  it('names only people that exist', () => {
    const all = texts([stages, silentPeople]);
    expect(all.filter((text) => text.includes('@') && !addresses.has(text))).toEqual([]);
  });
  it('stages its trouble on models that the site owns, after the advisory came', () => {
    const profile = { STA: 0, LMC: 1, RCH: 2 } as const;
    for (const stage of stages) {
      const model = catalogue.find((one) => one.model === stage.model);
      const site = stage.site === 'STA' || stage.site === 'LMC' || stage.site === 'RCH' ? stage.site : 'STA';
      expect(model?.shares[profile[site]], `${stage.model} at ${stage.site}`).toBeGreaterThan(0);
      expect(stage.hoursAgo).toBeGreaterThan(0);
    }
  });
  it('plants all its trouble in the standard demonstration hospital, on affected devices in service', () => {
    const hospital = smallHospital(12_000, 1);
    const planted = hospital.sites
      .flatMap((site) => [...hospital.devicesOf(site)])
      .filter((device) => device.planted);
    for (const key of new Set(plantings.map((one) => one.key)))
      expect(planted.filter((device) => device.planted === key).length, key).toBe(
        plantings.filter((one) => one.key === key).reduce((sum, one) => sum + one.count, 0),
      );
    for (const device of planted) {
      expect(device.isRetired).toBe(false);
      expect(device.version?.verdict).toBe('affected');
      expect(device.isVersionListed).toBe(true);
    }
  });
});
