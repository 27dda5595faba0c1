import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from './Dialog.tsx';
import { ErrorState } from './ErrorState.tsx';

type Props = {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, to whom, and whether it can be taken back. */
  readonly children: ReactNode;
  /** The verb on the button: `Accept the risk`. */
  readonly confirm: string;
  readonly reasonLabel?: string;
  readonly reasonHint?: string;
  /** Shortest reason that will do, in characters. */
  readonly least?: number;
  readonly onClose: () => void;
  readonly onConfirm: (reason: string) => Promise<unknown>;
};

/** Asks once more, and why. Stays open with the refusal when the server says no. */
export function ConfirmWithReason(props: Props) {
  const {
    open,
    title,
    children,
    confirm,
    reasonLabel = 'Why?',
    reasonHint,
    least = 3,
    onClose,
    onConfirm,
  } = props;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < least;

  const close = () => {
    setReason('');
    setRefusal(null);
    setTried(false);
    onClose();
  };
  const send = async () => {
    setTried(true);
    if (short || busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      await onConfirm(reason.trim());
      close();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      title={title}
      onClose={close}
      foot={
        <>
          <Button variant="default" onClick={close}>
            Go back
          </Button>
          <Button loading={busy} onClick={() => void send()}>
            {confirm}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      <Textarea
        label={reasonLabel}
        description={reasonHint ?? 'It is kept in the record under your name.'}
        rows={3}
        required
        value={reason}
        error={tried && short ? 'Please say why, in a few words.' : null}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
      {refusal !== null && <ErrorState error={refusal} />}
    </Dialog>
  );
}
