// How a person came to hold a letter, read from the reasons that were kept with it.
import type { Reason } from '../../../kernel/reason.ts';

/** `own`: staffed for it; `deputy`: standing in; `delegation`: handed on to them; `gap`: nobody was staffed for it. */
export type Via = 'own' | 'deputy' | 'delegation' | 'gap';

/** Where a reason says that nobody held the letter, so that it fell to somebody. Kept with holders: never reword these. */
export const gapWords = { accountable: 'Nobody holds A here: ', doer: 'Nobody is there to do it: ' } as const;

/** How a holder came to the letter. The words are those of raci/engine/holder.ts; a test resolves them anew. */
export function viaOf(reasons: readonly Reason[]): Via {
  const says = (what: RegExp): boolean => reasons.some((reason) => what.test(reason.what));
  if (reasons.some(({ what }) => Object.values(gapWords).some((words) => what.startsWith(words))))
    return 'gap';
  if (reasons.some(({ source }) => /^Delegation \d+$/.test(source))) return 'delegation';
  return says(/ stands in for .+\.$| is named to stand in\.$/) ? 'deputy' : 'own';
}
