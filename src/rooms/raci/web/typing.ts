// Keys on a cell, as in a spreadsheet: what the text of the cell is after them. Pure.
import type { Cell, Letter } from '../model.ts';
import { readCell, writeCell } from '../rules/cell.ts';

type Role = { readonly code: string; readonly plain: string; readonly isInternal: boolean };

const letters: Readonly<Record<string, Letter>> = { R: 'R', A: 'A', C: 'C', I: 'I' };

/** The letter a key stands for, and whether it is meant by contract (a small letter of an outside role); null for other keys. */
export function letterOfKey(key: string, isInternal: boolean): { letter: Letter; contract: boolean } | null {
  const letter = key.length === 1 ? letters[key.toUpperCase()] : undefined;
  return letter ? { letter, contract: !isInternal && key !== key.toUpperCase() } : null;
}

/** The cell's text with a letter put in, or taken out where it is in that very way. A condition of the cell stays.
 *  A text that is no cell is replaced by the letter. */
export function toggled(text: string, key: string, role: Role): string | null {
  const typed = letterOfKey(key, role.isInternal);
  if (!typed) return null;
  const read = readCell(text, role);
  const cells = read.ok ? read.cells : [];
  const when = cells.find((cell) => cell.when !== null)?.when ?? null;
  const held = (contract: boolean): Letter[] =>
    cells.filter((cell) => cell.contract === contract).flatMap((cell) => [...cell.letters]);
  const isIn = held(typed.contract).includes(typed.letter);
  const after = (contract: boolean): Letter[] => {
    const rest = held(contract).filter((letter) => letter !== typed.letter);
    return contract === typed.contract && !isIn ? [...rest, typed.letter] : rest;
  };
  const cellOf = (contract: boolean): Cell => ({ role: role.code, letters: after(contract), contract, when });
  const parts = [cellOf(false), cellOf(true)].filter((cell) => cell.letters.length > 0);
  return parts.length === 0 ? '' : writeCell(parts);
}
