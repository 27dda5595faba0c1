// What was understood of a file, to be corrected before anything is kept.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { uploadFile } from '../../../ui/api.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import { useGo } from '../../../ui/url.ts';
import { places } from '../../people/contract.ts';
import { ImportKind, type Preview, startImport } from '../contract.ts';
import { type Choices, isEdited, mappingText, noChoices } from './mapping.ts';
import { PreviewSheets } from './PreviewSheets.tsx';
import { kindWord, words } from './words.ts';

type Props = {
  readonly file: File;
  readonly seen: Preview;
  readonly looking: boolean;
  /** The site of rows that name none; kept while the file is looked at again. */
  readonly siteCode: string;
  readonly onSite: (siteCode: string) => void;
  /** Another source name may have other saved columns: look again. */
  readonly onSource: (source: string) => void;
};

const onceKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The form between looking and importing. */
export function PreviewForm({ file, seen, looking, siteCode, onSite, onSource }: Props) {
  const [kind, setKind] = useState(seen.kind);
  const [source, setSource] = useState(seen.source);
  const [choices, setChoices] = useState<Choices>(noChoices);
  const [progress, setProgress] = useState<number>();
  const [refusal, setRefusal] = useState<unknown>(null);
  const button = useRef<HTMLButtonElement>(null);
  const key = useMemo(onceKey, []);
  const sites = useEndpoint(places, {}).data ?? [];
  const queries = useQueryClient();
  const go = useGo();
  const total = seen.sheets.reduce((sum, sheet) => sum + sheet.dataRows, 0);
  const asSeen = kind === seen.kind;

  const start = async () => {
    if (!source.trim() || progress !== undefined) return;
    setRefusal(null);
    setProgress(0);
    try {
      const started = await uploadFile(
        startImport,
        {
          fileName: seen.fileName,
          source: source.trim(),
          key,
          kind,
          ...(siteCode && kind === 'devices' ? { siteCode } : {}),
          ...(asSeen && isEdited(choices) ? { mapping: mappingText(seen.sheets, choices) } : {}),
        },
        { file, onProgress: setProgress },
      );
      void queries.invalidateQueries();
      go(`/imports/${started.id}`);
    } catch (error) {
      setRefusal(error);
      setProgress(undefined);
    }
  };
  return (
    <>
      <section className="wl-card wl-stack" aria-label={words.new.title}>
        <h2>{words.new.looksLike(kindWord(seen.kind))}</h2>
        <div className="wl-columns wl-preview__fields">
          <NativeSelect
            label={words.new.kind}
            description={words.new.kindHint}
            value={kind}
            data={ImportKind.options.map((one) => ({ value: one, label: kindWord(one) }))}
            onChange={(event) => setKind(ImportKind.parse(event.currentTarget.value))}
          />
          <TextInput
            label={words.new.source}
            description={words.new.sourceHint}
            maxLength={120}
            value={source}
            error={source.trim() ? null : words.new.needSource}
            onChange={(event) => setSource(event.currentTarget.value)}
            onBlur={({ relatedTarget }) => {
              // Whoever goes straight to the button means it: looking again would swallow that press.
              if (relatedTarget === button.current) return;
              if (source.trim() && source.trim() !== seen.source) onSource(source.trim());
            }}
          />
          {kind === 'devices' && (
            <NativeSelect
              label={words.new.site}
              description={words.new.siteHint}
              value={siteCode}
              data={[
                { value: '', label: words.new.noSite },
                ...sites.map((site) => ({ value: site.code, label: site.name })),
              ]}
              onChange={(event) => onSite(event.currentTarget.value)}
            />
          )}
        </div>
        {!asSeen && <Severity tone="middle" word={words.new.kindChanged} />}
        {seen.problems.length > 0 && (
          <div className="wl-problems">
            <strong>{words.new.problems}</strong>
            <ul>
              {seen.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
        )}
        <div className="wl-line">
          <Button
            ref={button}
            loading={progress !== undefined}
            disabled={looking || total === 0}
            onClick={() => void start()}
          >
            {words.new.go(total)}
          </Button>
          <span className="wl-muted wl-small" role="status">
            {progress === undefined
              ? seen.mappingIsSaved
                ? words.new.saved
                : words.new.fresh
              : `${Math.round(progress * 100)}%`}
          </span>
        </div>
        {refusal !== null && <ErrorState error={refusal} />}
      </section>
      {asSeen && <PreviewSheets seen={seen} choices={choices} onChoices={setChoices} />}
    </>
  );
}
