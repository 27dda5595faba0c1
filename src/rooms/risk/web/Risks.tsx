import { useMemo } from 'react';
import type { z } from 'zod';
import { numberWords } from '../../../ui/chart.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import { useScope } from '../../../ui/scope.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useList } from '../../../ui/table/list.ts';
import { type RemedyRow as Row, remedies, remediesFile } from '../contract.ts';
import { FeedLine } from './FeedLine.tsx';
import { inWords, kindWords } from './levels.ts';
import { AcceptedMark, ListHead, OutcomeMark, RiskNumber } from './parts.tsx';
import { caseHref, remedyReasons } from './remedy-links.ts';
import { words } from './words.ts';

type RemedyRow = z.infer<typeof Row>;
const say = words.remedies;

const columns: readonly Column<RemedyRow>[] = [
  {
    key: 'sentence',
    label: say.sentence,
    cell: (row) => (
      <>
        <span className="wl-two wl-two--all" title={row.sentence}>
          {row.sentence}
        </span>
        <AcceptedMark until={row.acceptedUntil} />
      </>
    ),
    least: 280,
  },
  { key: 'outcome', label: say.outcome, cell: (row) => <OutcomeMark outcome={row.outcome} />, width: 138 },
  {
    key: 'devices',
    label: say.devices,
    cell: (row) => (
      <Go
        to={`/devices?remedy=${row.id}`}
        aria-label={say.devicesOf(numberWords(row.deviceCount), row.sentence)}
      >
        {numberWords(row.deviceCount)}
      </Go>
    ),
    align: 'right',
    width: 74,
  },
  {
    key: 'findings',
    label: say.findings,
    cell: (row) => (
      <span title={row.cves.slice(0, 40).join(', ')}>{`${numberWords(row.cves.length)} CVE`}</span>
    ),
    align: 'right',
    width: 78,
  },
  {
    key: 'risk',
    label: say.risk,
    cell: (row) => (
      <RiskNumber value={row.risk} title={`${say.risk}: ${row.sentence}`} reasons={remedyReasons(row)} />
    ),
    align: 'right',
    width: 118,
  },
  {
    key: 'kind',
    label: say.kindAndSite,
    cell: (row) => (
      <>
        {kindWords(row.kind)}
        <span className="wl-small wl-muted wl-place wl-clip" title={row.site}>
          {row.site}
        </span>
      </>
    ),
    width: 104,
    deskOnly: true,
  },
  {
    key: 'case',
    label: say.case,
    sortable: false,
    cell: (row) => {
      const to = caseHref(row);
      return to ? (
        <Go to={to} aria-label={say.toCaseOf(row.sentence)}>
          {say.toCase}
        </Go>
      ) : (
        <span className="wl-muted">–</span>
      );
    },
    width: 60,
  },
];
const filters = [
  { name: 'outcome', label: say.outcome },
  { name: 'site', label: say.site },
  { name: 'kind', label: say.kind },
  { name: 'manufacturer', label: say.maker },
  { name: 'deviceClass', label: say.deviceClass },
  { name: 'state', label: say.state },
  { name: 'accepted', label: say.accepted },
];
const names = filters.map((one) => one.name);
const views = [
  { name: say.views.immediate, search: 'outcome=immediate' },
  { name: say.views.soon, search: 'outcome=immediate,out_of_cycle' },
  { name: say.views.noFix, search: 'kind=mitigate' },
  { name: say.views.identify, search: 'kind=identify' },
  { name: say.views.done, search: 'state=done' },
];

/** Risks, remedies first: what to do, on how many devices, how much risk it ends. */
export function Risks() {
  const { chosen } = useScope();
  const fixed = useMemo(() => (chosen ? { site: chosen.id } : {}), [chosen]);
  const list = useList(remedies, { filters: names, fixed });
  return (
    <div className="wl-page">
      <ListHead view="remedies" lead={say.lead} />
      <FeedLine />
      <DataTable
        list={inWords(list)}
        what={say.what}
        name="remedies"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.sentence}
        rowTo={(row) => `/remedies/${row.id}`}
        filters={filters}
        views={views}
        csv={remediesFile}
        searchHint={say.search}
        empty={<EmptyState title={say.empty}>{say.emptyWhy}</EmptyState>}
      />
    </div>
  );
}
