// The rows that need a person, under the rule that each broke, and the way to repair them.
import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../ui/api.ts';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { LoadingState } from '../../../ui/LoadingState.tsx';
import { Pop } from '../../../ui/Pop.tsx';
import { useEndpoint } from '../../../ui/query.ts';
import { Severity } from '../../../ui/Severity.tsx';
import type { Tone } from '../../../ui/Shape.tsx';
import { useList } from '../../../ui/table/list.ts';
import { type ImportSummary, importRows, refusedFile } from '../contract.ts';
import { byRule, type RuleGroup } from './row-groups.ts';
import { words } from './words.ts';

const filters = ['outcome'];
const tones: Readonly<Record<RuleGroup['outcome'], Tone>> = {
  refused: 'high',
  ambiguous: 'unknown',
  warning: 'middle',
};
const few = 6;
type Headers = Readonly<Record<string, readonly string[]>>;

/** What could not be kept, or only with a doubt. */
export function RowReport({ one }: { readonly one: ImportSummary }) {
  if (one.refusedRows + one.warningRows === 0)
    return one.state === 'failed' ? null : <p className="wl-muted">{words.one.rowsNone}</p>;
  return (
    <>
      {one.refusedRows > 0 && <Repair one={one} />}
      <Rows one={one} />
    </>
  );
}

function Repair({ one }: { readonly one: ImportSummary }) {
  return (
    <section className="wl-card wl-stack" aria-label={words.one.repairTitle}>
      <h2>{words.one.repairTitle}</h2>
      <ol className="wl-repair">
        {words.one.repair.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="wl-line">
        <a className="wl-quiet wl-quiet--edged" href={addressOf(refusedFile, { importId: one.id })} download>
          {words.one.refusedFile} ({one.refusedRows})
        </a>
        <Go to="/imports/new" className="wl-quiet wl-quiet--edged">
          {words.one.again}
        </Go>
      </p>
    </section>
  );
}

function Rows({ one }: { readonly one: ImportSummary }) {
  const fixed = useMemo(() => ({ importId: one.id }), [one.id]);
  const list = useList(importRows, { filters, fixed });
  const headers: Headers = useEndpoint(importRows, { importId: one.id, limit: 1 }).data?.headers ?? {};
  const groups = useMemo(() => byRule(list.rows), [list.rows]);
  return (
    <section className="wl-stack" aria-label={words.one.rowsTitle}>
      <div className="wl-line wl-spread">
        <h2>{words.one.rowsTitle}</h2>
        <SegmentedControl
          aria-label={words.one.outcome}
          value={list.view.filters['outcome']?.[0] ?? ''}
          onChange={(value) => list.change({ outcome: value || undefined })}
          data={[
            { value: '', label: words.one.all },
            { value: 'refused', label: words.one.refused },
            { value: 'ambiguous', label: words.one.ambiguous },
            { value: 'warning', label: words.one.warning },
          ]}
        />
      </div>
      {list.state === 'loading' && <LoadingState what="rows" />}
      {list.state === 'failed' && <ErrorState error={list.error} onRetry={list.retry} />}
      {list.state === 'ready' && groups.length === 0 && <p className="wl-muted">{words.one.rowsNone}</p>}
      {groups.map((group) => (
        <Group key={`${group.outcome} ${group.rule}`} group={group} headers={headers} />
      ))}
      {list.state === 'ready' && (
        <div className="wl-line">
          <span className="wl-muted wl-small">
            {words.one.shown(list.rows.length, list.total ?? list.rows.length)}
          </span>
          {list.loadMore && (
            <Button variant="default" onClick={list.loadMore}>
              {words.one.more}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Group({ group, headers }: { readonly group: RuleGroup; readonly headers: Headers }) {
  const [all, setAll] = useState(false);
  const rows = all ? group.rows : group.rows.slice(0, few);
  return (
    <details className="wl-card" open={group.outcome === 'refused'}>
      <summary>
        <Severity tone={tones[group.outcome]} word={words.one[group.outcome]} quiet />{' '}
        <strong>{words.one.rowsOf(group.rows.length)}</strong>: {group.sentence}
      </summary>
      <ul className="wl-rows">
        {rows.map(({ row, problem }) => (
          <li key={`${row.sheet} ${row.rowNo} ${problem.column ?? ''} ${problem.rule}`}>
            <span className="wl-rows__at">{words.one.row(row.sheet, row.rowNo)}</span>
            <span className="wl-rows__what">
              {problem.column !== null && (
                <span className="wl-muted">
                  {words.one.column} {problem.column} {problem.value !== null && words.one.value}{' '}
                </span>
              )}
              {problem.column !== null && problem.value !== null && (
                <span className="wl-mono">“{problem.value}” </span>
              )}
              {problem.sentence !== group.sentence && problem.sentence}
            </span>
            <Pop
              button={words.one.whole}
              label={`${words.one.whole}, ${words.one.row(row.sheet, row.rowNo)}`}
            >
              <dl className="wl-rows__cells">
                {row.cells.map((cell, i) =>
                  cell ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells have no name but their place
                    <div key={i}>
                      <dt>{headers[row.sheet]?.[i] || `#${i + 1}`}</dt>
                      <dd>{cell}</dd>
                    </div>
                  ) : null,
                )}
              </dl>
            </Pop>
          </li>
        ))}
      </ul>
      {group.rows.length > rows.length && (
        <button type="button" className="wl-quiet wl-quiet--edged" onClick={() => setAll(true)}>
          {words.one.moreOf(group.rows.length - rows.length)}
        </button>
      )}
    </details>
  );
}
