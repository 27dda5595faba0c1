import { describe, expect, it } from 'vitest';
import { MatrixVersionId } from '../../../../kernel/ids.ts';
import { DeviceClass, DeviceStatus, Exposure, Harm, Mission } from '../../../inventory/model.ts';
import { ResolvedActivity } from '../../../raci/contract.ts';
import { DeviceFinding, Outcome } from '../../../risk/contract.ts';
import { byRemedy, isOpen } from './by-remedy.ts';
import { relabelled } from './facet-words.ts';
import { byGroup } from './owner-groups.ts';
import { findingMark, harmMark, outcomeMark, spoken, threatWords } from './words.ts';

const finding = (cve: string, some: Record<string, unknown> = {}) =>
  DeviceFinding.parse({
    cve,
    title: null,
    status: 'affected',
    state: 'open',
    outcome: 'scheduled',
    risk: null,
    cohortId: 1,
    remedyId: null,
    remedySentence: null,
    acceptedUntil: null,
    question: null,
    openedAt: '2026-11-01T00:00:00Z',
    closedAt: null,
    reasons: [],
    kev: false,
    ...some,
  });

describe('what threatens a device', () => {
  it('stands under the action that ends it, worst first, without an action last', () => {
    const groups = byRemedy([
      finding('a'),
      finding('b', { remedyId: 7, remedySentence: 'Update it.' }),
      finding('c', { remedyId: 3, remedySentence: 'Find out its version.' }),
      finding('d', { remedyId: 7, remedySentence: 'Update it.' }),
    ]);
    expect(groups.map((group) => [group.sentence, group.findings.map((one) => one.cve)])).toEqual([
      ['Update it.', ['b', 'd']],
      ['Find out its version.', ['c']],
      [null, ['a']],
    ]);
  });
  it.each([
    ['open and affected', {}, true],
    ['open and possible', { status: 'possible' }, true],
    ['fixed', { status: 'fixed' }, false],
    ['not affected', { status: 'not_affected' }, false],
    ['closed', { closedAt: '2026-11-02T00:00:00Z' }, false],
    ['superseded', { state: 'superseded' }, false],
  ])('%s', (_what, some, open) => expect(isOpen(finding('a', some))).toBe(open));
  it('nothing found is not called safe', () => {
    expect(threatWords(0, 0)).toBe('nothing known');
    expect(threatWords(3, 2)).toBe('3 affected, 2 possible');
    expect(outcomeMark(null)).toEqual({ tone: 'unknown', word: 'Not evaluated' });
  });
});

describe('facets', () => {
  it('read in words, decisions worst first, and a filter from a link keeps its own line', () => {
    const facets = [
      {
        name: 'outcome',
        values: [
          { value: 'scheduled', label: 'scheduled', count: 9 },
          { value: 'immediate', label: 'immediate', count: 1 },
        ],
      },
      { name: 'conflict', values: [{ value: 'true', label: 'yes', count: 2 }] },
      { name: 'site', values: [{ value: '1', label: 'St. Anne', count: 10 }] },
    ];
    expect(relabelled(facets, { cve: ['CVE-2020-25165'] }, 10)).toEqual([
      {
        name: 'outcome',
        values: [
          { value: 'immediate', label: 'Immediate', count: 1 },
          { value: 'scheduled', label: 'Scheduled', count: 9 },
        ],
      },
      { name: 'conflict', values: [{ value: 'yes', label: 'Yes', count: 2 }] },
      { name: 'site', values: [{ value: '1', label: 'St. Anne', count: 10 }] },
      { name: 'cve', values: [{ value: 'CVE-2020-25165', label: 'CVE-2020-25165', count: 10 }] },
    ]);
    expect(facets[0]?.values[0]?.value).toBe('scheduled');
  });
});

describe('owners', () => {
  const resolved = ['VUL-8', 'INV-3', 'NEW-1'].map((activityId) =>
    ResolvedActivity.parse({ activityId, holders: [], gaps: [] }),
  );
  const matrix = {
    id: MatrixVersionId.parse(1),
    number: 1,
    title: '',
    inForceFrom: null,
    roles: [],
    lint: [],
    groups: [
      { id: 'INV', title: 'Inventory' },
      { id: 'VUL', title: 'Vulnerabilities' },
      { id: 'MET', title: 'Measures' },
    ],
    activities: [
      { id: 'VUL-8', group: 'VUL', title: '', plain: 'Update the devices', ask: '', seed: [], cells: [] },
    ],
  };
  it('stand in the order of the matrix; what it does not know is still shown', () => {
    const groups = byGroup(resolved, matrix);
    expect(groups.map((group) => [group.title, group.activities.map((one) => one.title)])).toEqual([
      ['Inventory', ['INV-3']],
      ['Vulnerabilities', ['Update the devices']],
      ['NEW', ['NEW-1']],
    ]);
  });
  it('are there before the matrix is read', () => {
    expect(byGroup(resolved, undefined).map((group) => group.id)).toEqual(['VUL', 'INV', 'NEW']);
  });
});

describe('words', () => {
  it('no value of the inventory or of risk reaches a person raw', () => {
    const values = [...DeviceClass.options, ...DeviceStatus.options, ...Exposure.options, ...Mission.options];
    for (const value of values) expect(spoken(value)).toMatch(/^[A-Z][^_]*$/);
    for (const value of Outcome.options) expect(outcomeMark(value).tone).not.toBe('unknown');
    for (const value of Harm.options) expect(harmMark(value).tone).not.toBe('unknown');
    for (const value of ['affected', 'not_affected', 'fixed'])
      expect(findingMark(value).tone).not.toBe('unknown');
  });
});
