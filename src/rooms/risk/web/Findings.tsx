import { useMemo } from 'react';
import type { z } from 'zod';
import { numberWords, shareWords } from '../../../ui/chart.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { useScope } from '../../../ui/scope.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { type List, useList } from '../../../ui/table/list.ts';
import { cohorts, cohortsFile, type CohortRow as Row } from '../contract.ts';
import { FeedLine } from './FeedLine.tsx';
import { inWords } from './levels.ts';
import { AcceptedMark, ListHead, OutcomeMark, RiskNumber, StatusMark } from './parts.tsx';
import { words } from './words.ts';

type CohortRow = z.infer<typeof Row>;
const say = words.findings;
const none = <span className="wl-muted">{say.unknown}</span>;
const riskTitle = (row: CohortRow) => `${say.risk}: ${row.cve}`;

const columns: readonly Column<CohortRow>[] = [
  {
    key: 'cve',
    label: say.cve,
    cell: (row) => (
      <>
        <span className="wl-mono">{row.cve}</span>
        {row.title && <span className="wl-two wl-two--calm">{row.title}</span>}
      </>
    ),
    least: 140,
  },
  {
    key: 'model',
    label: say.product,
    cell: (row) => (
      <>
        <span className="wl-two">
          {row.manufacturer} {row.model}{' '}
          {row.softwareVersion ?? <em className="wl-muted">{say.unknownVersion}</em>}
        </span>
        <span className="wl-small wl-muted wl-place wl-clip" title={row.site}>
          {row.site}
        </span>
        <span className="wl-two wl-two--calm" title={`${say.situationLong(row)}. ${say.situationHint}`}>
          {say.situation(row)}
        </span>
      </>
    ),
    least: 150,
  },
  { key: 'status', label: say.status, cell: (row) => <StatusMark status={row.status} />, width: 98 },
  {
    key: 'outcome',
    label: say.outcome,
    cell: (row) => (
      <>
        <OutcomeMark outcome={row.outcome} />
        <AcceptedMark until={row.acceptedUntil} />
      </>
    ),
    width: 138,
  },
  {
    key: 'devices',
    label: say.devices,
    cell: (row) => numberWords(row.deviceCount),
    align: 'right',
    width: 76,
  },
  {
    key: 'risk',
    label: say.risk,
    cell: (row) => (
      <RiskNumber
        value={row.risk}
        title={riskTitle(row)}
        reasons={[
          {
            what: say.riskWhat(numberWords(row.deviceCount)),
            source: say.riskSource,
            ref: `/findings/${row.id}`,
          },
        ]}
      />
    ),
    align: 'right',
    width: 88,
  },
  {
    key: 'epss',
    label: say.likely,
    cell: (row) => (
      <span className="wl-two" title={say.epssHint}>
        {row.kev && <strong>{say.kevYes} </strong>}
        {row.epss === null ? none : shareWords(row.epss, 1)}
      </span>
    ),
    align: 'right',
    width: 82,
  },
  {
    key: 'cvss',
    label: say.cvss,
    cell: (row) => (row.cvss === null ? none : row.cvss.toFixed(1)),
    align: 'right',
    width: 76,
    deskOnly: true,
  },
];
const filters = [
  { name: 'outcome', label: say.outcome },
  { name: 'status', label: say.status },
  { name: 'kev', label: say.kevFilter },
  { name: 'site', label: say.site },
  { name: 'manufacturer', label: say.maker },
];
// `cve` and `model` come by links from other pages; they have no counts of their own.
const names = [...filters.map((one) => one.name), 'cve', 'model'];
const views = [
  { name: say.views.kev, search: 'kev=yes' },
  { name: say.views.immediate, search: 'outcome=immediate' },
  { name: say.views.possible, search: 'status=possible' },
];

/** Both answers to one question chosen is no filter at all. */
const yesOrNo = (list: List<CohortRow>): List<CohortRow> => ({
  ...list,
  change: (patch) => list.change(patch['kev']?.includes(',') ? { ...patch, kev: undefined } : patch),
});

/** Findings, gathered: one vulnerability on one product version at one site a row. */
export function Findings() {
  const { chosen } = useScope();
  const fixed = useMemo(() => (chosen ? { site: chosen.id } : {}), [chosen]);
  const list = useList(cohorts, { filters: names, fixed });
  return (
    <div className="wl-page">
      <ListHead view="findings" lead={say.lead} />
      <FeedLine />
      <DataTable
        list={yesOrNo(inWords(list))}
        what={say.what}
        name="findings"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => `${row.cve} ${row.model}`}
        rowTo={(row) => `/findings/${row.id}`}
        filters={[...filters, { name: 'cve', label: 'CVE' }, { name: 'model', label: say.product }]}
        views={views}
        csv={cohortsFile}
        searchHint={say.search}
        empty={
          <EmptyState title={say.empty} action={<Go to="/imports">{words.toImports}</Go>}>
            {say.emptyWhy}
          </EmptyState>
        }
      />
    </div>
  );
}
