import { useMemo, useState } from 'react';
import { numberWords } from '../../../ui/chart.ts';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { LoadingState } from '../../../ui/LoadingState.tsx';
import { PartialState } from '../../../ui/PartialState.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { RaciLetter } from '../../../ui/RaciLetter.tsx';
import { stringifySearch, useUrlSearch } from '../../../ui/url.ts';
import { useWidth } from '../../../ui/width.ts';
import { type MatrixView, matrix, resolved } from '../contract.ts';
import { Letter } from '../model.ts';
import { ActivityDialog } from './ActivityDialog.tsx';
import { words as draftWords } from './draft-words.ts';
import { Exports } from './Exports.tsx';
import { Gaps } from './Gaps.tsx';
import { LintPart } from './Lint.tsx';
import { Matrix } from './Matrix.tsx';
import { MatrixForm } from './MatrixForm.tsx';
import { gapGroups } from './matrix.ts';
import { type View, WhereBar } from './WhereBar.tsx';
import { useWhere, type Where } from './where.ts';
import { words } from './words.ts';
import './raci.css';

/** The matrix in force: letters, the people behind them here and today, the gaps, the lint. */
export function Raci() {
  const query = useEndpoint(matrix, {});
  const { where, error } = useWhere();
  return (
    <div className="wl-page">
      <Loaded query={query} what={words.loading}>
        {(found) => {
          if (!found.activities.length) return <EmptyState title={words.empty}>{words.emptyWhy}</EmptyState>;
          if (error && !where) return <ErrorState error={error} />;
          return where ? <Whole found={found} where={where} /> : <LoadingState what={words.loading} />;
        }}
      </Loaded>
    </div>
  );
}

const viewOf = (text: string | undefined): View => (text === 'people' || text === 'gaps' ? text : 'letters');

function Whole({ found, where }: { readonly found: MatrixView; readonly where: Where }) {
  const [search, change] = useUrlSearch();
  const wide = useWidth() === 'desk';
  const view = viewOf(search['view']);
  const people = useEndpoint(resolved, where.input, { keep: true });
  const rows = people.data;
  const byActivity = useMemo(() => new Map((rows ?? []).map((row) => [row.activityId, row])), [rows]);
  const gaps = useMemo(() => gapGroups(rows ?? [], found.activities), [rows, found]);
  const [clicked, setAsked] = useState<{ id: string; role: string | null } | null>(null);
  // Other pages lead to one row of the matrix by its id.
  const linked = search['row'];
  const asked = clicked ?? (linked ? { id: linked, role: null } : null);
  const activity = found.activities.find((one) => one.id === asked?.id) ?? null;
  const onOpen = (id: string, role: string | null) => setAsked({ id, role });
  return (
    <>
      <Head found={found} />
      <WhereBar where={where} view={view} />
      {people.error && !rows && (
        <PartialState parts={[{ what: words.faults.people, at: null, fault: people.error.message }]} />
      )}
      {people.isPending && <LoadingState what={words.grid.loadingPeople} rows={1} />}
      {rows && (
        <Gaps
          gaps={gaps}
          lint={found.lint}
          place={where.place}
          all={view === 'gaps'}
          to={`/raci${stringifySearch({ ...search, view: 'gaps' })}`}
          onOpen={onOpen}
        />
      )}
      {view === 'gaps' && <LintPart lines={found.lint} />}
      {!wide && view !== 'gaps' && <MatrixForm matrix={found} resolved={byActivity} />}
      {wide && view !== 'gaps' && (
        <Matrix matrix={found} resolved={byActivity} withPeople={view === 'people'} onOpen={onOpen} />
      )}
      <ActivityDialog
        matrix={found}
        resolved={activity ? byActivity.get(activity.id) : undefined}
        activity={activity}
        roleCode={asked?.role ?? null}
        onClose={() => {
          setAsked(null);
          if (linked) change({ row: undefined });
        }}
      />
    </>
  );
}

function Head({ found }: { readonly found: MatrixView }) {
  return (
    <div className="wl-stack wl-raci-head">
      <div className="wl-page__head">
        <h1>{words.title}</h1>
        <span className="wl-muted">
          {words.inForce(numberWords(found.number), found.title)}
          {found.inForceFrom && (
            <>
              {` ${words.since} `}
              <When at={found.inForceFrom} />
            </>
          )}
        </span>
      </div>
      <div className="wl-page__head">
        <Go to="/raci/versions">{draftWords.versions.label}</Go>
        <Go to="/raci/what-if">{words.whatIf}</Go>
        <Go to="/raci/load">{words.load}</Go>
        <Go to="/raci/clocks">{words.clocks.link}</Go>
        <Go to="/raci/training">{words.training}</Go>
        <Exports versionId={found.id} />
      </div>
      <ul className="wl-line wl-small wl-muted" aria-label={words.legend}>
        {Letter.options.map((letter) => (
          <li key={letter} className="wl-line">
            <span aria-hidden="true">
              <RaciLetter letter={letter} />
            </span>
            <span>
              <span className="wl-hidden">{letter}: </span>
              {words.letters[letter]}
            </span>
          </li>
        ))}
        <li>{words.small}</li>
      </ul>
    </div>
  );
}
