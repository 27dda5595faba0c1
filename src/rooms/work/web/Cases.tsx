// Every case; open ones unless another state is chosen.
import { useMemo } from 'react';
import type { z } from 'zod';
import { Due, When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import { useScope } from '../../../ui/scope.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { type List, useList } from '../../../ui/table/list.ts';
import { useUrlSearch } from '../../../ui/url.ts';
import { type CaseRow, cases, casesFile } from '../contract.ts';
import { CountedNote } from './accounting/CountedNote.tsx';
import { CourtAge } from './parts/CourtAge.tsx';
import { toneOf } from './say.ts';
import { words } from './words.ts';
import './accounting/accounting.css';
import './work.css';

type Row = z.infer<typeof CaseRow>;
const { cases: say } = words;
const filters = ['state', 'overdue', 'accepted', 'outcome', 'step', 'court', 'site'] as const;
/** What a number of the accounting counted, as the link behind it says. */
const countedBy = ['counted', 'countedParty', 'countedActivity', 'countedMonth'] as const;
const inAddress = [...filters, ...countedBy];

const columns: readonly Column<Row>[] = [
  {
    key: 'sentence',
    label: say.columns.sentence,
    cell: (row) => <span className="wl-two wl-two--three">{row.sentence}</span>,
    least: 205,
  },
  {
    key: 'case',
    label: say.columns.case,
    cell: (row) => <span className="wl-mono">{row.caseNo}</span>,
    width: 66,
    deskOnly: true,
  },
  {
    key: 'outcome',
    label: say.columns.outcome,
    cell: (row) => <Severity tone={toneOf(row.outcome)} word={words.outcomes[row.outcome]} quiet />,
    width: 118,
  },
  { key: 'due', label: say.columns.due, cell: (row) => <DueOf row={row} />, width: 152 },
  { key: 'court', label: say.columns.court, cell: (row) => <CourtAge court={row.court} />, width: 150 },
  {
    key: 'devices',
    label: say.columns.devices,
    cell: (row) => (
      <span title={words.my.progress(row.devicesDone, row.devicesTotal)}>
        {row.devicesDone} / {row.devicesTotal}
      </span>
    ),
    align: 'right',
    width: 74,
    sortable: false,
  },
  {
    key: 'step',
    label: say.columns.step,
    cell: (row) => row.step || words.caseStates[row.state],
    width: 190,
    deskOnly: true,
  },
  { key: 'site', label: say.columns.site, cell: (row) => row.site, width: 120, deskOnly: true },
];

function DueOf({ row }: { readonly row: Row }) {
  if (row.acceptedUntil)
    return (
      <span className="wl-muted">
        {say.accepted} <When at={row.acceptedUntil} />
      </span>
    );
  if (row.state === 'open' || !row.closedAt)
    return <Due at={row.dueAt} closed={row.state !== 'open'} brief />;
  return (
    <span className="wl-muted">
      {words.caseStates[row.state]} <When at={row.closedAt} />
    </span>
  );
}

const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: say.states,
  outcome: words.outcomes,
  overdue: say.overdue,
  accepted: say.acceptedOnly,
};
/** The server counts what is overdue as true and false and takes yes and no. */
const yesNo: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };

/** The list with its facets in people's words, and one value at a time where the server takes only one. */
function inWords(list: List<Row>): List<Row> {
  const facets = list.facets.map((facet) => ({
    ...facet,
    values: facet.values.map((one) => {
      const value = facet.name === 'overdue' ? (yesNo[one.value] ?? one.value) : one.value;
      return { ...one, value, label: labels[facet.name]?.[value] ?? one.label };
    }),
  }));
  return {
    ...list,
    facets,
    change: (patch) =>
      list.change({ ...patch, ...(patch['overdue'] ? { overdue: patch['overdue'].split(',').at(-1) } : {}) }),
  };
}

const views = [
  { name: say.views.overdue, search: 'overdue=yes' },
  { name: say.views.immediate, search: 'outcome=immediate' },
  { name: say.views.closed, search: 'state=closed' },
  { name: say.views.all, search: 'state=closed,open,withdrawn' },
];

/** The list of cases. */
export function Cases() {
  const { chosen } = useScope();
  const [{ counted }] = useUrlSearch();
  // The link behind a number names its own site, or none.
  const isCounted = counted !== undefined;
  const fixed = useMemo(() => (chosen && !isCounted ? { site: chosen.id } : {}), [chosen, isCounted]);
  const list = inWords(useList<Row>(cases, { filters: inAddress, fixed, sort: 'due' }));
  const stated = (list.view.filters['state']?.length ?? 0) > 0;
  const sited = (list.view.filters['site']?.length ?? 0) > 0;
  const notes = isCounted
    ? []
    : [!stated && say.openOnly, chosen && !sited && say.atSite(chosen.label)].filter(Boolean);
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{say.title}</h1>
        <span className="wl-muted wl-small">{notes.join(' ')}</span>
      </div>
      <CountedNote />
      <DataTable
        list={list}
        what={say.what}
        name="cases"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => `${row.caseNo} ${row.sentence}`}
        rowTo={(row) => `/cases/${row.id}`}
        filters={filters.map((name) => ({ name, label: say.filters[name] }))}
        views={views}
        csv={casesFile}
        searchHint={say.hint}
        empty={<EmptyState title={say.emptyTitle}>{say.empty}</EmptyState>}
      />
    </div>
  );
}
