import { When } from '../../../ui/Due.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Severity } from '../../../ui/Severity.tsx';
import type { Column } from '../../../ui/table/columns.ts';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import { useList } from '../../../ui/table/list.ts';
import { type MessageRow, messages, messagesFile } from '../contract.ts';
import { toneOf } from './state.ts';
import { words } from './words.ts';

const say = words.admin.log;
const filters = ['state', 'channel', 'lane'] as const;
const columns: readonly Column<MessageRow>[] = [
  {
    key: 'state',
    label: say.state,
    cell: (row) => <Severity tone={toneOf(row.state)} word={say.states[row.state]} quiet />,
    width: 140,
  },
  {
    key: 'person',
    label: say.to,
    cell: (row) => row.person ?? <span className="wl-muted">{say.noOne}</span>,
  },
  { key: 'channel', label: say.way, cell: (row) => row.channel },
  { key: 'made', label: say.made, cell: (row) => <When at={row.madeAt} />, width: 150 },
  {
    key: 'things',
    label: say.things,
    cell: (row) => row.inIt,
    align: 'right',
    width: 90,
    sortable: false,
  },
  {
    key: 'attempts',
    label: say.attempts,
    cell: (row) => row.attempts,
    align: 'right',
    width: 100,
    deskOnly: true,
  },
  {
    key: 'says',
    label: say.says,
    cell: (row) => <span title={row.says ?? ''}>{row.says ?? ''}</span>,
    least: 200,
    sortable: false,
    deskOnly: true,
  },
];
const views = [
  { name: say.views.dead, search: 'view=log&state=dead' },
  { name: say.views.waiting, search: 'view=log&state=gathering,queued,sending' },
  { name: say.views.dropped, search: 'view=log&state=dropped' },
];

/** Every message with what became of it. */
export function MessageLog() {
  const list = useList<MessageRow>(messages, { filters });
  return (
    <>
      <p className="wl-muted">{say.lead}</p>
      <DataTable
        list={list}
        what={say.what}
        name="messages"
        columns={columns}
        rowKey={(row) => String(row.id)}
        rowName={(row) => `${row.channel}, ${row.person ?? say.noOne}`}
        rowTo={(row) => `/messages/${row.id}`}
        filters={filters.map((name) => ({ name, label: say.filters[name] }))}
        views={views}
        csv={messagesFile}
        searchHint={say.hint}
        empty={<EmptyState title={say.empty}>{say.emptyWhy}</EmptyState>}
      />
    </>
  );
}
