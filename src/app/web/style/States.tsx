import { Button } from '@mantine/core';
import { IconMoodCheck } from '@tabler/icons-react';
import { AppError } from '../../../kernel/errors.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { LoadingState } from '../../../ui/LoadingState.tsx';
import { PartialState } from '../../../ui/PartialState.tsx';

const refusal = new AppError('unprocessable', 'Row 214 has a date that is not a date: "31.02.2026".', {
  file: 'export-st-anne.csv',
  place: 'row 214, column Last PM',
  rule: 'dates must exist',
  requestId: 'r-7Q2K9',
});

/** Nothing, not yet, not all, not at all. */
export function States() {
  return (
    <div className="wl-columns">
      <section className="wl-card" aria-label="Empty">
        <EmptyState
          icon={<IconMoodCheck size={32} stroke={1.5} aria-hidden="true" />}
          title="Nothing waits for you."
          action={<Button variant="default">See what others have</Button>}
        >
          4 cases of yours are with others: 3 with Biomed St. Anne, 1 with BD since Friday.
        </EmptyState>
      </section>
      <section className="wl-card" aria-label="Loading">
        <LoadingState what="devices" />
      </section>
      <div className="wl-stack">
        <PartialState
          parts={[
            { what: 'KEV', at: '2026-11-24T06:00:00Z', to: '/style' },
            { what: 'EPSS', at: '2026-11-24T05:00:00Z' },
          ]}
        />
        <PartialState
          parts={[
            { what: 'KEV', at: '2026-11-24T06:00:00Z' },
            { what: 'NVD', at: '2026-11-09T06:00:00Z', fault: '15 days old' },
            { what: 'EPSS', at: null },
          ]}
        />
        <ErrorState error={refusal} onRetry={() => undefined} title="The file was not kept." />
        <ErrorState
          error={new AppError('unavailable', 'The server cannot be reached. Nothing was changed.')}
        />
      </div>
    </div>
  );
}
