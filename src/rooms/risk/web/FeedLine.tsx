import { LoadingState } from '../../../ui/LoadingState.tsx';
import { type Freshness, PartialState } from '../../../ui/PartialState.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { type Feed, feeds } from '../../intel/contract.ts';
import { words } from './words.ts';

const partOf = (feed: Feed): Freshness => ({
  what: feed.name,
  at: feed.contentDate ?? feed.syncedAt,
  to: '/feeds',
  ...(feed.freshness === 'old' ? { fault: words.feedOld } : {}),
});

/** On which feeds a list rests and how old each is: calm while all is well, loud when one is old or was never read. */
export function FeedLine() {
  const { data, error } = useEndpoint(feeds, {}, { everySeconds: 300 });
  if (data?.length) return <PartialState parts={data.map(partOf)} />;
  if (data) return <PartialState parts={[{ what: words.feeds, at: null, to: '/feeds' }]} />;
  if (error) return <PartialState parts={[{ what: words.feeds, at: null, fault: error.message }]} />;
  return <LoadingState what={words.feeds} rows={1} />;
}
