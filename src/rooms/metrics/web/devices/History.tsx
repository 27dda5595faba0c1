import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { DeviceId } from '../../../../kernel/ids.ts';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { LoadingState } from '../../../../ui/LoadingState.tsx';
import { Timeline } from '../../../../ui/Timeline.tsx';
import { useList } from '../../../../ui/table/list.ts';
import { deviceHistory } from '../../../inventory/contract.ts';
import { words } from './words.ts';

/** What happened to the device, from the ledger, newest first. */
export function History({ deviceId }: { readonly deviceId: DeviceId }) {
  const fixed = useMemo(() => ({ deviceId }), [deviceId]);
  const list = useList(deviceHistory, { fixed });
  if (list.state === 'loading') return <LoadingState what="its history" />;
  if (list.state === 'failed') return <ErrorState error={list.error} onRetry={list.retry} />;
  if (!list.rows.length) return <EmptyState title={words.history.none}>{words.history.noneText}</EmptyState>;
  return (
    <section className="wl-card wl-stack wl-device__panel" aria-label={words.history.label}>
      <Timeline
        label={words.history.label}
        moments={list.rows.map((one) => ({ key: one.seq, at: one.at, who: one.actor, what: one.sentence }))}
      />
      {list.loadMore && (
        <div>
          <Button variant="default" onClick={list.loadMore}>
            {words.history.more}
          </Button>
        </div>
      )}
    </section>
  );
}
