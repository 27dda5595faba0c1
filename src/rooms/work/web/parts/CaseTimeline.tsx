// What happened, read from the ledger only when somebody opens it, page by page.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ChainId } from '../../../../kernel/ids.ts';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { LoadingState } from '../../../../ui/LoadingState.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { Timeline } from '../../../../ui/Timeline.tsx';
import { caseTimeline } from '../../contract.ts';
import { words } from '../case-words.ts';

const { timeline: say } = words;
const each = 30;

/** The timeline of a case. */
export function CaseTimeline({ chainId }: { readonly chainId: ChainId }) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const open = cursors.length > 0;
  return (
    <section className="wl-card wl-stack" aria-labelledby="wk-timeline">
      <div className="wl-line">
        <h2 id="wk-timeline">{say.title}</h2>
        <span className="wl-muted wl-small">{say.from}</span>
        {!open && (
          <Button variant="default" onClick={() => setCursors([''])}>
            {say.open}
          </Button>
        )}
      </div>
      {cursors.map((cursor, i) => (
        <Part
          key={cursor}
          chainId={chainId}
          cursor={cursor}
          last={i === cursors.length - 1}
          older={(next) => setCursors([...cursors, next])}
        />
      ))}
    </section>
  );
}

type PartProps = {
  readonly chainId: ChainId;
  readonly cursor: string;
  readonly last: boolean;
  readonly older: (cursor: string) => void;
};

function Part({ chainId, cursor, last, older }: PartProps) {
  const query = useEndpoint(
    caseTimeline,
    { chainId, limit: each, ...(cursor ? { cursor } : {}) },
    { keep: true },
  );
  if (query.error && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState what={say.title} rows={5} />;
  const { items, next } = query.data;
  if (!items.length && !cursor) return <p className="wl-muted">{say.none}</p>;
  return (
    <>
      <Timeline
        label={say.title}
        moments={items.map(({ seq, at, actor, sentence }) => ({ key: seq, at, who: actor, what: sentence }))}
      />
      {last && next && (
        <div>
          <Button variant="default" onClick={() => older(next)}>
            {say.older}
          </Button>
        </div>
      )}
    </>
  );
}
