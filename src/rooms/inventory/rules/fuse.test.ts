import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../kernel/time.ts';
import type { DeviceFields, Observation } from '../model.ts';
import { fuse, trustOf } from './fuse.ts';

const day = (n: number) => instant(Date.UTC(2026, 0, 1) + n * 86_400_000);
const says = (source: keyof typeof trustOf, at: number, fields: DeviceFields): Observation => ({
  source,
  observedAt: day(at),
  confidence: trustOf[source],
  fields,
});

describe('fusing what sources say', () => {
  it('two agreeing sources outweigh one better trusted: 1 - (1-.7)(1-.6) is more than .8', () => {
    const { fields, claims, conflicts } = fuse([
      says('cmms', 0, { model: 'MX800' }),
      says('http', 0, { model: 'mx 800' }),
      says('dicom', 0, { model: 'MX850' }),
    ]);
    expect(fields.model).toBe('MX800');
    expect(claims.map((c) => [c.source, c.wins])).toEqual([
      ['cmms', true],
      ['http', true],
      ['dicom', false],
    ]);
    expect(conflicts[0]?.values.map((v) => Math.round(v.confidence * 100))).toEqual([88, 80]);
  });
  it('a version seen on the wire today beats one typed in two years ago', () => {
    const { fields, conflicts } = fuse([
      says('cmms', 0, { softwareVersion: '8.1' }),
      says('http', 730, { softwareVersion: '9.2' }),
    ]);
    expect([fields.softwareVersion, conflicts]).toEqual(['9.2', []]);
  });
  it('a version seen a month later by a less trusted source is in dispute', () => {
    const { fields, conflicts } = fuse([
      says('cmms', 0, { softwareVersion: '8.1' }),
      says('http', 30, { softwareVersion: '9.2' }),
    ]);
    expect(fields.softwareVersion).toBe('8.1');
    expect(conflicts).toMatchObject([
      {
        field: 'softwareVersion',
        winner: '8.1',
        sentence: 'cmms says "8.1", http says "9.2". The first is shown because it is better trusted.',
      },
    ]);
  });
  it('a serial number does not grow old', () =>
    expect(
      fuse([says('label_scan', 0, { serial: 'A1' }), says('cmms', 3000, { serial: 'B2' })]).fields.serial,
    ).toBe('A1'));
  it('of one source only its newest word counts, and a blank takes nothing back', () =>
    expect(fuse([says('cmms', 0, { tag: '1', model: 'X' }), says('cmms', 5, { tag: '2' })]).fields).toEqual({
      tag: '2',
      model: 'X',
    }));
  it('unknown loses against any word', () =>
    expect(
      fuse([says('manual', 0, { status: 'unknown' }), says('oui', 0, { status: 'in_service' })]),
    ).toMatchObject({ fields: { status: 'in_service' }, conflicts: [] }));
  it('called retired and seen working is a conflict', () =>
    expect(
      fuse([
        says('cmms', 0, { status: 'retired' }),
        says('dicom', 1, { status: 'in_service' }),
      ]).conflicts.map((c) => c.field),
    ).toEqual(['status']));
  it('hardware addresses of all sources are kept, and IP addresses long unseen are not', () =>
    expect(
      fuse([
        says('cmms', 0, { macs: ['00:09:fb:00:00:01'], ips: ['10.0.0.1'] }),
        says('dhcp', 200, { macs: ['00:09:fb:00:00:02'], ips: ['10.0.0.2'] }),
      ]).fields,
    ).toEqual({ macs: ['00:09:fb:00:00:01', '00:09:fb:00:00:02'], ips: ['10.0.0.2'] }));
  it('a longer name of the same model is no dispute', () =>
    expect(
      fuse([says('cmms', 0, { model: 'MX800' }), says('dicom', 0, { model: 'IntelliVue MX800' })]).conflicts,
    ).toEqual([]));
  it('nothing said is nothing known', () =>
    expect(fuse([])).toEqual({ fields: {}, claims: [], conflicts: [] }));
});

const observation = fc
  .record({
    source: fc.constantFrom(...(['cmms', 'dicom', 'http', 'oui', 'manual'] as const)),
    at: fc.nat(400),
    model: fc.constantFrom('A1', 'B2', 'a 1'),
    version: fc.constantFrom('1.0', '2.0'),
    status: fc.constantFrom(...(['in_service', 'retired', 'unknown'] as const)),
  })
  .map(({ source, at, model, version, status }) =>
    says(source, at, { model, softwareVersion: version, status, ips: [`10.0.0.${version.charAt(0)}`] }),
  );

describe('fusing in general', () => {
  it('gives the same record in whatever order things were said', () =>
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 8 }), (all) => {
        expect(fuse([...all].reverse())).toEqual(fuse(all));
      }),
    ));
  it('shows a value that somebody said, with one winner a field and trust from 0 to 1', () =>
    fc.assert(
      fc.property(fc.array(observation, { minLength: 1, maxLength: 8 }), (all) => {
        const { fields, claims } = fuse(all);
        expect(claims.filter((c) => c.field === 'model' && c.wins).map((c) => c.value)).toContain(
          fields.model,
        );
        expect(claims.every((c) => c.confidence >= 0 && c.confidence <= 1)).toBe(true);
      }),
    ));
  it('a further source that agrees never unseats the winner', () =>
    fc.assert(
      fc.property(fc.array(observation, { minLength: 1, maxLength: 6 }), (all) => {
        const { model } = fuse(all).fields;
        expect(
          fuse([...all, says('snmp', 400, { model: model ?? 'A1' })])
            .fields.model?.replace(/\W/g, '')
            .toUpperCase(),
        ).toBe(model?.replace(/\W/g, '').toUpperCase());
      }),
    ));
});
