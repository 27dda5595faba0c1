import { Go } from './Go.tsx';
import './marks.css';

type Props = {
  readonly name: string;
  /** Their work or team, beside the name. */
  readonly title?: string | undefined;
  readonly to?: string | undefined;
  /** Away now: until when, or who stands in. */
  readonly away?: string | undefined;
  /** `team` draws a square instead of a round face. */
  readonly kind?: 'person' | 'team' | 'outside';
  /** Only the face; the name is heard and shown on hover. */
  readonly faceOnly?: boolean;
};

/** One or two capital letters for a name: first and last word; words without a letter do not count. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\(.*?\)|,.*$/g, '')
    .split(/[\s./-]+/)
    .filter((word) => /\p{L}/u.test(word) && !/^(dr|prof|mr|mrs|ms|mx|the|of|and)$/i.test(word));
  const letter = (word: string | undefined) => /\p{L}/u.exec(word ?? '')?.[0]?.toUpperCase() ?? '';
  const last = words.length > 1 ? letter(words[words.length - 1]) : '';
  return letter(words[0]) + last || '?';
}

/** A person, team or outside party: face with initials, name, work. */
export function Person({ name, title, to, away, kind = 'person', faceOnly = false }: Props) {
  const words = [name, title, away ? `away ${away}` : undefined].filter(Boolean).join(', ');
  return (
    <span className={`wl-person wl-person--${kind}${away ? ' wl-person--away' : ''}`} title={words}>
      <span className="wl-person__face" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span className={faceOnly ? 'wl-hidden' : 'wl-person__words'}>
        {to ? <Go to={to}>{name}</Go> : <span className="wl-person__name">{name}</span>}
        {title && <span className="wl-person__title">{title}</span>}
        {away && <span className="wl-person__title">away {away}</span>}
      </span>
    </span>
  );
}
