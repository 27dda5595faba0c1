import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import type { OrgSnapshot } from '../model.ts';
import { fullMatrix, hospital, line, monday } from '../testing.ts';
import { weakPoints } from './single-points.ts';

const of = (org: OrgSnapshot) => weakPoints(compile(fullMatrix(), org), org, monday);
const staffed = (role: string, ...lines: OrgSnapshot['staffing']): OrgSnapshot => {
  const org = hospital();
  return { ...org, staffing: [...org.staffing.filter((one) => one.role !== role), ...lines] };
};

describe('weak points', () => {
  it('names who is the only one, for which rows and at how many places', () => {
    const alone = of(hospital()).singlePoints.find((one) => one.role === 'HD' && one.letter === 'A');
    expect(alone).toMatchObject({ personId: 5, places: 3 });
    expect(alone?.activities).toContain('VUL-8');
  });

  it('somebody with a deputy is no single point, nor one of two who share the work', () => {
    const withDeputy = of(
      staffed('HD', line(80, 'HD', { holder: { kind: 'person', personId: 5 }, deputyPersonId: 20 })),
    );
    expect(withDeputy.singlePoints.filter((one) => one.role === 'HD')).toEqual([]);
    // INV-3 is done by the analyst and biomed together: neither is alone there.
    const shared = of(hospital()).singlePoints.filter((one) => one.letter === 'R');
    expect(shared.some((one) => one.activities.includes('INV-3'))).toBe(false);
  });

  it('names letters that a queue holds and no named person', () => {
    const { nonHuman, singlePoints } = of(
      staffed('BM', line(80, 'BM', { holder: { kind: 'team', teamId: 1 } })),
    );
    expect(nonHuman).toContainEqual(
      expect.objectContaining({ activityId: 'VUL-8', letter: 'R', holder: 'Biomed St. Anne', places: 3 }),
    );
    expect(singlePoints.some((one) => one.role === 'BM')).toBe(false);
    expect(of(hospital()).nonHuman).toEqual([]);
  });
});
