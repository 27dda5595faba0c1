import { RaciLetter } from '../../../ui/RaciLetter.tsx';
import type { Cell } from './matrix.ts';
import { words } from './words.ts';

const conditions: Readonly<Record<string, string>> = words.when;
/** When the letters of a cell count, in words; null when always. */
export const whenWords = (cell: Pick<Cell, 'when'>): string | null =>
  cell.when ? (conditions[cell.when] ?? cell.when.replaceAll('_', ' ')) : null;

/** The letters of a cell as marks; small where only a contract or a circumstance gives them. */
export function Letters({ cell }: { readonly cell: Cell }) {
  return (
    <span className="wl-letters">
      {cell.letters.map((letter) => (
        <RaciLetter key={letter} letter={letter} conditional={cell.contract} />
      ))}
      {cell.when && (
        <span className="wl-letters__when" title={whenWords(cell) ?? undefined}>
          <span aria-hidden="true">*</span>
          <span className="wl-hidden">{whenWords(cell)}</span>
        </span>
      )}
    </span>
  );
}
