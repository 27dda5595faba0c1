import { PartialState } from '../../../ui/PartialState.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { feeds } from '../contract.ts';
import { words } from './words.ts';

/** A line on top of pages that rest on feeds: there only when one that has been set up is old, or none was ever read. */
export function FreshnessBanner() {
  const all = useEndpoint(feeds, {}).data;
  if (!all) return null;
  const old = all.filter((feed) => feed.freshness === 'old');
  const read = all.some((feed) => feed.freshness !== 'empty');
  if (read && old.length === 0) return null;
  const parts = read
    ? old.map((feed) => ({
        what: feed.name,
        at: feed.contentDate ?? feed.syncedAt,
        fault: 'old',
        to: '/feeds',
      }))
    : [{ what: 'Advisories and feeds', at: null, fault: 'so no device could be compared', to: '/feeds' }];
  return <PartialState parts={parts} {...(read ? { lead: words.banner } : {})} />;
}
