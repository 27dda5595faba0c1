import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CveId } from '../../../kernel/ids.ts';
import type { IntelSource, VulnerabilityPart } from '../model.ts';
import { Vulnerability } from '../model.ts';
import { mergeParts } from './merge.ts';

const cve = CveId.parse('CVE-2020-0001');
const part = (source: IntelSource, facts: Partial<VulnerabilityPart> = {}): VulnerabilityPart => ({
  source,
  record: source === 'csaf' ? 'ICSMA-1' : cve,
  cve,
  ...facts,
});
const score = (version: '2.0' | '3.0' | '3.1' | '4.0', value: number, by: string) => ({
  version,
  score: value,
  vector: `vector ${by}`,
  by,
});

describe('the picture of a CVE', () => {
  it('is empty but honest when its one part says nothing', () => {
    expect(mergeParts([part('epss')])).toEqual({
      cve,
      title: null,
      titleFrom: null,
      description: null,
      cvssScore: null,
      cvssVector: null,
      cvssVersion: null,
      cvssSource: null,
      cwe: [],
      publishedAt: null,
      modifiedAt: null,
      state: 'published',
      kev: null,
      epss: null,
      ssvc: null,
      sources: {},
    });
  });

  it('takes a title that anybody gives before one made of an advisory, and says which it is', () => {
    const made = part('csaf', { derivedTitle: { text: 'Buffer Overflow in Pump', from: 'weakness' } });
    expect(mergeParts([made, part('epss')])).toMatchObject({
      title: 'Buffer Overflow in Pump',
      titleFrom: 'weakness',
      sources: { title: { source: 'csaf', record: 'ICSMA-1' } },
    });
    expect(mergeParts([made, part('nvd', { title: 'Its own name' })])).toMatchObject({
      title: 'Its own name',
      titleFrom: 'given',
      sources: { title: { source: 'nvd', record: cve } },
    });
  });

  it('takes each field whole from the first source that has it, and names the source', () => {
    const picture = mergeParts([
      part('csaf', { title: 'advisory title', description: 'advisory text', cwe: ['CWE-1'] }),
      part('nvd', {
        description: 'NVD text',
        cwe: ['CWE-2', 'CWE-3'],
        publishedAt: '2020-02-01T00:00:00.000Z',
      }),
      part('cve5', { description: 'CNA text', state: 'rejected' }),
    ]);
    expect(picture).toMatchObject({
      title: 'advisory title',
      description: 'CNA text',
      cwe: ['CWE-2', 'CWE-3'],
      state: 'rejected',
    });
    expect(picture.sources).toEqual({
      title: { source: 'csaf', record: 'ICSMA-1' },
      description: { source: 'cve5', record: cve },
      cwe: { source: 'nvd', record: cve },
      publishedAt: { source: 'nvd', record: cve },
      state: { source: 'cve5', record: cve },
    });
  });

  it.each([
    {
      when: 'NVD has 3.1',
      parts: [
        part('csaf', { scores: [score('3.1', 5, 'a')] }),
        part('nvd', { scores: [score('3.1', 9, 'n')] }),
      ],
      shown: [9, '3.1', 'n', 'nvd'],
    },
    {
      when: 'NVD has only 2.0',
      parts: [
        part('nvd', { scores: [score('2.0', 10, 'n')] }),
        part('csaf', { scores: [score('3.0', 5, 'a')] }),
      ],
      shown: [5, '3.0', 'a', 'csaf'],
    },
    {
      when: '4.0 stands beside 3.1',
      parts: [part('cve5', { scores: [score('4.0', 8, 'c'), score('3.1', 7, 'c')] })],
      shown: [7, '3.1', 'c', 'cve5'],
    },
    {
      when: '2.0 is alone',
      parts: [part('nvd', { scores: [score('2.0', 10, 'n')] })],
      shown: [10, '2.0', 'n', 'nvd'],
    },
  ])('shows the score of the best known version: $when', ({ parts, shown }) => {
    const picture = mergeParts([part('epss'), ...parts]);
    expect([
      picture.cvssScore,
      picture.cvssVersion,
      picture.cvssSource,
      picture.sources.cvss?.source,
    ]).toEqual(shown);
  });

  it('believes KEV about KEV, and the newest EPSS and SSVC', () => {
    const kev = {
      dateAdded: '2022-01-01',
      dueDate: '2022-02-01',
      ransomware: 'known' as const,
      requiredAction: 'patch',
    };
    const epss = (scoreDate: string | null, value: number) => ({
      score: value,
      percentile: value,
      modelVersion: null,
      scoreDate,
    });
    const ssvc = (timestamp: string, exploitation: 'none' | 'active') => ({
      exploitation,
      automatable: 'no' as const,
      technicalImpact: 'total' as const,
      timestamp,
    });
    const picture = mergeParts([
      part('cisa-adp', {
        kev: { ...kev, dueDate: null, ransomware: 'unknown', requiredAction: null },
        ssvc: ssvc('2024-01-01T00:00:00.000Z', 'none'),
      }),
      part('cisa-adp', { ssvc: ssvc('2024-06-01T00:00:00.000Z', 'active') }),
      part('kev', { kev }),
      part('epss', { epss: epss('2026-01-01T00:00:00.000Z', 0.5) }),
      part('epss', { epss: epss('2026-02-01T00:00:00.000Z', 0.7) }),
      part('epss', { epss: epss(null, 0.9) }),
    ]);
    expect([picture.kev, picture.epss?.score, picture.ssvc?.exploitation]).toEqual([kev, 0.7, 'active']);
  });

  it('does not depend on the order of the parts', () => {
    const parts: [VulnerabilityPart, ...VulnerabilityPart[]] = [
      part('csaf', { title: 'a', scores: [score('3.0', 4, 'a')] }),
      { ...part('csaf', { title: 'b', scores: [score('3.0', 6, 'b')] }), record: 'ICSMA-2' },
      part('nvd', { description: 'n', modifiedAt: '2021-01-01T00:00:00.000Z' }),
      part('nvd', { description: 'm', modifiedAt: '2022-01-01T00:00:00.000Z' }),
      part('kev'),
    ];
    const picture = mergeParts(parts);
    expect(Vulnerability.parse(picture)).toEqual(picture);
    expect(picture.description).toBe('m');
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), ([first, ...rest]) => {
        if (first) expect(mergeParts([first, ...rest])).toEqual(picture);
      }),
    );
  });
});
