import { callEndpoint } from '../../../ui/api.ts';
import type { Hit } from '../../../ui/Palette.tsx';
import { search } from '../contract.ts';
import { words } from './words.ts';

/** What the whole house holds under these letters, for Ctrl K. */
export async function findAnything(text: string, signal: AbortSignal): Promise<Hit[]> {
  const hits = await callEndpoint(search, { q: text.slice(0, 100) }, signal);
  return hits.map(({ kind, label, detail, href }, i) => ({
    key: `${kind}-${href}-${i}`,
    kind: words.search.kinds[kind],
    title: label,
    hint: detail ?? undefined,
    to: href,
  }));
}
