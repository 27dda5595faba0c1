// Who of those named by the matrix assesses an acceptance, and who is consulted.
import type { PersonId } from '../../../../kernel/ids.ts';
import type { Department, TwoPersons } from '../../../raci/model.ts';

/** The row of the matrix by which risks are accepted. */
export const ACCEPT_ROW = 'VUL-11';
/** Who assesses: security and clinical engineering. The others who are asked are consulted after. @source domain.md 8.3 */
const assessors: readonly string[] = ['SE', 'CE'];
/** The two sides of the house where the matrix in force names none. @source domain.md 8.6 */
export const usualSides: Pick<TwoPersons, 'first' | 'second'> = {
  first: ['is'],
  second: ['htm', 'clinical'],
};

export type Asked = {
  readonly letter: 'R' | 'A' | 'C' | 'I';
  readonly role: string;
  readonly department: Department;
  readonly people: readonly PersonId[];
};

/** Whom to ask for an assessment and whom to consult. The author is nobody's assessor: where a side of the house would be
 *  without one, the first other of that side is asked, consulted ones before those who do it. */
export function partsOf<T extends Asked>(
  cast: readonly T[],
  author: PersonId,
  two: Pick<TwoPersons, 'first' | 'second'>,
): { assess: T[]; consult: T[] } {
  const free = cast.filter((h) => h.people.some((id) => id !== author));
  const consulted = free.filter((h) => h.letter === 'C');
  const assess = consulted.filter((h) => assessors.includes(h.role));
  for (const side of [two.first, two.second]) {
    if (assess.some((h) => side.includes(h.department))) continue;
    const other = [...consulted, ...free.filter((h) => h.letter === 'R')].find((h) =>
      side.includes(h.department),
    );
    if (other) assess.push(other);
  }
  return { assess, consult: consulted.filter((h) => !assess.includes(h)) };
}
