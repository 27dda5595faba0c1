// The one spelling of a matrix cell, for YAML, CSV and spreadsheets: `A/R`, `r`, `C (contract)`, `C if no_vendor_fix`.
import { type Cell, Condition, type Letter, Letter as LetterName, type Role } from '../model.ts';

/** A cell's text as cells of one role (plain letters apart from contract letters), what was assumed, or what is wrong. */
export type ReadCell =
  | { readonly ok: true; readonly cells: Cell[]; readonly notes: string[] }
  | { readonly ok: false; readonly sentence: string };

const words = new Map<string, Letter>([
  ['responsible', 'R'],
  ['accountable', 'A'],
  ['consulted', 'C'],
  ['consult', 'C'],
  ['informed', 'I'],
  ['inform', 'I'],
]);
const blank = /^[\s.\u2010-\u2015_-]*$|^n\/?a$/i;
const MAX_CELL = 200;

/** Letters in the order R, A, C, I, each once. */
const inOrder = (letters: Iterable<Letter>): Letter[] => {
  const held = new Set(letters);
  return LetterName.options.filter((letter) => held.has(letter));
};

function letterOf(token: string): Letter | null {
  const upper = LetterName.safeParse(token.toUpperCase());
  return upper.success ? upper.data : (words.get(token.toLowerCase()) ?? null);
}

/** Letters of other schemes that hospitals' sheets hold, and what to write instead. */
const foreign: Readonly<Record<string, string>> = {
  S: 'S is support in RASCI: write R for who does it, or C for who is asked.',
  V: 'V is verify in RACI-VS: write R in the row that checks.',
  O: 'O is out of the loop in RACIO: leave the cell empty.',
  D: 'D is the driver in DACI: write R.',
  X: 'A cross does not say which part it is.',
};
/** Signs that a writer puts behind a letter for a footnote. */
const footnote = /(?:[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u2020\u2021\u00a7^#]+|\[\d+\]|\(\d+\)|\d+)+$/;
/** Signs that are not seen: zero-width spaces, joiners, soft hyphens. */
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

type Reader = Pick<Role, 'code' | 'isInternal' | 'plain'>;

/** The cells that a text gives a role; none for a blank. For an outside role a small letter, a star or the word
 *  "contract" means only under contract. `R, A`, `R/A`, `RA`, `Responsible` are all read; parts apart by `;` or on lines of
 *  their own may each have a condition: `I; C if life_support`. Never throws. */
export function readCell(text: string, role: Reader): ReadCell {
  const seen = text.slice(0, MAX_CELL + 1).replace(unseen, '');
  if (blank.test(seen)) return { ok: true, cells: [], notes: [] };
  if (text.length > MAX_CELL)
    return { ok: false, sentence: `The cell is longer than ${MAX_CELL} characters.` };
  const cells: Cell[] = [];
  const notes: string[] = [];
  for (const part of seen.split(/[;\n]/)) {
    if (blank.test(part)) continue;
    const read = readPart(part, role);
    if (!read.ok) return read;
    notes.push(...read.notes);
    for (const cell of read.cells) {
      const at = cells.findIndex((one) => one.contract === cell.contract && one.when === cell.when);
      const known = cells[at];
      if (known) cells[at] = { ...known, letters: inOrder([...known.letters, ...cell.letters]) };
      else cells.push(cell);
    }
  }
  return { ok: true, cells, notes };
}

function readPart(text: string, role: Reader): ReadCell {
  const notes: string[] = [];
  let rest = text.trim();
  let when: Condition | null = null;
  const condition = /\(?\s*\b(?:if|when)\s+([a-z_ ]+?)\s*\)?\s*$/i.exec(rest);
  if (condition) {
    const named = Condition.safeParse(condition[1]?.trim().toLowerCase().replaceAll(' ', '_'));
    if (!named.success)
      return {
        ok: false,
        sentence: `"${condition[1] ?? ''}" is not a condition; known: ${Condition.options.join(', ')}.`,
      };
    when = named.data;
    rest = rest.slice(0, condition.index);
  }
  const wholeContract = /\bcontract\b/i.test(rest);
  rest = rest.replace(/\(?\s*(?:only\s+)?(?:under\s+|by\s+)?contract\s*\)?/gi, ' ').replace(/ \(/g, '(');
  const plain = new Set<Letter>();
  const byContract = new Set<Letter>();
  for (const token of rest.split(/[\s/,+&|]+/).filter((t) => t !== '')) {
    const mark = footnote.exec(token)?.[0] ?? '';
    const starred = token.slice(0, token.length - mark.length).endsWith('*');
    const bare = token.slice(0, token.length - mark.length).replace(/\*+$/, '');
    if (mark !== '') notes.push(`The mark ${mark} in the cell of ${role.plain} is left out.`);
    const whole = letterOf(bare);
    const letters = whole ? [[bare, whole] as const] : Array.from(bare).map((c) => [c, letterOf(c)] as const);
    for (const [written, letter] of letters) {
      if (letter === null || letters.length > 4) {
        const hint = foreign[bare.toUpperCase()];
        const found = `"${token}" is not R, A, C or I (found in "${text.trim()}").`;
        return { ok: false, sentence: hint ? `${found} ${hint}` : found };
      }
      const small = written.length === 1 && written !== written.toUpperCase();
      if (!role.isInternal && (small || starred || wholeContract)) byContract.add(letter);
      else {
        if (starred)
          notes.push(`The star on ${letter} of ${role.plain} is not explained; read as plain ${letter}.`);
        if (small) notes.push(`The small ${written} of ${role.plain} is read as ${letter}.`);
        if (wholeContract) notes.push(`${role.plain} is the hospital's own role; "contract" is left out.`);
        plain.add(letter);
      }
    }
  }
  const cells: Cell[] = [];
  if (plain.size > 0) cells.push({ role: role.code, letters: inOrder(plain), contract: false, when });
  if (byContract.size > 0)
    cells.push({ role: role.code, letters: inOrder(byContract), contract: true, when });
  if (cells.length === 0) return { ok: false, sentence: `No letter found in "${text.trim()}".` };
  return { ok: true, cells, notes };
}

/** The text of one role's cells, as `readCell` reads it: `A/R`, `r` under contract, `C/r`, `I; C if no_vendor_fix`. */
export function writeCell(cells: readonly Cell[]): string {
  const whens = [...new Set(cells.map((cell) => cell.when))];
  return whens
    .flatMap((when) => {
      const written = cells
        .filter((cell) => cell.when === when)
        .flatMap((cell) =>
          ['A', 'R', 'C', 'I']
            .filter((l) => cell.letters.some((held) => held === l))
            .map((l) => (cell.contract ? l.toLowerCase() : l)),
        )
        .join('/');
      return written === '' ? [] : [when === null ? written : `${written} if ${when}`];
    })
    .join('; ');
}
