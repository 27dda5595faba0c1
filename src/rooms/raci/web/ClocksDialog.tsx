import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { type ClocksView, publishClocks } from '../contract.ts';
import { words } from './words.ts';

const say = words.clocks;
const Problems = z.array(z.object({ line: z.number(), place: z.string(), sentence: z.string() }));
type Props = { readonly found: ClocksView; readonly onClose: () => void };

/** Changes the clocks as text; every fault is named by line before anything is put in force. */
export function ClocksDialog({ found, onClose }: Props) {
  const [text, setText] = useState(found.text);
  const [reason, setReason] = useState('');
  const action = useAction(publishClocks);
  const toasts = useToasts();
  const ready = reason.trim().length >= 3 && text.trim() !== '';
  const send = () =>
    action.mutate(
      { text, reason: reason.trim() },
      {
        onSuccess: () => {
          toasts.done(say.done);
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      as="wide"
      title={say.edit}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {say.back}
          </Button>
          <Button loading={action.isPending} disabled={!ready} onClick={send}>
            {say.go}
          </Button>
        </>
      }
    >
      <p>{say.editLead}</p>
      <Textarea
        label={say.text}
        rows={18}
        value={text}
        maxLength={200_000}
        spellCheck={false}
        classNames={{ input: 'wl-mono' }}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {action.error && <Faults error={action.error} />}
      <Textarea
        label={say.reason}
        description={say.reasonHint}
        rows={2}
        required
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}

function Faults({ error }: { readonly error: Error }) {
  const problems = Problems.safeParse(error instanceof AppError ? error.details['problems'] : undefined);
  if (!problems.success || problems.data.length === 0) return <ErrorState error={error} />;
  return (
    <div role="alert">
      <h3>{say.faults}</h3>
      <ul>
        {problems.data.map((p) => (
          <li key={`${p.line}|${p.place}|${p.sentence}`}>
            <strong>{say.fault(p.line, p.place)}</strong>: {p.sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
