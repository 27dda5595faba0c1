import { describe, expect, it } from 'vitest';
import { changesOf, type Held } from './effect.ts';

const held = (letter: string, role: string, personId = 1): Held => ({
  letter,
  role,
  personId,
  teamId: null,
  label: `${role}${personId}`,
});
const before = [held('A', 'HD'), held('R', 'BM'), held('C', 'SE'), held('I', 'IT')];
const words = (cast: Held[], stage: 'upcoming' | 'consult' | 'later') =>
  changesOf(before, cast, stage).map(
    (c) => `${c.change} ${c.letter} ${c.label}: ${c.means ?? 'nothing more'}`,
  );

describe('what another version would change on a step', () => {
  it('nothing where the same people hold the same letters', () => {
    expect(words([...before].reverse(), 'consult')).toEqual([]);
  });
  it.each([
    {
      stage: 'upcoming' as const,
      lines: ['added C NE1: nothing more'],
    },
    { stage: 'consult' as const, lines: ['added C NE1: asks'] },
    { stage: 'later' as const, lines: ['added C NE1: too_late_to_ask'] },
  ])('a role that is asked from now on, on a step that is $stage', ({ stage, lines }) => {
    expect(words([...before, held('C', 'NE')], stage)).toEqual(lines);
  });
  it.each([
    { stage: 'upcoming' as const, lines: ['removed C SE1: nothing more'] },
    { stage: 'consult' as const, lines: ['removed C SE1: drops'] },
    { stage: 'later' as const, lines: ['removed C SE1: nothing more'] },
  ])('a role that is asked no more, on a step that is $stage', ({ stage, lines }) => {
    expect(
      words(
        before.filter((h) => h.letter !== 'C'),
        stage,
      ),
    ).toEqual(lines);
  });
  it('another person of the same role takes the question over: none is put or dropped', () => {
    expect(words([...before.filter((h) => h.letter !== 'C'), held('C', 'SE', 2)], 'consult')).toEqual([
      'removed C SE1: nothing more',
      'added C SE2: nothing more',
    ]);
  });
  it('the one who answers stands first, and a step under way moves to who does it now', () => {
    const after = [held('A', 'CI'), held('R', 'SE', 3), held('C', 'SE'), held('I', 'IT')];
    expect(words(after, 'later')).toEqual([
      'removed A HD1: nothing more',
      'added A CI1: ball_moves',
      'removed R BM1: nothing more',
      'added R SE3: ball_moves',
    ]);
  });
});
