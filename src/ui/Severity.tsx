import { Shape, type Tone } from './Shape.tsx';

type Props = {
  readonly tone: Tone;
  /** What a person reads: the room's own word for this level. */
  readonly word: string;
  /** Without the tint behind it, for dense tables. */
  readonly quiet?: boolean;
};

/** A level as word, shape and colour together. */
export function Severity({ tone, word, quiet = false }: Props) {
  return (
    <span className={`wl-mark wl-tone-${tone}${quiet ? ' wl-mark--quiet' : ''}`}>
      <Shape tone={tone} />
      <span>{word}</span>
    </span>
  );
}
