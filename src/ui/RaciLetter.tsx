import './marks.css';

type Letter = 'R' | 'A' | 'C' | 'I';
const meanings: Readonly<Record<Letter, string>> = {
  R: 'responsible: does it',
  A: 'accountable: decides and signs',
  C: 'consulted: asked before',
  I: 'informed: told after',
};

type Props = {
  /** `null` shows a dash: this role has no part. */
  readonly letter: Letter | null;
  /** Only under a condition: shown in lower case. */
  readonly conditional?: boolean;
  /** The ball is here now. */
  readonly active?: boolean;
};

/** One letter of a matrix with its meaning for the ear and on hover. */
export function RaciLetter({ letter, conditional = false, active = false }: Props) {
  if (!letter) {
    return (
      <span className="wl-letter wl-letter--none">
        <span aria-hidden="true">–</span>
        <span className="wl-hidden">no part</span>
      </span>
    );
  }
  const meaning = `${meanings[letter]}${conditional ? ', where it applies' : ''}${active ? '; the ball is here' : ''}`;
  return (
    <span className={`wl-letter wl-letter--${letter}${active ? ' wl-letter--active' : ''}`} title={meaning}>
      <span aria-hidden="true">{conditional ? letter.toLowerCase() : letter}</span>
      <span className="wl-hidden">{meaning}</span>
    </span>
  );
}
