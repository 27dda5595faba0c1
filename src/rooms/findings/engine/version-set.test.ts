import { describe, expect, it } from 'vitest';
import type { VersionSet } from '../../intel/model.ts';
import { inSet } from './version-set.ts';

const list = (...anyOf: string[]): Extract<VersionSet, { kind: 'list' }> => ({
  kind: 'list',
  text: anyOf.join(' | '),
  anyOf: anyOf.map((bounds) =>
    bounds.split('&').map((bound) => {
      const [, op = '', version = ''] = /^\s*(<=|>=|<|>|=)?\s*(.*?)\s*$/.exec(bound) ?? [];
      return { op: (op === '' ? '=' : op) as '=' | '<', version };
    }),
  ),
});

describe('whether an installed version is among those named', () => {
  it.each([
    ['9.33', list('<= 9.33.1'), 'yes'],
    ['9.33.1', list('<= 9.33.1'), 'yes'],
    ['9.33.2', list('<= 9.33.1'), 'no'],
    ['12.1.2', list('<= 9.33.1'), 'no'],
    ['1.51', list('< 1.52'), 'yes'],
    ['1.52', list('< 1.52'), 'no'],
    ['1.6.1', list('= 1.1', '= 1.5', '= 1.6'), 'no'],
    ['1.6', list('= 1.1', '= 1.5', '= 1.6'), 'yes'],
    ['3.0', list('>= 2.5 & <= 3.11', '>= 2018-1 & <= 2021-1'), 'yes'],
    ['2019-2', list('>= 2.5 & <= 3.11', '>= 2018-1 & <= 2021-1'), 'yes'],
    ['8.4', list('= 8'), 'unknown'],
    ['9.0', list('= 8'), 'no'],
    ['B.02.15', list('= B.02'), 'unknown'],
    ['B.01', list('= B.02'), 'no'],
    ['N.01', list('<= N'), 'unknown'],
    ['M.04', list('<= N'), 'yes'],
    ['P.00', list('<= N'), 'no'],
    ['12.2.4.1', list('<= 12.2.x.x'), 'yes'],
    ['12.3', list('<= 12.2.x.x'), 'no'],
    ['3.1', list('< 3.x'), 'no'],
    ['2.9', list('< 3.x'), 'yes'],
    ['2.4', list('= 2.X'), 'yes'],
    ['12.x', list('<= 12.1'), 'unknown'],
    ['11.x', list('<= 12.1'), 'yes'],
    ['9', list('<= 9.33'), 'unknown'],
    ['1.2.3', list('= 7900'), 'unknown'],
    ['7900', list('= 7900'), 'yes'],
    ['L80', list('<= U61', '<= L81'), 'yes'],
    ['L82', list('<= U61', '<= L81'), 'unknown'],
    [null, list('<= 1.0'), 'unknown'],
    ['N/A', list('<= 1.0'), 'unknown'],
    [null, { kind: 'all', text: '*' }, 'yes'],
    ['5', { kind: 'all', text: '*' }, 'yes'],
    ['5', { kind: 'unknown', text: 'before the move', why: 'prose' }, 'unknown'],
    ['1.0', list(), 'unknown'],
    ['3.1', list('< 3'), 'no'],
  ] as const)('installed %s against %j: %s', (version, set, answer) => {
    const found = inSet(version, set);
    expect(found.answer).toBe(answer);
    expect(found.question === null).toBe(answer !== 'unknown');
  });

  it('leaves out the exceptions, and turns conditions and doubts into questions', () => {
    const except = { ...list('<= 2.0'), except: [[{ op: '=' as const, version: '1.5' }]] };
    expect(inSet('1.5', except).answer).toBe('no');
    expect(inSet('1.4', except).answer).toBe('yes');
    expect(inSet('1.4', { ...list('<= 2.0'), onlyWhen: 'Wi-Fi is fitted' }).question).toBe(
      'Is this so here: “Wi-Fi is fitted”?',
    );
    expect(inSet('2.4', { ...list('<= 2.0'), mayExtend: 'the title says 2.x' }).answer).toBe('unknown');
  });
});
