import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { ErrorState } from '../../../../ui/ErrorState.tsx';
import { words } from '../case-words.ts';

type Props = {
  readonly title: string;
  /** The verb on the button. */
  readonly confirm: string;
  readonly close: () => void;
  /** Everything needed is filled in. */
  readonly ready: boolean;
  /** Throws what was refused: the dialog stays and shows it. Resolves: the dialog closes. `false`: it stays. */
  readonly send: () => Promise<unknown>;
  readonly wide?: boolean;
  /** `tried`: it was sent while something was missing, so fields may complain now. */
  readonly children: (tried: boolean) => ReactNode;
};

/** A dialog that asks for a few words, sends them, and stays with the refusal when the server says no. */
export function AskDialog({ title, confirm, close, ready, send, wide = false, children }: Props) {
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const go = async () => {
    setTried(true);
    if (!ready || busy) return;
    setBusy(true);
    setRefusal(null);
    try {
      if ((await send()) !== false) close();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      as={wide ? 'wide' : 'dialog'}
      title={title}
      onClose={close}
      foot={
        <>
          <Button variant="default" onClick={close}>
            {words.answer.back}
          </Button>
          <Button loading={busy} onClick={() => void go()}>
            {confirm}
          </Button>
        </>
      }
    >
      {children(tried)}
      {refusal !== null && <ErrorState error={refusal} />}
    </Dialog>
  );
}
