import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ssvcFiles } from './files.ts';
import { reversals } from './monotone.ts';
import { automatable, exploitation, exposure, humanImpact, mission, outcome, safety } from './points.ts';
import { deployerTable, humanImpactProse, humanImpactTable } from './tables.ts';

const published = new URL('../../../../../shared/data/ssvc/', import.meta.url);
const words = (point: { values: readonly { value: string; word: string }[] }) =>
  new Map(point.values.map(({ value, word }) => [word, value]));
const csv = (name: string): string[][] =>
  readFileSync(new URL(name, published), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').slice(1));
const grades = (point: { values: readonly { value: string }[] }) => point.values.map(({ value }) => value);

const there = existsSync(published);
if (!there)
  console.warn(
    'SKIPPED: the published SSVC tables are not at ../shared/data/ssvc, so our tables were not compared with them.',
  );

describe.skipIf(!there)('the tables, row by row against the published CSV', () => {
  it('deployer patch application priority 1.0.0', () => {
    const [e, x, a, h, o] = [exploitation, exposure, automatable, humanImpact, outcome].map(words);
    const rows = csv('csv-ssvc-deployer_patch_application_priority_1_0_0.csv').map(
      ([c1, c2, c3, c4, c5]) => ({
        exploitation: e?.get(c1 ?? ''),
        exposure: x?.get(c2 ?? ''),
        automatable: a?.get(c3 ?? ''),
        humanImpact: h?.get(c4 ?? ''),
        outcome: o?.get(c5 ?? ''),
      }),
    );
    expect(rows).toHaveLength(72);
    const key = (row: object) => JSON.stringify(row, Object.keys(row).sort());
    expect(deployerTable.rows.map(key).sort()).toEqual(rows.map(key).sort());
  });
  it('human impact 1.0.0', () => {
    const [s, m, h] = [safety, mission, humanImpact].map(words);
    const rows = csv('csv-ssvc-human_impact_1_0_0.csv').map(([c1, c2, c3]) => ({
      safety: s?.get(c1 ?? ''),
      mission: m?.get(c2 ?? ''),
      outcome: h?.get(c3 ?? ''),
    }));
    expect(humanImpactTable.rows).toEqual(rows);
  });
});

describe('worse inputs are never milder', () => {
  const deployerScales = {
    exploitation: grades(exploitation),
    exposure: grades(exposure),
    automatable: grades(automatable),
    humanImpact: grades(humanImpact),
    outcome: grades(outcome),
  };
  const impactScales = { safety: grades(safety), mission: grades(mission), outcome: grades(humanImpact) };
  it('in the deployer table: no exception is known, and none is there', () =>
    expect(reversals(deployerTable.rows, deployerScales)).toEqual([]));
  it('in both human impact tables', () => {
    expect(reversals(humanImpactTable.rows, impactScales)).toEqual([]);
    expect(reversals(humanImpactProse.rows, impactScales)).toEqual([]);
  });
  it('and the checker would say so if they were', () => {
    const rows = deployerTable.rows.map((row) =>
      row.exploitation === 'active' && row.exposure === 'open' && row.humanImpact === 'very_high'
        ? { ...row, outcome: 'defer' as const }
        : row,
    );
    expect(reversals(rows, deployerScales).length).toBeGreaterThan(50);
  });
  it('in the prose against the table', () => {
    const order: readonly string[] = grades(humanImpact);
    const grade = (value: string) => order.indexOf(value);
    humanImpactProse.rows.forEach((row, at) => {
      expect(grade(row.outcome)).toBeGreaterThanOrEqual(grade(humanImpactTable.rows[at]?.outcome ?? ''));
    });
  });
});

it('every combination of inputs has exactly one row', () => {
  const combinations =
    exploitation.values.length *
    exposure.values.length *
    automatable.values.length *
    humanImpact.values.length;
  expect(new Set(deployerTable.rows.map((row) => JSON.stringify({ ...row, outcome: null }))).size).toBe(
    combinations,
  );
  expect(deployerTable.rows).toHaveLength(combinations);
});

it.each(Object.entries(ssvcFiles))(
  'data/ssvc/%s is what the code says (run vitest -u to write it)',
  async (name, text) => {
    await expect(text).toMatchFileSnapshot(
      new URL(`../../../../data/ssvc/${name}`, import.meta.url).pathname,
    );
  },
);
