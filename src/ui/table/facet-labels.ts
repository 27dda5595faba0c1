import type { List } from './list.ts';

type Labels = Readonly<Record<string, Readonly<Record<string, string>> | ((value: string) => string)>>;

/** The list with the values of its facets in people's words: by the name of the facet, a table or a function. */
export function withLabels<Row>(list: List<Row>, labels: Labels): List<Row> {
  const facets = list.facets.map((facet) => {
    const words = labels[facet.name];
    if (!words) return facet;
    const label = (value: string) => (typeof words === 'function' ? words(value) : words[value]);
    return {
      ...facet,
      values: facet.values.map((one) => ({ ...one, label: label(one.value) ?? one.label })),
    };
  });
  return { ...list, facets };
}
