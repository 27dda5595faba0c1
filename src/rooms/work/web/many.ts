// Choosing several rows of My work that are of one kind, and what may be done with them together.
import type { WorkItem } from '../contract.ts';

/** What makes rows near enough to be done together: the same step of work to do, or messages. Null: one by one. */
export function kindOf(item: WorkItem): string | null {
  if (item.group === 'read' && item.noticeId !== null) return 'read';
  if (item.group !== 'do' || item.obligationId === null || item.version === null) return null;
  return `do ${item.step}`;
}

/** The kinds that more than one row is of; only their rows can be chosen. */
export function kindsIn(items: readonly WorkItem[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const item of items) {
    const kind = kindOf(item);
    if (kind !== null && seen.has(kind)) several.add(kind);
    else if (kind !== null) seen.add(kind);
  }
  return several;
}

/** What can be sent of these rows: those to take and start, those to say done, those to have read. */
export function actsOn(items: readonly WorkItem[]) {
  const steps = (of: readonly WorkItem[]) =>
    of.flatMap(({ obligationId, version }) =>
      obligationId === null || version === null ? [] : [{ obligationId, version }],
    );
  return {
    start: steps(items.filter((item) => item.action === 'start')),
    handOn: steps(items.filter((item) => item.group === 'do')),
    finish: steps(items.filter((item) => item.finishable)),
    noticeIds: items.flatMap(({ noticeId }) => noticeId ?? []),
  };
}
