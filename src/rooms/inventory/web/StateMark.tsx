import { Severity } from '../../../ui/Severity.tsx';
import type { Tone } from '../../../ui/Shape.tsx';
import type { ImportStanding, ImportSummary } from '../contract.ts';
import { standingOf, words } from './words.ts';

const tones: Readonly<Record<ImportStanding, Tone>> = {
  running: 'low',
  done: 'good',
  some_refused: 'middle',
  all_refused: 'high',
  failed: 'worst',
};

/** How an import stands, as word and shape. */
export function StateMark({ one }: { readonly one: ImportSummary }) {
  const standing = standingOf(one);
  return <Severity tone={tones[standing]} word={words.list.states[standing]} quiet />;
}
