// The list of devices: which, where, and what threatens them.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { Go } from '../../../../ui/Go.tsx';
import { useEndpoint } from '../../../../ui/query.ts';
import { Severity } from '../../../../ui/Severity.tsx';
import { Shape } from '../../../../ui/Shape.tsx';
import { useScope } from '../../../../ui/scope.tsx';
import type { Column } from '../../../../ui/table/columns.ts';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import { type List, useList } from '../../../../ui/table/list.ts';
import { useGo } from '../../../../ui/url.ts';
import { useWidth } from '../../../../ui/width.ts';
import { FreshnessBanner } from '../../../intel/web/index.ts';
import { type DeviceRow, devices, devicesFile, remedy } from '../../../risk/contract.ts';
import { relabelled } from './facet-words.ts';
import { outcomeMark, spoken, threatWords, words } from './words.ts';
import './devices.css';

const filters = [
  'outcome',
  'site',
  'deviceClass',
  'manufacturer',
  'status',
  'exposure',
  'conflict',
  'version',
  'networked',
  'cve',
  'remedy',
  'model',
  'ward',
] as const;
const names = filters.map((name) => ({ name, label: words.list.filters[name] }));
const nothing = {};

/** Every device, worst first. */
export function Devices() {
  const { chosen } = useScope();
  const fixed = useMemo(() => (chosen ? { site: chosen.id } : nothing), [chosen]);
  const list = useNamed(useList(devices, { filters, fixed, sort: '-risk' }));
  const phone = useWidth() === 'phone';
  const go = useGo();
  const remedyId = list.view.filters['remedy']?.[0];
  const narrowed = chosen !== null && !list.view.filters['site'];
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{words.list.title}</h1>
        {narrowed && <span className="wl-muted">{words.list.inScope(chosen.label)}</span>}
      </div>
      <FreshnessBanner />
      {remedyId && <ForRemedy id={remedyId} />}
      <DataTable
        list={list}
        what={words.list.what}
        name="devices"
        columns={phone ? cards : columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => `${row.model} ${row.tag ?? row.serial ?? ''}`}
        rowTo={(row) => `/devices/${row.id}`}
        filters={names}
        views={[
          { name: words.list.views.worst, search: 'outcome=immediate,out_of_cycle' },
          { name: words.list.views.conflicts, search: 'conflict=yes' },
          { name: words.list.views.open, search: 'exposure=open' },
        ]}
        keys={[
          { key: 'w', label: words.device.tabs.owners, run: (row) => go(`/devices/${row.id}?tab=owners`) },
        ]}
        csv={devicesFile}
        searchHint={words.list.search}
        empty={
          <EmptyState
            title={words.list.empty}
            action={<Button onClick={() => go('/imports')}>{words.list.emptyGo}</Button>}
          >
            {words.list.emptyText}
          </EmptyState>
        }
      />
    </div>
  );
}

function useNamed(list: List<DeviceRow>): List<DeviceRow> {
  const { facets, view, total } = list;
  const named = useMemo(() => relabelled(facets, view.filters, total ?? 0), [facets, view.filters, total]);
  return { ...list, facets: named };
}

function ForRemedy({ id }: { readonly id: string }) {
  const remedyId = Number(id);
  const query = useEndpoint(remedy, { remedyId }, { enabled: Number.isInteger(remedyId) && remedyId > 0 });
  if (!query.data) return null;
  return (
    <p className="wl-card wl-line">
      <span className="wl-muted">{words.list.forRemedy}:</span>
      <Go to={`/remedies/${id}`}>{query.data.sentence}</Go>
    </p>
  );
}

function Threat({ row }: { readonly row: DeviceRow }) {
  if (!row.outcome && !row.affectedCount && !row.possibleCount)
    return <span className="wl-muted">{threatWords(0, 0)}</span>;
  const mark = outcomeMark(row.outcome);
  return (
    <span className="wl-threat">
      <Severity {...mark} quiet />
      <span className="wl-muted wl-small wl-clip">{threatWords(row.affectedCount, row.possibleCount)}</span>
    </span>
  );
}

const placeOf = (row: DeviceRow) => [row.ward, row.location].filter(Boolean).join(', ') || row.site;

function Version({ row }: { readonly row: DeviceRow }) {
  return (
    <span className="wl-threat">
      {row.softwareVersion ? (
        <span className="wl-mono wl-clip">{row.softwareVersion}</span>
      ) : (
        <span className="wl-muted">{words.list.noVersion}</span>
      )}
      {row.hasConflict && (
        <span className="wl-threat" title={words.list.conflict}>
          <Shape tone="unknown" />
          <span className="wl-hidden">{words.list.conflict}</span>
        </span>
      )}
    </span>
  );
}

const tag = (row: DeviceRow) =>
  row.tag ? (
    <span className="wl-mono">{row.tag}</span>
  ) : (
    <span className="wl-muted">{row.serial ? `S/N ${row.serial}` : words.list.noTag}</span>
  );

const columns: readonly Column<DeviceRow>[] = [
  { key: 'tag', label: words.list.tag, cell: tag, width: 104 },
  {
    key: 'model',
    label: words.list.model,
    cell: (row) => (
      <span className="wl-two" title={`${row.manufacturer} ${row.model}, ${spoken(row.deviceClass)}`}>
        {row.model} <span className="wl-muted">{row.manufacturer}</span>
      </span>
    ),
    least: 140,
  },
  { key: 'version', label: words.list.version, cell: (row) => <Version row={row} />, width: 96 },
  {
    key: 'ward',
    label: words.list.place,
    cell: (row) => (
      <span className="wl-two" title={`${placeOf(row)}, ${row.site}`}>
        {placeOf(row)} {placeOf(row) !== row.site && <span className="wl-muted">{row.site}</span>}
      </span>
    ),
    least: 120,
  },
  { key: 'outcome', label: words.list.threat, cell: (row) => <Threat row={row} />, width: 244 },
  {
    key: 'risk',
    label: words.list.risk,
    cell: (row) =>
      row.risk === null ? '–' : <span title={words.list.riskHint}>{Math.round(row.risk)}</span>,
    align: 'right',
    width: 54,
    deskOnly: true,
  },
  { key: 'status', label: words.list.status, cell: (row) => spoken(row.status), width: 88, deskOnly: true },
];

const cards: readonly Column<DeviceRow>[] = [
  {
    key: 'model',
    label: words.list.device,
    cell: (row) => (
      <span>
        {row.model} {tag(row)}
      </span>
    ),
  },
  { key: 'outcome', label: words.list.threat, cell: (row) => <Threat row={row} /> },
  {
    key: 'ward',
    label: words.list.place,
    cell: (row) => (placeOf(row) === row.site ? row.site : `${placeOf(row)}, ${row.site}`),
  },
  { key: 'version', label: words.list.version, cell: (row) => <Version row={row} /> },
];
