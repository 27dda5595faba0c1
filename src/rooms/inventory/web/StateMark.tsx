import { Severity } from '../../../ui/Severity.tsx';
import type { Tone } from '../../../ui/Shape.tsx';
import type { ImportSummary } from '../contract.ts';
import { stateWord, tookIn } from './words.ts';

/** How an import stands, as word and shape. */
export function StateMark({ one }: { readonly one: ImportSummary }) {
  const tone: Tone =
    one.state === 'running'
      ? 'low'
      : one.state === 'failed'
        ? 'worst'
        : one.refusedRows
          ? tookIn(one)
            ? 'middle'
            : 'high'
          : 'good';
  return <Severity tone={tone} word={stateWord(one)} quiet />;
}
