// Every feed with its age, its counts and what could not be read.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useUrlSearch } from '../../../ui/url.ts';
import { me } from '../../people/contract.ts';
import { type Feed, feeds } from '../contract.ts';
import { FeedRefusals } from './FeedRefusals.tsx';
import { ReadMore } from './ReadMore.tsx';
import { freshnessMark, words } from './words.ts';
import './intel.css';

const watchSeconds = 60;

/** The page of feeds. */
export function Feeds() {
  const [watching, watch] = useWatching();
  const query = useEndpoint(feeds, {}, { everySeconds: watching ? 3 : 60 });
  const maySync = useEndpoint(me, {}).data?.permissions.includes('intel.sync') ?? false;
  const [search, change] = useUrlSearch();
  const open = query.data?.find((feed) => String(feed.id) === search['refused']);
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{words.feeds.title}</h1>
        <Go to="/advisories">{words.feeds.advisories}</Go>
      </div>
      <p className="wl-muted">{words.feeds.lead}</p>
      {watching && (
        <p role="status" className="wl-small">
          {words.feeds.watching}
        </p>
      )}
      <Loaded query={query} what="the feeds">
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={words.feeds.none}>{words.feeds.noneText}</EmptyState>
          ) : (
            <ul className="wl-feeds wl-card">
              {all.map((feed) => (
                <One key={feed.id} feed={feed} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {maySync ? <ReadMore onQueued={watch} /> : <p className="wl-muted">{words.feeds.mayNot}</p>}
      {open && <FeedRefusals feed={open} onClose={() => change({ refused: undefined })} />}
    </div>
  );
}

/** True for a minute after a reading was queued; then everything on the screen is asked again. */
function useWatching(): [boolean, () => void] {
  const queries = useQueryClient();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!asked) return;
    const timer = window.setTimeout(() => {
      setAsked(0);
      void queries.invalidateQueries();
    }, watchSeconds * 1000);
    return () => window.clearTimeout(timer);
  }, [asked, queries]);
  return [asked > 0, () => setAsked((n) => n + 1)];
}

function One({ feed }: { readonly feed: Feed }) {
  return (
    <li className="wl-feed">
      <div className="wl-feed__name">
        <h2>{feed.name}</h2>
        <div className="wl-small">
          <Severity {...freshnessMark(feed.freshness)} quiet /> {feed.freshnessWhy}
        </div>
        {feed.message && <span className="wl-small">{feed.message}</span>}
      </div>
      <dl className="wl-feed__facts">
        <div>
          <dt>{words.feeds.content}</dt>
          <dd>
            {feed.contentDate ? (
              <When at={feed.contentDate} />
            ) : (
              <span className="wl-muted">{feed.syncedAt ? words.feeds.noDate : '–'}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.feeds.readAt}</dt>
          <dd>
            {feed.syncedAt ? (
              <When at={feed.syncedAt} />
            ) : (
              <span className="wl-muted">{words.feeds.never}</span>
            )}
          </dd>
        </div>
        <div className="wl-number" title={words.feeds.heldHint}>
          <dt>{words.feeds.held}</dt>
          <dd>{feed.syncedAt ? numberWords(feed.recordCount) : '–'}</dd>
        </div>
        <div
          className="wl-number"
          title={`${words.feeds.readCount}: ${numberWords(feed.readCount)}. ${words.feeds.passedOverHint}`}
        >
          <dt>{words.feeds.passedOver}</dt>
          <dd>{feed.syncedAt ? numberWords(feed.passedOverCount) : '–'}</dd>
        </div>
        <div className="wl-number">
          <dt>{words.feeds.refused}</dt>
          <dd>
            {feed.refusedCount > 0 ? (
              <Go
                to={`/feeds?refused=${feed.id}`}
                aria-label={`${feed.refusedCount} ${words.feeds.refused}: ${feed.name}`}
              >
                {numberWords(feed.refusedCount)}
              </Go>
            ) : (
              <span>{feed.syncedAt ? '0' : '–'}</span>
            )}
          </dd>
        </div>
      </dl>
      {feed.location && (
        <div className="wl-feed__from wl-small wl-muted">
          {words.feeds.from} <span className="wl-mono">{feed.location}</span>
        </div>
      )}
    </li>
  );
}
