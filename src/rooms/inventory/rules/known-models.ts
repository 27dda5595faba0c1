// Finds maker and model in free text, for lists that hold them only in the description.
import { folded, spaced } from '../../../kernel/sheet-text.ts';

/** A maker whose names are known, and its models. */
export type KnownMaker = { name: string; aliases: readonly string[]; models: readonly string[] };

/** What a text says: the words found and what they stand for. */
export type FoundModel = { manufacturer?: string; model?: string; reason: string };

type Entry = { words: string; maker: string; model?: string };

const companyWords =
  / (?:inc|corp|corporation|co|company|ltd|limited|llc|gmbh|ag|kg|se|sa|bv|nv|plc|ab|as|the|and)(?= )/g;

/** A maker's name as a key: case, punctuation and words like Inc. and GmbH do not matter. */
export const makerKey = (name: string): string =>
  folded(spaced(name).replace(companyWords, '')) || folded(name);

/**
 * A finder of known makers and models in a text, longest words first. A model that two makers use counts only when the
 * maker is named too; a model without a digit or a second word is too common a word to count alone.
 */
export function modelFinder(makers: readonly KnownMaker[]): (text: string) => FoundModel | null {
  const byFirstWord = new Map<string, Entry[]>();
  const put = (entry: Entry) => {
    const first = entry.words.slice(1).split(' ', 1)[0] ?? '';
    if (first === '') return;
    const list = byFirstWord.get(first) ?? [];
    list.push(entry);
    byFirstWord.set(first, list);
  };
  for (const maker of makers) {
    for (const name of [maker.name, ...maker.aliases])
      put({ words: spaced(spaced(name).replace(companyWords, '')), maker: maker.name });
    for (const model of maker.models) put({ words: spaced(model), maker: maker.name, model });
  }
  for (const list of byFirstWord.values())
    list.sort(
      (a, b) =>
        b.words.length - a.words.length ||
        a.maker.localeCompare(b.maker) ||
        (a.model ?? '').localeCompare(b.model ?? ''),
    );

  return (text) => {
    const words = spaced(text);
    const hits = new Set(words.trim().split(' ')).size > 200 ? [] : matches(words, byFirstWord);
    const maker = hits.find((hit) => hit.model === undefined)?.maker;
    const models = hits.filter(
      (hit) => hit.model !== undefined && (maker === undefined || hit.maker === maker),
    );
    const longest = models.reduce<Entry | undefined>(
      (best, hit) => (best && best.words.length >= hit.words.length ? best : hit),
      undefined,
    );
    const shared =
      new Set(models.filter((hit) => hit.words === longest?.words).map((hit) => hit.maker)).size > 1;
    const distinct =
      longest && (maker !== undefined || (!shared && /\d| \S+ /.test(longest.words.slice(1, -1))));
    if (longest?.model !== undefined && distinct)
      return {
        manufacturer: longest.maker,
        model: longest.model,
        reason: `"${longest.words.trim()}" in the description is a known model of ${longest.maker}`,
      };
    return maker === undefined ? null : { manufacturer: maker, reason: `the description names ${maker}` };
  };
}

function matches(words: string, byFirstWord: ReadonlyMap<string, readonly Entry[]>): Entry[] {
  const hits: Entry[] = [];
  for (let at = 0; at < words.length - 1; at = words.indexOf(' ', at + 1)) {
    const first = words.slice(at + 1, words.indexOf(' ', at + 1));
    for (const entry of byFirstWord.get(first) ?? []) if (words.startsWith(entry.words, at)) hits.push(entry);
  }
  return hits;
}
