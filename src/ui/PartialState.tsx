import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { When } from './Due.tsx';
import { Go } from './Go.tsx';
import './states.css';

export type Freshness = {
  readonly what: string;
  /** When it was last read; `null`: never. */
  readonly at: string | null;
  /** Why it is not whole, in words; missing when all is well. */
  readonly fault?: string | undefined;
  readonly to?: string | undefined;
};

type Props = {
  readonly parts: readonly Freshness[];
  /** What all that is wrong means together, said once. */
  readonly lead?: string;
};

/** On what the screen rests and how old that is. Loud only when a part is missing or old. */
export function PartialState({ parts, lead }: Props) {
  const faulty = parts.some((part) => part.fault || !part.at);
  const IconOf = faulty ? IconAlertTriangle : IconClock;
  return (
    <div className={`wl-partial${faulty ? '' : ' wl-partial--fresh'}`} role={faulty ? 'status' : undefined}>
      <IconOf size={16} stroke={1.75} aria-hidden="true" />
      <ul>
        {lead && (
          <li>
            <strong>{lead}</strong>
          </li>
        )}
        {parts.map((part) => (
          <li key={part.what}>
            {part.to ? <Go to={part.to}>{part.what}</Go> : part.what}:{' '}
            {part.at ? <When at={part.at} /> : 'not read yet'}
            {part.fault && <strong>, {part.fault}</strong>}
          </li>
        ))}
      </ul>
    </div>
  );
}
