// Sites and wards by whatever a file calls them: code, name, both together, or the name of the sheet.
import type { SiteId, WardId } from '../../../kernel/ids.ts';
import { folded, saysNothing, spaced, tidy } from '../../../kernel/sheet-text.ts';

/** A place as the people room knows it. `aliases` are other spellings that a person has confirmed. */
export type KnownPlace<Id> = { id: Id; code: string; name: string; aliases: readonly string[] };
export type KnownSite = KnownPlace<SiteId>;
export type KnownWard = KnownPlace<WardId> & { siteId: SiteId };

/** What a text was found to mean, and by what. */
export type FoundPlace<Id> =
  | { kind: 'found'; id: Id; by: 'code' | 'name' | 'alias' | 'code in text' | 'short name' }
  | { kind: 'several'; ids: Id[] }
  | { kind: 'none' };

const codeKey = (text: string) => folded(text).replace(/^0+(?=.)/, '');
/** A name without the words that say only that it is a hospital or a ward. */
const nameKey = (text: string) => {
  const bare = spaced(text).replace(
    / (?:(?:the|of|and|at|hospital|hosp|medical|med|center|centre|ctr|campus|facility|site|clinic|ward|unit|dept|department|floor|station)(?= ))+/g,
    ' ',
  );
  return folded(bare) || folded(text);
};

/** A finder over the places given. Exact code first, then name, alias, `CODE - Name`, and last the name's own words. */
export function placeFinder<Id extends number>(
  places: readonly KnownPlace<Id>[],
): (text: string) => FoundPlace<Id> {
  const by = {
    code: new Map<string, Id[]>(),
    name: new Map<string, Id[]>(),
    alias: new Map<string, Id[]>(),
    short: new Map<string, Id[]>(),
  };
  const put = (map: Map<string, Id[]>, key: string, id: Id) => {
    const ids = map.get(key) ?? [];
    if (key !== '' && !ids.includes(id)) map.set(key, [...ids, id]);
  };
  for (const place of places) {
    put(by.code, codeKey(place.code), place.id);
    put(by.name, folded(place.name), place.id);
    put(by.short, nameKey(place.name), place.id);
    for (const alias of place.aliases) put(by.alias, folded(alias), place.id);
  }
  const cache = new Map<string, FoundPlace<Id>>();
  const find = (text: string): FoundPlace<Id> => {
    const answer = (
      ids: Id[] | undefined,
      how: 'code' | 'name' | 'alias' | 'code in text' | 'short name',
    ): FoundPlace<Id> | null => {
      const [only, ...more] = ids ?? [];
      if (only === undefined) return null;
      return more.length === 0
        ? { kind: 'found', id: only, by: how }
        : { kind: 'several', ids: [only, ...more] };
    };
    const parts = text.split(/ ?[-–:|/(),] ?| /).filter((part) => part !== '');
    const inText = [parts[0], parts[parts.length - 1]]
      .map((part) => by.code.get(codeKey(part ?? '')))
      .find((ids) => ids !== undefined);
    return (
      answer(by.code.get(codeKey(text)), 'code') ??
      answer(by.name.get(folded(text)), 'name') ??
      answer(by.alias.get(folded(text)), 'alias') ??
      answer(by.short.get(nameKey(text)), 'short name') ??
      answer(inText, 'code in text') ?? { kind: 'none' }
    );
  };
  return (cell) => {
    const text = tidy(cell);
    if (saysNothing(text)) return { kind: 'none' };
    const known = cache.get(text);
    if (known) return known;
    const found = find(text);
    if (cache.size < 10_000) cache.set(text, found);
    return found;
  };
}
