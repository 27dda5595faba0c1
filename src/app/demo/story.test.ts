import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue } from './catalogue/index.ts';
import { demoPeople } from './people.ts';
import { arrivals, finishedWork, openTrouble, plantings } from './story.ts';
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
  it('names only people and advisories that exist', () => {
    const all = texts([finishedWork, openTrouble]);
    expect(all.filter((text) => text.includes('@') && !addresses.has(text))).toEqual([]);
    expect(all.filter((text) => text.startsWith('ICSMA-') && !advisories.has(text))).toEqual([]);
  });
  it('starts work only after its advisory arrived, and ends it after it began', () => {
    for (const work of finishedWork) {
      const arrived = arrivals.find((one) => one.advisory === work.advisory);
      expect(work.startedAt.daysAgo, work.advisory).toBeLessThanOrEqual(arrived?.arrived.daysAgo ?? -1);
      expect(work.finishedAt.daysAgo).toBeLessThan(work.startedAt.daysAgo);
    }
  });
  it('never lets the doer verify or sign', () => {
    for (const work of finishedWork) {
      expect(work.doers).not.toContain(work.verifier);
      expect(work.doers).not.toContain(work.signer);
      expect(work.verifier).not.toBe(work.signer);
    }
  });
  it('finishes work only on models the site owns, to a version the catalogue knows as corrected', () => {
    const profile = { STA: 0, LMC: 1, RCH: 2 } as const;
    for (const work of finishedWork) {
      const model = catalogue.find((one) => one.model === work.model);
      const site = work.site === 'STA' || work.site === 'LMC' || work.site === 'RCH' ? work.site : 'STA';
      expect(model?.shares[profile[site]], `${work.model} at ${work.site}`).toBeGreaterThan(0);
      expect(model?.versions.find((one) => one.version === work.toVersion)?.verdict, work.model).toBe(
        'fixed',
      );
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
