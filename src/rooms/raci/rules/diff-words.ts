// A change of a role's letters in a row as a sentence: who does what from now on, and what they did until now.
import type { Cell, Letter, Scope } from '../model.ts';

/** One letter with what it depends on. */
export type Part = { readonly letter: Letter; readonly contract: boolean; readonly when: Cell['when'] };

const order: readonly Letter[] = ['A', 'R', 'C', 'I'];
/** The letters of one role, A first, each with its circumstance. */
export const partsOf = (cells: readonly Cell[]): Part[] =>
  order.flatMap((letter) =>
    cells
      .filter((cell) => cell.letters.includes(letter))
      .map(({ contract, when }) => ({ letter, contract, when })),
  );
const samePart = (a: Part, b: Part): boolean =>
  a.letter === b.letter && a.contract === b.contract && a.when === b.when;

const nowVerb: Readonly<Record<Letter, string>> = {
  A: 'now answers for',
  R: 'now does',
  C: 'is now asked before',
  I: 'is now told after',
};
const verb: Readonly<Record<Letter, string>> = {
  A: 'answers for',
  R: 'does',
  C: 'is asked before',
  I: 'is told after',
};
const lostVerb: Readonly<Record<Letter, string>> = {
  A: 'no longer answers for',
  R: 'no longer does',
  C: 'is no longer asked before',
  I: 'is no longer told after',
};
const insteadOf: Readonly<Record<Letter, string>> = {
  A: 'answering for it',
  R: 'doing it',
  C: 'being asked before',
  I: 'being told after',
};
const whenWords: Readonly<Record<NonNullable<Cell['when']>, string>> = {
  life_support: 'on life support',
  no_vendor_fix: 'where the maker has no fix',
};

const and = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** The circumstance of letters: `, only on life support`, `, only by contract`; empty for always. */
function only(parts: readonly Part[]): string {
  const contract = parts.every((p) => p.contract) ? ['by contract'] : [];
  const [first] = parts;
  const when = first?.when && parts.every((p) => p.when === first.when) ? [whenWords[first.when]] : [];
  const all = [...contract, ...when];
  return all.length === 0 ? '' : `, only ${all.join(' ')}`;
}

function sameLettersSentence(
  role: string,
  row: string,
  before: readonly Part[],
  after: readonly Part[],
): string {
  const letters = [...new Set(after.map((p) => p.letter))];
  const words = and(letters.map((l) => verb[l]));
  const now = only(after);
  const was = only(before);
  if (now === '') return `${role} ${words} ${row} now in every case (was${was.slice(1)}).`;
  return `${role} ${words} ${row} now${now.slice(1)}${was === '' ? '' : ` (was${was.slice(1)})`}.`;
}

/** What changed for one role in one row; null where nothing did. `row` is the activity in quotes, `where` a place (or empty). */
export function roleSentence(
  role: string,
  row: string,
  before: readonly Part[],
  after: readonly Part[],
  where = '',
): string | null {
  const gained = after.filter((a) => !before.some((b) => samePart(a, b)));
  const lost = before.filter((b) => !after.some((a) => samePart(a, b)));
  if (gained.length === 0 && lost.length === 0) return null;
  const lettersOf = (parts: readonly Part[]): string => [...new Set(parts.map((p) => p.letter))].join('');
  const activity = `${row}${where}`;
  if (lettersOf(gained) === lettersOf(lost)) return sameLettersSentence(role, activity, lost, gained);
  if (gained.length === 0) {
    const words = and(lost.map((p) => lostVerb[p.letter]));
    return after.length === 0 && lost.length > 1
      ? `${role} has no part in ${activity} any more (${lostWords(lost)}).`
      : `${role} ${words} ${activity}.`;
  }
  const words = and(gained.map((p, index) => (index === 0 ? nowVerb : verb)[p.letter]));
  const circumstance = only(gained);
  const instead =
    lost.length === 0
      ? ''
      : `${circumstance === '' ? '' : ','} instead of ${and(lost.map((p) => insteadOf[p.letter]))}`;
  return `${role} ${words} ${activity}${circumstance}${instead}.`;
}

const lostWords = (lost: readonly Part[]): string => `was ${and(lost.map((p) => p.letter))}`;

/** The roles of a row in one line: `A HTM director; R Biomed technician; C Clinical engineer`. */
export const rowWords = (roles: readonly { plain: string; parts: readonly Part[] }[]): string =>
  order
    .flatMap((letter) => {
      const names = roles
        .filter(({ parts }) => parts.some((p) => p.letter === letter))
        .map(({ plain }) => plain);
      return names.length === 0 ? [] : [`${letter} ${names.join(', ')}`];
    })
    .join('; ');

/** What ids of places are called. */
export type PlaceNames = { readonly site: (id: number) => string; readonly ward: (id: number) => string };
export const noNames: PlaceNames = { site: (id) => `site ${id}`, ward: (id) => `ward ${id}` };

const deploymentWords = {
  on_premise: 'on our own premises',
  vendor_managed: 'run by the maker',
  software_only: 'that are software only',
} as const;
const phaseWords = {
  supported: 'that the maker supports',
  limited_support: 'with limited support',
  end_of_support: 'past the end of support',
} as const;

/** A scope as the end of a sentence: ` on ICU for infusion pumps of Baxter`; ` everywhere` for none. */
export function scopeWords(scope: Scope, names: PlaceNames): string {
  const words = [
    scope.wardId === undefined ? null : `on ${names.ward(scope.wardId)}`,
    scope.siteId === undefined ? null : `at ${names.site(scope.siteId)}`,
    scope.department === undefined ? null : `in ${scope.department}`,
    scope.deviceClass === undefined ? null : `for ${scope.deviceClass.replaceAll('_', ' ')}`,
    scope.manufacturer === undefined ? null : `of ${scope.manufacturer}`,
    scope.criticality === undefined ? null : `of criticality ${scope.criticality}`,
    scope.deployment === undefined ? null : `for devices ${deploymentWords[scope.deployment]}`,
    scope.lifePhase === undefined ? null : `for devices ${phaseWords[scope.lifePhase]}`,
  ].filter((part) => part !== null);
  return words.length === 0 ? ' everywhere' : ` ${words.join(' ')}`;
}
