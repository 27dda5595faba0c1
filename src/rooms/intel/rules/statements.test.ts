import { describe, expect, it } from 'vitest';
import { CveId } from '../../../kernel/ids.ts';
import type { CpeMatch, CpeRecord } from '../model.ts';
import { cpeStatements, plainCpe } from './statements.ts';
import { addProblem, emptyTally, maxProblemsKept, sumTallies } from './tally.ts';

const cve = CveId.parse('CVE-2020-0001');
const row = (criteria: string, range: Partial<CpeMatch> = {}): CpeMatch => ({
  vulnerable: true,
  criteria: `cpe:2.3:${criteria}:*:*:*:*:*:*`.replace(/$/, ''),
  ...range,
});
const record = (...nodes: CpeMatch[][]): CpeRecord => ({
  cve,
  source: 'nvd',
  keys: [],
  configurations: [
    {
      operator: 'AND',
      negate: false,
      nodes: nodes.map((cpeMatch) => ({ operator: 'OR', negate: false, cpeMatch })),
    },
  ],
});
const told = (given: CpeRecord) =>
  cpeStatements(given, null).map(({ part, vendor, product, versions }) => [part, vendor, product, versions]);

describe('statements of CPE configurations', () => {
  it('are one for each product that is called vulnerable, not for what it runs on', () => {
    const firmware = row('o:bd:alaris_8015_pcu_firmware:*:*', { versionEndIncluding: '12.1.3' });
    const hardware = { ...row('h:bd:alaris_8015_pcu:-:*'), vulnerable: false };
    expect(told(record([firmware], [hardware]))).toEqual([
      [
        'o',
        'bd',
        'alaris 8015 pcu firmware',
        { kind: 'list', text: '<= 12.1.3', anyOf: [[{ op: '<=', version: '12.1.3' }]] },
      ],
    ]);
  });

  it.each([
    { when: 'all versions', rows: [row('a:x:y:*:*')], versions: { kind: 'all', text: '*' } },
    {
      when: 'one version',
      rows: [row('a:x:y:2.1:*')],
      versions: { kind: 'list', text: '= 2.1', anyOf: [[{ op: '=', version: '2.1' }]] },
    },
    {
      when: 'a version with its update',
      rows: [row('a:x:y:2.1:sp1')],
      versions: { kind: 'list', text: '= 2.1 sp1', anyOf: [[{ op: '=', version: '2.1 sp1' }]] },
    },
    {
      when: 'two ranges',
      rows: [
        row('a:x:y:*:*', { versionStartIncluding: '1', versionEndExcluding: '1.5' }),
        row('a:x:y:*:*', { versionStartExcluding: '2' }),
      ],
      versions: {
        kind: 'list',
        text: '>= 1 < 1.5 | > 2',
        anyOf: [
          [
            { op: '>=', version: '1' },
            { op: '<', version: '1.5' },
          ],
          [{ op: '>', version: '2' }],
        ],
      },
    },
    {
      when: 'no version known (NA)',
      rows: [row('o:x:y:-:*')],
      versions: { kind: 'unknown', text: '-', why: 'empty' },
    },
    { when: 'hardware, which has none', rows: [row('h:x:y:-:*')], versions: { kind: 'all', text: '*' } },
    {
      when: 'NA beside a version',
      rows: [row('o:x:y:-:*'), row('o:x:y:3:*')],
      versions: {
        kind: 'list',
        text: '- | = 3',
        anyOf: [[{ op: '=', version: '3' }]],
        mayExtend: 'one row names the product without a version',
      },
    },
    {
      when: 'an update of any version',
      rows: [row('a:x:y:*:sp2')],
      versions: { kind: 'all', text: '*', onlyWhen: 'the update is sp2' },
    },
  ])('read the versions of rows: $when', ({ rows, versions }) => {
    expect(cpeStatements(record(rows), null).map((statement) => statement.versions)).toEqual([versions]);
  });

  it('are none for a negated configuration', () => {
    const given = record([row('a:x:y:*:*')]);
    expect(
      cpeStatements(
        { ...given, configurations: given.configurations.map((one) => ({ ...one, negate: true })) },
        null,
      ),
    ).toEqual([]);
  });

  it('write names as people do', () => {
    expect([plainCpe('entegra_p\\&r'), plainCpe('*'), plainCpe('-')]).toEqual(['entegra p&r', null, null]);
  });
});

describe('a tally', () => {
  it('counts every problem, keeps the words of some, refusals first', () => {
    const problem = (level: 'refused' | 'warning', reason: string) => ({
      level,
      file: 'f',
      record: null,
      place: '',
      reason,
    });
    const [a, b] = [emptyTally(), emptyTally()];
    for (let i = 0; i < maxProblemsKept + 5; i++) addProblem(a, problem('warning', `w${i}`));
    addProblem(b, problem('refused', 'r'));
    const sum = sumTallies(a, b);
    expect([sum.warnings, sum.refused, sum.problems.length, sum.problems[0]?.reason]).toEqual([
      maxProblemsKept + 5,
      1,
      maxProblemsKept,
      'r',
    ]);
  });
});
