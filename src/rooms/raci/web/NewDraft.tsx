// A draft from something else than the matrix in force.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { uploadFile } from '../../../ui/api.ts';
import { numberWords } from '../../../ui/chart.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { FileDrop } from '../../../ui/FileDrop.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useAction, useEndpoint } from '../../../ui/query.ts';
import { useGo } from '../../../ui/url.ts';
import { type DraftFromFile, draftFromFile, makeDraft, templates } from '../contract.ts';
import { words } from './draft-words.ts';

type Close = { readonly onClose: () => void };

/** Chooses one of the matrices that ship with Wardline. */
export function FromTemplate({ onClose }: Close) {
  const say = words.versions.template;
  const query = useEndpoint(templates, {});
  const make = useAction(makeDraft);
  const go = useGo();
  const use = (template: string) =>
    make.mutateAsync({ from: { template } }).then(
      (made) => go(`/raci/versions/${made.id}`),
      () => undefined,
    );
  return (
    <Dialog open as="wide" title={say.title} onClose={onClose}>
      <p>{say.note}</p>
      {make.error && <ErrorState error={make.error} />}
      <Loaded query={query} what={say.loading}>
        {(all) => (
          <ul className="wl-stack">
            {all.map((one) => (
              <li key={one.id} className="wl-card wl-stack">
                <div className="wl-line wl-spread">
                  <strong>{one.title}</strong>
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`${say.use}: ${one.title}`}
                    loading={
                      make.isPending &&
                      'template' in make.variables.from &&
                      make.variables.from.template === one.id
                    }
                    onClick={() => void use(one.id)}
                  >
                    {say.use}
                  </Button>
                </div>
                {one.forWhom && <p>{one.forWhom}</p>}
                {one.note && <p className="wl-small">{one.note}</p>}
                <p className="wl-muted wl-small">
                  {say.size(numberWords(one.activities), numberWords(one.roles))}
                  {one.faults > 0 && `; ${say.faults(numberWords(one.faults))}`}
                  {one.source && `. ${say.source(one.source)}`}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Dialog>
  );
}

/** Takes a file and shows how it was read, or what is wrong with it and where. */
export function FromFile({ onClose }: Close) {
  const say = words.versions.file;
  const [progress, setProgress] = useState<number | undefined>();
  const [read, setRead] = useState<z.infer<typeof DraftFromFile> | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setRefusal(null);
    setRead(null);
    setProgress(0);
    try {
      setRead(await uploadFile(draftFromFile, { fileName: file.name }, { file, onProgress: setProgress }));
    } catch (error) {
      setRefusal(error);
    } finally {
      setProgress(undefined);
    }
  };
  return (
    <Dialog open as="wide" title={say.title} onClose={onClose}>
      <FileDrop
        label={say.drop}
        hint={say.hint}
        accept=".yaml,.yml,.csv,.tsv,.xlsx"
        progress01={progress}
        onFiles={([file]) => void send(file)}
      />
      {refusal !== null && <ErrorState error={refusal} />}
      {read && <FileRead read={read} />}
    </Dialog>
  );
}

function FileRead({ read }: { readonly read: z.infer<typeof DraftFromFile> }) {
  const say = words.versions.file;
  return (
    <div className="wl-stack" role="status">
      {read.versionId === null ? (
        <>
          <p>
            <strong>{say.problems}</strong>
          </p>
          <ul>
            {read.problems.map((p) => (
              <li key={`${p.row}|${p.sentence}`}>
                {p.row > 0 && <span className="wl-muted">{say.row(numberWords(p.row))}: </span>}
                {p.sentence}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          <strong>{say.done(numberWords(read.activities))}</strong>{' '}
          <Go to={`/raci/versions/${read.versionId}`}>{say.go}</Go>
        </p>
      )}
      {read.notes.length > 0 && (
        <>
          <p>{say.notes}</p>
          <ul>
            {read.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
