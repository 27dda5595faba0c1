import { IconClock } from '@tabler/icons-react';
import { useClock } from '../../../../ui/clock.tsx';
import { Due, When } from '../../../../ui/Due.tsx';
import { wholeWhen } from '../../../../ui/when.ts';
import type { WorkItem } from '../../contract.ts';
import { dueWords } from '../say.ts';

/** When an item of My work is due, in the shortest words that are true: `4 h left`, `today 15:00`, `next week`. */
export function WorkDue({ item }: { readonly item: WorkItem }) {
  const clock = useClock();
  if (item.group === 'read') return <When at={item.at} />;
  const words = item.dueAt ? dueWords(item.dueAt, item.group, clock) : null;
  if (!item.dueAt || !words) return <Due at={item.dueAt} brief />;
  return (
    <span className="wl-due" title={wholeWhen(item.dueAt, clock.zone)}>
      {item.group === 'answer' && <IconClock size={16} stroke={1.75} aria-hidden="true" />}
      <time dateTime={item.dueAt}>{words}</time>
    </span>
  );
}
