import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogue, catalogueRow } from './index.ts';
import { makerSpellings, modelSpellings } from './spellings.ts';

describe('the catalogue', () => {
  it('has more than 60 models with an advisory and many without', () => {
    const withAdvisory = catalogue.filter((model) =>
      model.versions.some((one) => one.verdict === 'affected'),
    );
    expect(withAdvisory.length).toBeGreaterThan(60);
    expect(catalogue.length - withAdvisory.length).toBeGreaterThan(40);
  });
  it('names no model twice', () => {
    expect(new Set(catalogue.map((model) => `${model.maker}|${model.model}`)).size).toBe(catalogue.length);
  });
  it('gives a MAC prefix of six hex digits to everything that has a network connection, and to nothing else', () => {
    for (const { model, attachment, oui } of catalogue)
      expect(`${model} ${attachment === 'none' ? oui === '' : /^[0-9A-F]{6}$/.test(oui)}`).toBe(
        `${model} true`,
      );
  });
  it('has a site for every model and a weight for every version', () => {
    for (const model of catalogue) {
      expect(Math.max(...model.shares)).toBeGreaterThan(0);
      for (const version of model.versions) expect(version.weight).toBeGreaterThan(0);
    }
  });
  it('reads versions that hold spaces and colons in their row', () => {
    const row = catalogueRow(
      'BD | X | gateway | DOCK | wired infusion | 00D075 | 8## | 0 0 6 | 18 | !1.3.1 Build 13:3; =2:1; ~A:1; 9:1',
    );
    expect(row.versions).toEqual([
      { version: '1.3.1 Build 13', weight: 3, verdict: 'affected' },
      { version: '2', weight: 1, verdict: 'fixed' },
      { version: 'A', weight: 1, verdict: 'unknown' },
      { version: '9', weight: 1, verdict: 'none' },
    ]);
  });
  it.each([
    ['too short', 'BD | X'],
    ['without attachment', 'BD | X | g | D | ether infusion | 00D075 | 8## | 0 0 6 | 18 | -'],
    ['with a bad share', 'BD | X | g | D | wired infusion | 00D075 | 8## | 0 x 6 | 18 | -'],
  ])('refuses a row %s', (_, line) => {
    expect(() => catalogueRow(line)).toThrow(/Catalogue row/);
  });
  it('spells only makers and models that are in it', () => {
    const makers = new Set(catalogue.map((model) => model.maker));
    const models = new Set(catalogue.map((model) => model.model));
    expect(Object.keys(makerSpellings).filter((maker) => !makers.has(maker))).toEqual([]);
    expect(Object.keys(modelSpellings).filter((model) => !models.has(model))).toEqual([]);
  });

  const ouiFile = '../shared/data/fingerprints/oui/oui-data.json.gz';
  if (!existsSync(ouiFile))
    console.warn(`NOT CHECKED: MAC prefixes against the IEEE list, ${ouiFile} is missing.`);
  it.skipIf(!existsSync(ouiFile))('uses only MAC prefixes that are registered', () => {
    const registered = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(gunzipSync(readFileSync(ouiFile)).toString('utf8')));
    expect(
      catalogue.filter(({ oui }) => oui !== '' && !(oui in registered)).map(({ model }) => model),
    ).toEqual([]);
  });
});
