import { describe, expect, it } from 'vitest';
import { at, person } from '../testing.ts';
import {
  afterSigning,
  mayEdit,
  mayPropose,
  maySign,
  mayWithdraw,
  type VersionFacts,
  type VersionState,
} from './publication.ts';

const [ci, se, hd, other] = [person(1), person(2), person(5), person(9)];
const g = { accountable: [ci], responsible: [se, hd] };
const version = (state: VersionState, proposedBy = state === 'draft' ? null : se): VersionFacts => ({
  state,
  proposedBy,
  inForceFrom: null,
});
const sentence = (answer: { ok: boolean; sentence?: string }) => (answer.ok ? 'yes' : answer.sentence);

describe('who may take which step', () => {
  it.each([
    { who: ci, state: 'draft' as const, may: true },
    { who: hd, state: 'draft' as const, may: true },
    { who: other, state: 'draft' as const, may: false },
    { who: null, state: 'draft' as const, may: false },
    { who: ci, state: 'proposed' as const, may: false },
    { who: ci, state: 'in_force' as const, may: false },
    { who: ci, state: 'retired' as const, may: false },
  ])('$who edits a $state matrix: $may', ({ who, state, may }) => {
    expect(mayEdit(version(state), g, who).ok).toBe(may);
  });

  it('a fault of the matrix keeps a draft from being proposed, in the words of the lint', () => {
    expect(mayPropose(version('draft'), g, se, []).ok).toBe(true);
    expect(sentence(mayPropose(version('draft'), g, se, ['Nobody answers for VUL-8.']))).toBe(
      'It cannot be proposed yet: Nobody answers for VUL-8.',
    );
    expect(mayPropose(version('draft'), g, other, []).ok).toBe(false);
    expect(mayPropose(version('proposed'), g, se, []).ok).toBe(false);
  });

  it.each([
    { by: se, who: ci, may: 'yes' },
    { by: ci, who: hd, may: 'yes' },
    { by: ci, who: ci, may: 'Whoever proposes does not sign: a second person does.' },
    { by: se, who: se, may: 'Whoever proposes does not sign: a second person does.' },
    {
      by: se,
      who: hd,
      may: 'One of the two signatures is that of the one who answers for the matrix (A of GOV-2).',
    },
    { by: se, who: other, may: 'Only those who keep the matrix current (R or A of GOV-2) may do this.' },
  ])('proposed by $by, signed by $who: $may', ({ by, who, may }) => {
    expect(sentence(maySign(version('proposed', by), g, who))).toBe(may);
  });

  it.each(['draft', 'signed', 'in_force', 'retired', 'withdrawn'] as const)(
    'nobody signs a %s matrix',
    (state) => {
      expect(maySign(version(state), g, ci).ok).toBe(false);
    },
  );

  it.each([
    { state: 'draft' as const, may: true },
    { state: 'proposed' as const, may: true },
    { state: 'signed' as const, may: true },
    { state: 'in_force' as const, may: false },
    { state: 'retired' as const, may: false },
    { state: 'withdrawn' as const, may: false },
  ])('a $state matrix is taken back: $may', ({ state, may }) => {
    expect(mayWithdraw(version(state), g, hd).ok).toBe(may);
  });
});

describe('the day from which a matrix is in force', () => {
  const now = at('2026-12-01T08:00:00.000Z');
  it.each([
    { from: null, becomes: { state: 'in_force', from: now } },
    { from: at('2026-11-30T08:00:00.000Z'), becomes: { state: 'in_force', from: now } },
    { from: now, becomes: { state: 'in_force', from: now } },
    {
      from: at('2026-12-01T08:00:00.001Z'),
      becomes: { state: 'signed', from: at('2026-12-01T08:00:00.001Z') },
    },
  ])('signed now for $from: $becomes.state', ({ from, becomes }) => {
    expect(afterSigning(from, now)).toEqual(becomes);
  });
});
