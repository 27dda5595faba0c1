// Faults of the engine that the reference found on random hospitals, each as the smallest case that shows it.
import { describe, expect, it } from 'vitest';
import type { MatrixDocument } from '../model.ts';
import { at, fullMatrix, hospital, line, monday, pumps, site, ward } from '../testing.ts';
import { resolve } from './resolve.ts';

describe('what random hospitals found', () => {
  const twoA = (when: 'no_vendor_fix' | null): MatrixDocument => {
    const matrix = fullMatrix();
    const cell = { contract: false, when: null };
    const cells = [
      { ...cell, role: 'CI', letters: ['A'] as const, when: 'life_support' as const },
      { ...cell, role: 'HD', letters: ['A'] as const, when },
      { ...cell, role: 'BM', letters: ['R'] as const },
    ];
    return {
      ...matrix,
      activities: matrix.activities.map((row) => (row.id === 'VUL-8' ? { ...row, cells } : row)),
    };
  };

  it('a letter A that does not apply here is told as left out, like every other letter', () => {
    const answer = resolve(twoA(null), hospital(), 'VUL-8', pumps, monday);
    expect(answer.A.map((holder) => holder.role)).toEqual(['HD']);
    expect(answer.skipped).toContainEqual({ letter: 'A', role: 'CI', what: 'Only for life support.' });
  });

  it('a hole of A names the role whose letter applies, not one whose condition is not met', () => {
    const org = hospital();
    const staffing = org.staffing.filter((one) => one.role !== 'HD');
    const answer = resolve(twoA(null), { ...org, staffing }, 'VUL-8', pumps, monday);
    expect(answer.gaps.find((gap) => gap.letter === 'A')).toMatchObject({ role: 'HD', kind: 'not_staffed' });
  });

  it('a line of a ward begins on the day at that ward, not at the first site of the list', () => {
    const org = hospital();
    const sites = org.sites.map((one) => (one.id === 2 ? { ...one, timezone: 'Pacific/Auckland' } : one));
    const own = line(90, 'BM', {
      scope: { wardId: 3 },
      holder: { kind: 'person', personId: 22 },
      validFrom: '2026-11-24',
    });
    // Noon of the 23rd in Chicago is the 24th in Auckland.
    const answer = resolve(
      fullMatrix(),
      { ...org, sites, staffing: [...org.staffing, own] },
      'VUL-8',
      { siteId: site(2), wardId: ward(3) },
      at('2026-11-23T18:00:00.000Z'),
    );
    expect(answer.R[0]?.personId).toBe(22);
  });
});
