// Two ways in: a folder or address that the server can reach, or a file from here.
import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { uploadFile } from '../../../ui/api.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { FileDrop } from '../../../ui/FileDrop.tsx';
import { useAction } from '../../../ui/query.ts';
import { useToasts } from '../../../ui/toasts.tsx';
import { sync, uploadIntel } from '../contract.ts';
import { words } from './words.ts';

/** Reading intelligence from a place of the server or from a file. `onQueued` runs when the server took it. */
export function ReadMore({ onQueued }: { readonly onQueued: () => void }) {
  return (
    <section className="wl-card wl-stack" aria-label={words.feeds.readMore}>
      <h2>{words.feeds.readMore}</h2>
      <div className="wl-columns">
        <FromServer onQueued={onQueued} />
        <FromHere onQueued={onQueued} />
      </div>
    </section>
  );
}

function FromServer({ onQueued }: { readonly onQueued: () => void }) {
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState(false);
  const action = useAction(sync);
  const toasts = useToasts();
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!from.trim() || action.isPending) return;
    try {
      await action.mutateAsync({ from: from.trim() });
      toasts.done(words.feeds.queued);
      setTried(false);
      onQueued();
    } catch {
      // The refusal is shown below the field.
    }
  };
  return (
    <form className="wl-stack" onSubmit={(event) => void send(event)}>
      <TextInput
        label={words.feeds.folder}
        description={words.feeds.folderHint}
        value={from}
        maxLength={1000}
        error={tried && !from.trim() ? words.feeds.needFolder : null}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={action.isPending}>
          {words.feeds.go}
        </Button>
      </div>
      {action.error && <ErrorState error={action.error} />}
    </form>
  );
}

function FromHere({ onQueued }: { readonly onQueued: () => void }) {
  const [progress, setProgress] = useState<number>();
  const [refusal, setRefusal] = useState<unknown>(null);
  const toasts = useToasts();
  const send = async (file: File) => {
    setRefusal(null);
    setProgress(0);
    try {
      await uploadFile(uploadIntel, { fileName: file.name.slice(-200) }, { file, onProgress: setProgress });
      toasts.done(words.feeds.uploaded(file.name));
      onQueued();
    } catch (error) {
      setRefusal(error);
    } finally {
      setProgress(undefined);
    }
  };
  return (
    <div className="wl-stack">
      <FileDrop
        label={words.feeds.upload}
        hint={words.feeds.uploadHint}
        progress01={progress}
        onFiles={([file]) => file && void send(file)}
      />
      {refusal !== null && <ErrorState error={refusal} />}
    </div>
  );
}
