import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmWithReason } from '../ConfirmWithReason.tsx';
import { numberWords } from '../chart.ts';
import { useToasts } from '../toasts.tsx';
import type { BulkAction } from './columns.ts';
import type { Selection } from './selection.ts';

/** A label without the dots that promise a question. */
const plain = (label: string) => label.replace(/\s*…$/, '');

type Props<Row> = {
  readonly what: string;
  readonly actions: readonly BulkAction<Row>[];
  readonly selection: Selection<Row>;
};

/** What can be done with the chosen rows together; there only while some are chosen. */
export function Bulk<Row>({ what, actions, selection }: Props<Row>) {
  const [asking, setAsking] = useState<BulkAction<Row> | null>(null);
  const [busy, setBusy] = useState('');
  const toasts = useToasts();
  const count = selection.chosen.length;
  if (!count) return null;

  const run = async (action: BulkAction<Row>, reason: string) => {
    setBusy(action.key);
    try {
      await action.run(selection.chosen, reason);
      toasts.done(action.done?.(count) ?? `${plain(action.label)}: ${numberWords(count)} ${what}.`);
      selection.clear();
    } finally {
      setBusy('');
    }
  };
  const start = (action: BulkAction<Row>) => {
    if (action.reason) setAsking(action);
    else run(action, '').catch((error: unknown) => toasts.refused(error));
  };
  return (
    <section className="wl-bulk wl-no-print" aria-label={`${count} chosen ${what}`}>
      <span className="wl-bulk__count">
        <button type="button" className="wl-quiet" aria-label="Choose none" onClick={selection.clear}>
          <IconX size={16} stroke={1.75} aria-hidden="true" />
        </button>
        <strong>{numberWords(count)} chosen</strong>
      </span>
      {actions.map((action) => (
        <Button
          key={action.key}
          variant="default"
          leftSection={action.icon}
          loading={busy === action.key}
          disabled={busy !== '' && busy !== action.key}
          onClick={() => start(action)}
        >
          {action.label}
        </Button>
      ))}
      {asking && (
        <ConfirmWithReason
          open
          title={asking.reason?.title ?? asking.label}
          confirm={`${plain(asking.label)} (${numberWords(count)})`}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => run(asking, reason)}
        >
          {asking.reason?.explain}
        </ConfirmWithReason>
      )}
    </section>
  );
}
