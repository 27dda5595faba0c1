import type { z } from 'zod';
import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Go } from '../../../ui/Go.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useList } from '../../../ui/table/list.ts';
import { type AdvisoryRow, advisories } from '../contract.ts';
import { FreshnessBanner } from './FreshnessBanner.tsx';
import { words } from './words.ts';

type Row = z.infer<typeof AdvisoryRow>;
const filters = ['publisher'];

const columns: readonly Column<Row>[] = [
  {
    key: 'title',
    label: words.advisories.name,
    cell: (row) => (
      <span className="wl-two" title={row.title}>
        {row.title}
      </span>
    ),
    least: 280,
  },
  {
    key: 'id',
    label: words.advisories.id,
    cell: (row) => <span className="wl-mono">{row.trackingId}</span>,
    width: 150,
  },
  {
    key: 'released',
    label: words.advisories.released,
    cell: (row) => (row.currentReleaseAt ? <When at={row.currentReleaseAt} /> : '–'),
    width: 120,
  },
  {
    key: 'revision',
    label: words.advisories.revision,
    cell: (row) => row.revision,
    sortable: false,
    width: 76,
    deskOnly: true,
  },
  {
    key: 'cves',
    label: words.advisories.cves,
    cell: (row) => <span title={row.cves.join(', ')}>{row.cves.length || '–'}</span>,
    sortable: false,
    align: 'right',
    width: 64,
  },
  {
    key: 'publisher',
    label: words.advisories.publisher,
    cell: (row) => row.publisher,
    sortable: false,
    width: 130,
    deskOnly: true,
  },
];

/** Every advisory read, newest first. */
export function Advisories() {
  const list = useList(advisories, { filters });
  return (
    <div className="wl-page">
      <div className="wl-page__head">
        <h1>{words.advisories.title}</h1>
        <Go to="/feeds">{words.advisories.toFeeds}</Go>
      </div>
      <FreshnessBanner />
      <DataTable
        list={list}
        what={words.advisories.what}
        name="advisories"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => row.trackingId}
        rowTo={(row) => `/advisories/${row.id}`}
        filters={[{ name: 'publisher', label: words.advisories.publisher }]}
        searchHint={words.advisories.search}
        empty={
          <EmptyState title={words.advisories.none} action={<Go to="/feeds">{words.advisories.toFeeds}</Go>}>
            {words.advisories.noneText}
          </EmptyState>
        }
      />
    </div>
  );
}
