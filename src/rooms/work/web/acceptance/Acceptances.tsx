// The register: what the hospital has accepted, until when, and what it is asked to accept.
import { useMemo } from 'react';
import { Due } from '../../../../ui/Due.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Severity } from '../../../../ui/Severity.tsx';
import { useScope } from '../../../../ui/scope.tsx';
import type { Column } from '../../../../ui/table/columns.ts';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { type List, useList } from '../../../../ui/table/list.ts';
import { type AcceptanceRow, acceptances, acceptancesFile } from '../../contract.ts';
import { stateTone } from './look.ts';
import { words } from './words.ts';
import '../work.css';

const { register: say } = words;
const filters = ['state', 'level', 'ends', 'site'] as const;

const columns: readonly Column<AcceptanceRow>[] = [
  {
    key: 'sentence',
    label: say.columns.sentence,
    cell: (row) => <span className="wl-two wl-two--three">{row.sentence}</span>,
    least: 220,
  },
  {
    key: 'acceptance',
    label: say.columns.acceptance,
    cell: (row) => <span className="wl-mono">{row.acceptanceNo}</span>,
    width: 62,
    deskOnly: true,
  },
  {
    key: 'state',
    label: say.columns.state,
    cell: (row) => <Severity tone={stateTone[row.state]} word={words.states[row.state]} quiet />,
    width: 160,
  },
  {
    key: 'level',
    label: say.columns.level,
    cell: (row) => (
      <Severity tone={row.level === 'high' ? 'high' : 'middle'} word={words.levels[row.level]} quiet />
    ),
    width: 96,
  },
  {
    key: 'until',
    label: say.columns.until,
    cell: (row) =>
      row.untilOn ? (
        <Due at={row.untilOn} closed={row.state !== 'active'} brief />
      ) : (
        <span className="wl-muted">
          {say.wished} {row.wishedUntilOn}
        </span>
      ),
    width: 150,
  },
  { key: 'owner', label: say.columns.owner, cell: (row) => row.owner, width: 150, deskOnly: true },
  {
    key: 'accountable',
    label: say.columns.accountable,
    cell: (row) => row.accountable ?? words.page.nobody,
    width: 150,
    sortable: false,
    deskOnly: true,
  },
  { key: 'devices', label: say.columns.devices, cell: (row) => row.devices, align: 'right', width: 78 },
  { key: 'site', label: say.columns.site, cell: (row) => row.site, width: 120, deskOnly: true },
];

const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: words.states,
  level: words.levels,
};
const inWords = (list: List<AcceptanceRow>): List<AcceptanceRow> => ({
  ...list,
  facets: list.facets.map((facet) => ({
    ...facet,
    values: facet.values.map((one) => ({ ...one, label: labels[facet.name]?.[one.value] ?? one.label })),
  })),
});

const views = [
  { name: say.views.active, search: 'state=active' },
  { name: say.views.soon, search: 'ends=week,month' },
  { name: say.views.waiting, search: 'state=consulted' },
  { name: say.views.revoked, search: 'state=revoked' },
];

/** The register of accepted risks. */
export function Acceptances() {
  const { chosen } = useScope();
  const fixed = useMemo(() => (chosen ? { site: chosen.id } : {}), [chosen]);
  const list = inWords(useList<AcceptanceRow>(acceptances, { filters, fixed, sort: 'until' }));
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{say.title}</h1>
        <span className="wl-muted wl-small">{say.lead}</span>
      </div>
      <DataTable
        list={list}
        what={say.what}
        name="acceptances"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => `${row.acceptanceNo} ${row.sentence}`}
        rowTo={(row) => `/acceptances/${row.id}`}
        filters={filters.map((name) => ({ name, label: say.filters[name] }))}
        views={views}
        csv={acceptancesFile}
        searchHint={say.hint}
        empty={<EmptyState title={say.emptyTitle}>{say.empty}</EmptyState>}
      />
    </div>
  );
}
