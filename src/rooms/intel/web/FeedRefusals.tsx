import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { LoadingState } from '../../../ui/LoadingState.tsx';
import { useList } from '../../../ui/table/list.ts';
import { type Feed, refusals } from '../contract.ts';
import { words } from './words.ts';

type Props = { readonly feed: Feed; readonly onClose: () => void };

/** What could not be read of one feed: file, place, rule, and what is wrong. */
export function FeedRefusals({ feed, onClose }: Props) {
  return (
    <Dialog open as="wide" title={words.refusals.title(feed.name)} onClose={onClose}>
      <p className="wl-muted">{words.refusals.lead}</p>
      <Rows feed={feed} />
    </Dialog>
  );
}

function Rows({ feed }: { readonly feed: Feed }) {
  const fixed = useMemo(() => ({ feedId: feed.id }), [feed.id]);
  const list = useList(refusals, { fixed });
  if (list.state === 'loading') return <LoadingState what="what could not be read" />;
  if (list.state === 'failed') return <ErrorState error={list.error} onRetry={list.retry} />;
  if (!list.rows.length) return <EmptyState title={words.refusals.none} />;
  return (
    <div className="wl-stack">
      <ul className="wl-refusals">
        {list.rows.map((one) => (
          <li key={one.id}>
            <span>{one.message}</span>
            <span className="wl-small wl-muted">
              <span className="wl-mono">{one.file}</span>
              {one.place && (
                <>
                  , <span className="wl-mono">{one.place}</span>
                </>
              )}
              {' · '}
              {words.refusals.rule}: {one.rule}
            </span>
          </li>
        ))}
      </ul>
      <div className="wl-line wl-spread">
        <span className="wl-muted wl-small">
          {words.refusals.total(list.rows.length, list.total ?? list.rows.length)}
        </span>
        {list.loadMore && (
          <Button variant="default" onClick={list.loadMore}>
            {words.refusals.more}
          </Button>
        )}
      </div>
    </div>
  );
}
