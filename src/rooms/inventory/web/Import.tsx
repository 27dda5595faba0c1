// One import: how far it is, what came of it, which rows need a person.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { AppError } from '../../../kernel/errors.ts';
import { ImportId } from '../../../kernel/ids.ts';
import { When } from '../../../ui/Due.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { usePart } from '../../../ui/url.ts';
import { type ImportSummary, oneImport } from '../contract.ts';
import { RowReport } from './RowReport.tsx';
import { StateMark } from './StateMark.tsx';
import { kindWord, resultSentences, tookIn, words } from './words.ts';
import './imports.css';

/** The page of one import. */
export function Import() {
  const id = ImportId.safeParse(usePart('id'));
  return (
    <div className="wl-page">
      <nav aria-label="Where this page is" className="wl-small">
        <Go to="/imports">{words.new.all}</Go>
      </nav>
      {id.success ? (
        <One importId={id.data} />
      ) : (
        <ErrorState error={new AppError('not_found', 'The address names no import.')} />
      )}
    </div>
  );
}

function One({ importId }: { readonly importId: ImportId }) {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  const query = useEndpoint(oneImport, { importId }, live ? { everySeconds: 1 } : {});
  const state = query.data?.state;
  useEffect(() => {
    if (state === 'running') setLive(true);
    else if (state && live) {
      setLive(false);
      void queries.invalidateQueries();
    }
  }, [state, live, queries]);
  return (
    <Loaded query={query} what="the import">
      {(one) => (
        <>
          <Head one={one} />
          {one.state === 'running' ? <Running one={one} /> : <Result one={one} />}
          {one.state !== 'running' && <RowReport one={one} />}
        </>
      )}
    </Loaded>
  );
}

function Head({ one }: { readonly one: ImportSummary }) {
  return (
    <header className="wl-stack wl-import__head">
      <div className="wl-line">
        <h1>{one.fileName}</h1>
        <StateMark one={one} />
      </div>
      <p className="wl-line wl-muted">
        <span>{kindWord(one.kind)}</span>
        <span>
          {words.one.from} {one.source}
        </span>
        <span>
          <When at={one.startedAt} />
          {one.by && ` ${words.one.by} ${one.by}`}
        </span>
      </p>
    </header>
  );
}

function Running({ one }: { readonly one: ImportSummary }) {
  const done = one.createdRows + one.updatedRows + one.unchangedRows + one.refusedRows;
  return (
    <section className="wl-card wl-stack" aria-label={words.one.running}>
      <progress
        className="wl-import__bar"
        aria-label={words.one.running}
        {...(one.totalRows ? { max: one.totalRows, value: done } : {})}
      />
      <p role="status">{words.one.progress(done, one.totalRows)}</p>
      <p className="wl-muted">{words.one.leave}</p>
    </section>
  );
}

function Result({ one }: { readonly one: ImportSummary }) {
  if (one.state === 'failed')
    return (
      <ErrorState
        title={words.one.failed}
        error={new AppError('unprocessable', `${one.message ?? ''} ${words.one.kept}`.trim())}
      />
    );
  return (
    <section className="wl-card wl-stack" aria-label={words.list.states.done}>
      <ul className="wl-import__result">
        {resultSentences(one).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {one.message && <p>{one.message}</p>}
      <p className="wl-line">
        {one.kind === 'devices' && tookIn(one) && (
          <Go to="/devices" className="wl-quiet wl-quiet--edged">
            {words.one.next.devices}
          </Go>
        )}
        <Go to="/feeds" className="wl-quiet wl-quiet--edged">
          {words.one.next.intel}
        </Go>
      </p>
    </section>
  );
}
