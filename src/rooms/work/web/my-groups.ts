// How the rows of a group of My work stand together: by when they are due, by where, or by what kind of work it is.
import { type Clock, daysAway, standing } from '../../../ui/when.ts';
import type { WorkItem } from '../contract.ts';
import { words } from './words.ts';

/** What My work may be grouped by. */
export const groupings = ['when', 'place', 'work'] as const;
export type Grouping = (typeof groupings)[number];

/** Rows that belong together, under a title. */
export type Subgroup = {
  readonly key: string;
  readonly title: string;
  readonly items: readonly WorkItem[];
};

const whens = ['late', 'today', 'week', 'later', 'open'] as const;
function whenOf({ dueAt }: WorkItem, clock: Clock): (typeof whens)[number] {
  if (dueAt === null) return 'open';
  if (standing(dueAt, clock) === 'late') return 'late';
  const away = daysAway(dueAt, clock);
  return away <= 0 ? 'today' : away <= 6 ? 'week' : 'later';
}

const tellings = ['press', 'back', 'told'] as const;
function tellingOf({ notice }: WorkItem): (typeof tellings)[number] {
  if (notice === 'escalation' || notice === 'reminder') return 'press';
  return notice === 'returned' || notice === 'decision' ? 'back' : 'told';
}

const collator = new Intl.Collator('en', { numeric: true });

/** The rows of one group in their subgroups, each in the order they came; what is only to be read stands by why it was
 *  told, unless it is asked for by place or work. Empty ones are left out. */
export function subgroups(items: readonly WorkItem[], by: Grouping, clock: Clock): Subgroup[] {
  const reading = items[0]?.group === 'read';
  const keyOf = (item: WorkItem): string => {
    if (by === 'place') return item.place;
    if (by === 'work') return item.step;
    return reading ? tellingOf(item) : whenOf(item, clock);
  };
  const found = new Map<string, WorkItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = found.get(key);
    if (list) list.push(item);
    else found.set(key, [item]);
  }
  const titles: Readonly<Record<string, string>> =
    by !== 'when' ? {} : reading ? words.my.tellings : words.my.whens;
  const order: readonly string[] = by !== 'when' ? [] : reading ? tellings : whens;
  return [...found]
    .map(([key, own]) => ({ key, title: titles[key] ?? key, items: own }))
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key) || collator.compare(a.title, b.title));
}

/** So many rows of a subgroup are shown at first; the rest on demand, and never fewer than three are held back. */
const FIRST = 6;

/** The rows of a subgroup that are shown while it is not opened. */
export const firstOf = (items: readonly WorkItem[]): readonly WorkItem[] =>
  items.length <= FIRST + 2 ? items : items.slice(0, FIRST);
