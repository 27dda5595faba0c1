// How decisions, statuses and kinds look and read: one word and one shape each, the same on every page.
import type { Tone } from '../../../ui/Shape.tsx';
import type { List } from '../../../ui/table/list.ts';
import { nounOf } from '../rules/nouns.ts';
import { words } from './words.ts';

export type Mark = { readonly tone: Tone; readonly word: string };

const outcomeTones: Readonly<Record<string, Tone>> = {
  immediate: 'worst',
  out_of_cycle: 'high',
  scheduled: 'middle',
  defer: 'low',
};
const statusTones: Readonly<Record<string, Tone>> = {
  affected: 'high',
  possible: 'unknown',
  not_affected: 'good',
  fixed: 'good',
};
const say = (from: Readonly<Record<string, string>>, value: string): string =>
  from[value] ?? value.replaceAll('_', ' ');

/** The mark of a decision; `null` is not evaluated, which is never shown as mild. */
export const outcomeMark = (outcome: string | null): Mark =>
  outcome === null
    ? { tone: 'unknown', word: words.notEvaluated }
    : { tone: outcomeTones[outcome] ?? 'unknown', word: say(words.outcomes, outcome) };

/** The mark of a finding's status. */
export const statusMark = (status: string): Mark => ({
  tone: statusTones[status] ?? 'unknown',
  word: say(words.statuses, status),
});

/** What kind of action a remedy is, in a word or two. */
export const kindWords = (kind: string): string => say(words.kinds, kind);

/** The class of a device as people say it: `infusion pump`; with a capital for a list of choices. */
export function classWords(deviceClass: string): string {
  const one = nounOf(deviceClass)?.one ?? deviceClass.replaceAll('_', ' ');
  return `${one.charAt(0).toUpperCase()}${one.slice(1)}`;
}

const facetWords: Readonly<Record<string, (value: string) => string>> = {
  outcome: (value) => outcomeMark(value).word,
  status: (value) => statusMark(value).word,
  kind: kindWords,
  state: (value) => say(words.states, value),
  deviceClass: classWords,
  accepted: (value) => say(words.acceptedOnly, value),
  kev: (value) => say(words.kev, value),
};

/** How a filter spells what a database calls true and false. */
const asked: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** The list with the values of its facets in the words of this room. */
export const inWords = <Row>(list: List<Row>): List<Row> => ({
  ...list,
  facets: list.facets.map((facet) => {
    const word = facetWords[facet.name];
    return word
      ? {
          ...facet,
          values: facet.values
            .map((one) => ({ ...one, value: asked[one.value] ?? one.value }))
            .map((one) => ({ ...one, label: word(one.value) })),
        }
      : facet;
  }),
});
