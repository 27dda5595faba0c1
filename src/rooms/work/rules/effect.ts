// What going over to another version of the matrix would change, before it is done.

export type Held = {
  readonly letter: string;
  readonly role: string;
  readonly personId: number | null;
  readonly teamId: number | null;
  readonly label: string;
};
/** Where a step stands, as far as it matters here. */
type Stage = 'upcoming' | 'consult' | 'later';
export type Change = {
  readonly letter: string;
  readonly role: string;
  readonly label: string;
  readonly change: 'added' | 'removed';
  /** What it means for a step that is under way: a question is put or dropped; the time for asking is over; the work moves. */
  readonly means: 'asks' | 'drops' | 'too_late_to_ask' | 'ball_moves' | null;
};

export const stageOf = (state: string): Stage =>
  state === 'upcoming' || state === 'consult' ? state : 'later';

const same = (a: Held, b: Held): boolean =>
  a.letter === b.letter && a.role === b.role && a.personId === b.personId && a.teamId === b.teamId;

/** The holders that would come and go on one step, A first, then R, C, I; who goes stands before who comes. */
export function changesOf(kept: readonly Held[], cast: readonly Held[], stage: Stage): Change[] {
  const asked = (list: readonly Held[], role: string): boolean =>
    list.some((h) => h.letter === 'C' && h.role === role);
  const meaning = (h: Held, change: Change['change']): Change['means'] => {
    if (stage === 'upcoming') return null;
    if (h.letter === 'C') {
      if (asked(change === 'added' ? kept : cast, h.role)) return null;
      if (stage === 'later') return change === 'added' ? 'too_late_to_ask' : null;
      return change === 'added' ? 'asks' : 'drops';
    }
    return change === 'added' && (h.letter === 'R' || h.letter === 'A') ? 'ball_moves' : null;
  };
  const line = (h: Held, change: Change['change']): Change => ({
    letter: h.letter,
    role: h.role,
    label: h.label,
    change,
    means: meaning(h, change),
  });
  const all = [
    ...kept.filter((k) => !cast.some((c) => same(k, c))).map((h) => line(h, 'removed')),
    ...cast.filter((c) => !kept.some((k) => same(k, c))).map((h) => line(h, 'added')),
  ];
  return ['A', 'R', 'C', 'I'].flatMap((letter) => all.filter((c) => c.letter === letter));
}
