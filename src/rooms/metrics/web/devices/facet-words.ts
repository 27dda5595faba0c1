import type { Facet } from '../../../../kernel/page.ts';
import type { Filters } from '../../../../ui/table/list-view.ts';
import { outcomeMark, spoken, words } from './words.ts';

const order = ['immediate', 'out_of_cycle', 'scheduled', 'defer'];
const byRank = (a: { value: string }, b: { value: string }) =>
  order.indexOf(a.value) - order.indexOf(b.value);

function labelFor(facet: string, value: string, label: string): string {
  if (facet === 'outcome') return outcomeMark(value).word;
  if (facet === 'conflict') return value === 'yes' || value === 'true' ? words.list.yes : words.list.no;
  return ['deviceClass', 'status', 'exposure'].includes(facet) ? spoken(value) : label;
}

const linked = ['version', 'networked', 'cve', 'remedy', 'model', 'ward'] as const;

/** The facets in the words people read; decisions stand worst first. A filter that came by a link has no counts of its
 *  own, so what it leaves is its count: all rows shown. `conflict` is asked as yes or no, whatever the count calls it. */
export function relabelled(facets: readonly Facet[], filters: Filters, total: number): Facet[] {
  const ours = facets.map((facet) => {
    const values = facet.values.map((one) => ({
      ...one,
      value: facet.name === 'conflict' ? askedAs(one.value) : one.value,
      label: labelFor(facet.name, one.value, one.label),
    }));
    // What was chosen and nothing has any more is chosen all the same, and called by its word.
    const none = (filters[facet.name] ?? [])
      .filter((value) => !values.some((one) => one.value === value))
      .map((value) => ({ value, label: labelFor(facet.name, value, value), count: 0 }));
    const all = [...values, ...none];
    return { ...facet, values: facet.name === 'outcome' ? all.sort(byRank) : all };
  });
  const extra = linked.flatMap((name): Facet[] => {
    const chosen = filters[name];
    if (!chosen || ours.some((facet) => facet.name === name)) return [];
    const label = (value: string) =>
      name === 'remedy'
        ? words.list.forRemedy
        : name === 'version'
          ? words.list.noVersion
          : name === 'networked'
            ? words.list.yes
            : value;
    return [{ name, values: chosen.map((value) => ({ value, label: label(value), count: total })) }];
  });
  return [...ours, ...extra];
}

const askedAs = (value: string) => (value === 'true' ? 'yes' : value === 'false' ? 'no' : value);
