import { RaciLetter } from '../../../../ui/RaciLetter.tsx';
import type { CaseEffect } from '../../contract.ts';
import { words } from '../re-resolve-words.ts';

type Change = CaseEffect['steps'][number]['changes'][number];

/** One who would come or go, and what it means for the step. */
export const ChangeLine = ({ change }: { readonly change: Change }) => (
  <span className="wl-line">
    <RaciLetter letter={change.letter} />
    <span>
      {change.change === 'added'
        ? words.added(change.label, change.roleName)
        : words.removed(change.label, change.roleName)}
      {change.means && <span className="wl-muted">, {words.means[change.means]}</span>}
    </span>
  </span>
);

/** All of one step. */
export const Changes = ({ changes }: { readonly changes: readonly Change[] }) => (
  <ul className="wl-stack">
    {changes.map((change) => (
      <li key={`${change.letter}|${change.role}|${change.label}|${change.change}`}>
        <ChangeLine change={change} />
      </li>
    ))}
  </ul>
);
